"""Whatever an athlete chooses, wherever they are: what holds for every plan."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backend.contract import Pause, Reminders
from backend.ports import DueKind
from backend.reminders.occurrence import is_quiet
from backend.reminders.plan import PLANNED, expires_at, next_to_send, on_day, plan
from tests.unit.reminders.zones import DAY, MINUTE, NAMES, clock

minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))
maybe = st.none() | minutes
days = st.dates(date(2024, 1, 1), date(2030, 12, 1))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 1), timezones=st.just(UTC))
zones = st.sampled_from(NAMES)


@st.composite
def pauses(draw: st.DrawFn) -> Pause:
    since = draw(days)
    length = draw(st.none() | st.integers(0, 60))
    return Pause(reason="ill", since=since, until=None if length is None else since + length * DAY)


@st.composite
def reminders_of_all_kinds(draw: st.DrawFn) -> Reminders:
    quiet_from, quiet_until = draw(st.just((None, None)) | st.tuples(minutes, minutes))
    return Reminders(
        check_in=draw(st.tuples(*[maybe] * 7)),
        nudge=draw(maybe),
        review=draw(maybe),
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        pause=draw(st.none() | pauses()),
    )


reminders = reminders_of_all_kinds()


@given(choice=reminders, zone=zones, day=days)
def test_what_is_due_on_a_day_is_on_that_day_in_no_quiet_hour_and_has_one_main_reminder(
    choice: Reminders, zone: str, day: date
) -> None:
    due = on_day(day, choice, zone)
    for at in due.values():
        assert clock(zone).wall(at).date() == day
        assert not is_quiet(at, zone, choice.quiet_from, choice.quiet_until)
    main = [at for kind, at in due.items() if kind is not DueKind.NUDGE]
    assert len(main) <= 1
    assert all(at < due[DueKind.NUDGE] for at in main if DueKind.NUDGE in due)
    pause = choice.pause
    if pause and pause.since <= day and (pause.until is None or day <= pause.until):
        assert not due


@given(choice=reminders, zone=zones, day=days)
def test_until_it_expires_it_is_the_same_day_and_not_quiet(choice: Reminders, zone: str, day: date) -> None:
    for kind, at in on_day(day, choice, zone).items():
        expires = expires_at(kind, at, choice, zone)
        assert expires > at
        for n in range(0, (expires - at) // MINUTE, 5):
            instant = at + n * MINUTE
            assert clock(zone).wall(instant).date() == day
            assert not is_quiet(instant, zone, choice.quiet_from, choice.quiet_until)


@given(choice=reminders, zone=zones, now=instants)
def test_the_next_is_the_first_of_all_days_to_come(choice: Reminders, zone: str, now: datetime) -> None:
    today = clock(zone).wall(now).date()
    to_come = [on_day(today + n * DAY, choice, zone) for n in range(-1, 15)]
    if choice.pause and choice.pause.until and choice.pause.until > today:
        to_come += [on_day(choice.pause.until + n * DAY, choice, zone) for n in range(15)]
    planned = plan(choice, zone, now)
    assert set(planned) == set(PLANNED)
    for kind, at in planned.items():
        later = [due[kind] for due in to_come if kind in due and due[kind] > now]
        if later:
            assert at == min(later)
        else:
            # A pause that begins later than all days looked at here.
            assert at is None or (choice.pause is not None and choice.pause.since > today)


@given(choice=reminders, zone=zones, now=instants, asleep=st.timedeltas(timedelta(0), timedelta(days=5)))
def test_nothing_that_may_still_be_said_is_left_out_and_nothing_that_may_not_is_said(
    choice: Reminders, zone: str, now: datetime, asleep: timedelta
) -> None:
    after = now - asleep
    for kind in PLANNED:
        first = after.astimezone(UTC).date() - 2 * DAY
        sayable = [
            due[kind]
            for due in (on_day(first + n * DAY, choice, zone) for n in range(10))
            if kind in due and due[kind] > after and expires_at(kind, due[kind], choice, zone) > now
        ]
        found = next_to_send(kind, choice, zone, after, now)
        if sayable:
            assert found == min(sayable)
        else:
            assert found is None or found > now


@given(choice=reminders, zone=zones, now=instants, at=minutes)
def test_the_choice_of_one_kind_never_takes_away_what_comes_before_it(
    choice: Reminders, zone: str, now: datetime, at: time
) -> None:
    # A nudge is never the reason why a check-in, a review or the question after a pause is not due.
    without, beside = choice.model_copy(update={"nudge": None}), choice.model_copy(update={"nudge": at})
    for kind in PLANNED:
        if kind is not DueKind.NUDGE:
            assert plan(without, zone, now)[kind] == plan(beside, zone, now)[kind]
