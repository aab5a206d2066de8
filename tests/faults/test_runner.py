"""The embedded workflow runner: durable, in time, and none in another's way."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from backend.contract import Athlete, Entry, Feelings
from backend.embedded.runner import Runner
from backend.errors import NoConsent, StoreUnavailable
from backend.ports import Position
from backend.store.engine import open_engine
from backend.store.executions import SqlPositions
from backend.store.migrate import upgrade
from backend.store.sql import SqlOutbox, SqlStore
from backend.training.session import Kind, Sport
from backend.workflow import load_definition
from backend.workflow.steps import Tools, tasks
from backend.workflow.steps.tools import IDS

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
EVERY_POSITION, ONLY_ENDS = 0.0, 60.0
"""Seconds of work after which a position is stored: at once, or longer than any test takes."""
WORK = {"athlete_id": str(UUID(int=1)), "entry_id": str(UUID(int=2)), "revision": 1}


class TurnedClock:
    """A clock that only the test turns."""

    def __init__(self) -> None:
        self._now = NOON

    def now(self) -> datetime:
        return self._now

    def turn(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class Killed(BaseException):
    """The process died here."""


class MemoryPositions:
    """Positions in memory, as JSON would keep them; dies before or after a chosen write, or is unavailable."""

    def __init__(self) -> None:
        self.rows: dict[str, Position | None] = {}
        self.finished_at: dict[str, datetime] = {}
        self.writes = 0
        self.die_at: tuple[int, str] | None = None
        self.unavailable = 0
        self._lock = Lock()

    def _write(self, change: Callable[[], bool]) -> bool:
        with self._lock:
            if self.unavailable:
                self.unavailable -= 1
                raise StoreUnavailable
            self.writes += 1
            number = self.writes
            if self.die_at == (number, "before"):
                raise Killed
            done = change()
            if self.die_at == (number, "after"):
                raise Killed
            return done

    def add(self, position: Position) -> bool:
        def change() -> bool:
            if position.execution_id in self.rows:
                return False
            self.rows[position.execution_id] = position
            return True

        return self._write(change)

    def save(self, position: Position) -> bool:
        json.dumps([position.input, position.variables])

        def change() -> bool:
            if self.rows.get(position.execution_id) is None:
                return False
            self.rows[position.execution_id] = position
            return True

        return self._write(change)

    def finish(self, execution_id: str, at: datetime) -> None:
        def change() -> bool:
            self.rows[execution_id] = None
            self.finished_at[execution_id] = at
            return True

        self._write(change)

    def forget(self, execution_id: str) -> None:
        self._write(lambda: self.rows.pop(execution_id, None) is not None)

    def unfinished(self) -> list[Position]:
        with self._lock:
            if self.unavailable:
                self.unavailable -= 1
                raise StoreUnavailable
            return [row for row in self.rows.values() if row]

    def purge(self, finished_before: datetime) -> int:
        old = [name for name, at in self.finished_at.items() if at < finished_before]
        for name in old:
            del self.rows[name], self.finished_at[name]
        return len(old)


class Steps:
    """The five functions, with effects that can be counted: as idempotent as the real ones."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.returned: list[str] = []
        self.saved: dict[str, str] = {}
        self.sent: dict[str, str] = {}
        self.errors: dict[str, list[Exception | None]] = {}
        self.blocked: dict[str, Event] = {}
        self.dies_in: tuple[str, str] | None = None
        self.outcome = "current"

    def functions(self) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        return {name: self._named(name, getattr(self, name)) for name in _NAMES}

    def _named(self, name: str, function: Callable[[dict[str, Any]], dict[str, Any]]):
        def call(event: dict[str, Any]) -> dict[str, Any]:
            self.calls.append(name)
            if name in self.blocked and len([each for each in self.calls if each == name]) == 1:
                self.blocked[name].wait(10)
            self._die(name, "before")
            planned = self.errors.get(name)
            if planned and (error := planned.pop(0)):
                raise error
            answer = {**function(event), **{name: event[name] for name in IDS}}
            self._die(name, "after")
            self.returned.append(name)
            return answer

        return call

    def _die(self, name: str, moment: str) -> None:
        if self.dies_in == (name, moment):
            self.dies_in = None
            raise Killed

    def validate(self, event: dict[str, Any]) -> dict[str, Any]:
        return {"outcome": self.outcome}

    def analyse(self, event: dict[str, Any]) -> dict[str, Any]:
        return {"facts": [{"name": "session", "load": 420.0}]}

    def coach(self, event: dict[str, Any]) -> dict[str, Any]:
        return {"text": f"{event['facts'][0]['load']} AU", "facts": event["facts"], "phrases": ["a"]}

    def save(self, event: dict[str, Any]) -> dict[str, Any]:
        self.saved.setdefault(event["entry_id"], event["text"])
        return {"say": True}

    def notify(self, event: dict[str, Any]) -> dict[str, Any]:
        self.sent.setdefault(f"{event['entry_id']}:{event['revision']}:{event['kind']}", event["kind"])
        return {"sent": True}


