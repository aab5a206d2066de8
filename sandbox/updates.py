"""The updates that wait for one bot: numbered, in order, gone once an offset or the webhook has confirmed them.

https://core.telegram.org/bots/api#getting-updates
"""

import asyncio
import itertools
import time
from collections.abc import Callable, Sequence

from sandbox.wire import BotApiError, Conflict, Json

NOT_UNLESS_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds of update that a bot gets only when ``allowed_updates`` names them."""

ANOTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
_START_OF_COUNT = 1_577_836_800  # 2020-01-01


def first_update_id() -> int:
    """A large number that grows with the time, so that a bot which kept its offset is not deaf after a restart."""
    return (int(time.time()) - _START_OF_COUNT) * 4


class UpdateQueue:
    """Waiting updates by id. ``on_put`` is called after each new one (the webhook listens there)."""

    def __init__(self) -> None:
        self.waiting: dict[int, Json] = {}
        self.next_id = first_update_id()
        self.allowed: frozenset[str] | None = None
        self.on_put: Callable[[], None] | None = None
        self._poll: asyncio.Future[None] | None = None

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Remember ``allowed_updates``: None leaves it as it is, an empty list means the usual kinds."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def put(self, kind: str, payload: Json) -> int | None:
        """Queue an update of this kind; its id, or None when the bot did not ask for that kind."""
        wanted = kind not in NOT_UNLESS_ASKED if self.allowed is None else kind in self.allowed
        if not wanted:
            return None
        update_id = self.next_id
        self.next_id += 1
        self.waiting[update_id] = {"update_id": update_id, kind: payload}
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        if self.on_put is not None:
            self.on_put()
        return update_id

    async def take(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Confirm what lies before ``offset``, then give up to ``limit`` updates, waiting so long for the first.

        A negative offset keeps only that many from the end. Raises :class:`Conflict` when another poll takes over.
        """
        self.interrupt(Conflict(ANOTHER_POLL))
        self._confirm(offset)
        if not self.waiting and seconds > 0:
            poll = self._poll = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(seconds):
                    await poll
            except TimeoutError:
                return []
            finally:
                if self._poll is poll:
                    self._poll = None
        return list(itertools.islice(self.waiting.values(), limit))

    @property
    def polled(self) -> bool:
        """Whether somebody waits for updates right now."""
        return self._poll is not None

    def interrupt(self, error: BotApiError) -> None:
        """End the poll under way, if there is one, with this error."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(error)

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            done = list(itertools.takewhile(lambda update_id: update_id < offset, self.waiting))
        else:
            done = list(self.waiting)[:offset] if offset < 0 else []
        for update_id in done:
            del self.waiting[update_id]
