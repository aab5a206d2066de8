"""Many threads write in one transaction, and each of them gets what is its own."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, exc, insert, select

from backend.errors import StoreUnavailable
from backend.store import engine as engine_module
from backend.store import together
from backend.store.engine import open_engine, reading, transaction
from backend.store.together import write

metadata = MetaData()
numbers = Table("numbers", metadata, Column("n", Integer, primary_key=True))
PATIENCE = 10.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "together.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{path}")
    with transaction(engine) as connection:
        metadata.create_all(connection)
    yield engine
    engine.dispose()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(16) as pool:
        yield pool


def adding(n: int, places: list[tuple[int, bool]] | None = None) -> Callable[[Connection], int]:
    """Work that adds a number; where and how it was done goes to ``places``."""

    def work(connection: Connection) -> int:
        if places is not None:
            places.append((threading.get_ident(), connection.info["durable"]))
        connection.execute(insert(numbers), {"n": n})
        return n * n

    return work


def stored(engine: Engine) -> list[int]:
    with reading(engine) as connection:
        return sorted(connection.scalars(select(numbers.c.n)))


@contextmanager
def somebody_writing(engine: Engine, threads: ThreadPoolExecutor) -> Iterator[None]:
    """Another thread writes while the block runs."""
    begun, over = threading.Event(), threading.Event()

    def work(_: Connection) -> None:
        begun.set()
        assert over.wait(PATIENCE)

    first = threads.submit(write, engine, work)
    assert begun.wait(PATIENCE)
    try:
        yield
    finally:
        over.set()
        first.result(PATIENCE)


def in_line(engine: Engine, count: int) -> None:
    """Wait until so many stand in line."""
    until = time.monotonic() + PATIENCE
    while len(together._lines[engine]._waiting) < count:
        assert time.monotonic() < until
        time.sleep(0.001)


def test_alone_it_is_a_transaction(engine: Engine) -> None:
    assert write(engine, adding(3)) == 9
    assert stored(engine) == [3]


def test_who_came_meanwhile_is_written_at_once_by_one_of_them(engine: Engine, threads: ThreadPoolExecutor) -> None:
    places: list[tuple[int, bool]] = []
    with somebody_writing(engine, threads):
        answers = [threads.submit(write, engine, adding(n, places), durable=n == 4) for n in range(9)]
        in_line(engine, 9)
    assert [each.result(PATIENCE) for each in answers] == [n * n for n in range(9)]
    assert stored(engine) == [*range(9)]
    # THEN by one thread, and on the disk, for one of them has to be
    assert len(places) == 9
    assert {*places} == {(places[0][0], True)}


def test_what_can_be_redone_waits_for_no_disk(engine: Engine, threads: ThreadPoolExecutor) -> None:
    places: list[tuple[int, bool]] = []
    with somebody_writing(engine, threads):
        answers = [threads.submit(write, engine, adding(n, places), durable=False) for n in range(3)]
        in_line(engine, 3)
    assert [each.result(PATIENCE) for each in answers] == [0, 1, 4]
    assert {durable for _, durable in places} == {False}


def test_who_fails_fails_alone_and_leaves_nothing(engine: Engine, threads: ThreadPoolExecutor) -> None:
    def fails(connection: Connection) -> int:
        connection.execute(insert(numbers), {"n": 77})
        raise KeyError(77)

    write(engine, adding(5))
    with somebody_writing(engine, threads):
        works: list[Callable[[Connection], int]] = [adding(1), fails, adding(5), adding(2)]
        asked: list[Future[Any]] = [threads.submit(write, engine, work) for work in works]
        in_line(engine, 4)
    assert [type(each.exception(PATIENCE)) for each in asked] == [
        type(None),
        KeyError,
        exc.IntegrityError,
        type(None),
    ]
    assert stored(engine) == [1, 2, 5]


def test_a_database_that_another_process_holds_is_unavailable_to_all_of_them(
    engine: Engine, path: Path, threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.05)
    impatient = open_engine(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        asked = [threads.submit(write, impatient, adding(n)) for n in range(5)]
        assert {type(each.exception(PATIENCE)) for each in asked} == {StoreUnavailable}
        other.rollback()
    # THEN the next one finds a free line
    assert write(impatient, adding(6)) == 36
    assert stored(engine) == [6]
    impatient.dispose()


def test_many_threads_for_a_while(engine: Engine, threads: ThreadPoolExecutor) -> None:
    asked = [threads.submit(write, engine, adding(n), durable=n % 7 == 0) for n in range(400)]
    assert [each.result(PATIENCE) for each in asked] == [n * n for n in range(400)]
    assert stored(engine) == [*range(400)]
