"""What the backend is due once a minute, whoever ticks: analyses that never ended, removed entries to be emptied."""

from datetime import datetime, timedelta

from backend.ports import Store, Workflow

UNFINISHED_AFTER = timedelta(minutes=5)
"""An analysis takes a second; its own retries are over by then."""
_RESTART_EVERY = timedelta(minutes=10)
_REMOVED_FOR = timedelta(days=1)
_AT_ONCE = 200


def follow_up(now: datetime, store: Store, workflow: Workflow) -> tuple[int, int]:
    """Do it as of ``now`` (UTC); how many analyses were started again, and how many entries emptied.

    Doing it twice does no harm. Raises backend.errors.Unavailable.
    """
    # The same id for ten minutes: a restart that is still under way is not started again.
    attempt = int(now.timestamp() // _RESTART_EVERY.total_seconds())
    unfinished = store.unfinished(now - UNFINISHED_AFTER, _AT_ONCE)
    for athlete_id, entry in unfinished:
        workflow.start(
            f"{entry.id}:{entry.revision}:{attempt}",
            {"athlete_id": str(athlete_id), "entry_id": str(entry.id), "revision": entry.revision},
        )
    return len(unfinished), store.purge_removed(now - _REMOVED_FOR, _AT_ONCE)
