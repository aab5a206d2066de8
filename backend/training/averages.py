"""The four averages that history hands on from day to day, in closed form over the days between."""

import math
from dataclasses import dataclass
from datetime import date

ACUTE_DAYS = 7
CHRONIC_DAYS = 28
FATIGUE_DAYS = 7
FITNESS_DAYS = 42

EWMA_ACUTE_WEIGHT = 2 / (ACUTE_DAYS + 1)
EWMA_CHRONIC_WEIGHT = 2 / (CHRONIC_DAYS + 1)
"""Lambda = 2 / (N + 1). Williams et al. 2017, Br J Sports Med 51:209-210."""
FITNESS_WEIGHT = -math.expm1(-1 / FITNESS_DAYS)
FATIGUE_WEIGHT = -math.expm1(-1 / FATIGUE_DAYS)
"""1 - e^(-1/tau), as GoldenCheetah's performance manager has it; TrainingPeaks takes 1/tau."""


@dataclass(frozen=True, slots=True)
class Averages:
    """The recursive averages at the end of ``date`` (AU): all that history needs to hand on.

    The two EWMA are None as long as the history consists of unknown days only: there is no load yet to
    start from, and an unknown load is not 0.
    """

    date: date
    ewma_acute: float | None
    ewma_chronic: float | None
    fitness: float
    fatigue: float


def advance(before: Averages | None, day: date, load: float | None) -> Averages:
    """The averages at the end of ``day``, whose load (AU, None = unknown) is given.

    ``before`` are the averages of the last day that has entries, None when ``day`` is the first one. The
    days between count as load 0 and are taken in one step, so the cost does not depend on the gap.
    ValueError when ``day`` is not after ``before.date``.

    - EWMA (Williams et al. 2017): E = w L + (1 - w) E₋₁, seeded with the first day's load.
    - Fitness and fatigue (GoldenCheetah): X += (L - X)(1 - e^(-1/tau)), from 0 before the first day.
    - An unknown load holds each average where it is, as if the load had equalled it.
    """
    if before is None:
        return Averages(day, load, load, _step(0.0, load, FITNESS_WEIGHT), _step(0.0, load, FATIGUE_WEIGHT))
    gap = (day - before.date).days
    if gap < 1:
        raise ValueError("averages only go forward in time")
    rested = _after_silent_days(before, day, gap - 1)
    return Averages(
        day,
        _ewma_step(rested.ewma_acute, load, EWMA_ACUTE_WEIGHT),
        _ewma_step(rested.ewma_chronic, load, EWMA_CHRONIC_WEIGHT),
        _step(rested.fitness, load, FITNESS_WEIGHT),
        _step(rested.fatigue, load, FATIGUE_WEIGHT),
    )


def carry(averages: Averages, to: date) -> Averages:
    """The averages at the end of ``to`` when every day after ``averages.date`` had load 0.

    ValueError when ``to`` is before ``averages.date``.
    """
    gap = (to - averages.date).days
    if gap < 0:
        raise ValueError("averages only go forward in time")
    return _after_silent_days(averages, to, gap)


def _after_silent_days(averages: Averages, day: date, silent_days: int) -> Averages:
    """``silent_days`` steps with load 0, dated ``day``."""
    return Averages(
        day,
        _ewma_decay(averages.ewma_acute, EWMA_ACUTE_WEIGHT, silent_days),
        _ewma_decay(averages.ewma_chronic, EWMA_CHRONIC_WEIGHT, silent_days),
        averages.fitness * math.exp(-silent_days / FITNESS_DAYS),
        averages.fatigue * math.exp(-silent_days / FATIGUE_DAYS),
    )


def _ewma_decay(average: float | None, weight: float, silent_days: int) -> float | None:
    if average is None:  # the first silent day is the first known load, 0, and seeds the average
        return None if silent_days == 0 else 0.0
    return average * (1 - weight) ** silent_days


def _ewma_step(average: float | None, load: float | None, weight: float) -> float | None:
    return load if average is None else _step(average, load, weight)


def _step(average: float, load: float | None, weight: float) -> float:
    return average if load is None else average + weight * (load - average)
