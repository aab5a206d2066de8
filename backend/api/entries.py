"""What happens to entries: stored first, thought about later; every command may come twice.

The entry is written, then its analysis is started. When starting fails the entry stands all the same, and the clock
starts what is unfinished.
"""

import logging
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from backend import history
from backend.contract import Athlete, ChangeEntry, Entry, EntryContent, Recorded, RecordEntry
from backend.errors import EntryNotFound, FutureDate, InvalidEntry, NoConsent, StoreUnavailable
from backend.ports import Clock, Store, Workflow
from backend.training.load import session_load
from backend.training.session import Kind

logger = logging.getLogger(__name__)

EARLIEST = date(1920, 1, 1)
_ATTEMPTS = 20


@dataclass(frozen=True)
class Log:
    """The training log of whoever is asking."""

    store: Store
    workflow: Workflow
    clock: Clock

    def athlete(self, athlete_id: UUID) -> Athlete:
        """The athlete. Raises NoConsent when nothing may be stored for them."""
        athlete = self.store.athlete(athlete_id)
        if athlete is None:
            raise NoConsent
        return athlete

    def today(self, athlete: Athlete) -> date:
        """The athlete's local calendar day."""
        return history.local_today(self.clock.now(), athlete.zone)

    def record(self, athlete: Athlete, command: RecordEntry) -> Recorded:
        """Store the entry, then start its analysis. Repeating the command changes nothing."""
        now = self.clock.now()
        try:
            _check_date(command.date, history.local_today(now, athlete.zone))
        except FutureDate:
            # Recorded before the athlete flew west, it is a repetition all the same.
            known = self.store.entry(athlete.id, command.id)
            if known is None:
                raise
            return self._again(athlete, known)
        entry = Entry.model_validate(
            {**_content(command), "id": command.id, "load": load_of(command), "recorded_at": now, "revision": 1}
        )
        stored, is_new = self.store.add_entry(athlete.id, entry)
        return self._done(athlete, stored, changed_from=stored.date) if is_new else self._again(athlete, stored)

    def entry(self, athlete: Athlete, entry_id: UUID) -> Entry:
        """The athlete's entry, removed or not. Raises EntryNotFound."""
        entry = self.store.entry(athlete.id, entry_id)
        if entry is None:
            raise EntryNotFound
        return entry

    def change(self, athlete: Athlete, entry_id: UUID, command: ChangeEntry) -> Recorded:
        """Give the entry this content. Raises EntryNotFound for a removed one, FutureDate."""
        for _ in range(_ATTEMPTS):
            entry = self.entry(athlete, entry_id)
            if entry.removed:
                raise EntryNotFound
            if _content(entry) == _content(command):
                return self._again(athlete, entry)
            if command.date != entry.date:  # after a flight west its own day may be tomorrow, and right all the same
                _check_date(command.date, self.today(athlete))
            changed = entry.model_copy(
                update={**_content(command), "load": load_of(command), "revision": entry.revision + 1}
            )
            stale_from = min(entry.date, changed.date)
            if self.store.replace_entry(athlete.id, changed, stale_from=stale_from):
                return self._done(athlete, changed, changed_from=stale_from)
        raise StoreUnavailable

    def remove(self, athlete: Athlete, entry_id: UUID) -> Recorded:
        """Take the entry out of the log. Raises EntryNotFound."""
        return self._put(athlete, entry_id, removed=True)

    def restore(self, athlete: Athlete, entry_id: UUID) -> Recorded:
        """Put a removed entry back. Raises EntryNotFound, also when its content is gone for good."""
        return self._put(athlete, entry_id, removed=False)

    def _put(self, athlete: Athlete, entry_id: UUID, *, removed: bool) -> Recorded:
        for _ in range(_ATTEMPTS):
            entry = self.entry(athlete, entry_id)
            if entry.removed is removed:
                return self._again(athlete, entry)
            if not removed and _is_emptied(entry):
                raise EntryNotFound
            put = entry.model_copy(update={"removed": removed, "revision": entry.revision + 1})
            if self.store.replace_entry(athlete.id, put, stale_from=entry.date):
                return self._done(athlete, put, changed_from=entry.date)
        raise StoreUnavailable

    def _done(self, athlete: Athlete, entry: Entry, changed_from: date) -> Recorded:
        # Answered first: the athlete is waiting. The analysis starts even if answering fails.
        try:
            return self._answer(athlete, entry, changed_from)
        finally:
            self._analyse(athlete, entry)

    def _again(self, athlete: Athlete, entry: Entry) -> Recorded:
        """Answer a repetition. The first time may have been cut off before the analysis was started."""
        if not entry.removed:
            said = self.store.feedback(athlete.id, entry.id)
            if said is None or said.revision < entry.revision:
                self._analyse(athlete, entry)
        return self._answer(athlete, entry, changed_from=None)

    def _analyse(self, athlete: Athlete, entry: Entry) -> None:
        work = {"athlete_id": str(athlete.id), "entry_id": str(entry.id), "revision": entry.revision}
        try:
            self.workflow.start(f"{entry.id}:{entry.revision}", work)
        except Exception as error:  # the entry stands whatever happens to its analysis
            logger.warning("analysis of an entry did not start: %s", type(error).__name__)

    def _answer(self, athlete: Athlete, entry: Entry, changed_from: date | None) -> Recorded:
        """``changed_from``: the first day whose entries changed, None when none did."""
        today = self.today(athlete)
        first, last = min(entry.date, changed_from or today, today), max(entry.date, today)
        weeks = history.weeks(self.store, athlete.id, first, last)
        return Recorded(
            entry=entry,
            changed=changed_from is not None,
            week=weeks.ending(today),
            entry_week=None if entry.date == today else weeks.ending(entry.date),
            recalculated_from=changed_from if changed_from and _has_days(weeks, changed_from, today) else None,
        )


def _has_days(weeks: history.Weeks, after: date, until: date) -> bool:
    """Whether any day is logged after the one and up to the other, so that its numbers follow from earlier ones."""
    return any(after < day <= until for day in weeks.days)


def _check_date(day: date, today: date) -> None:
    """Raises FutureDate, or InvalidEntry for a day that no living athlete can have trained on."""
    if day > today:
        raise FutureDate(today=today.isoformat())
    if day < EARLIEST:
        raise InvalidEntry(field="date", low=EARLIEST.isoformat())


def load_of(content: EntryContent) -> float | None:
    """AU: minutes x RPE, 0 for a rest day, None when the RPE is not known."""
    if content.kind is Kind.REST:
        return 0.0
    if content.minutes is None or content.rpe is None:
        return None
    return session_load(content.minutes, content.rpe)


def _content(entry: EntryContent | Entry) -> dict[str, object]:
    """What the athlete said, field by field, as it is in commands and entries alike."""
    return {name: getattr(entry, name) for name in EntryContent.model_fields}


def _is_emptied(entry: Entry) -> bool:
    return entry.removed and entry.kind is Kind.SESSION and entry.minutes is None
