"""Messages of the outbox, said by the rules of :class:`bot.pushing.Pushing`."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from pydantic import ValidationError

from backend.contract import Notification
from backend.errors import StoreUnavailable
from backend.ports import Clock
from bot.aws.batch import Message
from bot.aws.chats import DynamoChats
from bot.logs import Log, what
from bot.pushing import Pace, Pushing
from bot.telegram_api import delay

_CHAT_KNOWN_AFTER = timedelta(minutes=15)
"""The index lags behind, and a new athlete's chat is saved after their first entry: by a turn that may be tried again
for as long."""
_LONGEST_LOOK = 60.0
_LONGEST_PAUSE = 300.0


class Saying:
    """Says one notification at a time for each athlete. ``signed_in``: whether Telegram can be talked to; opens it."""

    def __init__(
        self,
        pushing: Pushing,
        chats: DynamoChats,
        signed_in: Callable[[], Awaitable[bool]],
        pace: Pace,
        clock: Clock,
        log: Log,
    ) -> None:
        self._pushing = pushing
        self._chats = chats
        self._signed_in = signed_in
        self._pace = pace
        self._clock = clock
        self._log = log

    async def handle(self, message: Message) -> float | None:
        """Say it; None when that is over, else the seconds until it is to be tried again."""
        try:
            notification = Notification.model_validate_json(message.body)
        except ValidationError:
            self._log.error("no_notification", message=message.id)
            return None
        try:
            chats = await asyncio.to_thread(self._chats.find_all, notification.athlete_id)
        except StoreUnavailable as error:
            self._log.warning("outbox_unavailable", error=what(error))
            return delay(message.receives, _LONGEST_PAUSE)
        if not chats:
            return self._no_chat(notification, message)
        if not await self._signed_in():
            return delay(message.receives, _LONGEST_PAUSE)
        for chat_id in chats:  # an account that has moved: the dialogue knows which of them holds it
            await self._turn_of(chat_id)
            again = await self._pushing.push(notification, chat_id, message.receives - 1)
            if again is not None:
                return again
        return None

    def _no_chat(self, notification: Notification, message: Message) -> float | None:
        if self._clock.now() - notification.created_at < _CHAT_KNOWN_AFTER:
            return delay(message.receives, _LONGEST_LOOK)
        self._log.info("push", chat="-", handler=notification.kind, ms=0.0, outcome="not wanted")
        return None

    async def _turn_of(self, chat_id: int) -> None:
        await asyncio.sleep(max(0.0, self._pace.wait_for(chat_id)))
        await self._pace.take(chat_id)
