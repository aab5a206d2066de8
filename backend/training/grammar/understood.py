"""What was understood of a message, and what has to be asked."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from backend.training.session import Kind, Sport


class ProblemCode(StrEnum):
    """Why something that was said was not taken over. Each is asked about; nothing is guessed."""

    RPE_OUT_OF_RANGE = "rpe_out_of_range"
    """Effort below 0 or above 10: ``values`` = (as said,)."""
    RPE_NOT_HALF_STEP = "rpe_not_half_step"
    """Effort such as 7.3: ``values`` = (as said,)."""
    NOT_CR10 = "not_cr10"
    """Effort on another scale (Borg 6–20, of 5, per cent): ``values`` = (as said,)."""
    EFFORT_WORD = "effort_word"
    """Effort in words only ("easy"): ``said`` is the word."""
    TWO_EFFORTS = "two_efforts"
    """Efforts that contradict each other, or a range: ``values`` as said, in order."""
    MINUTES_OUT_OF_RANGE = "minutes_out_of_range"
    """Duration not over 0 or over 1440 minutes: ``values`` = (minutes,), ``said`` the words."""
    LONG_SESSION = "long_session"
    """Over 600 minutes: right? ``values`` = (minutes,)."""
    AMBIGUOUS_MINUTES = "ambiguous_minutes"
    """Perhaps a duration ("75m", "18:30", "5x3 min"): ``values`` = minutes it could mean, ``said`` the words."""
    TWO_DURATIONS = "two_durations"
    """Durations that contradict each other, parts or a range: ``values`` = minutes, in order."""
    FUTURE_DATE = "future_date"
    """The day has not come yet: ``dates`` = (day,)."""
    LONG_AGO = "long_ago"
    """Over a year ago: right? ``dates`` = (day,)."""
    AMBIGUOUS_DATE = "ambiguous_date"
    """Several days are possible ("3/4"): ``dates`` = the candidates, latest first."""
    TWO_DATES = "two_dates"
    """Days that contradict each other: ``dates`` in the order said."""
    NO_SUCH_DATE = "no_such_date"
    """Not in the calendar ("31 Nov"): ``said`` is what was typed."""
    TWO_SPORTS = "two_sports"
    """Several sports: ``said`` names them, comma-separated values of ``Sport``."""
    LEVEL_OUT_OF_RANGE = "level_out_of_range"
    """A feeling not on 1–5: ``values`` = (as said,), ``said`` = ``freshness``, ``readiness`` or ``mood``."""
    PLANNED = "planned"
    """A session that is still to come. Fields are filled, but it must not be stored (SCIENCE: never counts)."""
    QUESTION = "question"
    """The message asks something: ``said`` is the question."""
    REMINDER = "reminder"
    """Beside ``QUESTION``: what it asks is to be reminded of something, which no coach can."""
    NOTE_SHORTENED = "note_shortened"
    """The note was longer than what is kept: ``values`` = (its characters,)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to ask or to say. The field it concerns is None. What is set besides ``code`` is said there."""

    code: ProblemCode
    values: tuple[float, ...] = ()
    dates: tuple[dt.date, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A message as understood. A field that is None was not said, or is the subject of a problem.

    ``kind`` None: nothing of a session was found. ``date`` None: not said, so today. ``minutes`` 1–600 (more is
    asked about, see ``LONG_SESSION``), ``rpe`` CR10 in half steps, feelings 1–5 with higher better.
    ``note`` is the rest in the athlete's own words, at most 1000 characters.
    """

    kind: Kind | None
    date: dt.date | None = None
    sport: Sport | None = None
    minutes: int | None = None
    rpe: float | None = None
    freshness: int | None = None
    readiness: int | None = None
    mood: int | None = None
    note: str = ""
    problems: tuple[Problem, ...] = ()

    def problem(self, code: ProblemCode) -> Problem | None:
        """The problem with this code, if there is one."""
        return next((problem for problem in self.problems if problem.code is code), None)
