"""What the backend wants said, brought into the chats at Telegram's pace.

All chats together ``per_second`` messages, one chat one a second. A push goes through its chat's lane, so that it never
comes between the messages of a turn. Telegram asks for patience: then that one waits. 403: the chat is marked blocked,
and nothing is pushed there until the athlete writes again.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Protocol

from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from backend.contract import Notification
from backend.errors import StoreUnavailable, Unavailable
from backend.ports import Clock, PolledOutbox
from bot.desk import Desk
from bot.inbox import ChatStates
from bot.lanes import Lanes
from bot.logs import ChatNames, Log, what, where
from bot.memory import ChatMemory
from bot.telegram_api import delay, seconds_of
from handlers.state import ChatState

FALLBACK_SECONDS = 5.0
_AT_ONCE = 100
_CHAT_PAUSE = 1.0
_LONGEST_PAUSE = 300.0
_TRIES_OF_A_BUG = 3


class Messenger(Protocol):
    """What delivering needs of :class:`handlers.dialogue.Dialogue`."""

    async def deliver(self, notification: Notification, state: ChatState) -> ChatState:
        """Say it in the chat; the state after it. Raises telegram.error.*"""


class Delivery:
    """``wake`` may be called from any thread whenever something was put into the outbox."""

    def __init__(
        self,
        outbox: PolledOutbox,
        states: ChatStates,
        memory: ChatMemory,
        messenger: Messenger,
        lanes: Lanes,
        desk: Desk,
        clock: Clock,
        log: Log,
        names: ChatNames,
        per_second: float = 30,
    ) -> None:
        self._outbox = outbox
        self._states = states
        self._memory = memory
        self._messenger = messenger
        self._lanes = lanes
        self._desk = desk
        self._clock = clock
        self._log = log
        self._names = names
        self._pace = AsyncLimiter(per_second, 1.0)
        self._loop = asyncio.get_running_loop()
        self._awake = asyncio.Event()
        self._under_way: set[str] = set()
        self._tries: dict[str, int] = {}
        self._last_push: dict[int, float] = {}

    def wake(self) -> None:
        """Look into the outbox now."""
        with suppress(RuntimeError):  # the loop is closed: the next start looks anyway
            self._loop.call_soon_threadsafe(self._awake.set)

    async def serve(self) -> None:
        """Deliver until cancelled."""
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
        now = self._clock.now()

        def due() -> list[tuple[Notification, int | None]]:
            waiting = self._outbox.due(now, _AT_ONCE)
            return [(each, self._states.find(each.athlete_id)) for each in waiting if each.id not in self._under_way]

        soonest = FALLBACK_SECONDS
        for notification, chat_id in await self._desk.call(due):
            if chat_id is None:
                await self._done(notification)
                continue
            wait = self._last_push.get(chat_id, float("-inf")) + _CHAT_PAUSE - time.monotonic()
            if wait > 0:
                soonest = min(soonest, wait)
                continue
            await self._pace.acquire()
            self._note_push(chat_id)
            self._under_way.add(notification.id)
            self._lanes.submit(chat_id, self._job(notification, chat_id))
        return soonest

    def _note_push(self, chat_id: int) -> None:
        now = time.monotonic()
        if len(self._last_push) > 1000:
            self._last_push = {chat: at for chat, at in self._last_push.items() if now - at < _CHAT_PAUSE}
        self._last_push[chat_id] = now

    def _job(self, notification: Notification, chat_id: int) -> Callable[[], Awaitable[None]]:
        async def job() -> None:
            try:
                await self._deliver(notification, chat_id)
            finally:
                self._under_way.discard(notification.id)
                self._awake.set()

        return job

    async def _deliver(self, notification: Notification, chat_id: int) -> None:
        started = time.perf_counter()
        outcome = "delivered"
        try:
            before = await self._memory.load(chat_id)
            if before.state.blocked or before.state.athlete_id != notification.athlete_id:
                outcome = "not wanted"
            else:
                try:
                    after = await self._messenger.deliver(notification, before.state)
                except Forbidden:
                    outcome = "forbidden"
                    after = before.state.model_copy(update={"blocked": True})
                await self._memory.finish(None, before, after)
            await self._done(notification)
        except Exception as error:  # the notification stays in the outbox, whatever it was
            outcome = await self._later(notification, chat_id, error)
        self._log.info(
            "push",
            chat=self._names(chat_id),
            handler=notification.kind,
            ms=round((time.perf_counter() - started) * 1000, 1),
            outcome=outcome,
        )

    async def _done(self, notification: Notification) -> None:
        await self._desk.call(lambda: self._outbox.done(notification.id))
        self._tries.pop(notification.id, None)

    async def _later(self, notification: Notification, chat_id: int, error: Exception) -> str:
        tries = self._tries[notification.id] = self._tries.get(notification.id, 0) + 1
        away = isinstance(error, Unavailable) or (
            isinstance(error, TelegramError) and not isinstance(error, BadRequest)
        )
        if not away:
            self._log.error(
                "bug", chat=self._names(chat_id), code=notification.kind, error=what(error), at=where(error)
            )
        wait = seconds_of(error) + 0.1 if isinstance(error, RetryAfter) else delay(tries, _LONGEST_PAUSE)
        not_before = self._clock.now() + timedelta(seconds=wait)
        try:
            if not away and tries >= _TRIES_OF_A_BUG:
                await self._done(notification)
                return "given up"
            await self._desk.call(lambda: self._outbox.retry(notification.id, not_before))
        except StoreUnavailable:
            return "again"  # it is still in the outbox
        # Nothing else would wake us in time for it.
        self._loop.call_later(wait, self._awake.set)
        return "again"
