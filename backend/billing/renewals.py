"""Renewing what was paid by card in the chat: the saved card is charged off-session, when the paid period is over.

Each attempt has a key made of the first charge, the period and how often it was declined. An attempt whose answer got
lost is made again under the same key, so that Stripe charges once; only a decline that is stored makes another key.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from backend.billing.chat_payments import can_charge_again, chains
from backend.billing.entitlement import GRACE, runs
from backend.billing.ports import PaymentRecord
from backend.billing.sync import Books
from backend.contract.premium import Rail, length_of

_DAY = timedelta(days=1)
_REFUSED = frozenset({"requires_payment_method", "requires_action", "requires_confirmation", "canceled"})


def renew(books: Books, athlete_id: UUID, now: datetime) -> None:
    """Charge for what is over and wants to go on, once a day while grace lasts; :meth:`Books.sync` sees the rest.

    Raises StripeUnavailable, StoreUnavailable, NoConsent.
    """
    if books.rail is not Rail.TELEGRAM_CARD:
        return  # what is not sold any more does not go on
    for chain in chains(books.store.payments(athlete_id)):
        if _is_due(chain[-1], now) and not _is_covered_otherwise(books, athlete_id, chain[0].charge_id, now):
            _charge(books, chain, now)


def _is_due(last: PaymentRecord, now: datetime) -> bool:
    late = now - last.paid_until
    wanted = last.rail is Rail.TELEGRAM_CARD and last.recurring and not last.stopped
    good = last.refunded_at is None and not last.disputed
    return wanted and good and timedelta(0) <= late < GRACE and late // _DAY >= last.declines


def _is_covered_otherwise(books: Books, athlete_id: UUID, source: str, now: datetime) -> bool:
    """Whether they have premium from elsewhere: nobody pays twice for the same days."""
    return any(one.source != source and runs(one, now) for one in books.store.account(athlete_id).covered)


def _charge(books: Books, chain: Sequence[PaymentRecord], now: datetime) -> None:
    first, last = chain[0], chain[-1]
    found = books.stripe.payment(last.payment_intent_id or last.provider_charge_id)
    if found is None or found.customer_id is None or found.payment_method_id is None or not can_charge_again(found):
        books.store.save_payment(replace(last, recurring=False))
        return
    period = f"renewal:{first.charge_id}:{int(last.paid_until.timestamp())}"
    key = f"{period}:{last.declines}" if last.declines else period
    made = books.stripe.charge_saved_card(found.customer_id, found.payment_method_id, last.price, key)
    if made.status == "succeeded":
        books.store.add_payment(
            replace(
                last,
                charge_id=period,
                paid_at=now,
                paid_until=last.paid_until + length_of(last.plan),
                provider_charge_id=made.id,
                payment_intent_id=made.id,
                declines=0,
            )
        )
        books.store.claim_intent(made.id, period)
    elif made.status in _REFUSED:
        books.store.save_payment(replace(last, declines=last.declines + 1))
