"""A week looked back on, from what is stored: :class:`backend.contract.Review`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean
from uuid import UUID

from backend import history
from backend.contract import BestDay, Entry, HardestDay, PausedDay, PauseReason, ReadinessOfWeek, Review
from backend.ports import CheckIns, Store
from backend.training.readiness import ITEMS
from backend.training.review import hardest, highest, question
from backend.training.week import DAYS, Week

_ONE_DAY = timedelta(days=1)


def looked_at(end: date) -> tuple[date, date]:
    """The first and the last of the days that a review to ``end`` looks at: its seven, and the seven before."""
    return end - (2 * DAYS - 1) * _ONE_DAY, end


def review(
    store: Store, check_ins: CheckIns, athlete_id: UUID, end: date, paused: Mapping[date, PauseReason]
) -> Review:
    """The seven local days to ``end``; ``paused``: those of :func:`looked_at` that were. Raises StoreUnavailable."""
    first = end - (DAYS - 1) * _ONE_DAY
    metrics = history.metrics_on(store, athlete_id, end)
    said = check_ins.check_ins_between(athlete_id, first - DAYS * _ONE_DAY, end)
    sums = {one.date: sum(getattr(one, name) for name in ITEMS) for one in said}
    this = {day: total for day, total in sums.items() if day >= first}
    readiness = _of_week(this.values())
    before = _of_week(total for day, total in sums.items() if day < first)
    return Review(
        end=end,
        metrics=metrics,
        hardest=_hardest(metrics.week),
        best=_best(this, store.entries_between(athlete_id, first, end)),
        readiness=readiness,
        readiness_before=before,
        question=question(metrics.week, readiness.mean, before.mean, paused),
        paused=[PausedDay(date=day, reason=reason) for day, reason in paused.items()],
    )


def _of_week(sums: Iterable[int]) -> ReadinessOfWeek:
    of_days = list(sums)
    return ReadinessOfWeek(check_ins=len(of_days), mean=fmean(of_days) if of_days else None)


def _hardest(week: Week) -> HardestDay | None:
    day = hardest(week)
    load = next((one.load for one in week.days if one.date == day), None)
    return None if day is None or load is None else HardestDay(date=day, load=load)


def _best(sums: Mapping[date, int], entries: Sequence[Entry]) -> BestDay | None:
    if len(sums) > 1:
        day = highest(sums)
        return None if day is None else BestDay(date=day, score=sums[day], by="check_in")
    felt = _felt(entries)
    day = highest(felt)
    return None if day is None else BestDay(date=day, score=felt[day], by="feelings")


def _felt(entries: Iterable[Entry]) -> dict[date, float]:
    """The mean of all feelings said on each day that has some."""
    said: dict[date, list[int]] = {}
    for entry in entries:
        levels = (entry.feelings.freshness, entry.feelings.readiness, entry.feelings.mood)
        said.setdefault(entry.date, []).extend(level for level in levels if level is not None)
    return {day: fmean(levels) for day, levels in said.items() if levels}
