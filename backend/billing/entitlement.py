"""Whether premium works, and why: one state machine, a pure function of facts and the time.

The facts (:class:`Coverage`) are fetched from whoever takes the money; nothing is remembered from one look to the next,
so neither their order nor how often one looks can matter. As time goes by and nothing else happens, an athlete goes
from active over grace to ended, and never back.

=========  ==================================================================================================
free       nothing was ever paid or granted
active     something is paid or granted for now; a renewal may be some hours late, as Stripe takes its time
grace      a renewal failed, or never came: three days to mend it
ended      what was paid or granted is over
revoked    the latest of it was given back or disputed, or the operator took it away
=========  ==================================================================================================
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.billing.ports import OPERATOR, Coverage, CoverageStatus
from backend.contract.premium import PlanId, PremiumCause, PremiumState, Price, Rail, length_of

GRACE = timedelta(days=3)
SETTLING = timedelta(hours=6)
"""Until then a renewal is under way: Stripe leaves a renewal's invoice open for an hour before it takes the money.
https://docs.stripe.com/billing/invoices/subscription"""
PAY_AGAIN = timedelta(days=3)
"""So long before its end, what does not renew by itself wants to be paid again."""
_PREPARED = timedelta(hours=1)
"""So long a renewal cannot have failed: what ended sooner after its end just ran out."""
_DAY = timedelta(days=1)
_RAIL_TRIES = timedelta(days=30)
"""So long at most Stripe keeps trying to take a renewal's money, three days' grace or not."""
_OPEN_FIRST = timedelta(minutes=1)
_OPEN_SLOWER = 60
"""Something open is looked at each minute in its first hour, then after a sixtieth of its age."""
_WORKS = frozenset({PremiumState.ACTIVE, PremiumState.GRACE})
_GONE = frozenset({CoverageStatus.REFUNDED, CoverageStatus.DISPUTED, CoverageStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Where an athlete stands. ``until``: when that state ends, or (ended) when it began; None: by no clock.

    ``source``, ``rail``, ``plan``, ``price``: of what decides; None where nothing was ever paid or granted.
    ``look_again_at``: when time alone may change it, or something wants looking after; always later than now.
    """

    state: PremiumState = PremiumState.FREE
    cause: PremiumCause = PremiumCause.NEVER_BOUGHT
    until: datetime | None = None
    renews: bool = False
    source: str | None = None
    rail: Rail | None = None
    plan: PlanId | None = None
    price: Price | None = None
    look_again_at: datetime | None = None

    @property
    def works(self) -> bool:
        """Whether premium works."""
        return self.state in _WORKS


def entitlement(coverages: Iterable[Coverage], now: datetime) -> Entitlement:
    """What all that an athlete has, or had, comes to at ``now``. What lasts longest decides, else what came last."""
    found = sorted(coverages, key=lambda one: (one.began_at, one.source))
    standing = [(one, _standing(one, now)) for one in _since_withdrawal(found)]
    known = [(one, stands) for one, stands in standing if stands is not None]
    look_again_at = min((at for one in found for at in _instants(one, now) if at > now), default=None)
    if not known:
        return Entitlement(look_again_at=look_again_at)
    decides, (state, cause, until) = max(known, key=_weight)
    return Entitlement(
        state=state,
        cause=cause,
        until=until,
        renews=state in _WORKS and decides.renews,
        source=decides.source,
        rail=decides.rail,
        plan=decides.plan,
        price=decides.price,
        look_again_at=look_again_at,
    )


def runs(coverage: Coverage, now: datetime) -> bool:
    """Whether it is paid, for now, and was not given back."""
    unpaid = coverage.status in _GONE or coverage.status is CoverageStatus.OPEN
    return not unpaid and coverage.paid_until is not None and coverage.paid_until > now


_Standing = tuple[PremiumState, PremiumCause, datetime | None]


def _standing(one: Coverage, now: datetime) -> _Standing | None:
    """What it would come to alone; None: nothing was ever paid by it."""
    match one.status:
        case CoverageStatus.WITHDRAWN:
            return PremiumState.REVOKED, PremiumCause.WITHDRAWN, None
        case CoverageStatus.REFUNDED:
            return PremiumState.REVOKED, PremiumCause.REFUNDED, None
        case CoverageStatus.DISPUTED:
            return PremiumState.REVOKED, PremiumCause.DISPUTED, None
    if one.paid_until is None or one.status is CoverageStatus.OPEN:
        return None
    retrying = one.status is CoverageStatus.RETRYING
    renews = one.renews and one.status is not CoverageStatus.OVER
    settled = one.paid_until if retrying or not renews else one.paid_until + SETTLING
    if now < settled:
        return PremiumState.ACTIVE, _why_active(one), one.paid_until
    if renews or retrying:
        end = one.paid_until + GRACE
        return (PremiumState.GRACE if now < end else PremiumState.ENDED), PremiumCause.RENEWAL_FAILED, end
    if one.ended_at is not None and one.ended_at > one.paid_until + _PREPARED:
        # Its renewal failed, and it worked in grace until the rail, or we, ended it.
        return PremiumState.ENDED, PremiumCause.RENEWAL_FAILED, min(one.ended_at, one.paid_until + GRACE)
    return PremiumState.ENDED, PremiumCause.RAN_OUT, one.paid_until


def _why_active(one: Coverage) -> PremiumCause:
    if one.source == OPERATOR:
        return PremiumCause.GRANTED
    # A card payment in the chat need not renew; a subscription that does not was cancelled.
    if one.status is CoverageStatus.OVER or not (one.renews or one.rail is Rail.TELEGRAM_CARD):
        return PremiumCause.CANCELLED
    assert one.paid_until is not None
    # A month has up to 31 days, and what is longer than one and a half was paid more than once.
    first_period = 1.5 * length_of(one.plan)
    return PremiumCause.PAID if one.paid_until - one.began_at <= first_period else PremiumCause.RENEWED


def _weight(known: tuple[Coverage, _Standing]) -> tuple[int, datetime, datetime, str]:
    one, (state, _, until) = known
    rank = {PremiumState.ACTIVE: 2, PremiumState.GRACE: 1}.get(state, 0)
    return rank, one.began_at if until is None else until, one.began_at, one.source


def _since_withdrawal(found: Sequence[Coverage]) -> Sequence[Coverage]:
    """Without what began before the operator took premium away."""
    taken = [one.began_at for one in found if one.status is CoverageStatus.WITHDRAWN]
    if not taken:
        return found
    return [one for one in found if one.began_at > max(taken) or one.status is CoverageStatus.WITHDRAWN]


def _instants(one: Coverage, now: datetime) -> list[datetime]:
    """When it wants to be looked at, past instants among them."""
    if one.status is CoverageStatus.OPEN:
        return [now + max(_OPEN_FIRST, (now - one.began_at) / _OPEN_SLOWER)]
    end = one.paid_until
    if end is None or one.status in _GONE:
        return []
    if one.status is CoverageStatus.OVER:
        return [end]
    if not one.renews and one.status is not CoverageStatus.RETRYING:
        return [end - PAY_AGAIN, end] if one.rail is Rail.TELEGRAM_CARD else [end]
    # The renewal itself, soon after it, and once a day as long as it may still be mended.
    instants = [end, end + SETTLING / 3, end + SETTLING, end + _DAY, end + 2 * _DAY, end + GRACE]
    if one.status is CoverageStatus.RETRYING and now < end + _RAIL_TRIES:
        instants.append(now + _DAY)
    return instants
