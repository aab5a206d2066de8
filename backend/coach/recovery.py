"""What lies around a session: days off before it, days in a row, hard ones among the last seven, rising load."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from backend.coach.log import LOOK_BACK_DAYS, Log
from backend.training.day import day_load
from backend.training.session import Kind

Named = tuple[str, str, str, dict[str, Any]]
HARD_RPE = 7
"""Foster's "very hard"."""
BREAK_DAYS = 7
_MIN_RISING_DAYS = 3
_MIN_IN_A_ROW = 2
_ONE = timedelta(days=1)


def recovery(log: Log) -> Iterator[Named]:
    """Facts about the days before the entry, and how close its hard sessions lie."""
    trained = {each.date for each in log.sessions()}
    if log.entry.kind is Kind.SESSION:
        trained.add(log.entry.date)
    elif log.entry.date in trained:
        sessions = sum(each.date == log.entry.date for each in log.sessions())
        yield "trained_too", "sessions", "sessions of the rest day", {"sessions": sessions}
        return  # it is no day off, and none of what is said about one holds
    yield from _days_off(log, trained)
    yield from _in_a_row(log, trained)
    yield from _hard_ones(log)
    yield from _rising(log)


def _days_off(log: Log, trained: set[date]) -> Iterator[Named]:
    if log.sessions(1):
        return  # another session of the day came after them as well
    before = [day for day in trained if day < log.entry.date]
    if not before:
        if log.history_days > LOOK_BACK_DAYS:
            yield "long_break", "weeks", "weeks without a session, at least", {"weeks": LOOK_BACK_DAYS // 7}
        return
    last = max(before)
    off = (log.entry.date - last).days - 1
    if off:
        yield (
            "days_off",
            "days",
            "days without a session",
            {
                "days": off,
                "first": (last + _ONE).isoformat(),
                "last": (log.entry.date - _ONE).isoformat(),
                "last_session": last.isoformat(),
            },
        )


def _in_a_row(log: Log, trained: set[date]) -> Iterator[Named]:
    """Training days in a row up to the entry's day, or, for a rest day, up to the day before it."""
    day = log.entry.date if log.entry.date in trained else log.entry.date - _ONE
    last, days = day, 0
    while day in trained:
        days, day = days + 1, day - _ONE
    if days >= _MIN_IN_A_ROW:
        values = {"days": days, "first": (day + _ONE).isoformat(), "last": last.isoformat()}
        yield "in_a_row", "days", "days with a session", values


def _hard_ones(log: Log) -> Iterator[Named]:
    of_week = [*log.sessions(7), log.entry]
    hard = sorted(each.date for each in of_week if each.rpe is not None and each.rpe >= HARD_RPE)
    if hard:
        dates = [day.isoformat() for day in hard]
        values = {
            "sessions": len(hard),
            "from_rpe": HARD_RPE,
            "window_days": 7,
            "dates": dates,
            "day_before": log.entry.date - _ONE in hard,
        }
        yield "hard", "sessions", "RPE 7 or more in 7 days", values


def _rising(log: Log) -> Iterator[Named]:
    """Days of rising load that end with the entry's day; at least three, all known."""
    loads: list[float] = []
    day = log.entry.date
    everything = [*log.sessions(), log.entry]
    while True:
        load = day_load(each.load for each in everything if each.date == day and each.kind is Kind.SESSION)
        if not load or (loads and load >= loads[-1]):
            break
        loads.append(load)
        day -= _ONE
    if len(loads) >= _MIN_RISING_DAYS:
        yield "rising", "AU", "load of each day", {"days": len(loads), "loads": loads[::-1]}