_NAMES = ("validate", "analyse", "coach", "save", "notify")


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def steps() -> Steps:
    return Steps()


@pytest.fixture
def positions() -> MemoryPositions:
    return MemoryPositions()


def runner_of(steps: Steps, positions: Any, clock: TurnedClock, **options: Any) -> Runner:
    options = {"look_every": 0.005, "chance": lambda: 1.0, **options}
    return Runner(load_definition(), steps.functions(), positions, clock, **options)


@asynccontextmanager
async def serving(runner: Runner) -> AsyncIterator[None]:
    task = asyncio.create_task(runner.serve())
    try:
        yield
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def until(condition: Callable[[], object], what: str = "it") -> None:
    deadline = asyncio.get_running_loop().time() + 10
    while not condition():
        assert asyncio.get_running_loop().time() < deadline, f"{what} never happened"
        await asyncio.sleep(0.002)


def all_over(positions: MemoryPositions) -> Callable[[], bool]:
    return lambda: bool(positions.rows) and not any(positions.rows.values())


async def test_an_entry_is_analysed_from_start_to_end(steps: Steps, positions: MemoryPositions, clock: TurnedClock):
    runner = runner_of(steps, positions, clock)
    async with serving(runner):
        runner.start("a:1", WORK)
        await until(all_over(positions))
    assert steps.calls == list(_NAMES)
    assert list(steps.sent.values()) == ["feedback"]


@pytest.mark.parametrize(
    ("outcome", "calls"), [("superseded", ["validate"]), ("removed", ["validate", "analyse"]), ("current", [*_NAMES])]
)
async def test_only_the_latest_revision_gets_words(
    outcome: str, calls: list[str], steps: Steps, positions: MemoryPositions, clock: TurnedClock
):
    steps.outcome = outcome
    runner = runner_of(steps, positions, clock)
    async with serving(runner):
        runner.start("a:1", WORK)
        await until(all_over(positions))
    assert steps.calls == calls


