"""A table of one's own on the emulator, a clock to turn, and entries to store."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from backend.aws.dynamo.agenda import DynamoAgenda
from backend.aws.dynamo.check_ins import DynamoCheckIns
from backend.aws.dynamo.store import DynamoStore
from backend.contract import Athlete, CheckIn, Entry
from tests.fakes.cloud import client, make_table
from tests.fakes.dynamo import forbid_scans

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SUNDAY = date(2026, 11, 22)


class HandClock:
    """A clock that a test turns by hand."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def table() -> str:
    return make_table("BackendTable")


@pytest.fixture
def dynamodb():
    """The store's own client."""
    return forbid_scans(client("dynamodb"))


@pytest.fixture
def store(dynamodb, table, clock):
    return DynamoStore(dynamodb, table, clock)


@pytest.fixture
def check_ins(dynamodb, table):
    return DynamoCheckIns(dynamodb, table)


@pytest.fixture
def agenda(dynamodb, table):
    return DynamoAgenda(dynamodb, table)


@pytest.fixture
def new_athlete(store):
    def register() -> UUID:
        return store.add_athlete(Athlete(id=uuid4(), language="en", zone="Europe/Berlin", consented_at=NOON)).id

    return register


@pytest.fixture
def anna(new_athlete) -> UUID:
    return new_athlete()


@pytest.fixture
def run():
    def make(**other):
        usual = {"id": uuid4(), "kind": "session", "date": SUNDAY, "sport": "run", "minutes": 60, "rpe": 7, "load": 420}
        more = {"feelings": {"freshness": 2, "mood": 4}, "note": "legs heavy", "recorded_at": NOON, "revision": 1}
        return Entry.model_validate(usual | more | other)

    return make


@pytest.fixture
def check_in(clock):
    def make(day: date = SUNDAY) -> CheckIn:
        return CheckIn(date=day, freshness=3, sleep=3, muscles=3, calm=3, mood=3, recorded_at=clock.now())

    return make
