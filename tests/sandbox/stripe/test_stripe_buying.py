"""The first payment of a subscription: from the invoice's page to active, with every kind of card."""

import pytest
import stripe

from tests.fakes.shop import (
    ASKS_ALWAYS,
    ASKS_FIRST,
    DAY,
    DECLINED,
    DISPUTED,
    EXPIRED,
    FAILS_LATER,
    NO_FUNDS,
    PAYS,
    Shop,
)

HOUR = 3_600


async def test_a_new_subscription_waits_for_its_invoice(shop: Shop) -> None:
    # WHEN a subscription is made by default_incomplete
    made = await shop.subscribe(await shop.customer())
    # THEN it is incomplete, and its invoice open, with a page to pay it on
    invoice = made["latest_invoice"]
    assert (made.status, invoice["status"], invoice["amount_due"], invoice["currency"]) == (
        "incomplete",
        "open",
        790,
        "eur",
    )
    assert invoice["hosted_invoice_url"].startswith(f"{shop.local.base_url}/pay/")
    assert invoice["parent"]["subscription_details"]["subscription"] == made.id
    # AND nothing was taken, nobody's card is known
    intent = await shop.intent_of(invoice["id"])
    assert (intent.status, intent.amount, intent.latest_charge) == ("requires_payment_method", 790, None)
    assert made.default_payment_method is None


@pytest.mark.parametrize("card", [PAYS, FAILS_LATER, DISPUTED, "5555-5555-5555-4444"])
async def test_a_card_that_pays_makes_it_active(shop: Shop, card: str) -> None:
    made = await shop.subscribe(await shop.customer())
    outcome = shop.local.pay_invoice(made["latest_invoice"]["id"], card)
    assert outcome.status == "paid"
    paid = await shop.fresh(made)
    assert (paid.status, paid["latest_invoice"]["status"], paid["latest_invoice"]["amount_paid"]) == (
        "active",
        "paid",
        790,
    )
    (payment,) = paid["latest_invoice"]["payments"]["data"]
    assert (payment["status"], payment["amount_paid"]) == ("paid", 790)
    # AND the card is saved on the subscription, of its number only the last four digits
    intent = await shop.intent_of(paid["latest_invoice"]["id"])
    assert paid.default_payment_method == intent["payment_method"]["id"]
    assert intent["payment_method"]["card"]["last4"] == card[-4:]
    assert intent["latest_charge"]["receipt_url"].startswith(f"{shop.local.base_url}/receipt/")
    assert "".join(card.split()).replace("-", "") not in repr(shop.local.objects.by_kind)


async def test_events_come_in_stripes_order(shop: Shop) -> None:
    made = await shop.subscribe(await shop.customer())
    before = len(shop.told())
    assert shop.told()[-5:] == [
        "customer.created",
        "customer.subscription.created",
        "invoice.created",
        "invoice.finalized",
        "payment_intent.created",
    ]
    shop.local.pay_invoice(made["latest_invoice"]["id"], PAYS)
    assert shop.told()[before:] == [
        "payment_method.attached",
        "charge.succeeded",
        "payment_intent.succeeded",
        "invoice.paid",
        "invoice.payment_succeeded",
        "invoice_payment.paid",
        "customer.subscription.updated",
    ]
    update = shop.local.objects.all("event")[-1]
    assert update["data"]["previous_attributes"]["status"] == "incomplete"


