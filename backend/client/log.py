"""An athlete's log: who they are, entries, numbers, check-ins, reminders."""

import datetime as dt
from uuid import UUID

from pydantic import TypeAdapter

from backend.client.asking import Asking
from backend.contract import (
    Athlete,
    ChangeAthlete,
    ChangeEntry,
    CheckInItems,
    Entry,
    EntryPage,
    Erased,
    Later,
    Number,
    NumberWhy,
    Readiness,
    ReadinessDay,
    Recorded,
    RecordEntry,
    RegisterAthlete,
    Reminders,
    Review,
    Trend,
    Why,
)
from backend.contract.export import Export
from backend.training.load import Metrics

_ATHLETE: TypeAdapter[Athlete] = TypeAdapter(Athlete)
_ERASED: TypeAdapter[Erased] = TypeAdapter(Erased)
_RECORDED: TypeAdapter[Recorded] = TypeAdapter(Recorded)
_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
_PAGE: TypeAdapter[EntryPage] = TypeAdapter(EntryPage)
_METRICS: TypeAdapter[Metrics] = TypeAdapter(Metrics)
_TREND: TypeAdapter[Trend] = TypeAdapter(Trend)
_WHY: TypeAdapter[Why] = TypeAdapter(Why)
_READINESS: TypeAdapter[Readiness] = TypeAdapter(Readiness)
_READINESS_DAYS: TypeAdapter[list[ReadinessDay]] = TypeAdapter(list[ReadinessDay])
_LATER: TypeAdapter[Later] = TypeAdapter(Later)
_REMINDERS: TypeAdapter[Reminders] = TypeAdapter(Reminders)
_REVIEW: TypeAdapter[Review] = TypeAdapter(Review)
_NUMBER_WHY: TypeAdapter[NumberWhy] = TypeAdapter(NumberWhy)
_EXPORT: TypeAdapter[Export] = TypeAdapter(Export)


class LogClient(Asking):
    """The log's part of :class:`backend.client.AthleteClient`."""

    async def register(self, command: RegisterAthlete) -> Athlete:
        """Store the consent and settings; an athlete already there is answered unchanged."""
        return await self._ask(_ATHLETE, "PUT", "/athlete", command)

    async def profile(self) -> Athlete:
        """The athlete. Raises NoConsent before they have agreed to anything."""
        return await self._ask(_ATHLETE, "GET", "/athlete")

    async def change(self, command: ChangeAthlete) -> Athlete:
        """Change language or zone."""
        return await self._ask(_ATHLETE, "PATCH", "/athlete", command)

    async def erase(self) -> Erased:
        """Remove the athlete and everything stored about them; says how much. Repeating it removes nothing more."""
        erased = await self._ask(_ERASED, "DELETE", "/athlete")
        self._forget()
        return erased

    async def record(self, command: RecordEntry) -> Recorded:
        """Store an entry. The same command again changes nothing, even when the entry was removed meanwhile."""
        return await self._ask(_RECORDED, "POST", "/entries", command)

    async def entry(self, entry_id: UUID) -> Entry:
        """One entry, removed or not. Raises EntryNotFound."""
        return await self._ask(_ENTRY, "GET", f"/entries/{entry_id}")

    async def change_entry(self, entry_id: UUID, command: ChangeEntry) -> Recorded:
        """Give an entry its new content. Raises EntryNotFound, also for a removed one."""
        return await self._ask(_RECORDED, "PUT", f"/entries/{entry_id}", command)

    async def remove_entry(self, entry_id: UUID) -> Recorded:
        """Take an entry out of the log; it can be restored for a day."""
        return await self._ask(_RECORDED, "DELETE", f"/entries/{entry_id}")

    async def restore_entry(self, entry_id: UUID) -> Recorded:
        """Put a removed entry back. Raises EntryNotFound when its content is gone for good."""
        return await self._ask(_RECORDED, "POST", f"/entries/{entry_id}/restore")

    async def history(self, cursor: str | None = None, limit: int = 5) -> EntryPage:
        """A page of entries, newest day first; ``cursor`` is ``older`` or ``newer`` of another page."""
        query: dict[str, str | int] = {"limit": limit}
        if cursor is not None:
            query["cursor"] = cursor
        return await self._ask(_PAGE, "GET", "/entries", query=query)

    async def week(self) -> Metrics:
        """All metrics of the athlete's today, the week among them."""
        return await self._ask(_METRICS, "GET", "/week")

    async def trend(self, days: int) -> Trend:
        """The last ``days`` local days, today included (1–366)."""
        return await self._ask(_TREND, "GET", "/trend", query={"days": days})

    async def why(self, entry_id: UUID) -> Why:
        """The numbers behind the feedback on an entry; no lines before there is any. Raises EntryNotFound."""
        return await self._ask(_WHY, "GET", f"/entries/{entry_id}/why")

    async def check_in(self, date: dt.date, items: CheckInItems) -> Readiness:
        """Keep it as the check-in of the athlete's today or yesterday, in place of an earlier one of that day.

        Raises FutureDate, InvalidEntry for an older day.
        """
        return await self._ask(_READINESS, "PUT", f"/checkins/{date}", items)

    async def take_back_check_in(self, date: dt.date) -> Readiness:
        """Take that day's check-in back; one that is not there is no trouble."""
        return await self._ask(_READINESS, "DELETE", f"/checkins/{date}")

    async def readiness(self, date: dt.date) -> Readiness:
        """That day's check-in beside the athlete's own normal, in words; empty where there is none."""
        return await self._ask(_READINESS, "GET", f"/checkins/{date}")

    async def readiness_days(self, days: int) -> list[ReadinessDay]:
        """The last ``days`` local days, today included (1–366), oldest first."""
        return await self._ask(_READINESS_DAYS, "GET", "/readiness", query={"days": days})

    async def check_in_later(self, date: dt.date) -> Later:
        """Ask for it again in an hour; ``at`` None: there will be no time for that on that day."""
        return await self._ask(_LATER, "POST", f"/checkins/{date}/later")

    async def reminders(self) -> Reminders:
        """What the athlete wants to be reminded of; nothing as long as they chose nothing."""
        return await self._ask(_REMINDERS, "GET", "/reminders")

    async def set_reminders(self, reminders: Reminders) -> Reminders:
        """What the athlete wants to be reminded of, whole."""
        return await self._ask(_REMINDERS, "PUT", "/reminders", reminders)

    async def review(self, end: dt.date | None = None) -> Review:
        """Seven days looked back on, to ``end``; None: to yesterday on a Monday, else to today. Raises FutureDate."""
        return await self._ask(_REVIEW, "GET", "/review", query=None if end is None else {"end": end.isoformat()})

    async def why_number(self, number: Number) -> NumberWhy:
        """How a number of the athlete's today comes about, in their language."""
        return await self._ask(_NUMBER_WHY, "GET", "/why", query={"number": number.value})

    async def export(self) -> Export:
        """Everything that is stored about the athlete."""
        return await self._ask(_EXPORT, "GET", "/export")
