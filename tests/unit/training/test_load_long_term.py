"""Acute, chronic, fitness and fatigue: values worked out by hand, and when they are shown."""

import math
from datetime import date, timedelta

import pytest

from backend.training.load import advance, carry, metrics
from backend.training.metric import Caveat, Metric, Missing

UNKNOWN = Metric(None, Missing.UNKNOWN_LOAD)
LONG_TERM = ("acwr_coupled", "acwr_uncoupled", "acwr_ewma", "fitness", "fatigue", "form")
MIXED = [300, 0, 450, 120, 0, 600, 90]


def test_rolling_loads_and_ratios_by_hand(history):
    # GIVEN three weeks of 200 AU a day and one of 300
    got = history([200] * 21 + [300] * 7).at_the_end()
    # THEN acute 300, chronic (21 x 200 + 7 x 300) / 28 = 225, and days 8-28 mean 200
    assert got.acute.value == 300
    assert got.chronic.value == 225
    assert got.acwr_coupled.value == pytest.approx(300 / 225)
    assert got.acwr_uncoupled.value == pytest.approx(300 / 200)


def test_ewma_ratio_by_hand(history):
    # GIVEN 27 days of 100 (both averages rest at their seed of 100), then a day of 400
    got = history([100] * 27 + [400]).at_the_end()
    # THEN acute 100 + 2/8 x 300 = 175, chronic 100 + 2/29 x 300 = 120.6897, ratio 1.45
    assert got.acwr_ewma.value == pytest.approx(175 / (100 + 600 / 29))
    assert got.acwr_ewma.value == pytest.approx(1.45)


def test_the_first_day_seeds_the_ewma_and_starts_fitness_from_zero():
    first = advance(None, date(2026, 1, 1), 420)
    assert (first.ewma_acute, first.ewma_chronic) == (420, 420)
    assert first.fitness == pytest.approx(420 * (1 - math.exp(-1 / 42)))
    assert first.fatigue == pytest.approx(420 * (1 - math.exp(-1 / 7)))


def test_one_time_constant_of_equal_days_reaches_63_percent(history):
    # 1 - e^-1: what a time constant means
    stored = history([100] * 42).stored
    assert stored[max(stored)].fitness == pytest.approx(100 * (1 - math.exp(-1)))
    assert history([100] * 7).stored[date(2026, 1, 11)].fatigue == pytest.approx(100 * (1 - math.exp(-1)))


def test_form_is_yesterdays_fitness_less_yesterdays_fatigue(history):
    log = history([*MIXED * 7, 1000])
    yesterday = log.stored[log.last - timedelta(days=1)]
    assert log.at_the_end().form.value == yesterday.fitness - yesterday.fatigue


def test_form_does_not_see_todays_session(history):
    quiet, hard = history([*MIXED * 7, 0]), history([*MIXED * 7, 1000])
    assert quiet.at_the_end().form == hard.at_the_end().form
    assert quiet.at_the_end().fatigue != hard.at_the_end().fatigue


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        ("acute", 7),
        ("chronic", 28),
        ("acwr_coupled", 28),
        ("acwr_uncoupled", 28),
        ("acwr_ewma", 28),
        ("fitness", 42),
        ("fatigue", 42),
        ("form", 42),
    ],
)
def test_each_metric_waits_for_its_history(history, name, needs):
    assert getattr(history([100] * (needs - 1)).at_the_end(), name) == Metric(None, Missing.HISTORY, needs, needs - 1)
    assert getattr(history([100] * needs).at_the_end(), name).value is not None


@pytest.mark.parametrize(("has", "caveat"), [(28, Caveat.START_UP), (55, Caveat.START_UP), (56, None)])
def test_the_ewma_ratio_is_a_start_up_value_until_day_56(history, has, caveat):
    assert history([100] * has).at_the_end().acwr_ewma.caveat is caveat


@pytest.mark.parametrize(("has", "caveat"), [(42, Caveat.WARMING_UP), (125, Caveat.WARMING_UP), (126, None)])
@pytest.mark.parametrize("name", ["fitness", "fatigue", "form"])
def test_fitness_is_warming_up_until_day_126(history, name, has, caveat):
    assert getattr(history([100] * has).at_the_end(), name).caveat is caveat


def test_history_counts_silent_days(history):
    got = history([100, *["-"] * 26, 100]).at_the_end()
    assert got.chronic.value == pytest.approx(200 / 28)


