"""What travels about premium and its payment. Money is an integer in the currency's minor units with its ISO code.

Stars are the currency ``XTR``, whose smallest unit is one Star.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from backend.contract.model import Model

Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
"""An ISO 4217 code in capitals, or XTR for Telegram's Stars."""
ChargeId = Annotated[str, Field(min_length=1, max_length=255)]


class PlanId(StrEnum):
    """How long one payment is good for."""

    MONTH = "month"
    YEAR = "year"


class Rail(StrEnum):
    """The way that money takes; the operator chooses one. ``OFF``: nothing is sold, everyone has premium."""

    STRIPE_INVOICE = "stripe_invoice"
    TELEGRAM_CARD = "telegram_card"
    STARS = "stars"
    OFF = "off"


class Price(Model):
    """An amount of money: ``amount`` in minor units (cents; whole Stars)."""

    amount: Annotated[int, Field(gt=0)]
    currency: Currency


class Plan(Model):
    """Something that can be bought, at its price for this athlete."""

    id: PlanId
    price: Price


class PremiumState(StrEnum):
    """Where the athlete stands. Premium works while ACTIVE or GRACE."""

    FREE = "free"
    ACTIVE = "active"
    GRACE = "grace"
    """A renewal failed; three days to mend it."""
    ENDED = "ended"
    REVOKED = "revoked"
    """The money went back, or was disputed, or the operator took it away."""


class PremiumCause(StrEnum):
    """Why the state is what it is."""

    NEVER_BOUGHT = "never_bought"
    INCLUDED = "included"
    PAID = "paid"
    RENEWED = "renewed"
    GRANTED = "granted"
    CANCELLED = "cancelled"
    """Still ACTIVE: until the end of what is paid."""
    RESUMED = "resumed"
    RENEWAL_FAILED = "renewal_failed"
    RAN_OUT = "ran_out"
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


class Purchase(Model):
    """A plan that the athlete wants to buy, and how to pay for it. Nothing is charged before they do.

    ``url`` (stripe_invoice): the hosted invoice's page. The other rails are paid in the chat: the bot makes Telegram's
    sheet out of ``price``, with ``id`` as the payload. ``paid``: nothing is left to do.
    """

    id: UUID
    plan: PlanId
    rail: Rail
    price: Price
    url: str | None = None
    paid: bool = False


class Receipt(Model):
    """A payment that was made, newest first where there are several; ``url`` leads to the rail's own receipt."""

    paid_at: AwareDatetime
    price: Price
    plan: PlanId
    url: str | None = None
    refunded: bool = False


class PremiumChange(Model):
    """A change of state and its cause."""

    at: AwareDatetime
    state: PremiumState
    cause: PremiumCause
    until: AwareDatetime | None = None


class Premium(Model):
    """All that an athlete can ask about their premium.

    ``until``: the end of what is paid or granted; None: free, or without end (``included``, unless a subscription of
    before goes on, which can be cancelled). ``renews``: the rail takes the next payment by itself. ``plans``: what can
    be bought here and now, empty where nothing is sold. ``can_manage``: there is a portal (card, receipts, cancelling)
    for :meth:`AthleteClient.open_portal`. ``can_cancel`` / ``can_resume``: for the buttons in the chat.
    ``stars_charge_id``: what Telegram needs to cancel or resume a subscription in Stars; of one that was revoked, as
    long as Telegram might renew it.
    """

    state: PremiumState
    cause: PremiumCause
    until: AwareDatetime | None = None
    renews: bool = False
    plan: PlanId | None = None
    price: Price | None = None
    rail: Rail
    plans: tuple[Plan, ...] = ()
    open_purchase: Purchase | None = None
    receipts: tuple[Receipt, ...] = ()
    changes: tuple[PremiumChange, ...] = ()
    can_manage: bool = False
    can_cancel: bool = False
    can_resume: bool = False
    stars_charge_id: str | None = None

    @property
    def works(self) -> bool:
        """Whether premium works now."""
        return self.state in (PremiumState.ACTIVE, PremiumState.GRACE)


