"""One push, brought into its chat: the pace, and what happens when it cannot be said.

All chats together get so many messages a second, one chat one a second. Telegram asks for patience, or is away: that
push waits. 403: the chat is marked blocked, and nothing is pushed there until the athlete writes again. What can never
be said, by a bug, is given up after three tries.

Where pushes wait, and how "again" comes about, is others' business: a table and a loop, or a queue and its Lambda.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from backend.clock import SystemClock
from backend.contract import Notification
from backend.errors import Unavailable
from backend.ports import Clock
from bot.inbox import ChatBusy
from bot.logs import ChatNames, Log, what, where
from bot.memory import Memory
from bot.telegram_api import delay, seconds_of
from bot.turns import BUSY_PAUSE, Interrupted
from handlers.state import ChatState
from handlers.turn import NotNow

CHAT_PAUSE = 1.0
_LONGEST_PAUSE = 300.0
_MOMENT = 2.0
_TRIES_OF_A_BUG = 3
_REMINDERS_SHARE = 2 / 3
"""Of what Telegram takes in all; the rest is for people who are chatting just now."""
_MOST_CHATS = 1000


class Messenger(Protocol):
    """What delivering needs of :class:`handlers.dialogue.Dialogue`."""

    async def deliver(self, notification: Notification, state: ChatState) -> ChatState:
        """Say it in the chat; the state after it. Raises telegram.error.*"""


def is_reminder(notification: Notification) -> bool:
    """Whether nobody waits for it: it comes by itself, and may come a little later."""
    return notification.expires_at is not None


class Pace:
    """``per_second`` messages for all chats together, two thirds of them reminders at most; one for each chat."""

    def __init__(self, per_second: float = 30, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._all = AsyncLimiter(per_second, 1.0)
        self._reminders = AsyncLimiter(max(1.0, per_second * _REMINDERS_SHARE), 1.0)
        self._monotonic = monotonic
        self._last: dict[int, float] = {}

    def wait_for(self, chat_id: int) -> float:
        """Seconds until this chat may get another message; 0 or less: now."""
        return self._last.get(chat_id, float("-inf")) + CHAT_PAUSE - self._monotonic()

    @property
    def reminders_a_minute(self) -> int:
        """How many there is room for."""
        return int(self._reminders.max_rate * 60)

    def wait_for_reminders(self) -> float:
        """Seconds until one more reminder may be sent; 0: now."""
        return 0.0 if self._reminders.has_capacity() else 1 / self._reminders.max_rate

    async def take_spare(self) -> bool:
        """Take room among all chats for something that nobody misses, if there is some now."""
        if not self._all.has_capacity():
            return False
        await self._all.acquire()
        return True

    async def take(self, chat_id: int, *, reminder: bool = False) -> None:
        """Wait until there is room among all chats, and note that this one gets a message."""
        if reminder:
            await self._reminders.acquire()
        await self._all.acquire()
        now = self._monotonic()
        if len(self._last) > _MOST_CHATS:
            self._last = {chat: at for chat, at in self._last.items() if now - at < CHAT_PAUSE}
        self._last[chat_id] = now


class Pushing:
    """Says one notification at a time in its chat. Holds nothing about any of them.

    ``longest``: seconds after which a push counts as failed; None: it may take its time.
    """

    def __init__(
        self,
        memory: Memory,
        messenger: Messenger,
        log: Log,
        names: ChatNames,
        longest: float | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._memory = memory
        self._messenger = messenger
        self._log = log
        self._names = names
        self._longest = longest
        self._clock = clock or SystemClock()

    async def push(self, notification: Notification, chat_id: int, tries: int) -> float | None:
        """Say it; None when it is over, else the seconds until it is to be tried again. Never raises.

        ``tries``: how many failed so far.
        """
        started = time.perf_counter()
        try:
            again, outcome = None, await self._say(notification, chat_id)
        except Exception as error:  # the notification stays where it waits, whatever it was
            again, outcome = self._trouble(notification, chat_id, tries, error)
        self._log.info(
            "push",
            chat=self._names(chat_id),
            handler=notification.kind,
            ms=round((time.perf_counter() - started) * 1000, 1),
            outcome=outcome,
        )
        return again

    def is_over(self, notification: Notification) -> bool:
        """Whether it has expired: nobody wants to be asked about yesterday."""
        return notification.expires_at is not None and self._clock.now() >= notification.expires_at

    async def _say(self, notification: Notification, chat_id: int) -> str:
        if self.is_over(notification):
            return "expired"
        async with asyncio.timeout(self._longest), self._memory.chat(chat_id, f"p{notification.id}") as before:
            if before.interrupted:
                raise Interrupted
            if before.state.blocked or before.state.athlete_id != notification.athlete_id:
                return "not wanted"
            outcome = "delivered"
            try:
                after = await self._messenger.deliver(notification, before.state)
            except Forbidden:
                outcome = "forbidden"
                after = before.state.model_copy(update={"blocked": True})
            await self._memory.finish(None, before, after)
            return outcome

    def _trouble(
        self, notification: Notification, chat_id: int, tries: int, error: Exception
    ) -> tuple[float | None, str]:
        if isinstance(error, ChatBusy):
            return BUSY_PAUSE, "again"
        if isinstance(error, NotNow):
            return _MOMENT, "again"
        if isinstance(error, RetryAfter):
            return seconds_of(error) + 0.1, "again"
        if isinstance(error, BadRequest) or not isinstance(error, Unavailable | TelegramError):
            chat, code = self._names(chat_id), notification.kind
            self._log.error("bug", chat=chat, code=code, error=what(error), at=where(error))
            if tries + 1 >= _TRIES_OF_A_BUG:
                return None, "given up"
        return delay(tries + 1, _LONGEST_PAUSE), "again"
