"""Where the embedded workflow's executions stand, in SQL. The ``Positions`` port."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from backend.ports import Position
from backend.store.engine import reading, transaction
from backend.store.prepared import Cells, Prepared
from backend.store.tables import executions

_id = executions.c.id == bindparam("execution_id")
_running = executions.c.finished_at.is_(None)
_ADD = Prepared(insert(executions))
_SAVE = Prepared(
    update(executions).where(_id, _running).values(position=bindparam("new_position"), due=bindparam("new_due"))
)
_FINISH = Prepared(update(executions).where(_id, _running).values(position=None, finished_at=bindparam("at")))
_FORGET = Prepared(delete(executions).where(_id))
_COLUMNS = (executions.c.id, executions.c.athlete_id, executions.c.position, executions.c.due)
_UNFINISHED = Prepared(select(*_COLUMNS).where(_running).order_by(executions.c.due, executions.c.id))
_PURGE = Prepared(delete(executions).where(executions.c.finished_at < bindparam("before")))


class SqlPositions:
    """Positions of executions in the ``executions`` table.

    No write waits for the disk: a crash of the process loses none, and whatever a power loss takes is done again and
    changes nothing. An execution whose start it takes is started anew by the clock, since its entry, which does wait
    for the disk, has no feedback (``Store.unfinished``).
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, position: Position) -> bool:
        """Store a new execution, safe from a crash; False when its id is known, running or finished."""
        row = {
            "id": position.execution_id,
            "athlete_id": position.athlete_id,
            "position": _to_json(position),
            "due": position.due,
        }
        try:
            with transaction(self._engine, durable=False) as connection:
                _ADD.run(connection, row)
        except IntegrityError:
            return False
        return True

    def save(self, position: Position) -> bool:
        """Replace the stored position; False when the execution is finished or erased, which must end it."""
        values = {
            "execution_id": position.execution_id,
            "new_position": _to_json(position),
            "new_due": position.due,
        }
        with transaction(self._engine, durable=False) as connection:
            return _SAVE.run(connection, values) == 1

    def finish(self, execution_id: str, at: datetime) -> None:
        """Keep only the id. Finishing twice, or what is not there, is a no-op."""
        with transaction(self._engine, durable=False) as connection:
            _FINISH.run(connection, {"execution_id": execution_id, "at": at})

    def forget(self, execution_id: str) -> None:
        """Remove it, id and all: it failed, and may be started again."""
        with transaction(self._engine, durable=False) as connection:
            _FORGET.run(connection, {"execution_id": execution_id})

    def unfinished(self) -> list[Position]:
        """Every execution that has not finished, the one due first first."""
        with reading(self._engine) as connection:
            return [_from_row(row) for row in _UNFINISHED.all(connection, {})]

    def purge(self, finished_before: datetime) -> int:
        """Remove the ids of executions finished before then; how many."""
        with transaction(self._engine, durable=False) as connection:
            return _PURGE.run(connection, {"before": finished_before})


def _to_json(position: Position) -> str:
    body = {
        "state": position.state,
        "work": position.work,
        "input": position.input,
        "variables": position.variables,
        "attempts": position.attempts,
        "started_at": position.started_at.isoformat(),
    }
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False)


def _from_row(row: Cells) -> Position:
    execution_id, athlete_id, position, due = row
    body: Mapping[str, Any] = json.loads(position)
    return Position(
        execution_id=execution_id,
        athlete_id=athlete_id,
        state=body["state"],
        work=body["work"],
        input=body["input"],
        variables=body["variables"],
        attempts=tuple(body["attempts"]),
        started_at=datetime.fromisoformat(body["started_at"]).astimezone(UTC),
        due=due,
    )
