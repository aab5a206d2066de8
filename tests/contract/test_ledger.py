"""What every ledger promises: no limit is passed, whoever asks at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID, uuid4

import pytest

from backend.coach.ports import Cost, Ledger, Limit, Limits
from backend.errors import NoConsent

DAY, NEXT_DAY, NEXT_MONTH = date(2026, 11, 22), date(2026, 11, 23), date(2026, 12, 1)
LIMITS = Limits(tokens_a_day=1000, micro_usd_a_month=5000)


@pytest.fixture
def ledger(adapter) -> Ledger:
    return adapter.ledger


def test_an_athlete_gets_their_tokens_of_a_day_and_no_more(ledger, anna, ben):
    assert ledger.book(anna, DAY, Cost(600, 10), LIMITS) is None
    assert ledger.book(anna, DAY, Cost(401, 10), LIMITS) is Limit.QUOTA
    assert ledger.book(anna, DAY, Cost(400, 10), LIMITS) is None
    # Others, and the next day, have their own.
    assert ledger.book(ben, DAY, Cost(1000, 10), LIMITS) is None
    assert ledger.book(anna, NEXT_DAY, Cost(1000, 10), LIMITS) is None


def test_what_was_not_taken_can_be_booked_again(ledger, anna):
    assert ledger.book(anna, DAY, Cost(1000, 5000), LIMITS) is None
    ledger.correct(anna, DAY, Cost(-700, -4000))
    assert ledger.book(anna, DAY, Cost(700, 4000), LIMITS) is None
    assert ledger.book(anna, DAY, Cost(1, 0), LIMITS) is Limit.QUOTA


def test_the_months_money_is_everybodys_and_begins_anew_with_the_month(ledger, anna, ben):
    assert ledger.book(anna, DAY, Cost(1, 4000), LIMITS) is None
    assert ledger.book(ben, NEXT_DAY, Cost(1, 1001), LIMITS) is Limit.BUDGET
    assert ledger.book(ben, NEXT_DAY, Cost(1, 1000), LIMITS) is None
    assert ledger.book(ben, NEXT_MONTH, Cost(1, 5000), LIMITS) is None


def test_what_the_money_forbids_takes_no_tokens(ledger, anna):
    assert ledger.book(anna, DAY, Cost(900, 5001), LIMITS) is Limit.BUDGET
    assert ledger.book(anna, DAY, Cost(1000, 1), LIMITS) is None


def test_there_is_one_alarm_a_day(ledger, anna):
    ledger.book(anna, DAY, Cost(1, 5000), LIMITS)
    assert [ledger.raise_alarm(DAY), ledger.raise_alarm(DAY), ledger.raise_alarm(NEXT_DAY)] == [True, False, True]


def test_nothing_is_booked_for_one_who_is_not_there(ledger):
    with pytest.raises(NoConsent):
        ledger.book(uuid4(), DAY, Cost(1, 1), LIMITS)


def test_erasing_an_athlete_erases_what_they_took(ledger, store, anna):
    ledger.book(anna, DAY, Cost(1000, 1), LIMITS)
    athlete = store.athlete(anna)
    store.erase_athlete(anna)
    ledger.correct(anna, DAY, Cost(-10, 0))  # an answer that came too late
    store.add_athlete(athlete)
    assert ledger.book(anna, DAY, Cost(1000, 1), LIMITS) is None


def test_many_at_once_do_not_pass_a_limit_together(ledger, new_athlete):
    # GIVEN money for five requests, and ten athletes who ask at the same moment
    athletes: list[UUID] = [new_athlete() for _ in range(10)]
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda one: ledger.book(one, DAY, Cost(10, 1000), LIMITS), athletes))
    assert answers.count(None) == 5
    # WHEN one athlete asks ten times at once, with tokens for five
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: ledger.book(athletes[0], NEXT_DAY, Cost(200, 0), LIMITS), range(10)))
    assert answers.count(None) == 5
