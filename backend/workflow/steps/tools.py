"""What the steps work with, and how they read their event."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from backend.coach.rules import Comment, compose
from backend.contract import Entry
from backend.errors import EntryNotFound
from backend.ports import Clock, Outbox, Store
from backend.tone import Tone
from words import Words


class Coach(Protocol):
    """Finds the words for facts."""

    def __call__(
        self,
        facts: Sequence[Mapping[str, Any]],
        words: Words,
        recent_phrases: Sequence[str],
        note: str,
        athlete_id: UUID,
        *,
        tone: Tone = Tone.PLAIN,
        show: Callable[[str], None] | None = None,
    ) -> Comment:
        """The comment. ``recent_phrases`` are those of the last ones. Raises CoachUnavailable.

        While it takes time to write, ``show`` is given the text so far, at first an empty one.
        """


def by_rules(
    facts: Sequence[Mapping[str, Any]],
    words: Words,
    recent_phrases: Sequence[str],
    note: str,
    athlete_id: UUID,  # noqa: ARG001 - the port's; the rules do not ask whose entry it is
    *,
    tone: Tone = Tone.PLAIN,
    show: Callable[[str], None] | None = None,  # noqa: ARG001 - they are there at once
) -> Comment:
    """The coach that needs no model."""
    return compose(facts, words, recent_phrases, note, tone)


Tones = Callable[[UUID], Tone]
"""How an athlete wants to be spoken to. Raises StoreUnavailable."""


def plainly(_athlete_id: UUID) -> Tone:
    """Where nobody can choose."""
    return Tone.PLAIN


class Drafts(Protocol):
    """Where an athlete can read along while words are written."""

    def show(self, athlete_id: UUID, entry_id: UUID, text: str) -> None:
        """The text so far of the words about an entry; empty: being thought about. Does not wait, and never fails."""


class NoDrafts:
    """Nobody reads along."""

    def show(self, athlete_id: UUID, entry_id: UUID, text: str) -> None:
        """See :class:`Drafts`."""


class Basics(Protocol):
    """What every step but the last works with. ``coach`` finds the words; the rule-based one needs nothing."""

    @property
    def store(self) -> Store: ...  # noqa: D102 - the class says it

    @property
    def clock(self) -> Clock: ...  # noqa: D102

    @property
    def coach(self) -> Coach: ...  # noqa: D102

    @property
    def tones(self) -> Tones: ...  # noqa: D102

    @property
    def drafts(self) -> Drafts: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Tools:
    """The world as all steps see it: :class:`Basics`, and where messages go."""

    store: Store
    outbox: Outbox
    clock: Clock
    coach: Coach = by_rules
    tones: Tones = plainly
    drafts: Drafts = field(default_factory=NoDrafts)


IDS = ("athlete_id", "entry_id", "revision")
"""What an execution starts with: the fields of :class:`Work`."""


@dataclass(frozen=True, slots=True)
class Work:
    """What an execution is about: the input that every step gets."""

    athlete_id: UUID
    entry_id: UUID
    revision: int

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> "Work":
        """Read it from a step's event."""
        return cls(UUID(event["athlete_id"]), UUID(event["entry_id"]), event["revision"])

    def entry(self, store: Store) -> Entry:
        """The entry, removed or not. Raises EntryNotFound when it is gone."""
        entry = store.entry(self.athlete_id, self.entry_id)
        if entry is None:
            raise EntryNotFound
        return entry

    def is_current(self, entry: Entry | None) -> bool:
        """Whether the entry is live and still at this revision."""
        return entry is not None and not entry.removed and entry.revision == self.revision
