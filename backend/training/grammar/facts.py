"""What single places of a message say, before they are weighed against each other."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from backend.training.session import Sport


@dataclass(frozen=True, slots=True)
class Fact:
    """Something understood in the tokens ``start`` up to, not including, ``end``."""

    start: int
    end: int


class Strength(Enum):
    """How sure it is that a duration is the whole session's."""

    TOTAL = "said to be the total"
    PLAIN = "nothing speaks against it"
    UNSURE = "may be something else (75m)"
    SECTION = "one of the sections that make up a session (10 min warm-up)"
    PART = "a part or a moment of the session (5 x 3 min, after 20 min)"


@dataclass(frozen=True, slots=True)
class Duration(Fact):
    """Minutes; several where a range was said."""

    minutes: tuple[float, ...]
    strength: Strength


@dataclass(frozen=True, slots=True)
class Clock(Fact):
    """``first:second``, as minutes and seconds or hours and minutes. ``cued``: words say that it is a duration."""

    first: int
    second: int
    cued: bool


@dataclass(frozen=True, slots=True)
class Effort(Fact):
    """An effort; several values where a range was said. ``cr10`` False: on another scale."""

    values: tuple[float, ...]
    cr10: bool


@dataclass(frozen=True, slots=True)
class EffortWord(Fact):
    """An effort without a number."""


@dataclass(frozen=True, slots=True)
class Day(Fact):
    """Days that it could be, latest first; none when the calendar has no such day."""

    dates: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class SportWord(Fact):
    """A sport's name; see :class:`~backend.training.grammar.vocabulary.SportName`. ``km`` of a race by its name."""

    sport: Sport
    kept: bool = False
    weak: bool = False
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Distance(Fact):
    """A distance of a session's size, in km."""

    km: float


@dataclass(frozen=True, slots=True)
class Level(Fact):
    """A feeling on our own 1–5 scale: ``freshness``, ``readiness`` or ``mood``."""

    feeling: str
    value: float


@dataclass(frozen=True, slots=True)
class Rest(Fact):
    """A day off. ``bare``: one word that means it only when little else is said."""

    bare: bool


@dataclass(frozen=True, slots=True)
class SessionWord(Fact):
    """ "Session", "workout": a session, of what is not said. ``kept``: the word says more, for the note."""

    kept: bool = False


@dataclass(frozen=True, slots=True)
class Planned(Fact):
    """Words that speak of what is still to come. ``anywhere``: also when they follow what they speak of."""

    anywhere: bool


@dataclass(frozen=True, slots=True)
class NoteLabel(Fact):
    """All that follows is the note."""


@dataclass(frozen=True, slots=True)
class Aside(Fact):
    """Understood as something that is none of the fields: a pace, a heart rate, eight hours of sleep."""
