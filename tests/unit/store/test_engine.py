"""The database: durable, serialised, unblocked for readers, and honest about trouble."""

import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, event, exc, func, insert, select, text

from backend.errors import StoreUnavailable
from backend.store import engine as engine_module
from backend.store.engine import leave_no_trace, open_engine, reading, transaction

metadata = MetaData()
numbers = Table("numbers", metadata, Column("n", Integer, primary_key=True), Column("words", Text))


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'engine.db'}"


@pytest.fixture
def engine(url):
    engine = open_engine(url)
    with transaction(engine) as connection:
        metadata.create_all(connection)
    yield engine
    engine.dispose()


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.05)


def count(engine) -> int:
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(numbers))


def add(engine, *added: int) -> None:
    with transaction(engine) as connection:
        for n in added:
            connection.execute(insert(numbers), {"n": n, "words": "x" * 100})


def fill(engine) -> None:
    for n in range(2, 500):
        add(engine, n)


def test_what_is_committed_stays_and_what_raises_is_rolled_back(engine):
    add(engine, 1)
    with pytest.raises(exc.IntegrityError):
        add(engine, 2, 1)
    assert count(engine) == 1
    add(engine, 3)
    assert count(engine) == 2


def test_only_its_owner_may_read_the_file(engine, tmp_path):
    add(engine, 1)
    for file in tmp_path.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_a_commit_waits_for_the_disk_unless_it_can_be_redone(engine):
    def synchronous(**options):
        with transaction(engine, **options) as connection:
            return connection.scalar(text("PRAGMA synchronous"))

    full, normal = 2, 1
    assert [synchronous(), synchronous(durable=False), synchronous()] == [full, normal, full]


def test_a_reader_does_not_wait_for_the_writer(engine):
    add(engine, 1)
    with transaction(engine) as connection:
        connection.execute(insert(numbers), {"n": 2})
        with ThreadPoolExecutor(1) as other:
            assert other.submit(count, engine).result() == 1
    assert count(engine) == 2


def test_many_threads_may_write_at_once(engine):
    def add_up(_):
        with transaction(engine) as connection:
            last = connection.scalar(select(func.max(numbers.c.n))) or 0
            connection.execute(insert(numbers), {"n": last + 1})

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(add_up, range(100)))
    assert count(engine) == 100


def test_two_engines_on_one_file_take_turns(engine, url, tmp_path, monkeypatch, impatient):
    # GIVEN the same file opened by two parts of the program, by two spellings of its path
    monkeypatch.chdir(tmp_path)
    other = open_engine("sqlite:///engine.db")
    assert other.url.database == engine.url.database
    # WHEN one is writing THEN the other waits, and gives up when its time is over
    with transaction(engine), pytest.raises(StoreUnavailable):
        add(other, 1)
    add(other, 1)
    other.dispose()