async def test_the_same_id_runs_once_however_often_it_is_started(
    steps: Steps, positions: MemoryPositions, clock: TurnedClock
):
    # GIVEN an id started from eight threads before anything runs
    runner = runner_of(steps, positions, clock)
    threads = [Thread(target=runner.start, args=("a:1", WORK)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # WHEN it runs, and is started once more after its end
    async with serving(runner):
        await until(all_over(positions))
        runner.start("a:1", WORK)
        runner.start("b:1", WORK)
        await until(lambda: "b:1" in positions.rows and all_over(positions)())
    # THEN it ran once
    assert steps.calls == [*_NAMES, *_NAMES]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(
    ("keep_after", "write"), [*((EVERY_POSITION, n) for n in range(1, 7)), (ONLY_ENDS, 1), (ONLY_ENDS, 2)]
)
async def test_killed_at_any_write_it_carries_on_with_the_same_result(
    keep_after: float, write: int, moment: str, steps: Steps, positions: MemoryPositions, clock: TurnedClock
):
    # GIVEN a process that dies right before or after one of its writes
    positions.die_at = (write, moment)
    dying = runner_of(steps, positions, clock, keep_after=keep_after)
    async with serving(dying):
        try:
            dying.start("a:1", WORK)
            await until(lambda: positions.writes >= write, "the fatal write")
        except Killed:
            pass
    # WHEN another process takes over; if not even the start was stored, the entry's repetition starts it
    positions.die_at = None
    next_life = runner_of(steps, positions, clock)
    async with serving(next_life):
        next_life.start("a:1", WORK)
        await until(all_over(positions))
    # THEN the effects are those of a run without a crash, once, and no task ran more than twice
    assert steps.saved == {WORK["entry_id"]: "420.0 AU"}
    assert steps.sent == {f"{WORK['entry_id']}:1:feedback": "feedback"}
    assert all(1 <= steps.calls.count(name) <= 2 for name in _NAMES)


@pytest.mark.parametrize("keep_after", [EVERY_POSITION, ONLY_ENDS])
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", _NAMES)
async def test_killed_in_any_task_it_carries_on_with_the_same_result(
    step: str, moment: str, keep_after: float, steps: Steps, positions: MemoryPositions, clock: TurnedClock
):
    # GIVEN a process that dies right before or after a task has had its effect
    steps.dies_in = (step, moment)
    dying = runner_of(steps, positions, clock, keep_after=keep_after)
    async with serving(dying):
        dying.start("a:1", WORK)
        await until(lambda: steps.dies_in is None, "the fatal task")
    # WHEN another process takes over
    async with serving(runner_of(steps, positions, clock, keep_after=keep_after)):
        await until(all_over(positions))
    # THEN the effects are those of a run without a crash, once, and no task ran more than twice
    assert steps.saved == {WORK["entry_id"]: "420.0 AU"}
    assert steps.sent == {f"{WORK['entry_id']}:1:feedback": "feedback"}
    assert all(1 <= steps.calls.count(name) <= 2 for name in _NAMES)


async def test_one_that_walks_through_is_written_at_its_start_and_end(
    steps: Steps, positions: MemoryPositions, clock: TurnedClock
):
    runner = runner_of(steps, positions, clock, keep_after=ONLY_ENDS)
    async with serving(runner):
        runner.start("a:1", WORK)
        await until(all_over(positions))
    assert positions.writes == 2


async def test_what_took_long_is_stored_before_more_is_begun(
    steps: Steps, positions: MemoryPositions, clock: TurnedClock
):
    # GIVEN an analysis that takes a second
    seconds = 0.0
    steps.blocked["analyse"] = Event()
    steps.blocked["coach"] = Event()
    runner = runner_of(steps, positions, clock, monotonic=lambda: seconds)
    async with serving(runner):
        runner.start("a:1", WORK)
        await until(lambda: "analyse" in steps.calls)
        seconds = 1.0
        steps.blocked["analyse"].set()
        # WHEN the next task is under way
        await until(lambda: "coach" in steps.calls)
        # THEN a crash would not cost it
        assert positions.rows["a:1"].state == "Coach"
        steps.blocked["coach"].set()
        await until(all_over(positions))


async def test_a_failing_store_is_tried_again_when_its_time_has_come(
    steps: Steps, positions: MemoryPositions, clock: TurnedClock
):
    steps.errors["analyse"] = [StoreUnavailable(), StoreUnavailable()]
    runner = runner_of(steps, positions, clock)
    async with serving(runner):
        runner.start("a:1", WORK)
        await until(lambda: (row := positions.rows["a:1"]) and row.attempts == (1, 0), "the first retry")
        assert positions.rows["a:1"].due == NOON + timedelta(seconds=1)
        clock.turn(1)
        await until(lambda: (row := positions.rows["a:1"]) and row.attempts == (2, 0), "the second retry")
        clock.turn(1.9)
        assert steps.calls.count("analyse") == 2
        clock.turn(0.1)
        await until(all_over(positions))
    assert steps.calls.count("analyse") == 3
    assert list(steps.sent.values()) == ["feedback"]


async def test_retries_are_counted_across_a_restart(steps: Steps, positions: MemoryPositions, clock: TurnedClock):
    # GIVEN an analysis that fails for good, of which three retries are allowed
    steps.errors["analyse"] = [StoreUnavailable() for _ in range(9)]
    runner_of(steps, positions, clock).start("a:1", WORK)
    # WHEN the process is restarted after each try
    for tries in range(1, 5):
        async with serving(runner_of(steps, positions, clock)):
            await until(lambda n=tries: steps.calls.count("analyse") == n, "the next try")
            await until(lambda: "a:1" not in positions.rows or positions.rows["a:1"].due > clock.now(), "its end")
        clock.turn(8)
    # THEN there were no more tries than that
    assert steps.calls.count("analyse") == 4
    assert list(steps.sent.values()) == ["comment_delayed"]


@pytest.mark.parametrize("step", ["validate", "analyse", "coach", "save"])
async def test_what_keeps_failing_is_told_once_and_can_be_started_again(
    step: str, steps: Steps, positions: MemoryPositions, clock: TurnedClock
):
    # GIVEN a step with a bug
    steps.errors[step] = [ValueError("boom"), ValueError("boom")]
    runner = runner_of(steps, positions, clock)
    async with serving(runner):
        # WHEN it runs twice: by the entry, and by the clock that restarts what is unfinished
        for _ in range(2):
            runner.start("a:1", WORK)
            await until(lambda: not positions.rows, "failing")
        # THEN the athlete heard of the delay once
        assert list(steps.sent.values()) == ["comment_delayed"]
        # AND once it is mended the words follow
        runner.start("a:1", WORK)
        await until(all_over(positions))
    assert list(steps.sent.values()) == ["comment_delayed", "feedback"]


async def test_a_start_right_after_a_failure_is_not_lost(steps: Steps, positions: MemoryPositions, clock: TurnedClock):
    # GIVEN an execution that fails, started again in the moment in which its id is forgotten
    steps.errors["validate"] = [ValueError("boom")]
    runner = runner_of(steps, positions, clock)
    forget, seen = positions.forget, Event()

    def forget_and_start_again(execution_id: str) -> None:
        forget(execution_id)
        runner.start("a:1", WORK)
        runner.start("b:1", WORK)
        # the loop has looked at both before this run reports back
        assert seen.wait(10)

    positions.forget = forget_and_start_again  # type: ignore[method-assign]  # the moment is the point
    async with serving(runner):
        runner.start("a:1", WORK)
        await until(lambda: positions.rows.get("b:1", positions) is None, "the other one")
        seen.set()
        # THEN it runs
        await until(all_over(positions))
    assert list(steps.sent.values()) == ["comment_delayed", "feedback"]


async def test_an_athlete_who_is_gone_ends_it_quietly(steps: Steps, positions: MemoryPositions, clock: TurnedClock):
    steps.errors["analyse"] = [NoConsent()]
    runner = runner_of(steps, positions, clock)
    async with serving(runner):
        runner.start("a:1", WORK)
        await until(all_over(positions))
    assert steps.sent == {}


async def test_erased_positions_end_the_execution(steps: Steps, positions: MemoryPositions, clock: TurnedClock):
    steps.blocked["analyse"] = Event()
    runner = runner_of(steps, positions, clock, keep_after=EVERY_POSITION)
    async with serving(runner):
        runner.start("a:1", WORK)
        await until(lambda: "analyse" in steps.calls)
        positions.rows.clear()
        steps.blocked["analyse"].set()
        runner.start("b:1", WORK)
        await until(all_over(positions))
    assert steps.calls.count("save") == 1


async def test_a_task_over_its_time_is_left_behind_and_tried_again(
    steps: Steps, positions: MemoryPositions, clock: TurnedClock
):
    # GIVEN an analysis that hangs, once
    steps.blocked["analyse"] = Event()
    seconds = 0.0
    looks = 0

    def monotonic() -> float:
        nonlocal looks
        looks += 1
        return seconds

    runner = runner_of(steps, positions, clock, monotonic=monotonic)
    async with serving(runner):
        runner.start("a:1", WORK)
        await until(lambda: "analyse" in steps.calls)
        # WHEN its 30 seconds are over
        seconds = 29.9
        seen = looks
        await until(lambda: looks > seen + 3, "another look")
        assert positions.rows["a:1"].attempts == ()
        seconds = 30.1
        await until(lambda: (row := positions.rows["a:1"]) and row.attempts == (1, 0), "the timeout")
        # AND the first one answers after all
        steps.blocked["analyse"].set()
        await until(lambda: "analyse" in steps.returned, "the late answer")
        seen = looks
        await until(lambda: looks > seen + 3 or clock.turn(0.01), "another look")
        # THEN its answer counts no more: the second try brings it to its end, once
        clock.turn(1)
        await until(all_over(positions))
    assert steps.calls == ["validate", "analyse", "analyse", "coach", "save", "notify"]
    assert positions.rows == {"a:1": None}


async def test_a_task_that_never_returns_keeps_none_from_ending(
    steps: Steps, positions: MemoryPositions, clock: TurnedClock
):
    # GIVEN an analysis that hangs for good, and room for one execution
    steps.blocked["analyse"] = Event()
    seconds = 0.0
    runner = runner_of(steps, positions, clock, concurrency=1, monotonic=lambda: seconds)
    async with serving(runner):
        runner.start("a:1", WORK)
        await until(lambda: "analyse" in steps.calls)
        # WHEN its time is over
        seconds = 30.1
        await until(lambda: (row := positions.rows["a:1"]) and row.attempts == (1, 0), "the timeout")
        clock.turn(1)
        # THEN the second try ends it while the first still hangs
        await until(all_over(positions))
        steps.blocked["analyse"].set()


async def test_slow_ones_delay_none(steps: Steps, positions: MemoryPositions, clock: TurnedClock):
    # GIVEN one execution that hangs in the coach
    steps.blocked["coach"] = Event()
    runner = runner_of(steps, positions, clock, concurrency=2)
    async with serving(runner):
        runner.start("slow:1", WORK)
        await until(lambda: "coach" in steps.calls)
        # WHEN a hundred others come
        for number in range(100):
            runner.start(f"{number}:1", {**WORK, "entry_id": str(UUID(int=number))})
        # THEN they all finish before it
        await until(lambda: sum(row is None for row in positions.rows.values()) == 100)
        assert positions.rows["slow:1"] is not None
        steps.blocked["coach"].set()
        await until(all_over(positions))


async def test_positions_out_of_reach_are_waited_for(steps: Steps, positions: MemoryPositions, clock: TurnedClock):
    runner = runner_of(steps, positions, clock)
    async with serving(runner):
        steps.blocked["validate"] = Event()
        runner.start("a:1", WORK)
        await until(lambda: steps.calls)
        positions.unavailable = 1
        steps.blocked["validate"].set()
        await until(lambda: positions.unavailable == 0)
        await until(lambda: clock.turn(1) or all_over(positions)())
    assert list(steps.sent.values()) == ["feedback"]


async def test_a_start_that_could_not_be_stored_is_reported(
    steps: Steps, positions: MemoryPositions, clock: TurnedClock
):
    positions.unavailable = 1
    with pytest.raises(StoreUnavailable):
        runner_of(steps, positions, clock).start("a:1", WORK)


async def test_ids_are_forgotten_after_a_day(steps: Steps, positions: MemoryPositions, clock: TurnedClock):
    runner = runner_of(steps, positions, clock)
    async with serving(runner):
        runner.start("a:1", WORK)
        await until(all_over(positions))
        clock.turn(25 * 3600)
        runner.start("b:1", WORK)
        await until(lambda: "a:1" not in positions.rows)


async def test_it_runs_on_the_real_positions(steps: Steps, clock: TurnedClock, tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path / 'runner.db'}")
    upgrade(engine)
    positions = SqlPositions(engine)
    runner = runner_of(steps, positions, clock)
    async with serving(runner):
        for number in range(20):
            runner.start(f"{number}:1", {**WORK, "entry_id": str(UUID(int=number))})
        await until(lambda: not positions.unfinished())
    engine.dispose()
    assert len(steps.sent) == 20


class Mortal(SqlPositions):
    """The real positions; the process dies before or after the chosen write."""

    def __init__(self, engine: Engine, die_at: tuple[int, str]) -> None:
        super().__init__(engine)
        self.writes = 0
        self._die_at = die_at

    def _reach(self, moment: str) -> None:
        self.writes += moment == "before"
        if (self.writes, moment) == self._die_at:
            raise Killed

    def save(self, position: Position) -> bool:
        self._reach("before")
        saved = super().save(position)
        self._reach("after")
        return saved

    def finish(self, execution_id: str, at: datetime) -> None:
        self._reach("before")
        super().finish(execution_id, at)
        self._reach("after")


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("keep_after", "write"), [*((EVERY_POSITION, n) for n in range(1, 6)), (ONLY_ENDS, 1)])
async def test_killed_at_any_write_the_real_steps_say_the_same_once(
    keep_after: float, write: int, moment: str, clock: TurnedClock, tmp_path: Path
):
    # GIVEN the same log in two databases, one of which lives through a crash
    said = []
    for name, die_at in (("calm", (0, "")), ("crash", (write, moment))):
        engine = open_engine(f"sqlite:///{tmp_path / name}.db")
        upgrade(engine)
        tools = Tools(SqlStore(engine, clock), SqlOutbox(engine, clock), clock)
        entry = logged(tools.store)
        work = {"athlete_id": WORK["athlete_id"], "entry_id": str(entry.id), "revision": 1}
        mortal = Mortal(engine, die_at)
        dying = Runner(load_definition(), tasks(tools), mortal, clock, look_every=0.005, keep_after=keep_after)
        async with serving(dying):
            dying.start("a:1", work)
            await until(lambda m=mortal, w=write: m.writes >= w, "the fatal write")
        # WHEN another process takes over
        positions = SqlPositions(engine)
        async with serving(Runner(load_definition(), tasks(tools), positions, clock, look_every=0.005)):
            await until(lambda p=positions: not p.unfinished(), "the end")
        # THEN its feedback is kept, and waits once in the outbox
        kept = tools.store.feedback(UUID(WORK["athlete_id"]), entry.id)
        sent = [each.text for each in tools.outbox.due(clock.now(), 9)]
        assert kept is not None
        assert sent == [kept.text]
        said.append((kept.text, kept.facts, kept.phrases))
        engine.dispose()
    # AND both read the same
    assert said[0] == said[1]


def logged(store: SqlStore) -> Entry:
    """An athlete with one session."""
    athlete_id = UUID(WORK["athlete_id"])
    store.add_athlete(Athlete(id=athlete_id, language="en", zone="Europe/Berlin", consented_at=NOON))
    entry = Entry(
        id=UUID(WORK["entry_id"]),
        kind=Kind.SESSION,
        date=NOON.date(),
        sport=Sport.RUN,
        minutes=60,
        rpe=7,
        feelings=Feelings(),
        note="legs heavy",
        load=420,
        recorded_at=NOON,
        revision=1,
    )
    return store.add_entry(athlete_id, entry)[0]


def test_a_definition_that_calls_unknown_functions_is_refused(positions: MemoryPositions, clock: TurnedClock):
    with pytest.raises(ValueError, match="analyse, coach, notify, save"):
        Runner(load_definition(), {"validate": dict}, positions, clock)
