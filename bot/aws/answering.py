"""Messages of the inbox, answered by the rules of :class:`bot.turns.Turns`."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Protocol

from backend.errors import StoreUnavailable
from bot.aws.batch import Message
from bot.aws.chats import DynamoChats
from bot.aws.inbox import read
from bot.inbox import Arrival, Waiting
from bot.logs import ChatNames, Log, what
from bot.telegram_api import delay
from bot.turns import LONGEST_PAUSE


class Rules(Protocol):
    """What is needed of :class:`bot.turns.Turns`."""

    async def take(self, waiting: Waiting) -> float | None:
        """Handle one update; None when it is over, else the seconds until it is to be tried again."""

    async def apologise(self, arrivals: Sequence[Arrival]) -> None:
        """Tell each chat that its messages are kept, once an outage."""


class Answering:
    """Handles one message at a time for each chat. ``signed_in``: whether the bot knows who it is; asks if not."""

    def __init__(
        self,
        turns: Rules,
        chats: DynamoChats,
        signed_in: Callable[[], Awaitable[bool]],
        log: Log,
        names: ChatNames,
    ) -> None:
        self._turns = turns
        self._chats = chats
        self._signed_in = signed_in
        self._log = log
        self._names = names

    async def handle(self, message: Message) -> float | None:
        """Answer the update in it; None when that is over, else the seconds until it is to be tried again."""
        started = time.perf_counter()
        waiting = read(message.body, message.sent_at)
        if waiting is None:  # only what the webhook lets in is here, or what somebody put into the queue by hand
            self._log.error("no_update", message=message.id)
            return None
        if not await self._signed_in():
            return delay(message.receives, LONGEST_PAUSE)
        try:
            progress = await asyncio.to_thread(self._chats.progress, waiting.update_id)
        except StoreUnavailable as error:
            self._log.warning("unavailable", chat=self._names(waiting.chat_id), error=what(error))
            if message.receives == 1:  # what was told cannot be noted just now
                await self._turns.apologise([Arrival(waiting.update_id, waiting.chat_id, waiting.payload)])
            return delay(message.receives, LONGEST_PAUSE)
        if progress.handled:
            self._log.info(
                "update",
                chat=self._names(waiting.chat_id),
                handler="-",
                ms=round((time.perf_counter() - started) * 1000, 1),
                outcome="repeated",
            )
            return None
        return await self._turns.take(replace(waiting, attempts=progress.failures))
