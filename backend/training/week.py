"""One week of training: load, ramp, monotony and strain."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backend.training.day import Day, days_in_a_row, history_days, total_load
from backend.training.metric import Metric, Missing

DAYS = 7
RAMP_NEEDS_DAYS = 14
EARLIER_WEEK_NEEDS_DAYS = 8
"""From the eighth day on, at least one day of the earlier week belongs to the history."""
MIN_TRAINING_DAYS = 2


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


def week(end: date, days: Mapping[date, Day], first_day: date | None) -> Week:
    """The week that ends on ``end``.

    ``days`` holds the days that have entries, at least of the 14 days up to ``end``; ``first_day`` is the
    athlete's first logged day. Days after ``end`` are ignored.
    """
    return week_of(days_in_a_row(days, end, 2 * DAYS), history_days(first_day, end))


def week_of(row: Sequence[Day], has_days: int) -> Week:
    """The week at the end of ``row``: at least 14 days in a row, oldest first; ``has_days`` of history."""
    this, before = row[-DAYS:], row[-2 * DAYS : -DAYS]
    load, previous = total_load(this), total_load(before)
    monotony = _monotony(this)
    return Week(
        end=this[-1].date,
        days=tuple(this),
        known_load=math.fsum(day.load for day in this if day.load is not None),
        logged_days=sum(day.logged for day in this),
        load=Metric.without(Missing.UNKNOWN_LOAD) if load is None else Metric.of(load),
        previous_load=_previous_load(previous, has_days),
        ramp=_ramp(load, previous, has_days),
        monotony=monotony,
        strain=_strain(load, monotony),
    )


def _previous_load(previous: float | None, has_days: int) -> Metric:
    if has_days < EARLIER_WEEK_NEEDS_DAYS:
        return Metric.too_early(EARLIER_WEEK_NEEDS_DAYS, has_days)
    return Metric.without(Missing.UNKNOWN_LOAD) if previous is None else Metric.of(previous)


def _ramp(load: float | None, previous: float | None, has_days: int) -> Metric:
    """(these 7 days - the 7 before) / the 7 before, as a plain ratio: 0.1 is 10 % more."""
    if has_days < RAMP_NEEDS_DAYS:
        return Metric.too_early(RAMP_NEEDS_DAYS, has_days)
    if load is None or previous is None:
        return Metric.without(Missing.UNKNOWN_LOAD)
    if previous == 0:
        return Metric.without(Missing.EARLIER_WEEK_EMPTY)
    return Metric.of((load - previous) / previous)


def _monotony(days: Sequence[Day]) -> Metric:
    """Mean / standard deviation of the seven daily loads. Foster 1998, Med Sci Sports Exerc 30:1164-1168.

    Foster names no SD; this is the population SD (divide by 7), as in PmSys/SoccerMon and Runalyze. With the
    sample SD (divide by 6, R's ``sd()``) the value is smaller by the factor sqrt(6/7).
    """
    loads = [day.load for day in days if day.load is not None]
    if len(loads) < len(days):
        return Metric.without(Missing.UNKNOWN_LOAD)
    if sum(load > 0 for load in loads) < MIN_TRAINING_DAYS:
        return Metric.without(Missing.FEW_TRAINING_DAYS)
    if min(loads) == max(loads):  # asked of the loads themselves: a computed SD of equal loads can be 1e-14
        return Metric.without(Missing.EVERY_DAY_THE_SAME)
    mean = math.fsum(loads) / DAYS
    variance = math.fsum((load - mean) ** 2 for load in loads) / DAYS
    return Metric.of(mean / math.sqrt(variance))


def _strain(load: float | None, monotony: Metric) -> Metric:
    """Weekly load x monotony (AU); Foster 1998. No value where monotony has none, for the same reason."""
    if load is None or monotony.value is None:
        return monotony
    return Metric.of(load * monotony.value)
