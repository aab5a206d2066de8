"""The inbox in SQS: a FIFO queue with a group for each chat, in which an update counts once by its id.

An update that cannot be handled goes to the dead letters as JSON that a person can read. Moved back into the inbox from
there ("Start DLQ redrive" in SQS's console), it is handled as if it had just come.
"""

import json
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from backend.aws.trouble import unavailable_as
from bot.arrival import arrivals
from bot.inbox import Arrival, Waiting

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

_MOST_LOOKS = 100
_LOOKING_SECONDS = 5
_MOST_TIMES = 10
_HIDDEN: Final = "ApproximateNumberOfMessagesNotVisible"


class SqsInbox:
    """:class:`bot.inbox.Receiver`. What was handled already is known to the chats' table, not to the queue."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def put(self, arrivals: Sequence[Arrival], now: datetime) -> None:  # noqa: ARG002  # SQS notes the time itself
        """See the port. Repeated within five minutes, an update is one message.

        One call each, in their order: Telegram's webhook brings one at a time.
        """
        for arrival in sorted(arrivals, key=lambda arrival: arrival.update_id):
            with unavailable_as():
                self._client.send_message(
                    QueueUrl=self._queue_url,
                    MessageBody=arrival.payload,
                    MessageGroupId=_group(arrival.chat_id, arrival.update_id),
                    MessageDeduplicationId=str(arrival.update_id),
                )


class DeadLetters:
    """Where updates are kept that could not be handled, for a person to read."""

    def __init__(self, client: "SQSClient", queue_url: str, sleep: Callable[[float], object] = time.sleep) -> None:
        self._client = client
        self._queue_url = queue_url
        self._sleep = sleep

    def put(self, waiting: Waiting, code: str, error: str) -> None:
        """Keep it. ``code`` is what the athlete was told and the log says, ``error`` its type. Once, if repeated."""
        letter = {
            "why": _WHY.get(code, f"It failed three times by a bug; the athlete was told '{code}'. The log has more."),
            "code": code,
            "error": error,
            "first_seen": datetime.fromtimestamp(waiting.position / 1000, UTC).isoformat(timespec="seconds"),
            "update_id": waiting.update_id,
            "update": _json_or_text(waiting.payload),
        }
        with unavailable_as():
            self._client.send_message(
                QueueUrl=self._queue_url,
                MessageBody=json.dumps(letter, indent=1),
                MessageGroupId=_group(waiting.chat_id, waiting.update_id),
                MessageDeduplicationId=str(waiting.update_id),
            )

    def forget(self, chat_id: int) -> None:
        """Remove the chat's letters: its athlete was erased. Nobody else sees the others for a moment.

        Who looks at the same time hides letters from this one, so it looks again until nobody does.
        """
        for _ in range(_MOST_TIMES):
            self._remove(chat_id)
            if not self._somebody_else_looks():
                return
            self._sleep(_LOOKING_SECONDS / _MOST_TIMES)

    def _remove(self, chat_id: int) -> None:
        others: list[str] = []
        try:
            for _ in range(_MOST_LOOKS):
                found = self._look()
                for receipt, group in found:
                    if group == str(chat_id):
                        with unavailable_as():
                            self._client.delete_message(QueueUrl=self._queue_url, ReceiptHandle=receipt)
                    else:
                        others.append(receipt)
                if not found:
                    return
        finally:
            for receipt in others:
                with unavailable_as():
                    self._client.change_message_visibility(
                        QueueUrl=self._queue_url, ReceiptHandle=receipt, VisibilityTimeout=0
                    )

    def _look(self) -> list[tuple[str, str]]:
        """(receipt, group) of some letters that were not seen yet."""
        with unavailable_as():
            found = self._client.receive_message(
                QueueUrl=self._queue_url,
                MaxNumberOfMessages=10,
                MessageSystemAttributeNames=["MessageGroupId"],
                VisibilityTimeout=_LOOKING_SECONDS,
            )
        return [(each["ReceiptHandle"], each["Attributes"]["MessageGroupId"]) for each in found.get("Messages", [])]

    def _somebody_else_looks(self) -> bool:
        with unavailable_as():
            found = self._client.get_queue_attributes(QueueUrl=self._queue_url, AttributeNames=[_HIDDEN])
        return found["Attributes"][_HIDDEN] != "0"


_WHY = {
    "unreadable": "It is no update that this version can read. Nobody was told.",
    "backend_unavailable": "The API failed for it for a quarter of an hour; the athlete was told so.",
}


def read(body: str, sent_at: int) -> Waiting | None:
    """The update in a message of the inbox; None: it is none. ``sent_at``: Unix ms, which is its position."""
    raw = _json_or_text(body)
    if isinstance(raw, dict) and "update" in raw and "first_seen" in raw:  # a dead letter that was moved back
        sent_at = _milliseconds(raw["first_seen"]) or sent_at
        raw = raw["update"]
    for arrival in arrivals([raw]):
        return Waiting(sent_at, arrival.update_id, arrival.chat_id, arrival.payload, 0)
    return None


def _milliseconds(instant: object) -> int | None:
    try:
        return round(datetime.fromisoformat(str(instant)).timestamp() * 1000)
    except ValueError:
        return None


def _group(chat_id: int | None, update_id: int) -> str:
    """An update without a chat waits for nobody."""
    return f"u{update_id}" if chat_id is None else str(chat_id)


def _json_or_text(payload: str) -> Any:
    try:
        return json.loads(payload)
    except ValueError:
        return payload
