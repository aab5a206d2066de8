"""Athletes, check-ins, an agenda and an outbox in memory: quick enough to live through years."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from uuid import UUID

from backend.contract import Athlete, CheckIn, Entry, Notification, Pause, Reminders
from backend.errors import NoConsent
from backend.ports import Due, DueKind

_DAY = timedelta(days=1)
NEVER = datetime.max.replace(tzinfo=UTC)


class MemoryAthletes:
    """What sending reminders asks of a :class:`backend.ports.Store`: athletes, and their entries by day."""

    def __init__(self) -> None:
        self.athletes: dict[UUID, Athlete] = {}
        self.entries: dict[UUID, dict[date, Entry]] = defaultdict(dict)

    def athlete(self, athlete_id: UUID) -> Athlete | None:
        return self.athletes.get(athlete_id)

    def entries_between(self, athlete_id: UUID, first: date, last: date) -> list[Entry]:
        days = (first + n * _DAY for n in range((last - first).days + 1))
        return [entry for day in days if (entry := self.entries[athlete_id].get(day)) is not None]


class MemoryCheckIns:
    """:class:`backend.ports.CheckIns`."""

    def __init__(self) -> None:
        self.check_ins: dict[UUID, dict[date, CheckIn]] = defaultdict(dict)

    def save_check_in(self, athlete_id: UUID, check_in: CheckIn) -> CheckIn | None:
        before = self.check_ins[athlete_id].get(check_in.date)
        self.check_ins[athlete_id][check_in.date] = check_in
        return before

    def remove_check_in(self, athlete_id: UUID, day: date) -> bool:
        return self.check_ins[athlete_id].pop(day, None) is not None

    def check_ins_between(self, athlete_id: UUID, first: date, last: date) -> list[CheckIn]:
        days = (first + n * _DAY for n in range((last - first).days + 1))
        return [one for day in days if (one := self.check_ins[athlete_id].get(day)) is not None]


class MemoryAgenda:
    """:class:`backend.ports.Agenda`."""

    def __init__(self, store: MemoryAthletes) -> None:
        self._store = store
        self._choices: dict[UUID, Reminders] = {}
        self._pauses: dict[UUID, dict[date, Pause]] = defaultdict(dict)
        self._dues: dict[tuple[UUID, DueKind], datetime] = {}
        self._queue: list[tuple[datetime, int, UUID, DueKind]] = []
        self._count = 0

    def reminders(self, athlete_id: UUID) -> Reminders:
        self._known(athlete_id)
        return self._choices.get(athlete_id, Reminders())

    def save_reminders(
        self,
        athlete_id: UUID,
        reminders: Reminders,
        dues: Mapping[DueKind, datetime | None],
        over: Pause | None = None,
    ) -> None:
        self._known(athlete_id)
        self._choices[athlete_id] = reminders
        if over is not None:
            self._pauses[athlete_id][over.since] = over
        for kind, at in dues.items():
            self.put_off(athlete_id, kind, at)

    def pauses_between(self, athlete_id: UUID, first: date, last: date) -> list[Pause]:
        kept = (self._pauses[athlete_id][since] for since in sorted(self._pauses[athlete_id]))
        return [one for one in kept if one.since <= last and (one.until or last) >= first]

    def put_off(self, athlete_id: UUID, kind: DueKind, at: datetime | None) -> None:
        self._known(athlete_id)
        self._set(athlete_id, kind, at)

    def due(self, now: datetime, limit: int) -> list[Due]:
        found: list[Due] = []
        while len(found) < limit and self.earliest() <= now:
            at, _, athlete_id, kind = heappop(self._queue)
            if (due := Due(athlete_id, kind, at)) not in found:  # away and back again, it is queued twice
                found.append(due)
        for due in found:
            self._enqueue(due)
        return found

    def due_later_than(self, moment: datetime, limit: int) -> list[Due]:
        found = [Due(*whose, at) for whose, at in self._dues.items() if at > moment]
        return sorted(found, key=lambda due: due.at, reverse=True)[:limit]

    def claim(self, due: Due, next_at: datetime | None) -> bool:
        if self._dues.get((due.athlete_id, due.kind)) != due.at:
            return False
        self._set(due.athlete_id, due.kind, next_at)
        return True

    def earliest(self) -> datetime:
        """When something is due next; ``NEVER``: nothing is."""
        while self._queue and self._dues.get(self._queue[0][2:]) != self._queue[0][0]:
            heappop(self._queue)
        return self._queue[0][0] if self._queue else NEVER

    def _known(self, athlete_id: UUID) -> None:
        if self._store.athlete(athlete_id) is None:
            raise NoConsent

    def _set(self, athlete_id: UUID, kind: DueKind, at: datetime | None) -> None:
        if at is None:
            self._dues.pop((athlete_id, kind), None)
        elif self._dues.get((athlete_id, kind)) != at:
            self._dues[athlete_id, kind] = at
            self._enqueue(Due(athlete_id, kind, at))

    def _enqueue(self, due: Due) -> None:
        self._count += 1
        heappush(self._queue, (due.at, self._count, due.athlete_id, due.kind))


class MemoryOutbox:
    """:class:`backend.ports.Outbox`. ``waiting`` is what was put and not yet taken."""

    def __init__(self) -> None:
        self.waiting: list[Notification] = []
        self._known: set[str] = set()

    def put(self, notification: Notification) -> bool:
        if notification.id in self._known:
            return False
        self._known.add(notification.id)
        self.waiting.append(notification)
        return True

    def take(self) -> list[Notification]:
        """All that waits, in its order; it waits no longer."""
        taken, self.waiting = self.waiting, []
        return taken
