"""What the clock looks after, for all athletes: found by ``by_due``, which may lag, then read from the table."""

from collections.abc import Sequence
from datetime import datetime
from heapq import merge
from itertools import islice
from operator import itemgetter
from uuid import UUID

from backend.aws.dynamo import keys
from backend.aws.dynamo.items import key_of
from backend.aws.dynamo.keys import Due
from backend.aws.dynamo.records import Kept, feedback_key
from backend.aws.dynamo.table import Table
from backend.contract import Entry


def unfinished(table: Table, changed_before: datetime, limit: int) -> list[tuple[UUID, Entry]]:
    """(athlete id, entry) of entries that changed before then and have no feedback on it yet, oldest first."""
    waiting = _waiting(table, (Due.ANALYSIS, Due.RECOMPUTING), changed_before, limit)
    return [(kept.athlete_id, kept.entry) for kept in waiting]


def purge_removed(table: Table, removed_before: datetime, limit: int) -> int:
    """Empty entries removed before then, and drop what was said about them; how many."""
    gone = _waiting(table, (Due.RECOMPUTING, Due.EMPTYING), removed_before, limit)
    # Put back or erased just now, it is not emptied.
    return sum(
        table.write(
            [
                table.put(kept.emptied_now().item(), kept.unchanged),
                table.delete(feedback_key(kept.athlete_id, kept.entry.id)),
            ]
        )
        for kept in gone
    )


def _waiting(table: Table, dues: Sequence[Due], since_before: datetime, limit: int) -> list[Kept]:
    """The entries that have waited longest for one of these, as they are now."""
    by_due = (table.query(keys.due_before(due, since_before), index="by_due", limit=limit) for due in dues)
    # While an entry goes from one wait to the next, the index may have it in both.
    found = [*dict.fromkeys(key_of(item) for item in islice(merge(*by_due, key=itemgetter("due_at")), limit))]
    now = table.get_each(found)
    kept = (Kept.of(now[key]) for key in found if key in now)
    return [one for one in kept if one.waits_for(dues, since_before)]
