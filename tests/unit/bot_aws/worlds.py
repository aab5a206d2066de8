"""What the tests of the bot's functions stand on: a clock, and messages as Lambda gets them and queues keep them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.aws.batch import Message
from bot.aws.chats import DynamoChats
from handlers.state import ChatState
from tests.fakes.cloud import client


class HandClock:
    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def now(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


def taken_in(raw: object, receives: int = 1, sent_at: datetime | None = None) -> Message:
    """A message with this JSON in it."""
    body = raw if isinstance(raw, str) else json.dumps(raw)
    sent_at = sent_at or datetime.now(UTC)
    return Message("m1", "r1", "7", body, int(sent_at.timestamp() * 1000), receives)


def state_of(chats: DynamoChats, chat_id: int) -> ChatState | None:
    """What is remembered of a chat that is in nobody's hands."""
    taken = chats.take(chat_id, "test", 30)
    chats.give_back(taken)
    return None if taken.stored is None else ChatState.model_validate_json(taken.stored)


def messages_in(queue_url: str) -> list[dict[str, Any]]:
    """All messages that are visible now, which they are no more afterwards."""
    sqs, found = client("sqs"), []
    while messages := sqs.receive_message(
        QueueUrl=queue_url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"]
    ).get("Messages"):
        found += messages
        for message in messages:
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return found
