"""The agenda port on DynamoDB: what is due next stands in ``by_due``, an item for each kind of reminder.

Nothing is due for an athlete who is gone: an item is made in a transaction that asks for them, and moved on only where
it is still what it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from heapq import merge
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING
from uuid import UUID

from boto3.dynamodb.conditions import Attr, ConditionBase

from backend.aws.dynamo import keys
from backend.aws.dynamo.items import Item, Key, key_of, text
from backend.aws.dynamo.records import IS_SOMEBODY, Profile, profile_key
from backend.aws.dynamo.table import Table, tries
from backend.contract import Pause, Reminders
from backend.errors import NoConsent
from backend.ports import Agenda, Due, DueKind

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


class DynamoAgenda(Agenda):
    """Reminders in the template's BackendTable. May be used from many threads.

    ``parts``: which of the index ``due`` looks into; all, unless several share the work.
    """

    def __init__(self, client: "DynamoDBClient", table: str, parts: Sequence[int] = range(keys.SHARDS)) -> None:
        self._table = Table(client, table)
        self._parts = parts

    def reminders(self, athlete_id: UUID) -> Reminders:
        """As the athlete chose them; the defaults when they never chose. Raises NoConsent."""
        athlete, chosen = profile_key(athlete_id), _choice_key(athlete_id)
        found = self._table.get_each([athlete, chosen])
        if Profile.of(found.get(athlete)) is None:
            raise NoConsent
        return Reminders.model_validate_json(text(found[chosen], "data")) if chosen in found else Reminders()

    def save_reminders(
        self,
        athlete_id: UUID,
        reminders: Reminders,
        dues: Mapping[DueKind, datetime | None],
        over: Pause | None = None,
    ) -> None:
        """Keep the choice, what it ends and when each kind is due next, in one transaction. Raises NoConsent."""
        choice = self._table.put({**_choice_key(athlete_id)._asdict(), "data": reminders.model_dump_json()})
        ended = [] if over is None else [self._table.put(_pause_item(athlete_id, over))]
        self._write(athlete_id, choice, *(self._set(athlete_id, kind, at) for kind, at in dues.items()), *ended)

    def pauses_between(self, athlete_id: UUID, first: date, last: date) -> list[Pause]:
        """Pauses that are over and have a day in ``first``…``last``, both included; the one that began first first."""
        # A pause lasts as long as it likes, so those that began earlier are read, too: some a year.
        began = (_pause_of(item) for item in self._table.query(keys.pauses_until(athlete_id, last)))
        return [pause for pause in began if pause.until is not None and pause.until >= first]

    def due(self, now: datetime, limit: int) -> list[Due]:
        """What is due at ``now``, the earliest first; read by the index, then as it is in the table."""
        # About as many from each part; from one that has more of the earliest, more.
        at_once = limit // len(self._parts) * 3 // 2 + 1
        parts = (
            self._table.query(keys.reminders_due(part, now), index="by_due", limit=limit, at_once=at_once)
            for part in self._parts
        )
        return self._as_it_is(islice(merge(*parts, key=itemgetter("due_at")), limit))

    def due_later_than(self, moment: datetime, limit: int) -> list[Due]:
        """What is due after ``moment``, the latest of each part first."""
        parts = (
            self._table.query(keys.reminders_due_after(part, moment), index="by_due", newest_first=True, limit=limit)
            for part in self._parts
        )
        return self._as_it_is(islice(chain.from_iterable(parts), limit))

    def claim(self, due: Due, next_at: datetime | None) -> bool:
        """Move on to ``next_at`` (None: nothing more) if it is still due then; False: somebody was quicker."""
        still = Attr("due_at").eq(keys.instant(due.at))
        return self._table.write_one(self._set(due.athlete_id, due.kind, next_at, still))

    def put_off(self, athlete_id: UUID, kind: DueKind, at: datetime | None) -> None:
        """Set when one kind is due next, whatever it was. Raises NoConsent."""
        self._write(athlete_id, self._set(athlete_id, kind, at))

    # ---- their parts ----

    def _as_it_is(self, items: Iterable[Item]) -> list[Due]:
        # The index lags: moved on a moment ago, an item may be in it twice, and where it was.
        found = {key_of(item): item for item in items}
        now_there = self._table.get_each(list(found))
        return [_due_of(now_there[key]) for key, item in found.items() if _is_still(item, now_there.get(key))]

    def _set(
        self, athlete_id: UUID, kind: DueKind, at: datetime | None, given: ConditionBase | None = None
    ) -> "TransactWriteItemTypeDef":
        place = Key(keys.athlete_pk(athlete_id), keys.reminder_sk(kind.value))
        if at is None:
            return self._table.delete(place, given)
        where = {"due": keys.reminder_due(athlete_id), "due_at": keys.instant(at)}
        return self._table.put({**place._asdict(), **where}, given)

    def _write(self, athlete_id: UUID, *actions: "TransactWriteItemTypeDef") -> None:
        athlete = profile_key(athlete_id)
        for _ in tries():
            if self._table.write([self._table.check(athlete, IS_SOMEBODY), *actions]):
                break
            if Profile.of(self._table.get(athlete)) is None:
                raise NoConsent


def _choice_key(athlete_id: UUID) -> Key:
    return Key(keys.athlete_pk(athlete_id), keys.REMINDERS)


def _pause_item(athlete_id: UUID, pause: Pause) -> Item:
    return {**Key(keys.athlete_pk(athlete_id), keys.pause_sk(pause.since))._asdict(), "data": pause.model_dump_json()}


def _pause_of(item: Item) -> Pause:
    return Pause.model_validate_json(text(item, "data"))


def _is_still(item: Item, now: Item | None) -> bool:
    return now is not None and now["due_at"] == item["due_at"]


def _due_of(item: Item) -> Due:
    return Due(
        athlete_id=keys.athlete_of(text(item, "pk")),
        kind=DueKind(keys.reminder_of(text(item, "sk"))),
        at=datetime.fromisoformat(text(item, "due_at")),
    )
