"""What an athlete and an operator can do about premium that is paid by invoice."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from backend.billing import operator
from backend.billing.exporting import exported
from backend.billing.gate import has_premium
from backend.billing.no_stripe import no_stripe
from backend.billing.ports import PurchaseState, StripeEvent
from backend.contract.premium import (
    Buy,
    Closed,
    PlanId,
    PremiumCause,
    PremiumState,
    Rail,
    RenewalChoice,
)
from backend.errors import (
    AlreadyPremium,
    NoConsent,
    NotForSale,
    PurchaseNotFound,
    StripeUnavailable,
)
from tests.fakes.billing import BillingWorld

DAY = timedelta(days=1)
ACTIVE, FREE, REVOKED = PremiumState.ACTIVE, PremiumState.FREE, PremiumState.REVOKED
CANCEL, RESUME = RenewalChoice(renews=False), RenewalChoice(renews=True)


@pytest.fixture
def world() -> BillingWorld:
    return BillingWorld()


def buys(world: BillingWorld, plan: PlanId = PlanId.MONTH):
    return world.billing.buy(world.anna, Buy(id=uuid4(), plan=plan))


def has_bought(world: BillingWorld, plan: PlanId = PlanId.MONTH) -> None:
    buys(world, plan)
    world.stripe.pays(f"sub_{len(world.stripe.subscriptions) - 1}")
    world.ticks(2)


# ---- buying ----


@pytest.mark.parametrize(
    ("zone", "currency"),
    [
        ("Europe/Berlin", "EUR"),
        ("America/New_York", "USD"),
        ("Europe/London", "GBP"),
        ("Europe/Zurich", "CHF"),
        ("Asia/Tokyo", "EUR"),
        ("UTC", "EUR"),
    ],
)
def test_prices_are_in_the_athletes_currency_or_else_in_the_default_one(zone, currency):
    world = BillingWorld(zone=zone)
    assert {one.price.currency for one in world.billing.look(world.anna).plans} == {currency}
    assert buys(world).price.currency == currency


def test_whoever_moves_goes_on_paying_in_their_currency(world):
    has_bought(world)
    athlete = world.athletes.athletes[world.anna]
    world.athletes.athletes[world.anna] = athlete.model_copy(update={"zone": "America/New_York"})
    assert world.billing.look(world.anna).plans[0].price.currency == "EUR"


def test_two_taps_are_one_purchase_and_so_is_the_same_tap_twice(world):
    tap = Buy(id=uuid4(), plan=PlanId.MONTH)
    first = world.billing.buy(world.anna, tap)
    assert world.billing.buy(world.anna, tap) == first == buys(world)
    assert len(world.stripe.subscriptions) == 1
    assert world.billing.look(world.anna).open_purchase == first
    assert not first.paid


def test_the_other_plan_voids_the_first_ones_invoice(world):
    tap = Buy(id=uuid4(), plan=PlanId.MONTH)
    world.billing.buy(world.anna, tap)
    year = buys(world, PlanId.YEAR)
    assert [one.word for one in world.stripe.subscriptions.values()] == ["canceled", "incomplete"]
    assert world.billing.look(world.anna).open_purchase == year
    with pytest.raises(PurchaseNotFound):
        world.billing.buy(world.anna, tap)
    world.ticks(3)
    assert world.outbox.news == [], "they know"


def test_who_has_premium_that_renews_or_could_cannot_buy_it_twice(world):
    has_bought(world)
    with pytest.raises(AlreadyPremium):
        buys(world, PlanId.YEAR)
    world.billing.choose_renewal(world.anna, CANCEL)
    with pytest.raises(AlreadyPremium):
        buys(world, PlanId.YEAR)  # it would be for days that are paid; what was cancelled can be resumed
    world.passes(days=31)
    assert buys(world).url


def test_what_was_paid_a_moment_ago_is_seen_before_it_is_sold_again(world):
    buys(world)
    world.stripe.pays("sub_0")
    with pytest.raises(AlreadyPremium):
        buys(world)
    assert world.outbox.news == ["on"]


def test_while_stripe_is_away_nothing_is_sold_and_the_same_tap_works_later(world):
    tap = Buy(id=uuid4(), plan=PlanId.MONTH)
    world.stripe.away = True
    with pytest.raises(StripeUnavailable):
        world.billing.buy(world.anna, tap)
    assert world.billing.look(world.anna).open_purchase is None
    world.stripe.away = False
    assert world.billing.buy(world.anna, tap).id == tap.id


def test_a_declined_card_is_told_once_and_the_invoice_stays_open(world):
    buys(world)
    world.stripe.subscriptions["sub_0"].declined = "generic_decline"
    world.ticks(5)
    assert world.outbox.news == ["declined"]
    assert world.billing.look(world.anna).open_purchase is not None
    world.stripe.pays("sub_0")
    world.ticks(2)
    assert world.outbox.news == ["declined", "on"]
    assert world.store.purchases(world.anna, 1)[0].state is PurchaseState.PAID


def test_an_invoice_that_is_left_open_is_told_of_once_and_nothing_changes(world):
    buys(world)
    world.passes(hours=23)
    world.stripe.subscriptions["sub_0"].word = "canceled"
    world.passes(hours=3)
    assert world.outbox.news == ["expired"]
    premium = world.billing.look(world.anna)
    assert (premium.state, premium.open_purchase) == (FREE, None)
    assert world.store.account(world.anna).look_again_at is None, "nobody looks any more"


def test_nothing_is_sold_where_it_is_included():
    world = BillingWorld(Rail.OFF)
    premium = world.billing.look(world.anna)
    assert (premium.state, premium.cause, premium.plans) == (ACTIVE, PremiumCause.INCLUDED, ())
    with pytest.raises(NotForSale):
        buys(world)
    assert has_premium(world.store, Rail.OFF, world.anna, world.clock.now())


def test_who_is_not_there_has_nothing(world):
    for ask in (world.billing.look, world.billing.restore, world.billing.close, world.billing.open_portal):
        with pytest.raises(NoConsent):
            ask(uuid4())


def test_who_is_erased_while_they_buy_leaves_no_customer(world):
    made = world.stripe.customer

    def erased_meanwhile(*arguments):
        id_ = made(*arguments)
        world.store.erase(world.anna)
        return id_

    world.stripe.customer = erased_meanwhile
    with pytest.raises(NoConsent):
        buys(world)
    assert world.stripe.customers == set()


# ---- using ----


def test_premium_is_asked_for_in_one_place(world):
    def works() -> bool:
        return has_premium(world.store, world.books.rail, world.anna, world.clock.now())

    assert not works()
    has_bought(world)
    assert works()
    world.clock.turn(days=40)  # and nobody looked: it ends all the same
    assert not works()


def test_looking_asks_stripe_for_receipts_only_and_does_without(world):
    has_bought(world)
    assert len(world.billing.look(world.anna).receipts) == 1
    world.stripe.away = True
    premium = world.billing.look(world.anna)
    assert (premium.state, premium.receipts) == (ACTIVE, ())
    with pytest.raises(StripeUnavailable):
        world.billing.restore(world.anna)


def test_the_portal_is_for_who_has_bought_something(world):
    with pytest.raises(NotForSale):
        world.billing.open_portal(world.anna)
    has_bought(world)
    assert world.billing.look(world.anna).can_manage
    assert "https://t.me/bot" in world.billing.open_portal(world.anna).url


# ---- cancelling, and what Stripe does ----


def test_what_is_cancelled_here_runs_to_its_end_and_can_be_resumed(world):
    has_bought(world)
    off = world.billing.choose_renewal(world.anna, CANCEL)
    assert (off.state, off.renews, off.can_resume, off.cause) == (ACTIVE, False, True, PremiumCause.CANCELLED)
    assert world.billing.choose_renewal(world.anna, RESUME).renews
    world.billing.choose_renewal(world.anna, CANCEL)
    world.passes(days=31)
    assert world.outbox.news == ["on", "ended"]
    with pytest.raises(PurchaseNotFound):
        world.billing.choose_renewal(world.anna, RESUME)


def test_what_is_cancelled_in_the_portal_is_told(world):
    has_bought(world)
    for ends_itself in (True, False):
        world.stripe.subscriptions["sub_0"].ends_itself = ends_itself
        world.billing.restore(world.anna)
    assert world.outbox.news == ["on", "cancelled", "resumed"]


def test_a_renewal_is_told_and_is_revenue(world):
    has_bought(world)
    world.passes(days=29)
    world.stripe.pays("sub_0")
    world.passes(days=3)
    assert world.outbox.news == ["on", "renewed"]
    assert world.counts.totals["RevenueMinor", "EUR"] == 2 * 790
    assert world.counts.totals["PremiumStarted", "paid"] == 1


def test_coming_back_after_the_end_is_premium_again(world):
    has_bought(world)
    world.stripe.subscriptions["sub_0"].ends_itself = True
    world.billing.restore(world.anna)
    world.passes(days=40)
    world.stripe.subscriptions["sub_0"].word = "canceled"
    has_bought(world, PlanId.YEAR)
    assert world.outbox.news == ["on", "cancelled", "ended", "on"]
    assert world.billing.look(world.anna).plan is PlanId.YEAR


def test_another_plan_bought_in_grace_ends_the_one_that_fails_and_gives_nothing_back(world):
    has_bought(world)
    world.passes(days=29)
    world.stripe.subscriptions["sub_0"].word = "past_due"
    world.passes(days=2)
    assert world.billing.look(world.anna).state is PremiumState.GRACE
    has_bought(world, PlanId.YEAR)
    assert world.stripe.subscriptions["sub_0"].word == "canceled"
    assert world.stripe.refunded == []
    assert world.billing.look(world.anna).state is ACTIVE


# ---- leaving ----


def test_leaving_ends_everything_at_stripe_first(world):
    has_bought(world)
    assert world.billing.close(world.anna) == Closed(subscriptions_cancelled=1, customer_deleted=True)
    assert world.billing.close(world.anna) == Closed()
    assert world.stripe.customers == set()
    world.store.erase(world.anna)
    assert world.store.customers_to_delete(9) == []


def test_who_leaves_while_stripe_is_away_is_deleted_there_later(world):
    has_bought(world)
    world.stripe.away = True
    assert world.billing.close(world.anna) == Closed()
    world.store.erase(world.anna)
    world.ticks(5)
    assert len(world.stripe.customers) == 1
    world.stripe.away = False
    world.ticks(1)
    assert (world.stripe.customers, world.store.customers_to_delete(9)) == (set(), [])


def test_everything_stored_can_be_taken_away(world):
    has_bought(world)
    taken = exported(world.store, world.anna, world.clock.now())
    assert (taken.state, len(taken.changes), [one.state for one in taken.purchases]) == (ACTIVE, 1, ["paid"])
    assert taken.customer_id in world.stripe.customers


def test_what_was_paid_by_an_earlier_rail_runs_to_its_end_without_its_key(world):
    has_bought(world)
    later = replace(world.books, stripe=no_stripe(), rail=Rail.STARS)
    billing = replace(world.billing, books=later)
    world.clock.turn(days=10)
    assert billing.restore(world.anna).state is ACTIVE
    world.clock.turn(days=25)
    assert billing.restore(world.anna).state is PremiumState.ENDED
    assert billing.buy(world.anna, Buy(id=uuid4(), plan=PlanId.MONTH)).price.currency == "XTR"


def test_a_subscription_of_before_can_be_cancelled_where_nothing_is_sold_now(world):
    has_bought(world)
    billing = replace(world.billing, books=replace(world.books, rail=Rail.OFF))
    premium = billing.restore(world.anna)
    assert (premium.cause, premium.can_cancel, premium.until) == (
        PremiumCause.INCLUDED,
        True,
        world.store.account(world.anna).until,
    )
    premium = billing.choose_renewal(world.anna, CANCEL)
    assert (premium.works, premium.can_cancel, premium.until) == (True, False, None)
    assert world.stripe.subscriptions["sub_0"].ends_itself


# ---- the clock ----


def test_one_athletes_trouble_holds_up_nobody(world, caplog):
    buys(world)
    ben = world.new_athlete()
    world.clock.turn(seconds=1)
    world.billing.buy(ben, Buy(id=uuid4(), plan=PlanId.MONTH))
    mine = world.store.account(world.anna).customer_id
    asked = world.stripe.coverages

    def broken_for_anna(customer_id):
        if customer_id == mine:
            raise ValueError("a subscription of anna@example.org is odd")
        return asked(customer_id)

    world.stripe.coverages = broken_for_anna
    world.stripe.pays("sub_1")
    world.ticks(3)
    assert world.billing.look(ben).state is ACTIVE
    assert "ValueError" in caplog.text
    assert "anna" not in caplog.text
    world.stripe.coverages = asked
    world.stripe.pays("sub_0")
    world.passes(days=1, hours=1)
    assert world.billing.look(world.anna).state is ACTIVE


def test_while_stripe_is_away_the_clock_asks_a_few_times_only(world):
    athletes = [world.new_athlete() for _ in range(20)]
    for athlete in athletes:
        world.billing.buy(athlete, Buy(id=uuid4(), plan=PlanId.MONTH))
    world.clock.turn(minutes=2)
    world.stripe.away = True
    asked = world.stripe.asked
    world.billing.tick(world.clock.now(), 100)
    assert world.stripe.asked - asked <= 3


def test_an_event_that_was_stored_and_not_dealt_with_is_the_clocks(world):
    buys(world)
    world.stripe.pays("sub_0")
    customer = world.store.account(world.anna).customer_id
    world.store.add_event(StripeEvent("evt_1", "invoice.paid", world.clock.now(), {"customer": customer}))
    world.store.add_event(StripeEvent("evt_2", "invoice.paid", world.clock.now(), {"customer": "cus_of_others"}))
    world.store.add_event(StripeEvent("evt_3", "invoice.paid", world.clock.now(), {"invoice": "in_sub_0"}))
    world.store.add_event(StripeEvent("evt_4", "balance.available", world.clock.now()))
    world.ticks(2)
    assert world.outbox.news == ["on"]
    assert world.store.unfinished_events(world.clock.now() + DAY, 9) == []
    world.passes(days=32)
    assert world.store.add_event(StripeEvent("evt_4", "balance.available", world.clock.now())), "forgotten by now"


# ---- the operator ----


def test_what_is_granted_is_premium_until_its_end(world):
    now = world.clock.now()
    world.stripe.away = True
    operator.grant(world.books, world.anna, now + 10 * DAY, now)
    premium = world.billing.look(world.anna)
    assert (premium.state, premium.cause, premium.until) == (ACTIVE, PremiumCause.GRANTED, now + 10 * DAY)
    assert (premium.can_cancel, premium.can_manage, premium.can_resume) == (False, False, False)
    world.passes(days=11)
    assert world.outbox.news == ["granted", "ended"]
    assert world.counts.totals.get(("RevenueMinor", "EUR")) is None


def test_a_longer_grant_outlasts_a_purchase(world):
    has_bought(world)
    operator.grant(world.books, world.anna, world.clock.now() + 90 * DAY, world.clock.now())
    assert world.billing.look(world.anna).cause is PremiumCause.GRANTED
    operator.grant(world.books, world.anna, world.clock.now() + DAY, world.clock.now())
    assert world.billing.look(world.anna).cause is PremiumCause.PAID


def test_what_is_paid_beside_a_longer_grant_is_told_each_time(world):
    operator.grant(world.books, world.anna, world.clock.now() + 90 * DAY, world.clock.now())
    has_bought(world)
    assert world.outbox.news == ["granted", "paid"], "nothing changes, but the card waits for an answer"
    world.passes(days=29)
    world.stripe.pays("sub_0")
    world.billing.restore(world.anna)
    world.ticks(3)
    assert world.outbox.news == ["granted", "paid", "paid"]


def test_what_is_taken_away_is_gone_until_it_is_bought_again(world):
    has_bought(world)
    operator.revoke(world.books, world.anna, world.clock.now())
    premium = world.billing.restore(world.anna)
    assert (premium.state, premium.cause) == (REVOKED, PremiumCause.WITHDRAWN)
    assert world.stripe.subscriptions["sub_0"].word == "canceled"
    assert world.outbox.news == ["on", "revoked"]
    world.clock.turn(minutes=5)
    has_bought(world)
    assert world.billing.look(world.anna).state is ACTIVE


def test_the_operator_sees_all_that_is_stored_without_asking_anybody(world):
    has_bought(world)
    asked = world.stripe.asked
    shown = operator.show(world.books, world.anna)
    assert (shown.account.state, len(shown.changes), len(shown.purchases), shown.payments) == (ACTIVE, 1, 1, [])
    assert world.stripe.asked == asked


def test_nobody_is_granted_anything_who_is_not_there(world):
    with pytest.raises(NoConsent):
        operator.grant(world.books, uuid4(), world.clock.now() + DAY, world.clock.now())
