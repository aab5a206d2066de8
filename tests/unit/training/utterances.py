"""What athletes write, and a short way to say what should be understood of it."""

import datetime as dt
from dataclasses import replace

from backend.training.message import Understood
from backend.training.session import Kind, Sport

TODAY = dt.date(2026, 11, 22)
"""A Sunday."""
ALL = "(all that was written)"


def day(month: int, number: int) -> dt.date:
    """A day of this year."""
    return dt.date(TODAY.year, month, number)


def said(
    kind: Kind | None = None,
    date: dt.date | None = None,
    sport: Sport | None = None,
    minutes: int | None = None,
    rpe: float | None = None,
    **rest: object,
) -> Understood:
    """What should be understood, and nothing else: a field left out is None, there are no other problems."""
    return Understood(kind, date, sport, minutes, rpe, **rest)  # type: ignore[arg-type]  # the rest are its fields


def in_words(expected: Understood, text: str) -> Understood:
    """``expected`` with a note of ALL made to the text itself."""
    return replace(expected, note=text.strip()) if expected.note == ALL else expected
