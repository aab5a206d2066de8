"""The one place where premium is asked for, by whatever belongs to it."""

from datetime import datetime
from uuid import UUID

from backend.billing.entitlement import entitlement
from backend.billing.ports import BillingStore
from backend.contract.premium import Rail


def has_premium(store: BillingStore, rail: Rail, athlete_id: UUID, now: datetime) -> bool:
    """Whether premium works for the athlete at ``now``. Where nothing is sold, everyone has it.

    By the facts as last fetched and by the clock, so that no end is late. Raises StoreUnavailable.
    """
    return rail is Rail.OFF or entitlement(store.account(athlete_id).covered, now).works
