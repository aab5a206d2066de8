"""Payment intents by themselves: on- and off-session, declines, refunds, disputes, cards kept for later."""

import pytest
import stripe

from sandbox.stripe import TEST_CARDS
from tests.fakes.shop import ASKS_ALWAYS, ASKS_FIRST, DECLINED, DISPUTED, FAILS_LATER, PAYS, Shop

EUROS = {"amount": 790, "currency": "eur"}


async def card_on_file(shop: Shop, card: str) -> dict:
    """What is needed to charge a customer's saved card."""
    customer = await shop.customer()
    intent = shop.local.charge_card(790, "eur", card, customer=customer, save=True)
    if intent["status"] == "requires_action":
        intent = shop.local.authenticate(intent["id"], passed=True)
    return {"customer": customer, "payment_method": intent["payment_method"]}


async def test_created_and_confirmed_at_once(shop: Shop) -> None:
    intent = await shop.ask(
        shop.v1.payment_intents.create,
        {**EUROS, "payment_method": "pm_card_visa", "confirm": True, "expand": ["latest_charge"]},
    )
    assert (intent.status, intent.amount_received) == ("succeeded", 790)
    charge = intent["latest_charge"]
    assert (charge["paid"], charge["captured"], charge["refunded"], charge["disputed"]) == (True, True, False, False)
    assert charge["payment_method_details"]["card"]["last4"] == "4242"


async def test_a_saved_card_is_charged_without_its_holder(shop: Shop) -> None:
    saved = await card_on_file(shop, PAYS)
    intent = await shop.ask(shop.v1.payment_intents.create, {**EUROS, **saved, "confirm": True, "off_session": True})
    assert intent.status == "succeeded"


@pytest.mark.parametrize(
    ("card", "code"), [(FAILS_LATER, "card_declined"), (ASKS_ALWAYS, "authentication_required"), (ASKS_FIRST, None)]
)
async def test_a_saved_card_may_be_declined_later(shop: Shop, card: str, code: str | None) -> None:
    saved = await card_on_file(shop, card)
    parameters = {**EUROS, **saved, "confirm": True, "off_session": True}
    if code is None:
        assert (await shop.ask(shop.v1.payment_intents.create, parameters)).status == "succeeded"
        return
    with pytest.raises(stripe.CardError) as refused:
        await shop.ask(shop.v1.payment_intents.create, parameters)
    # the error carries the intent, so that it can be looked at and confirmed again
    error = refused.value
    assert (error.code, error.http_status) == (code, 402)
    assert error.error is not None
    assert error.error.payment_intent is not None
    assert error.error.payment_intent.status == "requires_payment_method"


async def test_a_card_that_was_not_saved_cannot_be_charged_again(shop: Shop) -> None:
    intent = shop.local.charge_card(790, "eur", PAYS)
    assert intent["customer"] is None
    with pytest.raises(stripe.InvalidRequestError, match="not attached to a Customer"):
        await shop.ask(
            shop.v1.payment_intents.create,
            {**EUROS, "payment_method": intent["payment_method"], "confirm": True, "off_session": True},
        )


async def test_somebody_elses_card_is_refused(shop: Shop) -> None:
    saved, other = await card_on_file(shop, PAYS), await shop.customer()
    with pytest.raises(stripe.InvalidRequestError, match="belongs to another Customer"):
        await shop.ask(
            shop.v1.payment_intents.create,
            {**EUROS, "customer": other, "payment_method": saved["payment_method"], "confirm": True},
        )


async def test_declined_then_confirmed_with_another_card(shop: Shop) -> None:
    intent = await shop.ask(shop.v1.payment_intents.create, EUROS)
    assert intent.status == "requires_payment_method"
    with pytest.raises(stripe.CardError, match="Your card was declined"):
        await shop.ask(shop.v1.payment_intents.confirm, intent.id, {"payment_method": "pm_card_chargeDeclined"})
    paid = await shop.ask(shop.v1.payment_intents.confirm, intent.id, {"payment_method": "pm_card_visa"})
    assert paid.status == "succeeded"
    with pytest.raises(stripe.InvalidRequestError) as again:
        await shop.ask(shop.v1.payment_intents.confirm, intent.id, {"payment_method": "pm_card_visa"})
    assert again.value.code == "payment_intent_unexpected_state"
    charges = await shop.ask(shop.v1.charges.list, {"payment_intent": intent.id})
    assert [charge.status for charge in charges.data] == ["succeeded", "failed"]


async def test_an_intent_that_was_cancelled_takes_nothing(shop: Shop) -> None:
    intent = await shop.ask(shop.v1.payment_intents.create, EUROS)
    cancelled = await shop.ask(
        shop.v1.payment_intents.cancel, intent.id, {"cancellation_reason": "requested_by_customer"}
    )
    assert cancelled.status == "canceled"
    with pytest.raises(stripe.InvalidRequestError):
        await shop.ask(shop.v1.payment_intents.confirm, intent.id, {"payment_method": "pm_card_visa"})


