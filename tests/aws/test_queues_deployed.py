"""Queues, retries, duplicates on the deployed stack: each update answered once, nobody harmed by another's trouble."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx
import pytest

from sandbox.cloud.deploy import Stack
from sandbox.server import Sandbox
from tests.aws.athletes import PATIENCE, connected, until
from tests.aws.tour import forget_analyses, no_more_trouble, rows, trouble
from tests.fakes.athlete import FakeAthlete

DELAYED = "Saved on my side; the comment will follow."


class Queues:
    """What Telegram and an operator can do with the stack's queues."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self._sqs = stack.client("sqs")
        secret = stack.client("secretsmanager").get_secret_value(SecretId=stack.outputs["WebhookSecretArn"])
        self._headers = {"X-Telegram-Bot-Api-Secret-Token": secret["SecretString"]}
        self._next_id = random.randrange(10**6, 10**8)

    def hello(self, chat: int) -> dict[str, Any]:
        """An update that nobody has had yet: a greeting is answered with a card of its own."""
        self._next_id += 1
        sender = {"id": chat, "is_bot": False, "first_name": "Anna", "language_code": "en"}
        message = {"chat": {"id": chat, "type": "private", "first_name": "Anna"}, "from": sender, "text": "hello"}
        return {"update_id": self._next_id, "message": {"message_id": self._next_id, "date": 1, **message}}

    def post(self, update: dict[str, Any]) -> int:
        """As Telegram does; the status."""
        return httpx.post(
            self.stack.outputs["WebhookUrl"], json=update, headers=self._headers, timeout=PATIENCE
        ).status_code

    def send(self, queue: str, group: object, body: str, deduplication: str | None = None) -> None:
        """Past the webhook; by a new id it is another message to SQS, as it would be after five minutes."""
        self._sqs.send_message(
            QueueUrl=self.stack.outputs[queue],
            MessageGroupId=str(group),
            MessageDeduplicationId=deduplication or uuid4().hex,
            MessageBody=body,
        )

    def is_handled(self, update: dict[str, Any]) -> bool:
        found = self.stack.client("dynamodb").get_item(
            TableName=self.stack.resource("ChatsTable"), Key={"pk": {"S": f"U#{update['update_id']}"}}
        )
        return "handled" in found.get("Item", {})

    def take(self, queue: str, update: dict[str, Any]) -> dict[str, Any] | None:
        """The letter with this update, taken out of a queue; None while there is none."""
        answer = self._sqs.receive_message(QueueUrl=self.stack.outputs[queue], MaxNumberOfMessages=10)
        for message in answer.get("Messages", []):
            letter: dict[str, Any] = json.loads(message["Body"])
            if letter["update_id"] == update["update_id"]:
                self._sqs.delete_message(QueueUrl=self.stack.outputs[queue], ReceiptHandle=message["ReceiptHandle"])
                return letter
            self._sqs.change_message_visibility(
                QueueUrl=self.stack.outputs[queue], ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
            )
        return None

    async def letter(self, update: dict[str, Any]) -> dict[str, Any]:
        """The dead letter with this update, when it has come; it is taken out."""
        found: list[dict[str, Any]] = []

        def look() -> bool:
            letter = self.take("InboxDeadUrl", update)
            found.extend([letter] if letter else [])
            return bool(found)

        await until(look)
        return found[0]

    @contextmanager
    def nobody_polls(self, function: str) -> Iterator[None]:
        """What is sent meanwhile is handed over together afterwards."""
        lambdas = self.stack.client("lambda")
        sources = lambdas.list_event_source_mappings(FunctionName=self.stack.resource(function))["EventSourceMappings"]
        for source in sources:
            lambdas.update_event_source_mapping(UUID=source["UUID"], Enabled=False)
        try:
            yield
        finally:
            for source in sources:
                lambdas.update_event_source_mapping(UUID=source["UUID"], Enabled=True)


@pytest.fixture
def queues(stack: Stack) -> Queues:
    return Queues(stack)


@pytest.fixture
async def anna(telegram: Sandbox) -> AsyncIterator[FakeAthlete]:
    async with FakeAthlete(telegram.url, first_name="Anna", patience=PATIENCE) as athlete:
        yield athlete


@pytest.fixture
async def ben(telegram: Sandbox) -> AsyncIterator[FakeAthlete]:
    async with FakeAthlete(telegram.url, first_name="Ben", patience=PATIENCE) as athlete:
        yield athlete


