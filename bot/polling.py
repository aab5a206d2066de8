"""Long polling that acknowledges nothing before it is stored.

Telegram takes a poll's ``offset`` as "I have everything before it". So the offset moves after the batch is in the
inbox. A restart asks without one and gets all that was never acknowledged; what of it was stored already is known by
its id. Once Telegram answered a poll with an offset, the acknowledgement is made and the next poll needs none: after a
quiet week Telegram may count on from a smaller number, which an old offset would throw away.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from telegram.error import Conflict, InvalidToken, TelegramError

from backend.errors import StoreUnavailable
from bot.arrival import arrivals
from bot.inbox import Arrival
from bot.json_text import to_text
from bot.logs import Log, what
from bot.telegram_api import POLL_SECONDS, TokenRefused, delay, pause

LONGEST_PAUSE = 30.0
_OVERDUE = 2.0 * POLL_SECONDS + LONGEST_PAUSE


class Source(Protocol):
    """Where updates come from: :class:`bot.telegram_api.Telegram`."""

    async def updates(self, offset: int | None) -> list[Any]:
        """Updates from ``offset`` on, as JSON. Raises telegram.error.*"""


class Poller:
    """``store`` keeps a batch (or raises StoreUnavailable); ``unstored`` hears of one that could not be kept, once."""

    def __init__(
        self,
        source: Source,
        store: Callable[[Sequence[Arrival]], Awaitable[None]],
        unstored: Callable[[Sequence[Arrival]], Awaitable[None]],
        log: Log,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._source = source
        self._store = store
        self._unstored = unstored
        self._log = log
        self._sleep = sleep
        self._last_sign = time.monotonic()

    @property
    def alive(self) -> bool:
        """It polled, or tried to, not long ago."""
        return time.monotonic() - self._last_sign < _OVERDUE

    async def run(self) -> None:
        """Poll until cancelled. Raises TokenRefused."""
        offset: int | None = None
        tries = 0
        while True:
            self._last_sign = time.monotonic()
            try:
                batch = arrivals(await self._source.updates(offset), to_text)
            except InvalidToken:
                raise TokenRefused from None
            except TelegramError as error:
                tries += 1
                if tries == 1:
                    self._complain(error)
                await self._sleep(pause(error, tries, LONGEST_PAUSE))
                continue
            if tries:
                self._log.info("polling_again", tries=tries)
                tries = 0
            await self._keep(batch)
            offset = max(arrival.update_id for arrival in batch) + 1 if batch else None

    def _complain(self, error: TelegramError) -> None:
        if isinstance(error, Conflict):
            self._log.error("another_program_gets_the_updates", mend="stop the other one that runs with this token")
        else:
            self._log.warning("telegram_unreachable", error=what(error))

    async def _keep(self, batch: Sequence[Arrival]) -> None:
        tries = 0
        while True:
            try:
                await self._store(batch)
            except StoreUnavailable as error:
                tries += 1
                if tries == 1:
                    self._log.error("inbox_unavailable", error=what(error), updates=len(batch))
                    await self._unstored(batch)
                self._last_sign = time.monotonic()
                await self._sleep(delay(tries, LONGEST_PAUSE))
            else:
                if tries:
                    self._log.info("inbox_available", tries=tries)
                return
