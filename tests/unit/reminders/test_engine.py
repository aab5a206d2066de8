"""Sending what is due, on the real tables: what is sent, what is left, and what is due next."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from backend.contract import Athlete, CheckIn, Entry, Feelings, Notification, Pause, Reminders
from backend.errors import StoreUnavailable
from backend.ports import Due, DueKind
from backend.reminders.engine import send_due
from backend.reminders.strays import looks
from backend.store.agenda import SqlAgenda
from backend.store.check_ins import SqlCheckIns
from backend.store.engine import open_engine
from backend.store.migrate import upgrade
from backend.store.sql import SqlOutbox, SqlStore
from backend.training.session import Kind, Sport

BERLIN = "Europe/Berlin"
MONDAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)
EVERY_MORNING = (time(7),) * 7
FAR_AWAY = datetime(2100, 1, 1, tzinfo=UTC)


def berlin(day: date, hour: int, minute: int = 0) -> datetime:
    """That time of a winter day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


class HandClock:
    time = berlin(MONDAY - ONE_DAY, 12)

    def now(self) -> datetime:
        return self.time


class World:
    """Athletes in Berlin, their agenda and an outbox; the time is what a tick is told."""

    def __init__(self, engine: Engine) -> None:
        self.clock = HandClock()
        self.store = SqlStore(engine, self.clock)
        self.check_ins = SqlCheckIns(engine)
        self.agenda = SqlAgenda(engine)
        self.outbox = SqlOutbox(engine, self.clock)

    def athlete(self, zone: str = BERLIN, **chosen: object) -> UUID:
        athlete = Athlete(id=uuid4(), language="en", zone=zone, consented_at=self.clock.now())
        self.store.add_athlete(athlete)
        self.choose(athlete.id, zone=zone, **chosen)
        return athlete.id

    def choose(self, athlete_id: UUID, zone: str = BERLIN, **chosen: object) -> None:
        reminders = Reminders.model_validate(chosen)
        self.agenda.save_reminders(athlete_id, reminders, looks(reminders, zone, self.clock.now()))

    def tick(self, at: datetime, limit: int = 100, until: Callable[[], bool] = lambda: False) -> list[Notification]:
        """What this tick sends."""
        self.clock.time = at
        sent = send_due(at, self.agenda, self.check_ins, self.store, self.outbox, limit, until)
        waiting = self.taken()
        assert len(waiting) == sent
        return waiting

    def taken(self) -> list[Notification]:
        """Take what waits out of the outbox."""
        waiting: list[Notification] = []
        while due := self.outbox.due(FAR_AWAY, 100):
            waiting += due
            for one in due:
                self.outbox.done(one.id)
        return waiting

    def dues(self) -> dict[DueKind, datetime]:
        return {due.kind: due.at for due in self.agenda.due(FAR_AWAY, 100)}

    def check_in(self, athlete_id: UUID, day: date) -> None:
        said = CheckIn(freshness=3, sleep=3, muscles=3, calm=3, mood=3, date=day, recorded_at=self.clock.now())
        self.check_ins.save_check_in(athlete_id, said)

    def log(self, athlete_id: UUID, day: date, kind: Kind = Kind.SESSION) -> None:
        minutes = 60 if kind is Kind.SESSION else None
        entry = Entry(
            id=uuid4(), kind=kind, date=day, sport=Sport.RUN, minutes=minutes, rpe=None, feelings=Feelings(), note="",
            load=None, recorded_at=self.clock.now(), revision=1,
        )  # fmt: skip
        self.store.add_entry(athlete_id, entry)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("tables") / "due.db"
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture
def world(tables: Path, tmp_path: Path) -> Iterator[World]:
    engine = open_engine(f"sqlite:///{shutil.copy(tables, tmp_path / 'due.db')}")
    yield World(engine)
    engine.dispose()


# ---- the check-in ----


def test_a_check_in_is_asked_at_its_time_once_and_tomorrow_again(world):
    anna = world.athlete(check_in=EVERY_MORNING)
    assert world.tick(berlin(MONDAY, 6, 59)) == []
    [sent] = world.tick(berlin(MONDAY, 7))
    assert (sent.athlete_id, sent.kind, sent.date) == (anna, "check_in", MONDAY)
    assert sent.expires_at == berlin(MONDAY, 13)
    assert world.tick(berlin(MONDAY, 7)) == world.tick(berlin(MONDAY, 23)) == []
    [sent] = world.tick(berlin(MONDAY + ONE_DAY, 7))
    assert sent.date == MONDAY + ONE_DAY


