"""All that is stored about an athlete, as ``GET /export`` gives it: apart, since only the API and the chat load it."""

from pydantic import AwareDatetime, Field

from backend.contract import Athlete, CheckIn, Entry, Pause, Reminders
from backend.contract.coach import CoachExport
from backend.contract.model import Model
from backend.contract.premium import PremiumExport


class EntryExport(Model):
    """One entry as exported, with the feedback that was given on it."""

    entry: Entry
    feedback: str | None
    prompt: str = ""
    """Name and version of the prompt that a model wrote it by; empty: rules did."""
    outcome: str = ""
    """How it came about: ``model``, ``repaired``, ``rules`` or ``rules:`` and why; empty: there is none."""


class Export(Model):
    """Everything that is stored about the athlete."""

    athlete: Athlete
    entries: list[EntryExport]
    check_ins: list[CheckIn] = Field(default_factory=list)
    reminders: Reminders | None = None
    pauses: list[Pause] = Field(default_factory=list)
    """Those that are over; one that is not stands in ``reminders``."""
    premium: PremiumExport | None = None
    coach: CoachExport | None = None
    exported_at: AwareDatetime
