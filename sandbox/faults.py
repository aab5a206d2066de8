"""Trouble on request: answers that fail, come late, or never arrive; and Telegram's real limits."""

import asyncio
import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.wire import BotApiError, TooManyRequests

_WORDS = {
    400: "Bad Request: fault on request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass(slots=True)
class Fault:
    """One kind of trouble for the calls that it matches.

    ``method`` and ``chat`` None: every call; ``times`` None: until it is taken away.
    ``status`` None: no error, only the latency or the dropped connection.
    ``takes_effect``: the method is carried out all the same, and only its answer is lost.
    """

    method: str | None = None
    chat: int | None = None
    status: int | None = None
    retry_after: int | None = None
    description: str | None = None
    latency_ms: int = 0
    drop_connection: bool = False
    takes_effect: bool = False
    times: int | None = None

    def matches(self, method: str, chat: str | None) -> bool:
        """Whether this call is meant."""
        if self.times is not None and self.times <= 0:
            return False
        return (self.method is None or self.method.lower() == method.lower()) and (
            self.chat is None or str(self.chat) == chat
        )

    def error(self) -> BotApiError | None:
        """The error to answer with, if any."""
        if self.status is None:
            return None
        if self.status == 429:
            return TooManyRequests(self.retry_after or 1)
        return BotApiError(self.status, self.description or _WORDS.get(self.status, "Error"))


class Faults:
    """The trouble that is wanted now. The first fault that matches a call is used, and counted."""

    def __init__(self) -> None:
        self.wanted: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Want this trouble from now on."""
        self.wanted.append(fault)
        return fault

    def clear(self) -> None:
        """No more trouble."""
        self.wanted.clear()

    async def meet(self, method: str, chat: str | None) -> Fault | None:
        """The trouble that this call meets, if any, after waiting out its latency."""
        for fault in self.wanted:
            if fault.matches(method, chat):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times == 0:
                        self.wanted.remove(fault)
                if fault.latency_ms:
                    await asyncio.sleep(fault.latency_ms / 1000)
                return fault
        return None


class RateLimits:
    """About one message a second in a chat (short bursts allowed) and thirty a second over all of them.

    https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    """

    BURST = 3
    """Messages that a chat takes at once before one a second holds."""
    OVERALL = 30

    def __init__(self, clock: Callable[[], float]) -> None:
        self.on = False
        self._clock = clock
        self._sent: deque[float] = deque()
        self._free_at: dict[str, float] = {}

    def check(self, bot: str, chat: str) -> None:
        """Count a message. Raises 429 with the seconds to wait when it is one too many."""
        now = self._clock()
        while self._sent and now - self._sent[0] >= 1:
            self._sent.popleft()
        if len(self._sent) >= self.OVERALL:
            raise TooManyRequests(1)
        key = f"{bot}/{chat}"
        free_at = max(self._free_at.get(key, 0.0), now)
        if free_at - now > self.BURST - 1:
            raise TooManyRequests(max(1, math.ceil(free_at - now - (self.BURST - 1))))
        self._free_at[key] = free_at + 1
        self._sent.append(now)
