"""Premium's part of the HTTP API as one Lambda handler of its own: the log's never loads what asks Stripe.

Whoever calls it has checked the token. An athlete is the ``sub`` claim; what only the bot may say names them.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from backend.api.resolver import Event, Resolver
from backend.api.serving import answering, caller, serving
from backend.billing.desk import Billing
from backend.contract.premium import (
    Buy,
    CheckPayment,
    Closed,
    Portal,
    Premium,
    Purchase,
    RecordPayment,
    RecordRefund,
    RenewalChoice,
)


def create_handler(billing: Billing) -> Callable[[Event, object], Event]:
    """The Lambda handler. May be called from many threads at once."""
    return answering(lambda: build(billing))


def build(billing: Billing) -> Resolver:
    """The resolver with its routes."""
    return serving(lambda app: _Routes(app, billing).table())


class _Routes:
    """What is asked of which address. The docstrings are the API's public description."""

    def __init__(self, app: Resolver, billing: Billing) -> None:
        self._app = app
        self._billing = billing

    def table(self) -> list[tuple[str, str, Callable[..., Any]]]:
        """(method, path, function) of every route."""
        return [
            ("GET", "/premium", self.premium),
            ("DELETE", "/premium", self.close_premium),
            ("POST", "/premium/purchases", self.buy),
            ("POST", "/premium/portal", self.open_portal),
            ("POST", "/premium/restore", self.restore_premium),
            ("PUT", "/premium/renewal", self.choose_renewal),
            ("POST", "/premium/checks", self.check_payment),
            ("POST", "/premium/payments", self.record_payment),
            ("POST", "/premium/refunds", self.record_refund),
        ]

    def _caller(self) -> UUID:
        return caller(self._app)

    def premium(self) -> Premium:
        """How the athlete's premium stands, and what can be bought."""
        return self._billing.look(self._caller())

    def restore_premium(self) -> Premium:
        """The same, looked at anew where the money is taken."""
        return self._billing.restore(self._caller())

    def buy(self, command: Buy) -> Purchase:
        """Begin to buy. Nothing is charged; the same id, and a second tap, answer the same open purchase."""
        return self._billing.buy(self._caller(), command)

    def open_portal(self) -> Portal:
        """The address of Stripe's portal for the athlete: card, receipts, cancelling."""
        return self._billing.open_portal(self._caller())

    def choose_renewal(self, command: RenewalChoice) -> Premium:
        """Whether what the athlete has goes on by itself."""
        return self._billing.choose_renewal(self._caller(), command)

    def close_premium(self) -> Closed:
        """End all that takes money, before the athlete is erased. Repeating it ends nothing more."""
        return self._billing.close(self._caller())

    def check_payment(self, command: CheckPayment) -> dict[str, str]:
        """Whether a payment in the chat may go ahead. For the bot alone, as Telegram asks it."""
        self._billing.check(command)
        return {}

    def record_payment(self, command: RecordPayment) -> Premium:
        """A payment in the chat was made. For the bot alone; the same charge again changes nothing."""
        return self._billing.record_payment(command)

    def record_refund(self, command: RecordRefund) -> Premium:
        """A payment in the chat went back. For the bot alone; repeating it changes nothing."""
        return self._billing.record_refund(command)
