"""What the facts hold: numbers with their units, and days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from backend.coach.grounding.units import UNITS, Unit

_EXACT = 1e-6
_COARSEST: Mapping[Unit, float] = {
    Unit.MINUTES: 0.5,
    Unit.LOAD: 0.5,
    Unit.PERCENT: 0.5,
    Unit.RPE: 0.05,
    Unit.LEVEL: 0.05,
    Unit.RATIO: 0.05,
}
"""How far a number may be from its fact by rounding, at most; 6.5 is no 7 on a scale of half steps. Others: not."""
_ALWAYS = ((7.0, Unit.DAYS), (28.0, Unit.DAYS))
"""The windows that every comparison is made in: a week, and four of them."""
_DAYS_OF_A_WEEK = 7
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text. ``decimals`` as written; ``unit`` None where the text names none.

    ``sign`` is +1 or -1 where the text says in which direction a percentage goes, else 0. ``coarse`` widens the
    rounding (in the number's own unit): "1.3 h" are said in tenths of an hour.
    """

    value: float
    decimals: int = 0
    unit: Unit | None = None
    sign: int = 0
    coarse: float = 0.0


@dataclass(frozen=True, slots=True)
class Held:
    """All that may be said. ``days`` are those that facts name, ``window`` all days of the weeks they speak of."""

    numbers: frozenset[tuple[float, Unit]]
    days: frozenset[date]
    window: frozenset[date]
    today: date | None

    @classmethod
    def of(cls, facts: Sequence[Mapping[str, Any]]) -> "Held":
        """What the stored facts hold. Facts and values without a row in ``UNITS`` hold nothing."""
        numbers: set[tuple[float, Unit]] = set(_ALWAYS)
        days: set[date] = set()
        window: set[date] = set()
        today = None
        for fact in facts:
            name, values = fact["name"], fact["values"]
            numbers.update(_numbers(name, values))
            days.update(_days(name, values))
            if name == "week":
                week = [date.fromisoformat(values["end"]) - back * _ONE for back in range(_DAYS_OF_A_WEEK)]
                window.update(week)
                days.update(day for day, load in zip(reversed(week), values["loads"], strict=False) if load)
            if name == "today":
                today = date.fromisoformat(values["date"])
            if name == "session":
                today = date.fromisoformat(values["date"]) + values["days_ago"] * _ONE
            if (name == "hard" and values["day_before"]) or (name == "next" and values["days_later"] == 1):
                numbers.add((2.0, Unit.DAYS))  # two days side by side
        return cls(frozenset(numbers), frozenset(days), frozenset(days | window), today)

    def holds(self, said: Number) -> bool:
        """Whether a fact is this number, within rounding, unit and direction."""
        step = said.coarse or 0.5 * 10**-said.decimals
        return any(
            (said.unit is None or said.unit is unit)
            and abs(abs(value) - said.value) <= min(step, _COARSEST.get(unit, 0.0) + said.coarse) + _EXACT
            and value * said.sign >= 0
            for value, unit in self.numbers
        )


def _numbers(name: str, values: Mapping[str, Any]) -> Iterator[tuple[float, Unit]]:
    for key, unit in UNITS.get(name, {}).items():
        for value in _each(values.get(key)):
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            yield (7.0 * value, Unit.DAYS) if unit is Unit.WEEKS else (float(value), unit)


def _days(name: str, values: Mapping[str, Any]) -> Iterator[date]:
    for key, unit in UNITS.get(name, {}).items():
        if unit is Unit.DATE:
            yield from map(date.fromisoformat, _each(values.get(key)))
        elif unit is Unit.SPAN_START and values.get(key):
            day, last = date.fromisoformat(values[key]), date.fromisoformat(values["last"])
            while day <= last:
                yield day
                day += _ONE


def _each(value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)
