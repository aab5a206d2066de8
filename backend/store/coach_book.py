"""What the coach keeps of athletes, in SQL: see :class:`backend.coaching.ports.CoachBook`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from backend.coaching.ports import CoachBook, Question, Vote
from backend.contract.coach import MAX_MEMORIES, CastVote, Proposal, Remembered
from backend.errors import MemoryFull, NoConsent, TooManyQuestions
from backend.store.engine import reading, transaction
from backend.store.prepared import Cells
from backend.store.tables import athletes, memory, open_question, questions, tones, votes
from backend.tone import Tone

_QUESTION = tuple(column for column in questions.c if column.name != "athlete_id")
_VOTE = (votes.c.cast, votes.c.prompt, votes.c.outcome, votes.c.tone, votes.c.at)


class SqlCoachBook(CoachBook):
    """In the database of :class:`backend.store.sql.SqlStore`, which erases an athlete's with them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ask(self, athlete_id: UUID, question: Question, since: datetime, most: int) -> tuple[Question, bool]:
        """Keep the question unless its id is known. Raises TooManyQuestions, NoConsent."""
        mine = questions.c.athlete_id == athlete_id
        with transaction(self._engine) as connection:
            _hold(connection, athlete_id)
            known = connection.execute(select(*_QUESTION).where(mine, questions.c.id == question.id)).first()
            if known is not None:
                return _question(known), False
            asked = select(func.count()).select_from(questions).where(mine, questions.c.asked_at >= since)
            if (connection.scalar(asked) or 0) >= most:
                raise TooManyQuestions(most=most)
            connection.execute(insert(questions).values(athlete_id=athlete_id, **_values(question)))
        return question, True

    def question(self, athlete_id: UUID, question_id: UUID) -> Question | None:
        """The question, if it is this athlete's."""
        which = (questions.c.athlete_id == athlete_id) & (questions.c.id == question_id)
        with reading(self._engine) as connection:
            row = connection.execute(select(*_QUESTION).where(which)).first()
        return None if row is None else _question(row)

    def answer(self, athlete_id: UUID, question: Question) -> bool:
        """Keep its answer unless there is one, or the question is gone; False then."""
        which = (questions.c.athlete_id == athlete_id) & (questions.c.id == question.id) & open_question
        with transaction(self._engine) as connection:
            return bool(connection.execute(update(questions).where(which).values(_values(question))).rowcount)

    def questions(self, athlete_id: UUID, limit: int) -> list[Question]:
        """The athlete's questions, newest first."""
        theirs = select(*_QUESTION).where(questions.c.athlete_id == athlete_id)
        with reading(self._engine) as connection:
            rows = connection.execute(theirs.order_by(questions.c.asked_at.desc(), questions.c.id).limit(limit)).all()
        return [_question(row) for row in rows]

    def unanswered(self, after: datetime, before: datetime, limit: int) -> list[tuple[UUID, Question]]:
        """(athlete id, question) asked in between and without an answer, oldest first."""
        asked = questions.c.asked_at
        waiting = select(questions.c.athlete_id, *_QUESTION).where(open_question, asked >= after, asked < before)
        with reading(self._engine) as connection:
            rows = connection.execute(waiting.order_by(asked).limit(limit)).all()
        return [(row[0], _question(row[1:])) for row in rows]

    def tone(self, athlete_id: UUID) -> Tone:
        """How the athlete wants to be spoken to; plain as long as they said nothing."""
        with reading(self._engine) as connection:
            found = connection.scalar(select(tones.c.tone).where(tones.c.athlete_id == athlete_id))
        return Tone.PLAIN if found is None else Tone(found)

    def choose_tone(self, athlete_id: UUID, tone: Tone) -> None:
        """Keep the tone. Raises NoConsent."""
        with transaction(self._engine) as connection:
            _hold(connection, athlete_id)
            connection.execute(delete(tones).where(tones.c.athlete_id == athlete_id))
            connection.execute(insert(tones).values(athlete_id=athlete_id, tone=tone.value))

    def remembered(self, athlete_id: UUID) -> list[Remembered]:
        """What the coach remembers, oldest first."""
        with reading(self._engine) as connection:
            return _remembered(connection, athlete_id)

    def remember(self, athlete_id: UUID, item: Remembered) -> bool:
        """Keep it unless its id is known; whether it is new. Raises MemoryFull, NoConsent."""
        with transaction(self._engine) as connection:
            _hold(connection, athlete_id)
            known = _remembered(connection, athlete_id)
            if any(each.id == item.id for each in known):
                return False
            if len(known) >= MAX_MEMORIES:
                raise MemoryFull(most=MAX_MEMORIES)
            row = {"athlete_id": athlete_id, "id": item.id, "added_at": item.added_at, "item": item.model_dump_json()}
            connection.execute(insert(memory).values(row))
        return True

    def forget(self, athlete_id: UUID, item_id: UUID) -> bool:
        """Erase it; False when it is not there."""
        which = delete(memory).where(memory.c.athlete_id == athlete_id, memory.c.id == item_id)
        with transaction(self._engine) as connection:
            return bool(connection.execute(which).rowcount)

    def vote(self, athlete_id: UUID, vote: Vote) -> None:
        """Keep the vote, in place of an earlier one about the same. Raises NoConsent."""
        about = vote.cast.entry_id or vote.cast.question_id
        row = {
            "athlete_id": athlete_id,
            "about": about,
            "cast": vote.cast.model_dump_json(),
            "prompt": vote.prompt,
            "outcome": vote.outcome,
            "tone": vote.tone.value,
            "at": vote.at,
        }
        with transaction(self._engine) as connection:
            _hold(connection, athlete_id)
            connection.execute(delete(votes).where(votes.c.athlete_id == athlete_id, votes.c.about == about))
            connection.execute(insert(votes).values(row))

    def votes(self, athlete_id: UUID) -> list[Vote]:
        """The athlete's votes, oldest first."""
        theirs = select(*_VOTE).where(votes.c.athlete_id == athlete_id).order_by(votes.c.at, votes.c.about)
        with reading(self._engine) as connection:
            rows = connection.execute(theirs).all()
        return [
            Vote(CastVote.model_validate_json(cast), prompt, outcome, Tone(tone), at)
            for cast, prompt, outcome, tone, at in rows
        ]


def _hold(connection: Connection, athlete_id: UUID) -> None:
    """Keep the athlete's other writes out until the transaction ends. Raises NoConsent."""
    if connection.scalar(select(athletes.c.id).where(athletes.c.id == athlete_id).with_for_update()) is None:
        raise NoConsent


def _remembered(connection: Connection, athlete_id: UUID) -> list[Remembered]:
    theirs = select(memory.c.item).where(memory.c.athlete_id == athlete_id).order_by(memory.c.added_at, memory.c.id)
    return [Remembered.model_validate_json(item) for item in connection.scalars(theirs)]


def _question(row: Cells) -> Question:
    id_, text, asked_at, entry_id, answer, facts, proposal, prompt, outcome, review = row
    return Question(
        id=id_,
        text=text,
        asked_at=asked_at,
        entry_id=entry_id,
        answer=answer,
        facts=tuple(facts),
        proposal=None if proposal is None else Proposal.model_validate_json(proposal),
        prompt=prompt,
        outcome=outcome,
        review=review,
    )


def _values(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": question.text,
        "asked_at": question.asked_at,
        "entry_id": question.entry_id,
        "answer": question.answer,
        "facts": [dict(fact) for fact in question.facts],
        "proposal": None if question.proposal is None else question.proposal.model_dump_json(),
        "prompt": question.prompt,
        "outcome": question.outcome,
        "review": question.review,
    }
