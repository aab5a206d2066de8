"""Stripe's place where none is set up: premium is free, or sold in Stars."""

from typing import NoReturn

from backend.billing.late_stripe import made_late
from backend.billing.ports import Stripe, StripeNotSetUp


def no_stripe() -> Stripe:
    """A Stripe that is always away: what an earlier rail left behind stays as it was last seen."""
    return made_late(_nobody)


def _nobody() -> NoReturn:
    raise StripeNotSetUp
