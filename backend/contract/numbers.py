"""What a log adds up to: its course, and how each number comes about."""

import datetime as dt
from enum import StrEnum
from uuid import UUID

from backend.contract.model import Model
from backend.contract.reminders import PauseReason
from backend.training.load import Metrics
from backend.training.metric import Metric


class TrendPoint(Model):
    """One local day of the trend. ``load`` is AU, None if unknown; the rest None where there is no value.

    ``acute`` and ``chronic`` are mean daily loads of 7 and 28 days, ``ratio`` the one by the other (coupled ACWR).
    ``paused``: why, on a day of a pause; the numbers are the same with and without it.
    """

    date: dt.date
    load: float | None
    logged: bool
    acute: float | None
    chronic: float | None
    ratio: float | None
    monotony: float | None
    fitness: float | None
    fatigue: float | None
    form: float | None
    paused: PauseReason | None = None


class Trend(Model):
    """Daily points, oldest first, ending today, and today's metrics with their reasons."""

    points: list[TrendPoint]
    today: Metrics
    history_days: int


class Why(Model):
    """Each number that the feedback used, one line each, in the athlete's language: formula and inputs."""

    entry_id: UUID
    lines: list[str]


class Number(StrEnum):
    """What ``GET /why`` explains."""

    LOAD = "load"
    WEEK = "week"
    RATIO = "ratio"
    MONOTONY = "monotony"
    STRAIN = "strain"
    FORM = "form"
    READINESS = "readiness"


class NumberWhy(Model):
    """One number of the athlete's today: its value or why it has none, its formula, what went in, and its source.

    ``lines`` are in the athlete's language. ``metric`` None: there is nothing yet that it could be made of, no session
    or no check-in of today.
    """

    number: Number
    metric: Metric | None
    lines: list[str]
