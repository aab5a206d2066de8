"""Products and prices: https://docs.stripe.com/api/products, https://docs.stripe.com/api/prices."""

import re

from sandbox.stripe.calls import Call, Route
from sandbox.stripe.errors import InvalidRequest
from sandbox.stripe.forms import Params
from sandbox.stripe.spec import blank
from sandbox.wire import Json

_INTERVALS = ("day", "week", "month", "year")
_CURRENCY = re.compile("[a-z]{3}")


def _create_product(call: Call) -> Json:
    params, account = call.params, call.account
    name, chosen = params.needed("name"), params.text("id")
    if chosen is not None and chosen in account.objects.by_kind["product"]:
        raise InvalidRequest("Product already exists.", param="id", code="resource_already_exists")
    fields = _product_fields(params, blank("product"))
    params.finish()
    now = account.now()
    product = account.objects.new("product", now, chosen, **{**fields, "name": name, "updated": now})
    account.emit("product.created", product)
    return product


def _update_product(call: Call) -> Json:
    product = call.subject("product")
    fields = _product_fields(call.params, product)
    call.params.finish()
    with call.account.change(product, "product.updated"):
        product.update(fields)
    return product


def _product_fields(params: Params, before: Json) -> Json:
    names = ("description", "name", "statement_descriptor", "tax_code", "unit_label", "url")
    fields: Json = {name: params.text(name, before[name]) for name in names}
    fields["active"] = params.flag("active", before["active"])
    fields["metadata"] = params.metadata(before["metadata"])
    return fields


def _list_products(call: Call) -> Json:
    ids = call.params.texts("ids")
    active = call.params.flag("active") if "active" in call.params else None
    return call.page([one for one in call.account.objects.all("product", active=active) if not ids or one["id"] in ids])


def _create_price(call: Call) -> Json:
    params, account = call.params, call.account
    currency = params.needed("currency").lower()
    if not _CURRENCY.fullmatch(currency):
        raise InvalidRequest(f"Invalid currency: {currency}", param="currency")
    product = account.objects.get("product", params.needed("product"), "product")
    amount = params.number("unit_amount")
    if amount is None or amount < 0:
        raise InvalidRequest("Invalid non-negative integer", param="unit_amount", code="parameter_invalid_integer")
    every = params.inner("recurring") if "recurring" in params else None
    lookup_key, transfer = params.text("lookup_key"), params.flag("transfer_lookup_key")
    fields: Json = {
        "active": params.flag("active", True),
        "metadata": params.metadata(),
        "nickname": params.text("nickname"),
        "recurring": None if every is None else _recurring(every),
        "tax_behavior": params.choice("tax_behavior", ("exclusive", "inclusive", "unspecified"), "unspecified"),
        "type": "one_time" if every is None else "recurring",
        "unit_amount_decimal": str(amount),
    }
    params.finish()
    _free_key(call, lookup_key, transfer, None)
    price = account.objects.new(
        "price",
        account.now(),
        currency=currency,
        lookup_key=lookup_key,
        product=product["id"],
        unit_amount=amount,
        **fields,
    )
    account.emit("price.created", price)
    return price


def _update_price(call: Call) -> Json:
    price, params = call.subject("price"), call.params
    fields: Json = {
        "active": params.flag("active", price["active"]),
        "nickname": params.text("nickname", price["nickname"]),
        "metadata": params.metadata(price["metadata"]),
        "lookup_key": params.text("lookup_key", price["lookup_key"]),
    }
    transfer = params.flag("transfer_lookup_key")
    params.finish()
    _free_key(call, fields["lookup_key"], transfer, price)
    with call.account.change(price, "price.updated"):
        price.update(fields)
    return price


def _list_prices(call: Call) -> Json:
    params = call.params
    keys = params.texts("lookup_keys")
    found = call.account.objects.all(
        "price",
        active=params.flag("active") if "active" in params else None,
        currency=params.text("currency"),
        product=params.text("product"),
        type=params.text("type"),
    )
    return call.page([price for price in found if not keys or price["lookup_key"] in keys])


def _recurring(params: Params) -> Json:
    interval = params.choice("interval", _INTERVALS)
    if interval is None:
        raise InvalidRequest("Missing required param: recurring[interval].", param="recurring[interval]")
    return {
        "interval": interval,
        "interval_count": params.number("interval_count", 1),
        "meter": None,
        "trial_period_days": None,
        "usage_type": params.choice("usage_type", ("licensed",), "licensed"),
    }


def _free_key(call: Call, key: str | None, transfer: bool, owner: Json | None) -> None:
    """A lookup key belongs to one price; ``transfer_lookup_key`` takes it from the one that has it."""
    for other in call.account.objects.all("price") if key is not None else []:
        if other["lookup_key"] != key or other is owner:
            continue
        if not transfer:
            raise InvalidRequest(
                f"A price (`{other['id']}`) already uses that lookup key.",
                param="lookup_key",
                code="resource_already_exists",
            )
        with call.account.change(other, "price.updated"):
            other["lookup_key"] = None


def _retrieve(kind: str) -> Route:
    def retrieve(call: Call) -> Json:
        return call.subject(kind)

    return ("GET", f"/{kind}s/{{}}", retrieve)


def _delete_product(call: Call) -> Json:
    product = call.subject("product")
    if call.account.objects.all("price", product=product["id"]):
        raise InvalidRequest("This product cannot be deleted because it has one or more user-created prices.")
    del call.account.objects.by_kind["product"][product["id"]]
    call.account.emit("product.deleted", product)
    return {"id": product["id"], "object": "product", "deleted": True}


ROUTES: tuple[Route, ...] = (
    ("POST", "/products", _create_product),
    ("GET", "/products", _list_products),
    _retrieve("product"),
    ("POST", "/products/{}", _update_product),
    ("DELETE", "/products/{}", _delete_product),
    ("POST", "/prices", _create_price),
    ("GET", "/prices", _list_prices),
    _retrieve("price"),
    ("POST", "/prices/{}", _update_price),
)
