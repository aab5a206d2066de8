"""Reminders go into the outbox at a pace that leaves room for answers.

Comments on sessions wait in the same queue, and Telegram counts answers, comments and reminders together. Put at once,
the reminders of a minute in which thousands are due would be in the way of both.
"""

import time
from collections.abc import Callable
from threading import Lock

from backend.contract import Notification
from backend.ports import Outbox


class PacedOutbox(Outbox):
    """Takes ``per_second`` notifications; who is too quick waits. May be used from many threads, which wait in turn."""

    def __init__(
        self,
        outbox: Outbox,
        per_second: float,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._outbox = outbox
        self._pause = 1 / per_second
        self._monotonic = monotonic
        self._sleep = sleep
        self._turns = Lock()
        self._next_turn = 0.0

    def put(self, notification: Notification) -> bool:
        """As the outbox itself does, at its time."""
        with self._turns:
            now = self._monotonic()
            turn = max(now, self._next_turn)
            self._next_turn = turn + self._pause
        if turn > now:
            self._sleep(turn - now)
        return self._outbox.put(notification)
