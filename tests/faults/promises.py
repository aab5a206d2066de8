"""What is promised of reminders, counted over the years of a world.

``python -m tests.faults.promises <seed> <athletes>`` prints the :class:`Report` as JSON.
"""

import json
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from backend.contract import Reminders
from backend.reminders.engine import USUAL_FROM, USUAL_WEEKS
from tests.faults.years import BEGIN, END, Sent, World
from tests.unit.reminders.zones import DAY, MINUTE, Clock, clock

ASKED_BACK_WITHIN = 7 * DAY
"""After a pause: for so long the question at its end is made up for, where its own day was out of the ordinary."""
AS_PUNCTUAL_AS = timedelta(minutes=10)
"""Ticks that died are made up for within minutes."""


@dataclass(frozen=True)
class Report:
    """What became of one world."""

    sent: dict[str, int]
    """Messages by kind; "later": check-ins put off for an hour."""
    violations: list[str]
    """Each message that should not have been."""
    undisturbed: dict[str, int]
    """Days of athletes on which nothing was out of the ordinary, by what they should be sent."""
    surprises: list[str]
    """Each of those days on which it was something else."""
    deaths: int
    doubles: int


def lived(seed: int, athletes: int) -> Report:
    """Two years of so many athletes, and what is to be said of them."""
    world = World(seed, athletes)
    world.live()
    undisturbed: Counter[str] = Counter()
    surprises = list(_surprises(world, undisturbed))
    sent = Counter("later" if _is_asked_for(sent) else sent.notification.kind for sent in world.sent)
    machine = world.machine
    return Report(dict(sent), list(_violations(world)), dict(undisturbed), surprises, machine.deaths, machine.doubles)


def _is_asked_for(sent: Sent) -> bool:
    """A check-in put off for an hour: the athlete's own wish."""
    return sent.notification.id.startswith("later:")


def _quiet(wall: datetime, reminders: Reminders) -> bool:
    begin, end = reminders.quiet_from, reminders.quiet_until
    if begin is None or end is None:
        return False
    return begin <= wall.time() < end if begin < end else not end <= wall.time() < begin


def _violations(world: World) -> Iterator[str]:
    """Each message that should not have been."""
    days: Counter[tuple[UUID, date | None]] = Counter()
    pauses: Counter[tuple[UUID, date | None]] = Counter()
    for sent in world.sent:
        day, wall = sent.notification.date, clock(sent.zone).wall(sent.now)
        pause = sent.reminders.pause
        if not _is_asked_for(sent):
            days[sent.notification.athlete_id, day] += 1
        if wall.date() != day:
            yield f"of a day that is not today: {sent}"
        if _quiet(wall, sent.reminders):
            yield f"in the quiet hours: {sent}"
        if day and pause and pause.since <= day and (pause.until is None or day <= pause.until):
            yield f"in a pause: {sent}"
        if sent.notification.kind == "check_in" and sent.checked_in:
            yield f"to who has checked in: {sent}"
        if sent.notification.kind == "pause_over":
            over = pause.until if pause else None
            pauses[sent.notification.athlete_id, over] += 1
            if day is None or over is None or not DAY <= day - over <= ASKED_BACK_WITHIN:
                yield f"about a pause that is not over, or long over: {sent}"
    for (athlete_id, day), count in days.items():
        if count > 1:
            yield f"{count} on one day: {athlete_id} {day}"
    for (athlete_id, day), count in pauses.items():
        if count > 1:
            yield f"{count} questions after the pause until {day}: {athlete_id}"


