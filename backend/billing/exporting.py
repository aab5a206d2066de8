"""All that is stored about an athlete's premium, for them to take away."""

from datetime import datetime
from uuid import UUID

from backend.billing.entitlement import entitlement
from backend.billing.ports import BillingStore
from backend.contract.premium import PaymentExport, PremiumExport, PurchaseExport

_EVERYTHING = 10_000


def exported(store: BillingStore, athlete_id: UUID, now: datetime) -> PremiumExport:
    """By what is stored; what was paid by invoice is at Stripe, where the athlete has it in the portal."""
    account = store.account(athlete_id)
    stands = entitlement(account.covered, now)
    return PremiumExport(
        state=stands.state,
        cause=stands.cause,
        until=stands.until,
        customer_id=account.customer_id,
        changes=store.changes(athlete_id, _EVERYTHING),
        purchases=[
            PurchaseExport(
                id=one.id,
                plan=one.plan,
                rail=one.rail,
                price=one.price,
                created_at=one.created_at,
                state=one.state.value,
            )
            for one in store.purchases(athlete_id, _EVERYTHING)
        ],
        payments=[
            PaymentExport(
                purchase_id=one.purchase_id,
                plan=one.plan,
                rail=one.rail,
                price=one.price,
                paid_at=one.paid_at,
                paid_until=one.paid_until,
                refunded_at=one.refunded_at,
            )
            for one in reversed(store.payments(athlete_id))
        ],
    )
