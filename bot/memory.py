"""A chat's state, read and kept around a turn."""

from dataclasses import dataclass

from bot.desk import Desk, Errand
from bot.inbox import ChatStates, Inbox, NewState, Outcome
from handlers.state import ChatState

_MOST_READ = 256
"""Chats whose state is kept as it was read: those that are talking just now."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """``stored`` is the JSON that ``state`` was read from; None: the chat is new. Nobody changes ``state``."""

    state: ChatState
    stored: str | None


class ChatMemory:
    """Loads and saves the states of many chats at once. Both raise backend.errors.StoreUnavailable.

    What is true is in the table, and is asked for at each turn; only reading the same text again is spared.
    """

    def __init__(self, desk: Desk, inbox: Inbox, states: ChatStates) -> None:
        self._desk = desk
        self._read: dict[int, Loaded] = {}

        def load(chat_ids: "list[int] | tuple[int, ...]") -> list[str | None]:
            found = states.load(chat_ids)
            return [found.get(chat_id) for chat_id in chat_ids]

        def finish(outcomes: "list[Outcome] | tuple[Outcome, ...]") -> list[None]:
            inbox.finish(outcomes)
            return [None] * len(outcomes)

        self._load: Errand[int, str | None] = Errand(load)  # type: ignore[arg-type]  # the desk hands in lists
        self._finish: Errand[Outcome, None] = Errand(finish, apart=True)  # type: ignore[arg-type]  # as above

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
        """The turn is over: the update leaves the inbox and the new state is kept, in one transaction."""
        new = None if before is None or after is None else _changed(before, after)
        if update_id is not None or new is not None:
            await self._desk.do(self._finish, Outcome(update_id, new))
        if new is not None and after is not None and new.state is not None:
            self._remember(Loaded(after, new.state))

    def _remember(self, loaded: Loaded) -> Loaded:
        """What this text reads as, for the next turn of a chat that is talking."""
        self._read.pop(loaded.state.chat_id, None)
        self._read[loaded.state.chat_id] = loaded
        if len(self._read) > _MOST_READ:
            del self._read[next(iter(self._read))]
        return loaded


def _changed(before: Loaded, after: ChatState) -> NewState | None:
    text = after.model_dump_json(exclude_defaults=True) if after.worth_keeping else None
    forgets = text is None or (before.state.athlete_id is not None and after.athlete_id is None)
    if text == before.stored:
        return None
    return NewState(after.chat_id, text, after.athlete_id, forgets)
