"""Payments in the chat (Telegram's card sheet, Stars): what they cover, and what Stripe says about them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from backend.billing.ports import BillingStore, CardPayment, Coverage, CoverageStatus, PaymentRecord, Stripe
from backend.contract.premium import Rail

_UNDER_WAY = frozenset({"processing", "requires_capture"})


def coverages_of(payments: Iterable[PaymentRecord], rail: Rail, now: datetime) -> list[Coverage]:
    """One for each purchase, its renewals together; and an open one for each payment that is not verified yet.

    A card is charged again only where that is sold now (``rail``); Stars renew at Telegram, whatever is sold here.
    """
    known = list(payments)
    found = [_together(chain, rail, now) for chain in chains(known)]
    found += [
        Coverage(one.charge_id, one.rail, one.plan, CoverageStatus.OPEN, one.paid_at, one.price)
        for one in known
        if one.verified is None
    ]
    return found


def chains(payments: Iterable[PaymentRecord]) -> list[Sequence[PaymentRecord]]:
    """Verified payments by purchase, each in the order of its periods: a purchase and its renewals."""
    found: dict[UUID, list[PaymentRecord]] = {}
    for one in sorted(payments, key=lambda one: (one.paid_until, one.charge_id)):
        if one.verified:
            found.setdefault(one.purchase_id, []).append(one)
    return list(found.values())


def _together(chain: Sequence[PaymentRecord], rail: Rail, now: datetime) -> Coverage:
    last = chain[-1]
    kept = [one for one in chain if one.refunded_at is None and not one.disputed]
    paid_until = kept[-1].paid_until if kept else None
    if last not in kept and (paid_until is None or paid_until <= now):
        status = CoverageStatus.DISPUTED if last.disputed else CoverageStatus.REFUNDED
    elif last not in kept or (last.recurring and last.stopped):
        status = CoverageStatus.OVER
    else:
        status = CoverageStatus.RETRYING if last.declines else CoverageStatus.PAID
    goes_on = last.recurring and last.rail in (rail, Rail.STARS)
    return Coverage(
        source=chain[0].charge_id,
        rail=last.rail,
        plan=last.plan,
        status=status,
        began_at=chain[0].paid_at,
        price=last.price,
        paid_until=paid_until,
        renews=status in (CoverageStatus.PAID, CoverageStatus.RETRYING) and goes_on,
    )


def verified(payment: PaymentRecord, stripe: Stripe, store: BillingStore, now: datetime) -> PaymentRecord:
    """The payment as Stripe tells it now, stored if that is news. Raises StripeUnavailable, StoreUnavailable.

    What does not fit is flagged and never counts. Payments in Stars are Telegram's to vouch for.
    """
    if payment.rail is not Rail.TELEGRAM_CARD or payment.verified is False:
        return payment
    found = stripe.payment(payment.payment_intent_id or payment.provider_charge_id)
    if found is not None and found.status in _UNDER_WAY and payment.verified is None:
        return payment
    wrong = _wrong(payment, found)
    if found is None or wrong:
        # What was verified once was paid: later it can only have been given back.
        seen = payment if payment.verified else replace(payment, verified=False, flagged=wrong)
    elif not store.claim_intent(found.id, payment.charge_id):
        seen = replace(payment, verified=False, flagged="the payment was credited before")
    else:
        seen = replace(
            payment,
            verified=True,
            payment_intent_id=found.id,
            recurring=can_charge_again(found),
            refunded_at=(payment.refunded_at or now) if found.refunded else payment.refunded_at,
            disputed=found.disputed,
        )
    if seen != payment:
        store.save_payment(seen)
    return seen


def can_charge_again(found: CardPayment) -> bool:
    """Whether its card may be charged without the athlete."""
    return found.reusable and found.customer_id is not None and found.payment_method_id is not None


def _wrong(payment: PaymentRecord, found: CardPayment | None) -> str:
    """Why it does not fit; "" where it does."""
    if found is None:
        return "Stripe knows no such payment"
    if found.price != payment.price:
        return "amount or currency differ at Stripe"
    return "" if found.status == "succeeded" else f"Stripe says {found.status}"
