"""A batch of messages of a FIFO queue, as Lambda hands it over: groups at the same time, each group in its order.

A batch mixes groups. What fails is reported with all that comes after it in its group, and nothing else; both become
visible again after the pause that was asked for, not after the queue's own timeout, which is minutes.
https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
"""

import asyncio
import math
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from botocore.exceptions import BotoCoreError, ClientError

from bot.logs import Log, what, where

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

_PAUSE_AFTER_A_BUG = 30.0
_MANY_RECEIVES = 50
_LONGEST_PAUSE = 11 * 3600
"""A message can be put off for 12 hours at most, from when it was handed out."""
_LONG_PAUSE = 300.0
"""For what came so often: a queue counts to 1000 at most, which must outlast an outage of days."""


@dataclass(frozen=True, slots=True)
class Message:
    """``sent_at``: Unix ms. ``receives``: how often it was handed out, this time included."""

    id: str
    receipt: str
    group: str
    body: str
    sent_at: int
    receives: int


class _Failure(TypedDict):
    itemIdentifier: str


class Report(TypedDict):
    """What Lambda is told: these are to come again, the others are deleted."""

    batchItemFailures: list[_Failure]


Handle = Callable[[Message], Awaitable[float | None]]
"""Handles a message; None when it is over, else seconds until it is to be tried again."""


class Batches:
    """Of the queue at ``queue_url``. ``needs`` is how many seconds handling one message may take at most."""

    def __init__(self, client: "SQSClient", queue_url: str, needs: float, log: Log) -> None:
        self._client = client
        self._queue_url = queue_url
        self._needs = needs
        self._log = log

    async def work(self, event: Mapping[str, Any], time_left: Callable[[], float], handle: Handle) -> Report:
        """Handle what there is time for (``time_left``: seconds until Lambda ends this call). Never raises."""
        groups: dict[str, list[Message]] = {}
        for message in map(_message, event["Records"]):
            groups.setdefault(message.group, []).append(message)
        rests = await asyncio.gather(*(self._group(group, time_left, handle) for group in groups.values()))
        return {"batchItemFailures": [{"itemIdentifier": message.id} for rest in rests for message in rest]}

    async def _group(
        self, messages: Sequence[Message], time_left: Callable[[], float], handle: Handle
    ) -> Sequence[Message]:
        """Handle them one after the other; what is left over."""
        for place, message in enumerate(messages):
            # A message that is not begun is nobody's trouble: another call has all the time there is.
            again = await self._once(message, handle) if time_left() > self._needs else 0.0
            if again is not None:
                await self._put_off(messages[place:], again)
                return messages[place:]
        return []

    async def _once(self, message: Message, handle: Handle) -> float | None:
        try:
            again = await handle(message)
        except Exception as error:  # the message must come again, and the other groups go on
            self._log.error("bug", code="message", error=what(error), at=where(error))
            again = _PAUSE_AFTER_A_BUG
        return max(again, _LONG_PAUSE) if again and message.receives > _MANY_RECEIVES else again

    async def _put_off(self, messages: Iterable[Message], seconds: float) -> None:
        pause = min(math.ceil(seconds), _LONGEST_PAUSE)
        try:
            for message in messages:
                await asyncio.to_thread(
                    self._client.change_message_visibility,
                    QueueUrl=self._queue_url,
                    ReceiptHandle=message.receipt,
                    VisibilityTimeout=pause,
                )
        except (BotoCoreError, ClientError) as error:  # then they come after the queue's own timeout
            self._log.warning("not_put_off", error=what(error))


def _message(record: Mapping[str, Any]) -> Message:
    attributes = record["attributes"]
    return Message(
        id=record["messageId"],
        receipt=record["receiptHandle"],
        group=attributes["MessageGroupId"],
        body=record["body"],
        sent_at=int(attributes["SentTimestamp"]),
        receives=int(attributes["ApproximateReceiveCount"]),
    )
