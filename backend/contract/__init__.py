"""What travels between the bot and the API: commands in, answers out.

Units: minutes are whole minutes; load is in arbitrary units (AU, minutes x session RPE); feelings are
1-5, higher is better; dates are the athlete's local calendar days; instants are UTC.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from backend.contract.model import Language, Level, LocalTime, Minutes, Model, Note, Rpe, Zone
from backend.training.load import Metrics, Week
from backend.training.metric import Metric
from backend.training.readiness import Flag, Standing
from backend.training.review import Question
from backend.training.session import EARLIEST_DATE, Kind, Sport


class Feelings(Model):
    """How the athlete felt after the session; each may be left out."""

    freshness: Level | None = None
    readiness: Level | None = None
    mood: Level | None = None


# ---- the program ----


class Status(Model):
    """How the API is, for whoever operates it: answered only when its store answers, and of nobody's data."""

    status: Literal["ok"] = "ok"
    version: str
    """The program's own."""
    python: str


# ---- the athlete ----


class RegisterAthlete(Model):
    """Consent given, with what the start asked for. Repeating it changes nothing."""

    language: Language = "en"
    zone: Zone = "UTC"
    consented_at: AwareDatetime


class ChangeAthlete(Model):
    """New settings; a field left out stays as it is."""

    language: Language | None = None
    zone: Zone | None = None


class Athlete(Model):
    """Who the athlete is to the product."""

    id: UUID
    language: Language
    zone: Zone
    consented_at: AwareDatetime


class Erased(Model):
    """What ``DELETE /athlete`` removed."""

    entries: int
    feedbacks: int
    check_ins: int = 0


# ---- entries ----


class EntryContent(Model):
    """What an athlete says about one session or rest day.

    A session has minutes; ``rpe`` None means "not known" and makes that day's load unknown, not 0.
    A rest day has neither.
    """

    kind: Kind = Kind.SESSION
    date: Annotated[dt.date, Field(ge=EARLIEST_DATE)]
    sport: Sport = Sport.OTHER
    minutes: Minutes | None = None
    rpe: Rpe | None = None
    feelings: Feelings = Feelings()
    note: Note = ""

    @model_validator(mode="after")
    def _a_session_has_minutes_and_rest_has_none(self) -> Self:
        if self.kind is Kind.SESSION and self.minutes is None:
            raise ValueError("a session needs its minutes")
        if self.kind is Kind.REST and (self.minutes is not None or self.rpe is not None):
            raise ValueError("a rest day has neither minutes nor RPE")
        return self


class RecordEntry(EntryContent):
    """Record an entry. ``id`` is the draft's id: the same command twice is one entry."""

    id: UUID


class ChangeEntry(EntryContent):
    """The entry's new content, whole (not a patch): repeating it changes nothing."""


class Entry(Model):
    """A stored entry. ``load`` is AU, 0 for a rest day, None when the RPE is not known.

    ``revision`` counts the changes of this entry, from 1. ``removed`` entries can be put back for a day.
    """

    id: UUID
    kind: Kind
    date: dt.date
    sport: Sport
    minutes: int | None
    rpe: float | None
    feelings: Feelings
    note: str
    load: float | None
    recorded_at: AwareDatetime
    revision: int
    removed: bool = False


class Recorded(Model):
    """The answer to recording, changing, removing or restoring an entry.

    ``week`` is the week that ends on the athlete's today, ``entry_week`` the one that ends on the entry's
    day (None when that is the same one). ``changed`` is False when the command was a repetition.
    ``recalculated_from`` is set when numbers of *earlier* days than today changed: the first such day.
    """

    entry: Entry
    changed: bool
    week: Week
    entry_week: Week | None = None
    recalculated_from: dt.date | None = None


class EntryPage(Model):
    """Entries, newest day first. ``older`` / ``newer`` are opaque cursors, None at the ends."""

    entries: list[Entry]
    older: str | None = None
    newer: str | None = None
    total: int


# ---- what it adds up to ----


PauseReason = Literal["ill", "injured", "travelling", "holiday"]
"""Why an athlete pauses."""


class TrendPoint(Model):
    """One local day of the trend. ``load`` is AU, None if unknown; the rest None where there is no value.

    ``acute`` and ``chronic`` are mean daily loads of 7 and 28 days, ``ratio`` the one by the other (coupled ACWR).
    ``paused``: why, on a day of a pause; the numbers are the same with and without it.
    """

    date: dt.date
    load: float | None
    logged: bool
    acute: float | None
    chronic: float | None
    ratio: float | None
    monotony: float | None
    fitness: float | None
    fatigue: float | None
    form: float | None
    paused: PauseReason | None = None


class Trend(Model):
    """Daily points, oldest first, ending today, and today's metrics with their reasons."""

    points: list[TrendPoint]
    today: Metrics
    history_days: int


class Why(Model):
    """Each number that the feedback used, one line each, in the athlete's language: formula and inputs."""

    entry_id: UUID
    lines: list[str]


class Number(StrEnum):
    """What ``GET /why`` explains."""

    LOAD = "load"
    WEEK = "week"
    RATIO = "ratio"
    MONOTONY = "monotony"
    STRAIN = "strain"
    FORM = "form"
    READINESS = "readiness"


class NumberWhy(Model):
    """One number of the athlete's today: its value or why it has none, its formula, what went in, and its source.

    ``lines`` are in the athlete's language. ``metric`` None: there is nothing yet that it could be made of, no session
    or no check-in of today.
    """

    number: Number
    metric: Metric | None
    lines: list[str]


