"""What turns remember, where many processes share the chats: each takes a lease on the chat it talks in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from backend.errors import StoreUnavailable
from bot.aws.chats import DynamoChats, Taken
from bot.aws.inbox import DeadLetters
from bot.inbox import ChatBusy, Outcome, Waiting
from bot.logs import what
from bot.memory import Loaded, changed
from bot.turns import LONGEST_PAUSE, turn_of
from handlers.state import ChatState

_KEPT = LONGEST_PAUSE + 5.0
"""Seconds."""


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
        except BaseException:  # whatever it was, a cancelled turn included
            await self._leave(turn, self._failed)
            raise
        else:
            await self._leave(turn, self._chats.give_back)

    async def _leave(self, turn: str, how: Callable[[Taken], None]) -> None:
        taken = self._taken.pop(turn, None)
        if taken is not None:
            with suppress(StoreUnavailable):  # then the lease ends by itself
                await asyncio.to_thread(how, taken)

    def _failed(self, taken: Taken) -> None:
        """The turn failed; whoever asks for the chat next gets it."""
        self._chats.give_back(taken)

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
    """:class:`bot.memory.UpdateMemory`.

    A turn that failed keeps its chat until it is tried again, as it would in the one process, where all of a chat's
    work waits in one lane: what it did so far may be known to the backend, and a push about it makes no sense before.
    """

    def __init__(self, chats: DynamoChats, seconds: float, dead_letters: DeadLetters) -> None:
        super().__init__(chats, seconds)
        self._dead_letters = dead_letters

    async def look(self, chat_id: int) -> ChatState:
        """See the port."""
        stored = await asyncio.to_thread(self._chats.look, chat_id)
        return ChatState(chat_id=chat_id) if stored is None else ChatState.model_validate_json(stored)

    async def failed(self, update_id: int) -> int:
        """See the port."""
        return await asyncio.to_thread(self._chats.failed, update_id)

    async def aside(self, waiting: Waiting, code: str, error: Exception) -> None:
        """See the port."""
        await asyncio.to_thread(self._dead_letters.put, waiting, code, what(error))
        if waiting.chat_id is not None:
            with suppress(StoreUnavailable, ChatBusy):  # then the lease ends by itself
                await asyncio.to_thread(self._free, waiting.chat_id, turn_of(waiting.update_id))

    def _failed(self, taken: Taken) -> None:
        self._chats.keep(taken, _KEPT)

    def _free(self, chat_id: int, turn: str) -> None:
        """There will be no other try."""
        self._chats.give_back(self._chats.take(chat_id, turn, self._seconds))

    async def _forget(self, chat_id: int) -> None:
        await asyncio.to_thread(self._dead_letters.forget, chat_id)
