"""The store port on DynamoDB.

What depends on what is there is read, decided and written on condition that it is still so, again and again until
nobody was quicker. Every change of an entry is a transaction with the athlete's item, whose revision it grows: so
changes of one athlete's history come one after the other, and nothing is written for one who is gone.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from boto3.dynamodb.conditions import Attr

from backend.aws.dynamo import days, erasing, keys, pages, upkeep
from backend.aws.dynamo.records import (
    Kept,
    Profile,
    day_of,
    entry_key,
    entry_of,
    feedback_item,
    feedback_key,
    feedback_of,
    profile_key,
)
from backend.aws.dynamo.table import Table, tries
from backend.clock import SystemClock
from backend.contract import Athlete, Entry, EntryPage, Erased
from backend.errors import NoConsent
from backend.ports import Clock, Feedback, HistoryMark, Store, StoredDay
from backend.store.cursor import Cursor

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


class DynamoStore(Store):
    """Athletes, entries, days and feedback in the template's BackendTable. May be used from many threads."""

    def __init__(self, client: "DynamoDBClient", table: str, clock: Clock | None = None) -> None:
        self._table = Table(client, table)
        self._clock = clock or SystemClock()

    # ---- the athlete ----

    def add_athlete(self, athlete: Athlete) -> Athlete:
        """Store the athlete; one already there is returned unchanged. What is left of an erased one goes first."""
        new = Profile(athlete, revision=0, stale_from=None, entries=0).item()
        for _ in tries():
            if self._table.write_one(self._table.put(new, Attr("pk").not_exists())):
                break
            item = self._table.get(profile_key(athlete.id))
            if erasing.is_being_erased(item):
                erasing.erase(self._table, athlete.id, self._clock.now())
            elif (profile := Profile.of(item)) is not None:
                return profile.athlete
        return athlete

    def athlete(self, athlete_id: UUID) -> Athlete | None:
        """The athlete, or None."""
        profile = self._profile(athlete_id)
        return None if profile is None else profile.athlete

    def change_athlete(self, athlete: Athlete) -> Athlete:
        """Replace language and zone of a stored athlete. Raises NoConsent when there is none."""
        for _ in tries():
            profile = self._profile(athlete.id)
            if profile is None:
                raise NoConsent
            changed = profile.athlete.model_copy(update={"language": athlete.language, "zone": athlete.zone})
            settings = {"data": changed.model_dump_json()}
            # At any revision: what changes is not the history's.
            if self._table.write_one(
                self._table.update(profile_key(athlete.id), Attr("revision").exists(), put=settings)
            ):
                break
        return athlete

    def erase_athlete(self, athlete_id: UUID) -> Erased:
        """Empty the athlete's partition; StoreUnavailable half-way leaves the rest to the next time."""
        return erasing.erase(self._table, athlete_id, self._clock.now())

    # ---- entries ----

    def add_entry(self, athlete_id: UUID, entry: Entry) -> tuple[Entry, bool]:
        """Store the entry unless its id is known. Raises NoConsent when the athlete is not (or no longer) stored."""
        new = Kept.new(athlete_id, entry, self._clock.now())
        for _ in tries():
            profile, known = self._profile_and_entry(athlete_id, entry.id)
            if profile is None:
                raise NoConsent
            if known is not None:
                return known.entry, False
            change = self._changed(profile, stale_from=entry.date, live=0 if entry.removed else 1)
            if self._table.write([change, self._table.put(new.item(), Attr("pk").not_exists())]):
                break
        return entry, True

    def entry(self, athlete_id: UUID, entry_id: UUID) -> Entry | None:
        """The entry, removed or not, if it is this athlete's."""
        item = self._table.get(entry_key(athlete_id, entry_id))
        return None if item is None else entry_of(item)

    def replace_entry(self, athlete_id: UUID, entry: Entry, *, stale_from: date) -> bool:
        """Replace the stored entry if its stored revision is ``entry.revision - 1`` and it was not emptied."""
        new = Kept.new(athlete_id, entry, self._clock.now())
        for _ in tries():
            profile, known = self._profile_and_entry(athlete_id, entry.id)
            if profile is None or known is None or known.entry.revision != entry.revision - 1 or known.emptied:
                return False
            change = self._changed(profile, stale_from=stale_from, live=known.entry.removed - entry.removed)
            if self._table.write([change, self._table.put(new.item(), known.unchanged)]):
                break
        return True

    def entries_between(self, athlete_id: UUID, first: date, last: date) -> list[Entry]:
        """Live entries of the days ``first``…``last``, both included, by date, then by recording."""
        if first > last:
            return []
        return [
            entry_of(item) for item in self._table.query(keys.entries_between(athlete_id, first, last), index="by_time")
        ]

    def entries_page(self, athlete_id: UUID, cursor: str | None, limit: int) -> EntryPage:
        """Live entries, newest day first. Raises ValueError for a cursor that no page gave."""
        return pages.page(self._table, athlete_id, None if cursor is None else Cursor.parse(cursor), limit)

    # ---- days ----

    def history(self, athlete_id: UUID) -> HistoryMark:
        """How far the stored days can be trusted."""
        # The revision is read first: whoever goes by it writes nothing when entries have changed since.
        profile = self._profile(athlete_id)
        if profile is None:
            return HistoryMark(0, None, None)
        earliest = next(self._table.query(keys.live_entries(athlete_id), index="by_time", limit=1), None)
        return HistoryMark(profile.revision, profile.stale_from, None if earliest is None else entry_of(earliest).date)

    def days_between(self, athlete_id: UUID, first: date, last: date) -> list[StoredDay]:
        """Stored days in the range, oldest first."""
        if first > last:
            return []
        return [day_of(item) for item in self._table.query(keys.days_between(athlete_id, first, last))]

    def last_day_before(self, athlete_id: UUID, day: date) -> StoredDay | None:
        """The latest stored day before ``day``."""
        latest = self._table.query(keys.days_before(athlete_id, day), newest_first=True, limit=1)
        return next(map(day_of, latest), None)

    def save_days(self, athlete_id: UUID, first: date, days_: Sequence[StoredDay], *, revision: int) -> bool:
        """Replace the stored days from ``first`` on, if the history's revision is still this."""
        return days.save(self._table, athlete_id, first, days_, revision)

    # ---- feedback ----

    def save_feedback(self, athlete_id: UUID, feedback: Feedback) -> bool:
        """Keep the feedback unless one of the same or a later revision is there, or the entry is gone; False then."""
        entry_at, feedback_at = entry_key(athlete_id, feedback.entry_id), feedback_key(athlete_id, feedback.entry_id)
        for _ in tries():
            found = self._table.get_each([entry_at, feedback_at])
            known = feedback_of(found[feedback_at]) if feedback_at in found else None
            if entry_at not in found or (known is not None and known.revision >= feedback.revision):
                return False
            kept = Kept.of(found[entry_at])
            done = kept.settled() if kept.due is not None and kept.entry.revision <= feedback.revision else kept
            unchanged = Attr("pk").not_exists() if known is None else Attr("revision").eq(known.revision)
            if self._table.write(
                [
                    self._table.put(done.item(), kept.unchanged),
                    self._table.put(feedback_item(athlete_id, feedback), unchanged),
                ]
            ):
                break
        return True

    def feedback(self, athlete_id: UUID, entry_id: UUID) -> Feedback | None:
        """The latest feedback on the entry."""
        item = self._table.get(feedback_key(athlete_id, entry_id))
        return None if item is None else feedback_of(item)

    def latest_feedback(self, athlete_id: UUID, limit: int) -> list[Feedback]:
        """The athlete's latest feedbacks, newest first."""
        latest = self._table.query(keys.feedbacks(athlete_id), index="by_time", newest_first=True, limit=limit)
        return [feedback_of(item) for item in latest]

    # ---- what the clock looks after ----

    def unfinished(self, changed_before: datetime, limit: int) -> list[tuple[UUID, Entry]]:
        """(athlete id, entry) of entries that changed before then and have no feedback on it yet, oldest first."""
        return upkeep.unfinished(self._table, changed_before, limit)

    def purge_removed(self, removed_before: datetime, limit: int) -> int:
        """Empty entries removed before then, and drop what was said about them; how many."""
        return upkeep.purge_removed(self._table, removed_before, limit)

    # ---- their parts ----

    def _profile(self, athlete_id: UUID) -> Profile | None:
        return Profile.of(self._table.get(profile_key(athlete_id)))

    def _profile_and_entry(self, athlete_id: UUID, entry_id: UUID) -> tuple[Profile | None, Kept | None]:
        profile, entry = profile_key(athlete_id), entry_key(athlete_id, entry_id)
        found = self._table.get_each([profile, entry])
        return Profile.of(found.get(profile)), Kept.of(found[entry]) if entry in found else None

    def _changed(self, profile: Profile, *, stale_from: date, live: int) -> "TransactWriteItemTypeDef":
        """The history's next revision, with so many more live entries."""
        now = replace(
            profile,
            revision=profile.revision + 1,
            stale_from=profile.stale(stale_from),
            entries=profile.entries + live,
        ).item()
        changed = {name: now[name] for name in ("revision", "stale_from", "entries")}
        return self._table.update(profile_key(profile.athlete.id), profile.same_mark, put=changed)
