"""Objects as they leave: without private keys, with full addresses, and with what the caller wants expanded.

https://docs.stripe.com/api/expanding_objects
"""

from collections.abc import Callable, Sequence
from typing import Any

from sandbox.stripe.errors import InvalidRequest
from sandbox.stripe.objects import Objects
from sandbox.wire import Json

HERE = "~/"
"""Begins an address on this server in a stored object, because its port may be another one after a restart."""
_DEEPEST = 4

Include = Callable[[Objects, Json], object]


def rendered(value: Json, base_url: str) -> Json:
    """A copy for the outside: no ``_private`` keys, whole addresses."""
    return {name: _copy(item, base_url) for name, item in value.items() if not name.startswith("_")}


def _copy(value: Any, base_url: str) -> Any:  # JSON of any shape
    if isinstance(value, dict):
        return rendered(value, base_url)
    if isinstance(value, list):
        return [_copy(item, base_url) for item in value]
    if isinstance(value, str) and value.startswith(HERE):
        return f"{base_url}/{value.removeprefix(HERE)}"
    return value


def list_object(data: Sequence[Json], url: str, has_more: bool = False) -> Json:
    """Stripe's list."""
    return {"object": "list", "data": list(data), "has_more": has_more, "url": url}


class Expander:
    """Fills the fields that hold an id with the object, and adds those that are only there when asked for."""

    def __init__(self, objects: Objects, base_url: str) -> None:
        self._objects = objects
        self._base_url = base_url

    def expand(self, answer: Json, paths: Sequence[str]) -> Json:
        """The rendered answer, expanded in place. Raises InvalidRequest for what cannot be expanded."""
        for path in paths:
            names = path.split(".")
            if len(names) > _DEEPEST:
                raise InvalidRequest(
                    f"You cannot expand more than {_DEEPEST} levels of a property. Property: {path}", param="expand"
                )
            self._into(answer, names, path)
        return answer

    def _into(self, at: Json, names: list[str], path: str) -> None:
        head, *rest = names
        include = _INCLUDABLE.get((at.get("object", ""), head))
        if include is not None and not isinstance(at.get(head), dict):
            at[head] = _copy(include(self._objects, at), self._base_url)
        if head not in at or head == "metadata":
            raise InvalidRequest(
                f"This property cannot be expanded ({path}). You may want to try expanding with 'data.{path}' "
                "if you are using a list API.",
                param="expand",
            )
        value = at[head]
        if isinstance(value, str):
            found = self._objects.find(value)
            if found is None:
                raise InvalidRequest(f"This property cannot be expanded ({path}).", param="expand")
            value = at[head] = rendered(found, self._base_url)
        if not rest:
            return
        if isinstance(value, dict):
            self._into(value, rest, path)
        elif isinstance(value, list):
            for item in value:
                self._into(item, rest, path)


def _invoice_payments(objects: Objects, invoice: Json) -> object:
    payments = objects.all("invoice_payment", invoice=invoice["id"])
    return list_object(payments, f"/v1/invoice_payments?invoice={invoice['id']}")


def _confirmation_secret(objects: Objects, invoice: Json) -> object:
    for payment in objects.all("invoice_payment", invoice=invoice["id"], status="open"):
        intent = objects.get("payment_intent", payment["payment"]["payment_intent"])
        return {"client_secret": intent["client_secret"], "type": "payment_intent"}
    return None


def _refunds(objects: Objects, charge: Json) -> object:
    return list_object(objects.all("refund", charge=charge["id"])[::-1], f"/v1/charges/{charge['id']}/refunds")


def _subscriptions(objects: Objects, customer: Json) -> object:
    running = [one for one in objects.all("subscription", customer=customer["id"]) if one["ended_at"] is None]
    return list_object(running[::-1], f"/v1/customers/{customer['id']}/subscriptions")


_INCLUDABLE: dict[tuple[str, str], Include] = {
    ("invoice", "payments"): _invoice_payments,
    ("invoice", "confirmation_secret"): _confirmation_secret,
    ("charge", "refunds"): _refunds,
    ("customer", "subscriptions"): _subscriptions,
}
