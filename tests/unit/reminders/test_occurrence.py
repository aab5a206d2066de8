"""Local times on awkward days."""

from datetime import UTC, date, datetime, time

import pytest

from backend.reminders.occurrence import end_of_day, instant_of, is_quiet, local_day, next_clock, next_occurrence

SEVEN = time(7)
DAILY = [SEVEN] * 7


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type] # year, month, day and so on


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        pytest.param("Europe/Berlin", date(2026, 11, 23), SEVEN, utc(2026, 11, 23, 6), id="winter"),
        pytest.param("Europe/Berlin", date(2026, 7, 1), SEVEN, utc(2026, 7, 1, 5), id="summer"),
        pytest.param(
            "Europe/Berlin", date(2026, 3, 29), time(2, 30), utc(2026, 3, 29, 1), id="the night without 02:30"
        ),
        pytest.param(
            "Europe/Berlin", date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 0, 30), id="the night with two"
        ),
        pytest.param("Africa/Cairo", date(2026, 4, 24), time(0, 15), utc(2026, 4, 23, 22), id="no midnight"),
        pytest.param(
            "Africa/Cairo", date(2026, 10, 29), time(23, 30), utc(2026, 10, 29, 20, 30), id="two late evenings"
        ),
        pytest.param("America/Nuuk", date(2026, 3, 28), time(23, 30), utc(2026, 3, 29, 0, 59), id="a day of 23 h ends"),
        pytest.param(
            "Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), utc(2026, 10, 3, 15, 30), id="half an hour"
        ),
        pytest.param("Antarctica/Troll", date(2026, 3, 29), time(2, 30), utc(2026, 3, 29, 1), id="two hours"),
        pytest.param(
            "Asia/Almaty", date(2024, 2, 29), time(23, 30), utc(2024, 2, 29, 17, 30), id="a rule ends, leap day"
        ),
        pytest.param("America/Asuncion", date(2025, 3, 23), SEVEN, utc(2025, 3, 23, 10), id="summer time for good"),
        pytest.param("Pacific/Apia", date(2011, 12, 29), SEVEN, utc(2011, 12, 29, 17), id="east of the date line"),
        pytest.param("Pacific/Apia", date(2011, 12, 30), SEVEN, None, id="the day that Samoa left out"),
        pytest.param("Pacific/Apia", date(2011, 12, 31), SEVEN, utc(2011, 12, 30, 17), id="west of it"),
        pytest.param("Pacific/Kwajalein", date(1993, 8, 21), SEVEN, None, id="the day that Kwajalein left out"),
        pytest.param("Pacific/Kiritimati", date(2026, 1, 1), SEVEN, utc(2025, 12, 31, 17), id="first into the year"),
        pytest.param("Asia/Kathmandu", date(2026, 1, 1), SEVEN, utc(2026, 1, 1, 1, 15), id="quarter hours"),
    ],
)
def test_a_local_time_is_one_instant(zone: str, day: date, at: time, instant: datetime | None) -> None:
    assert instant_of(day, at, zone) == instant


def test_the_next_one_is_later_than_now() -> None:
    assert next_occurrence(utc(2026, 11, 23, 6), DAILY, "Europe/Berlin") == utc(2026, 11, 24, 6)
    assert next_occurrence(utc(2026, 11, 23, 5, 59, 59), DAILY, "Europe/Berlin") == utc(2026, 11, 23, 6)


def test_each_weekday_has_its_time() -> None:
    times = [None, None, None, None, None, time(9), time(10)]
    # GIVEN a Monday
    saturday = next_occurrence(utc(2026, 11, 23, 12), times, "UTC")
    assert saturday == utc(2026, 11, 28, 9)
    assert next_occurrence(saturday, times, "UTC") == utc(2026, 11, 29, 10)


def test_nothing_chosen_is_never() -> None:
    assert next_occurrence(utc(2026, 11, 23), [None] * 7, "UTC") is None


def test_a_weekday_that_was_left_out_comes_a_week_later() -> None:
    fridays = [None, None, None, None, SEVEN, None, None]
    assert next_occurrence(utc(2011, 12, 23, 17), fridays, "Pacific/Apia") == utc(2012, 1, 5, 17)


def test_a_day_ends_when_the_next_begins() -> None:
    assert end_of_day(date(2026, 11, 22), "Europe/Berlin") == utc(2026, 11, 22, 23)
    assert end_of_day(date(2026, 4, 23), "Africa/Cairo") == utc(2026, 4, 23, 22), "no midnight"
    assert end_of_day(date(2011, 12, 29), "Pacific/Apia") == utc(2011, 12, 30, 10), "no next day"
    assert local_day(utc(2011, 12, 30, 10), "Pacific/Apia") == date(2011, 12, 31)


@pytest.mark.parametrize(
    ("at", "quiet_from", "quiet_until", "quiet"),
    [
        (time(22), time(22), time(7), True),
        (time(3), time(22), time(7), True),
        (time(7), time(22), time(7), False),
        (time(21, 59), time(22), time(7), False),
        (time(13), time(12), time(14), True),
        (time(14), time(12), time(14), False),
        (time(14), time(14), time(14), False),
        (time(14), None, time(15), False),
        (time(14), time(13), None, False),
    ],
)
def test_quiet_hours(at: time, quiet_from: time | None, quiet_until: time | None, quiet: bool) -> None:
    instant = instant_of(date(2026, 11, 22), at, "Asia/Tokyo")
    assert instant is not None
    assert is_quiet(instant, "Asia/Tokyo", quiet_from, quiet_until) is quiet


def test_a_clock_gets_to_a_time_or_jumps_over_it() -> None:
    assert next_clock(utc(2026, 11, 22, 23), SEVEN, "UTC") == utc(2026, 11, 23, 7)
    assert next_clock(utc(2026, 11, 23, 7), SEVEN, "UTC") == utc(2026, 11, 24, 7)
    assert next_clock(utc(2026, 3, 29, 0), time(2, 30), "Europe/Berlin") == utc(2026, 3, 29, 1)
    assert next_clock(utc(2026, 3, 29, 0), time(23, 30), "America/Nuuk") == utc(2026, 3, 29, 1), (
        "over it into the next day"
    )
