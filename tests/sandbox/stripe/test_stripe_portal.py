"""The billing portal's sessions and configurations."""

import pytest
import stripe

from tests.fakes.shop import PAYS, Shop
from tests.sandbox.conftest import Time

FEATURES = {
    "features": {
        "invoice_history": {"enabled": True},
        "payment_method_update": {"enabled": True},
        "subscription_cancel": {"enabled": True, "mode": "at_period_end"},
    }
}


async def test_without_a_configuration_there_is_no_session(shop: Shop) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="default configuration has not been created"):
        await shop.ask(shop.v1.billing_portal.sessions.create, {"customer": await shop.customer()})


async def test_a_session_is_found_by_its_address_for_an_hour(shop: Shop, time: Time) -> None:
    configuration = await shop.ask(shop.v1.billing_portal.configurations.create, FEATURES)
    assert configuration.features.subscription_cancel.mode == "at_period_end"
    customer = await shop.customer()
    session = await shop.ask(
        shop.v1.billing_portal.sessions.create,
        {"customer": customer, "configuration": configuration.id, "return_url": "https://example.com/back"},
    )
    assert session.url.startswith(f"{shop.local.base_url}/portal/")
    word = session.url.rpartition("/")[2]
    found = shop.local.portal_by_token(word)
    assert found is not None
    assert (found["customer"], found["return_url"]) == (customer, "https://example.com/back")
    time.now += 3_600
    assert shop.local.portal_by_token(word) is None
    assert shop.local.portal_by_token("never-made") is None


async def test_configurations_are_listed_and_changed(shop: Shop) -> None:
    made = await shop.ask(shop.v1.billing_portal.configurations.create, FEATURES)
    changed = await shop.ask(
        shop.v1.billing_portal.configurations.update, made.id, {"features": {"invoice_history": {"enabled": False}}}
    )
    assert (changed.features.invoice_history.enabled, changed.features.subscription_cancel.enabled) == (False, True)
    listed = await shop.ask(shop.v1.billing_portal.configurations.list, {"active": True})
    assert [one.id for one in listed.data] == [made.id]


async def test_what_is_done_in_the_portal_is_told(shop: Shop) -> None:
    made = await shop.subscribed()
    shop.local.set_renewal(made.id, renews=False)
    assert (await shop.fresh(made)).cancel_at_period_end
    assert shop.told()[-1] == "customer.subscription.updated"
    shop.local.set_renewal(made.id, renews=False)
    assert shop.told().count("customer.subscription.updated") == 2
    outcome = shop.local.save_card(str(made.customer), "5555 5555 5555 4444")
    assert outcome.status == "paid"
    changed = await shop.fresh(made)
    method = await shop.ask(shop.v1.payment_methods.retrieve, str(changed.default_payment_method))
    assert method.card is not None
    assert method.card.last4 == "4444"


async def test_receipts_and_invoices_have_pages_to_be_found_by(shop: Shop) -> None:
    made = await shop.subscribed(PAYS)
    invoice = made["latest_invoice"]
    found = shop.local.invoice_by_token(invoice["hosted_invoice_url"].rpartition("/")[2])
    assert found is not None
    assert found["id"] == invoice["id"]
    charge = (await shop.intent_of(invoice["id"]))["latest_charge"]
    receipt = shop.local.charge_by_receipt(charge["receipt_url"].rpartition("/")[2])
    assert receipt is not None
    assert receipt["id"] == charge["id"]
    assert shop.local.charge_by_receipt("none") is None
    assert shop.local.invoice_by_token("none") is None
    assert shop.local.intent_by_secret("none") is None
