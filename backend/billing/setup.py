"""What has to exist at Stripe before anything can be sold: product, prices, portal, webhook. Loads the library.

Whatever is there already stays as it is, so it may run as often as one likes; the sandbox's start runs it, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

import stripe

from backend.billing.plans import Plans, lookup_key
from backend.billing.stripe_client import API_URL, API_VERSION, asking_stripe, connect, is_missing
from backend.billing.stripe_gateway import MADE_BY
from backend.billing.stripe_shapes import PriceShape
from backend.contract.premium import PlanId, Price

if TYPE_CHECKING:
    from stripe.params import WebhookEndpointUpdateParams
    from stripe.params.billing_portal import ConfigurationCreateParamsFeatures

PRODUCT_ID, PRODUCT_NAME = "ai-tracker-premium", "AI Tracker Premium"
_EVENTS: "WebhookEndpointUpdateParams" = {
    "enabled_events": [
        "customer.subscription.created",
        "customer.subscription.updated",
        "customer.subscription.deleted",
        "customer.deleted",
        "invoice.paid",
        "invoice.payment_failed",
        "charge.refunded",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
        "refund.failed",
    ],
    "disabled": False,
}
"""What the webhook is told of: whatever can change what an athlete has paid for. Not ``invoice.created``: Stripe would
hold a renewal back for up to three days where that is not answered.
https://docs.stripe.com/billing/subscriptions/webhooks"""
_PORTAL_VERSION = "1"
"""To be raised with a change of :func:`_features`, so that the next setup brings it to Stripe."""
_LOOKUP_KEYS_AT_ONCE = 10
_PAGE = 100


@dataclass(frozen=True)
class SetUp:
    """What came of it. ``made`` and ``kept``: names of things; ``webhook_secret``: only of a webhook just made."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    webhook_secret: str | None = None


@asking_stripe
def set_up(secret_key: str, plans: Plans, webhook_url: str | None, api_url: str = API_URL) -> SetUp:
    """Let there be a product, a price for each plan and currency, the portal's pages, and a webhook to the address.

    Raises StripeUnavailable; then it may simply be run again. Prices that changed are made anew under the same name;
    whoever subscribed before keeps theirs.
    """
    client = connect(secret_key, api_url)
    done = SetUp()
    _product(client, done)
    _prices(client, plans, done)
    _portal(client, done)
    if webhook_url is None:
        return done
    secret = _webhook(client, webhook_url, done)
    return SetUp(done.made, done.kept, secret)


def _product(client: stripe.StripeClient, done: SetUp) -> None:
    name = f"product {PRODUCT_ID}"
    try:
        product = client.v1.products.retrieve(PRODUCT_ID)
    except stripe.InvalidRequestError as error:
        if not is_missing(error):
            raise
        client.v1.products.create({"id": PRODUCT_ID, "name": PRODUCT_NAME, "metadata": {"made_by": MADE_BY}})
        done.made.append(name)
        return
    if product.active:
        done.kept.append(name)
    else:
        client.v1.products.update(PRODUCT_ID, {"active": True})
        done.made.append(f"{name}, which was archived")


def _prices(client: stripe.StripeClient, plans: Plans, done: SetUp) -> None:
    wanted = {
        lookup_key(plan, price.currency): (plan, price)
        for plan, prices in plans.all_prices().items()
        for price in prices
    }
    found = _known_prices(client, wanted)
    for key, (plan, price) in wanted.items():
        name = f"price {key} {price.amount}"
        known = found.get(key)
        if known is not None and (known.plan, known.price) == (plan, price):
            done.kept.append(name)
        else:
            _make_price(client, key, plan, price)
            done.made.append(name)


def _known_prices(client: stripe.StripeClient, keys: Iterable[str]) -> Mapping[str, PriceShape]:
    """The active prices that carry one of the names."""
    found: dict[str, PriceShape] = {}
    for some in _batches(keys, _LOOKUP_KEYS_AT_ONCE):
        listed = client.v1.prices.list({"lookup_keys": some, "active": True, "limit": _PAGE})
        found |= {one.lookup_key: PriceShape.model_validate(one.to_dict()) for one in listed.data if one.lookup_key}
    return found


def _batches(keys: Iterable[str], size: int) -> Iterator[list[str]]:
    left = iter(keys)
    while some := list(islice(left, size)):
        yield some


def _make_price(client: stripe.StripeClient, key: str, plan: PlanId, price: Price) -> None:
    client.v1.prices.create(
        {
            "product": PRODUCT_ID,
            "currency": price.currency.lower(),
            "unit_amount": price.amount,
            "recurring": {"interval": "month" if plan is PlanId.MONTH else "year"},
            "lookup_key": key,
            "transfer_lookup_key": True,
            "metadata": {"made_by": MADE_BY},
        }
    )


def _portal(client: stripe.StripeClient, done: SetUp) -> None:
    name = "portal (card, receipts, cancelling at the period's end)"
    service = client.v1.billing_portal.configurations
    metadata = {"made_by": MADE_BY, "version": _PORTAL_VERSION}
    listed = [(one.id, one.metadata.to_dict() if one.metadata else {}) for one in _active_portals(client)]
    ours = next(((id_, known) for id_, known in listed if known.get("made_by") == MADE_BY), None)
    if ours is None:
        service.create({"features": _features(), "metadata": metadata})
        done.made.append(name)
    elif ours[1] != metadata:  # the new one first: in between there are two, never none
        service.create({"features": _features(), "metadata": metadata})
        service.update(ours[0], {"active": False})
        done.made.append(f"{name}, in place of an older one")
    else:
        done.kept.append(name)


def _active_portals(client: stripe.StripeClient) -> list[stripe.billing_portal.Configuration]:
    return list(client.v1.billing_portal.configurations.list({"active": True, "limit": _PAGE}).auto_paging_iter())


def _features() -> "ConfigurationCreateParamsFeatures":
    return {
        "payment_method_update": {"enabled": True},
        "invoice_history": {"enabled": True},
        "subscription_cancel": {"enabled": True, "mode": "at_period_end"},
        # For whoever needs a name and an address on a receipt, or wants it by e-mail: Stripe keeps these, we do not.
        "customer_update": {"enabled": True, "allowed_updates": ["name", "email", "address", "tax_id"]},
    }


def _webhook(client: stripe.StripeClient, url: str, done: SetUp) -> str | None:
    """Its secret if it is new: Stripe tells it only then."""
    name = f"webhook {url}"
    service = client.v1.webhook_endpoints
    known = next((one for one in service.list({"limit": _PAGE}).auto_paging_iter() if one.url == url), None)
    wanted = _EVENTS["enabled_events"]
    if known is None:
        made = service.create({"url": url, "enabled_events": wanted, "api_version": API_VERSION})
        done.made.append(name)
        return made.secret
    if set(known.enabled_events) == set(wanted) and known.status == "enabled":
        done.kept.append(name)
    else:
        service.update(known.id, _EVENTS)
        done.made.append(f"{name}, brought up to date")
    return None
