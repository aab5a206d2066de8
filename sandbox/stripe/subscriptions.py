"""Subscriptions, and what happens to them by the clock: https://docs.stripe.com/billing/subscriptions/overview."""

from sandbox.stripe import collecting, invoices
from sandbox.stripe.account import Account
from sandbox.stripe.errors import CardError, InvalidRequest
from sandbox.stripe.periods import period_end
from sandbox.stripe.rendering import list_object
from sandbox.wire import Json

INCOMPLETE_SECONDS = 23 * 3_600
"""How long a first payment may be waited for."""
DRAFT_SECONDS = 3_600
"""How long a renewal's invoice stays a draft."""


def create(account: Account, customer: Json, prices: list[tuple[Json, int]], behaviour: str, **fields: object) -> Json:
    """A subscription to these prices (each with its quantity), and its first invoice.

    ``behaviour`` is Stripe's ``payment_behavior``. Raises InvalidRequest; CardError by ``error_if_incomplete``.
    """
    currencies = {price["currency"] for price, _ in prices}
    intervals = {(price["recurring"]["interval"], price["recurring"]["interval_count"]) for price, _ in prices}
    if len(currencies) != 1 or len(intervals) != 1:
        raise InvalidRequest("All prices of a subscription must have the same currency and interval.", param="items")
    if customer["currency"] not in (None, *currencies):
        raise InvalidRequest(
            f"You cannot combine currencies on a single customer. This customer has had {customer['currency']}.",
        )
    (currency,), ((interval, count),) = currencies, intervals
    now = account.now(customer["id"])
    subscription = account.objects.new(
        "subscription",
        now,
        billing_cycle_anchor=now,
        currency=currency,
        customer=customer["id"],
        start_date=now,
        status="incomplete",
        test_clock=customer["test_clock"],
        _every=[interval, count],
        _period=1,
    )
    subscription.update(fields)
    period = (now, period_end(now, interval, count, 1))
    items = [_item(account, subscription, price, quantity, period) for price, quantity in prices]
    subscription["items"] = list_object(items, f"/v1/subscription_items?subscription={subscription['id']}")
    customer["currency"] = currency
    account.emit("customer.subscription.created", subscription)
    invoice = invoices.subscription_invoice(account, subscription, "subscription_create", period)
    subscription["latest_invoice"] = invoice["id"]
    invoices.finalize(account, invoice)
    if invoice["status"] == "paid":
        with account.change(subscription, "customer.subscription.updated"):
            subscription["status"] = "active"
    elif behaviour != "default_incomplete":
        refusal = collecting.pay(account, invoice)
        if refusal is not None and behaviour == "error_if_incomplete":
            invoices.void(account, invoice)
            _expire(account, subscription)
            raise CardError(refusal.fields.pop("message"), **refusal.fields)
    return subscription


def set_renewal(account: Account, subscription: Json, renews: bool) -> None:
    """``cancel_at_period_end``, and what goes with it."""
    end = subscription["items"]["data"][0]["current_period_end"]
    if renews == (not subscription["cancel_at_period_end"]):
        return
    subscription["cancel_at_period_end"] = not renews
    subscription["cancel_at"] = None if renews else end
    subscription["canceled_at"] = None if renews else account.now(subscription["customer"])
    subscription["cancellation_details"]["reason"] = None if renews else "cancellation_requested"


def next_due(subscription: Json) -> int | None:
    """When the clock has something to do here."""
    if subscription["ended_at"] is not None or subscription["status"] == "incomplete_expired":
        return None
    if subscription["status"] == "incomplete":
        return int(subscription["created"]) + INCOMPLETE_SECONDS
    return int(subscription["items"]["data"][0]["current_period_end"])


def act(account: Account, subscription: Json) -> None:
    """Do what is due: give up a first payment, end at the period's end, or begin the next period."""
    if subscription["status"] == "incomplete":
        with account.change(subscription, "customer.subscription.updated"):
            _expire(account, subscription)
        for invoice in invoices.open_of(account, subscription):
            invoices.void(account, invoice)
    elif subscription["cancel_at_period_end"]:
        collecting.end(account, subscription, "cancellation_requested")
    else:
        _renew(account, subscription)


def _renew(account: Account, subscription: Json) -> None:
    interval, count = subscription["_every"]
    subscription["_period"] += 1
    start = subscription["items"]["data"][0]["current_period_end"]
    end = period_end(subscription["billing_cycle_anchor"], interval, count, subscription["_period"])
    with account.change(subscription, "customer.subscription.updated"):
        for item in subscription["items"]["data"]:
            item.update(current_period_start=start, current_period_end=end)
        invoice = invoices.subscription_invoice(account, subscription, "subscription_cycle", (start, end))
        invoice["automatically_finalizes_at"] = account.now(subscription["customer"]) + DRAFT_SECONDS
        subscription["latest_invoice"] = invoice["id"]


def _expire(account: Account, subscription: Json) -> None:
    subscription["status"] = "incomplete_expired"
    subscription["ended_at"] = account.now(subscription["customer"])


def _item(account: Account, subscription: Json, price: Json, quantity: int, period: tuple[int, int]) -> Json:
    every = price["recurring"]
    return account.objects.new(
        "subscription_item",
        subscription["created"],
        current_period_start=period[0],
        current_period_end=period[1],
        plan={
            "active": price["active"],
            "amount": price["unit_amount"],
            "amount_decimal": price["unit_amount_decimal"],
            "billing_scheme": "per_unit",
            "created": price["created"],
            "currency": price["currency"],
            "id": price["id"],
            "interval": every["interval"],
            "interval_count": every["interval_count"],
            "livemode": False,
            "metadata": {},
            "meter": None,
            "nickname": price["nickname"],
            "object": "plan",
            "product": price["product"],
            "tiers_mode": None,
            "transform_usage": None,
            "trial_period_days": None,
            "usage_type": "licensed",
        },
        price=price,
        quantity=quantity,
        subscription=subscription["id"],
    )
