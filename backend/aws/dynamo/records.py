"""Between items and what the port speaks of.

Values are JSON in ``data``, whose numbers come back as the same floats (DynamoDB's own are decimals); beside it stands
only what conditions and indexes look at. An item is far from the 400 KB that DynamoDB takes: a note has 1,000
characters at most, and feedback is written by us.
"""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from boto3.dynamodb.conditions import Attr, ConditionBase
from pydantic import TypeAdapter

from backend.aws.dynamo import keys
from backend.aws.dynamo.items import Item, Key, number, text
from backend.aws.dynamo.keys import Due
from backend.contract import Athlete, Entry, Feelings
from backend.ports import Feedback, StoredDay
from backend.training.session import Kind, Sport

_DAY = TypeAdapter(StoredDay)


@dataclass(frozen=True, slots=True)
class Profile:
    """The athlete, the mark of their history, and how many live entries there are."""

    athlete: Athlete
    revision: int
    stale_from: date | None
    entries: int

    @classmethod
    def of(cls, item: Item | None) -> Self | None:
        """Read it; None where there is none, or only what :mod:`erasing` leaves until it is done."""
        if item is None or "revision" not in item:
            return None
        return cls(
            athlete=Athlete.model_validate_json(text(item, "data")),
            revision=number(item, "revision"),
            stale_from=date.fromisoformat(text(item, "stale_from")) if "stale_from" in item else None,
            entries=number(item, "entries"),
        )

    def item(self) -> Item:
        """To be stored."""
        stale = {} if self.stale_from is None else {"stale_from": self.stale_from.isoformat()}
        return {
            **profile_key(self.athlete.id)._asdict(),
            "data": self.athlete.model_dump_json(),
            "revision": self.revision,
            "entries": self.entries,
            **stale,
        }

    @property
    def same_revision(self) -> ConditionBase:
        """No entry has changed since."""
        return Attr("revision").eq(self.revision)

    @property
    def same_mark(self) -> ConditionBase:
        """No entry has changed since, and no days were saved. Settings may have changed."""
        if self.stale_from is None:
            return self.same_revision & Attr("stale_from").not_exists()
        return self.same_revision & Attr("stale_from").eq(self.stale_from.isoformat())

    def stale(self, day: date) -> date:
        """The mark, pulled back to this day."""
        return day if self.stale_from is None else min(day, self.stale_from)


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as it is kept: waiting for something since its last change, or for nothing."""

    athlete_id: UUID
    entry: Entry
    due: Due | None
    changed_at: str | None
    """While it waits."""

    @classmethod
    def new(cls, athlete_id: UUID, entry: Entry, changed_at: datetime) -> Self:
        """One that was made or changed just now."""
        due = Due.RECOMPUTING if entry.removed else Due.ANALYSIS
        return cls(athlete_id, entry, due, keys.instant(changed_at))

    @classmethod
    def of(cls, item: Item) -> Self:
        """Read it."""
        return cls(
            keys.athlete_of(text(item, "pk")),
            entry_of(item),
            Due(text(item, "due")) if "due" in item else None,
            text(item, "due_at") if "due_at" in item else None,
        )

    @property
    def emptied(self) -> bool:
        """Whether it was removed so long ago that its content is gone."""
        return self.entry.removed and self.due is None

    @property
    def unchanged(self) -> ConditionBase:
        """Still the same. Revision and what it waits for are never twice the same together."""
        waits = Attr("due").not_exists() if self.due is None else Attr("due").eq(self.due.value)
        return Attr("revision").eq(self.entry.revision) & waits

    def waits_for(self, dues: Collection[Due], since_before: datetime) -> bool:
        """Whether it waits for one of these, and has since before then."""
        return self.due in dues and self.changed_at is not None and self.changed_at < keys.instant(since_before)

    def settled(self) -> "Kept":
        """With its analysis done."""
        return replace(self, due=Due.EMPTYING) if self.entry.removed else replace(self, due=None, changed_at=None)

    def emptied_now(self) -> "Kept":
        """Without its content: a removed session without minutes, which no athlete can make."""
        nothing = {
            "kind": Kind.SESSION,
            "sport": Sport.OTHER,
            "minutes": None,
            "rpe": None,
            "feelings": Feelings(),
            "note": "",
            "load": None,
        }
        return replace(self, entry=self.entry.model_copy(update=nothing), due=None, changed_at=None)

    def item(self) -> Item:
        """To be stored. What has no place in an index is not in it."""
        entry = self.entry
        item: dict[str, str | int] = {
            **entry_key(self.athlete_id, entry.id)._asdict(),
            "data": entry.model_dump_json(),
            "revision": entry.revision,
        }
        if not entry.removed:
            item["at"] = keys.entry_at(entry.date, entry.recorded_at, entry.id)
        elif self.due is Due.RECOMPUTING:
            item["at"] = keys.removed_at(entry.id)
        if self.due is not None and self.changed_at is not None:
            item |= {"due": self.due.value, "due_at": self.changed_at}
        return item


def entry_of(item: Item) -> Entry:
    """The entry, from its item or from ``by_time``."""
    return Entry.model_validate_json(text(item, "data"))


def day_item(athlete_id: UUID, stored: StoredDay) -> Item:
    """A stored day, to be stored."""
    key = Key(keys.athlete_pk(athlete_id), keys.day_sk(stored.day.date))
    return {**key._asdict(), "data": _DAY.dump_json(stored).decode()}


def day_of(item: Item) -> StoredDay:
    """Read a stored day."""
    return _DAY.validate_json(text(item, "data"))


def feedback_item(athlete_id: UUID, feedback: Feedback) -> Item:
    """A feedback, to be stored."""
    said = {**asdict(feedback), "entry_id": str(feedback.entry_id), "written_at": keys.instant(feedback.written_at)}
    return {
        **feedback_key(athlete_id, feedback.entry_id)._asdict(),
        "data": json.dumps(said, ensure_ascii=False, separators=(",", ":")),
        "revision": feedback.revision,
        "at": keys.feedback_at(feedback.written_at, feedback.entry_id),
    }


def feedback_of(item: Item) -> Feedback:
    """Read a feedback."""
    said = json.loads(text(item, "data"))
    return Feedback(
        entry_id=UUID(said["entry_id"]),
        revision=said["revision"],
        text=said["text"],
        facts=said["facts"],
        phrases=said["phrases"],
        written_at=datetime.fromisoformat(said["written_at"]),
        # Those of earlier programs do not say.
        prompt=said.get("prompt", ""),
        outcome=said.get("outcome", "rules"),
    )


IS_SOMEBODY = Attr("revision").exists()
"""The athlete's item has a history, and is not what is left while they are erased."""


def profile_key(athlete_id: UUID) -> Key:
    """Where the athlete is."""
    return Key(keys.athlete_pk(athlete_id), keys.PROFILE)


def entry_key(athlete_id: UUID, entry_id: UUID) -> Key:
    """Where the entry is."""
    return Key(keys.athlete_pk(athlete_id), keys.entry_sk(entry_id))


def feedback_key(athlete_id: UUID, entry_id: UUID) -> Key:
    """Where the feedback on the entry is."""
    return Key(keys.athlete_pk(athlete_id), keys.feedback_sk(entry_id))
