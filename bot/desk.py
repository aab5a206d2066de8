"""One thread that does all of the bot's table work, many turns' worth in one go.

Whatever is asked for while it is busy is answered together: loads become one SELECT, finished turns one transaction.
So the cost of a commit and of changing threads is shared by all chats that are talking, and the event loop never waits
for a disk.
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
    that one bad item fails nobody else's (``apart``; the work must be repeatable).
    """

    def __init__(self, together: Callable[[Sequence[Item]], Sequence[Result]], *, apart: bool = False) -> None:
        self.together = together
        self.apart = apart


class _Job(Generic[Item, Result]):
    __slots__ = ("done", "errand", "item", "outcome")

    def __init__(self, errand: Errand[Item, Result], item: Item, done: "asyncio.Future[Result]") -> None:
        self.errand = errand
        self.item = item
        self.done = done
        self.outcome: Callable[[], None] = lambda: None


class Desk:
    """The thread and its queue. ``async with Desk() as desk``: leaving finishes what was asked for."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[_Job[object, object] | None] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._work, name="desk", daemon=True)

    async def __aenter__(self) -> "Desk":
        self._loop = asyncio.get_running_loop()
        self._thread.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    async def do(self, errand: Errand[Item, Result], item: Item) -> Result:
        """Have one item done; raises what doing it raised."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._jobs.put(_Job(errand, item, done))  # type: ignore[arg-type]  # the queue mixes kinds; each job knows its own
        return await done

    async def call(self, function: Callable[[], Result]) -> Result:
        """Run anything else in the thread, in its turn."""
        return await self.do(Errand(lambda functions: [each() for each in functions]), function)

    def _work(self) -> None:
        closing = False
        while not closing:
            jobs: list[_Job[object, object]] = []
            job = self._jobs.get()
            while job is not None:
                jobs.append(job)
                if len(jobs) == _MOST_TOGETHER:
                    break
                try:
                    job = self._jobs.get_nowait()
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
