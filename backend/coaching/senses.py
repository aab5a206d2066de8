"""Reading and hearing what athletes say, by a model where the operator set one up. Nothing of it is stored."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from backend import history
from backend.contract import Athlete
from backend.contract.reading import Reading, ReadingProblem, ReadText, Transcribe, Transcript
from backend.errors import ListeningOff, ListeningSpent, NoConsent, NotHeard, PremiumRequired
from backend.ports import Clock, Store
from backend.training.message import Understood

_LONGEST_WAIT = dt.timedelta(days=31)
"""So long can a message have waited for its answer."""


class Reader(Protocol):
    """Something that reads messages. Raises NoConsent, and nothing else."""

    def __call__(self, text: str, today: dt.date, language: str, athlete_id: UUID) -> Understood | None:
        """What the words say about a session; None: nothing, or it cannot be told in time."""


class Hearing(Protocol):
    """Something that writes voice notes down."""

    def __call__(self, audio: bytes, mime: str, seconds: int, athlete_id: UUID) -> str | None:
        """The words; "" where there are none, or not in time; None: no more of them now. Raises NoConsent."""


@dataclass(frozen=True)
class Senses:
    """The use cases. ``reader`` and ``hearing`` None: there is no model.

    ``is_premium``: whether premium works for an athlete now (``backend.billing.gate``).
    """

    store: Store
    clock: Clock
    is_premium: Callable[[UUID], bool]
    reader: Reader | None = None
    hearing: Hearing | None = None

    def read(self, athlete_id: UUID, command: ReadText) -> Reading:
        """What the words say; an empty reading where nobody can tell. Raises NoConsent."""
        athlete = self._athlete(athlete_id)
        if self.reader is None:
            return Reading()
        today = history.local_today(self.clock.now(), athlete.zone)
        said_on = min(today, max(command.said_on, today - _LONGEST_WAIT))
        found = self.reader(command.text, said_on, athlete.language, athlete_id)
        return Reading() if found is None else _reading(found)

    def hear(self, athlete_id: UUID, command: Transcribe) -> Transcript:
        """What was said. Raises ListeningOff, PremiumRequired, ListeningSpent, NotHeard, NoConsent."""
        self._athlete(athlete_id)
        if self.hearing is None:
            raise ListeningOff
        if not self.is_premium(athlete_id):
            raise PremiumRequired
        words = self.hearing(command.audio, command.mime, command.seconds, athlete_id)
        if words is None:
            raise ListeningSpent
        if not words:
            raise NotHeard
        return Transcript(text=words)

    def _athlete(self, athlete_id: UUID) -> Athlete:
        athlete = self.store.athlete(athlete_id)
        if athlete is None:
            raise NoConsent
        return athlete


def _reading(found: Understood) -> Reading:
    return Reading(
        kind=found.kind,
        date=found.date,
        sport=found.sport,
        minutes=found.minutes,
        rpe=found.rpe,
        freshness=found.freshness,
        readiness=found.readiness,
        mood=found.mood,
        note=found.note,
        problems=[
            ReadingProblem(code=each.code, values=list(each.values), dates=list(each.dates), said=each.said)
            for each in found.problems
        ],
    )
