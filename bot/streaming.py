"""Words that are still being written, as a draft in the chat that the finished message replaces.

Nobody waits for it: whoever writes hands in the text so far and goes on. A chat is shown the newest every 0.7 seconds
at most, and what came in between never. Where Telegram is slow or asks for patience, or all messages of the moment are
needed for others, there is no draft: the message comes all the same. This is the one process; on AWS see
:mod:`bot.aws.drawing`.
https://core.telegram.org/bots/api#sendmessagedraft
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from telegram.constants import ChatAction
from telegram.error import TelegramError

from backend.contract import Notification
from backend.contract.drafts import PAUSE
from backend.errors import StoreUnavailable
from bot.desk import Desk
from bot.drafting import PATIENCE, draft_id, is_wanted
from bot.inbox import ChatFinder
from bot.pushing import Messenger, Pace
from handlers.state import ChatState

_LONGEST = 30.0
"""Seconds that Telegram shows a draft; a comment takes less."""
_MOST_AT_ONCE = 200


class Drawer(Protocol):
    """What is needed of :class:`telegram.Bot`. Both raise telegram.error.*"""

    async def send_chat_action(self, chat_id: int, action: str) -> bool:
        """Show that something is being done, for five seconds."""

    async def send_message_draft(self, chat_id: int, draft_id: int, text: str) -> bool:
        """Show the text so far; ``draft_id`` is not 0."""


class Looker(Protocol):
    """What is needed of :class:`bot.memory.UpdateMemory`."""

    async def look(self, chat_id: int) -> ChatState:
        """What is remembered of the chat. Raises StoreUnavailable."""


@dataclass(slots=True, eq=False)
class _Draft:
    athlete_id: UUID
    entry_id: UUID
    text: str = ""
    news: asyncio.Event = field(default_factory=asyncio.Event)
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)
    task: "asyncio.Task[None] | None" = None


class Streaming:
    """Is :class:`backend.workflow.steps.tools.Drafts`: ``show`` may be called from any thread."""

    def __init__(
        self,
        bot: Drawer,
        chats: ChatFinder,
        memory: Looker,
        desk: Desk,
        pace: Pace,
        pause: float = PAUSE,
        patience: float = PATIENCE,
    ) -> None:
        self._pause, self._patience = pause, patience
        self._bot = bot
        self._chats = chats
        self._memory = memory
        self._desk = desk
        self._pace = pace
        self._loop = asyncio.get_running_loop()
        self._going: dict[UUID, _Draft] = {}

    def show(self, athlete_id: UUID, entry_id: UUID, text: str) -> None:
        """The text so far of the words about an entry; empty: they are being thought about."""
        with suppress(RuntimeError):  # the loop is closed: nobody looks any more
            self._loop.call_soon_threadsafe(self._take, athlete_id, entry_id, text)

    async def end(self, entry_id: UUID) -> None:
        """The words are finished: when this returns, nothing of their draft is sent any more."""
        draft = self._going.pop(entry_id, None)
        if draft is not None and draft.task is not None:
            async with draft.sending:  # what is under way arrives before the message that takes its place
                draft.task.cancel()

    def close(self) -> None:
        """End all of them."""
        for draft in self._going.values():
            if draft.task is not None:
                draft.task.cancel()

    def _take(self, athlete_id: UUID, entry_id: UUID, text: str) -> None:
        draft = self._going.get(entry_id)
        if draft is None:
            if len(self._going) >= _MOST_AT_ONCE:
                return
            draft = self._going[entry_id] = _Draft(athlete_id, entry_id)
            draft.task = asyncio.create_task(self._stream(draft))
            draft.task.add_done_callback(lambda _: self._forget(draft))
        draft.text = text
        draft.news.set()

    def _forget(self, draft: _Draft) -> None:
        if self._going.get(draft.entry_id) is draft:
            del self._going[draft.entry_id]

    async def _stream(self, draft: _Draft) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST):
                with suppress(TelegramError, StoreUnavailable, TimeoutError):
                    await self._keep_showing(draft)
                await asyncio.Event().wait()  # no draft of this comment any more

    async def _keep_showing(self, draft: _Draft) -> None:
        chat_id = await self._chat_of(draft)
        while chat_id is not None:
            await draft.news.wait()
            draft.news.clear()
            if await self._pace.take_spare():
                async with draft.sending, asyncio.timeout(self._patience):
                    await self._send(chat_id, draft)
            await asyncio.sleep(self._pause)

    async def _send(self, chat_id: int, draft: _Draft) -> None:
        if draft.text:
            await self._bot.send_message_draft(chat_id, draft_id(draft.entry_id), draft.text)
        else:
            await self._bot.send_chat_action(chat_id, ChatAction.TYPING)

    async def _chat_of(self, draft: _Draft) -> int | None:
        """Where it is to be seen, if anywhere."""
        chat_id = await self._desk.call(lambda: self._chats.find(draft.athlete_id))
        if chat_id is None:
            return None
        return chat_id if is_wanted(await self._memory.look(chat_id), draft.athlete_id, draft.entry_id) else None


class Finishing:
    """Is :class:`bot.pushing.Messenger`: says what another one says, after its draft has ended."""

    def __init__(self, messenger: Messenger, streaming: Streaming) -> None:
        self._messenger = messenger
        self._streaming = streaming

    async def deliver(self, notification: Notification, state: ChatState) -> ChatState:
        """See :class:`bot.pushing.Messenger`."""
        if notification.entry_id is not None:
            await self._streaming.end(notification.entry_id)
        return await self._messenger.deliver(notification, state)
