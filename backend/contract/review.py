"""A week looked back on."""

import datetime as dt
from typing import Literal

from pydantic import Field

from backend.contract.model import Model
from backend.contract.reminders import PauseReason
from backend.training.load import Metrics
from backend.training.review import Question


class HardestDay(Model):
    """The day with the highest load (AU) of the week."""

    date: dt.date
    load: float


class BestDay(Model):
    """The day that the athlete felt best on.

    ``by`` says what tells it: the sum of the check-in (``score`` 5-25), or, in a week with fewer than two of those, the
    mean of the feelings said after sessions (``score`` 1-5).
    """

    date: dt.date
    score: float
    by: Literal["check_in", "feelings"]


class ReadinessOfWeek(Model):
    """How many check-ins there were in seven days, and the mean of their sums (5-25), None without any."""

    check_ins: int
    mean: float | None


class PausedDay(Model):
    """A local day that lay in a pause, and why."""

    date: dt.date
    reason: PauseReason


class Review(Model):
    """Seven local days looked back on, the last of them ``end``.

    ``metrics`` are those of ``end``, its week among them. ``best`` and ``hardest`` are None where fewer than two days
    could be compared, or all are the same.
    """

    end: dt.date
    metrics: Metrics
    hardest: HardestDay | None
    best: BestDay | None
    readiness: ReadinessOfWeek
    readiness_before: ReadinessOfWeek
    """Of the seven days before."""
    question: Question
    paused: list[PausedDay] = Field(default_factory=list)
    """Of these seven days and the seven before, oldest first."""
