"""The workflow without Step Functions: the same definition, executed in this process, and carried on after a crash.

An execution's position is stored when it starts, when it has to wait or has failed, and after a task when
``keep_after`` seconds of work have gathered since; what lies between is computed again after a crash. So a task may
run twice (tasks are idempotent), and never fewer times than it should. Most executions are over within a few
milliseconds and are written twice, at their start and their end: storing each of their steps cost more than any of
the steps (0.7 of 6 ms), and saved at most a few milliseconds' work after a crash.

An execution runs in one worker thread from task to task; a task that overruns its time is left behind in its
thread, its answer is not looked at, and the execution goes on with ``States.Timeout`` in another thread.

What happens to errors: raised by a task → its class name meets the definition's Retry and Catch · the positions
are unavailable → tried again after a pause · an execution that ends in Fail, or on a bug → logged, and forgotten,
so that the same id can be started again (the clock restarts what is unfinished).
"""

import asyncio
import heapq
import logging
import math
import random
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from threading import Lock
from typing import Any
from uuid import UUID

from backend.embedded.asl import Call, Definition, Ended, Machine, Moved
from backend.embedded.asl.machine import TIMEOUT
from backend.errors import Unavailable
from backend.ports import Clock, Position, Positions

_log = logging.getLogger(__name__)
_PAUSE_WHEN_UNAVAILABLE = timedelta(seconds=2)
_PURGE_EVERY = timedelta(hours=1)

Function = Callable[[dict[str, Any]], dict[str, Any]]
"""A task: plain JSON in, plain JSON out; idempotent; called from worker threads."""


@dataclass(slots=True, eq=False)
class _Run:
    """An execution in a worker thread. ``lock`` guards the race between an answer and its deadline.

    ``kept_at`` is when (monotonic) its position was stored last, as far as this thread knows.
    """

    position: Position
    kept_at: float
    deadline: float | None = None
    left_behind: bool = False
    lock: Lock = field(default_factory=Lock)


