"""Small writes of many threads in one transaction.

Who wants to write while another thread writes leaves the work to the next transaction: one place in the line, one
BEGIN, one COMMIT and at most one wait for the disk for all that came meanwhile. With a transaction for each, the
threads of the API, of the workflow and of the chats stood in line for most of their time: between two holders of the
lock the interpreter's own lock changes hands as well. Where nobody else writes, nothing is different.

PostgreSQL does this itself, and its writers do not wait for each other: there each work has its own transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from backend.errors import StoreUnavailable
from backend.store.engine import transaction

Result = TypeVar("Result")


def write(engine: Engine, work: Callable[[Connection], Result], *, durable: bool = True) -> Result:
    """What ``work`` answers, once that is committed. Raises what it raised, or StoreUnavailable: then nothing is kept.

    ``work`` must be repeatable: where one of several fails, each is done again by itself. ``durable`` as for
    :func:`backend.store.engine.transaction`. Do not nest.
    """
    if engine.dialect.name != "sqlite":
        with transaction(engine, durable=durable) as connection:
            return work(connection)
    with _guard:
        line = _lines.get(engine)
        if line is None:
            line = _lines[engine] = _Line()
    answer: Result = line.write(engine, work, durable)
    return answer


@dataclass(slots=True, eq=False)
class _Job:
    """``turn`` is free when the job is over, or when its thread is to write for all who wait."""

    work: Callable[[Connection], Any]
    durable: bool
    turn: Lock = field(default_factory=Lock)
    answer: Any = None
    error: BaseException | None = None
    over: bool = False


class _Line:
    """Who waits to write to one database."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: list[_Job] = []
        self._busy = False

    def write(self, engine: Engine, work: Callable[[Connection], Any], durable: bool) -> Any:
        job = _Job(work, durable)
        job.turn.acquire()
        with self._guard:
            self._waiting.append(job)
            waits, self._busy = self._busy, True
        if waits:
            job.turn.acquire()
        if not job.over:
            self._write_for_all(engine)
        if job.error is not None:
            raise job.error
        return job.answer

    def _write_for_all(self, engine: Engine) -> None:
        jobs: list[_Job] = []
        try:
            self._do(engine, jobs)
        except BaseException as error:
            for job in jobs:
                job.error = job.error or error
            raise
        finally:
            with self._guard:
                following = self._waiting[0] if self._waiting else None
                self._busy = following is not None
            for job in jobs:
                job.over = True
                job.turn.release()
            if following is not None:
                following.turn.release()

    def _do(self, engine: Engine, jobs: list[_Job]) -> None:
        def take() -> bool:
            """All who wait by now; whether one of them has to reach the disk."""
            with self._guard:
                jobs.extend(self._waiting)
                self._waiting.clear()
            return any(job.durable for job in jobs)

        try:
            with transaction(engine, durable=take) as connection:
                for job in jobs:
                    job.answer = job.work(connection)
        except StoreUnavailable as error:
            if not jobs:
                take()  # the turn to write never came
            for job in jobs:
                job.error = StoreUnavailable()
                job.error.__cause__ = error
        except Exception as error:
            if len(jobs) == 1:
                jobs[0].error = error
            else:
                for job in jobs:
                    self._do_alone(engine, job)

    def _do_alone(self, engine: Engine, job: _Job) -> None:
        try:
            with transaction(engine, durable=job.durable) as connection:
                job.answer = job.work(connection)
        except Exception as error:
            job.error = error


_guard = Lock()
_lines: WeakKeyDictionary[Engine, _Line] = WeakKeyDictionary()
