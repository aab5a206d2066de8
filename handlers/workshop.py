"""Heavy work that is rare, done by a process of its own: drawing pictures, and looking a town up.

Drawing takes a third of a second and its library 50 MB, the towns of the world as long and 40 MB: in the bot's process
every other chat would feel the one and the operator the other. So a child works, is kept for a while in case more is
asked for, and then goes. It talks over its standard input and output, each message after its length; it ends when the
bot does.
"""

import asyncio
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Final

from pydantic import BaseModel, TypeAdapter

from backend.contract import ReadinessDay, Trend, TrendPoint
from handlers.album import Album
from handlers.zones import Place, by_town

IDLE_SECONDS: Final = 60.0
LONGEST_SECONDS: Final = 30.0
"""Work that takes longer is given up."""
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


_ORDER: TypeAdapter[_Picture | _WeekPicture | _Town] = TypeAdapter(_Picture | _WeekPicture | _Town)
_PLACES = TypeAdapter(list[Place])


class WorkFailed(Exception):
    """The process broke twice on the same work: a bug."""


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

    def _do(self, order: bytes) -> bytes:
        with self._lock:
            answer = self._answer(order)
        if answer is None:
            raise WorkFailed
        return answer

    def _do_at_once(self, order: bytes) -> bytes | None:
        """None while the child works for somebody else, and where it cannot do this."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._answer(order)
        finally:
            self._lock.release()

    def _answer(self, order: bytes) -> bytes | None:
        for _ in range(2):  # a child that went idle just now is replaced once
            answer = self._ask(order)
            if answer is not None:
                return answer
            self._end()
        return None

    def _ask(self, order: bytes) -> bytes | None:
        child = self._child = self._child if self._child and self._child.poll() is None else self._start()
        assert child.stdin is not None  # both are pipes
        assert child.stdout is not None
        watchdog = threading.Timer(LONGEST_SECONDS, child.kill)
        watchdog.start()
        try:
            child.stdin.write(_LENGTH.pack(len(order)) + order)
            child.stdin.flush()
            return _read(child.stdout)
        except OSError:
            return None
        finally:
            watchdog.cancel()

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
    with selectors.DefaultSelector() as waiting:
        waiting.register(orders, selectors.EVENT_READ)
        while waiting.select(idle_seconds):
            order = _read(orders)
            if order is None:
                return
            answer = _work(_ORDER.validate_json(order))
            answers.write(_LENGTH.pack(len(answer)) + answer)
            answers.flush()


def _work(order: _Picture | _WeekPicture | _Town) -> bytes:
    if isinstance(order, _Town):
        return _PLACES.dump_json(by_town(order.town))
    from handlers.panels import paint  # who only looks a town up does not wait for the drawing library
    from handlers.week_panels import paint_week

    if isinstance(order, _WeekPicture):
        return paint_week(order.week, order.readiness, order.language)
    return paint(order.trend, order.readiness, order.language)


if __name__ == "__main__":
    serve(float(sys.argv[1]))
