"""The table as the store uses it: read consistently by key or range, written together and on conditions.

Nothing here scans. Every call raises StoreUnavailable when DynamoDB does not answer, or throttles for longer than the
client is patient.
"""

import random
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

from boto3.dynamodb.conditions import ConditionBase

from backend.aws.dynamo.items import Item, Key, express, key_of, plain, typed
from backend.aws.trouble import unavailable_as
from backend.errors import StoreUnavailable

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import (
        ConditionCheckTypeDef,
        DeleteTypeDef,
        PutTypeDef,
        QueryInputPaginateTypeDef,
        TransactWriteItemTypeDef,
        UpdateTypeDef,
        WriteRequestOutputTypeDef,
        WriteRequestTypeDef,
    )

Index = Literal["by_time", "by_due"]
MOST_ACTIONS = 100
"""What one transaction may write."""
_KEYS_AT_ONCE = 100
_DELETES_AT_ONCE = 25
_TRIES = 20
_FIRST_PAUSE_SECONDS = 0.01
_LONGEST_PAUSE_SECONDS = 0.5
_LOST_A_RACE = frozenset({"None", "ConditionalCheckFailed", "TransactionConflict"})
_THROTTLED = frozenset({"ThrottlingError", "ProvisionedThroughputExceeded"})
_Part = TypeVar("_Part")


def tries() -> Iterator[None]:
    """Times to read, decide and write on condition, with pauses for rivals to finish; leave when it succeeded.

    Raises StoreUnavailable after the last.
    """
    pause = _FIRST_PAUSE_SECONDS
    for _ in range(_TRIES):
        yield
        time.sleep(random.uniform(0, pause))  # the jitter parts those who met
        pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
    raise StoreUnavailable


def parts(whole: Sequence[_Part], size: int) -> Iterator[Sequence[_Part]]:
    """The whole in parts of at most this size."""
    return (whole[start : start + size] for start in range(0, len(whole), size))


