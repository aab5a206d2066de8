"""A log in memory, as questions and weeks look at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backend.coach.log import Logged
from backend.coach.questions.sources import CheckedIn, Noted
from backend.training.load import Metrics
from evals.logs import TODAY, metrics_of


@dataclass(frozen=True)
class LogInMemory:
    """Is :class:`backend.coach.questions.sources.Sources`."""

    log: Sequence[Logged] = ()
    said: Sequence[CheckedIn] = ()
    remembered: Sequence[Noted] = ()
    today: date = TODAY

    @property
    def first_day(self) -> date | None:
        """The first day of the log."""
        return min((each.date for each in self.log), default=None)

    def entries(self, first: date, last: date) -> Sequence[Logged]:
        """Of these days, oldest first."""
        return [each for each in sorted(self.log, key=lambda one: one.date) if first <= each.date <= last]

    def metrics(self, on: date) -> Metrics:
        """Of a day."""
        return metrics_of(self.entries(date.min, on), self.first_day, on)

    def check_ins(self, first: date, last: date) -> Sequence[CheckedIn]:
        """Of these days."""
        return [each for each in self.said if first <= each.date <= last]