def test_whoever_has_checked_in_is_not_asked(world):
    anna = world.athlete(check_in=EVERY_MORNING)
    world.check_in(anna, MONDAY)
    assert world.tick(berlin(MONDAY, 7)) == []
    assert world.dues() == {DueKind.CHECK_IN: berlin(MONDAY + ONE_DAY, 7)}


def test_after_three_days_asleep_only_today_is_asked_about(world):
    world.athlete(check_in=EVERY_MORNING)
    thursday = MONDAY + 3 * ONE_DAY
    [sent] = world.tick(berlin(thursday, 9))
    assert sent.date == thursday
    assert world.dues() == {DueKind.CHECK_IN: berlin(thursday + ONE_DAY, 7)}


def test_too_late_for_today_it_is_left_out(world):
    world.athlete(check_in=EVERY_MORNING)
    assert world.tick(berlin(MONDAY, 13)) == []
    assert world.dues() == {DueKind.CHECK_IN: berlin(MONDAY + ONE_DAY, 7)}


def test_quiet_hours_that_began_meanwhile_are_kept(world):
    world.athlete(check_in=(time(21),) * 7, quiet_from=time(22), quiet_until=time(6))
    [sent] = world.tick(berlin(MONDAY, 21, 59))
    assert sent.expires_at == berlin(MONDAY, 22)
    assert world.tick(berlin(MONDAY + ONE_DAY, 22)) == []


def test_a_choice_changed_after_the_days_reminder_sends_no_second_one(world):
    anna = world.athlete(check_in=EVERY_MORNING)
    assert len(world.tick(berlin(MONDAY, 7))) == 1
    world.choose(anna, check_in=(time(8),) * 7)
    assert world.tick(berlin(MONDAY, 8)) == []
    assert len(world.tick(berlin(MONDAY + ONE_DAY, 8))) == 1


# ---- in an hour ----


def test_put_off_it_is_asked_again_as_often_as_they_like(world):
    anna = world.athlete(check_in=EVERY_MORNING)
    assert len(world.tick(berlin(MONDAY, 7))) == 1
    for hour in (8, 9):
        world.agenda.put_off(anna, DueKind.LATER, berlin(MONDAY, hour))
        [sent] = world.tick(berlin(MONDAY, hour))
        assert (sent.kind, sent.date) == ("check_in", MONDAY)
    assert world.dues() == {DueKind.CHECK_IN: berlin(MONDAY + ONE_DAY, 7)}


def test_put_off_and_then_done_it_is_not_asked_again(world):
    anna = world.athlete()
    world.agenda.put_off(anna, DueKind.LATER, berlin(MONDAY, 8))
    world.check_in(anna, MONDAY)
    assert world.tick(berlin(MONDAY, 8)) == []
    assert world.dues() == {}


@pytest.mark.parametrize(
    "chosen",
    [
        {"quiet_from": time(7, 30), "quiet_until": time(9)},
        {"pause": Pause(reason="ill", since=MONDAY)},
    ],
)
def test_put_off_into_what_was_made_quiet_or_a_pause_it_is_left_out(world, chosen):
    anna = world.athlete()
    world.agenda.put_off(anna, DueKind.LATER, berlin(MONDAY, 8))
    world.choose(anna, **chosen)
    assert world.tick(berlin(MONDAY, 8)) == []


# ---- the nudge ----


def mondays(*weeks_ago: int) -> list[date]:
    return [MONDAY - 7 * week * ONE_DAY for week in weeks_ago]


@pytest.mark.parametrize(
    ("trained", "nudged"),
    [(mondays(1, 2, 3), True), (mondays(1, 2, 4), True), (mondays(1, 2), False), (mondays(2, 3, 5), False)],
)
def test_a_nudge_comes_on_a_usual_training_day_without_an_entry(world, trained, nudged):
    anna = world.athlete(nudge=time(20))
    for day in trained:
        world.log(anna, day)
        world.log(anna, day)  # twice a day is one day
    world.tick(berlin(MONDAY - ONE_DAY, 20))
    assert [sent.kind for sent in world.tick(berlin(MONDAY, 20))] == ["nudge"] * nudged


@pytest.mark.parametrize("kind", list(Kind))
def test_an_entry_or_a_rest_day_needs_no_nudge(world, kind):
    anna = world.athlete(nudge=time(20))
    for day in mondays(1, 2, 3):
        world.log(anna, day)
    world.log(anna, MONDAY, kind)
    assert world.tick(berlin(MONDAY, 20)) == []


def test_rest_days_make_no_usual_training_day(world):
    anna = world.athlete(nudge=time(20))
    for day in mondays(1, 2, 3, 4):
        world.log(anna, day, Kind.REST)
    assert world.tick(berlin(MONDAY, 20)) == []


