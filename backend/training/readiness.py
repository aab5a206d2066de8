"""A day's check-in beside the athlete's own normal.

z = (today - mean) / SD over the 28 days before, today left out, sample SD; |z| >= 1 is amber, >= 2 red, on either side.
It needs 14 check-ins in those days and an SD above 0. Self-report follows training load better than most objective
markers: Saw et al. 2016, BJSM 50:281.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean, stdev

BASELINE_DAYS = 28
NEEDED = 14
AMBER = 1.0
RED = 2.0
ITEMS = ("freshness", "sleep", "muscles", "calm", "mood")
TOTAL = "total"


class Flag(StrEnum):
    """How far a value is from the athlete's own normal."""

    NORMAL = "normal"
    BELOW = "below"
    """Amber: one SD or more below."""
    WELL_BELOW = "well_below"
    """Red: two SD or more below."""
    ABOVE = "above"
    WELL_ABOVE = "well_above"


@dataclass(frozen=True, slots=True)
class Beside:
    """One value of today beside its normal. ``mean`` and ``sd`` are of the baseline; ``z`` None: no value."""

    value: int
    mean: float | None = None
    sd: float | None = None
    z: float | None = None
    flag: Flag | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Today's items and their sum (5-25) beside their normal; empty without a check-in today.

    ``known``: check-ins in the 28 days before. ``missing``: how many more are needed until there is a normal, 0: none.
    """

    today: Mapping[str, Beside]
    known: int
    missing: int


def standing(on: date, check_ins: Mapping[date, Mapping[str, int]]) -> Standing:
    """Where the check-in of the day ``on`` stands. ``check_ins``: the items by local day, needed or not."""
    first = on - timedelta(days=BASELINE_DAYS)
    before = [items for day, items in check_ins.items() if first <= day < on]
    items = check_ins.get(on)
    today = (
        {}
        if items is None
        else {name: _beside(_value(items, name), [_value(one, name) for one in before]) for name in (*ITEMS, TOTAL)}
    )
    return Standing(today, known=len(before), missing=max(0, NEEDED - len(before)))


def is_too_seldom(on: date, check_ins: Mapping[date, Mapping[str, int]]) -> bool:
    """Whether 28 days would never have 14 check-ins at the pace so far, which is known after two weeks."""
    first = on - timedelta(days=BASELINE_DAYS)
    before = [day for day in check_ins if first <= day < on]
    since = (on - min(before)).days if before else 0
    return since >= BASELINE_DAYS // 2 and len(before) * BASELINE_DAYS < NEEDED * since


def beside(on: date, check_ins: Mapping[date, Mapping[str, int]]) -> Beside:
    """The sum (5-25) of the day ``on`` beside its normal. KeyError when there is no check-in of that day."""
    first = on - timedelta(days=BASELINE_DAYS)
    before = [_value(items, TOTAL) for day, items in check_ins.items() if first <= day < on]
    return _beside(_value(check_ins[on], TOTAL), before)


def normal(on: date, check_ins: Mapping[date, Mapping[str, int]]) -> tuple[float, float] | None:
    """Mean and sample SD of the sums (5-25) of the 28 days before ``on``; None with fewer than 14 check-ins in them."""
    first = on - timedelta(days=BASELINE_DAYS)
    before = [_value(items, TOTAL) for day, items in check_ins.items() if first <= day < on]
    return (fmean(before), stdev(before)) if len(before) >= NEEDED else None


def _value(items: Mapping[str, int], name: str) -> int:
    return sum(items[item] for item in ITEMS) if name == TOTAL else items[name]


def _beside(value: int, before: Sequence[int]) -> Beside:
    if len(before) < NEEDED:
        return Beside(value)
    mean, sd = fmean(before), stdev(before)
    if sd == 0:
        return Beside(value, mean, sd)
    z = (value - mean) / sd
    return Beside(value, mean, sd, z, _flag(z))


def _flag(z: float) -> Flag:
    if abs(z) < AMBER:
        return Flag.NORMAL
    if z < 0:
        return Flag.WELL_BELOW if z <= -RED else Flag.BELOW
    return Flag.WELL_ABOVE if z >= RED else Flag.ABOVE
