"""What turns remember, where many processes share the chats: each takes a lease on the chat it talks in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from backend.errors import StoreUnavailable
from bot.aws.chats import DynamoChats, Taken
from bot.aws.inbox import DeadLetters
from bot.inbox import Outcome, Waiting
from bot.logs import what
from bot.memory import Loaded, changed
from handlers.state import ChatState


class LeasedMemory:
    """:class:`bot.memory.Memory`. ``seconds`` is how long a lease holds: a little longer than any turn may take."""

    def __init__(self, chats: DynamoChats, seconds: float) -> None:
        self._chats = chats
        self._seconds = seconds
        self._taken: dict[str, Taken] = {}

    @asynccontextmanager
    async def chat(self, chat_id: int, turn: str) -> AsyncIterator[Loaded]:
        """See the port."""
        taken = await asyncio.to_thread(self._chats.take, chat_id, turn, self._seconds)
        self._taken[turn] = taken
        try:
            stored = taken.stored
            state = ChatState(chat_id=chat_id) if stored is None else ChatState.model_validate_json(stored)
            yield Loaded(state, stored, turn, taken.interrupted)
        finally:
            if self._taken.pop(turn, None) is not None:
                with suppress(StoreUnavailable):  # then the lease ends by itself
                    await asyncio.to_thread(self._chats.give_back, taken)

    async def finish(self, update_id: int | None, before: Loaded | None, after: ChatState | None) -> None:
        """See the port. The chat is free from then on."""
        new = None if before is None or after is None else changed(before, after)
        if new is not None and new.forgets:
            await self._forget(new.chat_id)
        taken = None if before is None else self._taken[before.turn]
        if taken is not None or update_id is not None:
            await asyncio.to_thread(self._chats.finish, Outcome(update_id, new), taken)
        if taken is not None:
            self._taken.pop(taken.turn, None)

    async def _forget(self, chat_id: int) -> None:
        """Remove what is kept of the chat elsewhere: its athlete is gone."""


class LeasedUpdates(LeasedMemory):
    """:class:`bot.memory.UpdateMemory`."""

    def __init__(self, chats: DynamoChats, seconds: float, dead_letters: DeadLetters) -> None:
        super().__init__(chats, seconds)
        self._dead_letters = dead_letters

    async def failed(self, update_id: int) -> int:
        """See the port."""
        return await asyncio.to_thread(self._chats.failed, update_id)

    async def aside(self, waiting: Waiting, code: str, error: Exception) -> None:
        """See the port."""
        await asyncio.to_thread(self._dead_letters.put, waiting, code, what(error))

    async def _forget(self, chat_id: int) -> None:
        await asyncio.to_thread(self._dead_letters.forget, chat_id)
