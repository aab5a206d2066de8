"""The trend picture, drawn by a process of its own.

Drawing takes a third of a second and its library 50 MB: in the bot's process every other chat would feel the one and
the operator the other. So a child draws, is kept for a while in case the athlete taps another range, and then goes.
It talks over its standard input and output, each message after its length; it ends when the bot does.
"""

import asyncio
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Final

from pydantic import BaseModel

from backend.contract import Trend

IDLE_SECONDS: Final = 60.0
LONGEST_SECONDS: Final = 30.0
"""A drawing that takes longer is given up."""
_LENGTH = struct.Struct(">I")


class _Order(BaseModel):
    """One picture to draw."""

    trend: Trend
    language: str


class PictureFailed(Exception):
    """The drawing process broke twice on the same picture: a bug."""


class Studio:
    """Starts the drawing process when it is needed, one picture at a time. Usable from any event loop."""

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    async def __call__(self, trend: Trend, language: str) -> bytes:
        """A PNG. Raises PictureFailed."""
        order = _Order(trend=trend, language=language).model_dump_json().encode()
        return await asyncio.to_thread(self._draw, order)

    def close(self) -> None:
        """End the drawing process, if there is one."""
        with self._lock:
            self._end()

    def _draw(self, order: bytes) -> bytes:
        with self._lock:
            for _ in range(2):  # a child that went idle just now is replaced once
                picture = self._ask(order)
                if picture is not None:
                    return picture
                self._end()
            raise PictureFailed

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
        # The child draws and nothing else: it gets no secrets.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "DATABASE_"))}
        paths = os.pathsep.join(filter(None, sys.path))
        return subprocess.Popen(
            [sys.executable, "-m", "handlers.picture", str(self._idle_seconds)],
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
    """The child: draw what is ordered until the bot is gone, or nothing was ordered for a while."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot; its end closes our input
    orders, pictures = sys.stdin.buffer, sys.stdout.buffer
    from handlers.panels import paint

    with selectors.DefaultSelector() as waiting:
        waiting.register(orders, selectors.EVENT_READ)
        while waiting.select(idle_seconds):
            order = _read(orders)
            if order is None:
                return
            told = _Order.model_validate_json(order)
            picture = paint(told.trend, told.language)
            pictures.write(_LENGTH.pack(len(picture)) + picture)
            pictures.flush()


if __name__ == "__main__":
    serve(float(sys.argv[1]))