# ---- check-ins ----


class CheckInItems(Model):
    """The five items of the readiness check-in, all of them; 1-5, higher is better on every one.

    McLean et al. 2010, IJSPP 5:367-383, each called by its good end: freshness (the fatigue item), sleep, muscles
    (soreness), calm (stress), mood.
    """

    freshness: Level
    sleep: Level
    muscles: Level
    calm: Level
    mood: Level


class CheckIn(CheckInItems):
    """A stored check-in: one for each local day of an athlete. ``recorded_at`` is when it was last said."""

    date: dt.date
    recorded_at: AwareDatetime


class Readiness(Model):
    """A day's check-in beside the athlete's own normal, and how much is missing until there is one.

    ``text`` says it in the athlete's language, ``why`` has a line for each number in it; both empty without a check-in.
    """

    check_in: CheckIn | None
    standing: Standing
    text: str = ""
    why: list[str] = Field(default_factory=list)


class ReadinessDay(Model):
    """One day of the trend: the sum of the five items (5-25) and the flag of that day; None without a check-in.

    ``mean`` and ``sd`` are the sum's normal over the 28 days before that day, checked in or not; None before there
    are 14 check-ins in them.
    """

    date: dt.date
    total: int | None
    flag: Flag | None
    mean: float | None = None
    sd: float | None = None


class Later(Model):
    """When a check-in that was put off is asked for again; None: not any more that day."""

    at: AwareDatetime | None


# ---- the review of a week ----


class HardestDay(Model):
    """The day with the highest load (AU) of the week."""

    date: dt.date
    load: float


class BestDay(Model):
    """The day that the athlete felt best on.

    ``by`` says what tells it: the sum of the check-in (``score`` 5-25), or, in a week with fewer than two of those, the
    mean of the feelings said after sessions (``score`` 1-5).
    """

    date: dt.date
    score: float
    by: Literal["check_in", "feelings"]


class ReadinessOfWeek(Model):
    """How many check-ins there were in seven days, and the mean of their sums (5-25), None without any."""

    check_ins: int
    mean: float | None


class PausedDay(Model):
    """A local day that lay in a pause, and why."""

    date: dt.date
    reason: PauseReason


class Review(Model):
    """Seven local days looked back on, the last of them ``end``.

    ``metrics`` are those of ``end``, its week among them. ``best`` and ``hardest`` are None where fewer than two days
    could be compared, or all are the same.
    """

    end: dt.date
    metrics: Metrics
    hardest: HardestDay | None
    best: BestDay | None
    readiness: ReadinessOfWeek
    readiness_before: ReadinessOfWeek
    """Of the seven days before."""
    question: Question
    paused: list[PausedDay] = Field(default_factory=list)
    """Of these seven days and the seven before, oldest first."""


# ---- reminders ----


class Pause(Model):
    """No reminders from ``since`` on; ``until`` is the last day of it, None: until further notice."""

    reason: PauseReason
    since: dt.date
    until: dt.date | None = None

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError("a pause ends on the day it begins, or later")
        return self


class Reminders(Model):
    """What the athlete wants to be reminded of, in their local time. Nothing of it is on until they choose it.

    ``check_in``: a time for each weekday, Monday first, None: not on that day. ``nudge``: in the evening of a usual
    training day without an entry. ``review``: Monday morning. Nothing is sent in the quiet hours, which may cross
    midnight; both None: there are none.
    """

    check_in: tuple[
        LocalTime | None,
        LocalTime | None,
        LocalTime | None,
        LocalTime | None,
        LocalTime | None,
        LocalTime | None,
        LocalTime | None,
    ] = (None, None, None, None, None, None, None)
    nudge: LocalTime | None = None
    review: LocalTime | None = None
    quiet_from: LocalTime | None = None
    quiet_until: LocalTime | None = None
    pause: Pause | None = None

    @model_validator(mode="after")
    def _quiet_hours_have_two_ends(self) -> Self:
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise ValueError("quiet hours begin and end")
        return self


# ---- messages out ----


class Notification(Model):
    """Something the backend wants said; the bot words buttons, paces and delivers it.

    ``kind`` "feedback": ``text`` is the coach's plain text on ``entry_id`` at ``revision``.
    ``kind`` "comment_delayed": the analysis failed for now; the entry stands, the words will follow.
    The other kinds are reminders for the local day ``date``: they have no entry, and are not delivered after
    ``expires_at``. ``kind`` "premium": ``text`` is a :class:`backend.contract.premium.PremiumNews` code, the rest is
    asked of ``GET /premium``. ``kind`` "answer": ``text`` is the coach's answer to ``question_id``.
    Delivering the same ``id`` twice is a no-op.
    """

    id: str
    athlete_id: UUID
    kind: Literal["feedback", "comment_delayed", "check_in", "nudge", "review", "pause_over", "premium", "answer"]
    entry_id: UUID | None = None
    revision: int = 0
    text: str = ""
    date: dt.date | None = None
    created_at: AwareDatetime
    expires_at: AwareDatetime | None = None
    question_id: UUID | None = None


class Problem(Model):
    """Every error answer of the API.

    ``code`` is an :mod:`backend.errors` code, ``details`` what its reply text needs.
    """

    code: str
    details: dict[str, str | int | float] = Field(default_factory=dict)
