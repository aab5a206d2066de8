"""A week looked back on as named facts: what the coach's own words about it may stand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from backend.coach.facts import Fact
from backend.coach.questions import tools
from backend.coach.questions.sources import Sources
from backend.training.week import DAYS

_MOST = 25
"""The highest sum of a check-in."""
_UNWELL = {"ill", "injured"}
_CHECK_INS = "McLean 2010; mean of the week"


@dataclass(frozen=True, slots=True)
class Mornings:
    """How many check-ins there were in a week, and the mean of their sums (5-25), None without any."""

    check_ins: int = 0
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What stands out of the seven days to ``end``, as the review's picture and words have it.

    ``hardest``: a day and its load (AU). ``best``: a day and its check-in's sum (5-25), or with ``by_feelings`` the
    mean of what was said after its sessions (1-5). ``paused``: those of the seven days that lay in a pause, and why.
    """

    end: date
    hardest: tuple[date, float] | None = None
    best: tuple[date, float] | None = None
    by_feelings: bool = False
    mornings: Mornings = Mornings()
    mornings_before: Mornings = Mornings()
    paused: Mapping[date, str] = field(default_factory=dict)


def facts_of(week: LookedBack, sources: Sources) -> list[Fact]:
    """Every fact about the week. What stands out is from ``week``, all else from the log. Raises StoreUnavailable."""
    first = week.end - timedelta(days=DAYS - 1)
    return [
        *tools.calendar(sources),
        *tools.numbers(sources, week.end),
        *tools.entries(sources, first, week.end),
        *_standing_out(week),
        *_readiness(week),
        *_paused(week.paused),
    ]


def _standing_out(week: LookedBack) -> Sequence[Fact]:
    facts = []
    if week.hardest is not None:
        day, load = week.hardest
        facts.append(_fact("hardest_day", "AU", "highest load of the week", date=day.isoformat(), load=load))
    if week.best is not None:
        day, score = week.best
        if week.by_feelings:
            felt: dict[str, Any] = {"total": None, "most": None, "level": round(score, 1)}
            facts.append(_fact("best_day", "1-5", "what you said after sessions", date=day.isoformat(), **felt))
        else:
            sum_: dict[str, Any] = {"total": round(score), "most": _MOST, "level": None}
            facts.append(_fact("best_day", "5-25", "McLean 2010", date=day.isoformat(), **sum_))
    return facts


def _readiness(week: LookedBack) -> Sequence[Fact]:
    this, before = week.mornings, week.mornings_before
    if this.mean is None:
        return []
    values = {
        "check_ins": this.check_ins,
        "mean": round(this.mean, 1),
        "most": _MOST,
        "check_ins_before": before.check_ins,
        "before": None if before.mean is None else round(before.mean, 1),
    }
    return [_fact("mornings", "5-25", _CHECK_INS, **values)]


def _paused(paused: Mapping[date, str]) -> Sequence[Fact]:
    if not paused:
        return []
    # The reasons are for the code: a model is not told them, as UNITS has no row for them.
    days, reasons = sorted(paused), sorted(set(paused.values()))
    values: dict[str, Any] = {"days": len(days), "dates": [day.isoformat() for day in days], "reasons": reasons}
    return [_fact("paused", "days", "your pauses", **values)]


def is_unwell(facts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the week has days off for illness or an injury."""
    reasons = {reason for fact in facts if fact["name"] == "paused" for reason in fact["values"]["reasons"]}
    return bool(reasons & _UNWELL)


def _fact(name: str, unit: str, source: str, **values: Any) -> Fact:
    return Fact(name=name, unit=unit, source=source, values=values)
