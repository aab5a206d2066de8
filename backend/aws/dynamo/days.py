"""Replacing an athlete's stored days, in as many transactions as they need.

A change of long ago may replace thousands of days. Each transaction is done only at the history's revision that the
days belong to; until the last one, which marks the history true, they are marked stale from where they are replaced.
So whoever stops in between leaves days that nobody trusts and the next one writes again. Two who write at the same
revision write the same, because days follow from the entries alone.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from boto3.dynamodb.conditions import Attr

from backend.aws.dynamo import keys
from backend.aws.dynamo.items import key_of
from backend.aws.dynamo.keys import Due
from backend.aws.dynamo.records import Profile, day_item, profile_key
from backend.aws.dynamo.table import MOST_ACTIONS, Table, parts, tries
from backend.ports import StoredDay

if TYPE_CHECKING:
    from types_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


def save(table: Table, athlete_id: UUID, first: date, days: Sequence[StoredDay], revision: int) -> bool:
    """Replace all stored days from ``first`` on, and mark the history true; False at another revision."""
    for _ in tries():
        profile = Profile.of(table.get(profile_key(athlete_id)))
        if profile is None or profile.revision != revision:
            return False
        if _save_at(table, profile, first, days):
            break
    return True


def _save_at(table: Table, profile: Profile, first: date, days: Sequence[StoredDay]) -> bool:
    """False when somebody was quicker, perhaps on the way."""
    athlete_id = profile.athlete.id
    # The removed entries come last: while any of them waits, the clock sees to it that all of this is done.
    changes = [*_changes(table, athlete_id, first, days), *_settle_removed(table, athlete_id)]
    *earlier, last = parts(changes, MOST_ACTIONS - 1) if changes else [[]]
    key = profile_key(athlete_id)
    stale = table.update(key, profile.same_revision, put={"stale_from": profile.stale(first).isoformat()})
    true = table.update(key, profile.same_revision, drop=["stale_from"])
    return all(table.write([stale, *some]) for some in earlier) and table.write([true, *last])


def _changes(
    table: Table, athlete_id: UUID, first: date, days: Sequence[StoredDay]
) -> "list[TransactWriteItemTypeDef]":
    """What makes the stored days these. Days that are so already cost nothing: many an edit changes no number."""
    stored = {key_of(item): item for item in table.query(keys.days_between(athlete_id, first, date.max))}
    wanted = {key_of(item): item for item in (day_item(athlete_id, day) for day in days)}
    return [
        *(table.delete(key) for key in stored if key not in wanted),
        *(table.put(item) for key, item in wanted.items() if item != stored.get(key)),
    ]


def _settle_removed(table: Table, athlete_id: UUID) -> "list[TransactWriteItemTypeDef]":
    """Removed entries that wait for their days: all that this revision of the history knows of."""
    return [
        table.update(key_of(item), Attr("due").eq(Due.RECOMPUTING.value), put={"due": Due.EMPTYING.value}, drop=["at"])
        for item in table.query(keys.removed_entries(athlete_id), index="by_time")
    ]
