"""The check-ins port in SQL: one row for each local day of an athlete."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, bindparam, delete, insert, select, update

from backend.contract import CheckIn
from backend.errors import NoConsent
from backend.ports import CheckIns
from backend.store.engine import reading, transaction
from backend.store.prepared import Cells, Prepared
from backend.store.tables import athletes, check_ins

_ATHLETE = Prepared(select(athletes.c.id).where(athletes.c.id == bindparam("of_athlete")).with_for_update())
_COLUMNS = tuple(column for column in check_ins.c if column.name != "athlete_id")
_NAMES = tuple(column.name for column in _COLUMNS)
_of_athlete = check_ins.c.athlete_id == bindparam("of_athlete")
_this = _of_athlete & (check_ins.c.date == bindparam("of_day"))
_ONE = Prepared(select(*_COLUMNS).where(_this))
_ADD = Prepared(insert(check_ins))
_REPLACE = Prepared(update(check_ins).where(_this))
_REMOVE = Prepared(delete(check_ins).where(_this))
_BETWEEN = Prepared(
    select(*_COLUMNS)
    .where(_of_athlete, check_ins.c.date.between(bindparam("first"), bindparam("last")))
    .order_by(check_ins.c.date)
)


class SqlCheckIns(CheckIns):
    """Check-ins in the database of :class:`backend.store.sql.SqlStore`, which erases them with their athlete."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save_check_in(self, athlete_id: UUID, check_in: CheckIn) -> CheckIn | None:
        """Store the day's check-in, in place of an earlier one of that day; that one, or None. Raises NoConsent."""
        values = check_in.model_dump()
        key = {"of_athlete": athlete_id, "of_day": values.pop("date")}
        with transaction(self._engine) as connection:
            if _ATHLETE.first(connection, {"of_athlete": athlete_id}) is None:
                raise NoConsent
            known = _ONE.first(connection, key)
            if known is None:
                _ADD.run(connection, {"athlete_id": athlete_id, **check_in.model_dump()})
                return None
            _REPLACE.run(connection, {**key, **values})
        return _check_in(known)

    def remove_check_in(self, athlete_id: UUID, day: date) -> bool:
        """Take the day's check-in back; False when there is none."""
        with transaction(self._engine) as connection:
            return bool(_REMOVE.run(connection, {"of_athlete": athlete_id, "of_day": day}))

    def check_ins_between(self, athlete_id: UUID, first: date, last: date) -> list[CheckIn]:
        """Check-ins of the days ``first``…``last``, both included, oldest first."""
        with reading(self._engine) as connection:
            rows = _BETWEEN.all(connection, {"of_athlete": athlete_id, "first": first, "last": last})
            return [_check_in(row) for row in rows]


def _check_in(row: Cells) -> CheckIn:
    values: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
    return CheckIn(**values)
