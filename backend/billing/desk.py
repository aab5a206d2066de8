"""What an athlete can do about premium, and what the bot reports of payments in the chat: the use cases.

A purchase is stored before the rail hears of it, a payment before it is checked; and before either, the account is
marked to be looked at soon, so that whatever breaks off is taken up by the clock.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from backend.billing import upkeep
from backend.billing.chat_payments import chains
from backend.billing.entitlement import entitlement
from backend.billing.plans import Plans, currency_at
from backend.billing.ports import (
    OPERATOR,
    Account,
    Coverage,
    CoverageStatus,
    CustomerGone,
    HostedInvoice,
    PaymentRecord,
    PurchaseRecord,
    PurchaseState,
    StripeEvent,
)
from backend.billing.sync import OPEN_FOR, RECENT, Books
from backend.billing.view import can_resume, purchase_of, shown
from backend.contract import Athlete
from backend.contract.premium import (
    Buy,
    CheckPayment,
    Closed,
    Plan,
    PlanId,
    Portal,
    Premium,
    PremiumNews,
    PremiumState,
    Purchase,
    Rail,
    RecordPayment,
    RecordRefund,
    RenewalChoice,
    length_of,
)
from backend.errors import (
    AlreadyPremium,
    NoConsent,
    NotForSale,
    PurchaseNotFound,
    StripeUnavailable,
    WrongPayment,
)
from backend.ports import Clock, Store

_IN_CHAT = (Rail.TELEGRAM_CARD, Rail.STARS)
_UNPAID = (PurchaseState.BEGUN, PurchaseState.OPEN)
_CHOSEN = frozenset({PremiumNews.CANCELLED, PremiumNews.RESUMED, PremiumNews.ENDED})
"""What who has just chosen it need not be told."""


@dataclass(frozen=True, slots=True)
class Billing:
    """The use cases. ``return_url`` gives where Stripe's portal leads back to.

    Each raises NoConsent for an athlete who is not there, StoreUnavailable; others as they say.
    """

    books: Books
    athletes: Store
    plans: Plans
    clock: Clock
    return_url: Callable[[], str]

    # ---- looking ----

    def look(self, athlete_id: UUID) -> Premium:
        """How it stands, by what is stored and the clock. Receipts as far as Stripe answers."""
        athlete = self._athlete(athlete_id)
        return self._shown(athlete, self.books.store.account(athlete.id))

    def restore(self, athlete_id: UUID) -> Premium:
        """The same, looked at anew where the money is taken. Raises StripeUnavailable."""
        athlete = self._athlete(athlete_id)
        return self._shown(athlete, self.books.sync(athlete.id, self.clock.now()))

    def _shown(self, athlete: Athlete, account: Account) -> Premium:
        purchases = self.books.store.purchases(athlete.id, RECENT)
        offers = self.plans.offered(self.books.rail, self._currency(athlete, purchases))
        return shown(self.books, account, offers, purchases, self.clock.now())

    # ---- buying ----

    def buy(self, athlete_id: UUID, command: Buy) -> Purchase:
        """A purchase that can be paid now: this one, or the one of the same plan that is open already.

        Raises NotForSale, AlreadyPremium, PurchaseNotFound for an id that was closed, StripeUnavailable.
        """
        athlete, store = self._athlete(athlete_id), self.books.store
        known = store.purchase(athlete.id, command.id)
        if known is not None:
            return self._opened(athlete, known)
        purchases = store.purchases(athlete.id, RECENT)
        plan = self._offer(athlete, command.plan, purchases)
        now = self.clock.now()
        account = self.books.sync(athlete.id, now)
        stands = entitlement(account.covered, now)
        goes_on = stands.renews or can_resume(stands, account, store.payments(athlete.id))
        if stands.state is PremiumState.ACTIVE and goes_on:  # it would be paid twice, for the same days
            raise AlreadyPremium
        same = None
        for other in store.purchases(athlete.id, RECENT):
            if other.state not in _UNPAID:
                continue
            if self._is_the_same(other, plan, now):
                same = same or other
            else:
                self._close(other)
        return self._opened(athlete, same or store.add_purchase(self._begun(athlete, command.id, plan, now)))

    def _offer(self, athlete: Athlete, wanted: PlanId, purchases: list[PurchaseRecord]) -> Plan:
        offers = self.plans.offered(self.books.rail, self._currency(athlete, purchases))
        plan = next((one for one in offers if one.id is wanted), None)
        if plan is None:
            raise NotForSale
        return plan

    def _currency(self, athlete: Athlete, purchases: list[PurchaseRecord]) -> str:
        """That of their last purchase, as Stripe bills a customer in one; else their country's."""
        billed = next((one.price.currency for one in purchases if one.rail is Rail.STRIPE_INVOICE), None)
        return billed or currency_at(athlete.zone)

    def _begun(self, athlete: Athlete, purchase_id: UUID, plan: Plan, now: datetime) -> PurchaseRecord:
        return PurchaseRecord(purchase_id, athlete.id, plan.id, self.books.rail, plan.price, now)

    def _is_the_same(self, other: PurchaseRecord, plan: Plan, now: datetime) -> bool:
        agreed = (other.plan, other.rail, other.price) == (plan.id, self.books.rail, plan.price)
        return agreed and now < other.created_at + OPEN_FOR / 2

    def _close(self, purchase: PurchaseRecord) -> None:
        """It cannot be paid any more."""
        if purchase.subscription_id is not None:
            self.books.stripe.cancel_now(purchase.subscription_id)
        self.books.store.save_purchase(replace(purchase, state=PurchaseState.CLOSED))

    def _opened(self, athlete: Athlete, purchase: PurchaseRecord) -> Purchase:
        """Ready to be paid, if it is not paid already. Raises PurchaseNotFound when it was closed."""
        if purchase.state is PurchaseState.CLOSED:
            raise PurchaseNotFound
        if purchase.rail is Rail.STRIPE_INVOICE and purchase.state is PurchaseState.BEGUN:
            invoice = self._invoice(athlete, purchase)
            purchase = replace(
                purchase,
                state=PurchaseState.OPEN,
                subscription_id=invoice.subscription_id,
                invoice_id=invoice.invoice_id,
                url=invoice.url,
            )
            self.books.store.save_purchase(purchase)
        return purchase_of(purchase)

    def _invoice(self, athlete: Athlete, purchase: PurchaseRecord) -> HostedInvoice:
        customer_id = self._customer(athlete)
        try:
            return self.books.stripe.subscribe(customer_id, purchase)
        except CustomerGone:
            self.books.note(
                athlete.id, lambda one: replace(one, customer_id=None) if one.customer_id == customer_id else one
            )
            return self.books.stripe.subscribe(self._customer(athlete), purchase)

    def _customer(self, athlete: Athlete) -> str:
        """Theirs at Stripe. Stored before anything is bought by it: events lead to the athlete from then on."""
        now = self.clock.now()
        known = self.books.store.account(athlete.id).customer_id
        customer_id = known or self.books.stripe.customer(athlete.id, athlete.language)
        try:
            if known is None:
                self.books.note(athlete.id, lambda one: replace(one, customer_id=one.customer_id or customer_id))
            self.books.look_soon(athlete.id, now)
        except NoConsent:  # erased while Stripe was asked: nobody would delete that customer
            self.books.stripe.delete_customer(customer_id)
            raise
        return self.books.store.account(athlete.id).customer_id or customer_id

    # ---- paying in the chat ----

    def check(self, command: CheckPayment) -> None:
        """Whether this payment may go ahead; by what is stored only, for Telegram waits. Raises WrongPayment."""
        now, store = self.clock.now(), self.books.store
        purchase = store.purchase(command.athlete_id, command.purchase_id)
        if purchase is None or purchase.rail is not self.books.rail or purchase.rail not in _IN_CHAT:
            raise WrongPayment
        if purchase.price != command.price or purchase.state not in _UNPAID or now >= purchase.created_at + OPEN_FOR:
            raise WrongPayment
        stands = entitlement(store.account(command.athlete_id).covered, now)
        if stands.state is PremiumState.ACTIVE and stands.renews:
            raise WrongPayment

    def record_payment(self, command: RecordPayment) -> Premium:
        """Keep it, then see what Stripe says of it. Once for each charge; again only looks again.

        What fits no purchase of theirs is kept, flagged, and never counts. Stripe need not answer now.
        """
        athlete, now, store = self._athlete(command.athlete_id), self.clock.now(), self.books.store
        known = store.payment(command.charge_id)
        is_new = known is None
        if known is None:
            self.books.look_soon(athlete.id, now)
            known = store.add_payment(self._payment(command))
        if known.athlete_id != athlete.id:
            raise WrongPayment
        if known.flagged:
            self.books.flag(known, now, is_new=is_new)
        else:
            purchase = store.purchase(athlete.id, known.purchase_id)
            if purchase is not None and purchase.state is not PurchaseState.PAID:
                store.save_purchase(replace(purchase, state=PurchaseState.PAID))
        return self._looked_at(athlete, now)

    def _payment(self, command: RecordPayment) -> PaymentRecord:
        purchase = self.books.store.purchase(command.athlete_id, command.purchase_id)
        wrong = _wrong(command, purchase)
        in_stars = purchase is not None and purchase.rail is Rail.STARS
        plan = PlanId.MONTH if purchase is None else purchase.plan
        return PaymentRecord(
            charge_id=command.charge_id,
            athlete_id=command.athlete_id,
            purchase_id=command.purchase_id,
            rail=self.books.rail if purchase is None else purchase.rail,
            plan=plan,
            price=command.price,
            paid_at=command.paid_at,
            paid_until=command.paid_until if in_stars and command.paid_until else self._good_until(command, plan),
            recurring=in_stars and command.recurring,
            provider_charge_id=command.provider_charge_id,
            verified=False if wrong else in_stars or None,
            flagged=wrong,
        )

    def _good_until(self, command: RecordPayment, plan: PlanId) -> datetime:
        """Before the end of what is paid in the chat, it goes on from there: nobody loses days by paying early."""
        good = [
            one.paid_until
            for one in self.books.store.payments(command.athlete_id)
            if one.verified and one.refunded_at is None and not one.disputed
        ]
        return max([command.paid_at, *good]) + length_of(plan)

    def record_refund(self, command: RecordRefund) -> Premium:
        """It went back. Again changes nothing. Raises WrongPayment when there is no such payment of theirs."""
        athlete, now, store = self._athlete(command.athlete_id), self.clock.now(), self.books.store
        payment = store.payment(command.charge_id)
        if payment is None or payment.athlete_id != athlete.id:
            raise WrongPayment
        if payment.refunded_at is None:
            self.books.look_soon(athlete.id, now)
            store.save_payment(replace(payment, refunded_at=command.at))
            self.books.counts.count("PaymentsReturned")
        return self._looked_at(athlete, now)

    def _looked_at(self, athlete: Athlete, now: datetime) -> Premium:
        account = None
        with suppress(StripeUnavailable):  # the clock looks again in a minute
            account = self.books.sync(athlete.id, now)
        return self._shown(athlete, account or self.books.store.account(athlete.id))

    # ---- managing ----

    def open_portal(self, athlete_id: UUID) -> Portal:
        """Stripe's portal for this athlete. Raises NotForSale when there is nothing to manage, StripeUnavailable."""
        athlete = self._athlete(athlete_id)
        customer_id = self.books.store.account(athlete.id).customer_id
        if customer_id is None:
            raise NotForSale
        return Portal(url=self.books.stripe.portal(customer_id, self.return_url()))

    def choose_renewal(self, athlete_id: UUID, choice: RenewalChoice) -> Premium:
        """Whether what they have goes on by itself. Raises PurchaseNotFound when it could not, StripeUnavailable."""
        athlete, now, store = self._athlete(athlete_id), self.clock.now(), self.books.store
        stands = entitlement(store.account(athlete.id).covered, now)
        if not stands.works or stands.source is None or stands.source == OPERATOR:
            raise PurchaseNotFound
        self.books.look_soon(athlete.id, now)
        if stands.rail is Rail.STRIPE_INVOICE:
            self.books.stripe.set_renewal(stands.source, choice.renews)
        else:
            chain = next((one for one in chains(store.payments(athlete.id)) if one[0].charge_id == stands.source), None)
            if chain is None or not chain[-1].recurring:
                raise PurchaseNotFound
            store.save_payment(replace(chain[-1], stopped=not choice.renews))
        return self._shown(athlete, self.books.sync(athlete.id, now, silent=_CHOSEN))

    def close(self, athlete_id: UUID) -> Closed:
        """End all that takes money, and delete the customer at Stripe, before the athlete is erased.

        When Stripe is away nothing is ended yet: erasing the athlete remembers the customer, and the clock deletes it.
        """
        athlete, now, store = self._athlete(athlete_id), self.clock.now(), self.books.store
        account = store.account(athlete.id)
        ended = 0
        for chain in chains(store.payments(athlete.id)):
            if chain[-1].rail is Rail.TELEGRAM_CARD and chain[-1].recurring and not chain[-1].stopped:
                store.save_payment(replace(chain[-1], stopped=True))
                ended += chain[-1].paid_until > now
        if account.customer_id is None:
            return Closed(subscriptions_cancelled=ended)
        try:
            going_on = sum(map(_goes_on, self.books.stripe.coverages(account.customer_id)))
            self.books.stripe.delete_customer(account.customer_id)
        except StripeUnavailable:
            return Closed(subscriptions_cancelled=ended)
        self.books.note(athlete.id, lambda one: replace(one, customer_id=None))
        return Closed(subscriptions_cancelled=ended + going_on, customer_deleted=True)

    # ---- what happens by itself ----

    def deal_with(self, event: StripeEvent) -> None:
        """See :func:`backend.billing.upkeep.deal_with`."""
        upkeep.deal_with(self.books, event, self.clock.now())

    def tick(self, now: datetime, limit: int, until: Callable[[], bool] = lambda: False) -> upkeep.Looked:
        """See :func:`backend.billing.upkeep.tick`."""
        return upkeep.tick(self.books, now, limit, until)

    def _athlete(self, athlete_id: UUID) -> Athlete:
        athlete = self.athletes.athlete(athlete_id)
        if athlete is None:
            raise NoConsent
        return athlete


def _wrong(command: RecordPayment, purchase: PurchaseRecord | None) -> str:
    """Why the payment fits no purchase of theirs; "" where it does."""
    if purchase is None:
        return "no such purchase of this athlete"
    if purchase.rail not in _IN_CHAT:
        return "the purchase is not paid in the chat"
    if purchase.price != command.price:
        return "amount or currency differ from the purchase"
    if purchase.rail is Rail.TELEGRAM_CARD and not command.provider_charge_id:
        return "no charge of the card provider"
    return ""


def _goes_on(one: Coverage) -> bool:
    return one.renews or one.status in (CoverageStatus.OPEN, CoverageStatus.RETRYING)