class Buy(Model):
    """Begin to buy. ``id`` is made where the tap was; the same one again answers the same purchase.

    No price: what it costs is the backend's to say.
    """

    id: UUID
    plan: PlanId


class Portal(Model):
    """Where card, receipts and subscription are managed; good for a short while, for this athlete only."""

    url: str


# ---- what only the bot may say, with its own token: Telegram told it ----


class CheckPayment(Model):
    """Telegram asks whether a payment may go ahead (pre-checkout). Refused by a WrongPayment."""

    athlete_id: UUID
    purchase_id: UUID
    price: Price


class RecordPayment(Model):
    """Telegram says that a payment was made. Once for each ``charge_id``; again changes nothing.

    ``provider_charge_id``: the card provider's own id (telegram_card). ``paid_until``: the end of a Stars
    subscription's period, as Telegram says. ``recurring``: it renews by itself.
    """

    athlete_id: UUID
    purchase_id: UUID
    price: Price
    charge_id: ChargeId
    provider_charge_id: Annotated[str, Field(max_length=255)] = ""
    paid_at: AwareDatetime
    paid_until: AwareDatetime | None = None
    recurring: bool = False


class RecordRefund(Model):
    """Telegram says that a payment went back (``refunded_payment``)."""

    athlete_id: UUID
    charge_id: ChargeId
    at: AwareDatetime


class RenewalChoice(Model):
    """Whether a subscription that is paid in the chat (telegram_card, stars) goes on by itself."""

    renews: bool


class PremiumNews(StrEnum):
    """What a notification of kind "premium" has to tell; its ``text`` is one of these codes, never words."""

    ON = "on"
    RENEWED = "renewed"
    PAID = "paid"
    """Something was paid while something else keeps premium on for longer: nothing changes by it, for now."""
    GRACE = "grace"
    ENDED = "ended"
    REVOKED = "revoked"
    CANCELLED = "cancelled"
    RESUMED = "resumed"
    DECLINED = "declined"
    """A first payment failed; nothing was charged, the invoice is still open."""
    EXPIRED = "expired"
    """The invoice was left open too long; nothing was charged."""
    GRANTED = "granted"
    DOUBLE = "double"
    """Two plans were paid; one was cancelled, the older unless that is too late, and its last payment returned."""
    MISMATCH = "mismatch"
    """A payment that fits no purchase of theirs was flagged for the operator."""
    PAY_AGAIN = "pay_again"
    """What was paid in the chat ends soon and does not renew by itself: time for another payment, if they like."""


class Closed(Model):
    """What was done about money before an athlete is deleted."""

    subscriptions_cancelled: int = 0
    customer_deleted: bool = False


# ---- everything that is stored ----


class PurchaseExport(Model):
    """Something that was bought, or begun to be bought. ``state``: begun, open, paid or closed."""

    id: UUID
    plan: PlanId
    rail: Rail
    price: Price
    created_at: AwareDatetime
    state: str


class PaymentExport(Model):
    """A payment in the chat. ``refunded_at``: when it went back."""

    purchase_id: UUID
    plan: PlanId
    rail: Rail
    price: Price
    paid_at: AwareDatetime
    paid_until: AwareDatetime
    refunded_at: AwareDatetime | None = None


class PremiumExport(Model):
    """All that is stored about an athlete's premium, newest first. ``customer_id``: who they are to Stripe.

    Invoices and what was paid by them are at Stripe.
    """

    state: PremiumState
    cause: PremiumCause
    until: AwareDatetime | None = None
    customer_id: str | None = None
    changes: list[PremiumChange]
    purchases: list[PurchaseExport]
    payments: list[PaymentExport]


def length_of(plan: PlanId) -> dt.timedelta:
    """How long one payment in the chat is good for: 30 or 365 days (a subscription in Stars always has 30)."""
    return dt.timedelta(days=30 if plan is PlanId.MONTH else 365)
