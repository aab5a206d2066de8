"""Pictures that were drawn a little while ago, found by what they show.

Whoever switches the ranges of /trend back and forth gets the same three pictures. Nobody's training is remembered here
for long: a picture goes after ten minutes, what it shows is known as a hash only.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

KEPT = 24
"""Pictures of at most 60 kB: 1.5 MB."""
KEPT_SECONDS = 600.0


class Album:
    """The pictures that were asked for last. Usable from any thread."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._pictures: OrderedDict[bytes, tuple[float, bytes]] = OrderedDict()

    def find(self, order: bytes) -> bytes | None:
        """The picture that was drawn for exactly this order."""
        with self._lock:
            self._forget()
            key = _key(order)
            if key not in self._pictures:
                return None
            self._pictures.move_to_end(key)
            return self._pictures[key][1]

    def keep(self, order: bytes, picture: bytes) -> None:
        """Remember what was drawn for it; of too many, the one that nobody asked for the longest goes."""
        with self._lock:
            self._pictures[_key(order)] = (self._monotonic(), picture)
            self._pictures.move_to_end(_key(order))
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
            self._forget()

    def _forget(self) -> None:
        oldest = self._monotonic() - KEPT_SECONDS
        for key in [key for key, (drawn_at, _) in self._pictures.items() if drawn_at <= oldest]:
            del self._pictures[key]


def _key(order: bytes) -> bytes:
    return hashlib.sha256(order).digest()
