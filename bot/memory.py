"""A chat's state, read and kept around a turn."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from bot.desk import Desk, Errand
from bot.inbox import ChatStates, Inbox, NewState, Outcome, Waiting
from handlers.state import ChatState

_MOST_READ = 256
"""Chats whose state is kept as it was read: those that are talking just now."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """``stored`` is the JSON that ``state`` was read from; None: the chat is new. Nobody changes ``state``."""

    state: ChatState
    stored: str | None
    turn: str = ""
    """For whom it was loaded."""
    interrupted: bool = False
    """The same turn was begun before, and ended with its process."""


class Memory(Protocol):
    """What a turn needs to remember. All raise backend.errors.StoreUnavailable."""

    def chat(self, chat_id: int, turn: str) -> AbstractAsyncContextManager[Loaded]:
        """What is remembered of the chat, which is this turn's alone while the block runs.

        ``turn`` names it; what is tried again has the name that it had before. Raises ChatBusy.
        """

    async def finish(self, update_id: int | None, before: Loaded | None, after: ChatState | None) -> None:
        """The turn is over: the update is handled and the new state is kept, in one transaction. Raises ChatBusy."""


class UpdateMemory(Memory, Protocol):
    """And what becomes of updates that cannot be handled."""

    async def look(self, chat_id: int) -> ChatState:
        """What is remembered of the chat, whosever turn it is: only to be looked at."""

    async def failed(self, update_id: int) -> int:
        """Count a try that failed by something of ours; how many there are now."""

    async def aside(self, waiting: Waiting, code: str, error: Exception) -> None:
        """Keep the update without handling it any more; ``code`` is the id under which the log tells why."""


class ChatMemory:
    """:class:`UpdateMemory` of the one process that does all turns: its lanes give a chat to one turn at a time.

    Loads and saves many chats at once. What is true is in the table, and is asked for at each turn; only reading the
    same text again is spared.
    """

    def __init__(self, desk: Desk, inbox: Inbox, states: ChatStates) -> None:
        self._desk = desk
        self._inbox = inbox
        self._read: dict[int, Loaded] = {}

        def load(chat_ids: "list[int] | tuple[int, ...]") -> list[str | None]:
            found = states.load(chat_ids)
            return [found.get(chat_id) for chat_id in chat_ids]

        def finish(outcomes: "list[Outcome] | tuple[Outcome, ...]") -> list[None]:
            inbox.finish(outcomes)
            return [None] * len(outcomes)

        self._load: Errand[int, str | None] = Errand(load)  # type: ignore[arg-type]  # the desk hands in lists
        self._finish: Errand[Outcome, None] = Errand(finish, apart=True)  # type: ignore[arg-type]  # as above

    @asynccontextmanager
    async def chat(self, chat_id: int, turn: str) -> AsyncIterator[Loaded]:  # noqa: ARG002  # its lane's turn it is
        """See :class:`Memory`."""
        yield await self.load(chat_id)

    async def look(self, chat_id: int) -> ChatState:
        """See :class:`UpdateMemory`."""
        return (await self.load(chat_id)).state

    async def load(self, chat_id: int) -> Loaded:
        """What is remembered of the chat."""
        stored = await self._desk.do(self._load, chat_id)
        if stored is None:
            return Loaded(ChatState(chat_id=chat_id), None)
        known = self._read.get(chat_id)
        if known is not None and known.stored == stored:
            return known
        return self._remember(Loaded(ChatState.model_validate_json(stored), stored))

    async def finish(self, update_id: int | None, before: Loaded | None, after: ChatState | None) -> None:
        """See :class:`Memory`."""
        new = None if before is None or after is None else changed(before, after)
        if update_id is not None or new is not None:
            await self._desk.do(self._finish, Outcome(update_id, new))
        if new is not None and after is not None and new.state is not None:
            self._remember(Loaded(after, new.state))

    async def failed(self, update_id: int) -> int:
        """See :class:`UpdateMemory`."""
        return await self._desk.call(lambda: self._inbox.failed(update_id))

    async def aside(self, waiting: Waiting, code: str, error: Exception) -> None:  # noqa: ARG002  # the log has it
        """See :class:`UpdateMemory`."""
        await self._desk.call(lambda: self._inbox.aside(waiting.update_id, code))

    def _remember(self, loaded: Loaded) -> Loaded:
        """What this text reads as, for the next turn of a chat that is talking."""
        self._read.pop(loaded.state.chat_id, None)
        self._read[loaded.state.chat_id] = loaded
        if len(self._read) > _MOST_READ:
            del self._read[next(iter(self._read))]
        return loaded


def changed(before: Loaded, after: ChatState) -> NewState | None:
    """What is to be stored after a turn; None: it left everything as it was."""
    text = after.model_dump_json(exclude_defaults=True) if after.worth_keeping else None
    forgets = text is None or (before.state.athlete_id is not None and after.athlete_id is None)
    if text == before.stored:
        return None
    return NewState(after.chat_id, text, after.athlete_id, forgets)
