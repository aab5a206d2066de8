"""Where the embedded workflow's executions stand, in SQL. The ``Positions`` port."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Row, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from backend.ports import Position
from backend.store.engine import reading, transaction
from backend.store.tables import executions

_id = executions.c.id == bindparam("execution_id")
_running = executions.c.finished_at.is_(None)
# Built once: building a statement costs more than running it.
_ADD = insert(executions)
_SAVE = update(executions).where(_id, _running).values(position=bindparam("new_position"), due=bindparam("new_due"))
_FINISH = update(executions).where(_id, _running).values(position=None, finished_at=bindparam("at"))
_FORGET = delete(executions).where(_id)
_UNFINISHED = select(executions).where(_running).order_by(executions.c.due, executions.c.id)
_PURGE = delete(executions).where(executions.c.finished_at < bindparam("before"))


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
                connection.execute(_ADD, row)
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
            return connection.execute(_SAVE, values).rowcount == 1

    def finish(self, execution_id: str, at: datetime) -> None:
        """Keep only the id. Finishing twice, or what is not there, is a no-op."""
        with transaction(self._engine, durable=False) as connection:
            connection.execute(_FINISH, {"execution_id": execution_id, "at": at})

    def forget(self, execution_id: str) -> None:
        """Remove it, id and all: it failed, and may be started again."""
        with transaction(self._engine, durable=False) as connection:
            connection.execute(_FORGET, {"execution_id": execution_id})

    def unfinished(self) -> list[Position]:
        """Every execution that has not finished, the one due first first."""
        with reading(self._engine) as connection:
            return [_from_row(row) for row in connection.execute(_UNFINISHED)]

    def purge(self, finished_before: datetime) -> int:
        """Remove the ids of executions finished before then; how many."""
        with transaction(self._engine, durable=False) as connection:
            return connection.execute(_PURGE, {"before": finished_before}).rowcount


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


def _from_row(row: Row[Any]) -> Position:
    body: Mapping[str, Any] = json.loads(row.position)
    athlete_id: UUID = row.athlete_id
    return Position(
        execution_id=row.id,
        athlete_id=athlete_id,
        state=body["state"],
        work=body["work"],
        input=body["input"],
        variables=body["variables"],
        attempts=tuple(body["attempts"]),
        started_at=datetime.fromisoformat(body["started_at"]).astimezone(UTC),
        due=row.due,
    )
