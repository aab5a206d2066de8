"""Invoices and their payments: https://docs.stripe.com/api/invoices, https://docs.stripe.com/api/invoice-payment."""

from sandbox.stripe import collecting, invoices
from sandbox.stripe.calls import Call, Route
from sandbox.stripe.errors import InvalidRequest
from sandbox.stripe.resources.payment_methods import method_for
from sandbox.wire import Json


def _create(call: Call) -> Json:
    customer, params = call.customer(), call.params
    if customer is None:
        raise InvalidRequest("Missing required param: customer.", param="customer", code="parameter_missing")
    fields = {"description": params.text("description"), "metadata": params.metadata()}
    currency = (params.text("currency") or customer["currency"] or "eur").lower()
    auto_advance = params.flag("auto_advance")
    params.choice("collection_method", ("charge_automatically",))
    params.choice("pending_invoice_items_behavior", ("exclude",))
    params.finish()
    invoice = invoices.draft(call.account, customer, currency, auto_advance=auto_advance, **fields)
    call.account.emit("invoice.created", invoice)
    return invoice


def _add_item(call: Call) -> Json:
    """https://docs.stripe.com/api/invoiceitems/create, for a draft only; answered with the line that it becomes."""
    params = call.params
    invoice = call.account.objects.get("invoice", params.needed("invoice"), "invoice")
    if invoice["status"] != "draft":
        raise InvalidRequest("The invoice is already finalized.", param="invoice", code="invoice_not_editable")
    amount = params.number("amount")
    if amount is None:
        raise InvalidRequest("Missing required param: amount.", param="amount", code="parameter_missing")
    currency, description = params.text("currency"), params.text("description") or ""
    params.ignore("customer")
    params.finish()
    if currency is not None and currency.lower() != invoice["currency"]:
        raise InvalidRequest("The invoice has another currency.", param="currency")
    now = call.account.now(invoice["customer"])
    return invoices.add_line(call.account, invoice, amount, description, period={"start": now, "end": now})


def _retrieve(call: Call) -> Json:
    return call.subject("invoice")


def _list(call: Call) -> Json:
    params = call.params
    return call.page(
        call.account.objects.all(
            "invoice",
            customer=params.text("customer"),
            status=params.choice("status", ("draft", "open", "paid", "uncollectible", "void")),
            collection_method=params.text("collection_method"),
            _subscription=params.text("subscription"),
        )
    )


def _finalize(call: Call) -> Json:
    invoice = call.subject("invoice")
    invoice["auto_advance"] = call.params.flag("auto_advance", invoice["auto_advance"])
    call.params.finish()
    invoices.finalize(call.account, invoice)
    return invoice


def _pay(call: Call) -> Json:
    invoice, params = call.subject("invoice"), call.params
    method = method_for(call, params.text("payment_method"))
    off_session = params.flag("off_session", default=True)
    params.finish()
    if invoice["status"] == "draft":
        invoices.finalize(call.account, invoice)
    refusal = collecting.pay(call.account, invoice, method, off_session=off_session)
    if refusal is not None:
        raise refusal
    return invoice


def _void(call: Call) -> Json:
    invoice = call.subject("invoice")
    call.params.finish()
    invoices.void(call.account, invoice)
    subscription = call.account.objects.by_kind["subscription"].get(invoice.get("_subscription", ""))
    if subscription is not None and subscription["status"] == "past_due":
        with call.account.change(subscription, "customer.subscription.updated"):
            collecting.revive(call.account, subscription)
    return invoice


def _list_payments(call: Call) -> Json:
    params = call.params
    payment = params.inner("payment")
    payment.choice("type", ("payment_intent", "charge"))
    intent = payment.text("payment_intent")
    found = call.account.objects.all(
        "invoice_payment",
        invoice=params.text("invoice"),
        status=params.choice("status", ("open", "paid", "canceled")),
    )
    return call.page([one for one in found if intent in (None, one["payment"]["payment_intent"])])


def _retrieve_payment(call: Call) -> Json:
    return call.subject("invoice_payment")


ROUTES: tuple[Route, ...] = (
    ("POST", "/invoices", _create),
    ("POST", "/invoiceitems", _add_item),
    ("GET", "/invoices", _list),
    ("GET", "/invoices/{}", _retrieve),
    ("POST", "/invoices/{}/finalize", _finalize),
    ("POST", "/invoices/{}/pay", _pay),
    ("POST", "/invoices/{}/void", _void),
    ("GET", "/invoice_payments", _list_payments),
    ("GET", "/invoice_payments/{}", _retrieve_payment),
)
