import asyncio
import threading
from collections.abc import Sequence

import pytest

from bot.desk import Desk, Errand


class Counter:
    """Doubles numbers, remembers the batches; refuses 13."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.gate = threading.Event()
        self.gate.set()

    def double(self, numbers: Sequence[int]) -> list[int]:
        assert self.gate.wait(5)
        self.batches.append(list(numbers))
        if 13 in numbers:
            raise ValueError(13)
        return [2 * number for number in numbers]


async def test_each_gets_its_own_answer_in_order() -> None:
    async with Desk() as desk:
        errand = Errand(Counter().double)

        assert await asyncio.gather(*[desk.do(errand, number) for number in range(20, 99)]) == list(range(40, 198, 2))


async def test_what_comes_while_it_is_busy_is_done_together() -> None:
    counter = Counter()
    counter.gate.clear()
    async with Desk() as desk:
        errand = Errand(counter.double)
        answers = [asyncio.ensure_future(desk.do(errand, number)) for number in range(10)]
        await asyncio.sleep(0.02)
        counter.gate.set()
        await asyncio.gather(*answers)

    assert len(counter.batches) <= 2
    assert sorted(number for batch in counter.batches for number in batch) == list(range(10))


async def test_an_error_goes_to_all_that_were_done_together() -> None:
    counter = Counter()
    counter.gate.clear()
    async with Desk() as desk:
        errand = Errand(counter.double)
        await_first = asyncio.ensure_future(desk.do(errand, 0))
        await asyncio.sleep(0.02)
        rest = asyncio.gather(*[desk.do(errand, number) for number in (1, 13)], return_exceptions=True)
        await asyncio.sleep(0)
        counter.gate.set()

        assert await await_first == 0
        assert [type(answer) for answer in await rest] == [ValueError, ValueError]


async def test_a_bad_item_fails_alone_where_items_can_be_done_apart() -> None:
    async with Desk() as desk:
        errand = Errand(Counter().double, apart=True)

        answers = await asyncio.gather(*[desk.do(errand, number) for number in (1, 13, 2)], return_exceptions=True)

    assert [answers[0], answers[2]] == [2, 4]
    assert isinstance(answers[1], ValueError)


async def test_leaving_finishes_what_was_asked_for() -> None:
    done: list[int] = []
    async with Desk() as desk:
        asked = [asyncio.ensure_future(desk.call(lambda number=number: done.append(number))) for number in range(20)]
        await asyncio.sleep(0)

    assert done == list(range(20))
    assert all(each.done() or not each.cancelled() for each in asked)


async def test_who_does_not_wait_any_more_disturbs_nobody() -> None:
    counter = Counter()
    counter.gate.clear()
    async with Desk() as desk:
        errand = Errand(counter.double)
        gone = asyncio.ensure_future(desk.do(errand, 1))
        await asyncio.sleep(0.01)
        gone.cancel()
        counter.gate.set()

        assert await desk.do(errand, 2) == 4

    with pytest.raises(asyncio.CancelledError):
        gone.result()
