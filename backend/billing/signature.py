"""Whether a webhook's body was signed by Stripe, just now.

``Stripe-Signature: t=<seconds>,v1=<hex>[,v1=<hex>…]``, where v1 is HMAC-SHA256 over ``<t>.<raw body>`` with the
endpoint's secret. Other schemes (v0) are for test fixtures and prove nothing.
https://docs.stripe.com/webhooks#verify-manually
"""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import datetime

TOLERANCE_SECONDS = 300
"""How old a signature may be, and how far ahead: stripe-python lets any future time pass, which a replay could use."""
_LONGEST_HEADER = 4096
_TIME = re.compile(r"[0-9]{1,12}", re.ASCII)


def is_genuine(body: bytes, header: str, secrets: Sequence[str], now: datetime) -> bool:
    """Whether one of the signatures was made with one of the secrets, within the tolerance around ``now``.

    There are two secrets while one is being rotated, and Stripe itself signs twice while it rolls one.
    """
    if len(header) > _LONGEST_HEADER:
        return False
    pairs = [part.partition("=") for part in header.split(",")]
    if not all(equals for _, equals, _ in pairs):
        return False
    parts = [(scheme, value) for scheme, _, value in pairs]
    time = next((value for scheme, value in parts if scheme == "t"), "")
    if not _TIME.fullmatch(time) or abs(now.timestamp() - int(time)) > TOLERANCE_SECONDS:
        return False
    given = [value.encode() for scheme, value in parts if scheme == "v1"]
    signed = time.encode() + b"." + body
    # Every pair is compared, so that the time taken tells nothing about which one fits.
    fits = [
        hmac.compare_digest(hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest().encode(), one)
        for secret in secrets
        if secret
        for one in given
    ]
    return any(fits)
