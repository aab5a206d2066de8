"""The load of a session and of a day, and the days in a row that every other metric looks at."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from backend.training.session import check_minutes, check_rpe


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


def session_load(minutes: int, rpe: float) -> float:
    """Duration (min) x session RPE (CR10), in AU; ValueError when either is out of its range.

    Foster et al. 2001, J Strength Cond Res 15:109-115.
    """
    return check_minutes(minutes) * check_rpe(rpe) + 0.0  # an RPE of -0.0 would make a load of -0.0


def day_load(loads: Iterable[float | None]) -> float | None:
    """Sum of a local day's session loads (AU): 0 without a session, None when any of them is not known.

    Foster et al. 2001. The sum is correctly rounded, so the order of the sessions cannot change it.
    """
    known: list[float] = []
    for load in loads:
        if load is None:
            return None
        known.append(load)
    return math.fsum(known)


def total_load(days: Iterable[Day]) -> float | None:
    """Sum of the days' loads (AU), None when any day's load is not known."""
    return day_load(day.load for day in days)


def days_in_a_row(days: Mapping[date, Day], last: date, count: int) -> list[Day]:
    """The ``count`` days that end on ``last``, oldest first; a day that is not in ``days`` has load 0, not logged."""
    first = last - timedelta(days=count - 1)
    row = (first + timedelta(days=n) for n in range(count))
    return [days[day] if day in days else Day(day, 0.0, logged=False) for day in row]


def history_days(first_day: date | None, on: date) -> int:
    """Whole local days since the first logged day, ``on`` included; 0 when nothing is logged by then."""
    if first_day is None or first_day > on:
        return 0
    return (on - first_day).days + 1
