"""The functions that talk in chats, as Lambda calls them: sandbox Telegram, the emulator's table, queues, secrets."""

import asyncio
import importlib
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.contract import Notification
from bot.aws.chats import DynamoChats
from bot.aws.links import DynamoLinks
from bot.inbox import NewState, Outcome
from bot.linking.links import Account, Attempt, Proof
from handlers.state import ChatState
from sandbox.cloud.ministack import REGION
from sandbox.cloud.template import read_template
from sandbox.server import Sandbox, start
from tests.fakes.athlete import FakeAthlete
from tests.fakes.cloud import client, emulator, make_queue, make_table
from tests.unit.bot.helpers import ANNA, NOON
from tests.unit.bot_aws.worlds import HandClock, messages_in, state_of
from tests.unit.test_imports import NO_LAMBDA_LOADS, modules_after

TOKEN = "1000001:sandbox-needs-no-secret"


class Context:
    """Lambda's, with ``seconds`` left."""

    def __init__(self, seconds: float = 29.0) -> None:
        self.seconds = seconds

    def get_remaining_time_in_millis(self) -> int:
        return int(self.seconds * 1000)


class World:
    """A function's surroundings. Each function has a thread of its own, as it has a process in Lambda."""

    def __init__(self, telegram: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
        self.telegram = telegram
        self.table, self.inbox = make_table("ChatsTable"), make_queue("Inbox")
        self.checkouts = make_queue("Checkouts")
        self.dead, self.outbox = make_queue("InboxDead"), make_queue("Outbox")
        self.chats = DynamoChats(client("dynamodb"), self.table, HandClock())
        self._thread = ThreadPoolExecutor(1)
        for name, value in {
            "AWS_ENDPOINT_URL": emulator().endpoint,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "LOG_LEVEL": "INFO",
            "CHATS_TABLE": self.table,
            "INBOX_QUEUE_URL": self.inbox,
            "CHECKOUTS_QUEUE_URL": self.checkouts,
            "INBOX_DEAD_QUEUE_URL": self.dead,
            "OUTBOX_QUEUE_URL": self.outbox,
            "API_URL": "http://127.0.0.1:9/v1",
            "USER_POOL_ID": f"{REGION}_pool",
            "ATHLETE_CLIENT_ID": "client",
            "SIGN_IN_URL": "http://127.0.0.1:9",
            "KEYS_URL": "http://127.0.0.1:9/keys",
            "CALLBACK_URL": "http://127.0.0.1:9/v1/link/callback",
            "TELEGRAM_API_URL": telegram.url,
            "TELEGRAM_TOKEN_SECRET": _secret(TOKEN),
            "SEAL_KEY_SECRET": _secret("k" * 64),
            "PROVIDER_TOKEN_SECRET": _secret("1:TEST:sandbox"),
            "SUPPORT_CONTACT": "@club_treasurer",
            "BOT_CLIENT_ID": "bot",
            "BOT_CLIENT_SECRET": _secret("shown to nobody here"),
        }.items():
            monkeypatch.setenv(name, value)

    async def calls(self, function: str, event: dict[str, Any], context: Context | None = None) -> list[str]:
        """Ids of the messages that are to come again."""
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, self._call, function, event, context or Context()
        )

    async def loaded(self, function: str) -> Any:
        """The function's module, once it has started."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._module, function)

    def _module(self, function: str) -> Any:
        return sys.modules.get(f"bot.functions.{function}") or importlib.import_module(f"bot.functions.{function}")

    def _call(self, function: str, event: dict[str, Any], context: Context) -> list[str]:
        report = self._module(function).handler(event, context)
        return [failure["itemIdentifier"] for failure in report["batchItemFailures"]]

    async def close(self) -> None:
        def end() -> None:
            for name in ("updates", "pushes"):
                module = sys.modules.pop(f"bot.functions.{name}", None)
                if module is not None:
                    module._chat.runner.run(module._chat.bot.shutdown())
                    module._chat.runner.close()

        await asyncio.get_running_loop().run_in_executor(self._thread, end)
        self._thread.shutdown()


def _secret(text: str) -> str:
    name = f"secret-{uuid4().hex}"
    client("secretsmanager").create_secret(Name=name, SecretString=text)
    return name


@pytest.fixture
async def world(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    telegram = await start(allowed_tokens=[TOKEN])
    world = World(telegram, monkeypatch)
    yield world
    await world.close()
    await telegram.close()


def record(message: dict[str, Any], queue: str) -> dict[str, Any]:
    """A message that SQS handed out, as Lambda passes it on."""
    return {
        "eventSourceARN": f"arn:aws:sqs:{REGION}:0:{queue.rpartition('/')[2]}",
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
    }


def received(queue: str) -> dict[str, Any]:
    """An event with up to ten messages of the queue."""
    answer = client("sqs").receive_message(
        QueueUrl=queue, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"], VisibilityTimeout=180
    )
    return {"Records": [record(message, queue) for message in answer.get("Messages", [])]}


def put(queue: str, group: str, name: str, body: str) -> None:
    client("sqs").send_message(QueueUrl=queue, MessageGroupId=group, MessageDeduplicationId=name, MessageBody=body)


def hello(update_id: int, chat_id: int, text: str = "/start") -> str:
    chat = {"id": chat_id, "type": "private", "first_name": "Anna"}
    sender = {"id": chat_id, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    entities = [{"type": "bot_command", "offset": 0, "length": 6}] if text.startswith("/") else []
    content = {
        "message_id": update_id, "date": 1, "chat": chat, "from": sender, "text": text, "entities": entities,
    }  # fmt: skip
    return json.dumps({"update_id": update_id, "message": content})


async def test_an_update_is_answered_once_however_often_it_is_handed_over(world: World) -> None:
    async with FakeAthlete(world.telegram.url) as athlete:
        put(world.inbox, "1", "1", hello(1, athlete.id))
        event = received(world.inbox)

        for _ in range(100):
            assert await world.calls("updates", event) == []

        await athlete.sees("I keep your training log")
        assert len(athlete.cards) == 1


def holds(world: World, chat_id: int) -> None:
    """Anna signs in, and brings the proof of it into this chat."""
    links, soon = DynamoLinks(client("dynamodb"), world.table, HandClock()), HandClock().now() + timedelta(minutes=5)
    links.begin(Attempt("state", chat_id, chat_id, "verifier", "nonce", "client", "https://back", "bot", "en", soon))
    assert links.prove("state", Proof("proof", chat_id, ANNA, "a…@example.org", "sealed", soon))
    assert links.accept(Account(ANNA, chat_id, chat_id, "a…@example.org", NOON, "sealed", "proof"))


async def test_a_comment_is_said_in_the_chat_that_holds_the_account_and_in_no_other(world: World) -> None:
    async with FakeAthlete(world.telegram.url) as athlete:
        notification = Notification(
            id="a", athlete_id=ANNA, kind="feedback", entry_id=UUID(int=9), revision=1, text="A steady week.",
            created_at=NOON,
        )  # fmt: skip
        for chat_id in (athlete.id, athlete.id + 1):
            state = ChatState(chat_id=chat_id, athlete_id=ANNA)
            new = NewState(chat_id, state.model_dump_json(exclude_defaults=True), ANNA)
            world.chats.finish(Outcome(None, new), world.chats.take(chat_id, "test", 30))
        holds(world, athlete.id)
        put(world.outbox, str(ANNA), "a", notification.model_dump_json())
        event = received(world.outbox)

        for _ in range(2):
            assert await world.calls("pushes", event) == []

        await athlete.sees("A steady week.")
        assert [card.text for card in athlete.cards] == ["A steady week."]


async def test_at_the_deadline_nothing_is_begun_and_all_of_it_is_there_at_once_for_the_next_call(world: World) -> None:
    put(world.inbox, "7", "1", hello(1, 7))
    put(world.inbox, "8", "2", hello(2, 8))
    event = received(world.inbox)

    again = await world.calls("updates", event, Context(seconds=10))

    assert sorted(again) == sorted(each["messageId"] for each in event["Records"])
    assert len(messages_in(world.inbox)) == 2
    assert state_of(world.chats, 7) is None


@pytest.mark.parametrize("function", ["updates", "pushes"])
def test_a_function_starts_with_only_what_it_needs(world: World, function: str) -> None:
    # GIVEN a cold interpreter with the function's settings
    # WHEN Lambda's runtime asks for the handler
    loaded = modules_after(f"from bot.functions.{function} import handler")
    # THEN what only others need did not come along
    assert loaded.isdisjoint(
        NO_LAMBDA_LOADS
        | {
            "aws_lambda_powertools.event_handler",
            "aws_xray_sdk",
            "apscheduler",
            "backend.api",
            "backend.store",
            "sandbox",
        }
    )


@pytest.mark.parametrize(
    ("function", "missing"),
    [("updates", "INBOX_DEAD_QUEUE_URL"), ("updates", "CHATS_TABLE"), ("pushes", "OUTBOX_QUEUE_URL")],
)
def test_a_function_without_a_setting_does_not_start_and_names_it(
    world: World, function: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(missing)

    with pytest.raises(subprocess.CalledProcessError) as ended:
        modules_after(f"from bot.functions.{function} import handler")

    assert f"MissingSetting: {missing} is not set" in ended.value.stderr


@pytest.mark.parametrize(("function", "resource"), [("updates", "UpdatesFunction"), ("pushes", "PushesFunction")])
async def test_the_functions_timeout_leaves_time_to_begin_something(world: World, function: str, resource: str) -> None:
    module = await world.loaded(function)
    timeout = read_template()["Resources"][resource]["Properties"]["Timeout"]

    assert timeout >= module._NEEDED + 5
    assert timeout > module._LEASE, "a dead turn's lease ends before its message comes again"