def test_a_day_with_a_check_in_asked_has_no_nudge_and_one_checked_in_unasked_has(world):
    anna, ben = (world.athlete(check_in=EVERY_MORNING, nudge=time(20)) for _ in range(2))
    for athlete in (anna, ben):
        for day in mondays(1, 2, 3):
            world.log(athlete, day)
    world.check_in(ben, MONDAY)
    assert [sent.athlete_id for sent in world.tick(berlin(MONDAY, 7))] == [anna]
    assert [(sent.athlete_id, sent.kind) for sent in world.tick(berlin(MONDAY, 20))] == [(ben, "nudge")]


# ---- review and pause ----


def test_on_monday_the_review_stands_for_the_check_in(world):
    world.athlete(check_in=EVERY_MORNING, review=time(8), nudge=time(20))
    assert world.tick(berlin(MONDAY, 7)) == []
    [sent] = world.tick(berlin(MONDAY, 8))
    assert (sent.kind, sent.date) == ("review", MONDAY)
    assert sent.expires_at == berlin(MONDAY + ONE_DAY, 0)
    assert world.tick(berlin(MONDAY, 20)) == []


def test_in_a_pause_nothing_comes_and_after_it_the_question_alone(world):
    pause = Pause(reason="travelling", since=MONDAY, until=MONDAY + 2 * ONE_DAY)
    world.athlete(check_in=EVERY_MORNING, review=time(8), nudge=time(20), pause=pause)
    sent = [one for n in range(5) for hour in (7, 8, 9, 20) for one in world.tick(berlin(MONDAY + n * ONE_DAY, hour))]
    assert [(one.kind, one.date) for one in sent] == [
        ("pause_over", MONDAY + 3 * ONE_DAY),
        ("check_in", MONDAY + 4 * ONE_DAY),
    ]


TRAVELLING = Pause(reason="travelling", since=MONDAY, until=MONDAY + 2 * ONE_DAY)
THURSDAY, SATURDAY = MONDAY + 3 * ONE_DAY, MONDAY + 5 * ONE_DAY


def lived(world, first: date, days: int = 14) -> list[tuple[str, date | None]]:
    """What is sent from the morning of that day on."""
    sent = [one for n in range(days) for hour in (7, 9, 20) for one in world.tick(berlin(first + n * ONE_DAY, hour))]
    return [(one.kind, one.date) for one in sent]


@pytest.mark.parametrize(
    ("slept_until", "asked_on"),
    [
        pytest.param(berlin(THURSDAY + ONE_DAY, 10), THURSDAY + ONE_DAY, id="on the next day, whose check-in it takes"),
        pytest.param(berlin(SATURDAY, 3), SATURDAY, id="before the day's time: at it"),
        pytest.param(berlin(SATURDAY, 10), SATURDAY, id="after it: at once"),
        pytest.param(berlin(SATURDAY, 22), SATURDAY + ONE_DAY, id="in the quiet hours: on the next day"),
        pytest.param(berlin(MONDAY + 9 * ONE_DAY, 10), MONDAY + 9 * ONE_DAY, id="on the week's last day"),
        pytest.param(berlin(MONDAY + 10 * ONE_DAY, 3), None, id="a week later: never"),
    ],
)
def test_the_question_that_was_slept_through_is_asked_once_within_a_week(world, slept_until, asked_on):
    quiet = {"quiet_from": time(21), "quiet_until": time(6)}
    world.athlete(check_in=EVERY_MORNING, review=time(8), nudge=time(20), pause=TRAVELLING, **quiet)
    sent = [(one.kind, one.date) for one in world.tick(slept_until)] + lived(world, slept_until.date())
    assert [day for kind, day in sent if kind == "pause_over"] == [asked_on] * (asked_on is not None)
    assert len({day for _, day in sent}) == len(sent), "one message a day"


def test_asked_on_its_day_it_is_never_made_up_for(world):
    world.athlete(check_in=EVERY_MORNING, pause=TRAVELLING)
    sent = lived(world, MONDAY)
    assert [day for kind, day in sent if kind == "pause_over"] == [THURSDAY]


def test_made_up_for_it_comes_before_that_days_review(world):
    world.athlete(review=time(7), pause=TRAVELLING)
    next_monday = MONDAY + 7 * ONE_DAY
    assert [(one.kind, one.date) for one in world.tick(berlin(next_monday, 10))] == [("pause_over", next_monday)]
    assert world.tick(berlin(next_monday, 11)) == []


