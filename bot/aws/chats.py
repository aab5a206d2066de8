"""What is remembered about each chat, in DynamoDB, with a lease for the turn that is talking in it.

``C#<chat>``    the chat: ``state`` (the handlers' JSON, compressed: DynamoDB counts each KB at every turn, and a card
                shrinks to a quarter), ``athlete_id`` (private chats only: the index ``by_athlete`` finds the chat for a
                push), ``changed_at``, ``expires_at`` while it has no athlete, and the lease: ``lease_owner``,
                ``lease_begun``, ``lease_until``
``U#<update>``  ``handled``, for two days; or ``failures``, how often it failed, for two weeks

All times are Unix seconds. ``expires_at`` is DynamoDB's time to live, which is days late: it is looked at here, too.

Updates of a chat come in order from one queue, but pushes come from another. So a turn takes a lease on its chat while
it loads it, in one conditional update, and saving gives it back. Whoever finds the chat taken tries again in a moment;
a lease that nobody gave back ends by itself, and is taken up at once by the same turn, tried again. A turn that failed
and will be tried again keeps its lease, without ``lease_begun``: no push comes between its tries.
"""

import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from botocore.exceptions import ClientError

from backend.aws.trouble import code_of, unavailable_as
from backend.errors import StoreUnavailable
from backend.ports import Clock
from bot.inbox import ChatBusy, NewState, Outcome

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

_HANDLED_FOR = timedelta(days=2)
"""Telegram repeats an update for a day."""
_FAILED_FOR = timedelta(days=14)
"""As long as a dead letter is kept."""
_UNDECIDED_FOR = timedelta(days=7)
"""What somebody wrote before they agreed to its being kept is theirs again after a week without an answer."""
_LEASE = "lease_owner, lease_begun, lease_until"
_FREE = "attribute_not_exists(lease_owner) OR lease_owner = :turn OR lease_until < :now"


