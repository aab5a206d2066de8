"""Two threads that do all of the bot's table work, many turns' worth in one go: one writes, the other only reads.

Whatever is asked for while one is busy is answered together: loads become one SELECT, finished turns one transaction.
So the cost of a commit and of changing threads is shared by all chats that are talking, and the event loop never waits
for a disk. Who only reads waits for no commit: at first one thread did both, and stood still most of the time behind
the transactions of the API and the workflow, with two thirds of all turns waiting for it.
"""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_MOST_TOGETHER = 256


class Errand(Generic[Item, Result]):
    """A kind of work: ``together`` does many items at once and answers each, in order.

    When it raises, each of its items gets that error; unless there were several, then each is tried alone first, so
    that one bad item fails nobody else's (``apart``; the work must be repeatable). ``reads``: it changes nothing, and
    waits for nothing that was asked for before it.
    """

    def __init__(
        self, together: Callable[[Sequence[Item]], Sequence[Result]], *, apart: bool = False, reads: bool = False
    ) -> None:
        self.together = together
        self.apart = apart
        self.reads = reads


class _Job(Generic[Item, Result]):
    __slots__ = ("done", "errand", "item", "outcome")

    def __init__(self, errand: Errand[Item, Result], item: Item, done: "asyncio.Future[Result]") -> None:
        self.errand = errand
        self.item = item
        self.done = done
        self.outcome: Callable[[], None] = lambda: None


class Desk:
    """The threads and their queues. ``async with Desk() as desk``: leaving finishes what was asked for."""

    def __init__(self) -> None:
        self._writes, self._reads = _Thread("desk"), _Thread("desk-reads")

    async def __aenter__(self) -> "Desk":
        for thread in (self._writes, self._reads):
            thread.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        for thread in (self._writes, self._reads):
            await thread.finish()

    async def do(self, errand: Errand[Item, Result], item: Item) -> Result:
        """Have one item done; raises what doing it raised."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        thread = self._reads if errand.reads else self._writes
        thread.jobs.put(_Job(errand, item, done))  # type: ignore[arg-type]  # the queue mixes kinds; each job knows its own
        return await done

    async def call(self, function: Callable[[], Result], *, reads: bool = False) -> Result:
        """Run anything else in its thread, in its turn."""
        return await self.do(Errand(lambda functions: [each() for each in functions], reads=reads), function)


class _Thread:
    """Does what comes into its queue."""

    def __init__(self, name: str) -> None:
        self.jobs: queue.SimpleQueue[_Job[object, object] | None] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def start(self) -> None:
        """Begin; answers go to the loop that is running."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def finish(self) -> None:
        """End when all is done that was asked for."""
        self.jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        closing = False
        while not closing:
            jobs: list[_Job[object, object]] = []
            job = self.jobs.get()
            while job is not None:
                jobs.append(job)
                if len(jobs) == _MOST_TOGETHER:
                    break
                try:
                    job = self.jobs.get_nowait()
                except queue.Empty:
                    break
            closing = job is None
            self._do(jobs)

    def _do(self, jobs: list[_Job[object, object]]) -> None:
        by_errand: dict[int, list[_Job[object, object]]] = {}
        for job in jobs:
            by_errand.setdefault(id(job.errand), []).append(job)
        for group in by_errand.values():
            _do_together(group)
            # A loop that is closed has nobody left who waits.
            with suppress(RuntimeError):
                assert self._loop is not None
                self._loop.call_soon_threadsafe(_tell, group)


def _do_together(group: list[_Job[object, object]]) -> None:
    errand = group[0].errand
    try:
        results = errand.together([job.item for job in group])
        for job, result in zip(group, results, strict=True):
            job.outcome = _answer(job.done, result)
    except Exception as error:  # whatever it is belongs to those who asked
        if errand.apart and len(group) > 1:
            for job in group:
                _do_together([job])
            return
        for job in group:
            job.outcome = _failure(job.done, error)


def _answer(done: "asyncio.Future[object]", result: object) -> Callable[[], None]:
    return lambda: None if done.done() else done.set_result(result)


def _failure(done: "asyncio.Future[object]", error: Exception) -> Callable[[], None]:
    return lambda: None if done.done() else done.set_exception(error)


def _tell(group: list[_Job[object, object]]) -> None:
    for job in group:
        job.outcome()