@pytest.mark.parametrize("pause", [None, Pause(reason="ill", since=MONDAY), Pause(reason="ill", since=SATURDAY)])
def test_a_pause_that_was_ended_or_changed_meanwhile_is_not_asked_about(world, pause):
    anna = world.athlete(pause=TRAVELLING)
    world.clock.time = berlin(THURSDAY, 8)  # before the question, while nothing is sent
    world.choose(anna, pause=pause)
    assert lived(world, SATURDAY) == []


@pytest.mark.parametrize("done", ["trained", "checked in"])
def test_who_came_back_by_themselves_meanwhile_is_not_asked_late(world, done):
    anna = world.athlete(pause=TRAVELLING)
    if done == "trained":
        world.log(anna, THURSDAY)
    else:
        world.check_in(anna, THURSDAY + ONE_DAY)
    assert lived(world, SATURDAY) == []


def test_a_check_in_that_the_quiet_hours_swallow_takes_the_question_not_along(world):
    world.athlete(check_in=(time(23),) * 7, quiet_from=time(22), quiet_until=time(6), pause=TRAVELLING)
    assert [(one.kind, one.date) for one in world.tick(berlin(THURSDAY, 9))] == [("pause_over", THURSDAY)]


# ---- trouble ----


def test_who_is_due_first_is_served_first_and_a_tick_has_its_limit(world):
    athletes = [world.athlete(check_in=(time(7, minute),) * 7) for minute in (30, 10, 20)]
    first = world.tick(berlin(MONDAY, 8), limit=2)
    assert [sent.athlete_id for sent in first] == [athletes[1], athletes[2]]
    assert [sent.athlete_id for sent in world.tick(berlin(MONDAY, 8, 1))] == [athletes[0]]


def test_when_time_is_up_the_rest_waits_for_the_next_tick(world):
    for _ in range(3):
        world.athlete(check_in=EVERY_MORNING)
    patience = iter([False, True])
    assert len(world.tick(berlin(MONDAY, 7), until=lambda: next(patience))) == 1
    assert len(world.tick(berlin(MONDAY, 7))) == 2


def test_a_crash_between_putting_and_moving_on_sends_nothing_twice(world, monkeypatch):
    world.athlete(check_in=EVERY_MORNING)
    claim = world.agenda.claim

    def crash(due, next_at):
        raise KeyboardInterrupt

    world.agenda.claim = crash
    with pytest.raises(KeyboardInterrupt):
        world.tick(berlin(MONDAY, 7))
    world.agenda.claim = claim
    assert len(world.taken()) == 1
    assert world.tick(berlin(MONDAY, 7, 1)) == []
    assert world.dues() == {DueKind.CHECK_IN: berlin(MONDAY + ONE_DAY, 7)}


def test_two_clocks_at_once_send_one(world):
    anna = world.athlete(check_in=EVERY_MORNING)
    at = berlin(MONDAY, 7)
    seen = world.agenda.due(at, 10)
    other = iter([seen, []])
    assert len(world.tick(at)) == 1
    # the second one had looked before the first one moved on
    agenda = world.agenda
    agenda.due = lambda now, limit: next(other)
    assert world.tick(at) == []
    del agenda.due
    assert world.dues() == {DueKind.CHECK_IN: at + ONE_DAY}
    assert seen == [Due(anna, DueKind.CHECK_IN, at)]


def test_an_outbox_that_is_away_leaves_it_due(world):
    world.athlete(check_in=EVERY_MORNING)

    def away(_):
        raise StoreUnavailable

    world.outbox.put = away
    with pytest.raises(StoreUnavailable):
        world.tick(berlin(MONDAY, 7))
    del world.outbox.put
    assert len(world.tick(berlin(MONDAY, 7, 1))) == 1


def test_one_athletes_trouble_holds_up_nobody(world, caplog):
    broken, fine = world.athlete(check_in=EVERY_MORNING), world.athlete(check_in=EVERY_MORNING)
    athlete = world.store.athlete

    def read(athlete_id):
        if athlete_id == broken:
            raise ZeroDivisionError("their note")
        return athlete(athlete_id)

    world.store.athlete = read
    assert [sent.athlete_id for sent in world.tick(berlin(MONDAY, 7))] == [fine]
    assert "ZeroDivisionError" in caplog.text
    assert "note" not in caplog.text
    # tomorrow it is tried again
    world.store.athlete = athlete
    assert {sent.athlete_id for sent in world.tick(berlin(MONDAY + ONE_DAY, 7))} == {broken, fine}


