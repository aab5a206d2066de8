"""What the business code needs from the world. Each port has one contract suite in ``tests/contract``.

All calls are synchronous (they run inside a Lambda handler or a workflow task) and raise
:class:`backend.errors.StoreUnavailable` when the engine behind them does not answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from backend.contract import Athlete, CheckIn, Entry, EntryPage, Erased, Notification, Pause, Reminders
from backend.training.load import Averages, Day


@dataclass(frozen=True, slots=True)
class StoredDay:
    """A day that has entries, with the averages at its end. Days without entries are not stored."""

    day: Day
    averages: Averages


@dataclass(frozen=True, slots=True)
class HistoryMark:
    """How far the stored days of an athlete can be trusted.

    ``revision`` grows with every change of any entry. Days before ``stale_from`` are right;
    None means that all are. ``first_day`` is the date of the earliest live entry.
    """

    revision: int
    stale_from: date | None
    first_day: date | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was said about one revision of an entry, and the facts it was said from (plain JSON)."""

    entry_id: UUID
    revision: int
    text: str
    facts: Sequence[Mapping[str, Any]]
    phrases: Sequence[str]
    """Keys of the sentences used, so that the next feedback can choose others."""
    written_at: datetime
    prompt: str = ""
    """Name and version of the prompt that a model wrote it by; empty where the rules did."""
    outcome: str = "rules"
    """How it came about: see :class:`backend.coach.rules.Comment`."""


class Store(Protocol):
    """Athletes, entries, days and feedback. Every write is one transaction; every read is by key or index."""

    def add_athlete(self, athlete: Athlete) -> Athlete:
        """Store the athlete; one already there is returned unchanged."""

    def athlete(self, athlete_id: UUID) -> Athlete | None:
        """The athlete, or None."""

    def change_athlete(self, athlete: Athlete) -> Athlete:
        """Replace language and zone of a stored athlete."""

    def erase_athlete(self, athlete_id: UUID) -> Erased:
        """Remove the athlete and all that belongs to them, executions and waiting notifications too."""

    def add_entry(self, athlete_id: UUID, entry: Entry) -> tuple[Entry, bool]:
        """Store the entry unless its id is known (removed ones too); the stored entry, and whether it is new.

        A new entry grows the history's revision and pulls ``stale_from`` back to its date, in the same transaction.
        """

    def entry(self, athlete_id: UUID, entry_id: UUID) -> Entry | None:
        """The entry, removed or not, if it is this athlete's."""

    def replace_entry(self, athlete_id: UUID, entry: Entry, *, stale_from: date) -> bool:
        """Replace the stored entry (content or ``removed``) if its stored revision is ``entry.revision - 1``.

        False when it is not: somebody else was quicker. Marks the history stale from ``stale_from``.
        """

    def entries_between(self, athlete_id: UUID, first: date, last: date) -> list[Entry]:
        """Live entries of the days ``first``…``last``, both included, by date, then by recording."""

    def entries_page(self, athlete_id: UUID, cursor: str | None, limit: int) -> EntryPage:
        """Live entries, newest day first; ``cursor`` comes from an earlier page, ValueError when it does not."""

    def history(self, athlete_id: UUID) -> HistoryMark:
        """How far the stored days can be trusted."""

    def days_between(self, athlete_id: UUID, first: date, last: date) -> list[StoredDay]:
        """Stored days in the range, oldest first."""

    def last_day_before(self, athlete_id: UUID, day: date) -> StoredDay | None:
        """The latest stored day before ``day``."""

    def save_days(self, athlete_id: UUID, first: date, days: Sequence[StoredDay], *, revision: int) -> bool:
        """Replace all stored days from ``first`` on, and mark the history true, if its revision is still this.

        False when an entry changed meanwhile: read again and repeat.
        """

    def save_feedback(self, athlete_id: UUID, feedback: Feedback) -> bool:
        """Keep the feedback unless one of the same or a later revision is there; False then."""

    def feedback(self, athlete_id: UUID, entry_id: UUID) -> Feedback | None:
        """The latest feedback on the entry."""

    def latest_feedback(self, athlete_id: UUID, limit: int) -> list[Feedback]:
        """The athlete's latest feedbacks, newest first."""

    def unfinished(self, changed_before: datetime, limit: int) -> list[tuple[UUID, Entry]]:
        """(athlete id, entry) of entries whose current revision has no feedback yet and that changed before then.

        Removed entries are unfinished while the history is stale. Oldest first, by an index.
        """

    def purge_removed(self, removed_before: datetime, limit: int) -> int:
        """Empty the content of entries removed before then (their ids stay, so that a repetition stays a no-op).

        An emptied entry reads as a removed session without minutes. Its feedback goes too. Returns how many there were.
        """


class CheckIns(Protocol):
    """The athletes' check-ins: one for each local day. Erasing an athlete (``Store``) removes theirs."""

    def save_check_in(self, athlete_id: UUID, check_in: CheckIn) -> CheckIn | None:
        """Store the day's check-in, in place of an earlier one of that day; that one, or None.

        Raises NoConsent when there is no such athlete.
        """

    def remove_check_in(self, athlete_id: UUID, day: date) -> bool:
        """Take the day's check-in back; False when there is none."""

    def check_ins_between(self, athlete_id: UUID, first: date, last: date) -> list[CheckIn]:
        """Check-ins of the days ``first``…``last``, both included, oldest first."""


