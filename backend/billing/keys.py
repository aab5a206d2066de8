"""Which of Stripe's two worlds a secret key opens. A key of the wrong one is refused before anything is sent.

With a test key in production everyone gets premium for a card number from the documentation; with a live key in a
trial, real cards are charged. https://docs.stripe.com/keys
"""

import re
from enum import StrEnum

_KEY = re.compile(r"(?:sk|rk)_(test|live)_\w+", re.ASCII)


class StripeMode(StrEnum):
    """Play money or real money."""

    TEST = "test"
    LIVE = "live"


def mode_of(secret_key: str) -> StripeMode | None:
    """The world that a secret (sk) or restricted (rk) key opens; None: it is neither."""
    found = _KEY.fullmatch(secret_key)
    return StripeMode(found[1]) if found else None


def wanted_mode(stripe_mode: str, real_telegram: bool) -> StripeMode:
    """The world that the settings ask for: STRIPE_MODE, or live where real athletes write and test in the sandbox."""
    if stripe_mode:
        return StripeMode(stripe_mode)
    return StripeMode.LIVE if real_telegram else StripeMode.TEST


def key_must_be(secret_key: str, mode: StripeMode) -> str | None:
    """What STRIPE_SECRET_KEY must be instead; None where it is right. Never quotes the key."""
    if mode_of(secret_key) is mode:
        return None
    key = f"a {mode} key, sk_{mode}_… or rk_{mode}_…"
    if mode_of(secret_key) is None:
        return key
    other = StripeMode.TEST if mode is StripeMode.LIVE else StripeMode.LIVE
    return f"{key} (or set STRIPE_MODE={other})"
