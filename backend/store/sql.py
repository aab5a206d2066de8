"""The store and outbox ports in SQL: one table row an entry, one transaction a write.

Every statement is built and compiled once, so that a call pays for its parameters only.
A write first locks the athlete's row (PostgreSQL; SQLite's one writer has no rival), so that what it reads holds
until it commits.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BindParameter, Connection, Engine, bindparam, delete, func, insert, select, update

from backend.clock import SystemClock
from backend.contract import Athlete, Entry, EntryPage, Erased
from backend.errors import NoConsent, StoreUnavailable
from backend.ports import Clock, Feedback, HistoryMark, Store, StoredDay
from backend.store.billing import remember_customer
from backend.store.engine import leave_no_trace, reading, transaction
from backend.store.outbox import SqlOutbox
from backend.store.pages import page
from backend.store.prepared import Cells, Prepared
from backend.store.rows import (
    DAY_COLUMNS,
    EMPTIED,
    ENTRY_COLUMNS,
    FEEDBACK_COLUMNS,
    athlete_from,
    day_from,
    day_values,
    entry_from,
    entry_values,
    feedback_from,
    feedback_values,
)
from backend.store.tables import athletes, awaiting, check_ins, days, entries, feedback, live, metadata

__all__ = ["SqlOutbox", "SqlStore"]

_athlete_id: BindParameter[UUID] = bindparam("of_athlete")
_ATHLETE = Prepared(select(athletes).where(athletes.c.id == _athlete_id))
_LOCK = Prepared(
    select(athletes.c.revision, athletes.c.stale_from).where(athletes.c.id == _athlete_id).with_for_update()
)
_ADD_ATHLETE = Prepared(insert(athletes))
_CHANGE_ATHLETE = Prepared(update(athletes).where(athletes.c.id == _athlete_id))
_MARK = Prepared(update(athletes).where(athletes.c.id == _athlete_id))
_HISTORY = Prepared(
    select(
        athletes.c.revision,
        athletes.c.stale_from,
        select(func.min(entries.c.date)).where(entries.c.athlete_id == _athlete_id, live).scalar_subquery(),
    ).where(athletes.c.id == _athlete_id)
)

_this_entry = (entries.c.athlete_id == _athlete_id) & (entries.c.id == bindparam("of_entry"))
_ENTRY = Prepared(select(*ENTRY_COLUMNS).where(_this_entry))
_ADD_ENTRY = Prepared(insert(entries))
_REPLACE_ENTRY = Prepared(
    update(entries).where(_this_entry, entries.c.revision == bindparam("before"), entries.c.emptied_at.is_(None))
)
_ENTRIES_BETWEEN = Prepared(
    select(*ENTRY_COLUMNS)
    .where(entries.c.athlete_id == _athlete_id, live, entries.c.date.between(bindparam("first"), bindparam("last")))
    .order_by(entries.c.date, entries.c.recorded_at, entries.c.id)
)
_UNFINISHED = Prepared(
    select(entries.c.athlete_id, *ENTRY_COLUMNS)
    .where(awaiting, entries.c.awaiting_since < bindparam("before"))
    .order_by(entries.c.awaiting_since)
    .limit(bindparam("most"))
)
_SETTLE_REMOVED = Prepared(
    update(entries)
    .where(entries.c.athlete_id == _athlete_id, entries.c.removed_at.is_not(None), awaiting)
    .values(awaiting_since=None)
)
_SETTLE = Prepared(
    update(entries).where(_this_entry, entries.c.revision <= bindparam("of_revision")).values(awaiting_since=None)
)
_LONG_REMOVED = Prepared(
    select(entries.c.athlete_id, entries.c.id)
    .where(entries.c.removed_at.is_not(None), entries.c.emptied_at.is_(None))
    .where(entries.c.removed_at < bindparam("before"))
    .order_by(entries.c.removed_at)
    .limit(bindparam("most"))
)
_EMPTY = Prepared(update(entries).where(_this_entry).values(**EMPTIED, awaiting_since=None))

_DAYS_BETWEEN = Prepared(
    select(*DAY_COLUMNS)
    .where(days.c.athlete_id == _athlete_id, days.c.date.between(bindparam("first"), bindparam("last")))
    .order_by(days.c.date)
)
_LAST_DAY_BEFORE = Prepared(
    select(*DAY_COLUMNS)
    .where(days.c.athlete_id == _athlete_id, days.c.date < bindparam("before"))
    .order_by(days.c.date.desc())
    .limit(1)
)
_DROP_DAYS = Prepared(delete(days).where(days.c.athlete_id == _athlete_id, days.c.date >= bindparam("first")))
_ADD_DAYS = Prepared(insert(days))

_this_feedback = (feedback.c.athlete_id == _athlete_id) & (feedback.c.entry_id == bindparam("of_entry"))
_FEEDBACK = Prepared(select(*FEEDBACK_COLUMNS).where(_this_feedback))
_DROP_FEEDBACK = Prepared(delete(feedback).where(_this_feedback))
_ADD_FEEDBACK = Prepared(insert(feedback))
_LATEST_FEEDBACK = Prepared(
    select(*FEEDBACK_COLUMNS)
    .where(feedback.c.athlete_id == _athlete_id)
    .order_by(feedback.c.written_at.desc(), feedback.c.entry_id)
    .limit(bindparam("most"))
)


class SqlStore(Store):
    """Athletes, entries, days and feedback in one SQL database, whose tables ``migrate.upgrade`` has made."""

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        self._engine = engine
        self._clock = clock or SystemClock()

    def add_athlete(self, athlete: Athlete) -> Athlete:
        """Store the athlete; one already there is returned unchanged."""
        with transaction(self._engine) as connection:
            known = _ATHLETE.first(connection, {"of_athlete": athlete.id})
            if known is not None:
                return athlete_from(known)
            _ADD_ATHLETE.run(connection, {**athlete.model_dump(), "revision": 0, "stale_from": None})
            return athlete

    def athlete(self, athlete_id: UUID) -> Athlete | None:
        """The athlete, or None."""
        with reading(self._engine) as connection:
            row = _ATHLETE.first(connection, {"of_athlete": athlete_id})
        return None if row is None else athlete_from(row)

    def change_athlete(self, athlete: Athlete) -> Athlete:
        """Replace language and zone of a stored athlete. Raises NoConsent when there is none."""
        with transaction(self._engine) as connection:
            values = {"of_athlete": athlete.id, "language": athlete.language, "zone": athlete.zone}
            if not _CHANGE_ATHLETE.run(connection, values):
                raise NoConsent
        return athlete

    def erase_athlete(self, athlete_id: UUID) -> Erased:
        """Empty every table of what belongs to the athlete. Counts the entries that were live, and all feedback."""
        with transaction(self._engine) as connection:
            _lock(connection, athlete_id)
            erased = Erased(
                entries=connection.scalar(
                    select(func.count()).select_from(entries).where(entries.c.athlete_id == athlete_id, live)
                )
                or 0,
                feedbacks=connection.scalar(
                    select(func.count()).select_from(feedback).where(feedback.c.athlete_id == athlete_id)
                )
                or 0,
                check_ins=connection.scalar(
                    select(func.count()).select_from(check_ins).where(check_ins.c.athlete_id == athlete_id)
                )
                or 0,
            )
            remember_customer(connection, athlete_id)
            for table in reversed(metadata.sorted_tables):
                if "athlete_id" in table.c:
                    connection.execute(delete(table).where(table.c.athlete_id == athlete_id))
            connection.execute(delete(athletes).where(athletes.c.id == athlete_id))
        with suppress(StoreUnavailable):  # they are erased all the same
            leave_no_trace(self._engine)
        return erased

    # ---- entries ----

    def add_entry(self, athlete_id: UUID, entry: Entry) -> tuple[Entry, bool]:
        """Store the entry unless its id is known. Raises NoConsent when the athlete is not (or no longer) stored."""
        with transaction(self._engine) as connection:
            mark = _lock(connection, athlete_id)
            if mark is None:
                raise NoConsent
            known = _ENTRY.first(connection, {"of_athlete": athlete_id, "of_entry": entry.id})
            if known is not None:
                return entry_from(known), False
            _ADD_ENTRY.run(connection, entry_values(athlete_id, entry, self._clock.now()))
            _mark_stale(connection, athlete_id, mark, entry.date)
        return entry, True

    def entry(self, athlete_id: UUID, entry_id: UUID) -> Entry | None:
        """The entry, removed or not, if it is this athlete's."""
        with reading(self._engine) as connection:
            row = _ENTRY.first(connection, {"of_athlete": athlete_id, "of_entry": entry_id})
        return None if row is None else entry_from(row)

    def replace_entry(self, athlete_id: UUID, entry: Entry, *, stale_from: date) -> bool:
        """Replace the stored entry if its stored revision is ``entry.revision - 1`` and it was not emptied."""
        values = entry_values(athlete_id, entry, self._clock.now())
        del values["athlete_id"], values["id"]
        with transaction(self._engine) as connection:
            mark = _lock(connection, athlete_id)
            if mark is None:
                return False
            which = {"of_athlete": athlete_id, "of_entry": entry.id, "before": entry.revision - 1}
            if not _REPLACE_ENTRY.run(connection, {**which, **values}):
                return False
            _mark_stale(connection, athlete_id, mark, stale_from)
        return True

    def entries_between(self, athlete_id: UUID, first: date, last: date) -> list[Entry]:
        """Live entries of the days ``first``…``last``, both included, by date, then by recording."""
        with reading(self._engine) as connection:
            rows = _ENTRIES_BETWEEN.all(connection, {"of_athlete": athlete_id, "first": first, "last": last})
            return [entry_from(row) for row in rows]

    def entries_page(self, athlete_id: UUID, cursor: str | None, limit: int) -> EntryPage:
        """Live entries, newest day first. Raises ValueError for a cursor that no page gave."""
        with reading(self._engine) as connection:
            return page(connection, athlete_id, cursor, limit)

    # ---- days ----

    def history(self, athlete_id: UUID) -> HistoryMark:
        """How far the stored days can be trusted."""
        with reading(self._engine) as connection:
            row = _HISTORY.first(connection, {"of_athlete": athlete_id})
        return HistoryMark(0, None, None) if row is None else HistoryMark(*row)

    def days_between(self, athlete_id: UUID, first: date, last: date) -> list[StoredDay]:
        """Stored days in the range, oldest first."""
        with reading(self._engine) as connection:
            rows = _DAYS_BETWEEN.all(connection, {"of_athlete": athlete_id, "first": first, "last": last})
            return [day_from(row) for row in rows]

    def last_day_before(self, athlete_id: UUID, day: date) -> StoredDay | None:
        """The latest stored day before ``day``."""
        with reading(self._engine) as connection:
            row = _LAST_DAY_BEFORE.first(connection, {"of_athlete": athlete_id, "before": day})
        return None if row is None else day_from(row)

    def save_days(self, athlete_id: UUID, first: date, days: Sequence[StoredDay], *, revision: int) -> bool:
        """Replace the stored days from ``first`` on, if the history's revision is still this.

        Days follow from entries, so this need not wait for the disk.
        """
        with transaction(self._engine, durable=False) as connection:
            mark = _lock(connection, athlete_id)
            if mark is None or mark[0] != revision:
                return False
            _DROP_DAYS.run(connection, {"of_athlete": athlete_id, "first": first})
            if days:
                _ADD_DAYS.run_each(connection, [day_values(athlete_id, day) for day in days])
            _MARK.run(connection, {"of_athlete": athlete_id, "stale_from": None})
            _SETTLE_REMOVED.run(connection, {"of_athlete": athlete_id})
        return True

    # ---- feedback ----

    def save_feedback(self, athlete_id: UUID, feedback: Feedback) -> bool:
        """Keep the feedback unless one of the same or a later revision is there, or the entry is gone; False then.

        It can be written again, so this need not wait for the disk.
        """
        key = {"of_athlete": athlete_id, "of_entry": feedback.entry_id}
        with transaction(self._engine, durable=False) as connection:
            if _lock(connection, athlete_id) is None or _ENTRY.first(connection, key) is None:
                return False
            known = _FEEDBACK.first(connection, key)
            if known is not None and feedback_from(known).revision >= feedback.revision:
                return False
            _DROP_FEEDBACK.run(connection, key)
            _ADD_FEEDBACK.run(connection, feedback_values(athlete_id, feedback))
            _SETTLE.run(connection, {**key, "of_revision": feedback.revision})
        return True

    def feedback(self, athlete_id: UUID, entry_id: UUID) -> Feedback | None:
        """The latest feedback on the entry."""
        with reading(self._engine) as connection:
            row = _FEEDBACK.first(connection, {"of_athlete": athlete_id, "of_entry": entry_id})
        return None if row is None else feedback_from(row)

    def latest_feedback(self, athlete_id: UUID, limit: int) -> list[Feedback]:
        """The athlete's latest feedbacks, newest first."""
        with reading(self._engine) as connection:
            rows = _LATEST_FEEDBACK.all(connection, {"of_athlete": athlete_id, "most": limit})
            return [feedback_from(row) for row in rows]

    # ---- what the clock looks after ----

    def unfinished(self, changed_before: datetime, limit: int) -> list[tuple[UUID, Entry]]:
        """(athlete id, entry) of entries that changed before then and have no feedback on it yet, oldest first."""
        with reading(self._engine) as connection:
            rows = _UNFINISHED.all(connection, {"before": changed_before, "most": limit})
            return [(row[0], entry_from(row[1:])) for row in rows]

    def purge_removed(self, removed_before: datetime, limit: int) -> int:
        """Empty entries removed before then, and drop what was said about them; how many."""
        with transaction(self._engine) as connection:
            gone = _LONG_REMOVED.all(connection, {"before": removed_before, "most": limit})
            for athlete_id, entry_id in gone:
                key = {"of_athlete": athlete_id, "of_entry": entry_id}
                _EMPTY.run(connection, {**key, "emptied_at": self._clock.now()})
                _DROP_FEEDBACK.run(connection, key)
        return len(gone)


def _lock(connection: Connection, athlete_id: UUID) -> Cells | None:
    """The athlete's (revision, stale_from), held until the transaction ends; None when there is no such athlete."""
    return _LOCK.first(connection, {"of_athlete": athlete_id})


def _mark_stale(connection: Connection, athlete_id: UUID, mark: Cells, day: date) -> None:
    """The next revision of the history, no longer trusted from ``day`` on."""
    revision, stale_from = mark
    stale_from = day if stale_from is None else min(day, stale_from)
    _MARK.run(connection, {"of_athlete": athlete_id, "revision": revision + 1, "stale_from": stale_from})
