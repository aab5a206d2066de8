"""Subscriptions for which nobody expects to be charged any more: they are ended at Stripe, too."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from backend.contract.premium import Buy, PlanId, PremiumCause, PremiumState, RenewalChoice
from tests.fakes.billing import BillingWorld, FakeSubscription

CANCEL = RenewalChoice(renews=False)


@pytest.fixture
def world() -> BillingWorld:
    """Anna has bought a month."""
    world = BillingWorld()
    world.billing.buy(world.anna, Buy(id=uuid4(), plan=PlanId.MONTH))
    world.stripe.pays("sub_0")
    world.ticks(2)
    return world


def subscription(world: BillingWorld) -> FakeSubscription:
    return world.stripe.subscriptions["sub_0"]


def month_is_over(world: BillingWorld, word: str) -> None:
    """It is over since two hours, and Stripe calls the subscription this."""
    [(end, _)] = subscription(world).periods
    world.passes(seconds=(end - world.clock.now()).total_seconds() - 60)
    subscription(world).word = word
    world.passes(hours=2)


def test_who_cancels_while_the_renewal_is_unpaid_is_not_charged_any_more(world):
    month_is_over(world, "past_due")
    assert world.billing.look(world.anna).state is PremiumState.GRACE
    premium = world.billing.choose_renewal(world.anna, CANCEL)
    assert (premium.state, premium.can_cancel) == (PremiumState.ENDED, False)
    assert subscription(world).word == "canceled", "Stripe would go on trying for weeks"
    assert premium.until == world.clock.now()
    world.passes(days=5)
    assert world.outbox.news == ["on", "grace"], "they know that it has ended, and want no reminder"


def test_who_cancels_in_the_portal_while_the_renewal_is_unpaid_is_told_that_it_has_ended(world):
    month_is_over(world, "past_due")
    subscription(world).ends_itself = True
    world.billing.restore(world.anna)
    assert subscription(world).word == "canceled"
    assert world.outbox.news == ["on", "grace", "ended"]


def test_who_cancels_while_stripe_prepares_the_renewal_is_not_charged(world):
    month_is_over(world, "active")
    assert world.billing.look(world.anna).state is PremiumState.ACTIVE
    assert world.billing.choose_renewal(world.anna, CANCEL).state is PremiumState.ENDED
    assert subscription(world).word == "canceled"


def test_who_was_told_that_premium_has_ended_is_not_charged_later(world):
    month_is_over(world, "past_due")
    world.passes(days=3)
    assert world.outbox.news == ["on", "grace", "grace", "grace", "ended"]
    assert subscription(world).word == "canceled", "Stripe would go on trying for weeks"
    world.passes(days=5)
    assert len(world.outbox.news) == 5
    [(end, _)] = subscription(world).periods
    premium = world.billing.look(world.anna)
    assert (premium.cause, premium.until) == (PremiumCause.RENEWAL_FAILED, end + timedelta(days=3)), "as was promised"
    assert len(premium.changes) == 3


def test_until_grace_is_over_stripe_goes_on_trying(world):
    month_is_over(world, "past_due")
    world.passes(days=2.9)
    assert subscription(world).word == "past_due"
    world.stripe.pays("sub_0")
    world.passes(days=2)
    assert world.outbox.news[-1] == "renewed"
    assert subscription(world).word == "active"


@pytest.mark.parametrize("how", ["refunds", "disputes"])
def test_what_was_given_back_or_is_disputed_does_not_renew(world, how):
    [(_, payment)] = subscription(world).periods
    getattr(world.stripe, how)(payment)
    world.billing.restore(world.anna)
    assert world.billing.look(world.anna).state is PremiumState.REVOKED
    assert subscription(world).word == "canceled"
    assert world.stripe.refunded == [], "that was somebody else's"


def test_what_is_cancelled_runs_to_its_end_first(world):
    world.billing.choose_renewal(world.anna, CANCEL)
    world.passes(days=20)
    assert subscription(world).word == "active", "it can still be resumed"


def test_what_the_operator_has_paused_is_left_alone(world):
    asked = world.stripe.coverages
    world.stripe.coverages = lambda customer_id: [replace(one, renews=False) for one in asked(customer_id)]
    month_is_over(world, "active")
    world.passes(days=10)
    assert subscription(world).word == "active"
