"""What each Stripe that billing is given must do, whoever is behind it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from backend.billing.ports import CardPayment, Coverage, CoverageStatus, CustomerGone, HostedInvoice, PurchaseRecord
from backend.contract.premium import PlanId
from tests.contract.stripe_worlds import (
    ASKS_BANK,
    EUR,
    FAILS_LATER,
    GOOD,
    NO_FUNDS,
    REFUSALS,
    FakeWorld,
    SandboxWorld,
    World,
    purchase,
)

MONTH, YEAR = EUR[PlanId.MONTH], EUR[PlanId.YEAR]


@pytest.fixture(scope="module")
def sandbox_world() -> Iterator[SandboxWorld]:
    world = SandboxWorld()
    yield world
    world.close()


@pytest.fixture(params=["gateway", "fake"])
def world(request: pytest.FixtureRequest, sandbox_world: SandboxWorld) -> World:
    return sandbox_world if request.param == "gateway" else FakeWorld()


def subscribed(
    world: World, card: str | None = GOOD, plan: PlanId = PlanId.MONTH
) -> tuple[str, PurchaseRecord, HostedInvoice]:
    """A customer, what they bought, and the invoice for it, paid with the card."""
    bought = purchase(plan)
    customer = world.stripe.customer(bought.athlete_id, "en")
    invoice = world.stripe.subscribe(customer, bought)
    if card is not None:
        world.pays(invoice.invoice_id, card)
    return customer, bought, invoice


def coverage(world: World, customer: str) -> Coverage:
    [found] = world.stripe.coverages(customer)
    return found


# ---- customers ----


def test_an_athlete_has_one_customer_however_often_it_is_asked_for(world: World) -> None:
    athlete, other = uuid4(), uuid4()
    assert world.stripe.customer(athlete, "en") == world.stripe.customer(athlete, "de")
    assert world.stripe.customer(athlete, "en") != world.stripe.customer(other, "en")


def test_a_deleted_customer_is_gone_with_all_that_was_paid(world: World) -> None:
    customer, bought, _ = subscribed(world)
    world.stripe.delete_customer(customer)
    world.stripe.delete_customer(customer)
    assert not world.stripe.coverages(customer)
    assert world.stripe.customer(bought.athlete_id, "en") != customer, "whoever comes back begins anew"


def test_nobody_buys_for_a_customer_who_was_deleted(world: World) -> None:
    customer, bought, _ = subscribed(world, card=None)
    later = replace(purchase(), athlete_id=bought.athlete_id)
    world.stripe.delete_customer(customer)
    with pytest.raises(CustomerGone):
        world.stripe.subscribe(customer, later)
    again = world.stripe.customer(bought.athlete_id, "en")
    assert world.pays(world.stripe.subscribe(again, later).invoice_id, GOOD) == "paid"


def test_nothing_is_known_of_whom_stripe_does_not_know(world: World) -> None:
    world.stripe.delete_customer("cus_nobody")
    assert not world.stripe.coverages("cus_nobody")
    assert world.stripe.payment("pi_nothing") is None
    assert world.stripe.payment("ch_nothing") is None
    assert world.stripe.payment("whatever Telegram calls a payment") is None
    world.stripe.cancel_now("sub_nothing")


# ---- a first payment ----


def test_a_purchase_is_an_open_invoice_until_it_is_paid(world: World) -> None:
    customer, _, invoice = subscribed(world, card=None)
    found = coverage(world, customer)
    assert invoice.url.startswith("http")
    assert (found.source, found.plan, found.price) == (invoice.subscription_id, PlanId.MONTH, MONTH)
    assert (found.status, found.paid_until, found.renews) == (CoverageStatus.OPEN, None, False)
    assert found.declined is None
    assert world.stripe.last_payment_of(invoice.subscription_id) is None
    assert list(world.stripe.receipts(customer, 5)) == []


def test_two_taps_on_buy_are_one_subscription(world: World) -> None:
    customer, bought, invoice = subscribed(world, card=None)
    assert world.stripe.subscribe(customer, bought) == invoice
    assert len(world.stripe.coverages(customer)) == 1


@pytest.mark.parametrize("plan", PlanId)
def test_a_paid_invoice_is_good_for_the_plans_length(world: World, plan: PlanId) -> None:
    customer, bought, _ = subscribed(world, GOOD, plan)
    found = coverage(world, customer)
    assert (found.status, found.renews, found.plan, found.price) == (CoverageStatus.PAID, True, plan, bought.price)
    days = {PlanId.MONTH: (28, 31), PlanId.YEAR: (365, 366)}[plan]
    assert found.paid_until is not None
    assert timedelta(days=days[0]) <= found.paid_until - found.began_at <= timedelta(days=days[1])
    [receipt] = world.stripe.receipts(customer, 5)
    assert (receipt.price, receipt.plan, receipt.refunded) == (bought.price, plan, False)
    assert receipt.url is not None
    assert receipt.url.startswith("http")


@pytest.mark.parametrize(("card", "code"), REFUSALS.items())
def test_a_declined_card_leaves_the_invoice_open_and_says_why(world: World, card: str, code: str) -> None:
    customer, _, invoice = subscribed(world, card)
    found = coverage(world, customer)
    assert (found.status, found.paid_until, found.declined) == (CoverageStatus.OPEN, None, code)
    # then another card
    assert world.pays(invoice.invoice_id, GOOD) == "paid"
    found = coverage(world, customer)
    assert (found.status, found.declined) == (CoverageStatus.PAID, None)


def test_a_bank_that_asks_first_has_not_paid(world: World) -> None:
    customer, _, _ = subscribed(world, ASKS_BANK)
    assert coverage(world, customer).status is CoverageStatus.OPEN


def test_an_invoice_that_is_left_open_is_void_after_a_day(world: World) -> None:
    customer, _, invoice = subscribed(world, card=None)
    world.passes(days=1)
    assert coverage(world, customer).status is CoverageStatus.OVER
    assert world.pays(invoice.invoice_id, GOOD) == "not_open"


# ---- time goes by ----


def test_a_renewal_is_paid_by_itself_and_lengthens_what_is_paid(world: World) -> None:
    customer, _, _ = subscribed(world)
    before = coverage(world, customer)
    world.passes(days=32)
    after = coverage(world, customer)
    assert (after.source, after.status, after.began_at) == (before.source, CoverageStatus.PAID, before.began_at)
    assert before.paid_until is not None
    assert after.paid_until is not None
    assert after.paid_until - before.paid_until >= timedelta(days=28)
    latest, first = world.stripe.receipts(customer, 5)
    assert latest.paid_at > first.paid_at
    assert list(world.stripe.receipts(customer, 1)) == [latest]


def test_a_renewal_that_fails_is_tried_again_and_what_was_paid_stays_as_it_was(world: World) -> None:
    customer, _, _ = subscribed(world)
    before = coverage(world, customer)
    world.changes_card(customer, FAILS_LATER)
    world.passes(days=32)
    late = coverage(world, customer)
    assert (late.status, late.renews, late.paid_until) == (CoverageStatus.RETRYING, True, before.paid_until)
    # Stripe gives up
    world.passes(days=60)
    over = coverage(world, customer)
    assert (over.status, over.renews, over.paid_until) == (CoverageStatus.OVER, False, before.paid_until)


def test_what_was_cancelled_in_the_portal_runs_to_its_end_and_can_go_on(world: World) -> None:
    customer, _, invoice = subscribed(world)
    paid_until = coverage(world, customer).paid_until
    world.cancels(invoice.subscription_id)
    cancelled = coverage(world, customer)
    assert (cancelled.status, cancelled.renews, cancelled.paid_until) == (CoverageStatus.PAID, False, paid_until)
    world.cancels(invoice.subscription_id, renews=True)
    assert coverage(world, customer).renews
    world.cancels(invoice.subscription_id)
    world.passes(days=32)
    over = coverage(world, customer)
    assert (over.status, over.renews, over.paid_until) == (CoverageStatus.OVER, False, paid_until)


def test_renewal_is_switched_off_and_on_from_here_too(world: World) -> None:
    customer, _, invoice = subscribed(world)
    for renews in (False, False, True, True):
        world.stripe.set_renewal(invoice.subscription_id, renews)
        assert coverage(world, customer).renews is renews
    world.stripe.cancel_now(invoice.subscription_id)
    world.stripe.set_renewal(invoice.subscription_id, True)
    assert not coverage(world, customer).renews, "what has ended does not come back"


def test_cancelling_at_once_voids_what_is_open(world: World) -> None:
    customer, _, invoice = subscribed(world, card=None)
    world.stripe.cancel_now(invoice.subscription_id)
    world.stripe.cancel_now(invoice.subscription_id)
    assert coverage(world, customer).status is CoverageStatus.OVER
    assert world.pays(invoice.invoice_id, GOOD) == "not_open"


def test_cancelling_at_once_leaves_what_was_paid(world: World) -> None:
    customer, _, invoice = subscribed(world)
    paid_until = coverage(world, customer).paid_until
    world.stripe.cancel_now(invoice.subscription_id)
    found = coverage(world, customer)
    assert (found.status, found.renews, found.paid_until) == (CoverageStatus.OVER, False, paid_until)


def test_a_second_subscription_stands_beside_the_first(world: World) -> None:
    customer, bought, first = subscribed(world)
    second = world.stripe.subscribe(customer, replace(purchase(PlanId.YEAR), athlete_id=bought.athlete_id))
    world.pays(second.invoice_id, GOOD)
    found = {one.source: one.plan for one in world.stripe.coverages(customer)}
    assert found == {first.subscription_id: PlanId.MONTH, second.subscription_id: PlanId.YEAR}
    assert {receipt.plan for receipt in world.stripe.receipts(customer, 5)} == {PlanId.MONTH, PlanId.YEAR}


# ---- money goes back ----


def last_payment(world: World, invoice: HostedInvoice) -> CardPayment:
    found = world.stripe.last_payment_of(invoice.subscription_id)
    assert found is not None
    return found


def test_the_payment_behind_a_subscription_is_found(world: World) -> None:
    customer, _, invoice = subscribed(world)
    paid = last_payment(world, invoice)
    assert (paid.status, paid.price, paid.customer_id) == ("succeeded", MONTH, customer)
    assert (paid.refunded, paid.disputed) == (False, False)
    assert world.stripe.payment(paid.id) == paid


def test_a_refund_takes_the_period_back_and_the_receipt_says_so(world: World) -> None:
    customer, _, invoice = subscribed(world)
    world.stripe.refund(last_payment(world, invoice).id, f"refund:{uuid4()}")
    found = coverage(world, customer)
    assert (found.status, found.paid_until) == (CoverageStatus.REFUNDED, None)
    assert last_payment(world, invoice).refunded
    assert [receipt.refunded for receipt in world.stripe.receipts(customer, 5)] == [True]


def test_what_was_given_back_is_given_back_once(world: World) -> None:
    _, _, invoice = subscribed(world)
    paid, key = last_payment(world, invoice), f"refund:{uuid4()}"
    world.stripe.refund(paid.id, key)
    world.stripe.refund(paid.id, key)
    world.stripe.refund(paid.id, f"refund:{uuid4()}")
    assert last_payment(world, invoice).refunded


def test_a_refund_of_the_merchants_counts_and_a_part_of_it_does_not(world: World) -> None:
    customer, _, invoice = subscribed(world)
    paid = last_payment(world, invoice)
    world.returns(paid.id, amount=100)
    assert coverage(world, customer).status is CoverageStatus.PAID
    world.returns(paid.id)
    assert coverage(world, customer).status is CoverageStatus.REFUNDED


def test_a_refunded_renewal_leaves_the_period_before_it(world: World) -> None:
    customer, _, invoice = subscribed(world)
    first_end = coverage(world, customer).paid_until
    world.passes(days=32)
    world.returns(last_payment(world, invoice).id)
    found = coverage(world, customer)
    assert (found.status, found.paid_until) == (CoverageStatus.REFUNDED, first_end)


def test_a_dispute_counts_until_it_is_won(world: World) -> None:
    customer, _, invoice = subscribed(world)
    paid_until = coverage(world, customer).paid_until
    decided = world.disputes(last_payment(world, invoice).id)
    assert coverage(world, customer).status is CoverageStatus.DISPUTED
    assert last_payment(world, invoice).disputed
    decided(True)
    found = coverage(world, customer)
    assert (found.status, found.paid_until) == (CoverageStatus.PAID, paid_until)
    assert not last_payment(world, invoice).disputed


def test_a_dispute_that_is_lost_stays(world: World) -> None:
    customer, _, invoice = subscribed(world)
    world.disputes(last_payment(world, invoice).id)(False)
    assert coverage(world, customer).status is CoverageStatus.DISPUTED


# ---- cards in the chat ----


def test_a_payment_in_the_chat_is_known_by_its_id(world: World) -> None:
    paid = world.stripe.payment(world.paid_in_chat(MONTH, GOOD, save=False))
    assert paid is not None
    assert (paid.status, paid.price, paid.reusable) == ("succeeded", MONTH, False)


def test_a_card_that_was_kept_is_charged_again_and_once_for_a_key(world: World) -> None:
    paid = world.stripe.payment(world.paid_in_chat(MONTH, GOOD, save=True))
    assert paid is not None
    assert paid.reusable
    assert paid.customer_id is not None
    assert paid.payment_method_id is not None
    key = f"renewal:{uuid4()}"
    again = world.stripe.charge_saved_card(paid.customer_id, paid.payment_method_id, MONTH, key)
    assert (again.status, again.price, again.customer_id) == ("succeeded", MONTH, paid.customer_id)
    assert again.id != paid.id
    assert again.reusable, "the next month comes, too"
    assert world.stripe.charge_saved_card(paid.customer_id, paid.payment_method_id, MONTH, key).id == again.id


def test_a_kept_card_that_is_declined_is_a_status_and_no_error(world: World) -> None:
    paid = world.stripe.payment(world.paid_in_chat(MONTH, FAILS_LATER, save=True))
    assert paid is not None
    assert paid.customer_id is not None
    assert paid.payment_method_id is not None
    key = f"renewal:{uuid4()}"
    for _ in range(2):
        refused = world.stripe.charge_saved_card(paid.customer_id, paid.payment_method_id, MONTH, key)
        assert refused.status == "requires_payment_method"
        assert refused.decline_code is not None


def test_a_payment_that_failed_is_not_worth_anything(world: World) -> None:
    failed = world.stripe.payment(world.paid_in_chat(MONTH, NO_FUNDS, save=False))
    assert failed is not None
    assert (failed.status, failed.decline_code) == ("requires_payment_method", "insufficient_funds")


# ---- events lead to a customer ----


def test_an_events_subject_leads_to_the_customer(world: World) -> None:
    customer, _, invoice = subscribed(world)
    paid = last_payment(world, invoice)
    for subject in (
        {"customer": customer},
        {"subscription": invoice.subscription_id},
        {"invoice": invoice.invoice_id},
        {"payment_intent": paid.id},
        {"charge": "ch_nothing", "payment_intent": paid.id},
    ):
        assert world.stripe.customer_of(subject) == customer, subject
    alone = world.paid_in_chat(MONTH, GOOD, save=False)
    for subject in ({}, {"charge": "ch_nothing"}, {"payment_intent": alone}):
        assert world.stripe.customer_of(subject) is None, subject


def test_the_portal_opens_for_the_customer(world: World) -> None:
    customer, _, _ = subscribed(world)
    assert world.stripe.portal(customer, "https://t.me/bot").startswith("http")
