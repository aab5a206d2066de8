"""Fitness, fatigue and form: the performance manager, on session load.

Cut-offs that were made for power-based stress scores do not apply to AU.
"""

from collections.abc import Sequence

from backend.training.averages import FATIGUE_DAYS, FITNESS_DAYS, Averages
from backend.training.day import Day, total_load
from backend.training.metric import Caveat, Metric, Missing

SHOWN_FROM_DAY = 42
SETTLED_FROM_DAY = 126


def fitness(row: Sequence[Day], has_days: int, averages: Averages | None) -> Metric:
    """Average load over tau = 42 days (AU, "CTL") at the end of the row's last day."""
    return _shown(row[-FITNESS_DAYS:], has_days, None if averages is None else averages.fitness)


def fatigue(row: Sequence[Day], has_days: int, averages: Averages | None) -> Metric:
    """Average load over tau = 7 days (AU, "ATL") at the end of the row's last day."""
    return _shown(row[-FATIGUE_DAYS:], has_days, None if averages is None else averages.fatigue)


def form(row: Sequence[Day], has_days: int, yesterday: Averages | None) -> Metric:
    """Yesterday's fitness - yesterday's fatigue (AU, "TSB"), as GoldenCheetah has it.

    ``yesterday`` are the averages at the end of the row's last day but one; the row is 43 days long.
    """
    value = None if yesterday is None else yesterday.fitness - yesterday.fatigue
    return _shown(row[-FITNESS_DAYS - 1 : -1], has_days, value)


def _shown(window: Sequence[Day], has_days: int, value: float | None) -> Metric:
    if has_days < SHOWN_FROM_DAY or value is None:
        return Metric.too_early(SHOWN_FROM_DAY, has_days)
    if total_load(window) is None:
        return Metric.without(Missing.UNKNOWN_LOAD)
    return Metric.of(value, Caveat.WARMING_UP if has_days < SETTLED_FROM_DAY else None)
