"""A session beside the athlete's own: superlatives, the usual, the last one, and how it felt."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from statistics import median
from typing import Any

from backend.coach.log import WINDOW_DAYS, Log, Logged
from backend.training.session import Kind, Sport

Named = tuple[str, str, str, dict[str, Any]]
"""Name, unit, source, values."""

MIN_FOR_SUPERLATIVE = 3
MIN_FOR_USUAL = 4
MIN_FOR_USUAL_EFFORT = 3
MIN_FOR_USUAL_FEELING = 5
_SIMILAR = 0.2
"""Durations within a fifth of each other count as similar."""
_LOOK_BACK_FEELINGS = 10
FEELINGS = ("freshness", "readiness", "mood")


def comparisons(log: Log) -> Iterator[Named]:
    """Facts that set the entry beside the athlete's earlier ones; none for what has too little to stand on."""
    entry = log.entry
    if entry.kind is Kind.REST:
        return
    alike = log.alike()
    yield from _superlatives(log, alike)
    yield from _usual(entry, alike)
    yield from _effort(entry, alike)
    yield from _last(log, alike)
    yield from _same_day(log)
    yield from _feelings(log)


def _superlatives(log: Log, alike: Sequence[Logged]) -> Iterator[Named]:
    readings: list[tuple[str, str, Callable[[Logged], float | None], Callable[[float], float]]] = [
        ("biggest", "AU", lambda each: each.load, lambda before: 1.1 * before),
        ("longest", "min", lambda each: each.minutes, lambda before: 1.05 * before),
        ("hardest", "CR10", lambda each: each.rpe, lambda before: before + 1),
    ]
    first = max(log.first_day, log.entry.date - timedelta(days=WINDOW_DAYS - 1))
    for name, unit, read, clearly_above in readings:
        mine = read(log.entry)
        known = [(value, each.date) for each in alike if (value := read(each)) is not None]
        # One unknown among them could be the true record.
        if mine is None or len(known) < max(MIN_FOR_SUPERLATIVE, len(alike)):
            continue
        before, on = max(known)
        if mine > before:
            yield (
                name,
                unit,
                "the log, four weeks",
                {
                    "value": mine,
                    "before": before,
                    "before_date": on.isoformat(),
                    "since": first.isoformat(),
                    "sessions": len(known),
                    "clear": mine >= clearly_above(before),
                    "whole_window": log.history_days >= WINDOW_DAYS,
                },
            )


def _usual(entry: Logged, alike: Sequence[Logged]) -> Iterator[Named]:
    rated = [each for each in alike if each.rpe is not None and each.minutes is not None]
    if len(rated) < MIN_FOR_USUAL:
        # The next one can be set beside this one too.
        needs = MIN_FOR_USUAL - len(rated) - (entry.rpe is not None)
        if rated and needs > 0:
            yield "until_usual", "sessions", "the log, four weeks", {"needs": needs}
        return
    minutes = [each.minutes for each in rated if each.minutes is not None]
    efforts = [each.rpe for each in rated if each.rpe is not None]
    yield (
        "usual",
        "min, CR10",
        "median, four weeks",
        {"minutes": median(minutes), "rpe": median(efforts), "sessions": len(rated)},
    )


def _effort(entry: Logged, alike: Sequence[Logged]) -> Iterator[Named]:
    """Effort beside that of sessions about as long."""
    if entry.rpe is None or not entry.minutes:
        return
    similar = [
        each.rpe
        for each in alike
        if each.rpe is not None and each.minutes and abs(each.minutes - entry.minutes) <= _SIMILAR * entry.minutes
    ]
    if len(similar) >= MIN_FOR_USUAL_EFFORT:
        usual = median(similar)
        yield (
            "effort",
            "CR10",
            "median of sessions about as long, four weeks",
            {"rpe": entry.rpe, "usual": usual, "difference": entry.rpe - usual, "sessions": len(similar)},
        )


def _last(log: Log, alike: Sequence[Logged]) -> Iterator[Named]:
    if alike:
        last = alike[-1]
        yield (
            "last",
            "min, CR10, AU",
            "the log",
            {"date": last.date.isoformat(), "minutes": last.minutes, "rpe": last.rpe, "load": last.load},
        )
    elif log.entry.sport is not Sport.OTHER and (others := log.sessions()):
        seen = any(each.sport is log.entry.sport for each in others)
        whole = log.history_days >= WINDOW_DAYS
        yield "new_sport", "", "the log", {"in_four_weeks": whole, "in_log": not seen, "others": len(others)}


def _same_day(log: Log) -> Iterator[Named]:
    that_day = [each for each in log.sessions() if each.date == log.entry.date]
    if that_day:
        loads = [log.entry.load, *(each.load for each in that_day)]
        known = [load for load in loads if load is not None]
        values = {"sessions": len(loads), "load": sum(known) if len(known) == len(loads) else None}
        yield "same_day", "AU", "sum of the day", values


def _feelings(log: Log) -> Iterator[Named]:
    for name in FEELINGS:
        mine = getattr(log.entry, name)
        if mine is None:
            continue
        earlier = [value for each in log.sessions() if (value := getattr(each, name)) is not None]
        earlier = earlier[-_LOOK_BACK_FEELINGS:]
        values: dict[str, Any] = {"value": mine, "best": 5, "ratings": len(earlier)}
        if len(earlier) >= MIN_FOR_USUAL_FEELING:
            values |= {"usual": median(earlier), "difference": mine - median(earlier)}
        else:
            values |= {"needs": MIN_FOR_USUAL_FEELING - len(earlier)}
        yield name, "1-5", f"median of the last ratings, at least {MIN_FOR_USUAL_FEELING}", values
