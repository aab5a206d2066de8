"""The coach's book on DynamoDB: questions, memory, tone and votes, each an item in the athlete's partition.

What is remembered is one item, written on condition that it is still what was read; questions are counted under a
number that goes up with each, so that many at once cannot pass the limit together.
"""

from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID

from boto3.dynamodb.conditions import Attr, ConditionBase
from pydantic import TypeAdapter

from backend.aws.dynamo import keys
from backend.aws.dynamo.items import Item, Key, key_of, number, text
from backend.aws.dynamo.records import IS_SOMEBODY, Profile, profile_key
from backend.aws.dynamo.table import Table, tries
from backend.coaching.ports import CoachBook, Question, Vote
from backend.contract.coach import MAX_MEMORIES, Remembered
from backend.errors import MemoryFull, NoConsent, TooManyQuestions
from backend.tone import Tone

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


# Made when they are first needed: each takes milliseconds, which a cold start would pay for all.


@cache
def _questions() -> TypeAdapter[Question]:
    return TypeAdapter(Question)


@cache
def _votes() -> TypeAdapter[Vote]:
    return TypeAdapter(Vote)


@cache
def _memories() -> TypeAdapter[list[Remembered]]:
    return TypeAdapter(list[Remembered])


class DynamoCoachBook(CoachBook):
    """In the template's BackendTable, whose store erases an athlete's with them. Thread-safe."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._table = Table(client, table)

    # ---- questions ----

    def ask(self, athlete_id: UUID, question: Question, since: datetime, most: int) -> tuple[Question, bool]:
        """Keep the question unless its id is known. Raises TooManyQuestions, NoConsent."""
        athlete, place = profile_key(athlete_id), _question_key(athlete_id, question.id)
        counter = Key(athlete.pk, keys.ASKED)
        new = self._table.put(
            {
                **_question_item(athlete_id, question),
                "due": keys.QUESTION_DUE,
                "due_at": keys.instant(question.asked_at),
            },
            Attr("pk").not_exists(),
        )
        for _ in tries():
            found = self._table.get_each([athlete, place, counter])
            if Profile.of(found.get(athlete)) is None:
                raise NoConsent
            if place in found:
                return _question_of(found[place]), False
            asked = self._table.query(keys.questions_since(athlete_id, since), index="by_time", limit=most)
            if len(list(asked)) >= most:
                raise TooManyQuestions(most=most)
            so_far = number(found[counter], "number") if counter in found else 0
            same = Attr("number").eq(so_far) if so_far else Attr("number").not_exists()
            if self._write(athlete_id, new, self._table.update(counter, same, put={"number": so_far + 1})):
                break
        return question, True

    def question(self, athlete_id: UUID, question_id: UUID) -> Question | None:
        """The question, if it is this athlete's."""
        item = self._table.get(_question_key(athlete_id, question_id))
        return None if item is None else _question_of(item)

    def answer(self, athlete_id: UUID, question: Question) -> bool:
        """Keep its answer unless there is one, or the question is gone; False then."""
        place = _question_key(athlete_id, question.id)
        # A transaction, though of one: repeated after a lost answer it still says that it was the first.
        keep = self._table.update(
            place,
            Attr("due").exists(),
            put={"data": _questions().dump_json(question).decode()},
            drop=["due", "due_at"],
        )
        for _ in tries():
            item = self._table.get(place)
            if item is None or "due" not in item:
                return False
            if self._table.write([keep]):
                break
        return True

    def questions(self, athlete_id: UUID, limit: int) -> list[Question]:
        """The athlete's questions, newest first."""
        found = self._table.query(keys.questions_of(athlete_id), index="by_time", newest_first=True, limit=limit)
        return [_question_of(item) for item in found]

    def unanswered(self, after: datetime, before: datetime, limit: int) -> list[tuple[UUID, Question]]:
        """(athlete id, question) asked in between and without an answer, oldest first, by an index."""
        listed = self._table.query(keys.questions_due(after, before), index="by_due", limit=limit)
        found = dict.fromkeys(key_of(item) for item in islice(listed, limit))
        now = self._table.get_each(list(found))
        waiting = [now[key] for key in found if key in now and "due" in now[key]]  # the index may lag
        return [
            (keys.athlete_of(text(item, "pk")), _question_of(item))
            for item in waiting
            if text(item, "due_at") < keys.instant(before)
        ]

    # ---- how they want to be spoken to ----

    def tone(self, athlete_id: UUID) -> Tone:
        """How the athlete wants to be spoken to; plain as long as they said nothing."""
        item = self._table.get(_tone_key(athlete_id))
        return Tone.PLAIN if item is None else Tone(text(item, "data"))

    def choose_tone(self, athlete_id: UUID, tone: Tone) -> None:
        """Keep the tone. Raises NoConsent."""
        self._keep(athlete_id, {**_tone_key(athlete_id)._asdict(), "data": tone.value})

    # ---- what is remembered ----

    def remembered(self, athlete_id: UUID) -> list[Remembered]:
        """What the coach remembers, oldest first."""
        return _remembered(self._table.get(_memory_key(athlete_id)))

    def remember(self, athlete_id: UUID, item: Remembered) -> bool:
        """Keep it unless its id is known; whether it is new. Raises MemoryFull, NoConsent."""
        athlete, place = profile_key(athlete_id), _memory_key(athlete_id)
        for _ in tries():
            found = self._table.get_each([athlete, place])
            if Profile.of(found.get(athlete)) is None:
                raise NoConsent
            known = _remembered(found.get(place))
            if any(each.id == item.id for each in known):
                return False
            if len(known) >= MAX_MEMORIES:
                raise MemoryFull(most=MAX_MEMORIES)
            if self._write(athlete_id, self._memory(place, [*known, item], found.get(place))):
                break
        return True

    def forget(self, athlete_id: UUID, item_id: UUID) -> bool:
        """Erase it; False when it is not there."""
        place = _memory_key(athlete_id)
        for _ in tries():
            stored = self._table.get(place)
            known = _remembered(stored)
            left = [each for each in known if each.id != item_id]
            if len(left) == len(known):
                return False
            if self._table.write([self._memory(place, left, stored)]):
                break
        return True

    # ---- votes ----

    def vote(self, athlete_id: UUID, vote: Vote) -> None:
        """Keep the vote, in place of an earlier one about the same. Raises NoConsent."""
        about = vote.cast.entry_id or vote.cast.question_id
        assert about is not None  # the contract's promise
        place = Key(keys.athlete_pk(athlete_id), keys.vote_sk(about))
        self._keep(athlete_id, {**place._asdict(), "data": _votes().dump_json(vote).decode()})

    def votes(self, athlete_id: UUID) -> list[Vote]:
        """The athlete's votes, oldest first."""
        found = self._table.query(keys.votes_of(athlete_id))
        return sorted((_votes().validate_json(text(item, "data")) for item in found), key=lambda vote: vote.at)

    # ---- their parts ----

    def _memory(self, place: Key, items: list[Remembered], stored: Item | None) -> "TransactWriteItemTypeDef":
        """What writes the items in place of what is ``stored``, if it still is."""
        unchanged: ConditionBase = Attr("pk").not_exists() if stored is None else Attr("data").eq(text(stored, "data"))
        return self._table.put({**place._asdict(), "data": _memories().dump_json(items).decode()}, unchanged)

    def _keep(self, athlete_id: UUID, item: Item) -> None:
        for _ in tries():
            if self._write(athlete_id, self._table.put(item)):
                break
            if Profile.of(self._table.get(profile_key(athlete_id))) is None:
                raise NoConsent

    def _write(self, athlete_id: UUID, *actions: "TransactWriteItemTypeDef") -> bool:
        """Do all of it while they are somebody; False: something is otherwise by now."""
        return self._table.write([self._table.check(profile_key(athlete_id), IS_SOMEBODY), *actions])


def _question_key(athlete_id: UUID, question_id: UUID) -> Key:
    return Key(keys.athlete_pk(athlete_id), keys.question_sk(question_id))


def _question_item(athlete_id: UUID, question: Question) -> dict[str, str | int]:
    return {
        **_question_key(athlete_id, question.id)._asdict(),
        "data": _questions().dump_json(question).decode(),
        "at": keys.question_at(question.asked_at, question.id),
    }


def _question_of(item: Item) -> Question:
    read = _questions().validate_json(text(item, "data"))
    return replace(read, facts=tuple(read.facts))


def _tone_key(athlete_id: UUID) -> Key:
    return Key(keys.athlete_pk(athlete_id), keys.TONE)


def _memory_key(athlete_id: UUID) -> Key:
    return Key(keys.athlete_pk(athlete_id), keys.MEMORY)


def _remembered(item: Item | None) -> list[Remembered]:
    found = [] if item is None else _memories().validate_json(text(item, "data"))
    return sorted(found, key=lambda each: (each.added_at, str(each.id)))
