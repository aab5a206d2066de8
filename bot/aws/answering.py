"""Messages of the inbox, answered by the rules of :class:`bot.turns.Turns`."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

from backend.errors import StoreUnavailable
from bot.aws.batch import Message
from bot.aws.chats import DynamoChats
from bot.aws.inbox import read
from bot.inbox import Waiting
from bot.logs import ChatNames, Log, what
from bot.telegram_api import delay
from bot.turns import LONGEST_PAUSE

Take = Callable[[Waiting], Awaitable[float | None]]
"""As :meth:`bot.turns.Turns.take`."""


class Answering:
    """Handles one message at a time for each chat. ``signed_in``: whether the bot knows who it is; asks if not."""

    def __init__(
        self,
        take: Take,
        chats: DynamoChats,
        signed_in: Callable[[], Awaitable[bool]],
        log: Log,
        names: ChatNames,
    ) -> None:
        self._take = take
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
        try:
            progress = await asyncio.to_thread(self._chats.progress, waiting.update_id)
        except StoreUnavailable as error:
            self._log.warning("unavailable", chat=self._names(waiting.chat_id), error=what(error))
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
        if not await self._signed_in():
            return delay(message.receives, LONGEST_PAUSE)
        return await self._take(replace(waiting, attempts=progress.failures))
