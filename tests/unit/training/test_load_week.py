"""One week: load, ramp, monotony and strain, and when they have no value."""

import math
from datetime import timedelta

import pytest

from backend.training.load import week
from backend.training.metric import Metric, Missing

REST_WEEK = [0] * 7


def test_weekly_load_counts_the_last_seven_days_and_how_many_were_logged(history):
    # GIVEN eight days, the first of which is a week ago, two of them without entries and one a rest day
    this = history([900, 210, 0, 300, 400, "-", "-", 400]).at_the_end().week
    # THEN 210 + 0 + 300 + 400 + 0 + 0 + 400 = 1310, in five logged days
    assert this.load.value == 1310
    assert this.known_load == 1310
    assert this.logged_days == 5
    assert [day.load for day in this.days] == [210, 0, 300, 400, 0, 0, 400]


def test_entries_after_the_day_are_ignored(history):
    log = history([100, 200, 300])
    assert log.on(log.first + timedelta(days=1)).week.load.value == 300


def test_monotony_is_mean_by_population_sd_and_strain_is_load_times_monotony(history):
    # mean 10; squared deviations 100 + 100 + 5 x 0 = 200; SD = sqrt(200 / 7)
    this = history([0, 20, 10, 10, 10, 10, 10]).at_the_end().week
    assert this.monotony.value == pytest.approx(10 / math.sqrt(200 / 7), rel=1e-12)
    assert this.strain.value == pytest.approx(70 * 10 / math.sqrt(200 / 7), rel=1e-12)


@pytest.mark.parametrize("load", [300, 0.1, 1 / 3])
def test_seven_equal_days_have_no_monotony(history, load):
    this = history([load] * 7).at_the_end().week
    assert this.monotony == this.strain == Metric(None, Missing.EVERY_DAY_THE_SAME)
    assert this.load.value is not None


@pytest.mark.parametrize("loads", [[300], [0] * 6 + [300], REST_WEEK])
def test_fewer_than_two_training_days_have_no_monotony(history, loads):
    this = history(loads).at_the_end().week
    assert this.monotony == this.strain == Metric(None, Missing.FEW_TRAINING_DAYS)


def test_two_training_days_are_enough_for_monotony(history):
    # mean 100; squared deviations 2 x 250² + 5 x 100² = 175000; SD = sqrt(25000)
    assert history([350, 0, 0, 350, 0, 0, 0]).at_the_end().week.monotony.value == pytest.approx(100 / math.sqrt(25000))


def test_an_unknown_day_leaves_the_known_load_and_nothing_else(history):
    this = history([100] * 7 + [100, 200, None, 300, 0, 0, 50]).at_the_end().week
    assert this.known_load == 650
    assert this.previous_load.value == 700
    unknown = Metric(None, Missing.UNKNOWN_LOAD)
    assert this.load == this.ramp == this.monotony == this.strain == unknown


def test_an_unknown_day_in_the_earlier_week_leaves_this_week_alone(history):
    this = history([100] * 6 + [None] + [100, 200, 0, 300, 0, 0, 50]).at_the_end().week
    assert this.previous_load == this.ramp == Metric(None, Missing.UNKNOWN_LOAD)
    assert this.load.value == 650
    assert this.monotony.value is not None


def test_ramp_compares_with_the_seven_days_before(history):
    # (1310 - 1180) / 1180 = 0.1102: "11 % above the week before"
    before, this = [400, 0, 380, 0, 400, 0, 0], [210, 0, 300, 400, 0, 0, 400]
    assert history(before + this).at_the_end().week.ramp.value == pytest.approx(130 / 1180)


@pytest.mark.parametrize(("has", "ramp"), [(13, Metric(None, Missing.HISTORY, 14, 13)), (14, Metric(0.0))])
def test_ramp_needs_14_days(history, has, ramp):
    assert history([100] * has).at_the_end().week.ramp == ramp


def test_ramp_after_an_empty_week_has_no_value(history):
    this = history([100] * 7 + REST_WEEK + [100] * 7).at_the_end().week
    assert this.ramp == Metric(None, Missing.EARLIER_WEEK_EMPTY)
    assert this.previous_load.value == 0


def test_the_earlier_week_has_a_load_as_soon_as_one_of_its_days_was_logged(history):
    assert history([100] * 7).at_the_end().week.previous_load == Metric(None, Missing.HISTORY, 8, 7)
    assert history([100] * 8).at_the_end().week.previous_load == Metric(100.0)


def test_the_week_of_an_earlier_day_needs_no_averages(history):
    log = history([100] * 7 + [200] * 7)
    day = log.first + timedelta(days=8)
    assert week(day, log.days, log.first_day) == log.on(day).week
    assert week(day, log.days, log.first_day).load.value == 5 * 100 + 2 * 200