async def test_what_telegram_charges_can_be_looked_up(shop: Shop) -> None:
    declined = shop.local.charge_card(790, "EUR", DECLINED)
    assert declined["status"] == "requires_payment_method"
    assert declined["last_payment_error"]["message"] == "Your card was declined."
    paid = shop.local.charge_card(790, "EUR", PAYS, metadata={"purchase": "p1"})
    found = await shop.ask(shop.v1.payment_intents.retrieve, paid["id"])
    assert (found.status, found.amount, found.currency, found.metadata.to_dict()) == (
        "succeeded",
        790,
        "eur",
        {"purchase": "p1"},
    )


async def test_a_payment_is_refunded_once(shop: Shop) -> None:
    intent = shop.local.charge_card(790, "eur", PAYS)
    refund = await shop.ask(shop.v1.refunds.create, {"payment_intent": intent["id"]})
    assert (refund.status, refund.amount) == ("succeeded", 790)
    charge = await shop.ask(shop.v1.charges.retrieve, intent["latest_charge"], {"expand": ["refunds"]})
    assert (charge.refunded, charge.amount_refunded) == (True, 790)
    assert charge.refunds is not None
    assert [one.id for one in charge.refunds.data] == [refund.id]
    with pytest.raises(stripe.InvalidRequestError) as again:
        await shop.ask(shop.v1.refunds.create, {"payment_intent": intent["id"]})
    assert again.value.code == "charge_already_refunded"
    assert shop.told()[-2:] == ["refund.created", "charge.refunded"]


async def test_a_part_is_refunded(shop: Shop) -> None:
    intent = shop.local.charge_card(790, "eur", PAYS)
    await shop.ask(shop.v1.refunds.create, {"charge": intent["latest_charge"], "amount": 300})
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded amount"):
        await shop.ask(shop.v1.refunds.create, {"charge": intent["latest_charge"], "amount": 500})
    charge = await shop.ask(shop.v1.charges.retrieve, intent["latest_charge"])
    assert (charge.refunded, charge.amount_refunded) == (False, 300)


async def test_a_dispute_opens_an_hour_later_and_is_decided(shop: Shop) -> None:
    intent = shop.local.charge_card(790, "eur", DISPUTED)
    assert (await shop.ask(shop.v1.disputes.list, {"payment_intent": intent["id"]})).data == []
    shop.local.advance(3_600)
    (dispute,) = (await shop.ask(shop.v1.disputes.list, {"payment_intent": intent["id"]})).data
    assert (dispute.status, dispute.amount, dispute.reason) == ("needs_response", 790, "fraudulent")
    assert (await shop.ask(shop.v1.charges.retrieve, intent["latest_charge"])).disputed
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await shop.ask(shop.v1.refunds.create, {"payment_intent": intent["id"]})
    assert refused.value.code == "charge_disputed"
    assert (await shop.ask(shop.v1.disputes.close, dispute.id)).status == "lost"
    assert shop.told()[-3:] == [
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.closed",
    ]


async def test_any_payment_can_be_disputed_and_won(shop: Shop) -> None:
    intent = shop.local.charge_card(790, "eur", PAYS)
    dispute = shop.local.open_dispute(intent["latest_charge"], "product_not_received")
    shop.local.close_dispute(dispute["id"], won=True)
    assert (await shop.ask(shop.v1.disputes.retrieve, dispute["id"])).status == "won"
    assert shop.told()[-1] == "charge.dispute.funds_reinstated"


async def test_cards_are_attached_listed_and_detached(shop: Shop) -> None:
    customer = await shop.customer()
    made = await shop.ask(
        shop.v1.payment_methods.create,
        {"type": "card", "card": {"number": "4242424242424242", "exp_month": 8, "exp_year": 30, "cvc": "123"}},
    )
    assert made.card is not None
    assert (made.card.last4, made.card.exp_month, made.card.exp_year) == ("4242", 8, 2030)
    await shop.ask(shop.v1.payment_methods.attach, made.id, {"customer": customer})
    listed = await shop.ask(shop.v1.customers.payment_methods.list, customer)
    assert [one.id for one in listed.data] == [made.id]
    await shop.ask(shop.v1.payment_methods.detach, made.id)
    assert (await shop.ask(shop.v1.payment_methods.list, {"customer": customer, "type": "card"})).data == []


def test_every_test_card_can_be_told_by_its_last_digits() -> None:
    assert len({card.last4 for card in TEST_CARDS}) == len(TEST_CARDS)
