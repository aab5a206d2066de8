"""What can be said truly about a session: named facts, each with its numbers, unit and source; plain JSON.

Nothing in a fact is free text of the athlete's. Numbers are minutes, CR10 points, AU, days or percent, as ``unit``
says; dates are ISO. A fact that cannot be established is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NotRequired, TypedDict

from backend.coach.around import around
from backend.coach.comparisons import comparisons
from backend.coach.log import LOOK_BACK_DAYS, Log
from backend.coach.recovery import recovery
from backend.training.averages import ACUTE_DAYS, CHRONIC_DAYS
from backend.training.load import Metrics

FOSTER = "Foster 2001"


class Fact(TypedDict):
    """One fact. ``used`` is set on those that the words stand on."""

    name: str
    values: dict[str, Any]
    unit: str
    source: str
    used: NotRequired[bool]


Values = Mapping[str, Any]


def facts(log: Log, metrics: Metrics) -> list[Fact]:
    """Every fact about ``log.entry``. ``metrics`` are those of the week to be spoken of."""
    named: list[tuple[str, str, str, dict[str, Any]]] = [
        ("session", "min, CR10, AU", FOSTER, _session(log)),
        ("history", "days", "the log", _history(log)),
        ("week", "AU", FOSTER, week_values(metrics, log.today)),
        *spread(metrics),
        *comparisons(log),
        *recovery(log),
        *around(log),
    ]
    return [Fact(name=name, unit=unit, source=source, values=values) for name, unit, source, values in named]


def by_name(stored: Sequence[Mapping[str, Any]]) -> dict[str, Values]:
    """The facts' values by their names."""
    return {fact["name"]: fact["values"] for fact in stored}


def _session(log: Log) -> dict[str, Any]:
    entry = log.entry
    return {
        "entry_id": entry.id,
        "kind": entry.kind.value,
        "sport": entry.sport.value,
        "date": entry.date.isoformat(),
        "days_ago": (log.today - entry.date).days,
        "minutes": entry.minutes,
        "rpe": entry.rpe,
        "load": entry.load,
        "freshness": entry.freshness,
        "readiness": entry.readiness,
        "mood": entry.mood,
    }


def _history(log: Log) -> dict[str, Any]:
    return {
        "days": log.history_days,
        "first_day": log.first_day.isoformat(),
        # What lies further back is not looked at, which does not mean that there is nothing.
        "first_session": not log.sessions() and log.history_days <= LOOK_BACK_DAYS,
    }


def week_values(metrics: Metrics, today: date) -> dict[str, Any]:
    """The week of these metrics, as a fact's values."""
    week = metrics.week
    return {
        "end": week.end.isoformat(),
        "window_days": len(week.days),
        "ends_today": week.end == today,
        "loads": [day.load for day in week.days],
        "load": week.load.value,
        "known_load": week.known_load,
        "logged_days": week.logged_days,
        "sessions": sum(day.sessions for day in week.days),
        "unknown_dates": [day.date.isoformat() for day in week.days if day.load is None],
        "previous": week.previous_load.value,
        "change": None if week.ramp.value is None else round(100 * week.ramp.value),
        "change_missing": None if week.ramp.missing is None else week.ramp.missing.value,
        "needs_days": week.ramp.needs_days,
        "has_days": week.ramp.has_days,
    }


def spread(metrics: Metrics) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """How the week's load lies, and how it stands to the last four weeks; only where SCIENCE gives a value."""
    week = metrics.week
    if week.monotony.value is not None:
        yield "monotony", "ratio", "Foster 1998, population SD", {"value": round(week.monotony.value, 2)}
    ratio, acute, chronic = metrics.acwr_coupled.value, metrics.acute.value, metrics.chronic.value
    if ratio is not None and acute is not None and chronic is not None:
        values: dict[str, Any] = {
            "ratio": round(ratio, 2),
            "acute": round(acute),
            "chronic": round(chronic),
            "variant": "coupled",
        }
        values |= {"acute_days": ACUTE_DAYS, "chronic_days": CHRONIC_DAYS}
        yield "acute_chronic", "AU a day", "mean of 7 days / mean of 28 days", values
