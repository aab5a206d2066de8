"""Pages of entries, newest day first; a cursor is an entry's place in ``by_time``, whether or not it is still there."""

from uuid import UUID

from backend.aws.dynamo import keys
from backend.aws.dynamo.records import Profile, entry_of, profile_key
from backend.aws.dynamo.table import Table
from backend.contract import Entry, EntryPage
from backend.store.cursor import Cursor


def page(table: Table, athlete_id: UUID, cursor: Cursor | None, limit: int) -> EntryPage:
    """A page of at most ``limit`` live entries.

    Where the asked direction has nothing any more (entries were removed meanwhile) it is the page at that end.
    """
    shown = _shown(table, athlete_id, cursor, limit)
    profile = Profile.of(table.get(profile_key(athlete_id)))
    older = newer = None
    if shown:
        first, last = shown[0], shown[-1]
        newer = Cursor("newer", first.date, first.recorded_at, first.id)
        older = Cursor("older", last.date, last.recorded_at, last.id)
    return EntryPage(
        entries=shown,
        older=_if_leads_somewhere(table, athlete_id, older),
        newer=_if_leads_somewhere(table, athlete_id, newer),
        total=0 if profile is None else profile.entries,
    )


def _shown(table: Table, athlete_id: UUID, cursor: Cursor | None, limit: int) -> list[Entry]:
    if cursor is not None:
        found = _beyond(table, athlete_id, cursor, limit)
        if cursor.towards == "older" and found:
            return found
        if cursor.towards == "newer" and len(found) == limit:
            return found[::-1]
        if cursor.towards == "older":
            oldest = table.query(keys.live_entries(athlete_id), index="by_time", limit=limit)
            return [entry_of(item) for item in oldest][::-1]
    newest = table.query(keys.live_entries(athlete_id), index="by_time", newest_first=True, limit=limit)
    return [entry_of(item) for item in newest]


def _beyond(table: Table, athlete_id: UUID, cursor: Cursor, limit: int) -> list[Entry]:
    """Up to ``limit`` entries beyond the cursor, the nearest first."""
    at = keys.entry_at(cursor.date, cursor.recorded_at, cursor.id)
    older = cursor.towards == "older"
    which = keys.entries_older(athlete_id, at) if older else keys.entries_newer(athlete_id, at)
    return [entry_of(item) for item in table.query(which, index="by_time", newest_first=older, limit=limit)]


def _if_leads_somewhere(table: Table, athlete_id: UUID, cursor: Cursor | None) -> str | None:
    return str(cursor) if cursor is not None and _beyond(table, athlete_id, cursor, 1) else None
