"""Look into every table of a database, as somebody would who does not believe that something is gone."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path


def rows(database: Path) -> list[tuple[str, str]]:
    """Every row of every table, as the table's name and the row as text."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert tables, f"no tables in {database}"
        return [(table, repr(row)) for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]


def mentions(database: Path, words: str) -> list[tuple[str, str]]:
    """The rows in which these words stand."""
    return [(table, row) for table, row in rows(database) if words in row]


async def until_handled(database: Path, update_id: int) -> None:
    """Wait for the turn of an update that brings no answer into the athlete's chat."""
    await _until(lambda: any(f" {update_id}," in row and "'handled'" in row for row in _inbox(database)))


async def until_idle(database: Path) -> None:
    """Wait until all that was said is handled: an answer is seen a little before its turn is saved."""
    await _until(lambda: not any("'waiting'" in row for row in _inbox(database)))


async def until_finished(database: Path) -> None:
    """Wait until nothing that was said is worked on any more, comments included."""
    await until_idle(database)
    await _until(lambda: not _executions(database))


async def until_arrived(database: Path) -> None:
    """Wait for an update to be stored that is not handled yet."""
    await _until(lambda: any("'waiting'" in row for row in _inbox(database)))


def _inbox(database: Path) -> list[str]:
    return [row for table, row in rows(database) if table == "inbox"]


def _executions(database: Path) -> list[str]:
    """The ids of those that go on."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
        return [each for (each,) in connection.execute("SELECT id FROM executions WHERE finished_at IS NULL")]


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - a table of another program tells nobody when it changes
            await asyncio.sleep(0.02)
