"""Open a database and run transactions in it: SQLite by default, PostgreSQL by URL.

SQLite is set up so that reads never wait for the writer (WAL) and writers wait for each other instead of failing:
threads of this process at a lock of ours, other processes at SQLite's for ``busy_timeout``. Every write transaction
begins IMMEDIATE, so that none fails half-way because it read before it wrote.

Power loss: a commit reaches the disk before it returns (``synchronous=FULL``; 0.23 ms against 0.01 ms measured on the
development machine). Work that can be redone passes ``durable=False`` and is spared the wait: a crash of
the process loses nothing either way, a power loss at most the commits since the last durable one, and never an older
one while keeping a newer (they share one log).
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from backend.errors import StoreUnavailable

BUSY_SECONDS = 5.0
"""How long a writer waits for another process, and a thread for the others of this process, before it gives up."""
_POSTGRES_CONNECTIONS = 16
_write_locks: dict[str, threading.Lock] = {}
_guard = threading.Lock()


def open_engine(url: str) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql://…``. Opens no connection yet.

    Raises ValueError for another kind of database and for one in memory, which threads could not share.
    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return _open_sqlite(parsed)
        case "postgresql" | "postgres":
            return create_engine(
                parsed.set(drivername="postgresql+psycopg"),
                hide_parameters=True,
                pool_pre_ping=True,
                pool_size=_POSTGRES_CONNECTIONS,
                max_overflow=0,
                pool_timeout=BUSY_SECONDS,
                connect_args={"options": f"-c lock_timeout={int(BUSY_SECONDS * 1000)} -c timezone=UTC"},
            )
        case other:
            raise ValueError(f"{other} is neither sqlite nor postgresql")


@contextmanager
def transaction(engine: Engine, *, durable: bool = True) -> Iterator[Connection]:
    """One write transaction: committed at the end of the block, rolled back when it raises. Do not nest.

    ``durable=False`` is for what can be worked out again (see the module). Raises StoreUnavailable when the database is
    locked, full or out of reach; a mistake in the SQL stays the error that it is.
    """
    with _Lent(engine) as connection:
        lock = _own_connections[engine].write_lock if engine in _own_connections else None
        if lock is not None and not lock.acquire(timeout=BUSY_SECONDS):
            raise StoreUnavailable
        try:
            if lock is not None:
                _begin_immediate(connection, durable)
            with connection.begin():
                yield connection
        finally:
            if lock is not None:
                lock.release()


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """A connection for reads, never blocked by a writer; each statement sees the latest commit.

    Raises StoreUnavailable as :func:`transaction` does.
    """
    return _Lent(engine)


class _Own:
    """A thread's connection to one SQLite database, and who is using it just now."""

    def __init__(self) -> None:
        self.connection: Connection | None = None
        self.in_use = threading.RLock()


class _OwnConnections:
    """What threads keep open to one SQLite database, each until it ends or the engine is disposed of.

    Getting a connection from a pool and giving it back costs more (35 µs) than most statements.
    """

    def __init__(self, write_lock: threading.Lock) -> None:
        self.write_lock = write_lock
        self._mine = threading.local()
        self._all: WeakSet[_Own] = WeakSet()
        self._guard = threading.Lock()

    def mine(self) -> _Own:
        """This thread's."""
        own: _Own | None = getattr(self._mine, "own", None)
        if own is None:
            own = self._mine.own = _Own()
            with self._guard:
                self._all.add(own)
        return own

    def close(self) -> None:
        """Close those that nobody is using: SQLite's driver does not survive that. The others go with their threads."""
        with self._guard:
            for own in list(self._all):
                if own.in_use.acquire(blocking=False):
                    try:
                        if own.connection is not None:
                            own.connection.close()
                    finally:
                        own.in_use.release()


_own_connections: WeakKeyDictionary[Engine, _OwnConnections] = WeakKeyDictionary()


class _Lent(AbstractContextManager[Connection]):
    """A connection for the length of a block. What the database does not answer is StoreUnavailable."""

    __slots__ = ("_connection", "_engine", "_inside", "_own")

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Connection:
        kept = _own_connections.get(self._engine)
        self._own = own = None if kept is None else kept.mine()
        if own is not None:
            own.in_use.acquire()
        try:
            if own is None:
                connection = self._engine.connect()
            elif own.connection is None or own.connection.closed:
                connection = own.connection = self._engine.connect()
            else:
                connection = own.connection
        except BaseException as error:
            if own is not None:
                own.in_use.release()
            _raise_if_unavailable(error)
            raise
        self._connection, self._inside = connection, connection.in_transaction()
        return connection

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        try:
            if self._own is None:
                self._connection.close()
            elif not self._inside and self._connection.in_transaction():
                self._connection.rollback()  # what a read began: the next one sees the latest commit
        finally:
            if self._own is not None:
                self._own.in_use.release()
        if error is not None:
            _raise_if_unavailable(error)


def leave_no_trace(engine: Engine) -> None:
    """Overwrite what was deleted in SQLite's log too, if nobody is reading just now; else the next checkpoint does.

    Pages in the database file itself are overwritten by the deletion (``secure_delete``).
    """
    if engine.dialect.name == "sqlite":
        with _Lent(engine) as connection, _own_connections[engine].write_lock:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _open_sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise ValueError("SQLite needs a file: one in memory cannot be shared by threads")
    # One spelling for each file, whatever the working directory becomes: the write lock goes by it.
    path = Path(url.database).resolve()
    engine = create_engine(
        url.set(database=str(path)),
        poolclass=NullPool,
        hide_parameters=True,  # errors and logs would quote notes
        # Each thread has its own; only who disposes of the engine closes those of others.
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False, "cached_statements": 256},
    )

    kept = _own_connections[engine] = _OwnConnections(_write_lock(str(path)))
    event.listen(engine, "engine_disposed", lambda _: kept.close())

    @event.listens_for(engine, "do_connect")
    def _private(*_: object) -> None:
        # Health data: SQLite gives its log files the rights of this one. A path that cannot be is SQLite's to report.
        with suppress(OSError):
            path.touch(mode=0o600)

    @event.listens_for(engine, "connect")
    def _set_up(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        # The driver's own transaction handling begins late and deferred; BEGIN is said by us.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # 16 MB of log: a checkpoint every 4 MB made the mean commit three times as dear (0.7 against 0.2 ms).
        cursor.execute("PRAGMA wal_autocheckpoint=4000")
        cursor.execute("PRAGMA temp_store=MEMORY")
        # What is deleted is overwritten: /delete_me means it.
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()
        entry.info["durable"] = True

    return engine


def _begin_immediate(connection: Connection, durable: bool) -> None:
    driver: Any = connection.connection.driver_connection
    if connection.info["durable"] is not durable:
        driver.execute("PRAGMA synchronous=" + ("FULL" if durable else "NORMAL"))
        connection.info["durable"] = durable
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise StoreUnavailable from error


def _write_lock(path: str) -> threading.Lock:
    """The lock of this database file, shared by all engines of this process that opened it."""
    with _guard:
        return _write_locks.setdefault(path, threading.Lock())


def _raise_if_unavailable(error: BaseException) -> None:
    """StoreUnavailable for what waiting mends; a pool without a free connection is one of those."""
    if isinstance(error, exc.OperationalError | exc.InterfaceError | exc.TimeoutError) and not _is_a_mistake(
        getattr(error, "orig", None)
    ):
        raise StoreUnavailable from error


def _is_a_mistake(error: BaseException | None) -> bool:
    """SQLite reports a missing table or wrong SQL as an OperationalError too: waiting would not mend those."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
