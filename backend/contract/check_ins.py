"""Check-ins: how ready an athlete is, beside their own normal."""

import datetime as dt

from pydantic import AwareDatetime, Field

from backend.contract.model import Level, Model
from backend.training.readiness import Flag, Standing


class CheckInItems(Model):
    """The five items of the readiness check-in, all of them; 1-5, higher is better on every one.

    McLean et al. 2010, IJSPP 5:367-383, each called by its good end: freshness (the fatigue item), sleep, muscles
    (soreness), calm (stress), mood.
    """

    freshness: Level
    sleep: Level
    muscles: Level
    calm: Level
    mood: Level


class CheckIn(CheckInItems):
    """A stored check-in: one for each local day of an athlete. ``recorded_at`` is when it was last said."""

    date: dt.date
    recorded_at: AwareDatetime


class Readiness(Model):
    """A day's check-in beside the athlete's own normal, and how much is missing until there is one.

    ``text`` says it in the athlete's language, ``why`` has a line for each number in it; both empty without a check-in.
    """

    check_in: CheckIn | None
    standing: Standing
    text: str = ""
    why: list[str] = Field(default_factory=list)


class ReadinessDay(Model):
    """One day of the trend: the sum of the five items (5-25) and the flag of that day; None without a check-in.

    ``mean`` and ``sd`` are the sum's normal over the 28 days before that day, checked in or not; None before there
    are 14 check-ins in them.
    """

    date: dt.date
    total: int | None
    flag: Flag | None
    mean: float | None = None
    sd: float | None = None


class Later(Model):
    """When a check-in that was put off is asked for again; None: not any more that day."""

    at: AwareDatetime | None
