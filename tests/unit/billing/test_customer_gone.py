"""The merchant deletes a customer in Stripe's dashboard: whoever it was can buy again all the same."""

from uuid import uuid4

from backend.contract.premium import Buy, PlanId, PremiumState
from tests.fakes.billing import BillingWorld


def test_an_athlete_whose_customer_was_deleted_at_stripe_buys_as_a_new_one() -> None:
    # GIVEN an athlete who had a subscription, and whose customer the merchant deleted
    world = BillingWorld()
    first = world.billing.buy(world.anna, Buy(id=uuid4(), plan=PlanId.MONTH))
    world.stripe.pays(world.store.purchases(world.anna, 1)[0].subscription_id or "")
    world.ticks()
    before = world.store.account(world.anna)
    assert before.state is PremiumState.ACTIVE
    world.stripe.customers.clear()
    world.passes(days=31)
    assert world.store.account(world.anna).state is not PremiumState.ACTIVE
    # WHEN they buy again
    again = world.billing.buy(world.anna, Buy(id=uuid4(), plan=PlanId.MONTH))
    # THEN there is an invoice for a new customer, and it counts
    assert again.url is not None
    assert again.url != first.url
    account = world.store.account(world.anna)
    assert account.customer_id not in (None, before.customer_id)
    world.stripe.pays(world.store.purchases(world.anna, 1)[0].subscription_id or "")
    world.ticks()
    assert world.store.account(world.anna).state is PremiumState.ACTIVE
