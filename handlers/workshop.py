"""Heavy work that is rare, done by a process of its own: drawing pictures, looking a town up, reading a watch's file.

Drawing takes a third of a second and its library 50 MB, the towns of the world as long and 40 MB: in the bot's process
every other chat would feel the one and the operator the other. So a child works, is kept for a while in case more is
asked for, and then goes. A file that somebody sent can hold up nobody but that child, and only for a while. It talks
over its standard input and output, each message after its length; it ends when the bot does.
"""

import asyncio
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from pydantic import BaseModel, ConfigDict, TypeAdapter

from backend.contract import ReadinessDay, Trend, TrendPoint
from backend.training.activity_files import Activity, BadFile, FileTrouble
from handlers.album import Album
from handlers.zones import Place, by_town

IDLE_SECONDS: Final = 60.0
LONGEST_SECONDS: Final = 30.0
"""Work that takes longer is given up."""
FILE_SECONDS: Final = 20.0
"""For a file: an honest one of ten megabytes takes two."""
_MOST_MEMORY = 512 * 1024 * 1024
"""Bytes that reading a file may take, of what an operating system counts (Linux)."""
_LENGTH = struct.Struct(">I")
_SECRET = ("TELEGRAM_", "DATABASE_", "AWS_")
"""Beginnings of variables that the child does not get; a Lambda's credentials are among them."""


class _Picture(BaseModel):
    """A trend to draw; the answer is the PNG."""

    trend: Trend
    readiness: Sequence[ReadinessDay]
    language: str


class _WeekPicture(BaseModel):
    """A week to draw; the answer is the PNG."""

    week: Sequence[TrendPoint]
    readiness: Sequence[ReadinessDay]
    language: str


class _Town(BaseModel):
    """A town to look up; the answer is a list of places in JSON."""

    town: str


