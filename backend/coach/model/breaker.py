"""Leaves a model alone that does not answer, so that athletes do not wait for it one after the other."""

import time
from collections.abc import Callable
from threading import Lock


class Breaker:
    """Opens after ``failures`` in a row; after ``rest_seconds`` one request may try, and closes or opens it again."""

    def __init__(
        self, failures: int = 4, rest_seconds: float = 60.0, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = failures
        self._rest = rest_seconds
        self._monotonic = monotonic
        self._failed = 0
        self._closed_until: float | None = None
        self._lock = Lock()

    def lets_through(self) -> bool:
        """Whether to ask now. After the rest the first that asks gets through, the others wait for its outcome."""
        with self._lock:
            if self._failed < self._most:
                return True
            if self._closed_until is not None and self._monotonic() < self._closed_until:
                return False
            # Should the one who tries never report back, the next rest ends it.
            self._closed_until = self._monotonic() + self._rest
            return True

    def report(self, *, answered: bool) -> bool:
        """Say how it went; whether this has opened it."""
        with self._lock:
            if answered:
                self._failed = 0
                self._closed_until = None
                return False
            self._failed += 1
            if self._failed >= self._most:
                self._closed_until = self._monotonic() + self._rest
            return self._failed == self._most
