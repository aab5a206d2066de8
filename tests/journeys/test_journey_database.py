"""The database locked by another program, or its disk full: the update is kept, the athlete is told once."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from backend.store.engine import open_engine
from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete
from tests.journeys.database import until_arrived

pytestmark = pytest.mark.only_in("polling", "webhook", why="a file can be locked, and its disk be full")

KEPT = "Your message is kept and I’ll answer it."


class Disk:
    """SQLite's own "database or disk is full": while ``full``, no page may be added, on any connection."""

    full = False

    def meet(self, connection: Connection) -> None:
        """Hold a write that begins to what the disk is like now."""
        driver = connection.connection.driver_connection
        assert driver is not None
        (pages,) = driver.execute("PRAGMA page_count").fetchone()
        driver.execute(f"PRAGMA max_page_count={pages if self.full else 2**30}")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk of the program that is started next, and of no other. Comes before that program."""
    disk = Disk()

    def open_on_it(url: str) -> Engine:
        engine = open_engine(url)
        event.listen(engine, "begin", disk.meet)  # from the start: an engine at work must not be changed
        return engine

    monkeypatch.setattr("bot.database.open_engine", open_on_it)
    return disk


async def test_a_locked_database_is_told_once_and_everything_is_answered_after(
    impatient_database: None, own_bot: Assembly
) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        with locked(own_bot.database):
            await athlete.says("60 min run rpe 7")
            await athlete.sees(KEPT)
            await athlete.says("30 min swim rpe 4")
            await asyncio.sleep(1)  # tries go on and fail; none of them may say it again
        await athlete.sees("Load 120 AU")
        assert sum(KEPT in card.text for card in athlete.cards) == 1
        first, second = (card for card in athlete.cards if "Save" in card.buttons)
        assert "Load 420 AU" in first.text
        await athlete.taps(first, "Save")
        await athlete.taps(second, "Save")
        await athlete.sees("Week: 540 AU in 1 of 7 days")


async def test_a_lock_that_comes_while_the_bot_is_answering_doubles_nothing(
    impatient_database: None, own_bot: Assembly
) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        own_bot.trouble(method="sendMessage", latency_ms=700, times=1)
        await athlete.says("60 min run rpe 7")
        await until_arrived(own_bot.database)
        with locked(own_bot.database):  # the turn is waiting for Telegram, and cannot be saved after it
            card = await athlete.sees("Load 420 AU")
            tap = await athlete.taps(card, "Save")
            await asyncio.sleep(1)
        await athlete.sees_answer(tap)
        await athlete.sees("Week: 420 AU in 1 of 7 days")
        assert sum("Load 420 AU" in each.text or "Saved." in each.text for each in athlete.cards) == 1


async def test_a_full_disk_is_told_once_and_everything_is_answered_after(disk: Disk, own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        words = "legs heavy and the wind from ahead " * 100
        disk.full = True
        for minutes in (61, 62, 63):
            await athlete.says(f"{minutes} min run rpe 7, {words}")
        await athlete.sees(KEPT)
        await asyncio.sleep(1)  # tries go on and fail
        disk.full = False
        await athlete.sees("Load 441 AU")
        assert sum(KEPT in card.text for card in athlete.cards) == 1
        drafts = [card for card in athlete.cards if "Save" in card.buttons]
        assert [card.text.partition(" min")[0][-2:] for card in drafts] == ["61", "62", "63"]
        for card in drafts:
            await athlete.taps(card, "Save")
        await athlete.sees("Week: 1,302 AU in 1 of 7 days")


@pytest.fixture
def impatient_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up on a locked database after 0.2 s in place of 5 s. Comes before the program that it is about."""
    monkeypatch.setattr("backend.store.engine.BUSY_SECONDS", 0.2)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another program is writing and does not come to an end."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=10)) as other_program:
        other_program.execute("BEGIN IMMEDIATE")
        yield
        other_program.execute("ROLLBACK")
