import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from backend.contract import Athlete, Entry, Feelings
from backend.errors import StoreUnavailable
from backend.store.engine import open_engine
from backend.store.migrate import upgrade
from backend.store.sql import SqlStore
from backend.training.session import Kind, Sport
from bot.arrival import arrivals
from bot.clock import tick, ticking
from tests.unit.bot.helpers import ANNA, NOON, HandClock, MemoryInbox, Notebook, message

ENTRY = UUID(int=5)


class Started:
    def __init__(self) -> None:
        self.ids: list[str] = []

    def start(self, execution_id: str, work: object) -> None:
        if execution_id not in self.ids:
            self.ids.append(execution_id)


class Minute:
    """The world at one minute: an entry that was stored at noon and never analysed."""

    def __init__(self, folder: Path) -> None:
        engine = open_engine(f"sqlite:///{folder / 'clock.db'}")
        upgrade(engine)
        self.engine = engine
        self.clock = HandClock()
        self.store = SqlStore(engine, self.clock)
        self.store.add_athlete(Athlete(id=ANNA, language="en", zone="UTC", consented_at=NOON))
        entry = Entry(
            id=ENTRY, kind=Kind.SESSION, date=NOON.date(), sport=Sport.RUN, minutes=60, rpe=7, feelings=Feelings(),
            note="", load=420, recorded_at=NOON, revision=1,
        )  # fmt: skip
        self.store.add_entry(ANNA, entry)
        self.workflow = Started()
        self.purged: list[datetime] = []
        self.reminded: list[datetime] = []
        self.inbox = MemoryInbox()
        self.looked_again = 0

    def look_again(self) -> None:
        self.looked_again += 1

    def remind(self, now: datetime) -> int:
        self.reminded.append(now)
        return 0

    def forget(self, before: datetime) -> int:
        self.purged.append(before)
        return 0

    def at(self, **after_noon: float) -> list[str]:
        now = NOON + timedelta(**after_noon)
        inbox = self.inbox
        tick(now, self.remind, self.store, self.workflow, inbox, inbox, self.forget, self.look_again, Notebook())
        return self.workflow.ids


def test_an_unfinished_analysis_is_started_again_after_a_while_and_not_every_minute(tmp_path: Path) -> None:
    minute = Minute(tmp_path)

    assert minute.at(minutes=1) == []
    assert len(minute.at(minutes=11)) == 1
    assert len(minute.at(minutes=12)) == 1
    assert len(minute.at(minutes=21)) == 2
    assert all(each.startswith(f"{ENTRY}:1:") for each in minute.workflow.ids)
    minute.engine.dispose()


def test_every_minute_sends_what_is_due_then(tmp_path: Path) -> None:
    minute = Minute(tmp_path)
    for after in (0, 1):
        minute.at(minutes=after)

    assert minute.reminded == [NOON, NOON + timedelta(minutes=1)]
    minute.engine.dispose()


def test_what_was_delivered_is_forgotten_after_a_week(tmp_path: Path) -> None:
    minute = Minute(tmp_path)
    minute.at(minutes=1)

    assert minute.purged == [NOON + timedelta(minutes=1) - timedelta(days=7)]
    minute.engine.dispose()


def test_words_of_somebody_who_never_agreed_are_forgotten_after_a_week(tmp_path: Path) -> None:
    minute = Minute(tmp_path)
    minute.at(minutes=1)

    assert minute.inbox.undecided_before == NOON + timedelta(minutes=1) - timedelta(days=7)
    minute.engine.dispose()


def test_what_was_set_aside_is_tried_again_once_an_hour(tmp_path: Path) -> None:
    minute = Minute(tmp_path)
    minute.inbox.put(arrivals([message(1, chat_id=7)]), NOON)
    minute.inbox.aside(1, "a7f3")

    minute.at(minutes=59)
    assert (minute.looked_again, minute.inbox.waiting(0, 1)) == (0, [])
    minute.at(minutes=60)
    assert (minute.looked_again, [each.update_id for each in minute.inbox.waiting(0, 1)]) == (1, [1])
    minute.at(minutes=120)
    assert minute.looked_again == 1
    minute.engine.dispose()


async def test_it_ticks_at_once_and_a_failure_does_not_stop_it() -> None:
    log, done = Notebook(), asyncio.Event()
    loop = asyncio.get_running_loop()
    errors: list[Exception] = [StoreUnavailable(), ZeroDivisionError()]

    def do(now: datetime) -> None:
        loop.call_soon_threadsafe(done.set)
        if errors:
            raise errors.pop(0)

    for expected in (["tick_skipped"], ["tick_skipped", "bug"], ["tick_skipped", "bug"]):
        done.clear()
        clock = HandClock()
        clock.time = datetime.now(tz=NOON.tzinfo)
        with ticking(do, clock, log):
            async with asyncio.timeout(5):
                await done.wait()
                await log.until(lambda expected=expected: log.events() == expected)


async def test_it_strikes_when_told_to_by_a_clock_that_is_a_week_ahead() -> None:
    log, told = Notebook(), asyncio.Queue[datetime]()
    loop, clock = asyncio.get_running_loop(), HandClock()
    clock.time = datetime.now(tz=NOON.tzinfo) + timedelta(days=7)

    def do(now: datetime) -> None:
        loop.call_soon_threadsafe(told.put_nowait, now)

    with ticking(do, clock, log) as strike:
        async with asyncio.timeout(5):
            assert await told.get() == clock.time
            clock.time += timedelta(days=1)
            strike()
            assert await told.get() == clock.time
