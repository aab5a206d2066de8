"""The agenda port in SQL: what each athlete chose as one JSON text, a row for each kind that is due some time, and past
pauses."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update

from backend.contract import Pause, Reminders
from backend.errors import NoConsent
from backend.ports import Agenda, Due, DueKind
from backend.store.engine import reading, transaction
from backend.store.prepared import Prepared
from backend.store.tables import athletes, dues, pauses, reminders

_LOCK = Prepared(select(athletes.c.id).where(athletes.c.id == bindparam("of_athlete")).with_for_update())
_CHOICE = Prepared(
    select(athletes.c.id, reminders.c.choice)
    .select_from(athletes.outerjoin(reminders, reminders.c.athlete_id == athletes.c.id))
    .where(athletes.c.id == bindparam("of_athlete"))
)
_ADD_CHOICE = Prepared(insert(reminders))
_REPLACE_CHOICE = Prepared(update(reminders).where(reminders.c.athlete_id == bindparam("of_athlete")))
_DUE = Prepared(
    select(dues.c.athlete_id, dues.c.kind, dues.c.at)
    .where(dues.c.at <= bindparam("now"))
    .order_by(dues.c.at)
    .limit(bindparam("most"))
)
_DUE_LATER = Prepared(
    select(dues.c.athlete_id, dues.c.kind, dues.c.at)
    .where(dues.c.at > bindparam("moment"))
    .order_by(dues.c.at.desc())
    .limit(bindparam("most"))
)
_this = (dues.c.athlete_id == bindparam("of_athlete")) & (dues.c.kind == bindparam("of_kind"))
_ADD = Prepared(insert(dues))
_REMOVE = Prepared(delete(dues).where(_this))
_MOVE_IF = Prepared(update(dues).where(_this, dues.c.at == bindparam("before")))
_REMOVE_IF = Prepared(delete(dues).where(_this, dues.c.at == bindparam("before")))
_of_athlete = pauses.c.athlete_id == bindparam("of_athlete")
_FORGET_PAUSE = Prepared(delete(pauses).where(_of_athlete, pauses.c.since == bindparam("began")))
_ADD_PAUSE = Prepared(insert(pauses))
_PAUSES = Prepared(
    select(pauses.c.reason, pauses.c.since, pauses.c.until)
    .where(_of_athlete, pauses.c.since <= bindparam("last"), pauses.c.until >= bindparam("first"))
    .order_by(pauses.c.since)
)


class SqlAgenda(Agenda):
    """Choices and dues in the database of :class:`backend.store.sql.SqlStore`, which erases them with their athlete."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def reminders(self, athlete_id: UUID) -> Reminders:
        """As the athlete chose them; the defaults when they never chose. Raises NoConsent."""
        with reading(self._engine) as connection:
            row = _CHOICE.first(connection, {"of_athlete": athlete_id})
        if row is None:
            raise NoConsent
        return Reminders() if row[1] is None else Reminders.model_validate_json(row[1])

    def save_reminders(
        self,
        athlete_id: UUID,
        reminders: Reminders,
        dues: Mapping[DueKind, datetime | None],
        over: Pause | None = None,
    ) -> None:
        """Keep the choice, what it ends and when each kind is due next, in one transaction. Raises NoConsent."""
        choice = reminders.model_dump_json()
        with transaction(self._engine) as connection:
            _lock(connection, athlete_id)
            if not _REPLACE_CHOICE.run(connection, {"of_athlete": athlete_id, "choice": choice}):
                _ADD_CHOICE.run(connection, {"athlete_id": athlete_id, "choice": choice})
            for kind, at in dues.items():
                _set(connection, athlete_id, kind, at)
            if over is not None:
                _FORGET_PAUSE.run(connection, {"of_athlete": athlete_id, "began": over.since})
                _ADD_PAUSE.run(connection, {"athlete_id": athlete_id, **dict(over)})

    def pauses_between(self, athlete_id: UUID, first: date, last: date) -> list[Pause]:
        """Pauses that are over and have a day in ``first``…``last``, both included; the one that began first first."""
        with reading(self._engine) as connection:
            rows = _PAUSES.all(connection, {"of_athlete": athlete_id, "first": first, "last": last})
            return [Pause(reason=reason, since=since, until=until) for reason, since, until in rows]

    def due(self, now: datetime, limit: int) -> list[Due]:
        """What is due at ``now``, the earliest first, by an index."""
        with reading(self._engine) as connection:
            rows = _DUE.all(connection, {"now": now, "most": limit})
            return [Due(athlete_id, DueKind(kind), at) for athlete_id, kind, at in rows]

    def due_later_than(self, moment: datetime, limit: int) -> list[Due]:
        """What is due after ``moment``, the latest first, by the same index."""
        with reading(self._engine) as connection:
            rows = _DUE_LATER.all(connection, {"moment": moment, "most": limit})
            return [Due(athlete_id, DueKind(kind), at) for athlete_id, kind, at in rows]

    def claim(self, due: Due, next_at: datetime | None) -> bool:
        """Move on to ``next_at`` (None: nothing more) if it is still due then; False: somebody was quicker.

        It waits for the disk, and what was put into the outbox before it with it: no reminder is said again because
        the power failed after it.
        """
        which = {"of_athlete": due.athlete_id, "of_kind": due.kind.value, "before": due.at}
        with transaction(self._engine) as connection:
            if next_at is None:
                return bool(_REMOVE_IF.run(connection, which))
            return bool(_MOVE_IF.run(connection, {**which, "at": next_at}))

    def put_off(self, athlete_id: UUID, kind: DueKind, at: datetime | None) -> None:
        """Set when one kind is due next, whatever it was. Raises NoConsent."""
        with transaction(self._engine) as connection:
            _lock(connection, athlete_id)
            _set(connection, athlete_id, kind, at)


def _lock(connection: Connection, athlete_id: UUID) -> None:
    """Nobody else changes what belongs to the athlete until the transaction ends. Raises NoConsent."""
    if _LOCK.first(connection, {"of_athlete": athlete_id}) is None:
        raise NoConsent


def _set(connection: Connection, athlete_id: UUID, kind: DueKind, at: datetime | None) -> None:
    _REMOVE.run(connection, {"of_athlete": athlete_id, "of_kind": kind.value})
    if at is not None:
        _ADD.run(connection, {"athlete_id": athlete_id, "kind": kind.value, "at": at})
