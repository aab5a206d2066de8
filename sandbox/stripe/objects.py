"""Everything that this Stripe knows: objects by id, as they go over the wire plus private ``_`` keys."""

import secrets
import string

from sandbox.stripe.errors import NoSuchObject
from sandbox.stripe.spec import blank
from sandbox.wire import Json

PREFIXES = {
    "customer": "cus_",
    "product": "prod_",
    "price": "price_",
    "subscription": "sub_",
    "subscription_item": "si_",
    "invoice": "in_",
    "line_item": "il_",
    "invoice_payment": "inpay_",
    "payment_intent": "pi_",
    "payment_method": "pm_",
    "setup_intent": "seti_",
    "charge": "ch_",
    "refund": "re_",
    "dispute": "dp_",
    "event": "evt_",
    "webhook_endpoint": "we_",
    "billing_portal.session": "bps_",
    "billing_portal.configuration": "bpc_",
    "test_helpers.test_clock": "clock_",
}
_SPOKEN = {"payment_method": "PaymentMethod", "payment_intent": "payment_intent", "setup_intent": "setupintent"}
_ALPHABET = string.ascii_letters + string.digits
_ID_LENGTH = 24


def token(length: int = _ID_LENGTH) -> str:
    """A random word that nobody guesses."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


class Objects:
    """Objects by kind and id, oldest first. ``changes`` grows with everything that is worth writing down."""

    def __init__(self) -> None:
        self.by_kind: dict[str, dict[str, Json]] = {kind: {} for kind in PREFIXES}
        self.changes = 0

    def new(self, kind: str, created: int, chosen_id: str | None = None, /, **fields: object) -> Json:
        """A new object of this kind with all of Stripe's keys, stored. ``created``: Unix seconds."""
        made = blank(kind)
        made["id"] = chosen_id or PREFIXES[kind] + token()
        if "created" in made:
            made["created"] = created
        made.update(fields)
        self.by_kind[kind][made["id"]] = made
        self.changes += 1
        return made

    def get(self, kind: str, object_id: str, param: str = "id") -> Json:
        """The object. Raises NoSuchObject; ``param`` says where the id stood."""
        found = self.by_kind[kind].get(object_id)
        if found is None:
            raise NoSuchObject(_SPOKEN.get(kind, kind.rpartition(".")[2]), object_id, param)
        return found

    def customer(self, customer_id: str, param: str = "id") -> Json:
        """A customer who was not deleted. Raises NoSuchObject."""
        customer = self.get("customer", customer_id, param)
        if customer.get("deleted"):
            raise NoSuchObject("customer", customer_id, param)
        return customer

    def find(self, object_id: str) -> Json | None:
        """Whatever has this id."""
        return next((known[object_id] for known in self.by_kind.values() if object_id in known), None)

    def all(self, kind: str, **wanted: object) -> list[Json]:
        """Those of a kind whose fields are equal to what is wanted (None: any), oldest first."""
        return [
            one
            for one in self.by_kind[kind].values()
            if all(value is None or one.get(name) == value for name, value in wanted.items())
        ]
