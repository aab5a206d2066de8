"""What the chat page of one athlete is told as it happens, kept for a while so that a reconnect misses nothing."""

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncGenerator

from sandbox.wire import Json

KEPT = 500
"""Events kept for a page that comes back; one that was away for longer is told to load the chat anew."""


class EventLog:
    """Numbered events of one chat. Ids begin with a random name: those of another run or chat are known as such."""

    def __init__(self) -> None:
        self._name = f"{secrets.randbits(32):08x}"
        self._kept: deque[tuple[int, Json]] = deque(maxlen=KEPT)
        self._last = 0
        self._readers: set[asyncio.Event] = set()

    @property
    def last_id(self) -> str:
        """Where a page that loads the chat now has to go on reading."""
        return f"{self._name}-{self._last}"

    def publish(self, kind: str, **fields: object) -> None:
        """Tell every open page, and remember for those that come back. Nothing is copied: never change it later."""
        self._last += 1
        self._kept.append((self._last, {"type": kind, **fields}))
        for reader in self._readers:
            reader.set()

    async def follow(self, last_id: str | None) -> AsyncGenerator[tuple[str, Json]]:
        """(id, event) after ``last_id`` (None: from now on), endlessly. A gap that cannot be filled is a "state"."""
        news = asyncio.Event()
        self._readers.add(news)
        try:
            seen = self._place(last_id)
            if seen is None:
                seen = self._last
                yield self.last_id, {"type": "state"}
            while True:
                news.clear()
                for number, event in [pair for pair in self._kept if pair[0] > seen]:
                    seen = number
                    yield f"{self._name}-{number}", event
                if seen == self._last:
                    await news.wait()
        finally:
            self._readers.discard(news)

    def _place(self, last_id: str | None) -> int | None:
        """The number to go on after; None when events after it are no longer known."""
        if last_id is None:
            return self._last
        name, _, number = last_id.rpartition("-")
        if name != self._name or not number.isdecimal():
            return None
        oldest = self._kept[0][0] if self._kept else self._last + 1
        return int(number) if oldest - 1 <= int(number) <= self._last else None