class Runner:
    """Executes a workflow definition durably. Is a :class:`backend.ports.Workflow`."""

    def __init__(
        self,
        definition: Mapping[str, Any],
        tasks: Mapping[str, Function],
        positions: Positions,
        clock: Clock,
        *,
        concurrency: int = 16,
        look_every: float = 0.5,
        keep_after: float = 0.5,
        keep_ids: timedelta = timedelta(days=1),
        monotonic: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Refuse (``UnsupportedDefinition``) what cannot be executed.

        ``concurrency`` executions run at once; ``look_every`` (s) bounds how late a time limit is noticed;
        ``keep_after`` (s) is how much work a crash may cost an execution, beside the task under way;
        ids of finished executions are known for ``keep_ids``.
        """
        self._machine = Machine(Definition(definition), chance)
        missing = sorted(self._machine.definition.functions - set(tasks))
        if missing:
            raise ValueError(f"the workflow calls functions that do not exist: {', '.join(missing)}")
        self._tasks = dict(tasks)
        self._positions = positions
        self._clock = clock
        self._concurrency = concurrency
        self._look_every = look_every
        self._keep_after = keep_after
        self._keep_ids = keep_ids
        self._monotonic = monotonic
        self._arrivals: deque[Position] = deque()
        self._order = count()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = False
        self._reset()

    def _reset(self) -> None:
        self._woken = asyncio.Event()
        self._rests_deeply = False
        self._waiting: list[tuple[datetime, int, Position]] = []
        self._active: dict[str, _Run] = {}
        self._again: dict[str, Position] = {}
        self._known: set[str] = set()
        self._futures: set[Future[None]] = set()

    def start(self, execution_id: str, work: Mapping[str, Any]) -> None:
        """Store a new execution, then let it run; from any thread. A known id is a no-op.

        ``work`` names its owner as ``athlete_id``. Raises StoreUnavailable when it could not be stored.
        """
        position = self._machine.begin(execution_id, UUID(work["athlete_id"]), work, self._clock.now())
        if self._positions.add(position):
            self._arrivals.append(position)
            self._call_loop(self._turn)

    async def serve(self) -> None:
        """Carry on what a crash or stop left, then work until cancelled. A cancelled runner can serve again."""
        self._reset()
        self._stopping = False
        # Twice the concurrency: a thread that is left behind with a stuck task must not block a place.
        self._pool = pool = ThreadPoolExecutor(2 * self._concurrency, thread_name_prefix="workflow")
        try:
            await self._carry_on(pool)
            # From here on the threads call: an arrival before would run beside what is carried on.
            self._loop = asyncio.get_running_loop()
            purge_at = self._clock.now()
            while True:
                self._woken.clear()
                self._leave_late_ones()
                self._turn()
                if self._clock.now() >= purge_at:
                    purge_at = self._clock.now() + _PURGE_EVERY
                    pool.submit(self._purge)
                await self._rest()
        finally:
            self._stopping = True
            self._loop = None
            pool.shutdown(wait=False, cancel_futures=True)
            if self._futures:
                # Each thread stops after its task; what takes longer than this is carried on at the next start.
                await asyncio.wait([asyncio.wrap_future(each) for each in self._futures], timeout=5)

    # ---- in the event loop ----

    async def _carry_on(self, pool: ThreadPoolExecutor) -> None:
        while True:
            try:
                left = await asyncio.get_running_loop().run_in_executor(pool, self._positions.unfinished)
            except Unavailable as error:
                _log.warning("workflow_positions_unavailable", extra=_values(error=type(error).__name__))
                await asyncio.sleep(_PAUSE_WHEN_UNAVAILABLE.total_seconds())
                continue
            for position in left:
                self._wait(position)
            return

    def _turn(self) -> None:
        """Launch what was started and what is due, and see that time limits are looked at from now on."""
        if self._stopping:
            return
        self._take_arrivals()
        self._launch()
        if self._rests_deeply:
            self._woken.set()

    def _take_arrivals(self) -> None:
        while self._arrivals:
            position = self._arrivals.popleft()
            if position.execution_id in self._active:
                # Its former run has just failed and forgotten the id, and is about to report back.
                self._again[position.execution_id] = position
            else:
                self._wait(position)

    def _wait(self, position: Position) -> None:
        if position.execution_id not in self._known:
            self._known.add(position.execution_id)
            heapq.heappush(self._waiting, (position.due, next(self._order), position))

    def _launch(self) -> None:
        now = self._clock.now()
        while self._waiting and self._waiting[0][0] <= now and len(self._active) < self._concurrency:
            self._hand_to(heapq.heappop(self._waiting)[2])

    def _hand_to(self, position: Position, first: Moved | Ended | None = None) -> None:
        # A time limit that ran out is worth storing at once.
        run = _Run(position, kept_at=self._monotonic() if first is None else -math.inf)
        self._active[position.execution_id] = run
        future = self._pool.submit(self._work, run, first)
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)

    def _leave_late_ones(self) -> None:
        for run in list(self._active.values()):
            with run.lock:
                if run.deadline is None or self._monotonic() < run.deadline:
                    continue
                run.left_behind = True
            late = run.position
            self._hand_to(late, self._machine.failed(late, TIMEOUT, late.state, self._clock.now()))

    async def _rest(self) -> None:
        """Until it is time for another look; deeply, until somebody calls, when there is nothing to look at."""
        seconds = self._look_every
        if not self._active and self._waiting:
            ahead = (self._waiting[0][0] - self._clock.now()).total_seconds()
            seconds = min(max(ahead, 0.0), self._look_every)
        self._rests_deeply = not (self._active or self._waiting)
        try:
            async with asyncio.timeout(_PURGE_EVERY.total_seconds() if self._rests_deeply else seconds):
                await self._woken.wait()
        except TimeoutError:
            return
        finally:
            self._rests_deeply = False

    def _back(self, run: _Run, goes_on: Position | None) -> None:
        if self._active.get(run.position.execution_id) is not run:
            return  # it outlived the loop that it was started from
        del self._active[run.position.execution_id]
        self._known.discard(run.position.execution_id)
        next_one = goes_on or self._again.pop(run.position.execution_id, None)
        if next_one is not None:
            self._wait(next_one)
        self._turn()

    # ---- in a worker thread ----

    def _work(self, run: _Run, first: Moved | Ended | None) -> None:
        try:
            goes_on = self._advance(run, first)
        except Unavailable as error:
            _log.warning("workflow_positions_unavailable", extra=_of(run.position, error=error.code))
            goes_on = replace(run.position, due=self._clock.now() + _PAUSE_WHEN_UNAVAILABLE)
        except Exception:  # one execution's bug ends that execution, not the runner
            _log.exception("workflow_bug", extra=_of(run.position))
            goes_on = None
        if not run.left_behind:
            self._call_loop(self._back, run, goes_on)

    def _advance(self, run: _Run, outcome: Call | Moved | Ended | None) -> Position | None:
        """Go from task to task until the execution is over (None), or has to wait."""
        unkept = outcome is not None
        while True:
            if isinstance(outcome, Call):
                outcome = self._call(run, outcome)
                unkept = True
                if outcome is None:
                    return None
            if isinstance(outcome, Ended):
                self._finish(run.position, outcome)
                return None
            if isinstance(outcome, Moved):
                run.position = outcome.position
            rests = self._stopping or run.position.due > self._clock.now()
            if unkept and (rests or self._is_worth_keeping(run)):
                if not self._positions.save(run.position):
                    return None
                run.kept_at = self._monotonic()
                unkept = False
            if rests:
                return run.position
            outcome = self._machine.step(run.position, self._clock.now())

    def _is_worth_keeping(self, run: _Run) -> bool:
        """Whether a crash would cost more than storing it: a retry that was used up, or some work."""
        return bool(run.position.attempts) or self._monotonic() - run.kept_at >= self._keep_after

    def _call(self, run: _Run, call: Call) -> Moved | Ended | None:
        """Run the task. None when it was left behind meanwhile: its answer counts no more."""
        position = run.position
        with run.lock:
            run.deadline = self._monotonic() + call.timeout
        # The class name is what Lambda reports too. The message stays out: it may carry what an athlete wrote.
        failure: str | None = None
        answer: dict[str, Any] = {}
        try:
            answer = self._tasks[call.function](call.payload)
        except Exception as error:  # whatever a task raises, the definition's Retry and Catch decide by its name
            failure = type(error).__name__
            _log.warning("workflow_task_failed", exc_info=True, extra=_of(position))
        with run.lock:
            run.deadline = None
            if run.left_behind:
                return None
        if failure is None:
            return self._machine.answered(position, answer, self._clock.now())
        return self._machine.failed(position, failure, position.state, self._clock.now())

    def _finish(self, position: Position, end: Ended) -> None:
        if end.error is None:
            self._positions.finish(position.execution_id, self._clock.now())
            return
        _log.error("workflow_failed", extra=_of(position, error=end.error))
        self._positions.forget(position.execution_id)

    def _purge(self) -> None:
        try:
            self._positions.purge(self._clock.now() - self._keep_ids)
        except Unavailable as error:
            _log.warning("workflow_positions_unavailable", extra=_values(error=error.code))

    # ---- between the two ----

    def _call_loop(self, function: Callable[..., None], *arguments: object) -> None:
        loop = self._loop
        if loop is None:
            return
        try:
            loop.call_soon_threadsafe(function, *arguments)
        except RuntimeError:
            # The loop closed between the look and the call: the next start carries on from the stored position.
            return


def _of(position: Position, **values: str | None) -> dict[str, dict[str, str | None]]:
    return _values(execution=position.execution_id, state=position.state, **values)


def _values(**values: str | None) -> dict[str, dict[str, str | None]]:
    """What a line of the log says beside its event."""
    return {"values": values}
