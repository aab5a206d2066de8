"""What is kept of a pause when another choice takes its place, and which days lay in one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.contract import Pause
from backend.reminders.pauses import ended_by, paused_days

TODAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)
REASONS = ["ill", "injured", "travelling", "holiday"]


def ill(since: int, until: int | None = None, reason="ill") -> Pause:
    """From and until so many days from today."""
    last = None if until is None else TODAY + until * ONE_DAY
    return Pause(reason=reason, since=TODAY + since * ONE_DAY, until=last)


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        (None, None, None),
        (None, ill(0, 7), None),
        (ill(-5), None, ill(-5, -1)),
        (ill(-5, 3), None, ill(-5, -1)),
        (ill(-9, -4), None, ill(-9, -4)),
        (ill(-9, -4), ill(0, 7), ill(-9, -4)),
        (ill(0, 7), None, None),
        (ill(-5), ill(-5), None),
        (ill(-5, 0), ill(-5, 7), None),
        (ill(-5, 7), ill(-5, 0), None),
        (ill(-5), ill(0, 7, "injured"), ill(-5, -1)),
        (ill(-5), ill(-5, 7, "injured"), ill(-5, -1)),
        (ill(-5), ill(-2, 7, "injured"), ill(-5, -1)),
    ],
)
def test_what_is_kept_of_a_pause(before, after, kept):
    assert ended_by(before, after, TODAY) == kept


def test_days_in_no_pause_are_not_among_them():
    assert paused_days([], TODAY, TODAY + ONE_DAY) == {}
    assert paused_days([ill(-9, -8), ill(5)], TODAY - 7 * ONE_DAY, TODAY) == {}


def test_days_of_a_pause_that_reaches_out_on_both_sides_are_all_of_them():
    assert list(paused_days([ill(-90)], TODAY - ONE_DAY, TODAY)) == [TODAY - ONE_DAY, TODAY]


pauses = st.builds(
    lambda since, length, reason: ill(since, None if length is None else since + length, reason),
    st.integers(-40, 10),
    st.none() | st.integers(0, 30),
    st.sampled_from(REASONS),
)


@given(st.lists(pauses, max_size=4), st.integers(-30, 0), st.integers(0, 30))
def test_each_day_is_paused_as_the_newest_of_its_pauses_says(several, begin, length):
    first = TODAY + begin * ONE_DAY
    last = first + length * ONE_DAY
    found = paused_days(several, first, last)
    assert list(found) == sorted(found)
    for day in (first + n * ONE_DAY for n in range(-1, length + 2)):
        of_day = [one.reason for one in several if one.since <= day and (one.until is None or day <= one.until)]
        assert found.get(day) == (of_day[-1] if of_day and first <= day <= last else None)


@given(pauses, st.none() | pauses)
def test_days_that_are_over_stay_paused_whatever_is_chosen_next(before, after):
    # GIVEN a pause, and another one, or none, that is chosen today
    kept = ended_by(before, after, TODAY)
    past = TODAY - 90 * ONE_DAY, TODAY - ONE_DAY
    # THEN yesterday and the days before are what they were, but for those that the new choice speaks of
    had = paused_days([before], *past)
    has = paused_days([one for one in (kept, after) if one is not None], *past)
    again = {} if after is None else paused_days([after], *past)
    assert has == had | again or (after is not None and after.reason == before.reason)
    # AND today is as the new choice says
    assert kept is None or (kept.until is not None and kept.until < TODAY)
