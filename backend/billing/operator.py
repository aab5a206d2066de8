"""What the operator can do about one athlete's premium: give it, take it away, see all that is stored."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from backend.billing.chat_payments import chains
from backend.billing.ports import (
    OPERATOR,
    Account,
    Coverage,
    CoverageStatus,
    PaymentRecord,
    PurchaseRecord,
)
from backend.billing.sync import Books, Covered
from backend.contract.premium import PlanId, PremiumChange, Rail

_EVERYTHING = 1_000


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is stored about an athlete's premium, newest first where there are several."""

    account: Account
    changes: list[PremiumChange]
    purchases: list[PurchaseRecord]
    payments: list[PaymentRecord]


def grant(books: Books, athlete_id: UUID, until: datetime, now: datetime) -> Account:
    """Premium until then, whatever else they have; another grant replaces it. Asks no rail. Raises NoConsent."""
    given = Coverage(OPERATOR, Rail.OFF, PlanId.MONTH, CoverageStatus.PAID, now, paid_until=until)
    return books.alter(athlete_id, now, lambda account, _: _with(account, given))


def revoke(books: Books, athlete_id: UUID, now: datetime) -> Account:
    """Take premium away, what is paid too, and end what would go on taking money. Money is given back at the rail.

    What is bought or granted later counts again. Raises NoConsent, StripeUnavailable.
    """
    for one in books.sync(athlete_id, now).covered:
        if one.rail is Rail.STRIPE_INVOICE and one.status is not CoverageStatus.OVER:
            books.stripe.cancel_now(one.source)
    for chain in chains(books.store.payments(athlete_id)):
        books.store.save_payment(replace(chain[-1], stopped=True))
    taken = Coverage(OPERATOR, Rail.OFF, PlanId.MONTH, CoverageStatus.WITHDRAWN, now)
    return books.alter(athlete_id, now, lambda account, _: _with(account, taken))


def show(books: Books, athlete_id: UUID) -> Shown:
    """What is stored, without asking anybody."""
    store = books.store
    return Shown(
        store.account(athlete_id),
        store.changes(athlete_id, _EVERYTHING),
        store.purchases(athlete_id, _EVERYTHING),
        store.payments(athlete_id)[::-1],
    )


def _with(account: Account, word: Coverage) -> Covered:
    return [*(one for one in account.covered if one.source != OPERATOR), word]
