"""Years of athletes in an afternoon: a world that jumps from what happens to what happens next.

Everything random comes from one seed. ``Machine`` is what the program runs on: its clock can be wrong, it can be down,
it ticks twice, as two, or dies in the middle of a tick. ``World`` adds the athletes, who travel, rest, choose anew and
check in by themselves, and notes what they were sent, and on which days something was out of the ordinary.
"""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from heapq import heappop, heappush
from typing import Any, Literal
from uuid import UUID

from backend.contract import Athlete, CheckIn, Entry, Feelings, Notification, Pause, Reminders
from backend.ports import Due, DueKind
from backend.reminders.engine import send_due
from backend.reminders.strays import looks
from backend.training.session import Kind, Sport
from tests.fakes.reminders import NEVER, MemoryAgenda, MemoryAthletes, MemoryCheckIns, MemoryOutbox
from tests.unit.reminders.zones import DAY, MINUTE, NAMES, clock

BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
_TIMES = [time(hour, minute) for hour in (5, 6, 7, 8, 21) for minute in (0, 30)] + [time(2, 30), time(0), time(23, 45)]
_REASONS: list[Literal["ill", "injured", "travelling", "holiday"]] = ["ill", "injured", "travelling", "holiday"]


class Died(BaseException):
    """The process is gone: nothing catches this."""


class Dying:
    """A port whose next call of ``name`` is its process's last, before it has an effect or after."""

    def __init__(self, port: Any, name: str, before: bool) -> None:
        self._port, self._name, self._before = port, name, before

    def __getattr__(self, name: str) -> Any:
        return self._die if name == self._name else getattr(self._port, name)

    def _die(self, *args: Any) -> None:
        if not self._before:
            getattr(self._port, self._name)(*args)
        raise Died


class LookedBefore:
    """The agenda of a bot that looked what is due before another one sent it all."""

    def __init__(self, agenda: MemoryAgenda, seen: list[Due]) -> None:
        self._agenda, self._seen = agenda, seen

    def due(self, now: datetime, limit: int) -> list[Due]:
        seen, self._seen = self._seen[:limit], self._seen[limit:]
        return seen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._agenda, name)


@dataclass(frozen=True)
class Sent:
    """One message as it arrived. ``now``: by the machine's clock; zone and choice as they were when it was put."""

    notification: Notification
    put: datetime
    now: datetime
    zone: str
    reminders: Reminders
    checked_in: bool


@dataclass
class Machine:
    """What the program runs on, and everything it keeps."""

    chance: random.Random
    store: MemoryAthletes = field(default_factory=MemoryAthletes)
    check_ins: MemoryCheckIns = field(default_factory=MemoryCheckIns)
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)
    wrong_by: timedelta = timedelta(0)
    is_down: bool = False
    deaths: int = 0
    doubles: int = 0
    ticks: int = 0

    def __post_init__(self) -> None:
        self.agenda = MemoryAgenda(self.store)

    def tick(self, now: datetime) -> None:
        """A minute's work, which may end early, or be done twice, or by two at once."""
        self.ticks += 1
        limit = self.chance.choice((3, 50, 500))
        trouble = self.chance.random()
        if trouble < 0.02:
            name, port = self.chance.choice((("put", self.outbox), ("claim", self.agenda)))
            dying = Dying(port, name, before=self.chance.random() < 0.5)
            self._send(now, dying if name == "claim" else self.agenda, limit, dying if name == "put" else self.outbox)
        elif trouble < 0.04:
            also_seen = LookedBefore(self.agenda, self.agenda.due(now, limit))
            self._send(now, self.agenda, limit)
            self._send(now, also_seen, limit)
            self.doubles += 1
        else:
            self._send(now, self.agenda, limit)

    def _send(self, now: datetime, agenda: Any, limit: int, outbox: Any = None) -> None:
        try:
            send_due(now, agenda, self.check_ins, self.store, outbox or self.outbox, limit)  # type: ignore[arg-type] # of the store, what is needed
        except Died:
            self.deaths += 1


