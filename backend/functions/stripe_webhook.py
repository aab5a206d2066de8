"""The Lambda behind ``POST /stripe/webhook``: open to everybody, and only what Stripe signed goes any further.

The event is stored and answered by :mod:`backend.billing.webhook`; dealt with at once if Stripe and the table answer
within seconds, else by the clock.
"""

from typing import Any

from backend.aws import clients
from backend.aws.secrets import Secret, secrets_manager
from backend.billing import upkeep, webhook
from backend.billing.ports import StripeEvent
from backend.clock import SystemClock
from backend.errors import StoreUnavailable
from backend.functions.environment import setting
from backend.functions.money import books
from backend.functions.telemetry import Handler, Telemetry

_COUNTED = {200: "StripeEventsTaken", 400: "StripeEventsRefused", 413: "StripeEventsRefused", 503: "Unavailable"}
_AWAY = {"statusCode": 503, "headers": {"Content-Type": "application/json", "Retry-After": "5"}, "body": "{}"}


def _put_together() -> Handler:
    telemetry, clock, secrets = Telemetry("stripe_webhook"), SystemClock(), secrets_manager()
    secret = Secret(secrets, setting("STRIPE_WEBHOOK_SECRET"))
    money = books(clients.dynamodb(), secrets, clock)

    def deal(event: StripeEvent) -> None:
        upkeep.deal_with(money, event, clock.now())

    def answer(event: dict[str, Any]) -> dict[str, Any]:
        try:
            known = tuple(filter(None, secret.given().split(",")))
        except StoreUnavailable:
            return _AWAY
        return webhook.answer(event, known, money.store, deal, clock.now())

    def handle(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001  # Lambda's way to call
        answered = answer(event)
        telemetry.count(_COUNTED[answered["statusCode"]])
        return answered

    return telemetry.observed(handle)


handler = _put_together()
