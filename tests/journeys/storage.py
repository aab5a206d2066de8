"""Look into every table and queue of a stack, as somebody would who does not believe that something is gone."""

import json
import time
import urllib.parse
import urllib.request
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.cloud.deploy import Stack

TABLES = ("BackendTableName", "ChatsTableName")
QUEUES = ("InboxUrl", "CheckoutsUrl", "InboxDeadUrl", "OutboxUrl", "OutboxDeadUrl", "DraftsUrl")
KINDS = {"PROFILE": "athletes", "E": "entries", "D": "days", "F": "feedback", "N": "notifications"}
IN_HAND_SECONDS = 100.0
"""A message that is being worked at comes back after the queue's three minutes; one that was put off, much sooner."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a queue. ``queue`` is the template's output, ``in_hand`` says that a function works at it."""

    queue: str
    body: str
    in_hand: bool


class Storage:
    """Of one stack."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._dynamodb = stack.client("dynamodb")

    def mentions(self, words: str) -> list[tuple[str, str]]:
        """The things in which these words stand: what kind of thing, and the thing as text."""
        items = [(_kind(item), repr(item)) for item in self._items()]
        messages = [(message.queue, message.body) for message in self.messages()]
        return [(kind, text) for kind, text in [*items, *messages] if words in text]

    def is_handled(self, update_id: int) -> bool:
        key, table = {"pk": {"S": f"U#{update_id}"}}, self._stack.outputs["ChatsTableName"]
        return "handled" in self._dynamodb.get_item(TableName=table, Key=key).get("Item", {})

    def messages(self) -> Iterator[Message]:
        """Those that wait and those in somebody's hands. No queue notices that it was looked into."""
        for output in QUEUES:
            query = urllib.parse.urlencode({"QueueUrl": self._stack.outputs[output]})
            address = f"{self._stack.emulator.endpoint}/_ministack/sqs/messages?{query}"
            with urllib.request.urlopen(address, timeout=10) as answer:
                regions = [region for account in json.load(answer)["messages"].values() for region in account.values()]
            for each in (message for queues in regions for messages in queues.values() for message in messages):
                yield Message(output, each["Body"], each["VisibleAt"] - time.time() > IN_HAND_SECONDS)

    def keep_everything(self) -> None:
        """Nothing is deleted when its time is over: the emulator's clock is another than the functions'."""
        off = {"AttributeName": "expires_at", "Enabled": False}
        for table in TABLES:
            self._dynamodb.update_time_to_live(TableName=self._stack.outputs[table], TimeToLiveSpecification=off)

    def _items(self) -> Iterator[dict[str, object]]:
        for table in TABLES:
            pages = self._dynamodb.get_paginator("scan").paginate(TableName=self._stack.outputs[table])
            for item in (item for page in pages for item in page["Items"]):
                yield {name: _readable(value) for name, value in item.items()}


def _kind(item: Mapping[str, object]) -> str:
    key = str(item.get("sk", item["pk"])).partition("#")[0]
    return KINDS.get(key, key)


def _readable(value: Mapping[str, Any]) -> object:
    [(kind, content)] = value.items()
    return zlib.decompress(content).decode() if kind == "B" else content
