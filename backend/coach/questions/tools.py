"""The look-ups that answers are made from. Each gives named facts; a number that no fact is may not be said.

How far they look is limited here, whoever asks: a year back, a dozen sessions one by one.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

from backend.coach.facts import FOSTER, Fact, spread, week_values
from backend.coach.log import Logged
from backend.coach.questions.sources import Sources
from backend.training.session import Kind, Sport

LOOK_BACK_DAYS = 366
MOST_LISTED = 12
MOST_BEFORE = 6
"""Sessions that the latest one is compared with."""
_CHECK_INS_LISTED = 7
_LOG = "the log"
_ONE_DAY = timedelta(days=1)


def calendar(sources: Sources) -> list[Fact]:
    """Which day it is, how long the log is, and a race that is remembered."""
    values: dict[str, Any] = {"date": sources.today.isoformat()}
    facts = [Fact(name="today", unit="", source="the athlete's time zone", values=values)]
    if sources.first_day is not None and sources.first_day <= sources.today:
        days = (sources.today - sources.first_day).days + 1
        values = {"days": days, "first_day": sources.first_day.isoformat(), "first_session": False}
        facts.append(Fact(name="history", unit="days", source=_LOG, values=values))
    for each in sources.remembered:
        if each.date is not None and each.date >= sources.today:
            facts.append(day_to_come("race", each.date, sources.today, "what you had me remember"))
    return facts


def day_to_come(name: str, day: date, today: date, source: str) -> Fact:
    """A day and how far off it is."""
    return Fact(name=name, unit="days", source=source, values={"date": day.isoformat(), "days": (day - today).days})


def entries(sources: Sources, first: date, last: date, sport: Sport | None = None) -> list[Fact]:
    """What was done from ``first`` to ``last``: the sum, and the newest sessions one by one."""
    first, last = _within(sources, first, last)
    found = _sessions(sources, first, last, sport)
    minutes = [each.minutes for each in found if each.minutes is not None]
    loads = [each.load for each in found if each.load is not None]
    values: dict[str, Any] = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "days": (last - first).days + 1,
        "sport": None if sport is None else sport.value,
        "sessions": len(found),
        "minutes": sum(minutes),
        "load": math.fsum(loads) if len(loads) == len(found) else None,
        "longest": max(minutes, default=None),
    }
    total = Fact(name="sessions", unit="min, AU", source=f"{FOSTER}; sum over {_LOG}", values=values)
    return [total, *(_logged(each, sources.today) for each in found[-MOST_LISTED:])]


def numbers(sources: Sources, on: date) -> list[Fact]:
    """The week that ends on ``on``, and how its load lies and stands to four weeks."""
    on = min(max(on, sources.today - LOOK_BACK_DAYS * _ONE_DAY), sources.today)
    metrics = sources.metrics(on)
    week = Fact(name="week", unit="AU", source=FOSTER, values=week_values(metrics, sources.today))
    return [week, *(Fact(name=n, unit=u, source=s, values=v) for n, u, s, v in spread(metrics))]


def check_ins(sources: Sources, first: date, last: date) -> list[Fact]:
    """The newest check-ins of these days."""
    first, last = _within(sources, first, last)
    return [
        Fact(
            name="check_in",
            unit="5-25",
            source="McLean 2010; mean of the 28 days before",
            values={
                "date": each.date.isoformat(),
                "days_ago": (sources.today - each.date).days,
                "total": each.total,
                "most": 25,
                "usual": None if each.usual is None else round(each.usual, 1),
            },
        )
        for each in sources.check_ins(first, last)[-_CHECK_INS_LISTED:]
    ]


def comparison(sources: Sources, sport: Sport | None = None) -> list[Fact]:
    """The latest session (of a sport, else of its own) beside those of the same sport before it."""
    recent = _sessions(sources, sources.today - LOOK_BACK_DAYS * _ONE_DAY, sources.today, sport)
    if not recent:
        return []
    latest = recent[-1]
    before = [each for each in recent[:-1] if each.sport is latest.sport][-MOST_BEFORE:]
    facts = [_logged(latest, sources.today)]
    if before:
        facts.append(_before(before))
    return [*facts, *(_logged(each, sources.today) for each in reversed(before))]


def last_time(sources: Sources, sport: Sport | None, *, rest: bool = False) -> list[Fact]:
    """The latest session of a sport, or day without any; none where a year holds none."""
    first = sources.today - LOOK_BACK_DAYS * _ONE_DAY
    if not rest:
        found = _sessions(sources, first, sources.today, sport)
        return [_logged(found[-1], sources.today)] if found else []
    trained = {each.date for each in _sessions(sources, first, sources.today, None)}
    begins = max(sources.first_day or sources.today, first)
    day = sources.today - _ONE_DAY
    while day in trained:
        day -= _ONE_DAY
    if day < begins:
        return []
    values = {"date": day.isoformat(), "days_ago": (sources.today - day).days}
    return [Fact(name="day_off", unit="days", source=_LOG, values=values)]


def hard_ones(sources: Sources, days: int, from_rpe: float = 7) -> list[Fact]:
    """The hard sessions of the last days, oldest first."""
    found = _sessions(sources, sources.today - (days - 1) * _ONE_DAY, sources.today, None)
    return [_logged(each, sources.today) for each in found if each.rpe is not None and each.rpe >= from_rpe]


def _sessions(sources: Sources, first: date, last: date, sport: Sport | None) -> list[Logged]:
    found = sources.entries(first, last)
    return [each for each in found if each.kind is Kind.SESSION and sport in (None, each.sport)]


def _within(sources: Sources, first: date, last: date) -> tuple[date, date]:
    earliest = sources.today - LOOK_BACK_DAYS * _ONE_DAY
    last = max(min(last, sources.today), earliest)
    return max(min(first, last), earliest), last


def _logged(each: Logged, today: date) -> Fact:
    values: dict[str, Any] = {
        "date": each.date.isoformat(),
        "days_ago": (today - each.date).days,
        "sport": each.sport.value,
        "minutes": each.minutes,
        "rpe": each.rpe,
        "load": each.load,
    }
    return Fact(name="logged", unit="min, CR10, AU", source=FOSTER, values=values)


def _before(before: Sequence[Logged]) -> Fact:
    values: dict[str, Any] = {
        "sessions": len(before),
        "sport": before[-1].sport.value,
        "first": before[0].date.isoformat(),
        "last": before[-1].date.isoformat(),
        "minutes": _middle(each.minutes for each in before),
        "rpe": _middle(each.rpe for each in before),
        "load": _middle(each.load for each in before),
    }
    return Fact(name="before", unit="min, CR10, AU", source=f"median over {_LOG}", values=values)


def _middle(values: Iterator[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
