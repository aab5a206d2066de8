"""Saving one more entry and refreshing its numbers: after ten years of daily sessions beside after thirty days."""

import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from statistics import median
from time import process_time
from typing import Any
from uuid import UUID, uuid4

from backend.contract import Athlete, Entry, Feelings
from backend.history import bring_up_to_date
from backend.ports import Feedback
from backend.store.engine import open_engine
from backend.store.migrate import upgrade
from backend.store.sql import SqlOutbox, SqlStore
from backend.training.session import Kind, Sport
from backend.workflow.steps import Tools, tasks

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
LENGTHS = {"30 days": 30, "10 years": 3652}
ROUNDS = 200
ORDER = ("validate", "analyse", "coach", "save", "notify")


class Evening:
    """Always the same one, and at each look a millisecond later: what is written last is what is newest."""

    def __init__(self) -> None:
        self._looks = count()

    def now(self) -> datetime:
        """Now."""
        return NOW + timedelta(milliseconds=next(self._looks))


class Subject:
    """An athlete with a history of that many days, and what one more entry costs."""

    def __init__(self, tools: Tools, days: int) -> None:
        self._tools = tools
        self._tasks = tasks(tools)
        self.id = uuid4()
        tools.store.add_athlete(Athlete(id=self.id, language="en", zone="UTC", consented_at=NOW))
        for back in range(days, 0, -1):
            entry = self._entry(back, 40 + back % 50)
            tools.store.add_entry(self.id, entry)
            tools.store.save_feedback(self.id, self._comment(entry))
        bring_up_to_date(tools.store, self.id)

    @staticmethod
    def _entry(back: int, minutes: int) -> Entry:
        return Entry(
            id=uuid4(), kind=Kind.SESSION, date=NOW.date() - timedelta(days=back), sport=Sport.RUN, minutes=minutes,
            rpe=5, feelings=Feelings(freshness=3), note="", load=minutes * 5.0, recorded_at=NOW, revision=1,
        )  # fmt: skip

    @staticmethod
    def _comment(entry: Entry) -> Feedback:
        return Feedback(
            entry_id=entry.id, revision=1, text="As often.", facts=[], phrases=["as_often"],
            written_at=NOW - (NOW.date() - entry.date),
        )  # fmt: skip

    def one_more(self) -> float:
        """Seconds of processor time to store an entry of today and to walk all steps of its analysis."""
        entry = self._entry(0, 45)
        began = process_time()
        self._tools.store.add_entry(self.id, entry)
        self._walk(self.id, entry.id)
        took = process_time() - began
        stored = self._tools.store.entry(self.id, entry.id)
        assert stored is not None
        removed = stored.model_copy(update={"revision": 2, "removed": True})
        assert self._tools.store.replace_entry(self.id, removed, stale_from=entry.date)
        bring_up_to_date(self._tools.store, self.id)
        return took

    def _walk(self, athlete_id: UUID, entry_id: UUID) -> None:
        event: dict[str, Any] = {
            "athlete_id": str(athlete_id),
            "entry_id": str(entry_id),
            "revision": 1,
            "kind": "feedback",
        }
        for name in ORDER:
            event = {**event, **self._tasks[name](event)}


def run() -> Mapping[str, float]:
    """Median seconds of one more entry by length of history, the two measured in turns."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/bench.db")
        upgrade(engine)
        clock = Evening()
        tools = Tools(SqlStore(engine, clock), SqlOutbox(engine, clock), clock)
        subjects = {name: Subject(tools, days) for name, days in LENGTHS.items()}
        seconds: dict[str, list[float]] = {name: [] for name in LENGTHS}
        for _ in range(ROUNDS):
            for name, subject in subjects.items():
                seconds[name].append(subject.one_more())
        with suppress(OSError):
            engine.dispose()
    return {name: median(times) for name, times in seconds.items()}
