"""SQS as the inbox: partial failures, trouble, and dead letters that a person can read."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from backend.errors import StoreUnavailable
from bot.arrival import arrivals
from bot.aws.inbox import DeadLetters, SqsInbox, read
from bot.inbox import Arrival
from tests.fakes.cloud import client, make_queue
from tests.unit.bot.helpers import message
from tests.unit.bot_aws.worlds import messages_in

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOW_MS = int(NOW.timestamp() * 1000)


class Refusing:
    """SQS that refuses some entries: how often each dedup id is refused."""

    def __init__(self, **refused: int) -> None:
        self.refused = {name.removeprefix("u"): times for name, times in refused.items()}
        self.stored: list[str] = []
        self.sizes: list[int] = []

    def send_message_batch(self, QueueUrl: str, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803  # boto3's names
        self.sizes.append(sum(len(entry["MessageBody"]) for entry in Entries))
        failed = []
        for entry in Entries:
            name = entry["MessageDeduplicationId"]
            if self.refused.get(name, 0) > 0:
                self.refused[name] -= 1
                failed.append({"Id": entry["Id"], "Code": "InternalError", "SenderFault": False})
            else:
                self.stored.append(name)
        return {"Failed": failed}


def put(sqs: object, batch: list[Arrival]) -> None:
    SqsInbox(sqs, "url").put(batch, NOW)  # type: ignore[arg-type]  # one call of the client is all it needs


def test_what_sqs_refuses_for_now_is_sent_again_and_the_chats_order_holds() -> None:
    sqs = Refusing(u1=2)

    put(sqs, arrivals([message(1, chat_id=7), message(2, chat_id=7), message(3, chat_id=8)]))

    assert sqs.stored == ["3", "1", "2"]


def test_what_sqs_goes_on_refusing_is_not_stored_and_so_is_said() -> None:
    sqs = Refusing(u1=99)

    with pytest.raises(StoreUnavailable):
        put(sqs, arrivals([message(1), message(2)]))

    assert sqs.stored == [], "the chat's next update must not overtake it"


def test_large_updates_are_sent_in_several_calls() -> None:
    sqs = Refusing()

    put(sqs, arrivals([message(number, "x" * 300_000, chat_id=number) for number in range(1, 8)]))

    assert len(sqs.stored) == 7
    assert max(sqs.sizes) < 2**20


def test_when_sqs_does_not_answer_the_store_is_unavailable() -> None:
    class Away:
        def send_message_batch(self, **_: object) -> None:
            raise EndpointConnectionError(endpoint_url="sqs")

    with pytest.raises(StoreUnavailable):
        put(Away(), arrivals([message(1)]))


def test_a_dead_letter_says_what_it_is_and_moved_back_it_is_the_update_again() -> None:
    dead, inbox = make_queue("InboxDead"), make_queue("Inbox")
    original = read(json.dumps(message(1, "60 min run 🏃\u0000\ud800")), NOW_MS)
    assert original is not None
    letters = DeadLetters(client("sqs"), dead)

    for _ in range(2):
        letters.put(original, "a7f3", "KeyError")

    [letter] = messages_in(dead)
    told = json.loads(letter["Body"])
    assert "three times" in told["why"]
    assert "a7f3" in told["why"]
    assert told["first_seen"] == "2026-11-22T12:00:00+00:00"
    assert (told["code"], told["error"], told["update_id"]) == ("a7f3", "KeyError", 1)
    assert told["update"]["message"]["message_id"] == 1

    # "Start DLQ redrive" puts the body back as it is.
    client("sqs").send_message(
        QueueUrl=inbox, MessageBody=letter["Body"], MessageGroupId="7", MessageDeduplicationId="again"
    )
    [back] = messages_in(inbox)
    assert read(back["Body"], NOW_MS + 99_000) == original


@pytest.mark.parametrize("body", ["", "no json", "[]", "{}", '{"update_id": "1"}', '{"update": {}, "first_seen": 5}'])
def test_what_is_no_update_reads_as_none(body: str) -> None:
    assert read(body, NOW_MS) is None


def test_an_update_that_says_so_of_itself_is_no_dead_letter() -> None:
    waiting = read(json.dumps({"update_id": 5, "first_seen": "2020-01-01T00:00:00+00:00"}), NOW_MS)

    assert waiting is not None
    assert (waiting.update_id, waiting.position) == (5, NOW_MS)
