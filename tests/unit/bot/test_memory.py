from collections.abc import AsyncIterator

import pytest

import bot.memory
from bot.desk import Desk
from bot.memory import ChatMemory
from handlers.state import ChatState
from tests.unit.bot.helpers import ANNA, MemoryInbox

CHAT = 7


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with Desk() as desk:
        yield desk


def agreed(**more: object) -> ChatState:
    return ChatState(chat_id=CHAT, athlete_id=ANNA, **more)  # type: ignore[arg-type]


async def remember(memory: ChatMemory, state: ChatState) -> None:
    await memory.finish(None, await memory.load(state.chat_id), state)


async def test_what_a_turn_left_is_what_the_next_one_finds(desk: Desk) -> None:
    inbox = MemoryInbox()
    memory = ChatMemory(desk, inbox, inbox)

    await remember(memory, agreed(zone="Europe/Berlin"))

    assert (await memory.load(CHAT)).state == agreed(zone="Europe/Berlin")


async def test_what_another_process_stored_is_believed_before_what_is_remembered(desk: Desk) -> None:
    inbox = MemoryInbox()
    ours, theirs = ChatMemory(desk, inbox, inbox), ChatMemory(desk, inbox, inbox)
    await remember(ours, agreed(newest=1))

    await remember(theirs, agreed(newest=2))

    assert (await ours.load(CHAT)).state.newest == 2


async def test_a_chat_that_was_forgotten_is_new_again(desk: Desk) -> None:
    inbox = MemoryInbox()
    memory = ChatMemory(desk, inbox, inbox)
    await remember(memory, agreed(newest=1))

    await remember(memory, ChatState(chat_id=CHAT))

    assert await memory.load(CHAT) == bot.memory.Loaded(ChatState(chat_id=CHAT), None)


async def test_only_so_many_chats_are_kept_read_and_the_others_are_read_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.memory, "_MOST_READ", 1)
    inbox = MemoryInbox()
    memory = ChatMemory(desk, inbox, inbox)
    first, second = agreed(), agreed().model_copy(update={"chat_id": 8})
    await remember(memory, first)
    await remember(memory, second)

    assert (await memory.load(8)).state is second
    again = await memory.load(CHAT)
    assert again.state == first
    assert again.state is not first
