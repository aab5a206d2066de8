"""A table of one's own on the emulator, a clock to turn, and entries to store."""

import importlib
import logging
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from backend.aws import clients
from backend.aws.dynamo.agenda import DynamoAgenda
from backend.aws.dynamo.billing import DynamoBilling
from backend.aws.dynamo.check_ins import DynamoCheckIns
from backend.aws.dynamo.store import DynamoStore
from backend.clock import SystemClock
from backend.contract import Athlete, CheckIn, Entry
from sandbox.cloud.ministack import REGION
from tests.fakes.cloud import client, emulator, make_queue, make_table
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
def billing(dynamodb, table):
    return DynamoBilling(dynamodb, table)


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


# ---- the clock's function ----


@dataclass
class Context:
    aws_request_id: str = "request"
    function_name: str = "tick"
    memory_limit_in_mb: int = 128
    invoked_function_arn: str = "arn"


@pytest.fixture
def queue():
    return make_queue("Outbox")


@pytest.fixture
def module(monkeypatch, dynamodb, clock, table, queue):
    """The function's own module, just loaded: its settings are this test's, so are its clock and its client."""
    settings = {
        "AWS_ENDPOINT_URL": emulator().endpoint,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "LOG_LEVEL": "INFO",
        "BACKEND_TABLE": table,
        "OUTBOX_QUEUE_URL": queue,
        "STATE_MACHINE_ARN": "arn",
        "QUESTION_MACHINE_ARN": "questions",
        "PREMIUM_RAIL": "stripe_invoice",
        "STRIPE_KEY_SECRET": "no-such-secret",
        "STRIPE_MODE": "test",
        "STRIPE_API_URL": "https://stripe.invalid",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(SystemClock, "now", lambda _: clock.now())
    monkeypatch.setattr(clients, "dynamodb", lambda: dynamodb)
    # A function has its process to itself; here the loggers are everybody's.
    loggers = [logging.getLogger(name) for name in ("backend", "tick")]
    before = [{**each.__dict__, "handlers": [*each.handlers], "filters": [*each.filters]} for each in loggers]
    sys.modules.pop("bot.functions.tick", None)
    yield importlib.import_module("bot.functions.tick")
    for logger, state in zip(loggers, before, strict=True):
        logger.__dict__.clear()
        logger.__dict__.update(state)


@pytest.fixture
def tick(module):
    """Let the clock strike; what the function answers."""
    return lambda: module.handler({}, Context())


@pytest.fixture
def unpaced(module, monkeypatch):
    """As many reminders a second as there are."""
    monkeypatch.setattr(module, "REMINDERS_PER_SECOND", 10_000)
