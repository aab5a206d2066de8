"""Stripe for a program that may never sell anything: its library is loaded at the first question, not at the start."""

import threading
from collections.abc import Callable
from typing import cast

from backend.billing.ports import Stripe


def gateway_later(secret_key: str, api_url: str) -> Stripe:
    """The gateway to Stripe with its usual patience, made when it is first asked."""

    def make() -> Stripe:
        from backend.billing.stripe_gateway import StripeGateway  # a fifth of a second, and 8 MB

        return StripeGateway(secret_key, api_url)

    return made_late(make)


def made_late(make: Callable[[], Stripe]) -> Stripe:
    """A Stripe that is made once, by whichever thread asks first. Where that fails, the next question tries again."""
    return cast(Stripe, _Late(make))  # it has whatever the one has that it stands for


class _Late:
    def __init__(self, make: Callable[[], Stripe]) -> None:
        self._make = make
        self._made: Stripe | None = None
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> object:
        with self._lock:
            if self._made is None:
                self._made = self._make()
        return getattr(self._made, name)
