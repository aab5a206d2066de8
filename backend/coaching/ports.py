"""What the coach keeps of an athlete. One contract suite: ``tests/contract/test_coach_book.py``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from backend.contract.coach import CastVote, Proposal, Remembered
from backend.tone import Tone


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is kept. ``entry_id``: it is the wish to hear that entry's comment said differently.

    ``review``: it is the wish for the coach's own words about the seven days to that day; an empty ``answer``: none.
    """

    id: UUID
    text: str
    asked_at: datetime
    entry_id: UUID | None = None
    answer: str | None = None
    """None: not answered yet."""
    facts: Sequence[Mapping[str, Any]] = ()
    """What the answer stands on, as plain JSON."""
    proposal: Proposal | None = None
    prompt: str = ""
    outcome: str = ""
    """How the answer came about, as :class:`backend.coach.rules.Comment` says it."""
    review: date | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote beside what it is about: which prompt wrote that, and how it came about."""

    cast: CastVote
    prompt: str
    outcome: str
    tone: Tone
    at: datetime


class CoachBook(Protocol):
    """Questions, memory, tone and votes of athletes. Erasing an athlete (``Store``) removes theirs.

    Every call may raise StoreUnavailable; a write for an athlete who is not there raises NoConsent.
    """

    def ask(self, athlete_id: UUID, question: Question, since: datetime, most: int) -> tuple[Question, bool]:
        """Keep the question unless its id is known; the kept one, and whether it is new.

        Raises TooManyQuestions when ``most`` were asked since then, in one transaction with the count.
        """

    def question(self, athlete_id: UUID, question_id: UUID) -> Question | None:
        """The question, if it is this athlete's."""

    def answer(self, athlete_id: UUID, question: Question) -> bool:
        """Keep its answer unless there is one, or the question is gone; False then."""

    def questions(self, athlete_id: UUID, limit: int) -> list[Question]:
        """The athlete's questions, newest first."""

    def unanswered(self, after: datetime, before: datetime, limit: int) -> list[tuple[UUID, Question]]:
        """(athlete id, question) asked in between and without an answer, oldest first, by an index."""

    def tone(self, athlete_id: UUID) -> Tone:
        """How the athlete wants to be spoken to; plain as long as they said nothing."""

    def choose_tone(self, athlete_id: UUID, tone: Tone) -> None:
        """Keep the tone."""

    def remembered(self, athlete_id: UUID) -> list[Remembered]:
        """What the coach remembers, oldest first."""

    def remember(self, athlete_id: UUID, item: Remembered) -> bool:
        """Keep it unless its id is known; whether it is new. Raises MemoryFull when there is no room."""

    def forget(self, athlete_id: UUID, item_id: UUID) -> bool:
        """Erase it; False when it is not there."""

    def vote(self, athlete_id: UUID, vote: Vote) -> None:
        """Keep the vote, in place of an earlier one about the same."""

    def votes(self, athlete_id: UUID) -> list[Vote]:
        """The athlete's votes, oldest first."""
