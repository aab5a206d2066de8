"""From Telegram into the inbox, and from the inbox into the lanes.

Only so many updates are in memory; the rest waits in the table and is fetched when there is room. The position up to
which the table was read is known to one thread only, the desk's, so that nothing is taken twice or passed over.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from backend.errors import StoreUnavailable
from backend.ports import Clock
from bot.desk import Desk, Errand
from bot.inbox import Arrival, Inbox, Waiting
from bot.lanes import Lanes

Turn = Callable[[Waiting], Awaitable[float | None]]
"""Handles one update; None when it is over, else seconds until it is to be tried again."""


class Intake:
    """``most``: how many updates may be in memory at once."""

    def __init__(self, desk: Desk, inbox: Inbox, lanes: Lanes, turn: Turn, clock: Clock, most: int = 2000) -> None:
        self._desk = desk
        self._inbox = inbox
        self._lanes = lanes
        self._turn = turn
        self._clock = clock
        self._most = most
        self._loop = asyncio.get_running_loop()
        self._in_memory = 0
        self._more_waits = False
        self._refilling: asyncio.Task[None] | None = None
        self._read_up_to = 0  # only the desk's thread touches this
        self._storing: Errand[Sequence[Arrival], None] = Errand(self._store)

    async def begin(self) -> None:
        """Take up what an earlier run left; what was set aside is tried again, too. Raises StoreUnavailable."""
        await self._desk.call(self._inbox.readmit)
        await self._desk.call(self._read)

    def look_again(self) -> None:
        """Something waits that did not come by :meth:`take`. May be called from any thread."""
        with suppress(RuntimeError):  # the program has ended: the next start looks
            self._loop.call_soon_threadsafe(self._note_more)

    def _note_more(self) -> None:
        self._more_waits = True
        self._refill_if_low()

    async def take(self, arrivals: Sequence[Arrival]) -> None:
        """Store them for good; they are handled from then on. Raises StoreUnavailable: then none is stored."""
        if arrivals:
            await self._desk.do(self._storing, arrivals)

    def _store(self, batches: Sequence[Sequence[Arrival]]) -> Sequence[None]:
        self._inbox.put([arrival for batch in batches for arrival in batch], self._clock.now())
        # They are stored. If they cannot be read just now, the next batch or the refill brings them.
        with suppress(StoreUnavailable):
            self._read()
        return [None] * len(batches)

    def _read(self) -> None:
        """In the desk's thread: fetch what there is room for and hand it to the loop, in order."""
        room = self._most - self._in_memory
        found = self._inbox.waiting(self._read_up_to, room) if room > 0 else []
        if found:
            self._read_up_to = found[-1].position
        self._loop.call_soon_threadsafe(self._hand_out, found, len(found) >= room)

    def _hand_out(self, found: Sequence[Waiting], more_waits: bool) -> None:
        self._more_waits = more_waits
        self._in_memory += len(found)
        for waiting in found:
            if waiting.chat_id is None:
                self._lanes.submit_urgent(self._job(waiting))
            else:
                self._lanes.submit(waiting.chat_id, self._job(waiting))

    def _job(self, waiting: Waiting) -> Callable[[], Awaitable[float | None]]:
        async def job() -> float | None:
            again = await self._turn(waiting)
            if again is None:
                self._in_memory -= 1
                self._refill_if_low()
            return again

        return job

    def _refill_if_low(self) -> None:
        if self._low and (self._refilling is None or self._refilling.done()):
            self._refilling = asyncio.create_task(self._refill())

    @property
    def _low(self) -> bool:
        return self._more_waits and self._in_memory <= self._most // 2

    async def _refill(self) -> None:
        # Again, because what was fetched may have been handled already when the fetching is over.
        while self._low:
            try:
                await self._desk.call(self._read)
            except StoreUnavailable:
                await asyncio.sleep(1)
