"""``POST /stripe/webhook``: the signature is right, the event is stored, Stripe hears 200; then it is dealt with.

An event only says whom to look at: amounts and states in it are never used. What cannot be dealt with at once is taken
up by the clock, so Stripe need not send it again. https://docs.stripe.com/webhooks
"""

import base64
import binascii
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from backend.billing.ports import StripeEvent
from backend.billing.signature import is_genuine
from backend.errors import StoreUnavailable

LARGEST_EVENT_BYTES = 1024 * 1024
"""Stripe's largest events (an invoice with all its lines) are some tens of kilobytes."""
_LONGEST_ID = 255
_KINDS = ("customer", "subscription", "invoice", "payment_intent", "charge")
_log = logging.getLogger(__name__)


class Events(Protocol):
    """The part of :class:`BillingStore` that is needed here."""

    def add_event(self, event: StripeEvent) -> bool:
        """Store it unless its id is known; whether it is new. Raises StoreUnavailable."""


def answer(
    event: Mapping[str, Any],
    secrets: Sequence[str],
    store: Events,
    deal: Callable[[StripeEvent], None],
    now: datetime,
) -> dict[str, Any]:
    """What API Gateway sends back for a proxy event.

    200: stored, now or before. 400: not from Stripe, or of another shape. 413: too large. 503: it could not be stored,
    so Stripe shall send it again. ``deal`` has to give up within Stripe's patience (some ten seconds) by itself, and
    finishes the event in the store; whatever it raises, the event stays for the clock.
    """
    try:
        body = _body(event)
    except ValueError:
        return _status(400)
    if len(body) > LARGEST_EVENT_BYTES:
        return _status(413)
    if not is_genuine(body, _header(event, "stripe-signature"), secrets, now):
        _log.warning("stripe_webhook_refused: signature")
        return _status(400)
    found = read_event(body, now)
    if found is None:
        _log.warning("stripe_webhook_refused: shape")
        return _status(400)
    try:
        is_new = store.add_event(found)
    except StoreUnavailable:
        _log.warning("stripe_webhook_refused: store")
        return _status(503, {"Retry-After": "5"})
    if is_new:
        try:
            deal(found)
        except Exception as error:  # it is stored, and the clock goes on with it
            _log.warning("stripe_event_left_for_the_clock: %s after %s", found.type, type(error).__name__)
    return _status(200)


def read_event(body: bytes, received_at: datetime) -> StripeEvent | None:
    """The event in a webhook's body; None where the body is none."""
    try:
        event = json.loads(body)
        if event["object"] != "event":
            return None
        id_, type_, subject = event["id"], event["type"], event["data"]["object"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (_is_id(id_) and _is_id(type_) and isinstance(subject, dict)):
        return None
    return StripeEvent(id_, type_, received_at, subject_of(subject))


def subject_of(found: Mapping[str, Any]) -> dict[str, str]:
    """The ids of whom and what an object of Stripe's is about, by kind, its own included."""
    ids = {kind: _id_of(found.get(kind)) for kind in _KINDS}
    kind = found.get("object")
    if kind in _KINDS:
        ids[kind] = _id_of(found)
    if kind == "invoice" and not ids["subscription"]:
        ids["subscription"] = _id_of(_inside(found, "parent", "subscription_details", "subscription"))
    if kind == "invoice_payment":
        ids["payment_intent"] = _id_of(_inside(found, "payment", "payment_intent"))
    return {kind: id_ for kind, id_ in ids.items() if id_}


def _inside(found: object, *path: str) -> object:
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _id_of(found: object) -> str:
    """Of an id, or of an object that was expanded in its place; "" where there is none."""
    if isinstance(found, dict):
        found = found.get("id")
    return found if isinstance(found, str) and _is_id(found) else ""


def _is_id(found: object) -> bool:
    return isinstance(found, str) and 0 < len(found) <= _LONGEST_ID


def _header(event: Mapping[str, Any], name: str) -> str:
    """Its value, however the sender wrote its name; "" where it is missing."""
    headers: Mapping[str, str] = event.get("headers") or {}
    return next((value for key, value in headers.items() if key.lower() == name), "")


def _body(event: Mapping[str, Any]) -> bytes:
    """The bytes as they came, which the signature is over. Raises ValueError where it is no base64 that says it is."""
    body: str = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return body.encode()
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None


def _status(status: int, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    return {"statusCode": status, "headers": {"Content-Type": "application/json", **(headers or {})}, "body": "{}"}
