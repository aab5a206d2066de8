"""SQS as the inbox: trouble, and dead letters that a person can read."""

import json
from datetime import UTC, datetime

import pytest
from botocore.exceptions import EndpointConnectionError

from backend.errors import StoreUnavailable
from bot.arrival import arrivals
from bot.aws.inbox import DeadLetters, SqsInbox, read
from tests.fakes.cloud import client, make_queue
from tests.unit.bot.helpers import message
from tests.unit.bot_aws.worlds import messages_in

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOW_MS = int(NOW.timestamp() * 1000)


def test_when_sqs_does_not_answer_the_store_is_unavailable_and_no_later_update_overtakes() -> None:
    class Away:
        calls = 0

        def send_message(self, **_: object) -> None:
            self.calls += 1
            raise EndpointConnectionError(endpoint_url="sqs")

    away = Away()
    with pytest.raises(StoreUnavailable):
        SqsInbox(away, "url").put(arrivals([message(1), message(2)]), NOW)  # type: ignore[arg-type]  # all it needs

    assert away.calls == 1


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


def test_two_athletes_erased_at_the_same_time_leave_no_letter_and_others_keep_theirs() -> None:
    queue = make_queue("InboxDead")
    letters = DeadLetters(client("sqs"), queue)
    for chat in (7, 8, 9):
        waiting = read(json.dumps(message(chat, chat_id=chat)), NOW_MS)
        assert waiting is not None
        letters.put(waiting, "a7f3", "KeyError")
    # GIVEN somebody who looks through the letters just now, and is slow about it
    hidden = client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10, VisibilityTimeout=60)["Messages"]

    def then_they_are_through(_: float) -> None:
        for letter in hidden:
            client("sqs").change_message_visibility(
                QueueUrl=queue, ReceiptHandle=letter["ReceiptHandle"], VisibilityTimeout=0
            )

    # WHEN a chat is to be forgotten meanwhile
    DeadLetters(client("sqs"), queue, then_they_are_through).forget(7)

    # THEN it is, and the next one finds the others' at once
    DeadLetters(client("sqs"), queue, then_they_are_through).forget(8)
    assert [json.loads(letter["Body"])["update_id"] for letter in messages_in(queue)] == [9]


@pytest.mark.parametrize("body", ["", "no json", "[]", "{}", '{"update_id": "1"}', '{"update": {}, "first_seen": 5}'])
def test_what_is_no_update_reads_as_none(body: str) -> None:
    assert read(body, NOW_MS) is None


def test_an_update_that_says_so_of_itself_is_no_dead_letter() -> None:
    waiting = read(json.dumps({"update_id": 5, "first_seen": "2020-01-01T00:00:00+00:00"}), NOW_MS)

    assert waiting is not None
    assert (waiting.update_id, waiting.position) == (5, NOW_MS)
