"""Premium's part of the one-machine program: its use cases over SQL, the rail's Stripe, its handlers, its ticks.

Stripe's library is loaded when it is first asked. With the sandbox's own Stripe, products, prices and the webhook are
set up there at that moment, by the code that ``ai-tracker stripe setup`` runs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Engine

from backend.api.scopes import BILLING_ROUTES, WEBHOOK
from backend.billing import webhook
from backend.billing.app import create_handler
from backend.billing.desk import Billing
from backend.billing.gate import has_premium
from backend.billing.late_stripe import made_late
from backend.billing.no_stripe import no_stripe
from backend.billing.plans import Plans
from backend.billing.ports import Stripe
from backend.billing.sync import Books
from backend.ports import Clock, Outbox, Store
from backend.store.billing import SqlBilling
from bot.logs import Log
from bot.settings import Settings

SANDBOX_KEY, SANDBOX_SECRET = "sk_test_sandbox", "whsec_sandbox"
SANDBOX_PROVIDER_TOKEN = "1000001:TEST:sandbox"
MAY_WAIT = frozenset(BILLING_ROUTES) - {("POST", "/premium/checks")} | {WEBHOOK}
"""Routes that wait for Stripe; a check before a payment waits for nobody."""
_AT_ONCE = 100
_PATIENCE, _RETRIES = (2.0, 4.0), 1
"""Seconds to connect and to read, twice at most: the bot waits ten for the API, and an athlete before the chat no more.
What Stripe did not do meanwhile, the clock does."""

Event = dict[str, Any]
Handler = Callable[[Event, object], Event]


@dataclass(frozen=True, slots=True)
class Selling:
    """Premium, put together. ``store``: what the log's own handler exports of it; ``provider_token``: the bot's."""

    store: SqlBilling
    billing: Billing
    provider_token: str
    _premium: Handler
    _secrets: tuple[str, ...]
    _log: Log

    def in_front_of(self, log: Handler) -> Handler:
        """A handler that answers premium's routes and Stripe's webhook, and hands everything else on."""

        def handle(event: Event, context: object) -> Event:
            route = (event["httpMethod"], event["resource"])
            if route in BILLING_ROUTES:
                return self._premium(event, context)
            return self._webhook(event) if route == WEBHOOK else log(event, context)

        return handle

    def has_premium(self, athlete_id: UUID) -> bool:
        """Whether premium works for the athlete now. Raises StoreUnavailable."""
        return has_premium(self.store, self.billing.books.rail, athlete_id, self.billing.clock.now())

    def tick(self, now: datetime) -> None:
        """Do what is due about money; see :func:`backend.billing.upkeep.tick`. Raises StoreUnavailable."""
        done = self.billing.tick(now, _AT_ONCE)
        if done:
            log = self._log
            log.info(
                "money_tick", events=done.events, accounts=done.accounts, customers=done.customers, purged=done.purged
            )

    def _webhook(self, event: Mapping[str, Any]) -> Event:
        return webhook.answer(event, self._secrets, self.store, self.billing.deal_with, self.billing.clock.now())


def selling(
    settings: Settings,
    sandbox_url: str | None,
    engine: Engine,
    athletes: Store,
    outbox: Outbox,
    clock: Clock,
    log: Log,
    own: "OwnAddress",
    chat_url: Callable[[], str],
) -> Selling:
    """Premium, as the settings sell it. Nothing is asked of anybody yet. ``chat_url``: where Stripe leads back to."""
    store, plans = SqlBilling(engine), settings.plans()
    stripe, secrets, token = _stripe(settings, sandbox_url, plans, own)
    books = Books(store, stripe, outbox, _LoggedCounts(log), settings.rail)
    billing = Billing(books, athletes, plans, clock, chat_url)
    return Selling(store, billing, token, create_handler(billing), secrets, log)


@dataclass(slots=True)
class OwnAddress:
    """The program's own web address, known only once it serves."""

    url: str = ""


def _stripe(
    settings: Settings, sandbox_url: str | None, plans: Plans, own: OwnAddress
) -> tuple[Stripe, tuple[str, ...], str]:
    """(Stripe, the secrets of its webhook, Telegram's token for the card provider)."""
    key = settings.stripe_secret_key.get_secret_value()
    token = settings.telegram_provider_token.get_secret_value()
    if sandbox_url is not None:
        token = token or SANDBOX_PROVIDER_TOKEN
    if key:
        return made_late(partial(_gateway, key, settings.stripe_api_url)), settings.stripe_webhook_secrets, token
    if sandbox_url is None:
        return no_stripe(), (), token
    url = f"{sandbox_url}/stripe"

    def make() -> Stripe:
        from backend.billing.setup import set_up

        set_up(SANDBOX_KEY, plans, f"{own.url}/v1/stripe/webhook", url)
        return _gateway(SANDBOX_KEY, url)

    return made_late(make), (SANDBOX_SECRET,), token


def _gateway(key: str, url: str) -> Stripe:
    from backend.billing.stripe_gateway import StripeGateway

    return StripeGateway(key, url, _PATIENCE, _RETRIES)


class _LoggedCounts:
    """A line for each thing that is counted: what and how much, never whose."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """See :class:`backend.billing.ports.Counts`."""
        self._log.info("money", counted=name, amount=amount, **dimensions)
