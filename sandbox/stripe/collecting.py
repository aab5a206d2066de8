"""Getting an invoice paid, and what that means for its subscription; trying again when it failed (dunning).

https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
"""

from sandbox.stripe import invoices, payments
from sandbox.stripe.account import Account
from sandbox.stripe.errors import CardError, InvalidRequest
from sandbox.wire import Json

DAY = 86_400
RETRIES_AFTER_DAYS = (1, 2, 2, 2)
"""Days from one failed renewal to the next try. After the last one the subscription is cancelled."""


def pay(
    account: Account,
    invoice: Json,
    method: Json | None = None,
    *,
    off_session: bool = False,
    return_url: str | None = None,
) -> CardError | None:
    """Try to pay an open invoice, with this card or the one that is saved. The error if the bank refuses.

    Raises InvalidRequest when it is not open, or there is no card; NoSuchObject when the customer was deleted.
    """
    if invoice["status"] == "paid":
        raise InvalidRequest("Invoice is already paid", code="invoice_already_paid")
    if invoice["status"] != "open":
        raise InvalidRequest(f"You can't pay an invoice that is {invoice['status']}.", code="invoice_not_editable")
    method = method or saved_method(account, invoice)
    if method is None:
        raise InvalidRequest(
            "Cannot charge customer: there is no default payment method.", code="invoice_payment_intent_requires_action"
        )
    account.objects.customer(invoice["customer"], "customer")
    intent = invoices.intent_of(account, invoice)
    refusal = payments.confirm(account, intent, method, off_session=off_session, return_url=return_url)
    settle(account, intent)
    return refusal


def settle(account: Account, intent: Json) -> None:
    """After each attempt: let the invoice that the intent pays, and its subscription, know how it went."""
    invoice = account.objects.by_kind["invoice"].get(intent.get("_invoice", ""))
    if invoice is None or invoice["status"] != "open":
        return
    if intent["status"] == "succeeded":
        invoice["attempt_count"] = max(invoice["attempt_count"], 1)
        invoices.mark_paid(account, invoice, intent["amount_received"])
        _paid(account, invoice, intent)
        return
    with account.change(invoice, "invoice.updated"):
        invoice.update(attempted=True, attempt_count=max(invoice["attempt_count"], 1))
    if intent["status"] == "requires_action":
        account.emit("invoice.payment_action_required", invoice)
    else:
        account.emit("invoice.payment_failed", invoice)


def collect(account: Account, invoice: Json) -> None:
    """An automatic attempt at a renewal. When it fails: past due, and again later; after the last time it is over."""
    subscription = account.objects.get("subscription", invoice["_subscription"])
    tried = invoice.get("_tries", 0)
    invoice["_tries"] = tried + 1
    last = tried >= len(RETRIES_AFTER_DAYS)
    invoice["attempt_count"] = tried + 1
    invoice["next_payment_attempt"] = (
        None if last else account.now(invoice["customer"]) + RETRIES_AFTER_DAYS[tried] * DAY
    )
    method = saved_method(account, invoice)
    if method is not None:
        pay(account, invoice, method, off_session=True)
    else:
        invoice["attempted"] = True
        account.emit("invoice.payment_failed", invoice)
    if invoice["status"] == "paid" or subscription["ended_at"] is not None:
        return
    if last:
        end(account, subscription, "payment_failed")
    elif subscription["status"] == "active":
        with account.change(subscription, "customer.subscription.updated"):
            subscription["status"] = "past_due"


def saved_method(account: Account, invoice: Json) -> Json | None:
    """The card that pays by itself: the invoice's, the subscription's, the customer's."""
    subscription = account.objects.by_kind["subscription"].get(invoice.get("_subscription", ""), {})
    customer = account.objects.customer(invoice["customer"], "customer")
    chosen = (
        invoice["default_payment_method"]
        or subscription.get("default_payment_method")
        or customer["invoice_settings"]["default_payment_method"]
    )
    return account.objects.by_kind["payment_method"].get(chosen or "")


def end(account: Account, subscription: Json, reason: str) -> None:
    """Cancel at once. What is still open is not collected by itself any more."""
    now = account.now(subscription["customer"])
    subscription.update(
        canceled_at=subscription["canceled_at"] or now, ended_at=now, next_pending_invoice_item_invoice=None
    )
    subscription["status"] = "canceled"
    subscription["cancellation_details"]["reason"] = reason
    for invoice in invoices.open_of(account, subscription):
        with account.change(invoice, "invoice.updated"):
            invoice.update(auto_advance=False, automatically_finalizes_at=None, next_payment_attempt=None)
    account.emit("customer.subscription.deleted", subscription)


def _paid(account: Account, invoice: Json, intent: Json) -> None:
    subscription = account.objects.by_kind["subscription"].get(invoice.get("_subscription", ""))
    if subscription is None or subscription["ended_at"] is not None:
        return
    with account.change(subscription, "customer.subscription.updated"):
        if subscription["payment_settings"]["save_default_payment_method"] == "on_subscription":
            subscription["default_payment_method"] = intent["payment_method"]
        revive(account, subscription)


def revive(account: Account, subscription: Json) -> None:
    """Active again, if nothing that was finalised is left to pay."""
    owing = any(invoice["status"] == "open" for invoice in invoices.open_of(account, subscription))
    if subscription["status"] in ("incomplete", "past_due") and not owing:
        subscription["status"] = "active"
