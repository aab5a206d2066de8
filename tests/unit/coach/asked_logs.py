"""A log in memory as questions look at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from backend.coach.log import Logged
from backend.coach.questions.sources import CheckedIn, Noted
from backend.training.load import Averages, Day, Metrics, advance, day_load, metrics
from backend.training.session import Kind
from evals.logs import TODAY


@dataclass(frozen=True)
class MemorySources:
    """Is :class:`backend.coach.questions.sources.Sources`."""

    log: Sequence[Logged] = ()
    said: Sequence[CheckedIn] = ()
    remembered: Sequence[Noted] = ()
    today: date = TODAY

    @property
    def first_day(self) -> date | None:
        return min((each.date for each in self.log), default=None)

    def entries(self, first: date, last: date) -> Sequence[Logged]:
        return [each for each in sorted(self.log, key=lambda one: one.date) if first <= each.date <= last]

    def metrics(self, on: date) -> Metrics:
        days: dict[date, Day] = {}
        averages: dict[date, Averages] = {}
        last = None
        for day, of_day in groupby(self.entries(date.min, on), key=lambda each: each.date):
            sessions = [each for each in of_day if each.kind is Kind.SESSION]
            days[day] = Day(day, day_load(each.load for each in sessions), logged=True, sessions=len(sessions))
            last = averages[day] = advance(last, day, days[day].load)
        return metrics(on, days, self.first_day, _before(averages, on), _before(averages, on - timedelta(days=1)))

    def check_ins(self, first: date, last: date) -> Sequence[CheckedIn]:
        return [each for each in self.said if first <= each.date <= last]


def _before(averages: Mapping[date, Averages], day: date) -> Averages | None:
    until = [each for each in sorted(averages) if each <= day]
    return averages[until[-1]] if until else None
