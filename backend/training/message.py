"""A training message in the athlete's own words: what was said, and what is missing or doubtful.

Everything here is pure, never raises, and takes time linear in the length of the text.
"""

import datetime as dt

from backend.training.grammar.understood import Problem, ProblemCode, Understood
from backend.training.session import MAX_NOTE_CHARACTERS

__all__ = [
    "Problem",
    "ProblemCode",
    "Understood",
    "compose",
    "read_date",
    "read_level",
    "read_minutes",
    "read_rpe",
    "understand",
]


def understand(text: str, today: dt.date, language: str = "en") -> Understood:
    """Read a message such as ``60 min run rpe 7, legs heavy``; ``today`` is the athlete's local day."""
    return Understood(kind=None, note=text.strip()[:MAX_NOTE_CHARACTERS])


def read_minutes(text: str, language: str = "en") -> int | Problem | None:
    """The answer to "how long?": minutes 1–600, a problem to ask about, or None when it is no duration."""
    return None


def read_rpe(text: str, language: str = "en") -> float | Problem | None:
    """The answer to "how hard?": CR10 0–10 in half steps, a problem, or None when it is no number."""
    return None


def read_date(text: str, today: dt.date, language: str = "en") -> dt.date | Problem | None:
    """The answer to "which day?": a day up to a year back, a problem, or None when it is no day."""
    return None


def read_level(text: str, language: str = "en") -> int | Problem | None:
    """The answer to "how fresh, ready, good?": 1–5, a problem, or None when it is no number."""
    return None


def compose(understood: Understood) -> str:
    """Canonical English text that :func:`understand` reads back to the same fields (problems aside)."""
    return understood.note
