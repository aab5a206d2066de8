"""Drafts of what is being written: the newest now and then, and never after the message that takes their place."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from telegram.error import RetryAfter

from backend.contract import Notification
from bot.desk import Desk
from bot.pushing import Pace
from bot.streaming import Finishing, Streaming
from handlers.remembered import Card
from handlers.state import ChatState
from tests.unit.bot.helpers import ANNA, NOON

CHAT, RUN = 7, UUID(int=9)


class Telegram:
    """Notes what is shown. ``gate``: it takes its time; ``trouble``: it refuses."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.gate: asyncio.Event | None = None
        self.trouble: Exception | None = None
        self._news = asyncio.Event()

    async def send_chat_action(self, chat_id: int, action: str) -> bool:
        return await self._show(chat_id, f"({action})")

    async def send_message_draft(self, chat_id: int, draft_id: int, text: str) -> bool:
        assert draft_id
        return await self._show(chat_id, text)

    async def _show(self, chat_id: int, what: str) -> bool:
        assert chat_id == CHAT
        self.shown.append(what)
        self._news.set()
        if self.trouble is not None:
            raise self.trouble
        if self.gate is not None:
            await self.gate.wait()
        return True

    async def until(self, *shown: str) -> None:
        async with asyncio.timeout(5):
            while self.shown != list(shown):
                self._news.clear()
                await self._news.wait()


class Chats:
    """One chat, Anna's."""

    def __init__(self) -> None:
        self.state = ChatState(chat_id=CHAT, athlete_id=ANNA)
        self.looked = asyncio.Event()

    def find(self, athlete_id: UUID) -> int | None:
        return CHAT if athlete_id == ANNA else None

    async def look(self, chat_id: int) -> ChatState:
        self.looked.set()
        return self.state


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def chats() -> Chats:
    return Chats()


@pytest.fixture
async def streaming(telegram: Telegram, chats: Chats) -> AsyncIterator[Streaming]:
    async with Desk() as desk:
        made = Streaming(telegram, chats, chats, desk, Pace(), pause=0.0, patience=0.2)
        yield made
        made.close()


async def test_what_is_written_is_seen_growing(streaming: Streaming, telegram: Telegram) -> None:
    streaming.show(ANNA, RUN, "")
    await telegram.until("(typing)")
    streaming.show(ANNA, RUN, "A run.")
    await telegram.until("(typing)", "A run.")
    streaming.show(ANNA, RUN, "A run. A long one.")
    await telegram.until("(typing)", "A run.", "A run. A long one.")


async def test_it_may_be_shown_from_another_thread(streaming: Streaming, telegram: Telegram) -> None:
    await asyncio.to_thread(streaming.show, ANNA, RUN, "A run.")
    await telegram.until("A run.")


async def test_while_telegram_takes_its_time_only_the_newest_waits(streaming: Streaming, telegram: Telegram) -> None:
    telegram.gate = asyncio.Event()
    streaming.show(ANNA, RUN, "One.")
    await telegram.until("One.")
    for text in ("One. Two.", "One. Two. Three."):
        streaming.show(ANNA, RUN, text)
    telegram.gate.set()
    await telegram.until("One.", "One. Two. Three.")


async def test_the_message_waits_for_a_draft_under_way_and_none_comes_after_it(
    streaming: Streaming, telegram: Telegram
) -> None:
    # GIVEN a draft that Telegram has not taken yet, and one that waits
    telegram.gate = asyncio.Event()
    streaming.show(ANNA, RUN, "One.")
    await telegram.until("One.")
    streaming.show(ANNA, RUN, "One. Two.")
    said: list[str] = []

    class Messenger:
        async def deliver(self, notification: Notification, state: ChatState) -> ChatState:
            said.append(notification.text)
            return state

    # WHEN the message is to be delivered
    told = Notification(
        id="1", athlete_id=ANNA, kind="feedback", entry_id=RUN, revision=1, text="One. Two. Three.", created_at=NOON
    )
    delivering = asyncio.create_task(Finishing(Messenger(), streaming).deliver(told, ChatState(chat_id=CHAT)))
    await asyncio.sleep(0)
    assert said == []
    telegram.gate.set()
    await delivering
    # THEN it comes last
    assert said == ["One. Two. Three."]
    await streaming.end(RUN)
    assert telegram.shown == ["One."]


@pytest.mark.parametrize("trouble", ["refuses", "is slow"])
async def test_trouble_with_a_draft_is_nobodys(streaming: Streaming, telegram: Telegram, trouble: str) -> None:
    if trouble == "refuses":
        telegram.trouble = RetryAfter(5)
    else:
        telegram.gate = asyncio.Event()
    streaming.show(ANNA, RUN, "One.")
    await telegram.until("One.")
    async with asyncio.timeout(5):
        await streaming.end(RUN)
    assert telegram.shown == ["One."]


@pytest.mark.parametrize(
    "state",
    [
        {"blocked": True},
        {"athlete_id": UUID(int=2)},
        {"cards": [Card(entry=RUN, feedback=4)]},
        {"cards": [Card(entry=RUN, removed=True)]},
        {"cards": [Card(entry=RUN, quiet=True)]},
    ],
    ids=["blocked", "somebody else's", "edited in place", "taken back", "kept without comment"],
)
async def test_where_no_message_follows_there_is_no_draft(
    streaming: Streaming, telegram: Telegram, chats: Chats, state: dict[str, object]
) -> None:
    other = UUID(int=10)
    wanted, chats.state = chats.state, chats.state.model_copy(update=state)
    streaming.show(ANNA, RUN, "One.")
    async with asyncio.timeout(5):
        await chats.looked.wait()
    chats.state = wanted
    streaming.show(ANNA, other, "Another.")
    await telegram.until("Another.")


async def test_one_that_has_no_chat_is_shown_nothing(streaming: Streaming, telegram: Telegram) -> None:
    streaming.show(UUID(int=3), UUID(int=11), "One.")
    streaming.show(ANNA, RUN, "Another.")
    await telegram.until("Another.")


async def test_drafts_take_only_what_is_left_of_telegrams_pace(chats: Chats, telegram: Telegram) -> None:
    pace = Pace(1)
    await pace.take(CHAT)
    async with Desk() as desk:
        streaming = Streaming(telegram, chats, chats, desk, pace, pause=0.0)
        streaming.show(ANNA, RUN, "One.")
        async with asyncio.timeout(5):
            await chats.looked.wait()
        await streaming.end(RUN)
    assert telegram.shown == []
