"""How premium looks to the athlete: state, what can be bought, receipts, buttons."""

from contextlib import suppress
from datetime import datetime

from backend.billing.chat_payments import chains
from backend.billing.entitlement import GRACE, Entitlement, entitlement
from backend.billing.ports import Account, CoverageStatus, PaymentRecord, PurchaseRecord, PurchaseState
from backend.billing.sync import OPEN_FOR, Books
from backend.contract.premium import (
    Plan,
    Premium,
    PremiumCause,
    PremiumState,
    Purchase,
    Rail,
    Receipt,
)
from backend.errors import StripeUnavailable

_RECEIPTS = 12
_CHANGES = 10
_UNPAID = (PurchaseState.BEGUN, PurchaseState.OPEN)


def shown(
    books: Books, account: Account, offers: tuple[Plan, ...], purchases: list[PurchaseRecord], now: datetime
) -> Premium:
    """The athlete's premium as of ``now``. Stripe is asked for receipts only, and need not answer."""
    stands = entitlement(account.covered, now)
    payments = books.store.payments(account.athlete_id)
    changes = tuple(books.store.changes(account.athlete_id, _CHANGES))
    has_subscription = any(one.rail is Rail.STRIPE_INVOICE and one.paid_until for one in account.covered)
    can_manage = account.customer_id is not None and has_subscription
    if books.rail is Rail.OFF:
        # Whoever still has a subscription from before must be able to end it.
        goes_on = stands.works and stands.renews
        return Premium(
            state=PremiumState.ACTIVE,
            cause=PremiumCause.INCLUDED,
            until=stands.until if goes_on else None,
            rail=books.rail,
            receipts=_receipts(books, account, payments),
            changes=changes,
            can_manage=can_manage,
            can_cancel=goes_on,
            stars_charge_id=_stars_charge_id(stands, payments, now),
        )
    return Premium(
        state=stands.state,
        cause=stands.cause,
        until=stands.until,
        renews=stands.renews,
        plan=stands.plan if stands.works else None,
        price=stands.price if stands.works else None,
        rail=books.rail,
        plans=offers,
        open_purchase=_open_purchase(purchases, books.rail, now),
        receipts=_receipts(books, account, payments),
        changes=changes,
        can_manage=can_manage,
        can_cancel=stands.works and stands.renews,
        can_resume=can_resume(stands, account, payments),
        stars_charge_id=_stars_charge_id(stands, payments, now),
    )


def purchase_of(stored: PurchaseRecord) -> Purchase:
    """A purchase as it travels."""
    return Purchase(
        id=stored.id,
        plan=stored.plan,
        rail=stored.rail,
        price=stored.price,
        url=stored.url,
        paid=stored.state is PurchaseState.PAID,
    )


def _open_purchase(purchases: list[PurchaseRecord], rail: Rail, now: datetime) -> Purchase | None:
    """The latest that can be paid just now: by invoice, once there is one."""
    for one in purchases:
        can_be_paid = one.state in _UNPAID and one.rail is rail and now < one.created_at + OPEN_FOR
        if can_be_paid and (one.url is not None or rail is not Rail.STRIPE_INVOICE):
            return purchase_of(one)
    return None


def _receipts(books: Books, account: Account, payments: list[PaymentRecord]) -> tuple[Receipt, ...]:
    found = [
        Receipt(paid_at=one.paid_at, price=one.price, plan=one.plan, refunded=one.refunded_at is not None)
        for one in payments
        if one.verified
    ]
    if account.customer_id is not None:
        with suppress(StripeUnavailable):
            found += books.stripe.receipts(account.customer_id, _RECEIPTS)
    return tuple(sorted(found, key=lambda one: one.paid_at, reverse=True)[:_RECEIPTS])


def can_resume(stands: Entitlement, account: Account, payments: list[PaymentRecord]) -> bool:
    """Whether it was cancelled, still runs, and could go on by itself all the same."""
    if stands.state is not PremiumState.ACTIVE or stands.renews:
        return False
    if stands.rail is Rail.STRIPE_INVOICE:
        return any(one.source == stands.source and one.status is CoverageStatus.PAID for one in account.covered)
    lasts = [chain[-1] for chain in chains(payments) if chain[0].charge_id == stands.source]
    return any(one.recurring and one.stopped and one.refunded_at is None for one in lasts)


def _stars_charge_id(stands: Entitlement, payments: list[PaymentRecord], now: datetime) -> str | None:
    """The first charge of the subscription, by which Telegram knows it; of a revoked one, as long as it may renew."""
    if stands.rail is Rail.STARS and stands.works:
        return stands.source
    if stands.state is not PremiumState.REVOKED:
        return None
    going_on = (chain for chain in chains(payments) if chain[-1].rail is Rail.STARS and chain[-1].recurring)
    return next((chain[0].charge_id for chain in going_on if chain[-1].paid_until + GRACE > now), None)
