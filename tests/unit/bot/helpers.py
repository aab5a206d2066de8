"""What the tests of the runtime stand on: a clock to turn, a log to read, and a store of updates that can break."""

import asyncio
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from backend.contract import Notification
from backend.errors import StoreUnavailable
from bot.inbox import Arrival, NewState, Outcome, Waiting
from handlers.state import ChatState
from handlers.update import Update

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANNA = UUID(int=1)


class HandClock:
    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


class Notebook:
    """A log that remembers."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, dict[str, object]]] = []
        self._news = asyncio.Event()

    def _note(self, event: str, **values: object) -> None:
        self.lines.append((event, values))
        self._news.set()

    debug = info = warning = error = _note

    async def until(self, holds: Callable[[], bool]) -> None:
        """Look at each new line until it holds."""
        while not holds():
            self._news.clear()
            await self._news.wait()

    def events(self) -> list[str]:
        return [event for event, _ in self.lines]

    def of(self, event: str) -> list[dict[str, object]]:
        return [values for each, values in self.lines if each == event]


class MemoryInbox:
    """The inbox and chats' states in memory. ``broken``: the database does not answer."""

    def __init__(self) -> None:
        self.rows: dict[int, Waiting] = {}
        self.known: set[int] = set()
        self.set_aside: dict[int, str] = {}
        self.chats: dict[int, NewState] = {}
        self.broken = False
        self.read_only = False
        self.finished: list[int] = []
        self.undecided_before: datetime | None = None
        self._position = 0

    def _write(self) -> None:
        if self.broken or self.read_only:
            raise StoreUnavailable

    def put(self, arrivals: Sequence[Arrival], now: datetime) -> int:
        self._write()
        fresh = [each for each in arrivals if each.update_id not in self.known]
        for each in fresh:
            self._position += 1
            self.known.add(each.update_id)
            self.rows[each.update_id] = Waiting(self._position, each.update_id, each.chat_id, each.payload, 0)
        return len(fresh)

    def waiting(self, after: int, limit: int) -> list[Waiting]:
        if self.broken:
            raise StoreUnavailable
        rows = sorted(self.rows.values(), key=lambda row: row.position)
        return [row for row in rows if row.position > after and row.update_id not in self.set_aside][:limit]

    def finish(self, outcomes: Sequence[Outcome]) -> None:
        self._write()
        for outcome in outcomes:
            if outcome.new is not None:
                self.chats[outcome.new.chat_id] = outcome.new
            if outcome.update_id is not None:
                self.rows.pop(outcome.update_id, None)
                self.finished.append(outcome.update_id)

    def forget_undecided(self, before: datetime, limit: int) -> int:
        self._write()
        self.undecided_before = before
        return 0

    def failed(self, update_id: int) -> int:
        self._write()
        row = self.rows[update_id]
        self.rows[update_id] = Waiting(row.position, update_id, row.chat_id, row.payload, row.attempts + 1)
        return row.attempts + 1

    def aside(self, update_id: int, reason: str) -> None:
        self._write()
        self.set_aside[update_id] = reason

    def readmit(self) -> int:
        self._write()
        for update_id in self.set_aside:
            self._position += 1
            self.rows[update_id] = replace(self.rows[update_id], position=self._position)
        count = len(self.set_aside)
        self.set_aside.clear()
        return count

    def purge(self, handled_before: datetime, aside_before: datetime, limit: int) -> int:
        return 0

    def load(self, chat_ids: Iterable[int]) -> dict[int, str]:
        if self.broken:
            raise StoreUnavailable
        found = {chat_id: self.chats[chat_id].state for chat_id in chat_ids if chat_id in self.chats}
        return {chat_id: state for chat_id, state in found.items() if state is not None}

    def find(self, athlete_id: UUID) -> int | None:
        return next((chat_id for chat_id, new in self.chats.items() if new.athlete_id == athlete_id), None)

    def knows(self, chat_id: int, **fields: object) -> None:
        """The chat is known with this state."""
        state = ChatState(chat_id=chat_id, **{"athlete_id": ANNA, **fields})
        self.chats[chat_id] = NewState(chat_id, state.model_dump_json(exclude_defaults=True), state.athlete_id)

    def state(self, chat_id: int) -> ChatState:
        stored = self.chats[chat_id].state
        assert stored is not None
        return ChatState.model_validate_json(stored)


class FakeDialogue:
    """Notes what it is asked; raises what a test put into ``errors``, one at a time."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, str]] = []
        self.troubles: list[tuple[int, str]] = []
        self.delivered: list[str] = []
        self.errors: list[Exception] = []
        self.zone: str | None = None
        self.gate: asyncio.Event | None = None

    async def handle(self, update: Update, state: ChatState) -> ChatState:
        if self.gate is not None:
            await self.gate.wait()
        if self.errors:
            raise self.errors.pop(0)
        assert update.effective_chat is not None
        said = update.message or (update.callback_query and update.callback_query.message)
        assert said
        self.heard.append((update.effective_chat.id, said.text or ""))
        return state.model_copy(update={"zone": self.zone or f"heard/{len(self.heard)}"})

    async def deliver(self, notification: Notification, state: ChatState) -> ChatState:
        if self.errors:
            raise self.errors.pop(0)
        self.delivered.append(notification.id)
        return state

    async def say_trouble(self, update: Update, state: ChatState, code: str) -> None:
        self.troubles.append((state.chat_id, code))


def message(update_id: int, text: str = "60 min run rpe 7, legs heavy", chat_id: int = 7) -> dict[str, object]:
    """An update as Telegram sends it."""
    person = {"id": chat_id, "is_bot": False, "first_name": "Anna"}
    content = {
        "message_id": update_id,
        "date": int(NOON.timestamp()),
        "chat": {"id": chat_id, "type": "private", "first_name": "Anna"},
        "from": person,
        "text": text,
    }
    return {"update_id": update_id, "message": content}


def waiting(raw: dict[str, object], chat_id: int | None = 7, attempts: int = 0) -> Waiting:
    update_id = raw["update_id"]
    assert isinstance(update_id, int)
    return Waiting(update_id, update_id, chat_id, json.dumps(raw), attempts)
