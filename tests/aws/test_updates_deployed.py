"""Updates on the deployed stack, permissions enforced: webhook, queue, bot, dead letters; Telegram is the sandbox's."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from backend.aws.dynamo.store import DynamoStore
from backend.clock import SystemClock
from backend.contract import Athlete, Entry, Feelings
from backend.training.session import Kind, Sport
from bot.aws.chats import DynamoChats
from bot.aws.links import DynamoLinks
from bot.inbox import NewState, Outcome
from bot.linking.links import Account, Attempt, Proof
from handlers.state import ChatState
from sandbox.cloud.deploy import Stack, deploy
from sandbox.cloud.ministack import ministack
from sandbox.faults import Fault
from sandbox.server import Sandbox, start
from tests.aws.rights import denials, record
from tests.fakes.athlete import FakeAthlete

TOKEN = "1000001:sandbox-needs-no-secret"
PATIENCE = 30.0
ENTRY = UUID(int=5)


class AnHourAgo:
    def now(self) -> datetime:
        return datetime.now(UTC) - timedelta(hours=1)


@dataclass(frozen=True)
class Bot:
    """The deployed bot and its Telegram."""

    stack: Stack
    telegram: Sandbox

    def posts(self, update: dict[str, Any], secret: str | None = None) -> int:
        """What the webhook answers to an update that is sent by hand."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret() if secret is None else secret}
        return httpx.post(self.stack.outputs["WebhookUrl"], json=update, headers=headers, timeout=30).status_code

    def secret(self) -> str:
        answer = self.stack.client("secretsmanager").get_secret_value(SecretId=self.stack.outputs["WebhookSecretArn"])
        return str(answer["SecretString"])

    def store(self) -> DynamoStore:
        """The backend's, an hour ago: what is stored now is old enough to be overdue."""
        return DynamoStore(self.stack.client("dynamodb"), self.stack.resource("BackendTable"), AnHourAgo())

    def has_forgotten_an_entry(self, chat_id: int) -> UUID:
        """An athlete in this chat stored an entry, and nothing came of it; their id."""
        athlete_id, clock, store = uuid4(), SystemClock(), self.store()
        recorded_at = AnHourAgo().now()
        store.add_athlete(Athlete(id=athlete_id, language="en", zone="UTC", consented_at=recorded_at))
        entry = Entry(
            id=ENTRY, kind=Kind.SESSION, date=recorded_at.date(), sport=Sport.RUN, minutes=60, rpe=7,
            feelings=Feelings(), note="", load=420, recorded_at=recorded_at, revision=1,
        )  # fmt: skip
        store.add_entry(athlete_id, entry)
        dynamodb, table = self.stack.client("dynamodb"), self.stack.resource("ChatsTable")
        chats, links = DynamoChats(dynamodb, table, clock), DynamoLinks(dynamodb, table, clock)
        state = ChatState(chat_id=chat_id, athlete_id=athlete_id)
        new = NewState(chat_id, state.model_dump_json(exclude_defaults=True), athlete_id)
        chats.finish(Outcome(None, new), chats.take(chat_id, "test", 30))
        soon = clock.now() + timedelta(minutes=5)
        links.begin(Attempt("state", chat_id, chat_id, "verifier", "nonce", "client", "https://back", "b", "en", soon))
        links.prove("state", Proof("proof", chat_id, athlete_id, "a…@example.org", "sealed", soon))
        links.accept(Account(athlete_id, chat_id, chat_id, "a…@example.org", clock.now(), "sealed", "proof"))
        return athlete_id

    async def dead_letter(self) -> dict[str, Any]:
        """The next one; waits for it."""
        sqs, until = self.stack.client("sqs"), time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = await asyncio.to_thread(
                sqs.receive_message, QueueUrl=self.stack.outputs["InboxDeadUrl"], WaitTimeSeconds=1
            )
            for message in answer.get("Messages", []):
                sqs.delete_message(QueueUrl=self.stack.outputs["InboxDeadUrl"], ReceiptHandle=message["ReceiptHandle"])
                letter: dict[str, Any] = json.loads(message["Body"])
                return letter
        raise AssertionError("no dead letter came")


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    telegram = asyncio.run_coroutine_threadsafe(start(allowed_tokens=[TOKEN]), loop).result(30)
    try:
        with ministack(tmp_path_factory.mktemp("updates")) as emulator:
            inside = record(tmp_path_factory.mktemp("inside-updates"))
            stack = deploy(emulator, {"TelegramBotToken": TOKEN, "TelegramApiUrl": telegram.url}, inside)
            yield Bot(stack, telegram)
            assert denials(stack, inside) == []
    finally:
        asyncio.run_coroutine_threadsafe(telegram.close(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def hello(update_id: int, chat_id: int) -> dict[str, Any]:
    chat = {"id": chat_id, "type": "private", "first_name": "Anna"}
    sender = {"id": chat_id, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    message = {"message_id": update_id, "date": 1, "chat": chat, "from": sender, "text": "hello"}
    return {"update_id": update_id, "message": message}


async def test_the_same_update_a_hundred_times_is_answered_once(bot: Bot) -> None:
    async with FakeAthlete(bot.telegram.url) as athlete:
        statuses = {await asyncio.to_thread(bot.posts, hello(1000, athlete.id)) for _ in range(100)}
        # A repetition after SQS has forgotten the first one is another message: the table knows it.
        await athlete.sees("I keep your training log", PATIENCE)
        bot.stack.client("sqs").send_message(
            QueueUrl=bot.stack.outputs["InboxUrl"],
            MessageGroupId=str(athlete.id),
            MessageDeduplicationId="a day later",
            MessageBody=json.dumps(hello(1000, athlete.id)),
        )
        await asyncio.to_thread(bot.posts, hello(1001, athlete.id))
        await until(lambda: len(athlete.cards) == 2)

    assert statuses == {200}


async def test_a_poisoned_update_becomes_a_letter_that_a_person_can_read_and_other_chats_are_unharmed(bot: Bot) -> None:
    async with FakeAthlete(bot.telegram.url) as anna, FakeAthlete(bot.telegram.url) as ben:
        poison = bot.telegram.faults.add(Fault(method="sendMessage", chat=anna.id, status=400))
        await asyncio.to_thread(bot.posts, hello(2000, anna.id))
        await asyncio.to_thread(bot.posts, hello(2001, anna.id))
        await asyncio.to_thread(bot.posts, hello(2002, ben.id))

        await ben.sees("I keep your training log", PATIENCE)
        letter = await bot.dead_letter()
        bot.telegram.faults.wanted.remove(poison)

        assert letter["update_id"] == 2000
        assert letter["error"] == "BadRequest"
        assert letter["code"] in letter["why"]
        await anna.sees("I keep your training log", PATIENCE)  # the next update of the same chat


async def test_while_telegram_asks_one_chat_for_patience_others_are_answered_and_nothing_is_lost(bot: Bot) -> None:
    async with FakeAthlete(bot.telegram.url) as anna, FakeAthlete(bot.telegram.url) as ben:
        bot.telegram.faults.add(Fault(method="sendMessage", chat=anna.id, status=429, retry_after=2, times=2))
        await asyncio.to_thread(bot.posts, hello(3000, anna.id))
        await asyncio.to_thread(bot.posts, hello(3001, ben.id))

        await ben.sees("I keep your training log", PATIENCE)
        await anna.sees("I keep your training log", PATIENCE)
        assert len(anna.cards) == len(ben.cards) == 1


async def test_what_cannot_be_read_is_a_letter_at_once(bot: Bot) -> None:
    unreadable = {"update_id": 4000, "message": {"text": "no date", "chat": {"id": 7, "type": "private"}}}

    assert await asyncio.to_thread(bot.posts, unreadable) == 200

    letter = await bot.dead_letter()
    assert (letter["update_id"], letter["code"]) == (4000, "unreadable")


async def test_an_analysis_that_never_ran_is_started_by_the_clock_and_its_comment_said_in_the_athletes_chat(
    bot: Bot,
) -> None:
    async with FakeAthlete(bot.telegram.url) as anna:
        athlete_id = await asyncio.to_thread(bot.has_forgotten_an_entry, anna.id)

        invoked = await asyncio.to_thread(
            bot.stack.client("lambda").invoke, FunctionName=bot.stack.resource("TickFunction"), Payload=b"{}"
        )

        done = json.loads(invoked["Payload"].read())
        assert {name: number for name, number in done.items() if number} == {"restarted": 1}
        comment = await anna.sees("", PATIENCE)
        assert "Why?" in comment.buttons
        feedback = bot.store().feedback(athlete_id, ENTRY)
        assert feedback is not None
        assert comment.text == feedback.text


@pytest.mark.parametrize(("secret", "status"), [("", 401), ("wrong", 403)])
async def test_the_webhook_hears_only_telegram(bot: Bot, secret: str, status: int) -> None:
    assert await asyncio.to_thread(bot.posts, hello(5000, 7), secret) == status


async def until(holds: Any) -> None:
    """Look until it holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)
