"""The doctor's look at premium: the rail, whether Stripe takes the key, and whether it knows prices and webhook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from backend.billing.plans import lookup_key
from backend.contract.premium import Rail
from bot.cli_stripe import WEBHOOK_PATH
from bot.findings import Finding
from bot.settings import Settings

if TYPE_CHECKING:
    from stripe._v1_services import V1Services  # the library has no public name for it

_PATIENCE = (3.0, 5.0)
"""Seconds to connect, and to read."""
_AT_ONCE = 10
"""Stripe finds so many prices by name in one call."""
_PAGE = 100


def money(settings: Settings) -> Iterator[Finding]:
    """Look at all of it; asks Stripe, and waits for it no longer than some seconds."""
    match settings.rail:
        case Rail.OFF:
            yield Finding(True, "Premium is included for everyone; nothing is sold (PREMIUM_RAIL).")
        case Rail.STARS:
            yield Finding(True, "Premium is sold in Telegram Stars.")
        case _ if not settings.stripe_secret_key.get_secret_value():
            yield Finding(True, "Premium is sold by the sandbox's own Stripe; no money moves.")
        case _:
            yield from _stripe(settings)


def _stripe(settings: Settings) -> Iterator[Finding]:
    import stripe  # only who sells something waits for it to load

    from backend.billing.stripe_client import connect

    key = settings.stripe_secret_key.get_secret_value()
    service = connect(key, settings.stripe_api_url, timeout=_PATIENCE, retries=0).v1
    named = f"Stripe takes the {settings.stripe_world} key"
    try:
        missing = _missing_prices(settings, service)
        hooks = service.webhook_endpoints.list({"limit": _PAGE}).data
    except (stripe.AuthenticationError, stripe.PermissionError):
        yield Finding(False, "Stripe refuses the key.", "Set STRIPE_SECRET_KEY to a key of your account that is valid.")
        return
    except stripe.StripeError as error:
        mend = "Check the network and STRIPE_API_URL; nothing can be bought until then."
        yield Finding(False, f"Stripe does not answer ({type(error).__name__}).", mend)
        return
    yield Finding(True, f"{named}; premium is paid by {settings.rail}.")
    if missing:
        yield Finding(False, f"Stripe lacks {missing} of the plans' prices.", "Run 'ai-tracker stripe setup'.")
    yield _webhook(settings, [hook.url for hook in hooks if hook.status == "enabled"])


def _missing_prices(settings: Settings, service: "V1Services") -> int:
    priced = settings.plans().all_prices().items()
    keys = [lookup_key(plan, price.currency) for plan, prices in priced for price in prices]
    found = 0
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        found += len(service.prices.list({"lookup_keys": some, "active": True, "limit": _PAGE}).data)
    return len(keys) - found


def _webhook(settings: Settings, known: list[str]) -> Finding:
    """Stripe can reach only who has a public address, which is Telegram's webhook's."""
    if not settings.telegram_webhook_url:
        return Finding(True, "No public address: what is paid is looked up at Stripe once a minute.")
    wanted = settings.telegram_webhook_url + WEBHOOK_PATH
    if wanted not in known:
        mend = f"Run 'ai-tracker stripe setup --webhook-url {wanted}'."
        return Finding(False, "Stripe's webhook is not set up.", mend)
    if not settings.stripe_webhook_secrets:
        mend = "Set STRIPE_WEBHOOK_SECRET to the signing secret in Stripe's dashboard (Developers, Webhooks)."
        return Finding(False, "Stripe's events cannot be checked.", mend)
    return Finding(True, "Stripe's webhook is set up.")
