"""Stripe, and what others do there: payers, their banks, the merchant in the dashboard, and time."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar
from uuid import uuid4

import stripe
from aiohttp import web

from backend.billing.plans import read_plans
from backend.billing.ports import PurchaseRecord, Stripe
from backend.billing.setup import set_up
from backend.billing.stripe_gateway import StripeGateway
from backend.contract.premium import PlanId, Price, Rail
from sandbox.stripe import LocalStripe
from tests.fakes.billing import FakeStripe, FakeSubscription

KEY = "sk_test_sandbox"
GOOD, DECLINED, NO_FUNDS = "4242424242424242", "4000000000000002", "4000000000009995"
ASKS_BANK, FAILS_LATER = "4000002500003155", "4000000000000341"
REFUSALS = {DECLINED: "generic_decline", NO_FUNDS: "insufficient_funds"}
EUR = {PlanId.MONTH: Price(amount=790, currency="EUR"), PlanId.YEAR: Price(amount=6900, currency="EUR")}
T = TypeVar("T")


class World(Protocol):
    """``stripe`` is what is being tested; the rest happens without it."""

    stripe: Stripe

    def pays(self, invoice_id: str, card: str) -> str:
        """Somebody fills in a card on the invoice's page; "paid", "declined", "requires_action" or "not_open"."""

    def passes(self, days: float) -> None:
        """Time goes by."""

    def now(self) -> datetime:
        """Stripe's own time."""

    def changes_card(self, customer_id: str, card: str) -> None:
        """In the portal."""

    def cancels(self, subscription_id: str, renews: bool = False) -> None:
        """In the portal, at the period's end; or takes that back."""

    def returns(self, payment_id: str, amount: int | None = None) -> None:
        """The merchant refunds a payment in the dashboard, wholly or a part of it."""

    def disputes(self, payment_id: str) -> Callable[[bool], None]:
        """A cardholder disputes a payment; call it with whether the merchant wins."""

    def paid_in_chat(self, price: Price, card: str, *, save: bool) -> str:
        """Telegram's sheet charges a card through its provider; the payment intent's id."""


class SandboxWorld:
    """The gateway against the sandbox's Stripe, over HTTP on this machine."""

    def __init__(self, set_up_already: bool = True, delivers: bool = False) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="stripe", daemon=True)
        self._thread.start()
        self.local = LocalStripe(time.time, webhook_pause=0.01)
        self.url = self._run_there(self._serve())
        self.local.base_url = self.url
        self._delivers = delivers
        if delivers:
            self.there(self.local.start)
        self.dashboard = stripe.StripeClient(KEY, base_addresses={"api": self.url}).v1
        if set_up_already:
            set_up(KEY, read_plans(), None, self.url)
        self.gateway = StripeGateway(KEY, self.url, retries=0)
        self.stripe: Stripe = self.gateway

    async def _serve(self) -> str:
        app = web.Application()
        app.add_routes(self.local.routes())
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/stripe"

    def close(self) -> None:
        if self._delivers:
            self._run_there(self.local.close())
        self._run_there(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run_there(self, work: "asyncio._CoroutineLike[T]") -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=20)

    def there(self, act: Callable[[], T]) -> T:
        """Do something in the server's own thread, between two requests."""
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(act())
            except BaseException as error:  # for whoever waits
                done.set_exception(error)

        self._loop.call_soon_threadsafe(run)
        return done.result(timeout=20)

    def pays(self, invoice_id: str, card: str) -> str:
        return self.there(lambda: self.local.pay_invoice(invoice_id, card).status)

    def passes(self, days: float) -> None:
        self.there(lambda: self.local.advance(days * 86_400))

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.local.account.now(), UTC)

    def changes_card(self, customer_id: str, card: str) -> None:
        assert self.there(lambda: self.local.save_card(customer_id, card)).status == "paid"

    def cancels(self, subscription_id: str, renews: bool = False) -> None:
        self.there(lambda: self.local.set_renewal(subscription_id, renews))

    def returns(self, payment_id: str, amount: int | None = None) -> None:
        if amount is None:
            self.dashboard.refunds.create({"payment_intent": payment_id})
        else:
            self.dashboard.refunds.create({"payment_intent": payment_id, "amount": amount})

    def disputes(self, payment_id: str) -> Callable[[bool], None]:
        charge = str(self.dashboard.payment_intents.retrieve(payment_id).latest_charge)
        opened = self.there(lambda: self.local.open_dispute(charge))
        return lambda won: self.there(lambda: self.local.close_dispute(opened["id"], won))

    def paid_in_chat(self, price: Price, card: str, *, save: bool) -> str:
        made = self.there(lambda: self.local.charge_card(price.amount, price.currency, card, save=save))
        return str(made["id"])


