import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.lanes import Lanes


@pytest.fixture
def bugs() -> list[Exception]:
    return []


@pytest.fixture
def lanes(bugs: list[Exception]) -> Lanes:
    return Lanes(bugs.append, busy=4)


class Notes:
    """Jobs that write down what they do, and wait for their gates."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.running = 0
        self.most_running = 0
        self._news = asyncio.Condition()

    def job(self, name: object, gate: asyncio.Event | None = None) -> Callable[[], Awaitable[float | None]]:
        async def job() -> None:
            self.running += 1
            self.most_running = max(self.most_running, self.running)
            await (gate.wait() if gate else asyncio.sleep(0))
            self.running -= 1
            await self.note(name)

        return job

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5), self._news:
            await self._news.wait_for(lambda: len(self.done) >= count)

    async def note(self, name: object) -> None:
        async with self._news:
            self.done.append(name)
            self._news.notify_all()


async def test_a_lane_keeps_its_order(lanes: Lanes) -> None:
    notes = Notes()
    for number in range(50):
        lanes.submit(number % 3, notes.job(number))

    await notes.until(50)

    for key in range(3):
        assert [number for number in notes.done if number % 3 == key] == list(range(key, 50, 3))
    assert len(lanes) == 0


async def test_a_slow_chat_delays_no_other(lanes: Lanes) -> None:
    notes, gate = Notes(), asyncio.Event()
    lanes.submit("slow", notes.job("slow", gate))
    lanes.submit("slow", notes.job("after slow"))
    lanes.submit("quick", notes.job("quick"))

    await notes.until(1)
    assert notes.done == ["quick"]

    gate.set()
    await notes.until(3)
    assert notes.done == ["quick", "slow", "after slow"]


async def test_only_so_many_are_busy_at_once(lanes: Lanes) -> None:
    notes, gate = Notes(), asyncio.Event()
    for number in range(20):
        lanes.submit(number, notes.job(number, gate))
    await asyncio.sleep(0.01)

    assert notes.most_running == 4
    gate.set()
    await notes.until(20)
    assert notes.most_running == 4


async def test_an_urgent_job_passes_by_when_all_places_are_busy(lanes: Lanes) -> None:
    notes, gate = Notes(), asyncio.Event()
    for number in range(10):
        lanes.submit(number, notes.job(number, gate))

    lanes.submit_urgent(notes.job("urgent"))

    await notes.until(1)
    assert notes.done == ["urgent"]
    gate.set()
    await notes.until(11)


async def test_a_job_that_asks_for_another_try_keeps_its_turn_and_gives_its_place_away() -> None:
    lanes, notes, tries = Lanes([].append, busy=1), Notes(), 0

    async def third_time_lucky() -> float | None:
        nonlocal tries
        tries += 1
        if tries < 3:
            return 0.01
        await notes.note("first")
        return None

    lanes.submit("a", third_time_lucky)
    lanes.submit("a", notes.job("second"))
    lanes.submit("b", notes.job("other chat"))

    await notes.until(3)
    assert notes.done == ["other chat", "first", "second"]


async def test_a_job_that_raises_is_reported_and_does_not_stop_its_lane(lanes: Lanes, bugs: list[Exception]) -> None:
    notes = Notes()

    async def broken() -> None:
        raise ZeroDivisionError

    lanes.submit("a", broken)
    lanes.submit("a", notes.job("next"))

    await notes.until(1)
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]


async def test_closing_lets_what_runs_end_and_begins_nothing_more(lanes: Lanes) -> None:
    notes, gate = Notes(), asyncio.Event()
    lanes.submit("a", notes.job("running", gate))
    lanes.submit("a", notes.job("queued"))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.02, gate.set)

    await lanes.close(5)
    lanes.submit("b", notes.job("too late"))
    await asyncio.sleep(0.01)

    assert notes.done == ["running"]


async def test_closing_waits_no_longer_than_its_grace(lanes: Lanes) -> None:
    lanes.submit("a", Notes().job("for ever", asyncio.Event()))
    await asyncio.sleep(0)

    async with asyncio.timeout(2):
        await lanes.close(0.01)


async def test_closing_does_not_wait_for_a_lane_that_waits_to_try_again(lanes: Lanes) -> None:
    async def later() -> float:
        return 3600

    lanes.submit("a", later)
    await asyncio.sleep(0.01)

    async with asyncio.timeout(2):
        await lanes.close(60)


async def test_calm_is_when_no_job_runs_urgent_ones_neither(lanes):
    notes, gates = Notes(), [asyncio.Event(), asyncio.Event()]
    await lanes.calm(0)
    lanes.submit("a", notes.job("a", gates[0]))
    lanes.submit_urgent(notes.job("urgent", gates[1]))
    await asyncio.sleep(0)
    calm = asyncio.create_task(lanes.calm(60))
    for gate, done in zip(gates, (1, 2), strict=True):
        assert not calm.done()
        gate.set()
        await notes.until(done)
    await asyncio.wait_for(calm, 5)


async def test_patience_for_calm_comes_to_an_end(lanes):
    gate = asyncio.Event()
    lanes.submit("a", Notes().job("a", gate))
    await asyncio.sleep(0)
    await asyncio.wait_for(lanes.calm(0.01), 5)
    gate.set()


async def test_a_lane_that_waits_to_try_again_disturbs_no_calm(lanes):
    tries = []

    async def again_once() -> float | None:
        tries.append(1)
        return 60.0 if len(tries) == 1 else None

    lanes.submit("a", again_once)
    await asyncio.sleep(0)
    await asyncio.wait_for(lanes.calm(60), 5)
    assert tries == [1]
    await lanes.close(0)
