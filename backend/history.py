"""From entries to numbers: keep an athlete's stored days true, and read metrics from them.

Only days that have entries are stored, each with the averages at its end, so that one more entry of today costs the
same after ten years as after a week; a change in the past recomputes the days from there on. Every function takes the
athlete's local today.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from uuid import UUID
from zoneinfo import ZoneInfo

from backend.contract import Entry, PauseReason, Trend, TrendPoint
from backend.errors import StoreUnavailable
from backend.ports import HistoryMark, Store, StoredDay
from backend.training import load
from backend.training.load import WINDOW_DAYS, Averages, Day, Metrics, Week
from backend.training.session import Kind
from backend.training.week import DAYS as WEEK_DAYS

FIRST_DATE, LAST_DATE = date.min, date.max
_ATTEMPTS = 100
_ONE_DAY = timedelta(days=1)


def local_today(clock_now: datetime, zone: str) -> date:
    """The calendar day it is at ``clock_now`` (an aware instant) in an IANA zone."""
    return clock_now.astimezone(ZoneInfo(zone)).date()


def bring_up_to_date(store: Store, athlete_id: UUID) -> HistoryMark:
    """Recompute the stored days from where they are stale, and give the history's mark, all of it true.

    A day's entries are all there are at that revision: one that changes meanwhile makes it start over.
    Days after the athlete's today (entered before travelling west) are computed like any other.
    Raises StoreUnavailable, also when the entries change faster than they can be added up.
    """
    for _ in range(_ATTEMPTS):
        mark = store.history(athlete_id)
        if mark.stale_from is None:
            return mark
        begins = mark.first_day is None or mark.first_day >= mark.stale_from
        before = None if begins else store.last_day_before(athlete_id, mark.stale_from)
        changed = store.entries_between(athlete_id, mark.stale_from, LAST_DATE)
        days = _days(changed, None if before is None else before.averages)
        if store.save_days(athlete_id, mark.stale_from, days, revision=mark.revision):
            return HistoryMark(mark.revision, None, mark.first_day)
    raise StoreUnavailable


@dataclass(frozen=True, slots=True)
class Weeks:
    """The logged days of some weeks, and the athlete's first one."""

    days: Mapping[date, Day]
    first_day: date | None

    def ending(self, end: date) -> Week:
        """The week that ends on this day."""
        return load.week(end, self.days, self.first_day)


def weeks(store: Store, athlete_id: UUID, first: date, last: date) -> Weeks:
    """What every week that ends on ``first``…``last`` needs, straight from the entries.

    For an answer right after a change: a week looks back on the one before only, so no stored day has to be true.
    """
    mark = store.history(athlete_id)
    entries = store.entries_between(athlete_id, first - (2 * WEEK_DAYS - 1) * _ONE_DAY, last)
    return Weeks({day.date: day for day in map(_day, _by_date(entries))}, mark.first_day)


def metrics_on(store: Store, athlete_id: UUID, today: date, mark: HistoryMark | None = None) -> Metrics:
    """Every metric of the athlete's ``today``; well-formed, with its reasons, also when nothing is logged.

    ``mark`` is what :func:`bring_up_to_date` has just given, where it was asked anyway.
    """
    mark = mark or bring_up_to_date(store, athlete_id)
    stored = _window(store, athlete_id, today, today, mark)
    return load.metrics(
        today,
        {one.day.date: one.day for one in stored},
        mark.first_day,
        _latest(stored),
        _latest(one for one in stored if one.day.date < today),
    )


def trend(
    store: Store, athlete_id: UUID, today: date, days: int, paused: Mapping[date, PauseReason] = MappingProxyType({})
) -> Trend:
    """The last ``days`` (≥ 1) local days up to ``today``, in one pass over the stored ones; ``paused`` are marked."""
    mark = bring_up_to_date(store, athlete_id)
    first = today - (days - 1) * _ONE_DAY
    stored = _window(store, athlete_id, first, today, mark)
    by_day = {one.day.date: one.day for one in stored}
    points = load.series(
        first,
        today,
        by_day,
        mark.first_day,
        _latest(one for one in stored if one.day.date < first),
        {one.day.date: one.averages for one in stored if one.day.date >= first},
    )
    return Trend(
        points=[_point(metrics, by_day.get(metrics.on), paused.get(metrics.on)) for metrics in points],
        today=points[-1],
        history_days=load.history_days(mark.first_day, today),
    )


def _days(entries: Sequence[Entry], averages: Averages | None) -> list[StoredDay]:
    """The days of these entries (sorted by date), carrying the averages on from those before them."""
    stored: list[StoredDay] = []
    for day in map(_day, _by_date(entries)):
        averages = load.advance(averages, day.date, day.load)
        stored.append(StoredDay(day, averages))
    return stored


def _by_date(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    return (list(of_day) for _, of_day in groupby(entries, key=attrgetter("date")))


def _day(entries: Sequence[Entry]) -> Day:
    """The day of these entries (all of one date, at least one)."""
    sessions = [entry for entry in entries if entry.kind is Kind.SESSION]
    return Day(
        date=entries[0].date,
        load=load.day_load(entry.load for entry in sessions),
        logged=True,
        sessions=len(sessions),
        minutes=sum(entry.minutes or 0 for entry in sessions),
    )


def _window(store: Store, athlete_id: UUID, first: date, last: date, mark: HistoryMark) -> list[StoredDay]:
    """The stored days that the metrics of ``first``…``last`` look at, and one before ``first`` if there is any."""
    begin = first - (WINDOW_DAYS - 1) * _ONE_DAY
    stored = store.days_between(athlete_id, begin, last)
    if mark.first_day is None or mark.first_day >= begin or (stored and stored[0].day.date < first):
        return stored
    earlier = store.last_day_before(athlete_id, begin)
    return stored if earlier is None else [earlier, *stored]


def _latest(stored: Iterable[StoredDay]) -> Averages | None:
    latest = None
    for one in stored:
        latest = one.averages
    return latest


def _point(metrics: Metrics, day: Day | None, paused: PauseReason | None) -> TrendPoint:
    return TrendPoint(
        date=metrics.on,
        load=0.0 if day is None else day.load,
        logged=day is not None and day.logged,
        acute=metrics.acute.value,
        chronic=metrics.chronic.value,
        ratio=metrics.acwr_coupled.value,
        monotony=metrics.week.monotony.value,
        fitness=metrics.fitness.value,
        fatigue=metrics.fatigue.value,
        form=metrics.form.value,
        paused=paused,
    )