def test_a_lock_of_another_process_is_unavailable(url, tmp_path, impatient):
    engine = open_engine(url)
    with transaction(engine) as connection:
        metadata.create_all(connection)
    other = sqlite3.connect(tmp_path / "engine.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable):
        add(engine, 1)
    assert count(engine) == 0
    other.execute("COMMIT")
    other.close()
    add(engine, 1)
    engine.dispose()


def test_a_full_disk_is_unavailable_and_what_was_there_stays(engine, url):
    add(engine, 1)
    with reading(engine) as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
    # GIVEN a disk that is full now, whichever connection writes
    full = open_engine(url)
    event.listen(full, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count={pages}"))
    # WHEN more is written than fits
    with pytest.raises(StoreUnavailable):
        fill(full)
    full.dispose()
    # THEN what was committed is there, and with room again writing goes on
    kept = count(engine)
    assert 1 <= kept < 499
    add(engine, 1000)
    assert count(engine) == kept + 1


def test_what_was_deleted_is_in_no_file_any_more(engine, tmp_path):
    with transaction(engine) as connection:
        connection.execute(insert(numbers), [{"n": n, "words": "a sore heart " * 20} for n in range(100)])
    with transaction(engine) as connection:
        connection.execute(numbers.delete())
    assert any(b"a sore heart" in file.read_bytes() for file in tmp_path.iterdir())
    leave_no_trace(engine)
    assert not any(b"a sore heart" in file.read_bytes() for file in tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_unavailable(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}")
    with pytest.raises(StoreUnavailable), transaction(engine):
        pass


def test_a_mistake_in_the_sql_is_not_called_unavailable(engine):
    with pytest.raises(exc.OperationalError), transaction(engine) as connection:
        connection.execute(text("SELECT * FROM nowhere"))


def test_an_error_does_not_quote_what_was_stored(engine):
    add(engine, 1)
    with pytest.raises(exc.IntegrityError) as clash, transaction(engine) as connection:
        connection.execute(insert(numbers), {"n": 1, "words": "a sore heart"})
    assert "a sore heart" not in str(clash.value)


def test_a_thread_keeps_its_connection_and_each_has_its_own(engine):
    def connection() -> int:
        with reading(engine) as connection:
            return id(connection)

    with ThreadPoolExecutor(1) as other:
        theirs = [other.submit(connection).result() for _ in range(2)]
    mine = [connection() for _ in range(2)]

    assert mine[0] == mine[1]
    assert theirs[0] == theirs[1] != mine[0]


def test_a_read_sees_what_another_thread_has_committed_meanwhile(engine):
    assert count(engine) == 0
    with ThreadPoolExecutor(1) as other:
        other.submit(add, engine, 1).result()
    assert count(engine) == 1


def test_a_read_within_a_write_leaves_it_open(engine):
    with transaction(engine) as connection:
        connection.execute(insert(numbers), {"n": 1, "words": "x"})
        assert count(engine) == 1
        connection.rollback()
    assert count(engine) == 0


def test_who_disposes_of_the_engine_closes_what_other_threads_opened(engine, tmp_path):
    with ThreadPoolExecutor(4) as others:
        list(others.map(lambda _: count(engine), range(16)))
        engine.dispose()
        assert list(others.map(lambda _: count(engine), range(16))) == [0] * 16


def test_what_a_thread_is_using_is_not_closed_under_it(engine):
    begun, disposed = Event(), Event()

    def read_slowly() -> int:
        with reading(engine) as connection:
            begun.set()
            assert disposed.wait(10)
            return connection.scalar(select(func.count()).select_from(numbers))

    with ThreadPoolExecutor(1) as other:
        reads = other.submit(read_slowly)
        assert begun.wait(10)
        engine.dispose()
        disposed.set()
        assert reads.result() == 0


def test_one_database_does_not_reach_into_another(engine, tmp_path):
    other = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    metadata.create_all(other)
    with transaction(engine):
        assert count(other) == 0
    add(other, 1)
    assert count(engine) == 0
    other.dispose()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_what_cannot_serve_is_refused_at_once(url):
    with pytest.raises(ValueError, match=r"memory|neither"):
        open_engine(url)


def test_postgres_urls_of_any_spelling_use_psycopg():
    for scheme in ("postgres", "postgresql"):
        engine = open_engine(f"{scheme}://u@127.0.0.1:1/x")
        assert engine.dialect.driver == "psycopg"
        with pytest.raises(StoreUnavailable), reading(engine):
            pass


KILLED_WHILE_WRITING = """
import sys
from backend.store.engine import open_engine, transaction
from sqlalchemy import text
engine = open_engine(sys.argv[1])
for n in range(1, 10**6):
    with transaction(engine, durable=n % 2 == 0) as connection:
        connection.execute(text(f"INSERT INTO numbers VALUES ({n}, 'x')"))
    print(n, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(engine, url):
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED_WHILE_WRITING, url],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    acknowledged = 0
    for line in writer.stdout:
        acknowledged = int(line)
        if acknowledged >= 50:
            writer.kill()
            break
    acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])
    writer.stdout.close()
    writer.wait()
    with reading(engine) as connection:
        stored = set(connection.scalars(select(numbers.c.n)))
    assert set(range(1, acknowledged + 1)) <= stored
