"""Acute and chronic load, and their ratio in three variants.

The ratio describes how the last week compares with the last four. It predicts nothing: see Impellizzeri et
al. 2020, J Athl Train 55:885, and, on the coupled form's correlation with itself, Lolli et al. 2019, Br J
Sports Med 53:921.
"""

from collections.abc import Sequence

from backend.training.averages import ACUTE_DAYS, CHRONIC_DAYS, Averages
from backend.training.day import Day, total_load
from backend.training.metric import Caveat, Metric, Missing

EWMA_SETTLED_DAYS = 56


def mean_load(row: Sequence[Day], window: int, has_days: int) -> Metric:
    """Mean daily load (AU) of the last ``window`` days: acute for 7, chronic for 28.

    No value while the history is shorter than the window, or while a day in it is unknown.
    """
    if has_days < window:
        return Metric.too_early(window, has_days)
    total = total_load(row[-window:])
    return Metric.without(Missing.UNKNOWN_LOAD) if total is None else Metric.of(total / window)


def coupled(row: Sequence[Day], has_days: int) -> Metric:
    """Mean of days 1-7 / mean of days 1-28; at most 4, since the chronic load contains the acute one."""
    if has_days < CHRONIC_DAYS:
        return Metric.too_early(CHRONIC_DAYS, has_days)
    acute, chronic = total_load(row[-ACUTE_DAYS:]), total_load(row[-CHRONIC_DAYS:])
    if acute is None or chronic is None:
        return Metric.without(Missing.UNKNOWN_LOAD)
    # From the sums, since that keeps the bound of 4 exact in floating point.
    return _ratio(acute * (CHRONIC_DAYS / ACUTE_DAYS), chronic)


def uncoupled(row: Sequence[Day], has_days: int) -> Metric:
    """Mean of days 1-7 / mean of days 8-28 (the acute days are left out of the chronic ones)."""
    if has_days < CHRONIC_DAYS:
        return Metric.too_early(CHRONIC_DAYS, has_days)
    acute, earlier = total_load(row[-ACUTE_DAYS:]), total_load(row[-CHRONIC_DAYS:-ACUTE_DAYS])
    if acute is None or earlier is None:
        return Metric.without(Missing.UNKNOWN_LOAD)
    return _ratio(acute * ((CHRONIC_DAYS - ACUTE_DAYS) / ACUTE_DAYS), earlier)


def exponential(row: Sequence[Day], has_days: int, averages: Averages | None) -> Metric:
    """EWMA of 7 days / EWMA of 28 days; a start-up value until day 56.

    Williams et al. 2017, Br J Sports Med 51:209-210. ``averages`` are those at the end of the row's last day.
    """
    if has_days < CHRONIC_DAYS or averages is None:
        return Metric.too_early(CHRONIC_DAYS, has_days)
    if averages.ewma_acute is None or averages.ewma_chronic is None or total_load(row[-CHRONIC_DAYS:]) is None:
        return Metric.without(Missing.UNKNOWN_LOAD)
    caveat = Caveat.START_UP if has_days < EWMA_SETTLED_DAYS else None
    return _ratio(averages.ewma_acute, averages.ewma_chronic, caveat)


def _ratio(acute: float, chronic: float, caveat: Caveat | None = None) -> Metric:
    return Metric.without(Missing.NO_LOAD) if chronic == 0 else Metric.of(acute / chronic, caveat)