def purchase(plan: PlanId = PlanId.MONTH, price: Price | None = None) -> PurchaseRecord:
    """As it is stored before Stripe hears of it."""
    return PurchaseRecord(uuid4(), uuid4(), plan, Rail.STRIPE_INVOICE, price or EUR[plan], datetime.now(UTC))


class FakeWorld:
    """The fake that billing's own tests use, and a world that does to it what Stripe's clock and pages do."""

    def __init__(self) -> None:
        self._time = datetime(2026, 11, 22, 12, tzinfo=UTC)
        self.fake = FakeStripe(self.now)
        self.stripe: Stripe = self.fake
        self._cards: dict[str, str] = {}

    def now(self) -> datetime:
        return self._time

    def pays(self, invoice_id: str, card: str) -> str:
        one = self.fake.subscriptions[invoice_id.removeprefix("in_")]
        if one.word != "incomplete":
            return "not_open"
        if card == ASKS_BANK:
            return "requires_action"
        if card in REFUSALS:
            one.declined = REFUSALS[card]
            return "declined"
        one.declined = None
        self._cards[one.customer] = card
        self.fake.pays(one.id)
        return "paid"

    def passes(self, days: float) -> None:
        end = self._time + timedelta(days=days)
        while self._time < end:
            self._time = min(end, self._time + timedelta(hours=6))
            for one in self.fake.subscriptions.values():
                self._goes_on(one)

    def _goes_on(self, one: FakeSubscription) -> None:
        if one.word == "incomplete" and self._time >= one.created + timedelta(hours=23):
            one.word = "canceled"
        if not one.periods or self._time < one.periods[-1][0]:
            return
        given_up = self._time >= one.periods[-1][0] + timedelta(days=30)
        if (one.word == "active" and one.ends_itself) or (one.word == "past_due" and given_up):
            one.word = "canceled"
        elif one.word == "active" and self._cards[one.customer] == FAILS_LATER:
            one.word = "past_due"
        elif one.word == "active":
            self.fake.pays(one.id)

    def changes_card(self, customer_id: str, card: str) -> None:
        self._cards[customer_id] = card

    def cancels(self, subscription_id: str, renews: bool = False) -> None:
        self.fake.subscriptions[subscription_id].ends_itself = not renews

    def returns(self, payment_id: str, amount: int | None = None) -> None:
        if amount is None:
            self.fake.refunds(payment_id)

    def disputes(self, payment_id: str) -> Callable[[bool], None]:
        self.fake.disputes(payment_id)

        def decided(won: bool) -> None:
            self.fake.payments[payment_id] = replace(self.fake.payments[payment_id], disputed=not won)

        return decided

    def paid_in_chat(self, price: Price, card: str, *, save: bool) -> str:
        if card in REFUSALS:
            id_ = self.fake.card_payment(price, status="requires_payment_method")
            self.fake.payments[id_] = replace(self.fake.payments[id_], decline_code=REFUSALS[card])
            return id_
        self.fake.declines_saved_cards = card == FAILS_LATER
        return self.fake.card_payment(price, reusable=save)
