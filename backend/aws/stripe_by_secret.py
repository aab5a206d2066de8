"""Stripe on AWS: its key is in Secrets Manager, and can be replaced there while functions run.

The library is loaded at the first question, and a key of the wrong world is refused before anything is sent.
"""

import logging
import threading
from typing import cast

from backend.aws.secrets import Secret
from backend.billing.keys import StripeMode, key_must_be
from backend.billing.ports import Stripe
from backend.errors import StoreUnavailable, StripeUnavailable

_log = logging.getLogger(__name__)


def stripe_by_secret(
    secret: Secret, mode: StripeMode, api_url: str, timeout: tuple[float, float], retries: int
) -> Stripe:
    """The gateway for the secret's key as it is now. ``timeout``, ``retries``: see the gateway.

    While there is no key, or one of the other mode, Stripe is unavailable.
    """
    return cast(Stripe, _BySecret(secret, mode, api_url, timeout, retries))  # has what the gateway has


class _BySecret:
    def __init__(
        self, secret: Secret, mode: StripeMode, api_url: str, timeout: tuple[float, float], retries: int
    ) -> None:
        self._secret = secret
        self._mode = mode
        self._api_url = api_url
        self._timeout = timeout
        self._retries = retries
        self._made: tuple[str, Stripe] | None = None
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> object:
        return getattr(self._gateway(), name)

    def _gateway(self) -> Stripe:
        try:
            key = self._secret.given()
        except StoreUnavailable:
            raise StripeUnavailable from None
        with self._lock:
            if self._made is None or self._made[0] != key:
                self._made = key, self._make(key)
            return self._made[1]

    def _make(self, key: str) -> Stripe:
        if not key:
            raise StripeUnavailable
        must_be = key_must_be(key, self._mode)
        if must_be is not None:
            _log.error("stripe_key_refused: it must be %s", must_be)
            raise StripeUnavailable
        from backend.billing.stripe_gateway import StripeGateway  # a fifth of a second, and 8 MB

        return StripeGateway(key, self._api_url, self._timeout, self._retries)
