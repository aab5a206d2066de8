"""What billing needs of the world: a place to keep what it knows, and Stripe.

Facts come from the rail that takes the money, fetched when something may have changed; an event only says whom to look
at. So the order of events, and how often one comes, do not matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from backend.contract.premium import PlanId, PremiumCause, PremiumChange, PremiumState, Price, Rail, Receipt
from backend.errors import StripeUnavailable


class CoverageStatus(StrEnum):
    """How one source of premium stands, by the rail's own word."""

    OPEN = "open"
    """Begun, and not paid yet."""
    PAID = "paid"
    RETRYING = "retrying"
    """A renewal failed, and the rail is still trying."""
    OVER = "over"
    """Ended, left open too long or cancelled; what was paid stays good until ``paid_until``."""
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"
    """The operator took premium away: nothing that began before counts."""


OPERATOR = "operator"
"""``Coverage.source`` of what the operator granted or took away."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One source of premium: a subscription, a payment in the chat, or a grant of the operator.

    ``source``: its id at the rail (``sub_…``, a charge id, ``operator``). ``paid_until``: the end of the last period
    that is paid and was not given back. ``renews``: the rail takes the next payment by itself. ``cancelled``: somebody
    asked that it does not; what the operator has paused, say, does not renew either and is not cancelled. ``ended_at``:
    when the rail ended it, where it tells.
    """

    source: str
    rail: Rail
    plan: PlanId
    status: CoverageStatus
    began_at: datetime
    price: Price | None = None
    paid_until: datetime | None = None
    renews: bool = False
    cancelled: bool = False
    ended_at: datetime | None = None
    declined: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What is stored about one athlete's premium. ``version`` grows with each save; 0: nothing is stored yet.

    ``customer_id``: their customer at Stripe. ``covered``: all sources, as last fetched. ``state``, ``cause`` and
    ``until`` came of them. ``changed``: how often those have changed, each noted as a change. ``look_again_at``: when
    time alone may change it, or something open wants looking after.
    """

    athlete_id: UUID
    version: int = 0
    customer_id: str | None = None
    covered: tuple[Coverage, ...] = ()
    state: PremiumState = PremiumState.FREE
    cause: PremiumCause = PremiumCause.NEVER_BOUGHT
    until: datetime | None = None
    changed: int = 0
    look_again_at: datetime | None = None


class PurchaseState(StrEnum):
    """Where a purchase stands."""

    BEGUN = "begun"
    """Stored, and perhaps not yet known to the rail."""
    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"
    """Left open too long, replaced by another, or refused."""


@dataclass(frozen=True, slots=True)
class PurchaseRecord:
    """A purchase as it is stored, before the rail hears of it. ``id`` was made where the athlete tapped."""

    id: UUID
    athlete_id: UUID
    plan: PlanId
    rail: Rail
    price: Price
    created_at: datetime
    state: PurchaseState = PurchaseState.BEGUN
    subscription_id: str | None = None
    invoice_id: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentRecord:
    """A payment in the chat, once for each ``charge_id``: Telegram told of it, or a saved card was charged for it.

    ``verified``: what the card provider said when asked; None: not asked yet. Only True counts; of Stars, Telegram's
    word is enough. ``payment_intent_id``: the payment at Stripe that it was found to be. ``recurring``: it can renew by
    itself; ``stopped``: and the athlete does not want that. ``declines``: how often the saved card was declined for
    the period after it.
    """

    charge_id: str
    athlete_id: UUID
    purchase_id: UUID
    rail: Rail
    plan: PlanId
    price: Price
    paid_at: datetime
    paid_until: datetime
    recurring: bool = False
    provider_charge_id: str = ""
    payment_intent_id: str | None = None
    verified: bool | None = None
    stopped: bool = False
    declines: int = 0
    refunded_at: datetime | None = None
    disputed: bool = False
    flagged: str = ""
    """Why a person should look at it; a short reason in English, without anything about the athlete."""


@dataclass(frozen=True, slots=True)
class StripeEvent:
    """An event of Stripe's, stored before it is answered. ``subject``: ids in its object, by kind: whom to look at."""

    id: str
    type: str
    received_at: datetime
    subject: Mapping[str, str] = field(default_factory=dict)
    """``customer``, ``payment_intent``, ``charge``, ``invoice``, ``subscription``: those that the object names."""