@dataclass(frozen=True, slots=True)
class Taken:
    """A chat that is in the hands of ``turn``. ``stored``: its state, None if it has none.

    ``interrupted``: the same turn had taken it before, and its process ended before giving it back.
    """

    chat_id: int
    turn: str
    stored: str | None
    interrupted: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of an update so far."""

    handled: bool
    failures: int


class DynamoChats:
    """:class:`bot.inbox.ChatFinder`, and what :class:`bot.aws.memory.LeasedMemory` does its work with.

    All calls raise StoreUnavailable when DynamoDB does not answer.
    """

    def __init__(self, client: "DynamoDBClient", table: str, clock: Clock) -> None:
        self._client = client
        self._table = table
        self._clock = clock

    def take(self, chat_id: int, turn: str, seconds: float) -> Taken:
        """The chat, for this turn alone, for so many seconds. Raises ChatBusy."""
        now, begun = self._now(), uuid4().hex
        try:
            with unavailable_as():
                answer = self._client.update_item(
                    TableName=self._table,
                    Key={"pk": {"S": _chat(chat_id)}},
                    UpdateExpression="SET lease_owner = :turn, lease_begun = :begun, lease_until = :until",
                    ConditionExpression=_FREE,
                    ExpressionAttributeValues={
                        ":turn": {"S": turn},
                        ":begun": {"S": begun},
                        ":until": {"N": str(round(now + seconds, 3))},
                        ":now": {"N": str(now)},
                    },
                    ReturnValues="ALL_OLD",
                )
        except ClientError as error:
            if code_of(error) == "ConditionalCheckFailedException":
                raise ChatBusy from error
            raise
        old = answer.get("Attributes", {})
        # The client repeats a call whose answer was lost; then it finds the lease that it took itself.
        interrupted = _text(old, "lease_owner") == turn and _text(old, "lease_begun") not in (None, begun)
        return Taken(chat_id, turn, None if self._has_expired(old) else _unpacked(old), interrupted)

    def look(self, chat_id: int) -> str | None:
        """The chat's state, whoever has taken it; None if it has none."""
        item = self._item(chat_id)
        return None if self._has_expired(item) else _unpacked(item)

    def look_if_free(self, chat_id: int) -> str | None:
        """The chat's state; None also while a turn has taken it."""
        item = self._item(chat_id)
        taken = "lease_until" in item and float(item["lease_until"]["N"]) >= self._now()
        return None if taken or self._has_expired(item) else _unpacked(item)

    def athlete_of(self, chat_id: int) -> UUID | None:
        """Whose chat it is. Raises StoreUnavailable."""
        found = _text(self._item(chat_id), "athlete_id")
        return None if found is None else UUID(found)

    def give_back(self, taken: Taken) -> None:
        """The turn came to nothing: the chat is as it was, and free. A no-op where it was lost already."""
        try:
            with unavailable_as():
                if taken.stored is None:
                    self._client.delete_item(**self._own(taken))
                else:
                    self._client.update_item(**self._own(taken), UpdateExpression=f"REMOVE {_LEASE}")
        except ClientError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise

    def keep(self, taken: Taken, seconds: float) -> None:
        """The turn is to be tried again: for so long the chat stays its own. A no-op where it was lost already."""
        own = self._own(taken)
        own["ExpressionAttributeValues"][":until"] = {"N": str(round(self._now() + seconds, 3))}
        try:
            with unavailable_as():
                self._client.update_item(**own, UpdateExpression="SET lease_until = :until REMOVE lease_begun")
        except ClientError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise

    def finish(self, outcome: Outcome, taken: Taken | None) -> None:
        """Mark the update handled, save the chat's new state and give the chat back, in one transaction.

        Where the update was handled before, nothing is saved. Raises ChatBusy when the chat was lost to another turn.
        """
        actions: list[TransactWriteItemTypeDef] = []
        if taken is not None:
            actions.append(self._saved(taken, outcome.new))
        if outcome.update_id is not None:
            actions.append(self._handled(outcome.update_id))
        try:
            with unavailable_as():
                self._client.transact_write_items(TransactItems=actions)
        except self._client.exceptions.TransactionCanceledException as error:
            reasons = [reason.get("Code", "None") for reason in error.response["CancellationReasons"]]
            if taken is not None and reasons[0] == "ConditionalCheckFailed":
                raise ChatBusy from error
            if outcome.update_id is None or reasons[-1] != "ConditionalCheckFailed":
                raise StoreUnavailable from error
            if taken is not None:
                self.give_back(taken)

    def progress(self, update_id: int) -> Progress:
        """Whether the update was handled, and how often it failed."""
        with unavailable_as():
            answer = self._client.get_item(
                TableName=self._table, Key={"pk": {"S": _update(update_id)}}, ConsistentRead=True
            )
        item = answer.get("Item", {})
        return Progress("handled" in item, int(item.get("failures", {}).get("N", "0")))

    def failed(self, update_id: int) -> int:
        """Count a try that failed; how many there are now."""
        with unavailable_as():
            answer = self._client.update_item(
                TableName=self._table,
                Key={"pk": {"S": _update(update_id)}},
                UpdateExpression="ADD failures :one SET expires_at = :until",
                ExpressionAttributeValues={":one": {"N": "1"}, ":until": self._in(_FAILED_FOR)},
                ReturnValues="UPDATED_NEW",
            )
        return int(answer["Attributes"]["failures"]["N"])

    def find(self, athlete_id: UUID) -> int | None:
        """See :class:`bot.inbox.ChatFinder`."""
        return next(iter(self.find_all(athlete_id)), None)

    def find_all(self, athlete_id: UUID) -> list[int]:
        """The athlete's private chats: more than one where their account has moved to another chat.

        By an index that may be a moment behind.
        """
        with unavailable_as():
            pages = self._client.get_paginator("query").paginate(
                TableName=self._table,
                IndexName="by_athlete",
                KeyConditionExpression="athlete_id = :athlete",
                ExpressionAttributeValues={":athlete": {"S": str(athlete_id)}},
            )
            keys = [item["pk"]["S"] for page in pages for item in page["Items"]]
        return [int(key.removeprefix("C#")) for key in keys if key.startswith("C#")]

    # ---- what is written ----

    def _saved(self, taken: Taken, new: NewState | None) -> "TransactWriteItemTypeDef":
        own = self._own(taken)
        if new is None and taken.stored is not None:
            return {"Update": own | {"UpdateExpression": f"REMOVE {_LEASE}"}}
        if new is None or new.state is None:
            return {"Delete": own}
        item = {
            **own.pop("Key"),
            "state": {"B": zlib.compress(new.state.encode())},
            "changed_at": {"N": str(round(self._now()))},
        }
        # A private chat's id is positive: a group is nobody's chat, and is not forgotten either.
        if new.chat_id > 0 and new.athlete_id is not None:
            item["athlete_id"] = {"S": str(new.athlete_id)}
        elif new.chat_id > 0:
            item["expires_at"] = self._in(_UNDECIDED_FOR)
        return {"Put": own | {"Item": item}}

    def _handled(self, update_id: int) -> "TransactWriteItemTypeDef":
        item: dict[str, Any] = {
            "pk": {"S": _update(update_id)},
            "handled": {"BOOL": True},
            "expires_at": self._in(_HANDLED_FOR),
        }
        return {"Put": {"TableName": self._table, "Item": item, "ConditionExpression": "attribute_not_exists(handled)"}}

    def _own(self, taken: Taken) -> Any:  # boto3 has a type of its own for each call that takes these
        """The chat's item, as long as it is this turn's."""
        return {
            "TableName": self._table,
            "Key": {"pk": {"S": _chat(taken.chat_id)}},
            "ConditionExpression": "lease_owner = :turn",
            "ExpressionAttributeValues": {":turn": {"S": taken.turn}},
        }

    def _item(self, chat_id: int) -> "dict[str, Any]":
        """As it is now; empty where there is none."""
        with unavailable_as():
            answer = self._client.get_item(
                TableName=self._table, Key={"pk": {"S": _chat(chat_id)}}, ConsistentRead=True
            )
        return answer.get("Item", {})

    def _in(self, time: timedelta) -> "dict[str, str]":
        return {"N": str(round(self._now() + time.total_seconds()))}

    def _now(self) -> float:
        return round(self._clock.now().timestamp(), 3)

    def _has_expired(self, item: "dict[str, Any]") -> bool:
        return "expires_at" in item and float(item["expires_at"]["N"]) <= self._now()


def _text(item: "dict[str, Any]", name: str) -> str | None:
    value: str | None = item.get(name, {}).get("S")
    return value


def _unpacked(item: "dict[str, Any]") -> str | None:
    return zlib.decompress(item["state"]["B"]).decode() if "state" in item else None


def _chat(chat_id: int) -> str:
    return f"C#{chat_id}"


def _update(update_id: int) -> str:
    return f"U#{update_id}"