class _Expectation:
    """What an athlete should be sent on a day on which nothing was out of the ordinary, by the words of the promise."""

    def __init__(self, world: World, athlete_id: UUID) -> None:
        self._world = world
        self._athlete_id = athlete_id

    def on(self, day: date, zone: str, reminders: Reminders) -> tuple[str, datetime] | None:
        """Kind and instant."""
        show, pause = clock(zone), reminders.pause
        at = reminders.check_in[day.weekday()]
        if pause and pause.since <= day and (pause.until is None or day <= pause.until):
            return None
        if pause and pause.until and day == pause.until + DAY:
            back = self._moment(show, day, at, reminders) or self._moment(show, day, time(9), reminders)
            return None if back is None else ("pause_over", back)
        if day.weekday() == 0 and (review := self._moment(show, day, reminders.review, reminders)):
            return "review", review
        check_in = self._moment(show, day, at, reminders)
        if check_in and not self._done(self._world.checked_in_at, day, check_in):
            return "check_in", check_in
        nudge = self._moment(show, day, reminders.nudge, reminders)
        if nudge and (check_in is None or check_in < nudge) and self._trains_usually(day):
            return None if self._done(self._world.trained_at, day, nudge) else ("nudge", nudge)
        return None

    def is_close(self, day: date, kind: str, at: datetime) -> bool:
        """Whether they did it by themselves in the very minutes in which a late tick may ask: both are right then."""
        done = {"check_in": self._world.checked_in_at, "nudge": self._world.trained_at}.get(kind, {})
        return self._done(done, day, at + AS_PUNCTUAL_AS)

    def _moment(self, show: Clock, day: date, at: time | None, reminders: Reminders) -> datetime | None:
        instant = None if at is None else show.wanted(day, at)
        while instant and _quiet(show.wall(instant), reminders):
            instant += MINUTE
        return instant if instant and show.wall(instant).date() == day else None

    def _done(self, when: dict[tuple[UUID, date], datetime], day: date, by: datetime) -> bool:
        done = when.get((self._athlete_id, day))
        return done is not None and done <= by

    def _trains_usually(self, day: date) -> bool:
        weeks = (day - 7 * n * DAY for n in range(1, USUAL_WEEKS + 1))
        return sum((self._athlete_id, week) in self._world.trained_at for week in weeks) >= USUAL_FROM


def _odd_dates(world: World) -> set[date]:
    """Days that are odd somewhere in the world."""
    odd: set[date] = set()
    for begin, end in world.odd_times:
        first = begin.date() - DAY
        odd.update(first + n * DAY for n in range((end.date() - first).days + 2))
    return odd


def _may_be_asked_late(reminders: Reminders, day: date, *odd: set[date]) -> bool:
    """Whether the question after the pause may come on that day, as its own, or each since then, was odd."""
    over = reminders.pause.until if reminders.pause else None
    if over is None or not DAY < day - over <= ASKED_BACK_WITHIN:
        return False
    return all(any(over + n * DAY in days for days in odd) for n in range(1, (day - over).days))


def _surprises(world: World, counted: Counter[str]) -> Iterator[str]:
    """Each undisturbed day on which an athlete was not sent exactly what they chose; ``counted``: the days, by kind."""
    odd_everywhere = _odd_dates(world)
    sent_on: dict[tuple[UUID, date | None], list[Sent]] = defaultdict(list)
    for sent in world.sent:
        if not _is_asked_for(sent):
            sent_on[sent.notification.athlete_id, sent.notification.date].append(sent)
    for athlete_id, states in world.states.items():
        expectation, since = _Expectation(world, athlete_id), [state[0] for state in states]
        for n in range(3, (END - BEGIN).days - 2):
            day = BEGIN.date() + n * DAY
            if day in odd_everywhere or day in world.odd_days[athlete_id]:
                continue
            _, zone, reminders = states[bisect_right(since, day) - 1]
            if _may_be_asked_late(reminders, day, odd_everywhere, world.odd_days[athlete_id]):
                continue
            expected = expectation.on(day, zone, reminders)
            if expected and expectation.is_close(day, *expected):
                continue
            counted[expected[0] if expected else "none"] += 1
            found = [(sent.notification.kind, sent.now) for sent in sent_on[athlete_id, day]]
            if expected is None:
                if found:
                    yield f"nothing expected: {athlete_id} {day} {zone} {found}"
            elif len(found) != 1 or found[0][0] != expected[0]:
                yield f"expected {expected}: {athlete_id} {day} {zone} {found}"
            elif not timedelta(0) <= found[0][1] - expected[1] <= AS_PUNCTUAL_AS:
                yield f"expected at {expected}: {athlete_id} {day} {zone} {found}"


if __name__ == "__main__":
    print(json.dumps(asdict(lived(int(sys.argv[1]), int(sys.argv[2])))))  # noqa: T201 - its answer