@pytest.mark.parametrize(
    ("card", "code", "decline_code", "words"),
    [
        (DECLINED, "card_declined", "generic_decline", "Your card was declined."),
        (NO_FUNDS, "card_declined", "insufficient_funds", "Your card has insufficient funds."),
        (EXPIRED, "expired_card", "expired_card", "Your card has expired."),
        ("4000 0000 0000 0127", "incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
        ("4111 1111 1111 1112", "incorrect_number", "incorrect_number", "Your card number is incorrect."),
        ("4111 1111 1111 1111", "card_declined", "test_mode_live_card", "Your card was declined. Your request was"),
    ],
)
async def test_a_card_that_is_declined_says_why_and_another_can_be_tried(
    shop: Shop, card: str, code: str, decline_code: str, words: str
) -> None:
    made = await shop.subscribe(await shop.customer())
    invoice = made["latest_invoice"]["id"]
    # WHEN the bank says no
    outcome = shop.local.pay_invoice(invoice, card)
    assert (outcome.status, outcome.code) == ("declined", code)
    assert outcome.message is not None
    assert outcome.message.startswith(words)
    # THEN nothing was taken, the intent says why, and the invoice is still open
    intent = await shop.intent_of(invoice)
    assert intent.status == "requires_payment_method"
    assert intent.last_payment_error is not None
    assert intent.last_payment_error.code == code
    assert intent.last_payment_error.to_dict().get("decline_code") == decline_code
    assert shop.told()[-1] == "invoice.payment_failed"
    assert (await shop.fresh(made)).status == "incomplete"
    # AND another card pays the same invoice, once
    assert shop.local.pay_invoice(invoice, PAYS).status == "paid"
    assert shop.local.pay_invoice(invoice, PAYS).status == "not_open"
    assert (await shop.fresh(made)).status == "active"


@pytest.mark.parametrize("card", [ASKS_FIRST, ASKS_ALWAYS])
async def test_three_d_secure_passed_pays(shop: Shop, card: str) -> None:
    made = await shop.subscribe(await shop.customer())
    invoice = made["latest_invoice"]["id"]
    # GIVEN a card that asks for its holder
    outcome = shop.local.pay_invoice(invoice, card, return_url="https://example.com/back")
    assert outcome.status == "requires_action"
    assert outcome.intent is not None
    redirect = outcome.intent["next_action"]["redirect_to_url"]
    assert redirect["return_url"] == "https://example.com/back"
    secret = redirect["url"].rpartition("/")[2]
    asked = shop.local.intent_by_secret(secret)
    assert asked is not None
    assert (await shop.fresh(made)).status == "incomplete"
    assert shop.told()[-1] == "invoice.payment_action_required"
    # WHEN they pass, THEN it is paid
    assert shop.local.authenticate(asked["id"], passed=True)["status"] == "succeeded"
    assert (await shop.fresh(made)).status == "active"


async def test_three_d_secure_failed_takes_nothing(shop: Shop) -> None:
    made = await shop.subscribe(await shop.customer())
    outcome = shop.local.pay_invoice(made["latest_invoice"]["id"], ASKS_FIRST)
    assert outcome.intent is not None
    failed = shop.local.authenticate(outcome.intent["id"], passed=False)
    assert failed["status"] == "requires_payment_method"
    assert failed["last_payment_error"]["code"] == "payment_intent_authentication_failure"
    assert (await shop.fresh(made)).status == "incomplete"
    assert (await shop.ask(shop.v1.charges.list)).data == []


async def test_the_confirmation_secrets_intent_can_be_confirmed_and_pays_the_invoice(shop: Shop) -> None:
    made = await shop.subscribe(await shop.customer(), expand=["latest_invoice.confirmation_secret"])
    secret = made["latest_invoice"]["confirmation_secret"]
    assert secret["type"] == "payment_intent"
    intent = secret["client_secret"].split("_secret_")[0]
    await shop.ask(shop.v1.payment_intents.confirm, intent, {"payment_method": "pm_card_visa"})
    assert (await shop.fresh(made)).status == "active"


async def test_an_invoice_left_open_expires_after_23_hours(shop: Shop) -> None:
    made = await shop.subscribe(await shop.customer())
    shop.local.advance(23 * HOUR - 60)
    assert (await shop.fresh(made)).status == "incomplete"
    # WHEN the last minute is over
    shop.local.advance(60)
    # THEN it is given up, the invoice void, and nobody can pay it
    expired = await shop.fresh(made)
    assert (expired.status, expired["latest_invoice"]["status"]) == ("incomplete_expired", "void")
    assert shop.local.pay_invoice(made["latest_invoice"]["id"], PAYS).status == "not_open"
    intent = await shop.intent_of(made["latest_invoice"]["id"])
    assert (intent.status, intent.cancellation_reason) == ("canceled", "void_invoice")
    # AND it stays so
    shop.local.advance(60 * DAY)
    assert (await shop.fresh(made)).status == "incomplete_expired"


async def test_a_second_subscription_is_a_second_invoice_and_both_can_be_paid(shop: Shop) -> None:
    customer = await shop.customer()
    first, second = await shop.subscribe(customer), await shop.subscribe(customer, "year")
    for made in (first, second):
        shop.local.pay_invoice(made["latest_invoice"]["id"], PAYS)
    running = await shop.ask(shop.v1.subscriptions.list, {"customer": customer})
    assert [one.status for one in running.data] == ["active", "active"]
    assert [one.id for one in running.data] == [second.id, first.id]


async def test_voiding_and_cancelling_an_unpaid_one(shop: Shop) -> None:
    made = await shop.subscribe(await shop.customer())
    invoice = made["latest_invoice"]["id"]
    cancelled = await shop.ask(shop.v1.subscriptions.cancel, made.id)
    assert (cancelled.status, cancelled.cancellation_details.reason) == ("canceled", "cancellation_requested")
    # the invoice of a cancelled subscription stays open until it is voided
    assert (await shop.ask(shop.v1.invoices.void_invoice, invoice)).status == "void"
    with pytest.raises(stripe.InvalidRequestError, match="This invoice isn't open"):
        await shop.ask(shop.v1.invoices.void_invoice, invoice)
    with pytest.raises(stripe.InvalidRequestError, match="No such subscription"):
        await shop.ask(shop.v1.subscriptions.cancel, made.id)


async def test_currencies_of_a_customer_do_not_mix(shop: Shop) -> None:
    customer = await shop.customer()
    await shop.subscribe(customer)
    product = await shop.ask(shop.v1.products.create, {"name": "Premium"})
    dollars = await shop.ask(
        shop.v1.prices.create,
        {"product": product.id, "currency": "usd", "unit_amount": 890, "recurring": {"interval": "month"}},
    )
    with pytest.raises(stripe.InvalidRequestError, match="cannot combine currencies"):
        await shop.subscribe(customer, items=[{"price": dollars.id}])


async def test_a_saved_card_pays_at_once_where_that_is_wanted(shop: Shop) -> None:
    customer = await shop.customer()
    with pytest.raises(stripe.InvalidRequestError, match="no attached payment source"):
        await shop.subscribe(customer, payment_behavior="allow_incomplete")
    method = await shop.ask(shop.v1.payment_methods.attach, "pm_card_visa", {"customer": customer})
    settings = {"invoice_settings": {"default_payment_method": method.id}}
    await shop.ask(shop.v1.customers.update, customer, settings)
    assert (await shop.subscribe(customer, payment_behavior="allow_incomplete")).status == "active"


async def test_a_declined_saved_card_is_an_error_where_that_is_wanted(shop: Shop) -> None:
    customer = await shop.customer()
    method = await shop.ask(shop.v1.payment_methods.attach, "pm_card_chargeDeclined", {"customer": customer})
    with pytest.raises(stripe.CardError) as refused:
        await shop.subscribe(customer, payment_behavior="error_if_incomplete", default_payment_method=method.id)
    assert (refused.value.http_status, refused.value.code) == (402, "card_declined")
    assert (await shop.ask(shop.v1.subscriptions.list, {"customer": customer, "status": "active"})).data == []
