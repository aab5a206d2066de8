"""Bring what is stored about an athlete's premium to what is true: fetch, decide, tell, save, in this order.

The account is read before the facts are fetched, and saved only if nobody saved it meanwhile: an older look never
overwrites a newer one. News goes into the outbox before the save, so that a crash in between repeats it (under the
same id) and loses nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from backend.billing import news
from backend.billing.chat_payments import coverages_of, verified
from backend.billing.entitlement import GRACE, Entitlement, entitlement, runs
from backend.billing.ports import (
    OPERATOR,
    Account,
    BillingStore,
    Counts,
    Coverage,
    CoverageStatus,
    PaymentRecord,
    PurchaseRecord,
    PurchaseState,
    Stripe,
    StripeNotSetUp,
)
from backend.contract.premium import PremiumCause, PremiumChange, PremiumNews, PremiumState, Rail
from backend.errors import StoreUnavailable
from backend.ports import Outbox

OPEN_FOR = timedelta(days=1)
"""So long a purchase can be paid. Stripe voids the first invoice of a subscription after 23 hours."""
SOON = timedelta(minutes=1)
_LEFT_OPEN = OPEN_FOR / 2
"""What is closed sooner was replaced, or cancelled by somebody who knows."""
RECENT = 20
"""Purchases that are looked at: more than that nobody leaves open at once."""
_ATTEMPTS = 20
_UNPAID = (PurchaseState.BEGUN, PurchaseState.OPEN)
_ENDS = (CoverageStatus.PAID, CoverageStatus.RETRYING, CoverageStatus.REFUNDED, CoverageStatus.DISPUTED)
Covered = Sequence[Coverage]


@dataclass(frozen=True, slots=True)
class Books:
    """All that is written down about premium. ``rail``: how it is sold now."""

    store: BillingStore
    stripe: Stripe
    outbox: Outbox
    counts: Counts
    rail: Rail

    def sync(self, athlete_id: UUID, now: datetime, silent: frozenset[PremiumNews] = frozenset()) -> Account:
        """The athlete's account as it is now, stored. ``silent``: what they know already.

        Raises StripeUnavailable, StoreUnavailable; NoConsent when there is something to store and they are gone.
        """
        return self.alter(athlete_id, now, self._fetched, silent)

    def alter(
        self,
        athlete_id: UUID,
        now: datetime,
        facts: Callable[[Account, datetime], Covered],
        silent: frozenset[PremiumNews] = frozenset(),
    ) -> Account:
        """The account with other facts, and what follows from them, stored. ``facts`` may be asked more than once."""
        return self._saved(athlete_id, lambda account: self._decide(account, facts(account, now), now, silent))

    def note(self, athlete_id: UUID, alter: Callable[[Account], Account]) -> Account:
        """The account changed in what nothing follows from (its customer, when to look again), stored."""
        return self._saved(athlete_id, lambda account: (alter(account), None))

    def look_soon(self, athlete_id: UUID, now: datetime) -> None:
        """Whatever happens to what is being done for the athlete, the clock looks after it."""
        at = now + SOON
        self.note(athlete_id, lambda one: one if one.look_again_at and one.look_again_at <= at else _looking(one, at))

    def tell(self, athlete_id: UUID, what: PremiumNews, about: str, now: datetime) -> None:
        """Put the news into the outbox, unless nothing is sold here any more: then everyone has premium."""
        if self.rail is not Rail.OFF:
            self.outbox.put(news.notification(athlete_id, what, about, now))

    # ---- deciding ----

    def _saved(self, athlete_id: UUID, altered: Callable[[Account], tuple[Account, PremiumChange | None]]) -> Account:
        for _ in range(_ATTEMPTS):
            before = self.store.account(athlete_id)
            after, change = altered(before)
            if after == before:
                return before
            if self.store.save_account(after, change):
                self._count(before, after)
                return replace(after, version=before.version + 1)
        raise StoreUnavailable

    def _decide(
        self, before: Account, covered: Covered, now: datetime, silent: frozenset[PremiumNews]
    ) -> tuple[Account, PremiumChange | None]:
        stands = entitlement(covered, now)
        changed = (stands.state, stands.cause, stands.until) != (before.state, before.cause, before.until)
        number = before.changed + changed
        said = news.of_change(before, stands) if changed else None
        if said is not None and said not in silent:
            self.tell(before.athlete_id, said, str(number), now)
        for what, about in (*_standing_news(stands, covered, now), *news.of_payments(before, stands, covered)):
            self.tell(before.athlete_id, what, about, now)
        after = replace(
            before,
            covered=tuple(covered),
            state=stands.state,
            cause=stands.cause,
            until=stands.until,
            changed=number,
            look_again_at=stands.look_again_at,
        )
        if not changed:
            return after, None
        cause = PremiumCause.RESUMED if said is PremiumNews.RESUMED else stands.cause
        return after, PremiumChange(at=now, state=stands.state, cause=cause, until=stands.until)

    def _count(self, before: Account, after: Account) -> None:
        works, worked = _works(after.state), _works(before.state)
        if works and not worked:
            self.counts.count("PremiumStarted", cause=after.cause.value)
        if worked and not works:
            self.counts.count("PremiumEnded", cause=after.cause.value)
        if after.state is PremiumState.GRACE and before.state is not PremiumState.GRACE:
            self.counts.count("PaymentsFailed")
        paid_before = {one.source: one.paid_until for one in before.covered}
        for one in after.covered:
            last = paid_before.get(one.source)
            if one.price is not None and one.paid_until is not None and (last is None or last < one.paid_until):
                self.counts.count("PaymentsSucceeded", rail=one.rail.value)
                self.counts.count("RevenueMinor", one.price.amount, currency=one.price.currency)

    # ---- fetching ----

    def _fetched(self, account: Account, now: datetime) -> Covered:
        covered = [one for one in account.covered if one.source == OPERATOR]
        if account.customer_id is not None:
            try:
                covered += self._subscriptions(account.athlete_id, account.customer_id, now)
            except StripeNotSetUp:  # of an earlier rail: what was paid by it runs to its end
                covered += [one for one in account.covered if one.rail is Rail.STRIPE_INVOICE]
        covered += coverages_of(self._payments(account.athlete_id, now), self.rail, now)
        self._follow_purchases(account.athlete_id, covered, now)
        return covered

    def _subscriptions(self, athlete_id: UUID, customer_id: str, now: datetime) -> Covered:
        found = self.stripe.coverages(customer_id)
        extra = _extra(found, now)
        spent = [one for one in found if one not in extra and _is_spent(one, now)]
        if not extra and not spent:
            return found
        for one in extra:
            self._end(athlete_id, one, now)
        for one in spent:
            self.stripe.cancel_now(one.source)
        return self.stripe.coverages(customer_id)

    def _end(self, athlete_id: UUID, extra: Coverage, now: datetime) -> None:
        """Give back what is paid of it, then end it: ended first, nobody would know that it is to be given back.

        Only what was still open is ended first: nobody can pay it after that. Whoever paid it just before has it back.
        """
        if extra.status is CoverageStatus.PAID and runs(extra, now):
            self._give_back(athlete_id, extra, now)
        self.stripe.cancel_now(extra.source)
        if extra.status is CoverageStatus.OPEN:
            self._give_back(athlete_id, extra, now)

    def _give_back(self, athlete_id: UUID, extra: Coverage, now: datetime) -> None:
        payment = self.stripe.last_payment_of(extra.source)
        if payment is not None and payment.status == "succeeded" and not payment.refunded:
            self.tell(athlete_id, PremiumNews.DOUBLE, extra.source, now)
            self.stripe.refund(payment.id, f"refund:{payment.id}")
            self.counts.count("PaymentsReturned")

    def _payments(self, athlete_id: UUID, now: datetime) -> list[PaymentRecord]:
        """Those in the chat; what may still change is asked for at Stripe."""
        return [
            self._verified(one, now) if one.verified is None or one.paid_until + GRACE > now else one
            for one in self.store.payments(athlete_id)
        ]

    def _verified(self, payment: PaymentRecord, now: datetime) -> PaymentRecord:
        seen = verified(payment, self.stripe, self.store, now)
        if seen.flagged and not payment.flagged:
            self.flag(seen, now)
        return seen

    def flag(self, payment: PaymentRecord, now: datetime, *, is_new: bool = True) -> None:
        """Somebody should look at it, and the athlete is told so. Counted where that is new."""
        self.tell(payment.athlete_id, PremiumNews.MISMATCH, payment.charge_id, now)
        if is_new:
            self.counts.count("PaymentsFlagged", rail=payment.rail.value)

    def _follow_purchases(self, athlete_id: UUID, covered: Covered, now: datetime) -> None:
        """Purchases by invoice become paid or closed with their subscription."""
        by_source = {one.source: one for one in covered}
        for purchase in self.store.purchases(athlete_id, RECENT):
            if purchase.state not in _UNPAID or purchase.subscription_id is None:
                continue
            state = _state_of(purchase, by_source.get(purchase.subscription_id), now)
            if state is purchase.state:
                continue
            if state is PurchaseState.CLOSED and now - purchase.created_at > _LEFT_OPEN:
                self.tell(athlete_id, PremiumNews.EXPIRED, purchase.id.hex, now)
            self.store.save_purchase(replace(purchase, state=state))


def _extra(found: Covered, now: datetime) -> Covered:
    """Subscriptions beside the newest paid one that would go on taking money, or could still be paid."""
    going_on = [one for one in found if one.status is CoverageStatus.PAID and one.renews and runs(one, now)]
    if not going_on:
        return ()
    kept = max(going_on, key=lambda one: (one.began_at, one.source))
    return [
        one
        for one in found
        if one is not kept and (one.status is CoverageStatus.OPEN or (one.renews and one.status in _ENDS))
    ]


def _is_spent(one: Coverage, now: datetime) -> bool:
    """Whether Stripe would take money for it that nobody expects any more.

    What was given back or is disputed; a renewal that is unpaid when the athlete cancels, or when grace is over: Stripe
    goes on trying for weeks, cancelled or not.
    """
    if one.status in (CoverageStatus.REFUNDED, CoverageStatus.DISPUTED):
        return one.renews
    if one.status not in (CoverageStatus.PAID, CoverageStatus.RETRYING) or one.paid_until is None:
        return False
    ends = one.paid_until if one.cancelled else one.paid_until + GRACE
    return ends <= now and (one.cancelled or one.status is CoverageStatus.RETRYING)


def _state_of(purchase: PurchaseRecord, coverage: Coverage | None, now: datetime) -> PurchaseState:
    if coverage is None:
        return purchase.state if now < purchase.created_at + OPEN_FOR else PurchaseState.CLOSED
    if coverage.status is CoverageStatus.OPEN:
        return purchase.state
    was_paid = coverage.paid_until is not None or coverage.status is not CoverageStatus.OVER
    return PurchaseState.PAID if was_paid else PurchaseState.CLOSED


def _standing_news(stands: Entitlement, covered: Covered, now: datetime) -> Iterable[tuple[PremiumNews, str]]:
    yield from news.of_state(stands, now)
    for one in covered:
        yield from news.of_coverage(one)


def _looking(account: Account, at: datetime) -> Account:
    return replace(account, look_again_at=at)


def _works(state: PremiumState) -> bool:
    return state in (PremiumState.ACTIVE, PremiumState.GRACE)