class BillingStore(Protocol):
    """Accounts, purchases, payments and events. Raises StoreUnavailable.

    Whatever is added or saved for an athlete who is gone raises NoConsent; reading finds nothing then.

    Erasing an athlete (``Store.erase_athlete``) removes theirs; a customer at Stripe that is still there is remembered
    by :meth:`customers_to_delete` until it is gone.
    """

    def account(self, athlete_id: UUID) -> Account:
        """The athlete's, or an empty one."""

    def save_account(self, account: Account, change: PremiumChange | None) -> bool:
        """Store it with ``version`` + 1 and note the change, if the stored version still is ``account.version``.

        With a change, ``account.changed`` is that change's number, the first one's is 1. Raises NoConsent.
        """

    def changes(self, athlete_id: UUID, limit: int) -> list[PremiumChange]:
        """The latest changes, newest first."""

    def athlete_of_customer(self, customer_id: str) -> UUID | None:
        """Whose customer it is."""

    def due(self, now: datetime, limit: int) -> list[UUID]:
        """Whose account wants to be looked at again, the earliest first, by an index."""

    def add_purchase(self, purchase: PurchaseRecord) -> PurchaseRecord:
        """Store it unless its id is known; the stored one."""

    def purchase(self, athlete_id: UUID, purchase_id: UUID) -> PurchaseRecord | None:
        """The purchase, if it is this athlete's."""

    def save_purchase(self, purchase: PurchaseRecord) -> None:
        """Replace what is stored under its id."""

    def purchases(self, athlete_id: UUID, limit: int) -> list[PurchaseRecord]:
        """The athlete's, newest first."""

    def add_payment(self, payment: PaymentRecord) -> PaymentRecord:
        """Store it unless its charge id is known, to whomever it belongs; the stored one."""

    def payment(self, charge_id: str) -> PaymentRecord | None:
        """By Telegram's charge id."""

    def payment_of_intent(self, payment_intent_id: str) -> PaymentRecord | None:
        """The payment that this payment intent was claimed for."""

    def claim_intent(self, payment_intent_id: str, charge_id: str) -> bool:
        """A payment intent counts for one charge only, the first that claims it; whether that is this one.

        Does not touch the payment, which must be stored. Raises NoConsent where it is not.
        """

    def save_payment(self, payment: PaymentRecord) -> None:
        """Replace what is stored under its charge id."""

    def payments(self, athlete_id: UUID) -> list[PaymentRecord]:
        """All of the athlete's, oldest first."""

    def add_event(self, event: StripeEvent) -> bool:
        """Store it unless its id is known; whether it is new."""

    def finish_event(self, event_id: str, at: datetime) -> None:
        """It was dealt with; its id stays for a month, so that a repetition is known."""

    def unfinished_events(self, received_before: datetime, limit: int) -> list[StripeEvent]:
        """Events that were stored before then and not dealt with, oldest first, by an index."""

    def purge_events(self, finished_before: datetime, limit: int) -> int:
        """Forget events that were finished before then (where the engine does that by itself: 0); how many."""

    def customers_to_delete(self, limit: int) -> list[str]:
        """Customers at Stripe whose athlete was erased."""

    def customer_deleted(self, customer_id: str) -> None:
        """It is gone at Stripe, too."""


class Counts(Protocol):
    """What the operator sees of money: how often something happened, and how much. Never whose it was."""

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """So many more of these; ``dimensions`` tell kinds apart (a currency, a plan)."""


# ---- Stripe ----


@dataclass(frozen=True, slots=True)
class HostedInvoice:
    """A subscription that waits for its first payment. ``url``: the page where the invoice is paid."""

    subscription_id: str
    invoice_id: str
    url: str


@dataclass(frozen=True, slots=True)
class CardPayment:
    """A payment intent, as Stripe tells it. ``reusable``: its card may be charged again without the athlete.

    ``status`` is Stripe's own word: "succeeded", "requires_action", "requires_payment_method", "processing" …
    """

    id: str
    status: str
    price: Price
    refunded: bool = False
    disputed: bool = False
    customer_id: str | None = None
    payment_method_id: str | None = None
    reusable: bool = False
    decline_code: str | None = None
    receipt_url: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


class StripeNotSetUp(StripeUnavailable):
    """There is no key: Stripe cannot be asked, now or in a minute."""


class CustomerGone(Exception):
    """The customer was deleted at Stripe by other hands; what they had there has ended."""


class Stripe(Protocol):
    """Stripe, as far as billing needs it. Each call raises StripeUnavailable when Stripe cannot be asked.

    Whatever makes or moves something carries an idempotency key made of our own ids: the second time answers the same.
    """

    def customer(self, athlete_id: UUID, language: str) -> str:
        """The id of a new customer with the athlete's id in its metadata; the same one for the same athlete."""

    def subscribe(self, customer_id: str, purchase: PurchaseRecord) -> HostedInvoice:
        """A subscription by ``default_incomplete`` to the plan's price, and its finalised first invoice.

        Raises CustomerGone; NotForSale where Stripe has another price than the purchase.
        """

    def coverages(self, customer_id: str) -> Sequence[Coverage]:
        """All subscriptions of the customer as they are now, refunds and disputes of their last payment looked up.

        A customer that is deleted at Stripe has none.
        """

    def receipts(self, customer_id: str, limit: int) -> Sequence[Receipt]:
        """What the customer paid, newest first."""

    def payment(self, payment_id: str) -> CardPayment | None:
        """A payment intent by its id, or by that of its charge (``ch_…``); None when Stripe knows none."""

    def charge_saved_card(self, customer_id: str, payment_method_id: str, price: Price, key: str) -> CardPayment:
        """Create and confirm a payment intent off-session, for a renewal. A decline is a status, not an error."""

    def refund(self, payment_intent_id: str, key: str) -> None:
        """Give the whole payment back; one that was given back already is no trouble."""

    def last_payment_of(self, subscription_id: str) -> CardPayment | None:
        """The payment behind the subscription's latest paid invoice."""

    def cancel_now(self, subscription_id: str) -> None:
        """End the subscription at once, and void what is open of it. One that ended already is no trouble."""

    def set_renewal(self, subscription_id: str, renews: bool) -> None:
        """Whether it goes on at the end of its period (``cancel_at_period_end``)."""

    def portal(self, customer_id: str, return_url: str) -> str:
        """The address of a new session of the billing portal."""

    def delete_customer(self, customer_id: str) -> None:
        """Delete the customer, which ends all subscriptions; one that is gone is no trouble."""

    def customer_of(self, subject: Mapping[str, str]) -> str | None:
        """Whose customer an event's subject (:class:`StripeEvent`) leads to, looked up where it names none."""