class Table:
    """A table with the keys ``pk`` and ``sk``."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        self._client = client
        self._name = name

    # ---- reading ----

    def get(self, key: Key) -> Item | None:
        """The item as it is now."""
        with unavailable_as():
            answer = self._client.get_item(TableName=self._name, Key=typed(key._asdict()), ConsistentRead=True)
        return plain(answer["Item"]) if "Item" in answer else None

    def get_each(self, keys: Sequence[Key]) -> dict[Key, Item]:
        """Those items that are there, each as it is now; not all of one moment. No key twice: DynamoDB refuses that."""
        found: dict[Key, Item] = {}
        for some in parts(keys, _KEYS_AT_ONCE):
            wanted = [typed(key._asdict()) for key in some]
            for _ in tries():
                with unavailable_as():
                    answer = self._client.batch_get_item(
                        RequestItems={self._name: {"Keys": wanted, "ConsistentRead": True}}
                    )
                found.update((key_of(item), item) for item in map(plain, answer["Responses"].get(self._name, [])))
                left = answer["UnprocessedKeys"].get(self._name)
                if left is None:
                    break
                wanted = [dict(key) for key in left["Keys"]]
        return found

    def query(
        self,
        which: ConditionBase,
        *,
        index: Index | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        at_once: int | None = None,
    ) -> Iterator[Item]:
        """The items of a range in the order of its keys, fetched as they are asked for, so many ``at_once``.

        ``by_due``, a global index, may lag behind; all else is as it is now.
        """
        key = express(which, on_keys=True)
        query: QueryInputPaginateTypeDef = {
            "TableName": self._name,
            "KeyConditionExpression": key.text,
            "ExpressionAttributeNames": key.names,
            "ExpressionAttributeValues": key.values,
            "ScanIndexForward": not newest_first,
            "ConsistentRead": index != "by_due",
        }
        if index is not None:
            query["IndexName"] = index
        if limit is not None:
            # Not a page more than asked for: what is read is paid for.
            query["PaginationConfig"] = {"MaxItems": limit, "PageSize": min(limit, at_once or limit)}
        with unavailable_as():
            for page in self._client.get_paginator("query").paginate(**query):
                yield from map(plain, page["Items"])

    # ---- writing ----

    def write(self, actions: "Sequence[TransactWriteItemTypeDef]") -> bool:
        """Do all the actions, MOST_ACTIONS at most, or none. False when a condition failed or a rival was quicker.

        Where the client repeats it after an answer that did not come, it is done once: it carries a token.
        """
        try:
            with unavailable_as():
                self._client.transact_write_items(TransactItems=actions)
        except self._client.exceptions.TransactionCanceledException as error:
            reasons = {reason.get("Code", "None") for reason in error.response["CancellationReasons"]}
            if reasons <= _LOST_A_RACE:
                return False
            if reasons <= _LOST_A_RACE | _THROTTLED:
                raise StoreUnavailable from error
            raise
        return True

    def write_one(self, action: "TransactWriteItemTypeDef") -> bool:
        """The same for a single put, update or delete, at half the price of a transaction.

        Where the client repeats it after an answer that did not come, a condition may fail that held at first.
        """
        rivals = (
            self._client.exceptions.ConditionalCheckFailedException,
            self._client.exceptions.TransactionConflictException,
        )
        try:
            with unavailable_as():
                if "Put" in action:
                    self._client.put_item(**action["Put"])
                elif "Delete" in action:
                    self._client.delete_item(**action["Delete"])
                else:
                    self._client.update_item(**action["Update"])
        except rivals:
            return False
        return True

    def delete_each(self, keys: Sequence[Key]) -> None:
        """Remove the items, not together; those that are gone already too."""
        for some in parts(keys, _DELETES_AT_ONCE):
            left: Sequence[WriteRequestTypeDef | WriteRequestOutputTypeDef]
            left = [{"DeleteRequest": {"Key": typed(key._asdict())}} for key in some]
            for _ in tries():
                with unavailable_as():
                    answer = self._client.batch_write_item(RequestItems={self._name: left})
                left = answer["UnprocessedItems"].get(self._name, [])
                if not left:
                    break

    # ---- the actions ----

    def put(self, item: Item, given: ConditionBase | None = None) -> "TransactWriteItemTypeDef":
        """Write the whole item."""
        action: PutTypeDef = {"TableName": self._name, "Item": typed(item)}
        if given is not None:
            _require(action, given)
        return {"Put": action}

    def update(
        self, key: Key, given: ConditionBase, *, put: Item | None = None, drop: Sequence[str] = ()
    ) -> "TransactWriteItemTypeDef":
        """Write some attributes of an item and drop others; at least one in all."""
        condition = express(given)
        written = {f"put{n}": name for n, name in enumerate(put or {})}
        dropped = {f"drop{n}": name for n, name in enumerate(drop)}
        change = [
            *(["SET " + ", ".join(f"#{at} = :{at}" for at in written)] if written else []),
            *(["REMOVE " + ", ".join(f"#{at}" for at in dropped)] if dropped else []),
        ]
        values = {**condition.values, **typed({f":{at}": (put or {})[name] for at, name in written.items()})}
        action: UpdateTypeDef = {
            "TableName": self._name,
            "Key": typed(key._asdict()),
            "UpdateExpression": " ".join(change),
            "ConditionExpression": condition.text,
            "ExpressionAttributeNames": {
                **condition.names,
                **{f"#{at}": name for at, name in (written | dropped).items()},
            },
        }
        if values:
            action["ExpressionAttributeValues"] = values
        return {"Update": action}

    def delete(self, key: Key, given: ConditionBase | None = None) -> "TransactWriteItemTypeDef":
        """Remove the item if it is there."""
        action: DeleteTypeDef = {"TableName": self._name, "Key": typed(key._asdict())}
        if given is not None:
            _require(action, given)
        return {"Delete": action}

    def check(self, key: Key, given: ConditionBase) -> "TransactWriteItemTypeDef":
        """Leave the item as it is, but it must be so."""
        action: ConditionCheckTypeDef = {
            "TableName": self._name,
            "Key": typed(key._asdict()),
            "ConditionExpression": "",
        }
        _require(action, given)
        return {"ConditionCheck": action}


def _require(action: "PutTypeDef | DeleteTypeDef | ConditionCheckTypeDef", given: ConditionBase) -> None:
    """Let the action be done only where this holds."""
    condition = express(given)
    action["ConditionExpression"] = condition.text
    action["ExpressionAttributeNames"] = condition.names
    if condition.values:  # DynamoDB refuses an empty map
        action["ExpressionAttributeValues"] = condition.values
