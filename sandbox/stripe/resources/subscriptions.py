"""Subscriptions: https://docs.stripe.com/api/subscriptions."""

from sandbox.stripe import collecting, subscriptions
from sandbox.stripe.calls import Call, Route
from sandbox.stripe.errors import InvalidRequest
from sandbox.stripe.forms import Params
from sandbox.wire import Json

_BEHAVIOURS = ("allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete")
_STATUSES = (
    "active", "all", "canceled", "ended", "incomplete", "incomplete_expired", "past_due", "paused", "trialing",
    "unpaid",
)  # fmt: skip


def _create(call: Call) -> Json:
    params, account = call.params, call.account
    customer = call.customer()
    items = params.objects("items")
    if customer is None or not items:
        raise InvalidRequest("Missing required param: items.", param="items", code="parameter_missing")
    prices = [_price(call, item) for item in items]
    behaviour = params.choice("payment_behavior", _BEHAVIOURS, "allow_incomplete") or "allow_incomplete"
    method = _method(call, customer)
    fields: Json = {
        "cancel_at_period_end": False,
        "default_payment_method": method,
        "description": params.text("description"),
        "metadata": params.metadata(),
        "payment_settings": _payment_settings(params.inner("payment_settings")),
    }
    renews = not params.flag("cancel_at_period_end")
    params.choice("collection_method", ("charge_automatically",))
    params.ignore("off_session", "proration_behavior", "billing_mode", "automatic_tax")
    params.finish()
    saved = method or customer["invoice_settings"]["default_payment_method"]
    if behaviour != "default_incomplete" and saved is None:
        raise InvalidRequest(
            "This customer has no attached payment source or default payment method. Please consider adding a default "
            "payment method.",
            code="resource_missing",
        )
    made = subscriptions.create(account, customer, prices, behaviour, **fields)
    subscriptions.set_renewal(account, made, renews)
    return made


def _update(call: Call) -> Json:
    subscription, params, account = call.subject("subscription"), call.params, call.account
    if subscription["ended_at"] is not None:
        raise InvalidRequest(
            "A canceled subscription can only update its cancellation_details and metadata.",
        )
    customer = account.objects.customer(subscription["customer"], "customer")
    renews = not params.flag("cancel_at_period_end", subscription["cancel_at_period_end"])
    fields: Json = {
        "cancellation_details": _cancellation(params, subscription),
        "description": params.text("description", subscription["description"]),
        "metadata": params.metadata(subscription["metadata"]),
    }
    if "default_payment_method" in params:
        fields["default_payment_method"] = _method(call, customer)
    if "payment_settings" in params:
        fields["payment_settings"] = _payment_settings(params.inner("payment_settings"))
    params.ignore("proration_behavior")
    params.finish()
    with account.change(subscription, "customer.subscription.updated"):
        subscription.update(fields)
        subscriptions.set_renewal(account, subscription, renews)
    return subscription


def _cancel(call: Call) -> Json:
    subscription = call.subject("subscription")
    if subscription["ended_at"] is not None:
        raise InvalidRequest(f"No such subscription: '{call.id}'", param="id", code="resource_missing")
    details = _cancellation(call.params, subscription)
    call.params.ignore("invoice_now", "prorate")
    call.params.finish()
    subscription["cancellation_details"] = details
    collecting.end(call.account, subscription, "cancellation_requested")
    return subscription


def _list(call: Call) -> Json:
    params = call.params
    status, price = params.choice("status", _STATUSES), params.text("price")
    found = call.account.objects.all(
        "subscription", customer=params.text("customer"), test_clock=params.text("test_clock")
    )
    return call.page([one for one in found if _has_status(one, status) and _has_price(one, price)])


def _retrieve(call: Call) -> Json:
    return call.subject("subscription")


def _has_status(subscription: Json, status: str | None) -> bool:
    """Without a status those that have not been cancelled; ``ended`` means cancelled or expired."""
    has: str = subscription["status"]
    if status is None:
        return has != "canceled"
    return status == "all" or status == has or (status == "ended" and has in ("canceled", "incomplete_expired"))


def _has_price(subscription: Json, price: str | None) -> bool:
    return price is None or any(item["price"]["id"] == price for item in subscription["items"]["data"])


def _cancellation(params: Params, subscription: Json) -> Json:
    before: Json = subscription["cancellation_details"]
    details = params.inner("cancellation_details")
    return {**before, **{name: details.text(name, before[name]) for name in ("comment", "feedback")}}


def _price(call: Call, item: Params) -> tuple[Json, int]:
    price = call.account.objects.get("price", item.needed("price"), item.path("price"))
    if price["type"] != "recurring":
        raise InvalidRequest(
            "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
            param=item.path("price"),
        )
    if not price["active"]:
        raise InvalidRequest("The price specified is inactive. This field only accepts active prices.", param="items")
    return price, item.number("quantity", 1) or 1


def _method(call: Call, customer: Json) -> str | None:
    chosen = call.params.text("default_payment_method")
    if chosen is not None:
        method = call.account.objects.get("payment_method", chosen, "default_payment_method")
        if method["customer"] != customer["id"]:
            raise InvalidRequest(
                f"The customer does not have a payment method with the ID {chosen}. The payment method must be "
                "attached to the customer.",
                param="default_payment_method",
                code="resource_missing",
            )
    return chosen


def _payment_settings(params: Params) -> Json:
    kinds = params.texts("payment_method_types")
    params.ignore("payment_method_options")
    return {
        "payment_method_options": None,
        "payment_method_types": kinds or None,
        "save_default_payment_method": params.choice("save_default_payment_method", ("off", "on_subscription"), "off"),
    }


ROUTES: tuple[Route, ...] = (
    ("POST", "/subscriptions", _create),
    ("GET", "/subscriptions", _list),
    ("GET", "/subscriptions/{}", _retrieve),
    ("POST", "/subscriptions/{}", _update),
    ("DELETE", "/subscriptions/{}", _cancel),
)
