"""The load of a session and of a day, and their limits."""

import math
from datetime import date, timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from pydantic import ValidationError

from backend.contract import RecordEntry
from backend.training.day import Day, days_in_a_row
from backend.training.load import day_load, history_days, session_load
from backend.training.session import EARLIEST_DATE, check_minutes, check_rpe


def test_session_load_is_minutes_times_rpe():
    assert session_load(60, 7) == 420
    assert session_load(45, 6.5) == 292.5


def test_a_session_of_rpe_zero_has_load_zero_without_a_sign():
    assert math.copysign(1, session_load(60, -0.0)) == 1


@pytest.mark.parametrize("rpe", [0, 0.5, 9.5, 10])
def test_rpe_in_half_steps_from_0_to_10_is_accepted(rpe):
    assert check_rpe(rpe) == rpe


@pytest.mark.parametrize("rpe", [-0.5, 10.5, 11, 7.25, math.nan, math.inf, -math.inf])
def test_any_other_rpe_is_refused(rpe):
    with pytest.raises(ValueError, match="RPE"):
        session_load(60, rpe)


@pytest.mark.parametrize("minutes", [1, 600, 1440])
def test_minutes_up_to_a_day_are_accepted(minutes):
    assert check_minutes(minutes) == minutes


@pytest.mark.parametrize("minutes", [0, -5, 1441, 1500])
def test_any_other_duration_is_refused(minutes):
    with pytest.raises(ValueError, match="minutes"):
        session_load(minutes, 5)


def test_a_day_without_a_session_has_load_zero():
    assert day_load([]) == 0


def test_a_day_is_the_sum_of_its_sessions_whatever_their_order():
    # 0.1 + 0.2 + 0.3 depends on the order when it is added up naively
    assert {day_load(order) for order in permutations([0.1, 0.2, 0.3, 1e16, -1e16])} == {day_load([0.1, 0.2, 0.3])}


def test_one_session_without_rpe_makes_the_day_unknown():
    assert day_load([420, None]) is None
    assert day_load([None, 420]) is None


def test_days_without_entries_are_filled_in_as_not_logged_across_a_leap_day():
    logged = Day(date(2028, 2, 28), 100, logged=True, sessions=1, minutes=20)
    row = days_in_a_row({logged.date: logged}, date(2028, 3, 1), 4)
    assert [day.date for day in row] == [date(2028, 2, 27), date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]
    assert [day.load for day in row] == [0, 100, 0, 0]
    assert [day.logged for day in row] == [False, True, False, False]


def test_history_counts_the_first_day_and_today():
    assert history_days(date(2026, 1, 1), date(2026, 1, 1)) == 1
    assert history_days(date(2028, 2, 28), date(2028, 3, 1)) == 3
    assert history_days(None, date(2026, 1, 1)) == 0
    assert history_days(date(2026, 1, 9), date(2026, 1, 1)) == 0


def test_the_earliest_day_has_metrics_and_the_day_before_is_refused(history):
    assert RecordEntry(id=uuid4(), date=EARLIEST_DATE, minutes=60, rpe=5).date == EARLIEST_DATE
    assert history([300], first=EARLIEST_DATE).at_the_end().week.load.value == 300
    with pytest.raises(ValidationError, match="date"):
        RecordEntry(id=uuid4(), date=EARLIEST_DATE - timedelta(days=1), minutes=60, rpe=5)
