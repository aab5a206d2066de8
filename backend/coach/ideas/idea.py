"""One thing that could be said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from words import Words

Facts = Mapping[str, Mapping[str, Any]]
"""The facts' values by their names."""


class Part(IntEnum):
    """The parts of a comment, in their order."""

    SESSION = 1
    WEEK = 2
    FELT = 3
    CONSIDER = 4
    """Always said, and exactly one."""
    LOG = 5
    """What the log still needs; only where it is one of at most four sentences."""


@dataclass(frozen=True, slots=True)
class Idea:
    """One sentence in several wordings. The heaviest idea of its part is said; ``uses`` names its facts."""

    part: Part
    weight: int
    key: str
    wordings: tuple[str, ...]
    uses: tuple[str, ...]


def day(iso: str, words: Words) -> str:
    """An ISO date as a weekday and day."""
    return words.day(date.fromisoformat(iso))
