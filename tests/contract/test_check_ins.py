"""The contract of ``CheckIns``: one for each local day of an athlete."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest

from backend.contract import CheckIn
from backend.errors import NoConsent

SUNDAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def check_in(clock):
    """Fair in all five, or what is said otherwise; of Sunday, said now."""

    def make(**other) -> CheckIn:
        fair = {"freshness": 3, "sleep": 3, "muscles": 3, "calm": 3, "mood": 3}
        return CheckIn.model_validate(fair | {"date": SUNDAY, "recorded_at": clock.now()} | other)

    return make


def days(found) -> list[date]:
    return [one.date for one in found]


def test_what_was_said_is_there_as_it_was_said(check_ins, anna, check_in):
    said = check_in(freshness=1, sleep=2, muscles=3, calm=4, mood=5)
    assert check_ins.save_check_in(anna, said) is None
    assert check_ins.check_ins_between(anna, SUNDAY, SUNDAY) == [said]


def test_the_later_one_of_a_day_takes_the_place_of_the_earlier(check_ins, clock, anna, check_in):
    earlier = check_in(mood=1)
    check_ins.save_check_in(anna, earlier)
    clock.turn(hours=1)
    later = check_in(mood=5)
    assert check_ins.save_check_in(anna, later) == earlier
    assert check_ins.check_ins_between(anna, SUNDAY, SUNDAY) == [later]


def test_saying_it_again_changes_nothing(check_ins, anna, check_in):
    said = check_in()
    check_ins.save_check_in(anna, said)
    assert check_ins.save_check_in(anna, said) == said
    assert check_ins.check_ins_between(anna, SUNDAY, SUNDAY) == [said]


def test_a_range_has_both_its_ends_and_is_in_order(check_ins, anna, check_in):
    for n in (3, 0, 5, 1, 2):
        check_ins.save_check_in(anna, check_in(date=SUNDAY - n * ONE_DAY))
    found = check_ins.check_ins_between(anna, SUNDAY - 3 * ONE_DAY, SUNDAY - ONE_DAY)
    assert days(found) == [SUNDAY - n * ONE_DAY for n in (3, 2, 1)]
    assert check_ins.check_ins_between(anna, SUNDAY, SUNDAY - ONE_DAY) == []
    assert len(check_ins.check_ins_between(anna, date.min, date.max)) == 5


def test_taking_one_back_is_done_once(check_ins, anna, check_in):
    check_ins.save_check_in(anna, check_in())
    other_day = check_in(date=SUNDAY - ONE_DAY)
    check_ins.save_check_in(anna, other_day)
    assert check_ins.remove_check_in(anna, SUNDAY)
    assert not check_ins.remove_check_in(anna, SUNDAY)
    assert check_ins.check_ins_between(anna, date.min, date.max) == [other_day]
    assert check_ins.save_check_in(anna, check_in()) is None


def test_they_are_nobody_elses(check_ins, anna, ben, check_in):
    check_ins.save_check_in(anna, check_in())
    assert check_ins.check_ins_between(ben, date.min, date.max) == []
    assert not check_ins.remove_check_in(ben, SUNDAY)


def test_nothing_is_kept_of_one_who_never_agreed(check_ins, check_in):
    nobody = uuid4()
    with pytest.raises(NoConsent):
        check_ins.save_check_in(nobody, check_in())
    assert check_ins.check_ins_between(nobody, date.min, date.max) == []
    assert not check_ins.remove_check_in(nobody, SUNDAY)


def test_erasing_an_athlete_removes_theirs_and_nobody_elses(store, check_ins, anna, ben, check_in):
    for athlete in (anna, ben):
        check_ins.save_check_in(athlete, check_in())
        check_ins.save_check_in(athlete, check_in(date=SUNDAY - ONE_DAY))
    assert store.erase_athlete(anna).check_ins == 2
    assert check_ins.check_ins_between(anna, date.min, date.max) == []
    assert len(check_ins.check_ins_between(ben, date.min, date.max)) == 2
    with pytest.raises(NoConsent):
        check_ins.save_check_in(anna, check_in())


def test_of_two_phones_at_once_the_last_one_stands_and_the_first_is_its_earlier(check_ins, anna, check_in):
    said = [check_in(mood=mood) for mood in (1, 2, 4, 5)]
    with ThreadPoolExecutor(len(said)) as phones:
        earlier = list(phones.map(lambda one: check_ins.save_check_in(anna, one), said))
    [stands] = check_ins.check_ins_between(anna, SUNDAY, SUNDAY)
    assert earlier.count(None) == 1
    replaced = [one for one in earlier if one is not None]
    assert sorted(one.mood for one in [*replaced, stands]) == [1, 2, 4, 5]
