"""The adapters that the contracts of Store, CheckIns, Agenda and Outbox are put to.

Another one joins in ``STORES`` or ``OUTBOXES``. PostgreSQL takes part when ``TEST_POSTGRES_URL`` names a database that
may be emptied.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from backend.aws.dynamo.agenda import DynamoAgenda
from backend.aws.dynamo.check_ins import DynamoCheckIns
from backend.aws.dynamo.coach import DynamoLedger
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.aws.dynamo.store import DynamoStore
from backend.aws.outbox import SqsOutbox
from backend.coach.ports import Ledger
from backend.coaching.ports import CoachBook
from backend.contract import Athlete, Entry, Feelings, Notification
from backend.ports import Agenda, CheckIns, Outbox, PolledOutbox, Store
from backend.store.agenda import SqlAgenda
from backend.store.check_ins import SqlCheckIns
from backend.store.coach import SqlLedger
from backend.store.coach_book import SqlCoachBook
from backend.store.engine import open_engine, transaction
from backend.store.migrate import upgrade
from backend.store.sql import SqlOutbox, SqlStore
from backend.store.tables import metadata
from tests.fakes.cloud import client, make_queue, make_table
from tests.fakes.dynamo import forbid_scans

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class HandClock:
    """A clock that a test turns by hand."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


def _taken_from_sql(outbox: SqlOutbox, clock: HandClock) -> list[Notification]:
    taken = []
    while due := outbox.due(clock.now(), 10):
        for one in due:
            outbox.done(one.id)
        taken += due
    return taken


def _taken_from_sqs(queue: str) -> list[Notification]:
    sqs, taken = client("sqs"), []
    while messages := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            taken.append(Notification.model_validate_json(message["Body"]))
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return taken


@dataclass(frozen=True)
class Adapter:
    """One way to keep things, ready and empty."""

    store: Store
    check_ins: CheckIns
    agenda: Agenda
    outbox: Outbox | None
    clock: HandClock
    take: Callable[[], list[Notification]] | None = None
    """Take all that waits out of the outbox, as a delivery without trouble would, in its order."""
    ledger: Ledger | None = None
    coach_book: CoachBook | None = None


def _sql(engine: Engine) -> Adapter:
    clock = HandClock()
    outbox = SqlOutbox(engine, clock)
    stores = SqlStore(engine, clock), SqlCheckIns(engine), SqlAgenda(engine)
    return Adapter(
        *stores, outbox, clock, partial(_taken_from_sql, outbox, clock), SqlLedger(engine), SqlCoachBook(engine)
    )


@cache
def _empty_sqlite() -> bytes:
    """A database file with its tables: making them takes longer than most tests."""
    with TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/empty.db")
        upgrade(engine)
        engine.dispose()
        return (Path(folder) / "empty.db").read_bytes()


@contextmanager
def _sqlite(folder: Path) -> Iterator[Adapter]:
    file = folder / "contract.db"
    file.write_bytes(_empty_sqlite())
    engine = open_engine(f"sqlite:///{file}")
    yield _sql(engine)
    engine.dispose()


@contextmanager
def _postgres(_: Path) -> Iterator[Adapter]:
    engine = open_engine(os.environ["TEST_POSTGRES_URL"])
    upgrade(engine)
    with transaction(engine) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    yield _sql(engine)
    engine.dispose()


def _in_dynamodb(clock: HandClock) -> tuple[Any, str, tuple[Store, CheckIns, Agenda]]:
    """Its client, the table and what is kept in it."""
    dynamodb, table = forbid_scans(client("dynamodb")), make_table("BackendTable")
    stores = DynamoStore(dynamodb, table, clock), DynamoCheckIns(dynamodb, table), DynamoAgenda(dynamodb, table)
    return dynamodb, table, stores


@contextmanager
def _dynamodb(_: Path) -> Iterator[Adapter]:
    clock = HandClock()
    dynamodb, table, stores = _in_dynamodb(clock)
    coach = DynamoLedger(dynamodb, table), DynamoCoachBook(dynamodb, table)
    yield Adapter(*stores, None, clock, None, *coach)


@contextmanager
def _sqs(_: Path) -> Iterator[Adapter]:
    clock, queue = HandClock(), make_queue("Outbox")
    dynamodb, table, stores = _in_dynamodb(clock)
    outbox = SqsOutbox(client("sqs"), queue, dynamodb, table, clock)
    yield Adapter(*stores, outbox, clock, partial(_taken_from_sqs, queue))


Open = Callable[[Path], AbstractContextManager[Adapter]]
STORES: dict[str, Open] = {"sqlite": _sqlite, "dynamodb": _dynamodb}
OUTBOXES: dict[str, Open] = {"sqlite": _sqlite, "sqs": _sqs}
POLLED: dict[str, Open] = {"sqlite": _sqlite}
if "TEST_POSTGRES_URL" in os.environ:
    STORES["postgres"] = OUTBOXES["postgres"] = POLLED["postgres"] = _postgres


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of the outbox runs on every outbox (which comes with its athletes' store), the rest on every store."""
    if "adapter" in metafunc.fixturenames:
        opens = OUTBOXES if "outbox" in metafunc.fixturenames else STORES
        if "polled" in metafunc.fixturenames:
            opens = POLLED
        metafunc.parametrize("adapter", opens.values(), ids=opens, indirect=True)


@pytest.fixture
def adapter(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Adapter]:
    open_adapter: Open = request.param
    with open_adapter(tmp_path) as adapter:
        yield adapter


@pytest.fixture
def store(adapter: Adapter) -> Store:
    return adapter.store


@pytest.fixture
def check_ins(adapter: Adapter) -> CheckIns:
    return adapter.check_ins


@pytest.fixture
def agenda(adapter: Adapter) -> Agenda:
    return adapter.agenda


@pytest.fixture
def outbox(adapter: Adapter) -> Outbox:
    return adapter.outbox


@pytest.fixture
def polled(adapter: Adapter) -> PolledOutbox:
    return adapter.outbox


@pytest.fixture
def take(adapter: Adapter) -> Callable[[], list[Notification]]:
    return adapter.take


@pytest.fixture
def clock(adapter: Adapter) -> HandClock:
    return adapter.clock


@pytest.fixture
def new_athlete(store: Store) -> Callable[[], UUID]:
    """Store one more athlete, and give their id."""

    def register() -> UUID:
        athlete = Athlete(id=uuid4(), language="en", zone="Europe/Berlin", consented_at=NOON)
        return store.add_athlete(athlete).id

    return register


@pytest.fixture
def anna(new_athlete: Callable[[], UUID]) -> UUID:
    return new_athlete()


@pytest.fixture
def ben(new_athlete: Callable[[], UUID]) -> UUID:
    return new_athlete()


@pytest.fixture
def run() -> Callable[..., Entry]:
    """A run of 60 minutes at RPE 7 on 22 November, or what is said otherwise."""

    def make(**other: object) -> Entry:
        usual = {
            "id": uuid4(),
            "kind": "session",
            "date": date(2026, 11, 22),
            "sport": "run",
            "minutes": 60,
            "rpe": 7,
            "feelings": Feelings(freshness=2, mood=4),
            "note": "legs heavy",
            "load": 420,
            "recorded_at": NOON,
            "revision": 1,
        }
        return Entry.model_validate(usual | other)

    return make
