"""What a question may be answered from: one athlete's log, as far as the tools look at it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from backend.coach.log import Logged
from backend.training.load import Metrics


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A check-in: the sum of its five items (5–25) beside the mean of the 28 days before, None before 14 of those."""

    date: date
    total: int
    usual: float | None


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that the coach remembers, in the athlete's words. ``date``: the day of a race."""

    kind: str
    text: str
    date: dt.date | None = None


class Sources(Protocol):
    """One athlete's data, read when asked for. Every call may raise StoreUnavailable."""

    @property
    def today(self) -> date:
        """Their local day."""

    @property
    def first_day(self) -> date | None:
        """The first day of their log, None for an empty one."""

    @property
    def remembered(self) -> Sequence[Noted]:
        """What the coach remembers of them."""

    def entries(self, first: date, last: date) -> Sequence[Logged]:
        """Live entries of these days, both included, by date and then by recording."""

    def metrics(self, on: date) -> Metrics:
        """Every metric of a day up to today."""

    def check_ins(self, first: date, last: date) -> Sequence[CheckedIn]:
        """The check-ins of these days, both included, oldest first."""
