"""Payment methods: https://docs.stripe.com/api/payment_methods."""

from sandbox.stripe import cards, payments
from sandbox.stripe.calls import Call, Route
from sandbox.stripe.errors import InvalidRequest, NoSuchObject
from sandbox.stripe.forms import Params
from sandbox.wire import Json

_THIS_CENTURY = 2000


def method_for(call: Call, chosen: str | None, param: str = "payment_method") -> Json | None:
    """The payment method with this id; ``pm_card_visa`` and the other test tokens become a new one."""
    if chosen is None:
        return None
    card = cards.by_token(chosen)
    if card is not None:
        return payments.new_method(call.account, card, card.last4)
    return call.account.objects.get("payment_method", chosen, param)


def method_from_data(call: Call, params: Params) -> Json:
    """A payment method of ``type`` and ``card`` as they stand in a call."""
    if params.choice("type", ("card",)) is None:
        raise InvalidRequest("Missing required param: type.", param=params.path("type"), code="parameter_missing")
    card = params.inner("card")
    number = card.needed("number")
    month, year = card.number("exp_month", 12) or 12, card.number("exp_year", 2099) or 2099
    card.ignore("cvc")
    params.ignore("allow_redisplay", "billing_details")
    year += _THIS_CENTURY if year < 100 else 0
    if not 1 <= month <= 12:
        raise InvalidRequest("Your card's expiration month is invalid.", code="invalid_expiry_month")
    return payments.new_method(call.account, cards.by_number(number), number.strip()[-4:], month, year)


def _create(call: Call) -> Json:
    metadata = call.params.metadata()
    method = method_from_data(call, call.params)
    call.params.finish()
    method["metadata"] = metadata
    return method


def _retrieve(call: Call) -> Json:
    return call.subject("payment_method")


def _attach(call: Call) -> Json:
    customer = call.customer()
    method = method_for(call, call.id)
    call.params.finish()
    if customer is None or method is None:
        raise NoSuchObject("PaymentMethod", call.id)
    payments.attach(call.account, method, customer["id"])
    return method


def _detach(call: Call) -> Json:
    method = call.subject("payment_method")
    call.params.finish()
    if method["customer"] is None:
        raise InvalidRequest(
            "The payment method you provided is not attached to a customer so detachment is impossible."
        )
    method["customer"] = None
    for holder in call.account.objects.all("subscription", default_payment_method=method["id"]):
        holder["default_payment_method"] = None
    for customer in call.account.objects.all("customer"):
        settings = customer.get("invoice_settings", {})
        if settings.get("default_payment_method") == method["id"]:
            settings["default_payment_method"] = None
    call.account.emit("payment_method.detached", method)
    return method


def _list(call: Call) -> Json:
    owner = call.customer(needed=False)
    call.params.choice("type", ("card",))
    return call.page(call.account.objects.all("payment_method", customer=owner["id"]) if owner is not None else [])


def _list_of_customer(call: Call) -> Json:
    call.subject("customer")
    call.params.choice("type", ("card",))
    return call.page(call.account.objects.all("payment_method", customer=call.id))


ROUTES: tuple[Route, ...] = (
    ("POST", "/payment_methods", _create),
    ("GET", "/payment_methods", _list),
    ("GET", "/payment_methods/{}", _retrieve),
    ("POST", "/payment_methods/{}/attach", _attach),
    ("POST", "/payment_methods/{}/detach", _detach),
    ("GET", "/customers/{}/payment_methods", _list_of_customer),
)
