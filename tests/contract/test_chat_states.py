"""The contract of who keeps chats: on one machine and on AWS. An adapter joins by adding its opener to ``ADAPTERS``.

PostgreSQL takes part when ``TEST_POSTGRES_URL`` names a database that may be emptied.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

import pytest
from sqlalchemy import Engine

from backend.store.engine import open_engine, transaction
from backend.store.migrate import upgrade
from bot.aws.chats import DynamoChats
from bot.inbox import NewState, Outcome
from bot.state import BOT_MIGRATIONS, BOT_VERSIONS
from bot.state.sql import SqlInbox
from bot.state.tables import metadata
from tests.fakes.cloud import client, make_table

ANNA, BEN = UUID(int=1), UUID(int=2)


class HandClock:
    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def now(self) -> datetime:
        return self.time


class Chats(Protocol):
    """What a test asks of either adapter."""

    def save(self, *new: NewState) -> None: ...
    def load(self, chat_ids: Iterable[int]) -> dict[int, str]: ...
    def find(self, athlete_id: UUID) -> int | None: ...
    def after(self, days: float) -> None:
        """So much time passes, and what clears the table has run."""


class OnSql:
    def __init__(self, engine: Engine) -> None:
        self._clock = HandClock()
        self._inbox = SqlInbox(engine, self._clock)
        self.load, self.find = self._inbox.load, self._inbox.find

    def save(self, *new: NewState) -> None:
        self._inbox.finish([Outcome(None, each) for each in new])

    def after(self, days: float) -> None:
        self._clock.time += timedelta(days=days)
        self._inbox.forget_undecided(self._clock.now() - timedelta(days=7), 10)


class OnDynamo:
    """Each chat is taken for a turn, as a turn does."""

    def __init__(self) -> None:
        self._clock = HandClock()
        self._chats = DynamoChats(client("dynamodb"), make_table("ChatsTable"), self._clock)
        self.find = self._chats.find

    def save(self, *new: NewState) -> None:
        for each in new:
            self._chats.finish(Outcome(None, each), self._chats.take(each.chat_id, "u1", 30))

    def load(self, chat_ids: Iterable[int]) -> dict[int, str]:
        found = {}
        for chat_id in chat_ids:
            taken = self._chats.take(chat_id, "u2", 30)
            self._chats.give_back(taken)
            if taken.stored is not None:
                found[chat_id] = taken.stored
        return found

    def after(self, days: float) -> None:
        self._clock.time += timedelta(days=days)


@contextmanager
def open_sqlite(folder: Path) -> Iterator[Chats]:
    engine = open_engine(f"sqlite:///{folder / 'chats.db'}")
    upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS)
    yield OnSql(engine)
    engine.dispose()


@contextmanager
def open_postgres(_: Path) -> Iterator[Chats]:
    engine = open_engine(os.environ["TEST_POSTGRES_URL"])
    upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS)
    with transaction(engine) as connection:
        for table in metadata.sorted_tables:
            connection.execute(table.delete())
    yield OnSql(engine)
    engine.dispose()


@contextmanager
def open_dynamodb(_: Path) -> Iterator[Chats]:
    yield OnDynamo()


ADAPTERS: dict[str, Callable[[Path], AbstractContextManager[Chats]]] = {
    "sqlite": open_sqlite,
    "dynamodb": open_dynamodb,
}
if "TEST_POSTGRES_URL" in os.environ:
    ADAPTERS["postgres"] = open_postgres


@pytest.fixture(params=ADAPTERS)
def chats(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Chats]:
    with ADAPTERS[request.param](tmp_path) as opened:
        yield opened


def test_a_chat_that_was_never_seen_has_no_state(chats: Chats) -> None:
    assert chats.load([1]) == {}
    assert chats.find(ANNA) is None


def test_the_latest_state_is_loaded_word_for_word(chats: Chats) -> None:
    chats.save(NewState(1, '{"note": "old"}', None))
    chats.save(NewState(1, '{"note": "مرحبا 🏃 <b>"}', ANNA))

    assert chats.load([1, 2]) == {1: '{"note": "مرحبا 🏃 <b>"}'}


def test_an_athletes_chat_is_found_and_another_is_not(chats: Chats) -> None:
    chats.save(NewState(1, "{}", ANNA), NewState(2, "{}", BEN))

    assert (chats.find(ANNA), chats.find(BEN), chats.find(UUID(int=3))) == (1, 2, None)


def test_only_the_private_chat_is_found(chats: Chats) -> None:
    chats.save(NewState(-100, "{}", ANNA))

    assert chats.find(ANNA) is None


def test_a_forgotten_chat_leaves_nothing_behind(chats: Chats) -> None:
    chats.save(NewState(1, "{}", ANNA), NewState(2, "{}", BEN))

    chats.save(NewState(1, None, None, forgets=True))

    assert chats.load([1, 2]) == {2: "{}"}
    assert chats.find(ANNA) is None


def test_a_private_chat_without_an_athlete_is_forgotten_after_a_week(chats: Chats) -> None:
    chats.save(NewState(1, "{}", None), NewState(2, "{}", ANNA), NewState(-3, "{}", None))

    chats.after(days=6.9)
    assert set(chats.load([1, 2, -3])) == {1, 2, -3}

    chats.after(days=0.2)
    assert set(chats.load([1, 2, -3])) == {2, -3}


def test_a_chat_that_agrees_in_time_is_kept(chats: Chats) -> None:
    chats.save(NewState(1, "{}", None))
    chats.after(days=6)

    chats.save(NewState(1, '{"a": 1}', ANNA))
    chats.after(days=30)

    assert chats.load([1]) == {1: '{"a": 1}'}


def test_telegrams_large_ids_fit(chats: Chats) -> None:
    chats.save(NewState(2**52, "{}", ANNA))

    assert chats.find(ANNA) == 2**52
