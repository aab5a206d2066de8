"""The outbox in a table, brought into the chats by the one process that talks in them.

A push goes through its chat's lane, so that it never comes between the messages of a turn. What is to be done with each
stands in :mod:`bot.pushing`. Reminders leave room for what people who are chatting wait for: each waits for a moment
in which nobody is being answered, though not for long, and comments go past it.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from backend.contract import Notification
from backend.errors import StoreUnavailable
from backend.ports import Clock, PolledOutbox
from bot.desk import Desk, Errand
from bot.inbox import ChatFinder
from bot.lanes import Job, Lanes
from bot.logs import Log, what
from bot.pushing import Pace, Pushing, is_reminder

FALLBACK_SECONDS = 5.0
_AT_ONCE = 100
_REMINDERS_AT_ONCE = 4
"""Read in one go, beside those under way. Thousands may wait: reading on each look what cannot go yet holds up all."""
_CALM_WITHIN = 0.04
"""Seconds that a reminder waits for a moment in which nobody is being answered; with 20 a second there are 0.05."""


class Delivery:
    """``wake`` may be called from any thread whenever something was put into the outbox."""

    def __init__(
        self,
        outbox: PolledOutbox,
        chats: ChatFinder,
        pushing: Pushing,
        pace: Pace,
        lanes: Lanes,
        desk: Desk,
        clock: Clock,
        log: Log,
    ) -> None:
        self._outbox = outbox
        self._chats = chats
        self._pushing = pushing
        self._pace = pace
        self._lanes = lanes
        self._desk = desk
        self._clock = clock
        self._log = log
        self._loop = asyncio.get_running_loop()
        self._awake = asyncio.Event()
        self._under_way: set[str] = set()
        self._one_reminder = asyncio.Lock()
        self._giving_way: set[asyncio.Task[None]] = set()
        self._tries: dict[str, int] = {}

        def over(ids: Sequence[str]) -> list[None]:
            outbox.done(*ids)
            return [None] * len(ids)

        self._over: Errand[str, None] = Errand(over, apart=True)

    def wake(self) -> None:
        """Look into the outbox now."""
        with suppress(RuntimeError):  # the loop is closed: the next start looks anyway
            self._loop.call_soon_threadsafe(self._awake.set)

    async def serve(self) -> None:
        """Deliver until cancelled."""
        try:
            await self._serve()
        finally:
            for waiting in self._giving_way:
                waiting.cancel()

    async def _serve(self) -> None:
        failed = 0
        while True:
            self._awake.clear()
            try:
                soonest = await self._look()
                failed = 0
            except StoreUnavailable as error:
                failed += 1
                if failed == 1:
                    self._log.warning("outbox_unavailable", error=what(error))
                soonest = FALLBACK_SECONDS
            await self._rest(soonest)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._awake.wait()
        except TimeoutError:
            return

    async def _look(self) -> float:
        """Send what is due on its way; the seconds until there is reason to look again."""
        now, until_reminders = self._clock.now(), self._pace.wait_for_reminders()
        enough = len(self._giving_way) >= _REMINDERS_AT_ONCE  # who goes wakes us
        room = 0 if enough or until_reminders > 0 else _REMINDERS_AT_ONCE + len(self._under_way)

        def due() -> list[tuple[Notification, int | None]]:
            waiting = self._outbox.due(now, _AT_ONCE, reminders=room)
            return [(each, self._chats.find(each.athlete_id)) for each in waiting if each.id not in self._under_way]

        soonest = FALLBACK_SECONDS if room or enough else until_reminders
        went_on = False
        for notification, chat_id in await self._desk.call(due):
            reminder = is_reminder(notification)
            if chat_id is None or self._pushing.is_over(notification):
                await self._done(notification)
                went_on |= reminder
                continue
            wait = max(self._pace.wait_for(chat_id), self._pace.wait_for_reminders() if reminder else 0.0)
            if wait > 0:
                soonest = min(soonest, wait)
                continue
            await self._pace.take(chat_id, reminder=reminder)
            self._under_way.add(notification.id)
            if reminder:
                self._give_way(chat_id, self._job(notification, chat_id))
            else:
                self._lanes.submit(chat_id, self._job(notification, chat_id))
            went_on |= reminder
        # There may be more of them than were read.
        return min(soonest, self._pace.wait_for_reminders()) if went_on else soonest

    def _give_way(self, chat_id: int, job: Job) -> None:
        """Submit the job when nobody is being answered, or soon; one after the other, while comments go past them."""

        async def wait() -> None:
            async with self._one_reminder:
                await self._lanes.calm(_CALM_WITHIN)
                self._lanes.submit(chat_id, job)
                await asyncio.sleep(0)  # it begins, so that the next one sees it

        def over(waiting: asyncio.Task[None]) -> None:
            self._giving_way.discard(waiting)
            if len(self._giving_way) == _REMINDERS_AT_ONCE - 1:
                self._awake.set()

        waiting = asyncio.create_task(wait())
        self._giving_way.add(waiting)
        waiting.add_done_callback(over)

    def _job(self, notification: Notification, chat_id: int) -> Job:
        async def job() -> None:
            try:
                await self._deliver(notification, chat_id)
            finally:
                self._under_way.discard(notification.id)
                self._awake.set()

        return job

    async def _deliver(self, notification: Notification, chat_id: int) -> None:
        tries = self._tries.get(notification.id, 0)
        again = await self._pushing.push(notification, chat_id, tries)
        with suppress(StoreUnavailable):  # it is still in the outbox, and saying it twice says nothing
            if again is None:
                await self._done(notification)
            else:
                self._tries[notification.id] = tries + 1
                await self._put_off(notification, again)

    async def _done(self, notification: Notification) -> None:
        await self._desk.do(self._over, notification.id)
        self._tries.pop(notification.id, None)

    async def _put_off(self, notification: Notification, seconds: float) -> None:
        not_before = self._clock.now() + timedelta(seconds=seconds)
        await self._desk.call(lambda: self._outbox.retry(notification.id, not_before))
        # Nothing else would wake us in time for it.
        self._loop.call_later(seconds, self._awake.set)
