"""What happens to check-ins and reminders: one check-in a local day, said again it replaces the earlier one."""

from dataclasses import dataclass
from datetime import date, timedelta

from backend import history
from backend.api.entries import EARLIEST
from backend.coach import readiness as coach
from backend.contract import (
    Athlete,
    CheckIn,
    CheckInItems,
    Later,
    Pause,
    PauseReason,
    Readiness,
    ReadinessDay,
    Reminders,
    Review,
    Trend,
)
from backend.errors import FutureDate, InvalidEntry
from backend.ports import Agenda, CheckIns, Clock, DueKind, Store
from backend.reminders.occurrence import is_quiet
from backend.reminders.pauses import ended_by, paused_days
from backend.reminders.strays import looks
from backend.review import looked_at, review
from backend.training.readiness import BASELINE_DAYS, ITEMS, beside, is_too_seldom, normal, standing
from words import words_for

LATER = timedelta(hours=1)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Diary:
    """The check-ins and reminders of whoever is asking."""

    store: Store
    check_ins: CheckIns
    agenda: Agenda
    clock: Clock

    def today(self, athlete: Athlete) -> date:
        """The athlete's local calendar day."""
        return history.local_today(self.clock.now(), athlete.zone)

    def check_in(self, athlete: Athlete, day: date, items: CheckInItems) -> Readiness:
        """Keep it as the day's check-in; today's or yesterday's. Raises FutureDate, InvalidEntry."""
        now, known = self.clock.now(), self._between(athlete, day, day)
        # Said before the athlete flew west, or long before it got here, it is a repetition all the same.
        if [_items(one) for one in known] != [_items(items)]:
            _check_day(day, history.local_today(now, athlete.zone))
            self.check_ins.save_check_in(athlete.id, CheckIn(date=day, recorded_at=now, **_items(items)))
        return self.readiness(athlete, day)

    def take_back(self, athlete: Athlete, day: date) -> Readiness:
        """There is no check-in of that day. Repeating it changes nothing."""
        self.check_ins.remove_check_in(athlete.id, day)
        return self.readiness(athlete, day)

    def readiness(self, athlete: Athlete, day: date) -> Readiness:
        """The day's check-in beside the athlete's own normal, in words."""
        said = self._between(athlete, day - BASELINE_DAYS * _ONE_DAY, day)
        items = {one.date: _items(one) for one in said}
        stands = standing(day, items)
        words = words_for(athlete.language)
        week = None
        if stands.today and day == self.today(athlete):
            yesterday = day - _ONE_DAY
            weeks = history.weeks(self.store, athlete.id, yesterday, day)
            # What is logged today was trained: the words are about what is still to come.
            week = None if day in weeks.days else weeks.ending(yesterday)
        remarks = coach.remarks(stands, week, words, too_seldom=is_too_seldom(day, items))
        return Readiness(
            check_in=next((one for one in said if one.date == day), None),
            standing=stands,
            text=" ".join(remarks.sentences),
            why=list(remarks.why),
        )

    def days(self, athlete: Athlete, days: int) -> list[ReadinessDay]:
        """The last ``days`` local days, today included, oldest first."""
        today = self.today(athlete)
        first = today - (days - 1) * _ONE_DAY
        said = {one.date: _items(one) for one in self._between(athlete, first - BASELINE_DAYS * _ONE_DAY, today)}
        return [_day(first + n * _ONE_DAY, said) for n in range(days)]

    def reminders(self, athlete: Athlete) -> Reminders:
        """What the athlete chose."""
        return self.agenda.reminders(athlete.id)

    def choose(self, athlete: Athlete, reminders: Reminders) -> Reminders:
        """Keep the choice, work out when each of it is due next, and keep the pause that it ends."""
        over = ended_by(self.reminders(athlete).pause, reminders.pause, self.today(athlete))
        dues = looks(reminders, athlete.zone, self.clock.now())
        self.agenda.save_reminders(athlete.id, reminders, dues, over)
        return reminders

    def replan(self, athlete: Athlete) -> None:
        """The athlete's clock is another: work out again when everything is due."""
        self.choose(athlete, self.reminders(athlete))

    def later(self, athlete: Athlete, day: date) -> Later:
        """Ask again in an hour, if that is a time to ask at: today, out of the quiet hours, not checked in yet."""
        at = self.clock.now() + LATER
        reminders = self.reminders(athlete)
        zone, quiet = athlete.zone, (reminders.quiet_from, reminders.quiet_until)
        wanted = (
            day == history.local_today(self.clock.now(), zone) == history.local_today(at, zone)
            and not is_quiet(at, zone, *quiet)
            and not self._between(athlete, day, day)
        )
        if wanted:
            self.agenda.put_off(athlete.id, DueKind.LATER, at)
        return Later(at=at if wanted else None)

    def review(self, athlete: Athlete, end: date | None) -> Review:
        """The seven days to ``end``; without one, to yesterday on a Monday, else to today. Raises FutureDate."""
        today = self.today(athlete)
        if end is None:
            end = today - _ONE_DAY if today.weekday() == 0 else today
        elif end > today:
            raise FutureDate(today=today.isoformat())
        elif end < EARLIEST:
            raise InvalidEntry(field="end", low=EARLIEST.isoformat())
        return review(self.store, self.check_ins, athlete.id, end, self._paused(athlete, *looked_at(end)))

    def trend(self, athlete: Athlete, days: int) -> Trend:
        """The last ``days`` (≥ 1) local days, today included, with the paused ones marked."""
        today = self.today(athlete)
        paused = self._paused(athlete, today - (days - 1) * _ONE_DAY, today)
        return history.trend(self.store, athlete.id, today, days, paused)

    def export(self, athlete: Athlete) -> list[CheckIn]:
        """Every check-in, oldest first."""
        return self._between(athlete, history.FIRST_DATE, history.LAST_DATE)

    def pauses(self, athlete: Athlete) -> list[Pause]:
        """Every pause that is over and no longer stands in the choice, oldest first."""
        return self.agenda.pauses_between(athlete.id, history.FIRST_DATE, history.LAST_DATE)

    def _paused(self, athlete: Athlete, first: date, last: date) -> dict[date, PauseReason]:
        pauses = self.agenda.pauses_between(athlete.id, first, last)
        current = self.reminders(athlete).pause
        return paused_days(pauses if current is None else [*pauses, current], first, last)

    def _between(self, athlete: Athlete, first: date, last: date) -> list[CheckIn]:
        return self.check_ins.check_ins_between(athlete.id, first, last)


def _check_day(day: date, today: date) -> None:
    """Raises FutureDate, or InvalidEntry for a day before yesterday: nobody knows how they felt then."""
    if day > today:
        raise FutureDate(today=today.isoformat())
    yesterday = today - _ONE_DAY
    if day < yesterday:
        raise InvalidEntry(field="date", low=yesterday.isoformat(), high=today.isoformat())


def _items(said: CheckInItems) -> dict[str, int]:
    return {name: getattr(said, name) for name in ITEMS}


def _day(day: date, said: dict[date, dict[str, int]]) -> ReadinessDay:
    # Only its own window: a year of check-ins is not looked through for each day of the year.
    first = day - BASELINE_DAYS * _ONE_DAY
    near = {on: said[on] for n in range(BASELINE_DAYS + 1) if (on := first + n * _ONE_DAY) in said}
    band = normal(day, near)
    today = beside(day, near) if day in near else None
    return ReadinessDay(
        date=day,
        total=None if today is None else today.value,
        flag=None if today is None else today.flag,
        mean=None if band is None else band[0],
        sd=None if band is None else band[1],
    )
