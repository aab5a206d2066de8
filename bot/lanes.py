"""One chat in order, all chats at once.

Each key has a lane: its jobs run one after the other. A bounded number of lanes is busy at a time; a lane that waits to
try a job again holds none of those places. An urgent job takes no lane and no place.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress

Job = Callable[[], Awaitable[float | None]]
"""A piece of work. Answers None when it is over, or the seconds after which it must be run again, before all later
jobs of its lane. It deals with its own errors: one that it raises is reported as a bug, and counts as over."""


class Lanes:
    """``busy``: how many jobs may run at once. ``failed`` gets what a job raised, which is a bug of the job."""

    def __init__(self, failed: Callable[[Exception], None], busy: int = 64) -> None:
        self._failed = failed
        self._places = asyncio.Semaphore(busy)
        self._lanes: dict[Hashable, deque[Job]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting: set[asyncio.Task[None]] = set()
        self._closing = False
        self._running = 0
        self._calm = asyncio.Event()
        self._calm.set()

    def __len__(self) -> int:
        """How many jobs are in memory, running ones included."""
        return sum(map(len, self._lanes.values()))

    def submit(self, key: Hashable, job: Job) -> None:
        """Run the job after all earlier ones of this key. Ignored while closing: it is still in the inbox."""
        if self._closing:
            return
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(job)
            return
        self._lanes[key] = deque([job])
        self._start(self._run(key))

    def submit_urgent(self, job: Job) -> None:
        """Run the job now, whatever its chat is doing."""
        if not self._closing:
            self._start(self._run_alone(job))

    async def calm(self, patience: float) -> None:
        """Wait for a moment in which no job runs, ``patience`` seconds at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._calm.wait()

    async def close(self, grace: float) -> None:
        """Begin nothing new, give what runs ``grace`` seconds to end, then cancel it."""
        self._closing = True
        for task in self._waiting:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, key: Hashable) -> None:
        lane = self._lanes[key]
        try:
            while lane and not self._closing:
                await self._until_over(lane[0])
                lane.popleft()
        finally:
            del self._lanes[key]

    async def _until_over(self, job: Job) -> None:
        while True:
            async with self._places:
                if self._closing:
                    return
                again = await self._once(job)
            if again is None:
                return
            await self._pause(again)

    async def _run_alone(self, job: Job) -> None:
        while (again := await self._once(job)) is not None:
            await self._pause(again)

    async def _once(self, job: Job) -> float | None:
        self._running += 1
        self._calm.clear()
        try:
            return await job()
        except Exception as error:  # a job's bug must not end its chat's lane
            self._failed(error)
            return None
        finally:
            self._running -= 1
            if not self._running:
                self._calm.set()

    async def _pause(self, seconds: float) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._waiting.add(task)
        try:
            if self._closing:
                raise asyncio.CancelledError
            await asyncio.sleep(seconds)
        finally:
            self._waiting.discard(task)