def test_one_who_is_erased_while_it_is_sent_is_left_alone(world):
    anna = world.athlete(check_in=EVERY_MORNING)
    due = world.agenda.due(berlin(MONDAY, 7), 1)
    world.store.erase_athlete(anna)
    seen = iter([due, []])
    world.agenda.due = lambda now, limit: next(seen)
    assert world.tick(berlin(MONDAY, 7)) == []


# ---- clocks ----


def test_each_is_asked_by_their_own_clock(world):
    tokyo, berliner = world.athlete(zone="Asia/Tokyo", check_in=EVERY_MORNING), world.athlete(check_in=EVERY_MORNING)
    [early] = world.tick(datetime(2026, 11, 22, 22, tzinfo=UTC))
    [late] = world.tick(datetime(2026, 11, 23, 6, tzinfo=UTC))
    assert [(one.athlete_id, one.date) for one in (early, late)] == [(tokyo, MONDAY), (berliner, MONDAY)]


def test_a_clock_that_goes_back_an_hour_repeats_nothing(world):
    world.athlete(check_in=EVERY_MORNING)
    assert len(world.tick(berlin(MONDAY, 7))) == 1
    assert world.tick(berlin(MONDAY, 6)) == []
    assert world.tick(berlin(MONDAY, 7)) == []


def test_after_a_clock_that_ran_a_year_ahead_everything_comes_as_chosen(world):
    # GIVEN a pause of five days, and a clock that runs a year ahead for a minute of the second
    pause = Pause(reason="ill", since=MONDAY, until=MONDAY + 4 * ONE_DAY)
    anna, ben = (
        world.athlete(check_in=EVERY_MORNING, review=time(8), pause=pause),
        world.athlete(check_in=EVERY_MORNING),
    )
    assert [one.athlete_id for one in world.tick(berlin(MONDAY, 7))] == [ben]
    world.agenda.put_off(ben, DueKind.LATER, berlin(MONDAY, 8) + 365 * ONE_DAY)
    world.tick(berlin(MONDAY + 366 * ONE_DAY, 3))
    assert min(world.dues().values()) > berlin(MONDAY + 364 * ONE_DAY, 0)
    # WHEN it is right again, THEN within ten minutes all is due when it was before
    for minute in range(10):
        assert world.tick(berlin(MONDAY + ONE_DAY, 3, minute)) == []
    due = {(one.athlete_id, one.kind): one.at for one in world.agenda.due(FAR_AWAY, 100)}
    assert due == {
        (ben, DueKind.CHECK_IN): berlin(MONDAY + ONE_DAY, 7),
        (anna, DueKind.PAUSE_OVER): berlin(MONDAY + 5 * ONE_DAY, 7),
        (anna, DueKind.CHECK_IN): berlin(MONDAY + 6 * ONE_DAY, 7),
        (anna, DueKind.REVIEW): berlin(MONDAY + 7 * ONE_DAY, 8),
    }


def test_what_comes_after_a_long_pause_is_looked_at_each_week_and_comes_all_the_same(world):
    pause = Pause(reason="injured", since=MONDAY, until=MONDAY + 40 * ONE_DAY)
    world.athlete(check_in=EVERY_MORNING, pause=pause)
    assert max(world.dues().values()) <= world.clock.now() + 8 * ONE_DAY
    assert lived(world, MONDAY, days=43) == [
        ("pause_over", MONDAY + 41 * ONE_DAY),
        ("check_in", MONDAY + 42 * ONE_DAY),
    ]


def test_strays_are_looked_for_in_one_minute_of_ten(world):
    looked, look = [], world.agenda.due_later_than
    world.agenda.due_later_than = lambda moment, limit: looked.append(moment) or look(moment, limit)
    for minute in range(60):
        world.tick(berlin(MONDAY, 3, minute))
    assert len(looked) == 6


def test_one_whose_stray_cannot_be_read_holds_up_nobody(world, caplog):
    broken, fine = world.athlete(check_in=EVERY_MORNING), world.athlete(check_in=EVERY_MORNING)
    for n, athlete in enumerate((fine, broken)):
        world.agenda.put_off(athlete, DueKind.CHECK_IN, berlin(MONDAY + (300 + n) * ONE_DAY, 7))
    read = world.agenda.reminders

    def reminders(athlete_id):
        if athlete_id == broken:
            raise ZeroDivisionError("their choice")
        return read(athlete_id)

    world.agenda.reminders = reminders
    world.tick(berlin(MONDAY, 3, 5))
    dues = {one.athlete_id: one.at for one in world.agenda.due(FAR_AWAY, 10)}
    assert dues == {broken: berlin(MONDAY + ONE_DAY, 3, 5), fine: berlin(MONDAY, 7)}
    assert "ZeroDivisionError" in caplog.text
    assert "choice" not in caplog.text
