"""Where updates wait until they are handled, and what is kept about each chat: the ports.

An update is stored here before Telegram is told that it arrived, and leaves together with the state that handling it
left behind: in one transaction, so that a crash at any moment means "not handled yet" or "handled", never both or none.

Taking updates in (:class:`Receiver`) and finding an athlete's chat (:class:`ChatFinder`) is what every assembly has;
reading them back in order is only for the one that is a single process (:class:`Inbox`, :class:`ChatStates`), because a
queue hands its messages out by itself. What a turn needs of either is :class:`bot.memory.Memory`.

All calls are synchronous and raise :class:`backend.errors.StoreUnavailable` when the engine does not answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as Telegram sent it. ``chat_id`` is the lane in which it must be handled; None: it has no chat."""

    update_id: int
    chat_id: int | None
    payload: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stored update. ``position`` grows with arrival; ``attempts`` counts the tries that failed so far, as known."""

    position: int
    update_id: int
    chat_id: int | None
    payload: str
    attempts: int


@dataclass(frozen=True, slots=True)
class NewState:
    """What is to be remembered about a chat; ``state`` None: nothing at all.

    ``forgets``: the athlete was erased or said no, and with them goes what was set aside for the chat.
    """

    chat_id: int
    state: str | None
    athlete_id: UUID | None
    forgets: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A turn is over: ``update_id`` is handled (None: it was a push), the chat's state is ``new`` (None: as before)."""

    update_id: int | None
    new: NewState | None


class ChatBusy(Exception):
    """Another worker has the chat in hand, or took it over: try again in a second or two."""


class Receiver(Protocol):
    """Takes updates in, before they are acknowledged."""

    def put(self, arrivals: Sequence[Arrival], now: datetime) -> int | None:
        """Store them for good, each id once; an error means that the same call has to be repeated.

        How many were new; None where only handling them will tell.
        """


class ChatFinder(Protocol):
    """Knows whose chat is whose."""

    def find(self, athlete_id: UUID) -> int | None:
        """The athlete's private chat."""


class Inbox(Receiver, Protocol):
    """Updates that wait in a table for the one process that handles them."""

    def put(self, arrivals: Sequence[Arrival], now: datetime) -> int:
        """Store those whose ids were never stored before, handled or not; how many were new. All or none."""

    def waiting(self, after: int, limit: int) -> list[Waiting]:
        """Unhandled updates with a greater position, oldest first."""

    def finish(self, outcomes: Sequence[Outcome]) -> None:
        """Save the states and take the updates out, all in one transaction. Repeating it changes nothing."""

    def failed(self, update_id: int) -> int:
        """Count a try that failed; how many there are now."""

    def aside(self, update_id: int, reason: str) -> None:
        """Keep the update without handling it any more; ``reason`` is the id under which the log tells why."""

    def readmit(self) -> int:
        """Let what was set aside wait again, after all that waits now; its tries stay counted. How many."""

    def purge(self, handled_before: datetime, aside_before: datetime, limit: int) -> int:
        """Forget handled ids and updates set aside that arrived before then; how many."""


class ChatStates(ChatFinder, Protocol):
    """What is remembered about each chat, in a table of the one process that talks in them."""

    def load(self, chat_ids: Iterable[int]) -> dict[int, str]:
        """The states of those chats that have one."""

    def forget_undecided(self, before: datetime, limit: int) -> int:
        """Forget private chats that changed last before then and have no athlete: nobody agreed. How many."""
