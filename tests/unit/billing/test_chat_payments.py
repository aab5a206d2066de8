"""Payments in the chat: checked before, kept and verified after, renewed by a saved card; never premium if wrong."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from backend.billing import operator
from backend.contract.premium import (
    Buy,
    CheckPayment,
    PlanId,
    Premium,
    PremiumCause,
    PremiumState,
    Price,
    Purchase,
    Rail,
    RecordPayment,
    RecordRefund,
    RenewalChoice,
)
from backend.errors import NoConsent, NotForSale, PurchaseNotFound, WrongPayment
from tests.fakes.billing import BillingWorld

DAY = timedelta(days=1)
ACTIVE, FREE = PremiumState.ACTIVE, PremiumState.FREE


@pytest.fixture
def world() -> BillingWorld:
    return BillingWorld(Rail.TELEGRAM_CARD)


@pytest.fixture
def stars() -> BillingWorld:
    return BillingWorld(Rail.STARS)


def buys(world: BillingWorld, plan: PlanId = PlanId.MONTH) -> Purchase:
    return world.billing.buy(world.anna, Buy(id=uuid4(), plan=plan))


def check(world: BillingWorld, bought: Purchase, **other) -> None:
    usual = {"athlete_id": world.anna, "purchase_id": bought.id, "price": bought.price}
    world.billing.check(CheckPayment.model_validate(usual | other))


def pays(world: BillingWorld, bought: Purchase, *, saved: bool = False, charge: str = "charge", **other) -> Premium:
    paid_at_stripe = world.stripe.card_payment(other.pop("really", bought.price), reusable=saved)
    usual = {
        "athlete_id": world.anna,
        "purchase_id": bought.id,
        "price": bought.price,
        "charge_id": charge,
        "provider_charge_id": paid_at_stripe if bought.rail is Rail.TELEGRAM_CARD else "",
        "paid_at": world.clock.now(),
    }
    return world.billing.record_payment(RecordPayment.model_validate(usual | other))


# ---- before ----


def test_what_was_agreed_may_be_paid_and_no_one_is_asked(world):
    bought = buys(world)
    asked = world.stripe.asked
    world.stripe.away = True
    check(world, bought)
    assert world.stripe.asked == asked


@pytest.mark.parametrize(
    "wrong",
    [
        {"price": Price(amount=1, currency="EUR")},
        {"price": Price(amount=790, currency="USD")},
        {"purchase_id": uuid4()},
        {"athlete_id": uuid4()},
    ],
)
def test_what_was_not_agreed_may_not_be_paid(world, wrong):
    with pytest.raises(WrongPayment):
        check(world, buys(world), **wrong)


def test_another_athletes_purchase_may_not_be_paid(world):
    with pytest.raises(WrongPayment):
        check(world, buys(world), athlete_id=world.new_athlete())


def test_a_purchase_may_be_paid_for_a_day_and_once(world):
    bought = buys(world)
    world.clock.turn(hours=23)
    check(world, bought)
    pays(world, bought)
    with pytest.raises(WrongPayment):
        check(world, bought)
    world.passes(days=40)
    late = buys(world)
    world.clock.turn(hours=24)
    with pytest.raises(WrongPayment):
        check(world, late)


def test_the_other_plan_closes_the_first(world):
    month = buys(world)
    year = buys(world, PlanId.YEAR)
    with pytest.raises(WrongPayment):
        check(world, month)
    check(world, year)


def test_who_has_premium_that_renews_need_not_pay(world):
    pays(world, buys(world), saved=True)
    purchase = world.store.purchases(world.anna, 1)[0]
    with pytest.raises(WrongPayment):
        world.billing.check(CheckPayment(athlete_id=world.anna, purchase_id=purchase.id, price=purchase.price))


# ---- after ----


def test_a_payment_that_stripe_knows_is_premium_for_its_length(world):
    premium = pays(world, buys(world, PlanId.YEAR))
    assert (premium.state, premium.cause, premium.renews) == (ACTIVE, PremiumCause.PAID, False)
    assert premium.until == world.clock.now() + 365 * DAY
    assert [one.price for one in premium.receipts] == [Price(amount=6900, currency="EUR")]
    assert world.outbox.news == ["on"]
    assert world.counts.totals["RevenueMinor", "EUR"] == 6900


def test_the_same_charge_again_changes_nothing(world):
    bought = buys(world)
    first = pays(world, bought)
    assert pays(world, bought) == first
    assert len(world.store.payments(world.anna)) == 1
    assert world.counts.totals["PaymentsSucceeded", "telegram_card"] == 1


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"price": Price(amount=1, currency="EUR")}, "amount or currency differ from the purchase"),
        ({"price": Price(amount=790, currency="USD")}, "amount or currency differ from the purchase"),
        ({"purchase_id": uuid4()}, "no such purchase of this athlete"),
        ({"provider_charge_id": ""}, "no charge of the card provider"),
        ({"provider_charge_id": "pi_of_nobody"}, "Stripe knows no such payment"),
        ({"really": Price(amount=1, currency="EUR")}, "amount or currency differ at Stripe"),
    ],
)
def test_a_wrong_payment_is_kept_flagged_and_never_premium(world, wrong, reason):
    premium = pays(world, buys(world), **wrong)
    assert premium.state is FREE
    [kept] = world.store.payments(world.anna)
    assert (kept.flagged, kept.verified) == (reason, False)
    assert world.outbox.news == ["mismatch"]
    assert world.counts.totals["PaymentsFlagged", "telegram_card"] == 1
    world.passes(days=2)
    assert world.billing.restore(world.anna).state is FREE
    assert world.outbox.news == ["mismatch"]


def test_one_payment_at_stripe_counts_for_one_charge(world):
    pays(world, buys(world), provider_charge_id="pi_0")
    ben = world.new_athlete()
    theirs = world.billing.buy(ben, Buy(id=uuid4(), plan=PlanId.MONTH))
    premium = pays(world, theirs, athlete_id=ben, charge="another", provider_charge_id="pi_0")
    assert premium.state is FREE
    assert world.store.payment("another").flagged == "the payment was credited before"


def test_anothers_charge_cannot_be_taken_over(world):
    pays(world, buys(world))
    ben = world.new_athlete()
    theirs = world.billing.buy(ben, Buy(id=uuid4(), plan=PlanId.MONTH))
    with pytest.raises(WrongPayment):
        pays(world, theirs, athlete_id=ben)
    assert world.billing.look(ben).state is FREE


def test_a_payment_that_bank_has_not_said_yes_to_is_not_premium(world):
    bought = buys(world)
    id_ = world.stripe.card_payment(bought.price, status="requires_action")
    assert pays(world, bought, provider_charge_id=id_).state is FREE
    assert world.store.payment("charge").flagged == "Stripe says requires_action"


def test_a_payment_under_way_becomes_premium_when_it_is_through(world):
    bought = buys(world)
    id_ = world.stripe.card_payment(bought.price, status="processing")
    assert pays(world, bought, provider_charge_id=id_).state is FREE
    world.stripe.payments[id_] = world.stripe.payments[world.stripe.card_payment(bought.price)]
    world.ticks(2)
    assert world.billing.look(world.anna).state is ACTIVE


def test_while_stripe_is_away_a_payment_waits_and_then_counts(world):
    bought = buys(world)
    world.stripe.away = True
    assert pays(world, bought).state is FREE
    assert world.store.payment("charge").verified is None
    world.ticks(10)
    world.stripe.away = False
    world.ticks(10)
    assert world.billing.look(world.anna).state is ACTIVE
    assert world.outbox.news == ["on"]


def test_paying_again_before_the_end_goes_on_from_there(world):
    pays(world, buys(world))
    world.passes(days=28)
    premium = pays(world, buys(world), charge="second")
    assert premium.until == world.clock.now() + 32 * DAY


def test_who_is_gone_pays_nothing(world):
    bought = buys(world)
    world.store.erase(world.anna)
    with pytest.raises(NoConsent):
        pays(world, bought)


# ---- renewals ----


def test_a_saved_card_is_charged_when_the_period_is_over_once(world):
    pays(world, buys(world), saved=True)
    premium = world.billing.look(world.anna)
    assert (premium.renews, premium.can_cancel) == (True, True)
    world.passes(days=31)
    premium = world.billing.look(world.anna)
    assert (premium.state, premium.cause, premium.renews) == (ACTIVE, PremiumCause.RENEWED, True)
    assert premium.until == world.store.payment("charge").paid_until + 30 * DAY
    assert [key.split(":")[:2] for key, _ in world.stripe.charged] == [["renewal", "charge"]]
    assert world.outbox.news == ["on", "renewed"]
    world.passes(days=60)
    assert len(world.stripe.charged) == 3


def test_a_card_that_is_declined_is_tried_once_a_day_for_three_days(world):
    pays(world, buys(world), saved=True)
    world.passes(days=29)
    world.stripe.declines_saved_cards = True
    made = len(world.stripe.payments)
    world.passes(days=10)
    assert len(world.stripe.payments) - made == 3
    assert world.outbox.news == ["on", "grace", "grace", "grace", "ended"]
    assert world.billing.look(world.anna).state is PremiumState.ENDED


def test_a_card_that_is_good_again_mends_it(world):
    pays(world, buys(world), saved=True)
    world.passes(days=29)
    world.stripe.declines_saved_cards = True
    world.passes(days=1.5)
    assert world.billing.look(world.anna).state is PremiumState.GRACE
    world.stripe.declines_saved_cards = False
    world.passes(days=1)
    assert world.outbox.news == ["on", "grace", "renewed"]
    assert world.billing.look(world.anna).until == world.store.payment("charge").paid_until + 30 * DAY


def test_an_answer_that_got_lost_is_no_second_charge(world):
    pays(world, buys(world), saved=True)
    world.passes(days=29)
    charge = world.stripe.charge_saved_card

    def lost(*arguments):
        charge(*arguments)
        world.stripe.charge_saved_card = charge
        raise OSError("the line is dead")

    world.stripe.charge_saved_card = lost
    world.passes(days=3)
    assert len(world.stripe.charged) == 1
    assert world.billing.look(world.anna).state is ACTIVE


def test_who_switched_renewal_off_is_not_charged_and_can_switch_it_on_again(world):
    pays(world, buys(world), saved=True)
    off = world.billing.choose_renewal(world.anna, RenewalChoice(renews=False))
    assert (off.state, off.cause, off.renews, off.can_resume) == (ACTIVE, PremiumCause.CANCELLED, False, True)
    on = world.billing.choose_renewal(world.anna, RenewalChoice(renews=True))
    assert (on.cause, on.renews, on.can_resume) == (PremiumCause.PAID, True, False)
    assert [one.cause for one in on.changes[:2]] == [PremiumCause.RESUMED, PremiumCause.CANCELLED]
    world.billing.choose_renewal(world.anna, RenewalChoice(renews=False))
    world.passes(days=40)
    assert world.stripe.charged == []
    assert world.outbox.news == ["on", "ended"], "who chose it need not be told, nor asked to pay again"


def test_who_is_covered_otherwise_is_not_charged(world):
    pays(world, buys(world), saved=True)
    operator.grant(world.books, world.anna, world.clock.now() + 90 * DAY, world.clock.now())
    world.passes(days=40)
    assert world.stripe.charged == []


def test_without_a_saved_card_it_is_asked_for_three_days_before_the_end_once(world):
    pays(world, buys(world))
    assert not world.billing.look(world.anna).can_cancel
    with pytest.raises(PurchaseNotFound):
        world.billing.choose_renewal(world.anna, RenewalChoice(renews=True))
    world.passes(days=26)
    assert world.outbox.news == ["on"]
    world.passes(days=10)
    assert world.outbox.news == ["on", "pay_again", "ended"]


# ---- refunds ----


def test_a_refund_revokes_whoever_tells_of_it(world):
    pays(world, buys(world))
    refund = RecordRefund(athlete_id=world.anna, charge_id="charge", at=world.clock.now())
    assert world.billing.record_refund(refund).cause is PremiumCause.REFUNDED
    assert world.billing.record_refund(refund).state is PremiumState.REVOKED
    assert world.outbox.news == ["on", "revoked"]
    assert world.counts.totals["PaymentsReturned",] == 1


@pytest.mark.parametrize("what", ["refunds", "disputes"])
def test_what_stripe_says_of_the_payment_later_counts(world, what):
    pays(world, buys(world), saved=True)
    getattr(world.stripe, what)("pi_0")
    assert world.billing.restore(world.anna).state is PremiumState.REVOKED
    world.passes(days=40)
    assert world.stripe.charged == []


def test_anothers_payment_cannot_be_given_back(world):
    pays(world, buys(world))
    for athlete, charge in ((world.new_athlete(), "charge"), (world.anna, "unheard of")):
        with pytest.raises(WrongPayment):
            world.billing.record_refund(RecordRefund(athlete_id=athlete, charge_id=charge, at=world.clock.now()))
    assert world.billing.look(world.anna).state is ACTIVE


# ---- Stars ----


def test_stars_are_sold_by_the_month_and_asked_of_nobody(stars):
    assert [one.price for one in stars.billing.look(stars.anna).plans] == [Price(amount=450, currency="XTR")]
    with pytest.raises(NotForSale):
        buys(stars, PlanId.YEAR)
    bought = buys(stars)
    check(stars, bought)
    until = stars.clock.now() + 30 * DAY
    premium = pays(stars, bought, recurring=True, paid_until=until)
    assert (premium.state, premium.until, premium.renews) == (ACTIVE, until, True)
    assert premium.stars_charge_id == "charge"
    assert stars.stripe.asked == 0


def test_stars_renew_by_another_payment_and_are_cancelled_under_the_first_ones_name(stars):
    bought, start = buys(stars), stars.clock.now()
    pays(stars, bought, recurring=True, paid_until=start + 30 * DAY)
    stars.passes(days=30, hours=1)
    premium = pays(stars, bought, charge="second", recurring=True, paid_until=start + 60 * DAY)
    assert (premium.cause, premium.until, premium.stars_charge_id) == (
        PremiumCause.RENEWED,
        start + 60 * DAY,
        "charge",
    )
    assert stars.outbox.news == ["on", "renewed"]
    off = stars.billing.choose_renewal(stars.anna, RenewalChoice(renews=False))
    assert (off.renews, off.can_resume) == (False, True)


def test_stars_that_do_not_come_are_missed_for_three_days(stars):
    pays(stars, buys(stars), recurring=True, paid_until=stars.clock.now() + 30 * DAY)
    stars.passes(days=30, hours=7)
    assert stars.billing.look(stars.anna).state is PremiumState.GRACE
    stars.passes(days=3)
    assert stars.outbox.news == ["on", "grace", "grace", "grace", "ended"]


def test_stars_that_are_taken_away_are_named_as_long_as_telegram_might_renew_them(stars):
    pays(stars, buys(stars), recurring=True, paid_until=stars.clock.now() + 30 * DAY)
    stars.clock.turn(minutes=5)
    operator.revoke(stars.books, stars.anna, stars.clock.now())
    premium = stars.billing.look(stars.anna)
    assert (premium.state, premium.stars_charge_id) == (PremiumState.REVOKED, "charge")
    stars.passes(days=40)
    assert stars.billing.look(stars.anna).stars_charge_id is None


@pytest.mark.parametrize("now_sold", [Rail.OFF, Rail.STRIPE_INVOICE])
def test_stars_renew_at_telegram_whatever_is_sold_now_and_can_be_cancelled(stars, now_sold):
    pays(stars, buys(stars), recurring=True, paid_until=stars.clock.now() + 30 * DAY)
    later = replace(stars.billing, books=replace(stars.books, rail=now_sold))
    premium = later.restore(stars.anna)
    assert (premium.can_cancel, premium.stars_charge_id) == (True, "charge")
    assert premium.until == stars.clock.now() + 30 * DAY
    premium = later.choose_renewal(stars.anna, RenewalChoice(renews=False))
    assert not premium.can_cancel
