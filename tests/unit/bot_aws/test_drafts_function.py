"""The function behind the drafts' queue, as Lambda calls it: sandbox Telegram, the emulator's table and secret."""

import asyncio
import importlib
import json
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.clock import SystemClock
from backend.contract.drafts import WordsSoFar
from bot.aws.chats import DynamoChats
from bot.aws.links import DynamoLinks
from bot.drafting import draft_id
from bot.inbox import NewState, Outcome
from bot.linking.links import Account, Attempt, Proof
from handlers.state import ChatState
from sandbox.cloud.ministack import REGION
from sandbox.server import start
from tests.fakes.athlete import FakeAthlete
from tests.fakes.cloud import client, emulator, make_table
from tests.unit.bot.helpers import ANNA, NOON

TOKEN = "1000001:sandbox-needs-no-secret"
RUN = UUID(int=9)
Handler = Callable[[dict[str, Any], object], dict[str, Any]]


@contextmanager
def loaded(monkeypatch: pytest.MonkeyPatch, telegram_url: str, table: str) -> Iterator[Handler]:
    """The handler, as Lambda's runtime finds it."""
    name = f"secret-{uuid4().hex}"
    client("secretsmanager").create_secret(Name=name, SecretString=TOKEN)
    for variable, value in {
        "AWS_ENDPOINT_URL": emulator().endpoint,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "LOG_LEVEL": "INFO",
        "CHATS_TABLE": table,
        "TELEGRAM_API_URL": telegram_url,
        "TELEGRAM_TOKEN_SECRET": name,
    }.items():
        monkeypatch.setenv(variable, value)
    module = importlib.import_module("bot.functions.drafts")
    try:
        yield module.handler
    finally:
        module.connections.clear()
        del sys.modules["bot.functions.drafts"]


@pytest.fixture
async def url() -> AsyncIterator[str]:
    """Where Telegram is."""
    telegram = await start(allowed_tokens=[TOKEN])
    yield telegram.url
    await telegram.close()


@pytest.fixture
async def athlete(url: str) -> AsyncIterator[FakeAthlete]:
    async with FakeAthlete(url) as athlete:
        yield athlete


def connect(table: str, chat_id: int) -> None:
    """Anna's account to this chat."""
    chats = DynamoChats(client("dynamodb"), table, SystemClock())
    links, soon = DynamoLinks(client("dynamodb"), table, SystemClock()), datetime.now(UTC) + timedelta(minutes=5)
    state = ChatState(chat_id=chat_id, athlete_id=ANNA).model_dump_json(exclude_defaults=True)
    chats.finish(Outcome(None, NewState(chat_id, state, ANNA)), chats.take(chat_id, "test", 30))
    links.begin(Attempt("state", chat_id, chat_id, "verifier", "nonce", "client", "https://back", "bot", "en", soon))
    assert links.prove("state", Proof("nonce", chat_id, ANNA, "a…@example.org", "sealed", soon))
    assert links.accept(Account(ANNA, chat_id, chat_id, "a…@example.org", NOON, "sealed", "nonce"))


def event(*texts: str) -> dict[str, Any]:
    """A batch of one comment's texts so far."""
    drafts = [WordsSoFar(athlete_id=ANNA, entry_id=RUN, text=text, at=datetime.now(UTC)) for text in texts]
    return {"Records": [{"messageId": "m", "body": draft.model_dump_json()} for draft in drafts]}


async def test_a_comment_is_seen_while_it_is_written_under_one_number(
    url: str, athlete: FakeAthlete, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table = make_table("ChatsTable")
    connect(table, athlete.id)
    with loaded(monkeypatch, url, table) as handler:
        for batch in (event(""), event("A run."), event("A run. A long", "A run. A long one."), event("It was slow.")):
            assert await asyncio.to_thread(handler, batch, None) == {"batchItemFailures": []}

    await athlete.sees_draft("It was slow.")
    assert athlete.drafts() == ["…", "A run.", "A run. A long one.", "It was slow."]
    assert athlete.draft_ids() == {draft_id(RUN)}
    told = capsys.readouterr()
    counted = [json.loads(line) for line in told.out.splitlines()]
    assert [each["DraftsDrawn"] for each in counted] == [[1.0]] * 4
    assert {each["service"] for each in counted} == {"drafts"}
    assert "run" not in told.out + told.err, "no words in any log"
    assert TOKEN not in told.out + told.err


async def test_somebody_who_blocked_the_bot_is_nobodys_trouble(
    url: str, athlete: FakeAthlete, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table = make_table("ChatsTable")
    connect(table, athlete.id)
    await athlete.blocks()
    with loaded(monkeypatch, url, table) as handler:
        assert await asyncio.to_thread(handler, event("A run."), None) == {"batchItemFailures": []}

    assert athlete.drafts() == []
    assert json.loads(capsys.readouterr().err)["why"] == "refused: 403"
