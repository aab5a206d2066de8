"""What an athlete is told when their premium changes, as a code; the conversation finds the words.

The id of each piece of news follows from what it is about, so that it is told once however often it is found out.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from backend.billing.entitlement import GRACE, PAY_AGAIN, Entitlement
from backend.billing.ports import Account, Coverage, CoverageStatus
from backend.contract import Notification
from backend.contract.premium import PremiumCause, PremiumNews, PremiumState, Rail

_WORKED = (PremiumState.ACTIVE, PremiumState.GRACE)
_DAY = timedelta(days=1)
_LONGEST = 64
"""An outbox has room for ids of 128 characters; Telegram's charge ids may be longer than half of that."""


def notification(athlete_id: UUID, news: PremiumNews, about: str, now: datetime) -> Notification:
    """The news as it goes into the outbox; ``about`` tells it from other news of its kind."""
    if len(about) > _LONGEST:
        about = sha256(about.encode()).hexdigest()
    id_ = f"premium:{athlete_id}:{news.value}:{about}"
    return Notification(id=id_, athlete_id=athlete_id, kind="premium", text=news.value, created_at=now)


def of_change(before: Account, stands: Entitlement) -> PremiumNews | None:
    """What the change from what was stored to how it stands now is called; None: nothing worth saying.

    Grace has its own, once a day: see :func:`of_state`.
    """
    worked = before.state in _WORKED
    if stands.state is PremiumState.GRACE:
        return None
    if not stands.works:
        if stands.state is PremiumState.REVOKED:
            return PremiumNews.REVOKED if before.state is not PremiumState.REVOKED else None
        return PremiumNews.ENDED if worked else None
    if stands.cause is PremiumCause.GRANTED:
        return PremiumNews.GRANTED
    later = before.until is None or (stands.until is not None and stands.until > before.until)
    if not worked or (before.cause in (PremiumCause.CANCELLED, PremiumCause.GRANTED) and later):
        return PremiumNews.ON
    if before.state is PremiumState.GRACE or later:
        return PremiumNews.RENEWED
    if stands.cause is PremiumCause.CANCELLED:
        return PremiumNews.CANCELLED if before.cause is not PremiumCause.CANCELLED else None
    return PremiumNews.RESUMED if before.cause is PremiumCause.CANCELLED else None


def of_state(stands: Entitlement, now: datetime) -> Iterator[tuple[PremiumNews, str]]:
    """What the state itself wants said, whatever it was before: (news, what tells it from others of its kind)."""
    if stands.until is None:
        return
    if stands.state is PremiumState.GRACE:
        # One a day: the day of grace is part of its id.
        yield PremiumNews.GRACE, f"{_second(stands.until)}:{(now - (stands.until - GRACE)) // _DAY}"
    ends_soon = stands.state is PremiumState.ACTIVE and stands.until - PAY_AGAIN <= now < stands.until
    paid_by_hand = stands.rail is Rail.TELEGRAM_CARD and not stands.renews
    if ends_soon and paid_by_hand and stands.cause is not PremiumCause.CANCELLED:
        yield PremiumNews.PAY_AGAIN, f"{_second(stands.until)}"


def of_coverage(one: Coverage) -> Iterator[tuple[PremiumNews, str]]:
    """What a single source of premium wants said."""
    if one.status is CoverageStatus.OPEN and one.declined:
        yield PremiumNews.DECLINED, one.source


def of_payments(before: Account, stands: Entitlement, covered: Iterable[Coverage]) -> Iterator[tuple[PremiumNews, str]]:
    """What was paid beside that which decides: the state does not tell of it."""
    known = {one.source: one.paid_until for one in before.covered}
    for one in covered:
        last = known.get(one.source)
        is_paid = one.price is not None and one.paid_until is not None and (last is None or last < one.paid_until)
        if is_paid and one.paid_until is not None and stands.works and one.source != stands.source:
            yield PremiumNews.PAID, f"{one.source}:{_second(one.paid_until)}"


def _second(moment: datetime) -> int:
    return int(moment.timestamp())
