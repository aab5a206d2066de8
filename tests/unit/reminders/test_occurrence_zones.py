"""Every zone, every day of 2024-2030: each local time comes exactly once on each local day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.reminders.occurrence import instant_of, is_quiet, local_day, next_clock, next_occurrence, quiet_begins
from tests.unit.reminders.zones import DAY, MINUTE, NAMES, clock, distinct

BEGIN, END = date(2024, 1, 1), date(2030, 12, 31)
HALF_HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 59)]

zones = st.sampled_from(NAMES)
minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 1), timezones=st.just(UTC))


def days_between(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def test_the_zones_are_all_there_and_differ() -> None:
    assert len(NAMES) > 550
    assert len(distinct()) > 60


@pytest.mark.parametrize("at", [time(7), time(2, 30), time(0), time(23, 30)], ids=str)
def test_seven_years_of_every_clock_have_one_check_in_a_day(at: time) -> None:
    for expected, zone in distinct().items():
        # GIVEN somebody who is asked every day, from before the first
        found, after = [], expected.wanted(BEGIN - DAY, at)
        assert after is not None
        # WHEN each is the one after the one before
        while (instant := next_occurrence(after, [at] * 7, zone)) and local_day(instant, zone) <= END:
            found.append(instant)
            after = instant
        # THEN there is one on each day, at that time or where the clock jumps over it
        assert [expected.wall(instant).date() for instant in found] == days_between(BEGIN, END), zone
        assert found == [expected.wanted(day, at) for day in days_between(BEGIN, END)], zone


def test_every_quarter_of_the_days_on_which_a_clock_changes() -> None:
    for expected, zone in distinct().items():
        for change in expected.starts[1:]:
            for day in days_between(change.date() - DAY, change.date() + DAY):
                for at in HALF_HOURS:
                    assert instant_of(day, at, zone) == expected.wanted(day, at), (zone, day, at)


@given(zone=zones, times=st.lists(st.none() | minutes, min_size=7, max_size=7), after=instants)
def test_the_next_one_is_the_first_of_all_that_are_later(zone: str, times: list[time | None], after: datetime) -> None:
    expected = clock(zone)
    first = expected.wall(after).date() - DAY
    chosen = [(day, times[day.weekday()]) for day in days_between(first, first + 9 * DAY)]
    later = [
        instant
        for day, at in chosen
        if at is not None and (instant := expected.wanted(day, at)) is not None and instant > after
    ]
    assert next_occurrence(after, times, zone) == min(later, default=None)


@given(zone=zones, after=instants, quiet_from=minutes, quiet_until=minutes)
def test_quiet_hours_begin_and_end_when_the_clock_says_so(
    zone: str, after: datetime, quiet_from: time, quiet_until: time
) -> None:
    expected = clock(zone)
    after = after.replace(second=0, microsecond=0)

    def quiet(instant: datetime) -> bool:
        now = expected.wall(instant).time()
        inside = (quiet_from <= now, now < quiet_until)
        return all(inside) if quiet_from < quiet_until else any(inside) and quiet_from != quiet_until

    assert is_quiet(after, zone, quiet_from, quiet_until) == quiet(after)
    begins = quiet_begins(after, zone, quiet_from, quiet_until)
    if quiet_from == quiet_until:
        assert begins is None
    elif not quiet(after):
        assert begins is not None
        steps = (begins - after) // MINUTE
        assert not any(quiet(after + n * MINUTE) for n in range(1, steps))
        # Where the clock jumps over the beginning, it may jump over all of them.
        assert quiet(begins) or expected.wall(begins) - expected.wall(begins - MINUTE) > MINUTE


@given(zone=zones, after=instants, at=minutes)
def test_a_clock_gets_to_each_time_about_once_a_day(zone: str, after: datetime, at: time) -> None:
    expected = clock(zone)
    instant = next_clock(after, at, zone)
    assert timedelta(0) < instant - after <= timedelta(hours=27)
    jumped = expected.wall(instant) - expected.wall(instant - MINUTE) > MINUTE
    assert jumped or expected.wall(instant).time() == at