async def test_updates_that_come_out_of_order_and_again_are_each_answered_once(
    queues: Queues, anna: FakeAthlete
) -> None:
    updates = [queues.hello(anna.id) for _ in range(4)]
    first, second, third, fourth = updates
    for update in (third, first, fourth, first, second, third):
        assert await asyncio.to_thread(queues.post, update) == 200
    await until(lambda: all(map(queues.is_handled, updates)))
    # SQS has forgotten them after five minutes, and takes them as new ones
    for update in updates:
        await asyncio.to_thread(queues.send, "InboxUrl", anna.id, json.dumps(update))
    last = queues.hello(anna.id)
    await asyncio.to_thread(queues.post, last)
    await until(lambda: queues.is_handled(last) and len(anna.cards) == 5)


async def test_in_a_batch_with_a_chat_that_fails_the_others_are_answered_once_and_it_loses_nothing(
    queues: Queues, telegram: Sandbox, anna: FakeAthlete, ben: FakeAthlete
) -> None:
    # GIVEN updates of two chats in one batch, and a bug that one of the chats meets
    of_anna, of_ben = [[queues.hello(athlete.id) for _ in range(3)] for athlete in (anna, ben)]
    trouble(telegram, anna, status=400)
    with queues.nobody_polls("UpdatesFunction"):
        for update in (update for pair in zip(of_anna, of_ben, strict=True) for update in pair):
            assert await asyncio.to_thread(queues.post, update) == 200
    # WHEN it is handled
    await until(lambda: all(map(queues.is_handled, of_ben)))
    letter = await queues.letter(of_anna[0])
    no_more_trouble(telegram)
    # THEN the others have their answers once, a person can read what happened, and what came after it is answered
    await until(lambda: all(map(queues.is_handled, of_anna[1:])))
    assert len(ben.cards) == 3
    assert letter["error"] == "BadRequest"
    assert (
        letter["why"] == f"It failed three times by a bug; the athlete was told '{letter['code']}'. The log has more."
    )
    assert letter["first_seen"].endswith("+00:00")
    assert letter["update"]["message"]["text"] == "hello"
    assert len(anna.cards) == 2
    # AND moved back, it is answered as well
    await asyncio.to_thread(queues.send, "InboxUrl", anna.id, json.dumps(letter))
    await until(lambda: queues.is_handled(of_anna[0]) and len(anna.cards) == 3)


async def test_a_notification_that_comes_twice_is_said_once(queues: Queues, stack: Stack, telegram: Sandbox) -> None:
    async with connected(stack, telegram, "Dora") as dora:
        await dora.logs("60 min run rpe 7")
        comment = await dora.sees_button("Why?")
        [entry] = await asyncio.to_thread(rows, stack, dora, "E#")
        entry_id = entry["sk"]["S"].removeprefix("E#")
        # WHEN the analysis runs again, and the message comes again after SQS has forgotten it
        work = {"athlete_id": str(dora.athlete_id), "entry_id": entry_id, "revision": 1}
        await asyncio.to_thread(
            stack.client("stepfunctions").start_sync_execution,
            stateMachineArn=stack.outputs["StateMachineArn"],
            input=json.dumps(work),
        )
        again = {"id": f"feedback:{entry_id}:1", "kind": "feedback", "created_at": "2026-11-22T12:00:00Z"}
        body = json.dumps({**again, **work, "text": comment.text})
        for _ in range(2):
            await asyncio.to_thread(queues.send, "OutboxUrl", dora.athlete_id, body)
        # THEN it is said no second time, and what comes after it is said
        await dora.logs("30 min run rpe 3")
        await until(lambda: len([card for card in dora.cards if "Why?" in card.buttons]) == 2)


async def test_when_a_step_fails_for_good_the_athlete_is_told_and_the_clock_has_it_done_later(
    stack: Stack, telegram: Sandbox
) -> None:
    async with connected(stack, telegram, "Emil") as emil:
        with broken(stack, "CoachFunction"):
            card = await emil.logs("60 min run rpe 7")
            assert (await emil.sees(DELAYED)).replies_to == card.id
        await asyncio.to_thread(forget_analyses, stack, emil)  # it waits for longer than the clock is patient
        answer = await asyncio.to_thread(
            stack.client("lambda").invoke, FunctionName=stack.resource("TickFunction"), Payload=b"{}"
        )
        assert "FunctionError" not in answer
        comment = await emil.sees_button("Why?")
        assert comment.replies_to == card.id
        assert [other.text for other in emil.cards].count(DELAYED) == 1


@contextmanager
def broken(stack: Stack, function: str) -> Iterator[None]:
    """A function that does not start."""
    lambdas, name = stack.client("lambda"), stack.resource(function)
    handler = lambdas.get_function_configuration(FunctionName=name)["Handler"]
    lambdas.update_function_configuration(FunctionName=name, Handler=f"{handler}_is_not_there")
    try:
        yield
    finally:
        lambdas.update_function_configuration(FunctionName=name, Handler=handler)
