import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from backend.errors import StoreUnavailable
from bot.arrival import arrivals
from bot.desk import Desk
from bot.inbox import Waiting
from bot.intake import Intake
from bot.lanes import Lanes
from tests.unit.bot.helpers import HandClock, MemoryInbox, message


class Handler:
    """Handles updates; with a closed gate it holds them all."""

    def __init__(self, inbox: MemoryInbox) -> None:
        self.inbox = inbox
        self.handled: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self._news = asyncio.Condition()

    async def take(self, waiting: Waiting) -> float | None:
        await self.gate.wait()
        async with self._news:
            self.inbox.rows.pop(waiting.update_id, None)
            self.handled.append(waiting.update_id)
            self._news.notify_all()
        return None

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5), self._news:
            await self._news.wait_for(lambda: len(self.handled) >= count)


@pytest.fixture
def inbox() -> MemoryInbox:
    return MemoryInbox()


@pytest.fixture
async def handler(inbox: MemoryInbox) -> Handler:
    return Handler(inbox)


@pytest.fixture
async def lanes() -> Lanes:
    return Lanes([].append)


@pytest.fixture
async def open_intake(inbox: MemoryInbox, handler: Handler, lanes: Lanes) -> AsyncIterator[Callable[[int], Intake]]:
    async with Desk() as desk:
        yield lambda most: Intake(desk, inbox, lanes, handler.take, HandClock(), most)
        await lanes.close(1)


def some(*update_ids: int) -> list[dict[str, object]]:
    return [message(update_id, chat_id=update_id % 3 + 1) for update_id in update_ids]


async def test_what_is_taken_is_stored_and_handled(
    open_intake: Callable[[int], Intake], inbox: MemoryInbox, handler: Handler
) -> None:
    intake = open_intake(100)

    await intake.take(arrivals(some(1, 2, 3)))

    assert inbox.known == {1, 2, 3}
    await handler.until(3)


async def test_what_an_earlier_run_left_comes_first_and_what_was_set_aside_is_tried_again(
    open_intake: Callable[[int], Intake], inbox: MemoryInbox, handler: Handler
) -> None:
    inbox.put(arrivals([message(1, chat_id=1), message(2, chat_id=1)]), HandClock().now())
    inbox.aside(1, "bug")
    intake = open_intake(100)

    await intake.begin()
    await intake.take(arrivals([message(3, chat_id=1)]))

    await handler.until(3)
    assert sorted(handler.handled) == [1, 2, 3]
    assert handler.handled.index(2) < handler.handled.index(3)


async def test_what_was_set_aside_is_taken_up_while_the_program_runs(
    open_intake: Callable[[int], Intake], inbox: MemoryInbox, handler: Handler
) -> None:
    # GIVEN a chat that went on after its first update was set aside
    intake = open_intake(100)
    inbox.put(arrivals([message(1, chat_id=1)]), HandClock().now())
    inbox.aside(1, "bug")
    await intake.take(arrivals([message(2, chat_id=1)]))
    await handler.until(1)

    # WHEN the clock readmits it, from its own thread
    inbox.readmit()
    await asyncio.to_thread(intake.look_again)

    # THEN it is handled
    await handler.until(2)
    assert handler.handled == [2, 1]


async def test_a_repetition_is_not_handled_again(open_intake: Callable[[int], Intake], handler: Handler) -> None:
    intake = open_intake(100)

    for _ in range(3):
        await intake.take(arrivals(some(1, 2)))
    await intake.take(arrivals(some(9)))

    await handler.until(3)
    assert sorted(handler.handled) == [1, 2, 9]


async def test_only_so_many_are_in_memory_and_the_rest_follows_in_order(
    open_intake: Callable[[int], Intake], inbox: MemoryInbox, handler: Handler, lanes: Lanes
) -> None:
    intake = open_intake(10)
    handler.gate.clear()

    for start in range(1, 101, 5):
        await intake.take(arrivals(some(*range(start, start + 5))))
    assert len(lanes) == 10
    assert len(inbox.rows) == 100

    handler.gate.set()
    await handler.until(100)
    assert sorted(handler.handled) == list(range(1, 101))
    for chat in range(3):
        assert [each for each in handler.handled if each % 3 == chat] == [n for n in range(1, 101) if n % 3 == chat]


async def test_what_cannot_be_stored_is_not_handled(
    open_intake: Callable[[int], Intake], inbox: MemoryInbox, handler: Handler
) -> None:
    intake = open_intake(100)
    inbox.broken = True

    with pytest.raises(StoreUnavailable):
        await intake.take(arrivals(some(1)))

    inbox.broken = False
    await intake.take(arrivals(some(1)))
    await handler.until(1)
    assert handler.handled == [1]


async def test_an_update_without_a_chat_waits_for_nobody(
    open_intake: Callable[[int], Intake], handler: Handler, inbox: MemoryInbox
) -> None:
    taken: list[int | None] = []
    intake = open_intake(100)
    original = handler.take

    async def take(waiting: Waiting) -> float | None:
        taken.append(waiting.chat_id)
        return await original(waiting)

    intake._turn = take
    await intake.take(arrivals([{"update_id": 1, "pre_checkout_query": {"id": "1", "from": {"id": 5}}}]))

    await handler.until(1)
    assert taken == [None]
