"""What every message of the contract is made of: the base model, and values with their ranges."""

import datetime as dt
from functools import cache
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from backend.training.session import MAX_MINUTES, MAX_NOTE_CHARACTERS


def _half_step(value: float) -> float:
    if value * 2 != int(value * 2):
        raise ValueError("RPE comes in half steps")
    return value


def _whole_minute(value: dt.time) -> dt.time:
    if value.tzinfo is not None or value.second or value.microsecond:
        raise ValueError("a time of day is hours and minutes, without a zone")
    return value


@cache
def zone_names() -> frozenset[str]:
    """The IANA time zones that an athlete may be in."""
    return frozenset(available_timezones())  # reads the whole zone database: 3 ms


def _zone(value: str) -> str:
    if value not in zone_names():
        raise ValueError("not an IANA time zone")
    return value


Rpe = Annotated[float, Field(ge=0, le=10), AfterValidator(_half_step)]
"""Session RPE on Foster's CR10: 0 rest … 10 maximal, half steps allowed."""
Minutes = Annotated[int, Field(gt=0, le=MAX_MINUTES)]
Level = Annotated[int, Field(ge=1, le=5)]
"""A feeling, 1 (low) … 5 (high); higher is always better."""
Note = Annotated[str, Field(max_length=MAX_NOTE_CHARACTERS), AfterValidator(lambda note: note.replace("\0", ""))]
"""What the athlete wrote beside it, without NUL, which not every database takes."""
Zone = Annotated[str, AfterValidator(_zone)]
"""An IANA time zone, e.g. ``Europe/Berlin``."""
LocalTime = Annotated[dt.time, Field(description="HH:MM on the athlete's own clock"), AfterValidator(_whole_minute)]
"""A time of day without a zone, on a whole minute."""
Language = Literal["en", "de", "es", "fr"]


class Model(BaseModel):
    """Base of everything that crosses the border: unknown fields are refused, values are fixed.

    What reads and writes a message is built when the first of its kind passes: no program uses them all.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
