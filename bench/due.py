"""A minute's reminders: what one that is due costs among a million athletes beside among a thousand."""

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from uuid import UUID
from zoneinfo import ZoneInfo

from backend.contract import Reminders
from backend.reminders.engine import send_due
from backend.store.agenda import SqlAgenda
from backend.store.check_ins import SqlCheckIns
from backend.store.engine import open_engine
from backend.store.migrate import upgrade
from backend.store.outbox import SqlOutbox
from backend.store.sql import SqlStore

ATHLETES = {"1,000": 1_000, "1,000,000": 1_000_000}
DUE = 500
"""Of each, in the minute that is measured; the others are asked in one of the minutes of the day that follows."""
ROUNDS = 9
NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Place:
    """A database with so many athletes, ``DUE`` of whom are to be asked now. ``dispose`` closes it."""

    def __init__(self, path: Path, athletes: int) -> None:
        self._path = path
        engine = open_engine(f"sqlite:///{path}")
        upgrade(engine)
        chance = Random(athletes)
        # Sorted, as rows are stored fastest in the order of their keys; those who are due are scattered over all.
        everyone = sorted(UUID(int=chance.getrandbits(128), version=4) for _ in range(athletes))
        self._due = chance.sample(everyone, DUE)
        fill(
            path,
            {id_: chance.randrange(1, 24 * 60) * _MINUTE + NOW for id_ in everyone} | dict.fromkeys(self._due, NOW),
        )
        self._ports = SqlAgenda(engine), SqlCheckIns(engine), SqlStore(engine), SqlOutbox(engine)
        self.dispose = engine.dispose

    def tick(self) -> float:
        """Seconds of processor time of a tick, for each of those who are due."""
        agenda, check_ins, store, outbox = self._ports
        began = process_time()
        sent = send_due(NOW, agenda, check_ins, store, outbox, limit=2 * DUE)
        took = process_time() - began
        assert sent == DUE, sent
        self._put_back()
        return took / DUE

    def _put_back(self) -> None:
        with closing(sqlite3.connect(self._path)) as database, database:
            database.execute("DELETE FROM outbox")
            database.executemany(
                "UPDATE dues SET at = ? WHERE athlete_id = ?", [(microseconds(NOW), id_.hex) for id_ in self._due]
            )


def fill(path: Path, at: Mapping[UUID, datetime], zone: str = "UTC") -> None:
    """Store athletes of that zone, who are asked for their check-in each day when it is that time, and next then."""
    tables: dict[str, Iterator[tuple[str | int, ...]]] = {
        "athletes (id, language, zone, consented_at, revision)": ((id_.hex, "en", zone, 0, 0) for id_ in at),
        "reminders (athlete_id, choice)": ((id_.hex, _daily(instant, zone)) for id_, instant in at.items()),
        "dues (athlete_id, kind, at)": ((id_.hex, "check_in", microseconds(instant)) for id_, instant in at.items()),
    }
    with closing(sqlite3.connect(path)) as database, database:
        for into, rows in tables.items():
            marks = ", ".join("?" * (into.count(",") + 1))
            database.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)


@cache
def _daily(instant: datetime, zone: str) -> str:
    at = instant.astimezone(ZoneInfo(zone)).time()
    return Reminders(check_in=(at, at, at, at, at, at, at)).model_dump_json()


def microseconds(instant: datetime) -> int:
    """As the tables keep it."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def run() -> Mapping[str, float]:
    """Median seconds for one who is due, by how many athletes there are, the two measured in turns."""
    seconds: dict[str, list[float]] = {name: [] for name in ATHLETES}
    with tempfile.TemporaryDirectory() as folder:
        places = {name: Place(Path(folder) / f"{count}.db", count) for name, count in ATHLETES.items()}
        for _ in range(ROUNDS):
            for name, place in places.items():
                seconds[name].append(place.tick())
        for place in places.values():
            with suppress(OSError):
                place.dispose()
    return {name: median(times) for name, times in seconds.items()}
