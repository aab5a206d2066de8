"""One athlete's log as questions look at it, over the store's ports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from backend import history
from backend.coach.log import Logged
from backend.coach.questions.sources import CheckedIn, Noted
from backend.coaching.ports import CoachBook
from backend.contract import Entry
from backend.ports import CheckIns, HistoryMark, Store
from backend.training.load import Metrics
from backend.training.readiness import BASELINE_DAYS, ITEMS, beside


@dataclass(frozen=True)
class StoredSources:
    """Is :class:`backend.coach.questions.sources.Sources`; reads what is asked for, when it is."""

    athlete_id: UUID
    today: date
    store: Store
    check_ins_port: CheckIns
    book: CoachBook

    @cached_property
    def _mark(self) -> HistoryMark:
        return history.bring_up_to_date(self.store, self.athlete_id)

    @property
    def first_day(self) -> date | None:
        """The first day of their log, None for an empty one."""
        return self._mark.first_day

    @cached_property
    def remembered(self) -> Sequence[Noted]:
        """What the coach remembers of them."""
        return [Noted(each.kind, each.text, each.date) for each in self.book.remembered(self.athlete_id)]

    def entries(self, first: date, last: date) -> Sequence[Logged]:
        """Live entries of these days, both included."""
        return [logged(each) for each in self.store.entries_between(self.athlete_id, first, last)]

    def metrics(self, on: date) -> Metrics:
        """Every metric of a day up to today."""
        return history.metrics_on(self.store, self.athlete_id, on, self._mark)

    def check_ins(self, first: date, last: date) -> Sequence[CheckedIn]:
        """The check-ins of these days, both included, oldest first."""
        said = self.check_ins_port.check_ins_between(self.athlete_id, first - timedelta(days=BASELINE_DAYS), last)
        items = {one.date: {item: getattr(one, item) for item in ITEMS} for one in said}
        stands = {day: beside(day, items) for day in items if day >= first}
        return [CheckedIn(day, one.value, one.mean) for day, one in sorted(stands.items())]


def logged(entry: Entry) -> Logged:
    """An entry as the coach is shown it: without its note."""
    return Logged(
        id=str(entry.id),
        kind=entry.kind,
        date=entry.date,
        sport=entry.sport,
        minutes=entry.minutes,
        rpe=entry.rpe,
        load=entry.load,
        freshness=entry.feelings.freshness,
        readiness=entry.feelings.readiness,
        mood=entry.feelings.mood,
    )
