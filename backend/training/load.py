"""Training load, from one session to months: pure functions over dated daily loads."""

from dataclasses import dataclass
from datetime import date

from backend.training.metric import Metric


@dataclass(frozen=True, slots=True)
class Day:
    """One local calendar day. ``load`` is AU; None means unknown (a session without an RPE).

    ``logged`` is True when the athlete entered anything for the day, a rest day included.
    """

    date: date
    load: float | None
    logged: bool
    sessions: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Averages:
    """The recursive averages at the end of ``date`` (AU): all that history needs to hand on."""

    date: date
    ewma_acute: float
    ewma_chronic: float
    fitness: float
    fatigue: float


@dataclass(frozen=True, slots=True)
class Week:
    """Seven local days, oldest first, ending on ``end``.

    ``known_load`` is the sum of the days whose load is known (AU); ``load`` has no value when a day is unknown.
    """

    end: date
    days: tuple[Day, ...]
    known_load: float
    logged_days: int
    load: Metric
    previous_load: Metric
    ramp: Metric
    monotony: Metric
    strain: Metric


@dataclass(frozen=True, slots=True)
class Metrics:
    """Every metric of one day, each a value or the reason why there is none. Loads in AU, ratios plain."""

    on: date
    week: Week
    acute: Metric
    chronic: Metric
    acwr_coupled: Metric
    acwr_uncoupled: Metric
    acwr_ewma: Metric
    fitness: Metric
    fatigue: Metric
    form: Metric
