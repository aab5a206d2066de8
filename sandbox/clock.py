"""The sandbox's own time: it goes on by itself, and the page can move it forward, so that tomorrow comes now.

Never back: what was stored would lie in the future. How far it is ahead of the machine's clock outlives a restart.
"""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

FARTHEST = timedelta(days=400)
"""Of one move: a year's log and a bit, but no typing error of a century."""
_LATEST_YEAR = 2100


class OutOfReach(Exception):
    """Time cannot be moved so far, or not in that direction."""


class MovableClock:
    """What the machine's clock says, and ``ahead`` of it. ``file`` keeps how far; one that is broken counts as 0."""

    def __init__(self, file: Path | None = None, machine: Callable[[], float] = time.time) -> None:
        self._file = file
        self._machine = machine
        self._moved: Callable[[], None] = lambda: None
        self.ahead = self._kept()

    def __call__(self) -> float:
        """Unix seconds."""
        return self._machine() + self.ahead.total_seconds()

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.fromtimestamp(self(), UTC)

    def when_moved(self, do: Callable[[], None]) -> None:
        """Call this after each move, in the thread that moved."""
        self._moved = do

    def move(self, by: timedelta) -> None:
        """Let so much time pass at once. Raises OutOfReach."""
        if not timedelta() < by <= FARTHEST or (self.now() + by).year >= _LATEST_YEAR:
            raise OutOfReach
        self.ahead += by
        if self._file is not None:
            draft = self._file.with_suffix(".new")
            draft.write_text(json.dumps({"ahead_seconds": self.ahead.total_seconds()}), encoding="utf-8")
            draft.replace(self._file)
        self._moved()

    def _kept(self) -> timedelta:
        if self._file is not None:
            with suppress(OSError, ValueError, KeyError, TypeError, OverflowError):
                kept = timedelta(seconds=json.loads(self._file.read_text(encoding="utf-8"))["ahead_seconds"])
                return max(kept, timedelta())
        return timedelta()
