"""A number that may be missing, and the reason when it is."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Missing(StrEnum):
    """Why a metric has no value."""

    HISTORY = "history"
    """Fewer days of history than the metric needs (``needs_days``, ``has_days``)."""
    UNKNOWN_LOAD = "unknown_load"
    """A session without an RPE lies in the window, so that the sum is not known."""
    EARLIER_WEEK_EMPTY = "earlier_week_empty"
    """The week before has no load to compare with."""
    NO_LOAD = "no_load"
    """There is nothing in the window to divide by."""
    EVERY_DAY_THE_SAME = "every_day_the_same"
    """The seven daily loads do not differ (SD = 0)."""
    FEW_TRAINING_DAYS = "few_training_days"
    """Fewer than two training days in seven."""


class Caveat(StrEnum):
    """What must be said beside a value."""

    START_UP = "start_up"
    """An EWMA ratio before day 56 still carries its seed."""
    WARMING_UP = "warming_up"
    """Fitness and fatigue before day 126 still carry their start at 0."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One computed number (AU, or a plain ratio), or the reason why there is none.

    Exactly one of ``value`` and ``missing`` is set. ``needs_days``/``has_days`` are set with
    ``Missing.HISTORY``: whole local days since the athlete's first logged day, today included.
    Anything else, and a value that is not finite, raises ValueError.
    """

    value: float | None
    missing: Missing | None = None
    needs_days: int | None = None
    has_days: int | None = None
    caveat: Caveat | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.missing is None):
            raise ValueError("a metric has either a value or a reason why it has none")
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError("a metric's value is a finite number")

    @classmethod
    def of(cls, value: float, caveat: Caveat | None = None) -> Self:
        """A computed value, with what must be said beside it."""
        return cls(value, caveat=caveat)

    @classmethod
    def without(cls, reason: Missing) -> Self:
        """No value, for a reason other than too short a history."""
        return cls(None, reason)

    @classmethod
    def too_early(cls, needs_days: int, has_days: int) -> Self:
        """No value yet: the history is ``has_days`` long and the metric needs ``needs_days``."""
        return cls(None, Missing.HISTORY, needs_days, has_days)
