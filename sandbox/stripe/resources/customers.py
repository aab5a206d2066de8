"""Customers: https://docs.stripe.com/api/customers."""

from sandbox.stripe import collecting
from sandbox.stripe.calls import Call, Route
from sandbox.stripe.errors import InvalidRequest
from sandbox.stripe.forms import Params
from sandbox.stripe.objects import token
from sandbox.stripe.spec import blank
from sandbox.wire import Json

_TEXTS = ("description", "email", "name", "phone")
_LONGEST_PREFIX = 8


def _create(call: Call) -> Json:
    clock = call.params.text("test_clock")
    if clock is not None:
        call.account.objects.get("test_helpers.test_clock", clock, "test_clock")
    fields = _fields(call, blank("customer"))
    call.params.finish()
    prefix = token(_LONGEST_PREFIX).upper()
    customer = call.account.objects.new(
        "customer", call.account.now(), test_clock=clock, invoice_prefix=prefix, **fields
    )
    call.account.emit("customer.created", customer)
    return customer


def _retrieve(call: Call) -> Json:
    return call.subject("customer")


def _update(call: Call) -> Json:
    customer = _living(call)
    fields = _fields(call, customer)
    call.params.finish()
    with call.account.change(customer, "customer.updated"):
        customer.update(fields)
    return customer


def _delete(call: Call) -> Json:
    account, customer = call.account, _living(call)
    for subscription in account.objects.all("subscription", customer=customer["id"]):
        if subscription["ended_at"] is None:
            collecting.end(account, subscription, "cancellation_requested")
    for method in account.objects.all("payment_method", customer=customer["id"]):
        method["customer"] = None
    account.emit("customer.deleted", customer)
    stub = {"id": customer["id"], "object": "customer", "deleted": True}
    account.objects.by_kind["customer"][customer["id"]] = dict(stub)
    return stub


def _list(call: Call) -> Json:
    email = call.params.text("email")
    everyone = call.account.objects.all("customer", email=email, test_clock=call.params.text("test_clock"))
    return call.page([customer for customer in everyone if not customer.get("deleted")])


def _living(call: Call) -> Json:
    return call.account.objects.customer(call.id)


def _fields(call: Call, before: Json) -> Json:
    """What the call says, beside what was there before."""
    params = call.params
    fields: Json = {name: params.text(name, before[name]) for name in _TEXTS}
    fields["metadata"] = params.metadata(before["metadata"])
    if "preferred_locales" in params:
        fields["preferred_locales"] = params.texts("preferred_locales")
    if "address" in params:
        fields["address"] = _address(params.inner("address"))
    if "invoice_settings" in params:
        settings = params.inner("invoice_settings")
        chosen = settings.text("default_payment_method", before["invoice_settings"]["default_payment_method"])
        if chosen is not None:
            _must_be_theirs(call, before["id"], chosen)
        fields["invoice_settings"] = {**before["invoice_settings"], "default_payment_method": chosen}
    return fields


def _address(params: Params) -> Json:
    return {name: params.text(name) for name in ("city", "country", "line1", "line2", "postal_code", "state")}


def _must_be_theirs(call: Call, customer: str | None, chosen: str) -> None:
    param = "invoice_settings[default_payment_method]"
    if call.account.objects.get("payment_method", chosen, param)["customer"] != customer:
        raise InvalidRequest(
            "The customer does not have a payment method with the ID. The payment method must be attached to the "
            "customer.",
            param=param,
            code="resource_missing",
        )


ROUTES: tuple[Route, ...] = (
    ("POST", "/customers", _create),
    ("GET", "/customers", _list),
    ("GET", "/customers/{}", _retrieve),
    ("POST", "/customers/{}", _update),
    ("DELETE", "/customers/{}", _delete),
)
