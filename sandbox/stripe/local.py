"""The whole of it: an account, its API, its webhooks, its time; and what happens without the API, in the same process.

The pages (``sandbox.stripe.pages``) and the sandbox's Telegram use this; so may a test, for what people do at a bank.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aiohttp import web

from sandbox.stripe import collecting, disputes, payments, subscriptions
from sandbox.stripe.account import EVENTS_KEPT_SECONDS, Account
from sandbox.stripe.api import Api
from sandbox.stripe.control import control
from sandbox.stripe.delivery import Delivery
from sandbox.stripe.errors import CardError, InvalidRequest
from sandbox.stripe.keeping import Keeper
from sandbox.stripe.objects import Objects, token
from sandbox.stripe.rendering import HERE, rendered
from sandbox.stripe.timetable import catch_up
from sandbox.wire import Json

log = logging.getLogger("sandbox")

TICK_SECONDS = 1.0

Status = Literal["paid", "requires_action", "declined", "not_open"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt to pay ended. ``intent``: the payment intent, rendered; None where nothing was tried.

    ``message``, ``code`` and ``decline_code`` are Stripe's, where the bank said no.
    """

    status: Status
    intent: Json | None = None
    message: str | None = None
    code: str | None = None
    decline_code: str | None = None


class LocalStripe:
    """A small Stripe. ``clock``: Unix seconds. ``state_file``: where it is kept over a restart.

    ``endpoint_secret``: what every new webhook endpoint is signed with (None: each has its own).
    ``webhook_pause``: seconds before a webhook that failed comes again, doubled each time.
    Set ``base_url`` (``http://127.0.0.1:8081/stripe``) before addresses are asked for.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        state_file: Path | None = None,
        endpoint_secret: str | None = None,
        webhook_pause: float = 1.0,
    ) -> None:
        self.account = Account(clock)
        self.account.endpoint_secret = endpoint_secret
        self.api = Api(self.account)
        self.webhooks = Delivery(self.account, webhook_pause)
        self._keeper = Keeper(state_file, self.account, self.api.answers, self.webhooks)
        self._keeper.restore()
        self._ticking: asyncio.Task[None] | None = None

    @property
    def objects(self) -> Objects:
        """Everything it knows."""
        return self.account.objects

    @property
    def base_url(self) -> str:
        """Where it is served."""
        return self.account.base_url

    @base_url.setter
    def base_url(self, url: str) -> None:
        self.account.base_url = url

    # ---- running ----

    def routes(self) -> list[web.RouteDef]:
        """The API and the controls, below ``/stripe``."""
        return [
            web.route("*", "/stripe/v1/{path:.*}", self.api.answer),
            web.post("/stripe/control/{what}", control(self)),
        ]

    def start(self) -> None:
        """Follow the clock and send webhooks, in the running loop."""
        self.webhooks.start()
        self._ticking = asyncio.get_running_loop().create_task(self._tick())

    async def close(self) -> None:
        """Stop, and write what is to be kept."""
        if self._ticking is not None:
            self._ticking.cancel()
            with suppress(asyncio.CancelledError):
                await self._ticking
        await self.webhooks.close()
        self._keeper.write()

    async def _tick(self) -> None:
        while True:
            self.catch_up()
            try:
                self._keeper.write()
            except OSError as error:
                log.warning("the sandbox's Stripe could not be written: %s", error.strerror)
            await asyncio.sleep(TICK_SECONDS)

    # ---- time ----

    def catch_up(self) -> int:
        """Do what has fallen due by the clock; how many things."""
        self._forget_old_events()
        return catch_up(self.account)

    def advance(self, seconds: float) -> int:
        """Let time pass here, ahead of the clock, and do what falls due; how many things."""
        self.account.ahead += seconds
        self.objects.changes += 1
        return self.catch_up()

    def _forget_old_events(self) -> None:
        oldest = self.account.now() - EVENTS_KEPT_SECONDS
        events, unsent = self.objects.by_kind["event"], self.webhooks.unsent()
        for event_id in [event["id"] for event in events.values() if event["created"] < oldest]:
            if event_id not in unsent:
                del events[event_id]

    # ---- what payers do ----

    def show(self, object_id: str) -> Json | None:
        """An object as the API would show it."""
        found = self.objects.find(object_id)
        return None if found is None else rendered(found, self.base_url)

    def invoice_by_token(self, word: str) -> Json | None:
        """The invoice whose page is ``{base_url}/pay/<word>``, rendered."""
        return self._by_token("invoice", word)

    def portal_by_token(self, word: str) -> Json | None:
        """The session whose page is ``{base_url}/portal/<word>``, rendered; None when there is none, or it expired."""
        session = self._by_token("billing_portal.session", word)
        if session is None:
            return None
        kept = self.objects.get("billing_portal.session", session["id"])
        return session if kept["_expires_at"] > self.account.now() else None

    def intent_by_secret(self, client_secret: str) -> Json | None:
        """The payment intent whose 3-D Secure page is ``{base_url}/3ds/<client secret>``, rendered."""
        for intent in self.objects.all("payment_intent", client_secret=client_secret):
            return rendered(intent, self.base_url)
        return None

    def charge_by_receipt(self, word: str) -> Json | None:
        """The charge whose receipt is ``{base_url}/receipt/<word>``, rendered."""
        for charge in self.objects.all("charge", receipt_url=f"{HERE}receipt/{word}"):
            return rendered(charge, self.base_url)
        return None

    def pay_invoice(self, invoice_id: str, card_number: str, *, return_url: str | None = None) -> Outcome:
        """The payer fills in a card on the invoice's page. Raises NoSuchObject."""
        self.catch_up()
        invoice = self.objects.get("invoice", invoice_id)
        if invoice["status"] != "open" or self.objects.get("customer", invoice["customer"]).get("deleted"):
            return Outcome("not_open")
        method = payments.method_of_number(self.account, card_number)
        refusal = collecting.pay(self.account, invoice, method, return_url=return_url)
        return self._outcome(self.objects.get("payment_intent", self._intent_id(invoice)), refusal)

    def charge_card(
        self,
        amount: int,
        currency: str,
        card_number: str,
        *,
        customer: str | None = None,
        save: bool = False,
        metadata: Mapping[str, str] | None = None,
    ) -> Json:
        """A card is paid with outside of any page of Stripe's; the payment intent, whatever became of it.

        ``amount`` in minor units. ``save``: so that it can be charged again without its holder; makes a customer where
        there is none. Declined: ``status`` is ``requires_payment_method``, the reason in ``last_payment_error``.
        3-D Secure: ``requires_action``; go on with :meth:`authenticate`.
        """
        self.catch_up()
        if save and customer is None:
            made = self.objects.new("customer", self.account.now(), invoice_prefix=token(8).upper())
            self.account.emit("customer.created", made)
            customer = made["id"]
        intent = payments.new_intent(
            self.account, amount, currency.lower(), customer, metadata=dict(metadata or {}), save=save
        )
        payments.confirm(self.account, intent, payments.method_of_number(self.account, card_number))
        return rendered(intent, self.base_url)

    def authenticate(self, payment_intent_id: str, *, passed: bool) -> Json:
        """The cardholder goes through 3-D Secure, or fails; the payment intent, whatever became of it.

        Raises NoSuchObject; InvalidRequest when nobody asked.
        """
        intent = self.objects.get("payment_intent", payment_intent_id)
        payments.authenticate(self.account, intent, passed)
        collecting.settle(self.account, intent)
        return rendered(intent, self.base_url)

    def save_card(self, customer_id: str, card_number: str) -> Outcome:
        """The customer changes their card in the portal: for all running subscriptions, and for what comes.

        Saving asks no bank about money, so that a card that fails later (…0341) can be saved; one that is always
        declined cannot.
        """
        customer = self.objects.customer(customer_id)
        method = payments.method_of_number(self.account, card_number)
        refusal = payments.check(method)
        if refusal is not None:
            return self._outcome(None, refusal)
        payments.attach(self.account, method, customer_id)
        with self.account.change(customer, "customer.updated"):
            customer["invoice_settings"] = {**customer["invoice_settings"], "default_payment_method": method["id"]}
        for subscription in self.objects.all("subscription", customer=customer_id):
            if subscription["ended_at"] is None:
                with self.account.change(subscription, "customer.subscription.updated"):
                    subscription["default_payment_method"] = method["id"]
        return Outcome("paid")

    def set_renewal(self, subscription_id: str, renews: bool) -> None:
        """The customer cancels at the period's end in the portal, or takes that back. Raises NoSuchObject."""
        subscription = self.objects.get("subscription", subscription_id)
        if subscription["ended_at"] is not None:
            raise InvalidRequest("This subscription has ended.")
        with self.account.change(subscription, "customer.subscription.updated"):
            subscriptions.set_renewal(self.account, subscription, renews)

    # ---- what banks and merchants do ----

    def open_dispute(self, charge_id: str, reason: str = "fraudulent") -> Json:
        """The cardholder disputes a charge. Raises NoSuchObject, InvalidRequest."""
        dispute = disputes.open_dispute(self.account, self.objects.get("charge", charge_id), reason)
        return rendered(dispute, self.base_url)

    def close_dispute(self, dispute_id: str, won: bool) -> None:
        """The bank decides for the merchant, or against. Raises NoSuchObject, InvalidRequest."""
        disputes.close_dispute(self.account, self.objects.get("dispute", dispute_id), won)

    def roll_secret(self, endpoint_id: str, *, keep_old: bool = True) -> str:
        """A new webhook secret; events are signed with both as long as the old one is kept. The new one."""
        endpoint = self.objects.get("webhook_endpoint", endpoint_id)
        secret = f"whsec_{token(32)}"
        endpoint["_secrets"] = [secret, *(endpoint["_secrets"][:1] if keep_old else [])]
        self.objects.changes += 1
        return secret

    def _by_token(self, kind: str, word: str) -> Json | None:
        for found in self.objects.all(kind, _token=word):
            return rendered(found, self.base_url)
        return None

    def _intent_id(self, invoice: Json) -> str:
        (payment,) = self.objects.all("invoice_payment", invoice=invoice["id"])
        intent_id: str = payment["payment"]["payment_intent"]
        return intent_id

    def _outcome(self, intent: Json | None, refusal: CardError | None) -> Outcome:
        shown = None if intent is None else rendered(intent, self.base_url)
        if refusal is not None:
            fields = refusal.fields
            return Outcome("declined", shown, fields["message"], fields["code"], fields.get("decline_code"))
        if shown is not None and shown["status"] == "requires_action":
            return Outcome("requires_action", shown)
        return Outcome("paid", shown)
