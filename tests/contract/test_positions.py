"""The contract of ``Positions``. An adapter joins by adding its opener to ``ADAPTERS``.

PostgreSQL takes part when ``TEST_POSTGRES_URL`` names a database that may be emptied.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from backend.ports import Position, Positions
from backend.store.engine import open_engine, transaction
from backend.store.executions import SqlPositions
from backend.store.migrate import upgrade
from backend.store.tables import executions

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANNA = UUID(int=1)


def open_sqlite(folder: Path) -> tuple[Callable[[], Positions], Callable[[], None]]:
    """(open the same positions once more, close)."""
    engine = open_engine(f"sqlite:///{folder / 'positions.db'}")
    upgrade(engine)
    return lambda: SqlPositions(engine), engine.dispose


def open_postgres(_: Path) -> tuple[Callable[[], Positions], Callable[[], None]]:
    """The same on PostgreSQL, emptied."""
    engine = open_engine(os.environ["TEST_POSTGRES_URL"])
    upgrade(engine)
    with transaction(engine) as connection:
        connection.execute(executions.delete())
    return lambda: SqlPositions(engine), engine.dispose


ADAPTERS = {"sqlite": open_sqlite}
if "TEST_POSTGRES_URL" in os.environ:
    ADAPTERS["postgres"] = open_postgres


@pytest.fixture(params=ADAPTERS)
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Positions]]:
    opened, close = ADAPTERS[request.param](tmp_path)
    yield opened
    close()


@pytest.fixture
def positions(reopen: Callable[[], Positions]) -> Positions:
    return reopen()


def position(name: str = "a:1", **changes: object) -> Position:
    blank = Position(
        execution_id=name,
        athlete_id=ANNA,
        state="Validate",
        work={"athlete_id": str(ANNA), "entry_id": "a", "revision": 1},
        input={"anything": [1, 2.5, None, True, "ü 🏃"]},
        variables={},
        attempts=(),
        started_at=NOON,
        due=NOON,
    )
    return replace(blank, **changes)  # type: ignore[arg-type]  # the tests name real fields


def test_what_was_added_is_there_after_reopening(positions: Positions, reopen: Callable[[], Positions]):
    added = position(variables={"work": {"x": 1}}, attempts=(1, 0))
    assert positions.add(added)
    assert reopen().unfinished() == [added]


def test_adding_a_known_id_changes_nothing(positions: Positions):
    positions.add(position())
    assert not positions.add(position(state="Save"))
    assert positions.unfinished() == [position()]


def test_a_saved_position_replaces_the_former(positions: Positions):
    positions.add(position())
    later = position(state="Coach", input={"facts": []}, due=NOON + timedelta(seconds=3), attempts=(2,))
    assert positions.save(later)
    assert positions.unfinished() == [later]


def test_a_finished_execution_is_over_but_its_id_stays_known(positions: Positions):
    positions.add(position())
    positions.finish("a:1", NOON)
    positions.finish("a:1", NOON)
    assert positions.unfinished() == []
    assert not positions.save(position(state="Coach"))
    assert not positions.add(position())


def test_a_forgotten_execution_can_be_added_again(positions: Positions):
    positions.add(position())
    positions.forget("a:1")
    assert not positions.save(position())
    assert positions.add(position())


def test_what_was_never_added_cannot_be_saved_and_finishing_it_is_quiet(positions: Positions):
    assert not positions.save(position())
    positions.finish("a:1", NOON)
    assert positions.add(position())


def test_unfinished_ones_come_in_the_order_in_which_they_are_due(positions: Positions):
    for name, seconds in (("late", 9), ("soon", 1), ("middle", 5)):
        positions.add(position(name, due=NOON + timedelta(seconds=seconds)))
    assert [each.execution_id for each in positions.unfinished()] == ["soon", "middle", "late"]


def test_purging_forgets_only_what_finished_long_ago(positions: Positions):
    for name in ("old", "new", "running"):
        positions.add(position(name))
    positions.finish("old", NOON - timedelta(days=2))
    positions.finish("new", NOON)
    assert positions.purge(NOON - timedelta(days=1)) == 1
    assert positions.add(position("old"))
    assert not positions.add(position("new"))
    assert not positions.add(position("running"))
