"""A history of daily loads, handed on from day to day the way it is stored."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from backend.training.load import Averages, Day, Metrics, advance, metrics, series

MONDAY = date(2026, 1, 5)


@dataclass(frozen=True)
class History:
    """Daily loads from ``first`` on: a number is a logged day, None an unknown one, "-" a day without entries."""

    first: date
    days: dict[date, Day]
    stored: dict[date, Averages]
    last: date

    @property
    def first_day(self) -> date | None:
        return min(self.days, default=None)

    def before(self, day: date) -> Averages | None:
        return self.stored[max(past)] if (past := [d for d in self.stored if d < day]) else None

    def on(self, day: date) -> Metrics:
        return metrics(day, self.days, self.first_day, self.before(day + timedelta(days=1)), self.before(day))

    def at_the_end(self) -> Metrics:
        return self.on(self.last)

    def between(self, first: date, last: date) -> list[Metrics]:
        return series(first, last, self.days, self.first_day, self.before(first), self.stored)


def _history(loads: Iterable[float | str | None], first: date = MONDAY) -> History:
    days: dict[date, Day] = {}
    stored: dict[date, Averages] = {}
    latest: Averages | None = None
    day = first - timedelta(days=1)
    for load in loads:
        day += timedelta(days=1)
        if isinstance(load, str):
            continue
        days[day] = Day(day, load, logged=True, sessions=0 if load == 0 else 1)
        latest = stored[day] = advance(latest, day, load)
    return History(first, days, stored, day)


@pytest.fixture(scope="session")
def history() -> Callable[..., History]:
    """Build a history from one load a day."""
    return _history