def test_no_ratio_without_a_chronic_load(history):
    assert history([0] * 28).at_the_end().acwr_coupled == Metric(None, Missing.NO_LOAD)
    assert history([0] * 28).at_the_end().acwr_uncoupled == Metric(None, Missing.NO_LOAD)
    assert history([0] * 28).at_the_end().acwr_ewma == Metric(None, Missing.NO_LOAD)
    # after a break, the uncoupled chronic load is 0 while the coupled one is not
    back = history([100] * 7 + [0] * 21 + [100] * 7).at_the_end()
    assert back.acwr_uncoupled == Metric(None, Missing.NO_LOAD)
    assert back.acwr_coupled.value == 4


def test_a_new_athlete_gets_a_reason_for_each_metric():
    got = metrics(date(2026, 1, 1), {}, None, None, None)
    assert got.week.load.value == 0
    assert got.week.logged_days == 0
    assert got.week.ramp == Metric(None, Missing.HISTORY, 14, 0)
    assert got.week.monotony == Metric(None, Missing.FEW_TRAINING_DAYS)
    assert all(getattr(got, name).missing is Missing.HISTORY for name in ("acute", "chronic", *LONG_TERM))
    assert all(getattr(got, name).has_days == 0 for name in ("acute", "chronic", *LONG_TERM))


def test_an_entry_of_tomorrow_is_no_history_yet(history):
    # somebody who flew west can have logged a day that has not begun where they are now
    log = history([100])
    assert log.on(log.first - timedelta(days=1)) == metrics(log.first - timedelta(days=1), {}, None, None, None)


@pytest.mark.parametrize(
    ("name", "hidden_for"),
    [
        ("acute", 7),
        ("chronic", 28),
        ("acwr_coupled", 28),
        ("acwr_uncoupled", 28),
        ("acwr_ewma", 28),
        ("fatigue", 7),
        ("fitness", 42),
    ],
)
def test_an_unknown_day_hides_a_metric_while_it_lies_in_its_window(history, name, hidden_for):
    log = history([*MIXED * 8, None, *MIXED * 7])
    unknown_day = log.first + timedelta(days=56)
    assert getattr(log.on(unknown_day - timedelta(days=1)), name).value is not None
    assert getattr(log.on(unknown_day), name) == UNKNOWN
    assert getattr(log.on(unknown_day + timedelta(days=hidden_for - 1)), name) == UNKNOWN
    assert getattr(log.on(unknown_day + timedelta(days=hidden_for)), name).value is not None


def test_an_unknown_day_hides_form_from_the_next_day_on(history):
    log = history([*MIXED * 8, None, *MIXED * 7])
    unknown_day = log.first + timedelta(days=56)
    assert log.on(unknown_day).form.value is not None
    assert log.on(unknown_day + timedelta(days=1)).form == UNKNOWN
    assert log.on(unknown_day + timedelta(days=42)).form == UNKNOWN
    assert log.on(unknown_day + timedelta(days=43)).form.value is not None


def test_an_unknown_day_holds_the_averages():
    before = advance(advance(None, date(2026, 1, 1), 300), date(2026, 1, 2), 100)
    held = advance(before, date(2026, 1, 3), None)
    assert (held.ewma_acute, held.ewma_chronic) == (before.ewma_acute, before.ewma_chronic)
    assert (held.fitness, held.fatigue) == (before.fitness, before.fatigue)
    assert held.date == date(2026, 1, 3)


def test_an_unknown_first_day_is_not_taken_for_a_seed_of_zero():
    # GIVEN a history that begins with a session without RPE
    unknown = advance(None, date(2026, 1, 1), None)
    assert (unknown.ewma_acute, unknown.ewma_chronic) == (None, None)
    # WHEN the next day is known THEN that one is the seed
    assert advance(unknown, date(2026, 1, 2), 250).ewma_chronic == 250
    # and a day without entries in between is known to be 0, so it is the seed
    assert advance(unknown, date(2026, 1, 3), 290).ewma_chronic == pytest.approx(290 * 2 / 29)
    assert carry(unknown, date(2026, 1, 1)).ewma_acute is None
    assert carry(unknown, date(2026, 1, 2)).ewma_acute == 0


def test_a_history_of_unknown_days_only_has_no_ratio(history):
    got = history([None] * 60).at_the_end()
    assert all(getattr(got, name) == UNKNOWN for name in ("acute", "chronic", *LONG_TERM))


def test_averages_never_go_back_in_time():
    averages = advance(None, date(2026, 1, 2), 100)
    with pytest.raises(ValueError, match="forward"):
        advance(averages, date(2026, 1, 2), 100)
    with pytest.raises(ValueError, match="forward"):
        carry(averages, date(2026, 1, 1))
