"""What the contract of the outbox cannot say: what happens when AWS stops in the middle."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError

from backend.aws.dynamo.store import DynamoStore
from backend.aws.outbox import SqsOutbox
from backend.clock import SystemClock
from backend.contract import Athlete, Notification
from backend.errors import StoreUnavailable
from tests.fakes.cloud import client, make_queue, make_table

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@contextmanager
def failing(of: Any, operation: str, error: Exception) -> Iterator[list[int]]:
    """Calls of the operation fail before they are sent; how many were tried."""
    tried: list[int] = []

    def fail(**_: Any) -> None:
        tried.append(1)
        raise error

    name = f"before-call.{of.meta.service_model.service_id.hyphenize()}.{operation}"
    of.meta.events.register(name, fail)
    yield tried
    of.meta.events.unregister(name, fail)


def error_of(code: str, status: int = 400) -> ClientError:
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "Operation")


@pytest.fixture
def sqs() -> Any:
    return client("sqs")


@pytest.fixture
def dynamodb() -> Any:
    return client("dynamodb")


@pytest.fixture
def queue() -> str:
    return make_queue("Outbox")


@pytest.fixture
def table() -> str:
    return make_table("BackendTable")


@pytest.fixture
def outbox(sqs, dynamodb, queue, table) -> SqsOutbox:
    return SqsOutbox(sqs, queue, dynamodb, table, SystemClock())


@pytest.fixture
def message(dynamodb, table) -> Notification:
    anna = Athlete(id=uuid4(), language="en", zone="UTC", consented_at=NOON)
    DynamoStore(dynamodb, table).add_athlete(anna)
    return Notification(
        id=f"{uuid4()}:1:feedback", athlete_id=anna.id, kind="feedback", entry_id=uuid4(), revision=1, created_at=NOON
    )


@pytest.fixture
def waiting(queue) -> Callable[[], list[dict[str, Any]]]:
    def receive() -> list[dict[str, Any]]:
        asked = client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10, AttributeNames=["All"])
        messages: list[dict[str, Any]] = asked.get("Messages", [])
        return messages

    return receive


def test_a_message_waits_in_its_athletes_group_under_its_own_id(outbox, message, waiting):
    outbox.put(message)
    [sent] = waiting()
    assert Notification.model_validate_json(sent["Body"]) == message
    assert UUID(sent["Attributes"]["MessageGroupId"]) == message.athlete_id
    assert sent["Attributes"]["MessageDeduplicationId"] == message.id


def test_cut_off_between_sending_and_remembering_it_is_sent_once(outbox, message, dynamodb, waiting):
    # GIVEN a put that was cut off after the message was sent
    with (
        failing(dynamodb, "TransactWriteItems", ConnectTimeoutError(endpoint_url="")),
        pytest.raises(StoreUnavailable),
    ):
        outbox.put(message)
    # WHEN the step runs again
    assert outbox.put(message)
    # THEN the queue has it once, and it is remembered
    assert len(waiting()) == 1
    assert not outbox.put(message)


def test_what_could_not_be_sent_is_not_remembered(outbox, message, sqs, waiting):
    with failing(sqs, "SendMessage", error_of("InternalFailure", 500)), pytest.raises(StoreUnavailable):
        outbox.put(message)
    assert outbox.put(message)
    assert len(waiting()) == 1


def test_a_mistake_of_ours_is_no_trouble_of_aws(outbox, message, sqs):
    with failing(sqs, "SendMessage", error_of("AWS.SimpleQueueService.NonExistentQueue")), pytest.raises(ClientError):
        outbox.put(message)


def test_while_entries_change_beside_it_it_is_remembered_all_the_same(outbox, message, dynamodb):
    # GIVEN an athlete's item that other transactions are writing
    conflict = dynamodb.exceptions.TransactionCanceledException(
        {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": [{"Code": "TransactionConflict"}]},
        "TransactWriteItems",
    )
    rivals = [conflict, conflict]

    def collide(**_: Any) -> None:
        if rivals:
            raise rivals.pop()

    dynamodb.meta.events.register("before-call.dynamodb.TransactWriteItems", collide)
    assert outbox.put(message)
    assert rivals == []
    assert not outbox.put(message)


def test_an_athlete_erased_while_it_is_sent_leaves_nothing_behind(outbox, message, dynamodb, table):
    # GIVEN an athlete who is erased after the look and before the id is remembered
    def erase(**_: Any) -> None:
        DynamoStore(client("dynamodb"), table).erase_athlete(message.athlete_id)

    dynamodb.meta.events.register_first("before-call.dynamodb.TransactWriteItems", erase)
    # THEN nothing of them is written
    assert not outbox.put(message)
    left = client("dynamodb").query(
        TableName=table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"A#{message.athlete_id}"}},
    )
    assert left["Items"] == []


def test_the_id_expires_after_a_week(outbox, message, dynamodb, table):
    outbox.put(message)
    [id_] = dynamodb.query(
        TableName=table,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :kind)",
        ExpressionAttributeValues={":pk": {"S": f"A#{message.athlete_id}"}, ":kind": {"S": "N#"}},
    )["Items"]
    days = (int(id_["expires_at"]["N"]) - datetime.now(UTC).timestamp()) / 86_400
    assert 6.99 < days <= 7
