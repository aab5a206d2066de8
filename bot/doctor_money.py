"""The doctor's look at premium: the rail, whether Stripe takes the key and knows prices and webhook, and who helps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend.billing.keys import StripeMode
from backend.billing.plans import Plans, lookup_key
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


@dataclass(frozen=True, slots=True)
class Shop:
    """What there is to look at, and how it is mended. ``webhook``: where Stripe can reach us; None: nowhere.

    ``has_secret``: whether what comes there can be checked. ``key_is``, ``secret_is``: the names of their settings.
    """

    rail: Rail
    key: str
    api_url: str
    world: StripeMode
    plans: Plans
    webhook: str | None
    has_secret: bool
    key_is: str
    secret_is: str
    setup: str


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
            yield from stripe_side(_shop(settings))


def support(settings: Settings) -> Iterator[Finding]:
    """Whether who pays for real learns whom to write to about it."""
    if settings.rail is not Rail.OFF and not settings.sandboxed:
        yield contact(settings.support_contact, "Set SUPPORT_CONTACT")


def contact(named: str, mend: str) -> Finding:
    """Whether there is one to name. ``mend``: how it is set."""
    if named:
        return Finding(True, f"About payments athletes can write to {named}.")
    how = f"{mend} to an e-mail address, an @name or t.me link, or an https address; /paysupport says it."
    return Finding(False, "Premium is sold, and athletes are told nobody to write to about a payment.", how)


def _shop(settings: Settings) -> Shop:
    """Stripe can reach only who has a public address, which is Telegram's webhook's."""
    webhook = settings.telegram_webhook_url + WEBHOOK_PATH if settings.telegram_webhook_url else None
    return Shop(
        settings.rail,
        settings.stripe_secret_key.get_secret_value(),
        settings.stripe_api_url,
        settings.stripe_world,
        settings.plans(),
        webhook,
        bool(settings.stripe_webhook_secrets),
        key_is="STRIPE_SECRET_KEY",
        secret_is="STRIPE_WEBHOOK_SECRET",
        setup=f"ai-tracker stripe setup --webhook-url {webhook}" if webhook else "ai-tracker stripe setup",
    )


def stripe_side(shop: Shop) -> Iterator[Finding]:
    """Whether Stripe takes the key, and knows prices and webhook."""
    import stripe  # only who sells something waits for it to load

    from backend.billing.stripe_client import connect

    service = connect(shop.key, shop.api_url, timeout=_PATIENCE, retries=0).v1
    try:
        missing = _missing_prices(shop.plans, service)
        hooks = service.webhook_endpoints.list({"limit": _PAGE}).data
    except (stripe.AuthenticationError, stripe.PermissionError):
        yield Finding(False, "Stripe refuses the key.", f"Set {shop.key_is} to a key of your account that is valid.")
        return
    except stripe.StripeError as error:
        mend = "Check the network and STRIPE_API_URL; nothing can be bought until then."
        yield Finding(False, f"Stripe does not answer ({type(error).__name__}).", mend)
        return
    yield Finding(True, f"Stripe takes the {shop.world} key; premium is paid by {shop.rail}.")
    if missing:
        yield Finding(False, f"Stripe lacks {missing} of the plans' prices.", f"Run '{shop.setup}'.")
    yield _webhook(shop, [hook.url for hook in hooks if hook.status == "enabled"])


def _missing_prices(plans: Plans, service: "V1Services") -> int:
    keys = [lookup_key(plan, price.currency) for plan, prices in plans.all_prices().items() for price in prices]
    found = 0
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        found += len(service.prices.list({"lookup_keys": some, "active": True, "limit": _PAGE}).data)
    return len(keys) - found


def _webhook(shop: Shop, known: list[str]) -> Finding:
    if shop.webhook is None:
        return Finding(True, "No public address: what is paid is looked up at Stripe once a minute.")
    if shop.webhook not in known:
        return Finding(False, "Stripe's webhook is not set up.", f"Run '{shop.setup}'.")
    if not shop.has_secret:
        mend = f"Set {shop.secret_is} to the signing secret in Stripe's dashboard (Developers, Webhooks)."
        return Finding(False, "Stripe's events cannot be checked.", mend)
    return Finding(True, "Stripe's webhook is set up.")
