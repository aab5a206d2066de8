"""What happens to questions, memory, tone and votes: stored first, thought about later; any command may come twice."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from backend import history
from backend.coach import why
from backend.coach.questions.lines import lines
from backend.coach.questions.memories import kind_of, race_day
from backend.coaching.exporting import asked
from backend.coaching.ports import CoachBook, Question, Vote
from backend.contract import Athlete
from backend.contract.coach import MAX_MEMORIES, Asked, AskQuestion, CastVote, Memory, Remember, Remembered, Voice
from backend.errors import EntryNotFound, FutureDate, NoConsent, PremiumRequired, QuestionNotFound, SeekHelp
from backend.ports import Clock, Store, Workflow
from backend.training.redflags import red_flag
from words import words_for

_log = logging.getLogger(__name__)
QUESTION = "question:"
"""What the ids of a question's executions begin with, so that they are told from those of entries."""
QUESTIONS_A_DAY = 20
"""Of one athlete, comments that are to be said differently among them."""


@dataclass(frozen=True)
class CoachDesk:
    """The use cases. ``is_premium``: whether premium works for an athlete now (``backend.billing.gate``).

    ``reviews``: whether there is somebody who has words of their own about weeks.
    """

    store: Store
    book: CoachBook
    workflow: Workflow
    clock: Clock
    is_premium: Callable[[UUID], bool]
    questions_a_day: int = QUESTIONS_A_DAY
    reviews: bool = True

    def ask(self, athlete_id: UUID, command: AskQuestion) -> Asked:
        """Keep the question, then have it answered. Another way to say a comment is free, all else is premium's.

        Raises PremiumRequired, TooManyQuestions, SeekHelp, EntryNotFound, FutureDate, NoConsent.
        """
        athlete = self._athlete(athlete_id)
        text = command.text or ""
        if text and red_flag(text, athlete.language):
            raise SeekHelp
        if command.entry_id is None and not self.is_premium(athlete_id):
            raise PremiumRequired
        if command.entry_id is not None and self.store.feedback(athlete_id, command.entry_id) is None:
            raise EntryNotFound
        question = Question(command.id, text, self.clock.now(), command.entry_id, review=command.review)
        if command.review is not None:
            today = history.local_today(self.clock.now(), athlete.zone)
            if command.review > today:
                raise FutureDate(today=today.isoformat())
            if not self.reviews:
                return asked(replace(question, answer=""))
        kept, _ = self.book.ask(athlete_id, question, self._day_began(athlete), self.questions_a_day)
        if kept.answer is None:
            self._start(athlete_id, kept)
        return asked(kept)

    def question(self, athlete_id: UUID, question_id: UUID) -> Asked:
        """The question with its answer, as far as there is one, and what that stands on. Raises QuestionNotFound."""
        athlete, found = self._athlete(athlete_id), self.book.question(athlete_id, question_id)
        if found is None:
            raise QuestionNotFound
        words = words_for(athlete.language)
        return asked(found, (lines if found.entry_id is None else why.lines)(found.facts, words))

    def memory(self, athlete_id: UUID) -> Memory:
        """All that is remembered. Raises NoConsent."""
        items = self.book.remembered(self._athlete(athlete_id).id)
        return Memory(items=items, room=max(0, MAX_MEMORIES - len(items)))

    def remember(self, athlete_id: UUID, command: Remember) -> Memory:
        """Keep it. Again changes nothing. Raises MemoryFull, SeekHelp, NoConsent."""
        athlete = self._athlete(athlete_id)
        if red_flag(command.text, athlete.language):
            raise SeekHelp
        day = command.date
        if command.kind is None:
            day = race_day(command.text, history.local_today(self.clock.now(), athlete.zone))
        kind = command.kind or kind_of(command.text)
        item = {"id": command.id, "text": command.text, "kind": kind, "date": day, "added_at": self.clock.now()}
        self.book.remember(athlete_id, Remembered.model_validate(item))
        return self.memory(athlete_id)

    def forget(self, athlete_id: UUID, item_id: UUID) -> Memory:
        """Erase it. Again changes nothing."""
        self.book.forget(self._athlete(athlete_id).id, item_id)
        return self.memory(athlete_id)

    def voice(self, athlete_id: UUID) -> Voice:
        """How the coach speaks to them."""
        return Voice(tone=self.book.tone(self._athlete(athlete_id).id))

    def choose(self, athlete_id: UUID, voice: Voice) -> Voice:
        """From now on it speaks like this."""
        self.book.choose_tone(self._athlete(athlete_id).id, voice.tone)
        return voice

    def vote(self, athlete_id: UUID, cast: CastVote) -> CastVote:
        """Keep the vote beside what wrote that. Raises EntryNotFound, QuestionNotFound: there is nothing said of it."""
        tone = self.voice(athlete_id).tone
        prompt, outcome = self._origin(athlete_id, cast)
        self.book.vote(athlete_id, Vote(cast, prompt, outcome, tone, self.clock.now()))
        return cast

    def unanswered(self, athlete_id: UUID, question: Question, attempt: int) -> None:
        """Have it answered once more, after all that was tried failed. Raises Unavailable."""
        self.workflow.start(f"{QUESTION}{question.id}:{attempt}", _work(athlete_id, question))

    def _athlete(self, athlete_id: UUID) -> Athlete:
        athlete = self.store.athlete(athlete_id)
        if athlete is None:
            raise NoConsent
        return athlete

    def _origin(self, athlete_id: UUID, cast: CastVote) -> tuple[str, str]:
        if cast.entry_id is not None:
            said = self.store.feedback(athlete_id, cast.entry_id)
            if said is None:
                raise EntryNotFound
            return said.prompt, said.outcome
        question = None if cast.question_id is None else self.book.question(athlete_id, cast.question_id)
        if question is None:
            raise QuestionNotFound
        return question.prompt, question.outcome

    def _start(self, athlete_id: UUID, question: Question) -> None:
        try:
            self.workflow.start(f"{QUESTION}{question.id}", _work(athlete_id, question))
        except Exception as error:  # the question is kept, and the clock has it answered
            _log.warning("answering a question did not start: %s", type(error).__name__)

    def _day_began(self, athlete: Athlete) -> datetime:
        zone = ZoneInfo(athlete.zone)
        today = history.local_today(self.clock.now(), athlete.zone)
        return datetime.combine(today, time(), zone).astimezone(UTC)


def _work(athlete_id: UUID, question: Question) -> dict[str, str]:
    return {"athlete_id": str(athlete_id), "question_id": str(question.id)}
