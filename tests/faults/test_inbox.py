"""The inbox when the program is torn down at any moment, the database is locked or the disk is full."""

import asyncio
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from backend.errors import StoreUnavailable
from backend.store import engine as engine_module
from backend.store.engine import open_engine, reading
from backend.store.migrate import upgrade
from bot.arrival import arrivals
from bot.desk import Desk
from bot.inbox import NewState, Outcome
from bot.intake import Intake
from bot.lanes import Lanes
from bot.logs import ChatNames
from bot.memory import ChatMemory
from bot.polling import Poller
from bot.state import BOT_MIGRATIONS, BOT_VERSIONS
from bot.state.sql import SqlInbox
from bot.turns import Turns
from handlers.state import ChatState
from handlers.update import Update
from tests.unit.bot.helpers import ANNA, NOON, HandClock, Notebook, message

CHATS = (7, 8, 9)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "inbox.db"


@pytest.fixture
def engine(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.05)
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS)
    yield engine
    engine.dispose()


class Telegram:
    """Sends what was not acknowledged by a later offset, over and over."""

    def __init__(self, updates: list[dict[str, object]]) -> None:
        self.pending = updates

    async def updates(self, offset: int | None) -> list[object]:
        await asyncio.sleep(0)
        self.pending = [each for each in self.pending if offset is None or each["update_id"] >= offset]  # type: ignore[operator]
        return list(self.pending[:10])


class Chronicle:
    """A dialogue that writes down in the chat's state which updates it has seen."""

    async def handle(self, update: Update, state: ChatState) -> ChatState:
        await asyncio.sleep(random.random() / 1000)
        seen = f"{state.zone or ''} {update.update_id}"
        return state.model_copy(update={"zone": seen.strip(), "athlete_id": ANNA})

    async def say_trouble(self, update: Update, state: ChatState, code: str) -> None:
        raise AssertionError(code)


async def run_for(seconds: float, telegram: Telegram, inbox: SqlInbox) -> None:
    """Run the bot's way in, then drop everything where it stands: nothing is told to end, nothing is saved."""
    log = Notebook()
    async with Desk() as desk:
        memory = ChatMemory(desk, inbox, inbox)
        turns = Turns(Chronicle(), memory, log, ChatNames(b"s" * 32))
        lanes = Lanes([].append)
        intake = Intake(desk, inbox, lanes, turns.take, HandClock(), most=20)
        await intake.begin()
        polling = asyncio.create_task(Poller(telegram, intake.take, turns.apologise, log).run())
        await asyncio.sleep(seconds)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        await lanes.close(0)


async def test_torn_down_at_random_moments_every_update_is_handled_once_and_in_order(engine: Engine) -> None:
    inbox = SqlInbox(engine)
    telegram = Telegram([message(number, chat_id=CHATS[number % 3]) for number in range(150)])

    for _ in range(200):
        await run_for(random.random() * 0.03, telegram, inbox)
        if not telegram.pending and not inbox.waiting(0, 1):
            break

    seen = {chat: str(ChatState.model_validate_json(state).zone).split() for chat, state in inbox.load(CHATS).items()}
    for place, chat in enumerate(CHATS):
        assert seen[chat] == [str(number) for number in range(150) if number % 3 == place]


def test_a_locked_database_stores_nothing_and_works_again_afterwards(engine: Engine, file: Path) -> None:
    inbox = SqlInbox(engine)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnavailable):
        inbox.put(arrivals([message(1)]), NOON)

    other.execute("ROLLBACK")
    other.close()
    assert inbox.waiting(0, 10) == []
    assert inbox.put(arrivals([message(1)]), NOON) == 1


def test_a_full_disk_takes_no_update_and_keeps_those_that_it_has(engine: Engine) -> None:
    inbox = SqlInbox(engine)
    inbox.put(arrivals([message(1), message(2)]), NOON)

    def may_have(pages: int) -> None:
        with reading(engine) as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    may_have(1)  # no page more than there are now: what SQLite meets on a full disk
    long_text = "x" * 200_000
    with pytest.raises(StoreUnavailable):
        inbox.put(arrivals([message(3), message(4, long_text)]), NOON)
    with pytest.raises(StoreUnavailable):
        inbox.finish([Outcome(1, NewState(7, long_text, ANNA))])
    assert [each.update_id for each in inbox.waiting(0, 10)] == [1, 2]
    assert inbox.load([7]) == {}

    may_have(2**30)
    assert inbox.put(arrivals([message(3), message(4, long_text)]), NOON) == 2
    inbox.finish([Outcome(1, NewState(7, long_text, ANNA))])
    assert [each.update_id for each in inbox.waiting(0, 10)] == [2, 3, 4]
