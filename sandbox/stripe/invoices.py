"""Invoices: https://docs.stripe.com/invoicing/overview#invoice-statuses. draft → open → paid or void."""

from collections.abc import Sequence

from sandbox.stripe import payments
from sandbox.stripe.account import Account
from sandbox.stripe.errors import InvalidRequest
from sandbox.stripe.objects import token
from sandbox.stripe.rendering import HERE, list_object
from sandbox.wire import Json


def draft(account: Account, customer: Json, currency: str, **fields: object) -> Json:
    """An invoice without lines."""
    now = account.now(customer["id"])
    invoice = account.objects.new(
        "invoice",
        now,
        currency=currency,
        customer=customer["id"],
        customer_email=customer["email"],
        customer_name=customer["name"],
        period_start=now,
        period_end=now,
        test_clock=customer["test_clock"],
        **fields,
    )
    invoice["lines"] = list_object([], f"/v1/invoices/{invoice['id']}/lines")
    return invoice


def add_line(account: Account, invoice: Json, amount: int, description: str, **fields: object) -> Json:
    """A line of this many minor units; the totals follow."""
    line = account.objects.new(
        "line_item",
        invoice["created"],
        amount=amount,
        currency=invoice["currency"],
        description=description,
        invoice=invoice["id"],
        subtotal=amount,
        **fields,
    )
    invoice["lines"]["data"].append(line)
    total = sum(item["amount"] for item in invoice["lines"]["data"])
    for name in (
        "amount_due",
        "amount_remaining",
        "subtotal",
        "subtotal_excluding_tax",
        "total",
        "total_excluding_tax",
    ):
        invoice[name] = total
    return line


def subscription_invoice(account: Account, subscription: Json, reason: str, period: tuple[int, int]) -> Json:
    """A draft for the subscription's items over this period (Unix seconds). ``reason``: ``subscription_cycle`` …"""
    customer = account.objects.customer(subscription["customer"])
    invoice = draft(
        account,
        customer,
        subscription["currency"],
        auto_advance=reason == "subscription_cycle",
        billing_reason=reason,
        parent={
            "quote_details": None,
            "subscription_details": {"metadata": dict(subscription["metadata"]), "subscription": subscription["id"]},
            "type": "subscription_details",
        },
        _subscription=subscription["id"],
    )
    for item in subscription["items"]["data"]:
        price = item["price"]
        product = account.objects.get("product", price["product"])
        amount = price["unit_amount"] * item["quantity"]
        every = price["recurring"]
        line = add_line(
            account,
            invoice,
            amount,
            f"{item['quantity']} × {product['name']} (at {amount / 100:.2f} {price['currency'].upper()} / "
            f"{every['interval']})",
            metadata=dict(subscription["metadata"]),
            period={"start": period[0], "end": period[1]},
            quantity=item["quantity"],
            quantity_decimal=str(item["quantity"]),
            subscription=subscription["id"],
        )
        line["parent"] = {
            "invoice_item_details": None,
            "subscription_item_details": {
                "invoice_item": None,
                "proration": False,
                "proration_details": {"credited_items": None},
                "subscription": subscription["id"],
                "subscription_item": item["id"],
            },
            "type": "subscription_item_details",
        }
        line["pricing"] = {
            "price_details": {"price": price["id"], "product": price["product"]},
            "type": "price_details",
            "unit_amount_decimal": price["unit_amount_decimal"],
        }
    account.emit("invoice.created", invoice)
    return invoice


def finalize(account: Account, invoice: Json) -> None:
    """Number it, open its page, and make the payment intent that pays it. Raises InvalidRequest when it is no draft."""
    if invoice["status"] != "draft":
        raise InvalidRequest(
            "This invoice is already finalized, you can't re-finalize a non-draft invoice.", code="invoice_not_editable"
        )
    customer = account.objects.customer(invoice["customer"])
    now = account.now(customer["id"])
    page = token()
    invoice.update(
        automatically_finalizes_at=None,
        effective_at=now,
        hosted_invoice_url=f"{HERE}pay/{page}",
        invoice_pdf=f"{HERE}pay/{page}/pdf",
        number=f"{customer['invoice_prefix']}-{customer['next_invoice_sequence']:04}",
        status="open",
        _token=page,
    )
    customer["next_invoice_sequence"] += 1
    invoice["status_transitions"]["finalized_at"] = now
    account.emit("invoice.finalized", invoice)
    if invoice["amount_due"] > 0:
        intent = payments.new_intent(
            account,
            invoice["amount_due"],
            invoice["currency"],
            customer["id"],
            description="Subscription creation" if invoice["billing_reason"] == "subscription_create" else None,
            save=invoice["parent"] is not None,
        )
        intent["_invoice"] = invoice["id"]
        account.objects.new(
            "invoice_payment",
            now,
            amount_requested=invoice["amount_due"],
            currency=invoice["currency"],
            invoice=invoice["id"],
            payment={"type": "payment_intent", "payment_intent": intent["id"]},
        )
    else:
        mark_paid(account, invoice, 0)


def mark_paid(account: Account, invoice: Json, amount: int) -> None:
    """It is paid; tells so."""
    now = account.now(invoice["customer"])
    invoice.update(
        amount_paid=amount,
        amount_remaining=0,
        attempted=True,
        auto_advance=False,
        next_payment_attempt=None,
        status="paid",
    )
    invoice["status_transitions"]["paid_at"] = now
    account.emit("invoice.paid", invoice)
    account.emit("invoice.payment_succeeded", invoice)
    for payment in account.objects.all("invoice_payment", invoice=invoice["id"], status="open"):
        payment.update(status="paid", amount_paid=amount)
        payment["status_transitions"]["paid_at"] = now
        account.emit("invoice_payment.paid", payment)


def void(account: Account, invoice: Json) -> None:
    """Nobody has to pay it any more. Raises InvalidRequest unless it is open."""
    if invoice["status"] not in ("open", "uncollectible"):
        raise InvalidRequest("You can only pass in open invoices. This invoice isn't open.")
    now = account.now(invoice["customer"])
    invoice.update(status="void", auto_advance=False, next_payment_attempt=None, amount_remaining=0)
    invoice["status_transitions"]["voided_at"] = now
    for payment in account.objects.all("invoice_payment", invoice=invoice["id"], status="open"):
        payment["status"] = "canceled"
        payment["status_transitions"]["canceled_at"] = now
        payments.cancel(account, intent_of(account, invoice), "void_invoice")
    account.emit("invoice.voided", invoice)


def intent_of(account: Account, invoice: Json) -> Json:
    """The payment intent that pays the invoice. Raises InvalidRequest for one that was never finalised."""
    for payment in account.objects.all("invoice_payment", invoice=invoice["id"]):
        return account.objects.get("payment_intent", payment["payment"]["payment_intent"])
    raise InvalidRequest("This invoice has no payment.", code="invoice_not_editable")


def open_of(account: Account, subscription: Json) -> Sequence[Json]:
    """The subscription's invoices that are not paid yet, oldest first."""
    return [
        invoice
        for invoice in account.objects.all("invoice", _subscription=subscription["id"])
        if invoice["status"] in ("draft", "open")
    ]
