"""Entitlement is a pure function: of which facts it makes which state, and what holds for all of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.billing.entitlement import GRACE, PAY_AGAIN, SETTLING, entitlement
from backend.billing.ports import OPERATOR, Coverage, CoverageStatus
from backend.contract.premium import PlanId, PremiumCause, PremiumState, Price, Rail
from tests.fakes.billing import NOON

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
EUR = Price(amount=790, currency="EUR")
ACTIVE, ENDED, REVOKED = PremiumState.ACTIVE, PremiumState.ENDED, PremiumState.REVOKED
FREE, IN_GRACE = PremiumState.FREE, PremiumState.GRACE
PAID, OPEN, OVER = CoverageStatus.PAID, CoverageStatus.OPEN, CoverageStatus.OVER


def coverage(status=PAID, until=30 * DAY, *, source="sub_1", rail=Rail.STRIPE_INVOICE, renews=True, began=NOON):
    paid_until = None if until is None else NOON + until
    return Coverage(source, rail, PlanId.MONTH, status, began, EUR, paid_until, renews)


def seen(found, after):
    stands = entitlement(found, NOON + after)
    return stands.state, stands.cause


@pytest.mark.parametrize(
    ("found", "after", "state", "cause"),
    [
        ([], DAY, FREE, PremiumCause.NEVER_BOUGHT),
        ([coverage(OPEN, None, renews=False)], DAY, FREE, PremiumCause.NEVER_BOUGHT),
        ([coverage(OVER, None, renews=False)], DAY, FREE, PremiumCause.NEVER_BOUGHT),
        ([coverage()], 30 * DAY - HOUR, ACTIVE, PremiumCause.PAID),
        ([coverage(until=60 * DAY)], 30 * DAY, ACTIVE, PremiumCause.RENEWED),
        # a renewal that takes its time is nobody's trouble yet
        ([coverage()], 30 * DAY + SETTLING - HOUR, ACTIVE, PremiumCause.PAID),
        ([coverage()], 30 * DAY + SETTLING, IN_GRACE, PremiumCause.RENEWAL_FAILED),
        ([coverage(CoverageStatus.RETRYING)], 30 * DAY, IN_GRACE, PremiumCause.RENEWAL_FAILED),
        ([coverage(CoverageStatus.RETRYING)], 33 * DAY - HOUR, IN_GRACE, PremiumCause.RENEWAL_FAILED),
        ([coverage(CoverageStatus.RETRYING)], 33 * DAY, ENDED, PremiumCause.RENEWAL_FAILED),
        ([coverage(renews=False)], 29 * DAY, ACTIVE, PremiumCause.CANCELLED),
        ([coverage(renews=False)], 30 * DAY, ENDED, PremiumCause.RAN_OUT),
        ([coverage(OVER)], 29 * DAY, ACTIVE, PremiumCause.CANCELLED),
        ([coverage(OVER)], 30 * DAY, ENDED, PremiumCause.RAN_OUT),
        # a payment in the chat need not renew
        ([coverage(rail=Rail.TELEGRAM_CARD, renews=False)], DAY, ACTIVE, PremiumCause.PAID),
        ([coverage(rail=Rail.STARS, renews=False)], DAY, ACTIVE, PremiumCause.CANCELLED),
        ([coverage(CoverageStatus.REFUNDED)], DAY, REVOKED, PremiumCause.REFUNDED),
        ([coverage(CoverageStatus.DISPUTED)], DAY, REVOKED, PremiumCause.DISPUTED),
        ([coverage(CoverageStatus.REFUNDED), coverage(source="sub_2")], DAY, ACTIVE, PremiumCause.PAID),
        # of what is gone, the latest is told
        ([coverage(CoverageStatus.REFUNDED), coverage(OVER, 2 * DAY, source="b", began=NOON + DAY)], 9 * DAY, ENDED,
         PremiumCause.RAN_OUT),
        ([coverage(CoverageStatus.REFUNDED, began=NOON + DAY), coverage(OVER, DAY, source="b")], 9 * DAY, REVOKED,
         PremiumCause.REFUNDED),
        ([coverage(source=OPERATOR, rail=Rail.OFF, renews=False)], DAY, ACTIVE, PremiumCause.GRANTED),
        ([coverage(CoverageStatus.WITHDRAWN, None, source=OPERATOR, began=NOON + DAY), coverage()], 2 * DAY, REVOKED,
         PremiumCause.WITHDRAWN),
        ([coverage(CoverageStatus.WITHDRAWN, None, source=OPERATOR), coverage(began=NOON + DAY)], 2 * DAY, ACTIVE,
         PremiumCause.PAID),
    ],
)  # fmt: skip
def test_facts_make_a_state(found, after, state, cause):
    assert seen(found, after) == (state, cause)


def test_what_lasts_longest_decides():
    short, long = coverage(until=10 * DAY), coverage(until=20 * DAY, source="sub_2", renews=False)
    stands = entitlement([short, long], NOON)
    assert (stands.source, stands.until, stands.renews) == ("sub_2", NOON + 20 * DAY, False)


@pytest.mark.parametrize(
    ("ended", "cause", "until"),
    [
        (30 * DAY, PremiumCause.RAN_OUT, 30 * DAY),
        (20 * DAY, PremiumCause.RAN_OUT, 30 * DAY),
        (31 * DAY, PremiumCause.RENEWAL_FAILED, 31 * DAY),
        (40 * DAY, PremiumCause.RENEWAL_FAILED, 33 * DAY),
    ],
    ids=["with its period", "before it", "in grace", "long after grace"],
)
def test_what_ended_unpaid_ended_when_grace_did(ended, cause, until):
    stands = entitlement([replace(coverage(OVER), ended_at=NOON + ended)], NOON + 50 * DAY)
    assert (stands.state, stands.cause, stands.until) == (ENDED, cause, NOON + until)


def test_what_works_decides_before_what_is_in_grace():
    late = coverage(CoverageStatus.RETRYING, 2 * DAY)
    stands = entitlement([late, coverage(until=4 * DAY, source="sub_2")], NOON + 3 * DAY)
    assert (stands.state, stands.source) == (ACTIVE, "sub_2")


def test_something_open_is_looked_at_each_minute_in_its_first_hour_and_then_ever_less():
    opened = [coverage(OPEN, None, renews=False)]
    waits = [
        entitlement(opened, NOON + age).look_again_at - NOON - age for age in (0 * HOUR, HOUR / 2, 2 * HOUR, 20 * HOUR)
    ]
    assert waits[:2] == [timedelta(minutes=1)] * 2
    assert waits[2] < waits[3] <= HOUR


def test_what_ends_by_itself_is_looked_at_when_it_wants_to_be_paid_again():
    by_hand = coverage(rail=Rail.TELEGRAM_CARD, renews=False)
    assert entitlement([by_hand], NOON).look_again_at == NOON + 30 * DAY - PAY_AGAIN
    assert entitlement([by_hand], NOON + 30 * DAY - PAY_AGAIN).look_again_at == NOON + 30 * DAY
    assert entitlement([by_hand], NOON + 30 * DAY).look_again_at is None


hours = st.integers(-24 * 50, 24 * 50).map(lambda n: NOON + n * HOUR)
coverages = st.builds(
    Coverage,
    source=st.sampled_from(["sub_1", "sub_2", "sub_3", OPERATOR]),
    rail=st.sampled_from(Rail),
    plan=st.sampled_from(PlanId),
    status=st.sampled_from(CoverageStatus),
    began_at=hours,
    price=st.none() | st.just(EUR),
    paid_until=st.none() | hours,
    renews=st.booleans(),
    ended_at=st.none() | hours,
)
facts = st.lists(coverages, max_size=4, unique_by=lambda one: one.source)


@given(facts, hours)
def test_every_combination_of_facts_is_somewhere(found, now):
    stands = entitlement(found, now)
    assert stands.look_again_at is None or stands.look_again_at > now
    assert not stands.renews or stands.works
    assert (stands.source is None) == (stands.state is FREE)


@given(facts, hours, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(found, now, chance):
    mixed = list(found)
    chance.shuffle(mixed)
    assert entitlement(mixed, now) == entitlement(found, now)


@given(facts, hours, hours)
def test_as_time_goes_by_it_only_ever_ends(found, one, other):
    earlier, later = sorted([one, other])
    order = [ACTIVE, IN_GRACE, ENDED]
    before, after = entitlement(found, earlier).state, entitlement(found, later).state
    if before in (FREE, REVOKED):
        assert after is before
    elif after is REVOKED:  # what began later than all that ran out was given back
        assert any(one.began_at > earlier - SETTLING for one in found)
    else:
        assert order.index(after) >= order.index(before)


@given(facts, hours)
def test_nothing_works_that_was_not_paid_or_granted(found, now):
    if entitlement(found, now).works:
        gone = (CoverageStatus.REFUNDED, CoverageStatus.DISPUTED, CoverageStatus.WITHDRAWN, OPEN)
        good = [one for one in found if one.paid_until is not None and one.status not in gone]
        assert any(one.paid_until + GRACE > now for one in good)


@given(facts, hours)
def test_between_two_looks_nothing_changes_by_time_alone(found, now):
    """Whoever looks only when told to misses nothing."""
    stands = entitlement(found, now)
    just_before = (stands.look_again_at or now + 400 * DAY) - timedelta(microseconds=1)
    then = entitlement(found, just_before)
    assert (then.state, then.cause, then.until) == (stands.state, stands.cause, stands.until)
