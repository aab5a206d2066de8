"""The outbox port in SQL: messages wait in one table, in the order they were put, reminders behind all others."""

from datetime import datetime

from sqlalchemy import ColumnElement, Engine, and_, bindparam, delete, exists, insert, select, update

from backend.clock import SystemClock
from backend.contract import Notification
from backend.ports import Clock, PolledOutbox
from backend.store.engine import reading, transaction
from backend.store.prepared import Prepared
from backend.store.rows import OUTBOX_COLUMNS, notification_from
from backend.store.tables import athletes, outbox, prompt, waiting

_other = outbox.alias("other")
_KNOWN = Prepared(select(outbox.c.sequence).where(outbox.c.id == bindparam("of_id")))
_ATHLETE = Prepared(select(athletes.c.id).where(athletes.c.id == bindparam("of_athlete")).with_for_update())
_PUT = Prepared(insert(outbox))


def _due(which: ColumnElement[bool], behind: ColumnElement[bool]) -> Prepared:
    """Those of which that may be tried now and are behind no other one of their athlete, in their order."""
    return Prepared(
        select(*OUTBOX_COLUMNS)
        .where(
            waiting,
            which,
            outbox.c.not_before <= bindparam("now"),
            ~exists().where(
                and_(_other.c.athlete_id == outbox.c.athlete_id, _other.c.done_at.is_(None), behind),
            ),
        )
        .order_by(outbox.c.sequence)
        .limit(bindparam("most"))
    )


_is_earlier = _other.c.sequence < outbox.c.sequence
_is_prompt = _other.c.expires_at.is_(None)
# What comes after an athlete's first waits with it, so that the order holds; but nobody waits behind a reminder.
_PROMPT = _due(prompt, _is_earlier & _is_prompt)
_REMINDERS = _due(~prompt, _is_earlier | _is_prompt)
_DONE = Prepared(update(outbox).where(outbox.c.id == bindparam("of_id"), waiting).values(text=""))
_RETRY = Prepared(update(outbox).where(outbox.c.id == bindparam("of_id"), waiting))
_PURGE = Prepared(delete(outbox).where(outbox.c.done_at < bindparam("before")))


class SqlOutbox(PolledOutbox):
    """Messages that wait for the bot. What is lost with the power is put or delivered again, so nothing waits here."""

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        self._engine = engine
        self._clock = clock or SystemClock()

    def put(self, notification: Notification) -> bool:
        """Store the notification; False when its id was put before, or its athlete is gone."""
        with transaction(self._engine, durable=False) as connection:
            if _ATHLETE.first(connection, {"of_athlete": notification.athlete_id}) is None:
                return False
            if _KNOWN.first(connection, {"of_id": notification.id}) is not None:
                return False
            values = notification.model_dump()
            _PUT.run(connection, {**values, "not_before": notification.created_at})
        return True

    def due(self, now: datetime, limit: int, reminders: int | None = None) -> list[Notification]:
        """Waiting notifications that may be tried now: reminders last, oldest first, at most one an athlete."""
        with reading(self._engine) as connection:
            rows = list(_PROMPT.all(connection, {"now": now, "most": limit}))
            room = limit - len(rows) if reminders is None else min(reminders, limit - len(rows))
            if room > 0:
                rows += _REMINDERS.all(connection, {"now": now, "most": room})
        return [notification_from(row) for row in rows]

    def done(self, *notification_ids: str) -> None:
        """They were delivered, or must never be: their texts are dropped, their ids stay."""
        now = self._clock.now()
        with transaction(self._engine, durable=False) as connection:
            _DONE.run_each(connection, [{"of_id": each, "done_at": now} for each in notification_ids])

    def retry(self, notification_id: str, not_before: datetime) -> None:
        """It was not delivered; try again then."""
        with transaction(self._engine, durable=False) as connection:
            _RETRY.run(connection, {"of_id": notification_id, "not_before": not_before})

    def purge(self, done_before: datetime) -> int:
        """Remove what was done before then, ids too; how many."""
        with transaction(self._engine, durable=False) as connection:
            return _PURGE.run(connection, {"before": done_before})
