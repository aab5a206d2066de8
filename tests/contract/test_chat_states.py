"""The contract of ``ChatStates``. An adapter joins by adding its opener to ``ADAPTERS``.

PostgreSQL takes part when ``TEST_POSTGRES_URL`` names a database that may be emptied.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from backend.store.engine import open_engine, transaction
from backend.store.migrate import upgrade
from bot.inbox import NewState, Outcome
from bot.state import BOT_MIGRATIONS, BOT_VERSIONS
from bot.state.sql import SqlInbox
from bot.state.tables import metadata

ANNA, BEN = UUID(int=1), UUID(int=2)


def open_sqlite(folder: Path) -> Iterator[SqlInbox]:
    engine = open_engine(f"sqlite:///{folder / 'chats.db'}")
    upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS)
    yield SqlInbox(engine)
    engine.dispose()


def open_postgres(_: Path) -> Iterator[SqlInbox]:
    engine = open_engine(os.environ["TEST_POSTGRES_URL"])
    upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS)
    with transaction(engine) as connection:
        for table in metadata.sorted_tables:
            connection.execute(table.delete())
    yield SqlInbox(engine)
    engine.dispose()


ADAPTERS = {"sqlite": open_sqlite}
if "TEST_POSTGRES_URL" in os.environ:
    ADAPTERS["postgres"] = open_postgres


@pytest.fixture(params=ADAPTERS)
def states(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlInbox]:
    yield from ADAPTERS[request.param](tmp_path)


def save(states: SqlInbox, *new: NewState) -> None:
    states.finish([Outcome(None, each) for each in new])


def test_a_chat_that_was_never_seen_has_no_state(states: SqlInbox) -> None:
    assert states.load([1]) == {}
    assert states.find(ANNA) is None


def test_the_latest_state_is_loaded_word_for_word(states: SqlInbox) -> None:
    save(states, NewState(1, '{"note": "old"}', None))
    save(states, NewState(1, '{"note": "مرحبا 🏃 <b>"}', ANNA))

    assert states.load([1, 2]) == {1: '{"note": "مرحبا 🏃 <b>"}'}


def test_an_athletes_chat_is_found_and_another_is_not(states: SqlInbox) -> None:
    save(states, NewState(1, "{}", ANNA), NewState(2, "{}", BEN))

    assert (states.find(ANNA), states.find(BEN), states.find(UUID(int=3))) == (1, 2, None)


def test_only_the_private_chat_is_found(states: SqlInbox) -> None:
    save(states, NewState(-100, "{}", ANNA))

    assert states.find(ANNA) is None


def test_a_forgotten_chat_leaves_nothing_behind(states: SqlInbox) -> None:
    save(states, NewState(1, "{}", ANNA), NewState(2, "{}", BEN))

    save(states, NewState(1, None, None, forgets=True))

    assert states.load([1, 2]) == {2: "{}"}
    assert states.find(ANNA) is None


def test_a_private_chat_without_an_athlete_is_forgotten_once_it_is_old(states: SqlInbox) -> None:
    save(states, NewState(1, "{}", None), NewState(2, "{}", ANNA), NewState(-3, "{}", None))
    now = datetime.now(UTC)

    assert states.forget_undecided(now - timedelta(days=1), 10) == 0
    assert states.forget_undecided(now + timedelta(days=1), 10) == 1

    assert set(states.load([1, 2, -3])) == {2, -3}


def test_telegrams_large_ids_fit(states: SqlInbox) -> None:
    save(states, NewState(2**52, "{}", ANNA))

    assert states.find(ANNA) == 2**52
