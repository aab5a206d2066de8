"""What happens by itself: once a minute, whatever is due by the database. The scheduler only ticks.

What the backend is due stands in :mod:`bot.follow_up`, reminders in :mod:`backend.reminders.engine`; the rest is what a
database has to be cleared of.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from backend.errors import StoreUnavailable
from backend.ports import Clock, Store, Workflow
from bot.follow_up import follow_up
from bot.inbox import ChatStates, Inbox
from bot.logs import Log, what, where

_HANDLED_FOR = timedelta(days=2)
"""Telegram repeats an update for a day."""
_DELIVERED_FOR = timedelta(days=7)
_ASIDE_FOR = timedelta(days=30)
_UNDECIDED_FOR = timedelta(days=7)
"""What somebody wrote before they agreed to its being kept is theirs again after a week without an answer."""
_AT_ONCE = 200


def tick(
    now: datetime,
    remind: Callable[[datetime], int],
    store: Store,
    workflow: Workflow,
    inbox: Inbox,
    chats: ChatStates,
    forget_delivered: Callable[[datetime], int],
    look_again: Callable[[], None],
    log: Log,
    answer_again: Callable[[datetime], int] = lambda _: 0,
) -> None:
    """Do all that is due at ``now`` (UTC). Doing it twice does no harm. Raises StoreUnavailable.

    ``remind`` puts the reminders that are due then into the outbox; ``forget_delivered`` removes what was delivered
    before then from it; ``answer_again`` starts what questions wait for; ``look_again`` is told when updates that were
    set aside wait again, which is once an hour.
    """
    reminded = remind(now)
    restarted, emptied = follow_up(now, store, workflow)
    restarted += answer_again(now)
    purged = inbox.purge(now - _HANDLED_FOR, now - _ASIDE_FOR, 10 * _AT_ONCE) + forget_delivered(now - _DELIVERED_FOR)
    purged += chats.forget_undecided(now - _UNDECIDED_FOR, _AT_ONCE)
    readmitted = inbox.readmit() if now.minute == 0 else 0
    if readmitted:
        look_again()
    if reminded or restarted or emptied or purged or readmitted:
        log.info("tick", reminded=reminded, restarted=restarted, emptied=emptied, purged=purged, readmitted=readmitted)


@contextmanager
def ticking(do: Callable[[datetime], None], clock: Clock, log: Log) -> Iterator[Callable[[], None]]:
    """Call ``do`` in a thread at once and every minute, as long as the block runs.

    The function that it gives strikes once more, right now; to be called in the loop's thread. ``do`` is told the time
    of ``clock``; the minutes in between are the machine's, whatever that clock does.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")
    once = _guarded(do, clock, log)
    scheduler.add_job(
        once,
        "interval",
        minutes=1,
        next_run_time=datetime.now(UTC),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()
    try:
        yield lambda: scheduler.add_job(once, misfire_grace_time=None)
    finally:
        scheduler.shutdown(wait=False)


def _guarded(do: Callable[[datetime], None], clock: Clock, log: Log) -> Callable[[], Awaitable[None]]:
    async def once() -> None:
        try:
            await asyncio.to_thread(do, clock.now())
        except StoreUnavailable as error:
            log.warning("tick_skipped", error=what(error))
        except Exception as error:  # the next minute comes all the same
            log.error("bug", code="tick", error=what(error), at=where(error))

    return once