class DueKind(StrEnum):
    """What may be due to an athlete; each at one next instant at most."""

    CHECK_IN = "check_in"
    LATER = "later"
    """The check-in that was put off for an hour."""
    NUDGE = "nudge"
    REVIEW = "review"
    PAUSE_OVER = "pause_over"


@dataclass(frozen=True, slots=True)
class Due:
    """Something is due to an athlete at ``at`` (UTC)."""

    athlete_id: UUID
    kind: DueKind
    at: datetime


class Agenda(Protocol):
    """What athletes want to be reminded of, and when each of it is due next. Erasing an athlete removes theirs."""

    def reminders(self, athlete_id: UUID) -> Reminders:
        """As the athlete chose them; the defaults when they never chose. Raises NoConsent."""

    def save_reminders(
        self,
        athlete_id: UUID,
        reminders: Reminders,
        dues: Mapping[DueKind, datetime | None],
        over: Pause | None = None,
    ) -> None:
        """Keep the choice and set when each of these kinds is due next (None: never), in one transaction.

        ``over``: the pause, with its last day, that this choice ends; it is kept, one for each day on which one began.
        Raises NoConsent.
        """

    def pauses_between(self, athlete_id: UUID, first: date, last: date) -> list[Pause]:
        """Pauses that are over and have a day in ``first``…``last``, both included; the one that began first first."""

    def due(self, now: datetime, limit: int) -> list[Due]:
        """What is due at ``now``, the earliest first, by an index: it costs the same whatever is not due yet."""

    def due_later_than(self, moment: datetime, limit: int) -> list[Due]:
        """What is due after ``moment``, the latest first, by the same index: it costs nothing for what is due before.

        Those on DynamoDB come part by part of the index.
        """

    def claim(self, due: Due, next_at: datetime | None) -> bool:
        """Move on to ``next_at`` (None: nothing more) if it is still due then; False: somebody was quicker."""

    def put_off(self, athlete_id: UUID, kind: DueKind, at: datetime | None) -> None:
        """Set when one kind is due next, whatever it was. Raises NoConsent."""


class Workflow(Protocol):
    """Starts the analysis of an entry."""

    def start(self, execution_id: str, work: Mapping[str, Any]) -> None:
        """Start an execution with this input (plain JSON), and return before it ends. Raises Unavailable.

        Starting an id again may execute it again (Step Functions' Express workflows do not know their names), or be
        a no-op (the embedded runner, a day long): either way nothing is stored or sent twice, as each step is
        idempotent.
        """


class Directory(Protocol):
    """Where the accounts are that athletes sign in with."""

    def remove(self, athlete_id: UUID) -> None:
        """Remove the athlete's account for good; one that is not there is no trouble. Raises Unavailable."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where one execution stands: all that is needed to go on after a crash. Its parts are plain JSON."""

    execution_id: str
    athlete_id: UUID
    """Whose data it works on, so that erasing them removes it."""
    state: str
    """The state to enter next, or to try again."""
    work: Mapping[str, Any]
    """The execution's own input."""
    input: Any
    """The input of ``state``."""
    variables: Mapping[str, Any]
    attempts: tuple[int, ...]
    """Retries used up by each retrier of ``state``; empty on entering it."""
    started_at: datetime
    due: datetime
    """Not to be worked on before then."""


class Positions(Protocol):
    """The embedded workflow's memory. Ids of finished executions stay a while: a second start is a no-op."""

    def add(self, position: Position) -> bool:
        """Store a new execution, safe from a crash of the process; False when its id is known, running or finished."""

    def save(self, position: Position) -> bool:
        """Replace the stored position; False when the execution is finished or erased, which must end it."""

    def finish(self, execution_id: str, at: datetime) -> None:
        """Keep only the id. Finishing twice, or what is not there, is a no-op."""

    def forget(self, execution_id: str) -> None:
        """Remove it, id and all: it failed, and may be started again."""

    def unfinished(self) -> list[Position]:
        """Every execution that has not finished, the one due first first."""

    def purge(self, finished_before: datetime) -> int:
        """Remove the ids of executions finished before then; how many."""


class Outbox(Protocol):
    """Messages that wait for the bot, in order for each athlete."""

    def put(self, notification: Notification) -> bool:
        """Store the notification; False when its id was put within a week (delivered or not), or its athlete is gone.

        Raises StoreUnavailable.
        """


class PolledOutbox(Outbox, Protocol):
    """An outbox into which the delivery looks by itself; SQS hands its messages to a function instead."""

    def due(self, now: datetime, limit: int, reminders: int | None = None) -> list[Notification]:
        """Waiting notifications that may be tried now, oldest first, at most one an athlete.

        Reminders (those that expire) come last: what somebody waits for is held up by none of them. There are
        ``reminders`` of them at most (None: no fewer than there is room for).
        """

    def done(self, *notification_ids: str) -> None:
        """They were delivered, or must never be."""

    def retry(self, notification_id: str, not_before: datetime) -> None:
        """It was not delivered; try again then."""

    def purge(self, done_before: datetime) -> int:
        """Forget the ids of what was done before then; how many."""


class Clock(Protocol):
    """The time, so that a test can turn it."""

    def now(self) -> datetime:
        """Now, in UTC."""
