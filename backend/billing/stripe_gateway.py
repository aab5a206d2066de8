"""Stripe behind its port: customers, subscriptions, payments, refunds and the portal, each asked of Stripe anew.

Whatever makes or moves something carries an idempotency key made of our own ids, so that a crash or a retry in between
makes nothing twice. https://docs.stripe.com/api/idempotent_requests
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

import stripe

from backend.billing.plans import lookup_key
from backend.billing.ports import CardPayment, Coverage, CoverageStatus, CustomerGone, HostedInvoice, PurchaseRecord
from backend.billing.stripe_client import (
    API_URL,
    CONNECT_SECONDS,
    READ_SECONDS,
    RETRIES,
    asking_stripe,
    connect,
    is_missing,
)
from backend.billing.stripe_meaning import CHARGED_AGAIN, coverage_of, receipt_of
from backend.billing.stripe_reading import PAGE, Reader, read_each
from backend.billing.stripe_shapes import Invoice, NewSubscription, PriceShape
from backend.contract.premium import Price, Receipt
from backend.errors import NotForSale

MADE_BY = "ai-tracker"
"""In the metadata of what the setup made at Stripe."""
_SUBJECTS = ("subscription", "invoice", "payment_intent", "charge")
_MOST_CUSTOMERS = 20
_log = logging.getLogger(__name__)


class StripeGateway:
    """The :class:`backend.billing.ports.Stripe` that asks Stripe. Any number of threads may use one at once.

    ``timeout``: seconds to connect and to read, of each of 1 + ``retries`` tries. A webhook's gateway has less patience
    than that of the clock.
    """

    def __init__(
        self,
        secret_key: str,
        api_url: str = API_URL,
        timeout: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS),
        retries: int = RETRIES,
    ) -> None:
        client = connect(secret_key, api_url, timeout=timeout, retries=retries)
        self._stripe, self._reader = client.v1, Reader(client)

    # ---- customers ----

    @asking_stripe
    def customer(self, athlete_id: UUID, language: str) -> str:
        """See the port. A key is Stripe's for a day; the caller keeps the id.

        Within that day the key of a customer that was deleted answers that one again: then the next key is taken.
        """
        key = f"customer:{athlete_id}"
        for _ in range(_MOST_CUSTOMERS):
            made = self._stripe.customers.create(
                {"metadata": {"athlete_id": str(athlete_id)}}, {"idempotency_key": key}
            )
            try:  # the language is not the key's: another one would be refused as another request
                self._stripe.customers.update(made.id, {"preferred_locales": [language]})
            except stripe.InvalidRequestError as error:
                if not is_missing(error):
                    raise
                key = f"customer:{athlete_id}:after:{made.id}"
            else:
                return made.id
        raise stripe.APIError("every customer is deleted at once")

    @asking_stripe
    def delete_customer(self, customer_id: str) -> None:
        """See the port."""
        try:
            self._stripe.customers.delete(customer_id)
        except stripe.InvalidRequestError as error:
            if not is_missing(error):
                raise

    @asking_stripe
    def customer_of(self, subject: Mapping[str, str]) -> str | None:
        """See the port."""
        if subject.get("customer"):
            return subject["customer"]
        for kind in _SUBJECTS:
            if subject.get(kind):
                customer = self._reader.customer_in(kind, subject[kind])
                if customer is not None:
                    return customer
        return None

    # ---- subscriptions ----

    @asking_stripe
    def subscribe(self, customer_id: str, purchase: PurchaseRecord) -> HostedInvoice:
        """See the port. Where Stripe's price is not the purchase's, ``ai-tracker stripe setup`` has to be run."""
        made = None
        try:
            made = self._subscription_for(customer_id, purchase)
        except stripe.InvalidRequestError as error:
            if not (is_missing(error) and error.param == "customer"):
                raise
        if made is None:  # raised here, without a context that quotes Stripe
            raise CustomerGone
        read = NewSubscription.model_validate(made.to_dict())
        return HostedInvoice(read.id, read.latest_invoice.id, read.latest_invoice.hosted_invoice_url or "")

    def _subscription_for(self, customer_id: str, purchase: PurchaseRecord) -> stripe.Subscription:
        return self._stripe.subscriptions.create(
            {
                "customer": customer_id,
                "items": [{"price": self._price_id(purchase)}],
                "payment_behavior": "default_incomplete",
                "payment_settings": {
                    "payment_method_types": ["card"],
                    "save_default_payment_method": "on_subscription",
                },
                "metadata": {"purchase_id": str(purchase.id), "plan": purchase.plan.value},
                "expand": ["latest_invoice"],
            },
            {"idempotency_key": f"purchase:{purchase.id}:{customer_id}"},
        )

    def _price_id(self, purchase: PurchaseRecord) -> str:
        key = lookup_key(purchase.plan, purchase.price.currency)
        found = read_each(PriceShape, self._stripe.prices.list({"lookup_keys": [key], "active": True, "limit": 1}).data)
        if not found or (found[0].plan, found[0].price) != (purchase.plan, purchase.price):
            _log.error("stripe_price_is_not_the_plans: %s; run 'ai-tracker stripe setup'", key)
            raise NotForSale
        return found[0].id

    @asking_stripe
    def coverages(self, customer_id: str) -> Sequence[Coverage]:
        """See the port. Three requests, and one more for each charge that was ever disputed and for what is open."""
        subscriptions = self._reader.subscriptions(customer_id)
        if not subscriptions:
            return ()
        invoices = self._reader.invoices(customer_id)
        paid = [one for one in invoices if one.status == "paid"]
        fates = self._reader.fates(customer_id, paid)
        found = (coverage_of(one, paid, lambda invoice: fates.get(invoice.id)) for one in subscriptions)
        return [self._with_refusal(one, invoices) for one in found if one is not None]

    def _with_refusal(self, coverage: Coverage, invoices: Sequence[Invoice]) -> Coverage:
        """What is open says so where the bank refused the last attempt to pay it."""
        if coverage.status is not CoverageStatus.OPEN:
            return coverage
        waiting = next((one.open_payment for one in invoices if one.subscription == coverage.source), None)
        found = self._reader.payment(waiting) if waiting is not None else None
        return replace(coverage, declined=found.decline_code if found is not None else None)

    @asking_stripe
    def receipts(self, customer_id: str, limit: int) -> Sequence[Receipt]:
        """See the port."""
        subscriptions = self._reader.subscriptions(customer_id)
        plans = {one.id: one.plan for one in subscriptions if one.plan is not None}
        invoices = [one for one in self._reader.invoices(customer_id) if one.status == "paid"] if plans else []
        fates = self._reader.fates(customer_id, invoices) if invoices else {}
        latest = sorted(invoices, key=lambda one: one.paid_at, reverse=True)
        found = (receipt_of(one, plans, fates.get(one.id) is CoverageStatus.REFUNDED) for one in latest)
        return [one for one in found if one is not None][:limit]

    @asking_stripe
    def cancel_now(self, subscription_id: str) -> None:
        """See the port. Stripe leaves open invoices of a cancelled subscription to be paid: they are voided.

        So is a renewal's draft, in its first hour: Stripe says only of what is finalised that it stops collecting it.
        """
        try:
            if not self._reader.subscription(subscription_id).has_ended:
                self._stripe.subscriptions.cancel(subscription_id, {"prorate": False, "invoice_now": False})
            listed = self._stripe.invoices.list({"subscription": subscription_id, "limit": PAGE})
        except stripe.InvalidRequestError as error:
            if is_missing(error):
                return
            raise
        for invoice in listed.auto_paging_iter():
            if invoice.status == "draft":  # cannot be deleted: a subscription made it
                self._stripe.invoices.finalize_invoice(invoice.id, {"auto_advance": False})
            if invoice.status in ("draft", "open"):
                self._void(invoice.id)

    def _void(self, invoice_id: str) -> None:
        try:
            self._stripe.invoices.void_invoice(invoice_id)
        except stripe.InvalidRequestError:
            if self._stripe.invoices.retrieve(invoice_id).status == "open":
                raise  # not paid or voided in the meantime, so the refusal is news

    @asking_stripe
    def set_renewal(self, subscription_id: str, renews: bool) -> None:
        """See the port. Of one that ended already nothing changes."""
        found = self._reader.subscription(subscription_id)
        if found.has_ended or found.renews == renews:
            return
        if renews and found.cancel_at is not None and not found.cancel_at_period_end:
            self._stripe.subscriptions.update(subscription_id, {"cancel_at": ""})  # so the portal may cancel
        else:
            self._stripe.subscriptions.update(subscription_id, {"cancel_at_period_end": not renews})

    # ---- payments ----

    @asking_stripe
    def payment(self, payment_id: str) -> CardPayment | None:
        """See the port."""
        return self._reader.payment(payment_id)

    @asking_stripe
    def last_payment_of(self, subscription_id: str) -> CardPayment | None:
        """See the port."""
        paid = [one for one in self._reader.paid_invoices(subscription_id) if one.payment is not None]
        latest = max(paid, key=lambda one: one.paid_at, default=None)
        return self._reader.payment(latest.payment) if latest is not None and latest.payment is not None else None

    @asking_stripe
    def charge_saved_card(self, customer_id: str, payment_method_id: str, price: Price, key: str) -> CardPayment:
        """See the port. The same key answers the same, a decline too: a new try wants a new key.

        Stripe forgets keys after a day, and an attempt may be made again after three. So what was made under the key is
        looked for first.
        """
        before = self._charged_under(key, customer_id)
        if before is not None:
            return self._reader.intent(before)
        try:
            made = self._stripe.payment_intents.create(
                {
                    "amount": price.amount,
                    "currency": price.currency.lower(),
                    "customer": customer_id,
                    "payment_method": payment_method_id,
                    "allowed_payment_method_types": ["card"],
                    "off_session": True,
                    "confirm": True,
                    "metadata": {CHARGED_AGAIN: key},
                },
                {"idempotency_key": key},
            )
        except stripe.CardError as error:
            refused = error.error.payment_intent if error.error is not None else None
            if refused is None:
                raise
            return self._reader.intent(refused.id)
        return self._reader.intent(made.id)

    def _charged_under(self, key: str, customer_id: str) -> str | None:
        """Among the newest: what is looked for is some days old at most."""
        newest = self._stripe.payment_intents.list({"customer": customer_id, "limit": PAGE}).data
        made = (one.id for one in newest if one.metadata and one.metadata.to_dict().get(CHARGED_AGAIN) == key)
        return next(made, None)

    @asking_stripe
    def refund(self, payment_intent_id: str, key: str) -> None:
        """See the port. What the bank has taken back by a dispute cannot be given back again, and need not be."""
        try:
            if payment_intent_id.startswith("pi_"):
                self._stripe.refunds.create({"payment_intent": payment_intent_id}, {"idempotency_key": key})
            else:
                self._stripe.refunds.create({"charge": payment_intent_id}, {"idempotency_key": key})
        except stripe.InvalidRequestError as error:
            if error.code not in {"charge_already_refunded", "charge_disputed"}:
                raise

    # ---- the portal ----

    @asking_stripe
    def portal(self, customer_id: str, return_url: str) -> str:
        """See the port."""
        configuration = self._configuration()
        made = self._stripe.billing_portal.sessions.create(
            {"customer": customer_id, "return_url": return_url, "configuration": configuration}
            if configuration
            else {"customer": customer_id, "return_url": return_url}
        )
        return made.url

    def _configuration(self) -> str | None:
        """That of ``ai-tracker stripe setup``; None: the one that is the default in Stripe's dashboard."""
        listed = self._stripe.billing_portal.configurations.list({"active": True, "limit": PAGE})
        ours = (one.id for one in listed.data if one.metadata and one.metadata.to_dict().get("made_by") == MADE_BY)
        return next(ours, None)