class World:
    """Athletes and a machine, from ``BEGIN`` to ``END``."""

    def __init__(self, seed: int, athletes: int) -> None:
        self.chance = random.Random(seed)
        self.machine = Machine(self.chance)
        self.sent: list[Sent] = []
        self.states: dict[UUID, list[tuple[date, str, Reminders]]] = defaultdict(list)
        """From which local day on an athlete was in which zone and wanted what."""
        self.odd_days: dict[UUID, set[date]] = defaultdict(set)
        self.odd_times: list[tuple[datetime, datetime]] = []
        self.checked_in_at: dict[tuple[UUID, date], datetime] = {}
        self.trained_at: dict[tuple[UUID, date], datetime] = {}
        self._telegram_away = False
        self._put_at: dict[str, Sent] = {}
        self._events: list[tuple[datetime, int, Callable[[], None]]] = []
        self._count = 0
        self._time = BEGIN
        for _ in range(athletes):
            self._be_born()
        self._trouble()

    @property
    def now(self) -> datetime:
        """What the machine takes for now."""
        return self._time + self.machine.wrong_by

    def live(self) -> None:
        """Until ``END``, from event to event, and every minute in which something is due."""
        last_tick = BEGIN - MINUTE
        while True:
            due_at = self.machine.agenda.earliest()
            tick_at = NEVER
            if due_at is not NEVER and not self.machine.is_down:
                tick_at = max(last_tick + MINUTE, _whole_minute(due_at - self.machine.wrong_by))
            event_at = self._events[0][0] if self._events else NEVER
            self._time = min(tick_at, event_at)
            if self._time >= END:
                return
            if event_at <= tick_at:
                heappop(self._events)[2]()
                last_tick = max(last_tick, _whole_minute(self._time) - MINUTE)
            else:
                self.machine.tick(self.now)
                last_tick = tick_at
                self._deliver()

    # ---- what the machine goes through ----

    def _trouble(self) -> None:
        for _ in range(30):
            self._between(self._random_time(), timedelta(hours=self.chance.uniform(0.2, 12)), self._down)
        for _ in range(5):
            self._between(self._random_time(), 3 * DAY, self._down)
        for _ in range(10):
            self._between(self._random_time(), timedelta(hours=self.chance.uniform(0.2, 12)), self._away)
        for _ in range(16):
            jump = timedelta(minutes=self.chance.choice((-1, 1)) * self.chance.choice((1, 7, 65, 600, 4000)))
            begin, length = self._random_time(), timedelta(hours=self.chance.uniform(0.1, 12))
            self._between(begin, length, partial(self._jump, jump), abs(jump))

    def _between(
        self, begin: datetime, length: timedelta, switch: Callable[[bool], None], shadow: timedelta = timedelta(0)
    ) -> None:
        self._at(begin, lambda: switch(True))
        self._at(begin + length, lambda: switch(False))
        self.odd_times.append((begin - shadow, begin + length + shadow))

    def _down(self, on: bool) -> None:
        self.machine.is_down = on

    def _away(self, on: bool) -> None:
        self._telegram_away = on
        self._deliver()

    def _jump(self, by: timedelta, on: bool) -> None:
        self.machine.wrong_by = by if on else timedelta(0)

    def _deliver(self) -> None:
        """As the bot does it: what has expired is dropped, what cannot be said waits."""
        for notification in self.machine.outbox.waiting:
            if notification.id not in self._put_at:
                athlete_id, day = notification.athlete_id, notification.date
                assert day is not None
                self._put_at[notification.id] = Sent(
                    notification,
                    put=self.now,
                    now=self.now,
                    zone=self.machine.store.athletes[athlete_id].zone,
                    reminders=self.machine.agenda.reminders(athlete_id),
                    checked_in=day in self.machine.check_ins.check_ins[athlete_id],
                )
        if self._telegram_away:
            return
        for notification in self.machine.outbox.take():
            put = self._put_at.pop(notification.id)
            assert notification.expires_at is not None
            if self.now < notification.expires_at:
                self.sent.append(Sent(notification, put.put, self.now, put.zone, put.reminders, put.checked_in))
                self._react(notification)

    def _react(self, notification: Notification) -> None:
        if notification.kind == "check_in" and self.chance.random() < 0.05:
            self.machine.agenda.put_off(notification.athlete_id, DueKind.LATER, self.now + HOUR)

    # ---- what athletes do ----

    def _be_born(self) -> None:
        athlete_id = UUID(int=self.chance.getrandbits(128), version=4)
        zone = self.chance.choice(NAMES)
        self.machine.store.athletes[athlete_id] = Athlete(id=athlete_id, language="en", zone=zone, consented_at=BEGIN)
        trains = self.chance.random() < 0.15
        self._choose(athlete_id, self._some_reminders(trains))
        for _ in range(2):
            self._at(self._random_time(), lambda: self._choose(athlete_id, self._some_reminders(trains)))
        for _ in range(4):
            self._at(self._random_time(), lambda: self._fly(athlete_id))
        for _ in range(3):
            self._at(self._random_time(), lambda: self._rest(athlete_id))
        for _ in range(60):
            self._at(self._random_time(), lambda: self._check_in(athlete_id))
        if trains:
            weekdays = self.chance.sample(range(7), 3)
            for n in range((END - BEGIN).days):
                day = BEGIN + n * DAY
                if day.weekday() in weekdays and self.chance.random() < 0.85:
                    self._at(day + self.chance.uniform(0, 24) * HOUR, lambda: self._train(athlete_id))

    def _some_reminders(self, trains: bool) -> Reminders:
        usual = self.chance.choice(_TIMES)
        days = self.chance.choice(((0, 1, 2, 3, 4, 5, 6), (1, 3), (0, 5), (2, 6), (6,), (4,), (), ()))
        at = [usual if weekday in days else None for weekday in range(7)]
        if self.chance.random() < 0.3:
            at[6] = self.chance.choice(_TIMES)
        quiet = self.chance.choice(((None, None), (time(22), time(6)), (time(23), time(7, 30)), (time(1), time(4))))
        return Reminders(
            check_in=(at[0], at[1], at[2], at[3], at[4], at[5], at[6]),
            nudge=self.chance.choice((time(20), time(19, 30))) if trains else None,
            review=self.chance.choice((None, None, time(8), time(9))),
            quiet_from=quiet[0],
            quiet_until=quiet[1],
        )

    def _choose(self, athlete_id: UUID, reminders: Reminders) -> None:
        zone = self.machine.store.athletes[athlete_id].zone
        self.machine.agenda.save_reminders(athlete_id, reminders, looks(reminders, zone, self.now))
        self._note(athlete_id, zone, reminders)

    def _note(self, athlete_id: UUID, zone: str, reminders: Reminders, odd_for: int = 3) -> None:
        today = clock(zone).wall(self.now).date()
        self.states[athlete_id].append((today, zone, reminders))
        # Across the date line there are two days' difference; the ordinary begins after that.
        self.odd_days[athlete_id].update(today + n * DAY for n in range(-2, odd_for))

    def _fly(self, athlete_id: UUID) -> None:
        """To another zone. At times the program dies before what is due was planned anew, and nobody asks again."""
        store, zone = self.machine.store, self.chance.choice(NAMES)
        store.athletes[athlete_id] = store.athletes[athlete_id].model_copy(update={"zone": zone})
        if self.chance.random() < 0.9:
            self._choose(athlete_id, self.machine.agenda.reminders(athlete_id))
        else:
            # Each kind is planned anew when it is due by the zone before, within the longest pause and a week.
            self._note(athlete_id, zone, self.machine.agenda.reminders(athlete_id), odd_for=32)

    def _rest(self, athlete_id: UUID) -> None:
        zone = self.machine.store.athletes[athlete_id].zone
        since = clock(zone).wall(self.now).date() + self.chance.choice((0, 0, 3)) * DAY
        length = self.chance.choice((0, 2, 7, 20, None))
        pause = Pause(
            reason=self.chance.choice(_REASONS), since=since, until=None if length is None else since + length * DAY
        )
        reminders = self.machine.agenda.reminders(athlete_id)
        self._choose(athlete_id, reminders.model_copy(update={"pause": pause}))
        if length is None:
            self._at(self._time + self.chance.uniform(2, 30) * DAY, lambda: self._be_back(athlete_id))

    def _be_back(self, athlete_id: UUID) -> None:
        reminders = self.machine.agenda.reminders(athlete_id)
        self._choose(athlete_id, reminders.model_copy(update={"pause": None}))

    def _check_in(self, athlete_id: UUID) -> None:
        day = clock(self.machine.store.athletes[athlete_id].zone).wall(self.now).date()
        check_in = CheckIn(freshness=3, sleep=3, muscles=3, calm=3, mood=3, date=day, recorded_at=self.now)
        self.machine.check_ins.save_check_in(athlete_id, check_in)
        self.checked_in_at.setdefault((athlete_id, day), self.now)

    def _train(self, athlete_id: UUID) -> None:
        day = clock(self.machine.store.athletes[athlete_id].zone).wall(self.now).date()
        self.machine.store.entries[athlete_id][day] = Entry(
            id=UUID(int=self.chance.getrandbits(128), version=4), kind=Kind.SESSION, date=day, sport=Sport.RUN,
            minutes=60, rpe=5, feelings=Feelings(), note="", load=300, recorded_at=self.now, revision=1,
        )  # fmt: skip
        self.trained_at.setdefault((athlete_id, day), self.now)

    # ---- when ----

    def _random_time(self) -> datetime:
        return BEGIN + self.chance.random() * (END - BEGIN)

    def _at(self, instant: datetime, happens: Callable[[], None]) -> None:
        self._count += 1
        heappush(self._events, (instant, self._count, happens))


def _whole_minute(instant: datetime) -> datetime:
    """The first whole minute at or after it: that is when the clock ticks."""
    down = instant.replace(second=0, microsecond=0)
    return down if down == instant else down + MINUTE
