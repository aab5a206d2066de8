"""The band that a day's check-in is drawn on: the 28 days before, that day left out."""

from datetime import date, timedelta

import pytest

from backend.training.readiness import ITEMS, is_too_seldom, normal

DAY = date(2026, 11, 22)


def check_ins(*days_back: int, level: int = 4) -> dict[date, dict[str, int]]:
    return {DAY - timedelta(days=back): dict.fromkeys(ITEMS, level) for back in days_back}


def test_there_is_a_band_from_fourteen_check_ins_on():
    assert normal(DAY, check_ins(*range(1, 14))) is None
    assert normal(DAY, check_ins(*range(1, 15))) == (20.0, 0.0)


def test_it_is_the_mean_and_the_sample_sd_of_the_sums():
    mixed = check_ins(*range(1, 8), level=3) | check_ins(*range(8, 15), level=4)
    mean, sd = normal(DAY, mixed) or (0, 0)
    assert mean == 17.5
    assert sd == pytest.approx((14 * 2.5**2 / 13) ** 0.5)


def test_neither_that_day_itself_nor_what_is_older_than_28_days_belongs_to_it():
    before = check_ins(*range(15, 29))
    assert normal(DAY, before | check_ins(0, 29, 30, -1, level=1)) == (20.0, 0.0)
    assert normal(DAY, check_ins(*range(16, 30))) is None


@pytest.mark.parametrize(
    ("days_back", "expected"),
    [
        pytest.param([], False, id="the first one"),
        pytest.param([1, 3, 5], False, id="too early to tell"),
        pytest.param([2, 4, 7, 9, 11, 14], True, id="three a week, two weeks"),
        pytest.param([2, 4, 7, 9, 11, 14, 16, 18, 21, 23, 25, 28], True, id="three a week, four weeks"),
        pytest.param([1, 3, 5, 6, 8, 10, 12, 13], False, id="four a week"),
        pytest.param([*range(1, 14), 28], False, id="every day, after an early one"),
    ],
)
def test_three_a_week_are_too_seldom_for_a_normal_and_four_are_not(days_back, expected):
    assert is_too_seldom(DAY, check_ins(0, *days_back, 29, 40)) is expected
