"""Stripe's objects, as far as they are read here. Knows nothing of the library.

API version 2026-10-28: an invoice leads to its subscription through ``parent`` and to its payment through ``payments``,
and a subscription's period is its item's. https://docs.stripe.com/api
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from backend.contract.premium import PlanId, Price


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


def _id(found: object) -> object:
    """Of an object that was expanded in place of its id."""
    return found.get("id") if isinstance(found, dict) else found


def _object_only(found: object) -> object:
    """None for an id in place of an object that was to be expanded: it is gone."""
    return found if isinstance(found, dict) else None


_MaybeId = Annotated[str | None, BeforeValidator(_id)]
_Seconds = int


class Charge(_Shape):
    """https://docs.stripe.com/api/charges/object."""

    id: str
    amount: int
    currency: str
    status: str
    refunded: bool = False
    """Wholly. A part that was given back leaves it False."""
    disputed: bool = False
    """It was, once; whether it still is, the dispute knows."""
    customer: _MaybeId = None
    payment_intent: _MaybeId = None
    receipt_url: str | None = None
    failure_code: str | None = None
    metadata: Mapping[str, str] = {}


class _PaymentMethod(_Shape):
    id: str
    customer: _MaybeId = None


class _PaymentError(_Shape):
    code: str | None = None
    decline_code: str | None = None


class PaymentIntent(_Shape):
    """https://docs.stripe.com/api/payment_intents/object, with ``latest_charge`` and ``payment_method`` expanded."""

    id: str
    amount: int
    amount_received: int = 0
    currency: str
    status: str
    customer: _MaybeId = None
    latest_charge: Annotated[Charge | None, BeforeValidator(_object_only)] = None
    payment_method: Annotated[_PaymentMethod | None, BeforeValidator(_object_only)] = None
    last_payment_error: _PaymentError | None = None
    setup_future_usage: str | None = None
    metadata: Mapping[str, str] = {}


class _Recurring(_Shape):
    interval: str
    interval_count: int = 1


class PriceShape(_Shape):
    """https://docs.stripe.com/api/prices/object."""

    id: str
    currency: str
    unit_amount: int | None = None
    recurring: _Recurring | None = None

    @property
    def plan(self) -> PlanId | None:
        """The plan whose length it has; None: something else is sold by it."""
        if self.recurring is None or self.recurring.interval_count != 1:
            return None
        return {"month": PlanId.MONTH, "year": PlanId.YEAR}.get(self.recurring.interval)

    @property
    def price(self) -> Price | None:
        """What it costs."""
        return money(self.unit_amount, self.currency) if self.unit_amount else None


class _Item(_Shape):
    price: PriceShape


class _Items(_Shape):
    data: list[_Item]


class _Customer(_Shape):
    id: str
    deleted: bool = False


def _by_id(found: object) -> object:
    return {"id": found} if isinstance(found, str) else found


class Subscription(_Shape):
    """https://docs.stripe.com/api/subscriptions/object, with ``customer`` expanded."""

    id: str
    customer: Annotated[_Customer, BeforeValidator(_by_id)]
    status: str
    created: _Seconds
    cancel_at_period_end: bool = False
    cancel_at: _Seconds | None = None
    ended_at: _Seconds | None = None
    pause_collection: Mapping[str, Any] | None = None
    items: _Items

    @property
    def price(self) -> PriceShape | None:
        """What it is for."""
        return self.items.data[0].price if self.items.data else None

    @property
    def plan(self) -> PlanId | None:
        """None: it sells something else."""
        return self.price.plan if self.price else None

    @property
    def renews(self) -> bool:
        """Whether Stripe takes the next payment by itself."""
        stops = self.is_cancelled or self.pause_collection is not None
        return not stops and self.status in {"active", "trialing", "past_due"}

    @property
    def is_cancelled(self) -> bool:
        """Whether it ends with its period, or on a certain day."""
        return self.cancel_at_period_end or self.cancel_at is not None

    @property
    def has_ended(self) -> bool:
        """Whether nothing can be changed about it any more."""
        return self.status in {"canceled", "incomplete_expired"}


class _Period(_Shape):
    end: _Seconds


class _LineItem(_Shape):
    proration: bool = False


class _LineParent(_Shape):
    subscription_item_details: _LineItem | None = None


class _Line(_Shape):
    period: _Period
    parent: _LineParent | None = None

    @property
    def is_a_period(self) -> bool:
        details = self.parent.subscription_item_details if self.parent else None
        return details is not None and not details.proration


class _Lines(_Shape):
    data: list[_Line] = []


class _SubscriptionDetails(_Shape):
    subscription: _MaybeId = None


class _InvoiceParent(_Shape):
    subscription_details: _SubscriptionDetails | None = None


class _Payment(_Shape):
    payment_intent: _MaybeId = None
    charge: _MaybeId = None


class _InvoicePayment(_Shape):
    payment: _Payment
    status: str = ""


class _InvoicePayments(_Shape):
    data: list[_InvoicePayment] = []


class _Transitions(_Shape):
    paid_at: _Seconds | None = None


class Invoice(_Shape):
    """https://docs.stripe.com/api/invoices/object, with ``payments`` expanded."""

    id: str
    status: str | None = None
    created: _Seconds
    currency: str
    amount_paid: int = 0
    hosted_invoice_url: str | None = None
    parent: _InvoiceParent | None = None
    lines: _Lines = _Lines()
    payments: _InvoicePayments | None = None
    status_transitions: _Transitions = _Transitions()

    @property
    def subscription(self) -> str | None:
        """The subscription that it is for."""
        details = self.parent.subscription_details if self.parent else None
        return details.subscription if details else None

    @property
    def payment(self) -> str | None:
        """The payment intent, or the charge without one, that paid it; None where nothing had to be paid."""
        paid = [one.payment for one in (self.payments.data if self.payments else []) if one.status == "paid"]
        return next((one.payment_intent or one.charge for one in paid), None)

    @property
    def open_payment(self) -> str | None:
        """The payment intent that waits to be paid."""
        payments = self.payments.data if self.payments else []
        return next((one.payment.payment_intent for one in payments if one.status == "open"), None)

    @property
    def good_until(self) -> datetime | None:
        """The end of the period that it pays for."""
        periods = [line for line in self.lines.data if line.is_a_period] or self.lines.data
        return max((instant(line.period.end) for line in periods), default=None)

    @property
    def paid_at(self) -> datetime:
        """When it was paid."""
        return instant(self.status_transitions.paid_at or self.created)


class NewSubscription(_Shape):
    """The answer to a new subscription, with ``latest_invoice`` expanded."""

    id: str
    latest_invoice: Invoice


class Dispute(_Shape):
    """https://docs.stripe.com/api/disputes/object."""

    status: str

    @property
    def holds(self) -> bool:
        """Whether the bank has taken the money back; an inquiry has not, and what was won came back to us."""
        return self.status in {"needs_response", "under_review", "lost"}


def money(amount: int, currency: str) -> Price:
    """Stripe writes currencies small; amounts are in minor units there, too."""
    return Price(amount=amount, currency=currency.upper())


def instant(seconds: int) -> datetime:
    """Stripe's times are Unix seconds."""
    return datetime.fromtimestamp(seconds, UTC)
