"""Training load, from one session to months: pure functions over dated daily loads.

The way of a number: sessions → :func:`session_load` → :func:`day_load` → :class:`Day`; the days that have
entries are handed on with :func:`advance`; :func:`metrics` reads one day, :func:`series` a range of days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backend.training.acute_chronic import coupled, exponential, mean_load, uncoupled
from backend.training.averages import ACUTE_DAYS, CHRONIC_DAYS, FITNESS_DAYS, Averages, advance, carry
from backend.training.day import Day, day_load, days_in_a_row, history_days, session_load
from backend.training.metric import Metric
from backend.training.performance import fatigue, fitness, form
from backend.training.week import Week, week, week_of

__all__ = [
    "WINDOW_DAYS",
    "Averages",
    "Day",
    "Metrics",
    "Week",
    "advance",
    "carry",
    "day_load",
    "history_days",
    "metrics",
    "series",
    "session_load",
    "week",
]

WINDOW_DAYS = FITNESS_DAYS + 1
"""How many days, the day itself included, a metric looks back: yesterday's fitness over its 42 days."""


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


def metrics(
    on: date,
    days: Mapping[date, Day],
    first_day: date | None,
    averages: Averages | None,
    yesterday: Averages | None,
) -> Metrics:
    """Every metric at the end of the local day ``on``.

    - ``days``: those that have entries, at least of the last ``WINDOW_DAYS`` days; others count as load 0,
      and days after ``on`` are ignored.
    - ``first_day``: the athlete's first logged day, None for an athlete who has logged nothing.
    - ``averages``: those of the latest day with entries up to and including ``on``, None when there is none.
    - ``yesterday``: those of the latest day with entries *before* ``on`` (form is yesterday's); the same as
      ``averages`` when ``on`` itself has no entry.

    Both are carried to their day in here. ValueError when either is dated after the day it is meant for.
    """
    return _metrics_of(
        days_in_a_row(days, on, WINDOW_DAYS),
        history_days(first_day, on),
        None if averages is None else carry(averages, on),
        None if yesterday is None else carry(yesterday, on - timedelta(days=1)),
    )


def series(
    first: date,
    last: date,
    days: Mapping[date, Day],
    first_day: date | None,
    before: Averages | None,
    stored: Mapping[date, Averages],
) -> list[Metrics]:
    """The metrics of every day ``first``…``last``, both included, oldest first; O(range) in all.

    - ``days``: those that have entries, from ``WINDOW_DAYS`` - 1 days before ``first`` to ``last``.
    - ``before``: the averages of the latest day with entries before ``first``, None when there is none.
    - ``stored``: the averages of the days with entries in the range; KeyError when one is left out.

    Each point equals what :func:`metrics` says for that day.
    """
    length = (last - first).days + 1
    row = days_in_a_row(days, last, length + WINDOW_DAYS - 1)
    yesterday = None if before is None else carry(before, first - timedelta(days=1))
    points: list[Metrics] = []
    for n in range(max(length, 0)):
        window = row[n : n + WINDOW_DAYS]
        on = window[-1].date
        if on in days:
            today: Averages | None = stored[on]
        else:
            today = None if yesterday is None else carry(yesterday, on)
        points.append(_metrics_of(window, history_days(first_day, on), today, yesterday))
        yesterday = today
    return points


def _metrics_of(row: Sequence[Day], has_days: int, averages: Averages | None, yesterday: Averages | None) -> Metrics:
    """The metrics at the end of ``row`` (``WINDOW_DAYS`` days); the averages are at the ends of its last two days."""
    return Metrics(
        on=row[-1].date,
        week=week_of(row, has_days),
        acute=mean_load(row, ACUTE_DAYS, has_days),
        chronic=mean_load(row, CHRONIC_DAYS, has_days),
        acwr_coupled=coupled(row, has_days),
        acwr_uncoupled=uncoupled(row, has_days),
        acwr_ewma=exponential(row, has_days, averages),
        fitness=fitness(row, has_days, averages),
        fatigue=fatigue(row, has_days, averages),
        form=form(row, has_days, yesterday),
    )
