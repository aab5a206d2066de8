"""A merchant in front of the sandbox's Stripe, with stripe-python as it is, and a payer at the pages."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import requests
import stripe

from sandbox.stripe import LocalStripe

KEY = "sk_test_sandbox"
PAYS, DECLINED, NO_FUNDS = "4242 4242 4242 4242", "4000 0000 0000 0002", "4000 0000 0000 9995"
ASKS_FIRST, ASKS_ALWAYS = "4000 0025 0000 3155", "4000 0027 6000 3184"
FAILS_LATER, EXPIRED, DISPUTED = "4000 0000 0000 0341", "4000 0000 0000 0069", "4000 0000 0000 0259"
DAY = 86_400

Answer = TypeVar("Answer")


class Shop:
    """``v1``: stripe-python's services. Its calls block, so they run in a thread: ``await shop.ask(shop.v1.…, …)``."""

    def __init__(self, url: str, local: LocalStripe, key: str = KEY, retries: int = 0) -> None:
        self.local = local
        self._session = requests.Session()
        self.client = stripe.StripeClient(
            key,
            base_addresses={"api": f"{url}/stripe"},
            http_client=stripe.RequestsClient(session=self._session),
            max_network_retries=retries,
        )
        self.v1 = self.client.v1
        self.prices: dict[str, str] = {}

    def close(self) -> None:
        self._session.close()

    async def ask(self, call: Callable[..., Answer], *arguments: Any, **named: Any) -> Answer:
        return await asyncio.to_thread(call, *arguments, **named)

    async def open(self) -> None:
        """Put premium on the shelf: by the month and by the year, in euros."""
        product = await self.ask(self.v1.products.create, {"name": "Premium"})
        for interval, amount in (("month", 790), ("year", 6900)):
            price = await self.ask(
                self.v1.prices.create,
                {
                    "product": product.id,
                    "currency": "eur",
                    "unit_amount": amount,
                    "recurring": {"interval": interval},
                    "lookup_key": f"ai-tracker_{interval}_eur",
                },
            )
            self.prices[interval] = price.id

    async def customer(self, **fields: Any) -> str:
        made = await self.ask(self.v1.customers.create, {"metadata": {"athlete": "a1"}, **fields})
        return made.id

    async def subscribe(self, customer: str, plan: str = "month", **fields: Any) -> stripe.Subscription:
        """A subscription that waits for its first payment, as the product makes it."""
        return await self.ask(
            self.v1.subscriptions.create,
            {
                "customer": customer,
                "items": [{"price": self.prices[plan]}],
                "payment_behavior": "default_incomplete",
                "payment_settings": {"save_default_payment_method": "on_subscription"},
                "expand": ["latest_invoice"],
                **fields,
            },
        )

    async def subscribed(self, card: str = PAYS, plan: str = "month") -> stripe.Subscription:
        """A subscription whose first invoice was paid with this card."""
        made = await self.subscribe(await self.customer(), plan)
        assert self.local.pay_invoice(made["latest_invoice"]["id"], card).status == "paid"
        return await self.fresh(made)

    async def fresh(self, subscription: stripe.Subscription) -> stripe.Subscription:
        return await self.ask(self.v1.subscriptions.retrieve, subscription.id, {"expand": ["latest_invoice.payments"]})

    async def intent_of(self, invoice_id: str) -> stripe.PaymentIntent:
        """The payment intent behind an invoice, found as it is found today."""
        payments = await self.ask(self.v1.invoice_payments.list, {"invoice": invoice_id})
        return await self.ask(
            self.v1.payment_intents.retrieve,
            payments.data[0].payment.payment_intent,
            {"expand": ["latest_charge", "payment_method"]},
        )

    def told(self) -> list[str]:
        """The types of all events, oldest first."""
        return [event["type"] for event in self.local.objects.all("event")]
