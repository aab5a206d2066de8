"""Pages of entries that stay put while entries are added: a cursor is a place in the order, not a number of rows."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select, tuple_

from backend.contract import EntryPage
from backend.store.cursor import Cursor
from backend.store.prepared import Cells
from backend.store.rows import ENTRY_COLUMNS, entry_from
from backend.store.tables import Instant, entries, live

_of_athlete = entries.c.athlete_id == bindparam("of_athlete")
_place = tuple_(entries.c.date, entries.c.recorded_at, entries.c.id)
_given = tuple_(
    bindparam("date", type_=entries.c.date.type),
    bindparam("recorded_at", type_=Instant()),
    bindparam("id", type_=entries.c.id.type),
)
_newest_first = (entries.c.date.desc(), entries.c.recorded_at.desc(), entries.c.id.desc())
_oldest_first = (entries.c.date, entries.c.recorded_at, entries.c.id)
_live_entries = select(*ENTRY_COLUMNS).where(_of_athlete, live).limit(bindparam("most"))
_NEWEST = _live_entries.order_by(*_newest_first)
_OLDEST = _live_entries.order_by(*_oldest_first)
_OLDER = _NEWEST.where(_place < _given)
_NEWER = _OLDEST.where(_place > _given)
_TOTAL = select(func.count()).select_from(entries).where(_of_athlete, live)


def page(connection: Connection, athlete_id: UUID, cursor: str | None, limit: int) -> EntryPage:
    """A page of at most ``limit`` live entries, newest day first.

    Where the asked direction has nothing any more (entries were removed meanwhile) it is the page at that end.
    Raises ValueError for a cursor that no page gave.
    """
    rows = _rows(connection, athlete_id, None if cursor is None else Cursor.parse(cursor), limit)
    shown = [entry_from(row) for row in rows]
    older = newer = None
    if shown:
        first, last = shown[0], shown[-1]
        newer = Cursor("newer", first.date, first.recorded_at, first.id)
        older = Cursor("older", last.date, last.recorded_at, last.id)
    return EntryPage(
        entries=shown,
        older=_if_leads_somewhere(connection, athlete_id, older),
        newer=_if_leads_somewhere(connection, athlete_id, newer),
        total=connection.scalar(_TOTAL, {"of_athlete": athlete_id}) or 0,
    )


def _rows(connection: Connection, athlete_id: UUID, cursor: Cursor | None, limit: int) -> Sequence[Cells]:
    asked = {"of_athlete": athlete_id, "most": limit}
    if cursor is not None:
        found = _look(connection, athlete_id, cursor, limit)
        if cursor.towards == "older" and found:
            return found
        if cursor.towards == "newer" and len(found) == limit:
            return found[::-1]
        if cursor.towards == "older":
            return list(connection.execute(_OLDEST, asked))[::-1]
    return list(connection.execute(_NEWEST, asked))


def _look(connection: Connection, athlete_id: UUID, cursor: Cursor, limit: int) -> Sequence[Cells]:
    """Up to ``limit`` rows beyond the cursor, the nearest first."""
    statement = _OLDER if cursor.towards == "older" else _NEWER
    place = {"date": cursor.date, "recorded_at": cursor.recorded_at, "id": cursor.id}
    return list(connection.execute(statement, {"of_athlete": athlete_id, "most": limit, **place}))


def _if_leads_somewhere(connection: Connection, athlete_id: UUID, cursor: Cursor | None) -> str | None:
    return str(cursor) if cursor is not None and _look(connection, athlete_id, cursor, 1) else None
