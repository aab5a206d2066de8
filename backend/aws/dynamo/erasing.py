"""Erasing an athlete: a partition is emptied in many steps, any of which may be the last before a crash.

First the athlete is nobody any more: nothing reads them, and nothing is written, for that is done only at a revision
of their history. What is left of them then is removed, at last the athlete's own item, which till then says that there
is something to remove.
"""

from datetime import datetime
from uuid import UUID

from boto3.dynamodb.conditions import Attr

from backend.aws.dynamo import keys, owners
from backend.aws.dynamo.items import Item, key_of, text
from backend.aws.dynamo.records import profile_key
from backend.aws.dynamo.table import Table, tries
from backend.contract import Erased

_ERASING = "erasing"


def erase(table: Table, athlete_id: UUID, now: datetime) -> Erased:
    """Remove all that there is, and what leads to it. Counts live entries, all feedback and all check-ins."""
    profile = profile_key(athlete_id)
    nobody = table.update(
        profile, Attr("pk").exists(), put={_ERASING: 1}, drop=["data", "revision", "entries", "stale_from"]
    )
    for _ in tries():
        if table.write_one(nobody) or table.get(profile) is None:
            break
    entries = feedbacks = check_ins = 0
    # Feedback may still be written while its entry is there. Entries are read before feedback, so a reading that finds
    # neither has found the end.
    while left := [item for item in table.query(keys.everything_of(athlete_id)) if key_of(item) != profile]:
        entries += sum(map(_is_live_entry, left))
        feedbacks += sum(_is(keys.FEEDBACK, item) for item in left)
        check_ins += sum(_is(keys.CHECK_IN, item) for item in left)
        owners.leave(table, left, now)
        table.delete_each([key_of(item) for item in left])
    table.delete_each([profile])
    return Erased(entries=entries, feedbacks=feedbacks, check_ins=check_ins)


def is_being_erased(item: Item | None) -> bool:
    """Whether the athlete's item says that erasing them has begun, and perhaps stopped."""
    return item is not None and _ERASING in item


def _is_live_entry(item: Item) -> bool:
    return _is(keys.ENTRY, item) and _is(keys.ENTRY, item, "at")


def _is(kind: str, item: Item, name: str = "sk") -> bool:
    return name in item and text(item, name).startswith(kind)