class _File(BaseModel):
    """A watch's file to read; the answer is :class:`_Found`."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    content: bytes


class _Found(BaseModel):
    """What is in a file, or why nothing is taken from it."""

    activities: list[Activity] = []
    trouble: FileTrouble | None = None


_Order = _Picture | _WeekPicture | _Town | _File
_ORDER: TypeAdapter[_Order] = TypeAdapter(_Order)
_PLACES = TypeAdapter(list[Place])


class WorkFailed(Exception):
    """The process broke twice on the same work: a bug."""


class TookTooLong(WorkFailed):
    """The work was given up."""


class ChildWorkshop:
    """Starts the process when it is needed, one piece of work at a time. Usable from any event loop."""

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._album = Album()

    @property
    def idle(self) -> bool:
        """See :class:`handlers.turn.Workshop`."""
        return not self._lock.locked()

    async def picture(self, trend: Trend, readiness: Sequence[ReadinessDay], language: str) -> bytes:
        """See :class:`handlers.turn.Workshop`. Raises WorkFailed."""
        return await self._drawn(_Picture(trend=trend, readiness=readiness, language=language))

    async def week_picture(self, week: Sequence[TrendPoint], readiness: Sequence[ReadinessDay], language: str) -> bytes:
        """See :class:`handlers.turn.Workshop`. Raises WorkFailed."""
        return await self._drawn(_WeekPicture(week=week, readiness=readiness, language=language))

    async def week_picture_at_once(
        self, week: Sequence[TrendPoint], readiness: Sequence[ReadinessDay], language: str
    ) -> bytes | None:
        """See :class:`handlers.turn.Workshop`."""
        order = _WeekPicture(week=week, readiness=readiness, language=language)
        wanted = order.model_dump_json().encode()
        drawn = self._album.find(wanted) or await asyncio.to_thread(self._do_at_once, wanted)
        if drawn is not None:
            self._album.keep(wanted, drawn)
        return drawn

    async def towns(self, text: str) -> list[Place]:
        """See :class:`handlers.turn.Workshop`. Raises WorkFailed."""
        return _PLACES.validate_json(await self._have_done(_Town(town=text)))

    async def activities(self, content: bytes) -> list[Activity]:
        """See :class:`handlers.turn.Workshop`. Raises BadFile, WorkFailed."""
        try:
            done = await asyncio.to_thread(self._do, _File(content=content).model_dump_json().encode(), FILE_SECONDS)
        except TookTooLong:
            raise BadFile(FileTrouble.TOO_MUCH) from None
        found = _Found.model_validate_json(done)
        if found.trouble is not None:
            raise BadFile(found.trouble)
        return found.activities

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    async def _drawn(self, order: BaseModel) -> bytes:
        """The picture, drawn only where the same one was not drawn a little while ago."""
        wanted = order.model_dump_json().encode()
        drawn = self._album.find(wanted)
        if drawn is None:
            drawn = await asyncio.to_thread(self._do, wanted)
            self._album.keep(wanted, drawn)
        return drawn

    async def _have_done(self, order: BaseModel) -> bytes:
        return await asyncio.to_thread(self._do, order.model_dump_json().encode())

    def _do(self, order: bytes, seconds: float = LONGEST_SECONDS) -> bytes:
        with self._lock:
            answer = self._answer(order, seconds)
        if answer is None:
            raise WorkFailed
        return answer

    def _do_at_once(self, order: bytes) -> bytes | None:
        """None while the child works for somebody else, and where it cannot do this."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._answer(order, LONGEST_SECONDS)
        except TookTooLong:
            return None
        finally:
            self._lock.release()

    def _answer(self, order: bytes, seconds: float) -> bytes | None:
        for _ in range(2):  # a child that went idle just now is replaced once
            answer = self._ask(order, seconds)
            if answer is not None:
                return answer
            self._end()
        return None

    def _ask(self, order: bytes, seconds: float) -> bytes | None:
        """None when the child went. Raises TookTooLong."""
        child = self._child = self._child if self._child and self._child.poll() is None else self._start()
        assert child.stdin is not None  # both are pipes
        assert child.stdout is not None
        given_up = threading.Event()
        watchdog = threading.Timer(seconds, _give_up, (child, given_up))
        watchdog.start()
        try:
            child.stdin.write(_LENGTH.pack(len(order)) + order)
            child.stdin.flush()
            answer = _read(child.stdout)
        except OSError:
            answer = None
        finally:
            watchdog.cancel()
        if answer is None and given_up.is_set():
            self._end()
            raise TookTooLong
        return answer

    def _start(self) -> "subprocess.Popen[bytes]":
        self._end()
        # The child works and nothing else: it gets no secrets.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_SECRET)}
        paths = os.pathsep.join(filter(None, sys.path))
        return subprocess.Popen(
            [sys.executable, "-m", "handlers.workshop", str(self._idle_seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**kept, "PYTHONPATH": paths, "MPLBACKEND": "agg"},
        )

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            with suppress(OSError):
                self._child.communicate()
            self._child = None


def _give_up(child: "subprocess.Popen[bytes]", given_up: threading.Event) -> None:
    given_up.set()
    child.kill()


def _read(source: IO[bytes]) -> bytes | None:
    """One message, None at the end of the stream."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = source.read(length)
    return body if len(body) == length else None


def serve(idle_seconds: float) -> None:
    """The child: do what is ordered until the bot is gone, or nothing was ordered for a while."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot; its end closes our input
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get between the answers
    with selectors.DefaultSelector() as waiting:
        waiting.register(orders, selectors.EVENT_READ)
        while waiting.select(idle_seconds):
            order = _read(orders)
            if order is None:
                return
            answer = _work(_ORDER.validate_json(order))
            answers.write(_LENGTH.pack(len(answer)) + answer)
            answers.flush()


def _work(order: _Order) -> bytes:
    if isinstance(order, _Town):
        return _PLACES.dump_json(by_town(order.town))
    if isinstance(order, _File):
        return _found(order.content).model_dump_json().encode()
    from handlers.panels import paint  # who only looks a town up does not wait for the drawing library
    from handlers.week_panels import paint_week

    if isinstance(order, _WeekPicture):
        return paint_week(order.week, order.readiness, order.language)
    return paint(order.trend, order.readiness, order.language)


def _found(content: bytes) -> _Found:
    from backend.training.activity_files.reader import read  # and with it the formats' libraries

    try:
        with _little_memory():
            return _Found(activities=read(content))
    except BadFile as error:
        return _Found(trouble=error.trouble)


@contextmanager
def _little_memory() -> Iterator[None]:
    """No more than ``_MOST_MEMORY`` on top of what there is, where the operating system can be told so."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (ImportError, OSError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = pages * resource.getpagesize() + _MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


if __name__ == "__main__":
    serve(float(sys.argv[1]))
