"""The real API in one process: client, gateway, handler and store, with a clock turned by hand and a workflow that
only takes notes."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import Engine

from backend.api.app import create_handler
from backend.client import AthleteClient, Backend
from backend.contract import RecordEntry, RegisterAthlete
from backend.embedded.gateway import GatewayTransport
from backend.embedded.identity import Issuer
from backend.store.agenda import SqlAgenda
from backend.store.check_ins import SqlCheckIns
from backend.store.engine import open_engine
from backend.store.keys import SigningKey, signing_key
from backend.store.migrate import upgrade
from backend.store.sql import SqlStore

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


@dataclass
class NotedWorkflow:
    """Starts nothing; remembers what it was asked to, or refuses."""

    started: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    broken: bool = False

    def start(self, execution_id: str, work: Mapping[str, Any]) -> None:
        if self.broken:
            raise RuntimeError("no room")
        self.started.append((execution_id, work))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SigningKey]:
    """A database with its tables and key, to be copied: making them takes longer than most tests."""
    file = tmp_path_factory.mktemp("prepared") / "api.db"
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    key = signing_key(engine)
    engine.dispose()
    return file, key


@pytest.fixture
def key(prepared: tuple[Path, SigningKey]) -> SigningKey:
    return prepared[1]


@pytest.fixture
def engine(prepared: tuple[Path, SigningKey], tmp_path: Path) -> Iterator[Engine]:
    file = shutil.copy(prepared[0], tmp_path / "api.db")
    engine = open_engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def workflow() -> NotedWorkflow:
    return NotedWorkflow()


@pytest.fixture
def store(engine: Engine, clock: HandClock) -> SqlStore:
    return SqlStore(engine, clock)


@pytest.fixture
def issuer(key: SigningKey, clock: HandClock) -> Issuer:
    return Issuer(key, clock)


@pytest.fixture
def handler(store, workflow, clock, engine):
    return create_handler(store, workflow, clock, check_ins=SqlCheckIns(engine), agenda=SqlAgenda(engine))


@pytest.fixture
async def transport(handler, issuer: Issuer) -> AsyncIterator[GatewayTransport]:
    transport = GatewayTransport(handler, issuer.verify)
    yield transport
    await transport.aclose()


@pytest.fixture
async def backend(issuer: Issuer, transport: GatewayTransport) -> Backend:
    return Backend("http://backend/v1", issuer, transport)


@pytest.fixture
async def http(transport: GatewayTransport) -> httpx.AsyncClient:
    """Requests as anybody could make them."""
    return httpx.AsyncClient(transport=transport, base_url="http://backend/v1")


@pytest.fixture
def new_athlete(backend: Backend) -> Callable[..., Any]:
    """Register one more athlete, and give their client."""

    async def register(zone: str = "UTC") -> AthleteClient:
        client = backend.as_athlete(uuid4())
        await client.register(RegisterAthlete(zone=zone, consented_at=NOON))
        return client

    return register


@pytest.fixture
async def anna(new_athlete) -> AthleteClient:
    return await new_athlete()


@pytest.fixture
async def ben(new_athlete) -> AthleteClient:
    return await new_athlete()


@pytest.fixture
def run() -> Callable[..., RecordEntry]:
    """The command for a run of 60 minutes at RPE 7 today, or what is said otherwise."""

    def make(**other: object) -> RecordEntry:
        usual = {"id": uuid4(), "date": SUNDAY, "sport": "run", "minutes": 60, "rpe": 7, "note": "legs heavy"}
        return RecordEntry.model_validate(usual | other)

    return make


@pytest.fixture
def headers(issuer: Issuer) -> Callable[[UUID], Any]:
    async def make(athlete_id: UUID) -> dict[str, str]:
        return {"authorization": f"Bearer {await issuer.access_token(athlete_id)}"}

    return make
