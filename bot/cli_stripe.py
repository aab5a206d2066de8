"""``ai-tracker stripe setup``: makes at Stripe what has to be there, and says what to put into the settings."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from backend.billing.plans import Plans
from backend.errors import StripeUnavailable
from bot.settings import Settings, WrongSetting

if TYPE_CHECKING:
    from backend.billing.setup import SetUp

WEBHOOK_PATH = "/v1/stripe/webhook"
"""Where this program listens for Stripe, on PORT."""


def add_stripe(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    stripe = commands.add_parser("stripe", help="set up Stripe: product, prices, portal and webhook")
    setup = stripe.add_subparsers(dest="action", required=True).add_parser(
        "setup", help="make what is missing there; may be run again at any time"
    )
    setup.add_argument(
        "--webhook-url",
        metavar="URL",
        help=f"where Stripe can reach this program: https://…{WEBHOOK_PATH} (default: at TELEGRAM_WEBHOOK_URL, if set)",
    )
    setup.add_argument("--stack", metavar="NAME", help="for this stack on AWS, with its key, instead of this machine")


def set_stripe_up(settings: Settings, webhook_url: str | None, tell: Callable[[str], object]) -> bool:
    """Say what was made and what to set; whether Stripe did all of it. Raises WrongSetting."""
    key = settings.stripe_secret_key.get_secret_value()
    if not key:
        own = " The sandbox sets its own Stripe up by itself." if settings.sandboxed else ""
        raise WrongSetting(f"STRIPE_SECRET_KEY must be set: a key from Stripe's dashboard.{own}")
    plans, url = settings.plans(), webhook_url or _beside_telegrams(settings)
    if url is not None and not url.startswith("https://") and settings.stripe_api_url.startswith("https://"):
        raise WrongSetting("--webhook-url must be an https address that Stripe can reach.")
    done = make_at_stripe(key, plans, url, settings.stripe_api_url, tell)
    if done is None:
        return False
    for line in _advice(settings, url, done.webhook_secret):
        tell(line)
    return True


def make_at_stripe(
    key: str, plans: Plans, url: str | None, api_url: str, tell: Callable[[str], object]
) -> "SetUp | None":
    """Have it made, and tell what was; None when Stripe did not do it. ``url``: where it can reach the webhook."""
    from backend.billing.setup import set_up  # loads Stripe's library

    try:
        done = set_up(key, plans, url, api_url)
    except StripeUnavailable:
        tell("Stripe did not do it: the line above says why. What was made stays; run this again.")
        return None
    for name in done.made:
        tell(f"made: {name}")
    if done.kept:
        tell(f"there already: {len(done.kept)}")
    return done


def _beside_telegrams(settings: Settings) -> str | None:
    return f"{settings.telegram_webhook_url}{WEBHOOK_PATH}" if settings.telegram_webhook_url else None


def _advice(settings: Settings, url: str | None, secret: str | None) -> list[str]:
    known = settings.stripe_webhook_secrets
    if secret is not None:
        beside = " It goes before the one that is set, with a comma, as long as both are used." if known else ""
        return [f"Put this into the settings; Stripe tells it only now.{beside}", f"STRIPE_WEBHOOK_SECRET={secret}"]
    if url is None:
        return [
            "There is no webhook: payments are seen when the clock looks, each minute. With an address that Stripe can "
            "reach, run this with --webhook-url."
        ]
    if not known:
        return ["Its secret is in Stripe's dashboard, at the webhook; put it into STRIPE_WEBHOOK_SECRET."]
    return []
