"""Billing without a database and without Stripe, with a power cut after any write.

``Power`` counts what is written, wherever; at the write that it is told to fail after, everything stops.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from backend.billing.desk import Billing
from backend.billing.plans import read_plans
from backend.billing.ports import (
    Account,
    CardPayment,
    Coverage,
    CoverageStatus,
    CustomerGone,
    HostedInvoice,
    PaymentRecord,
    PurchaseRecord,
    StripeEvent,
)
from backend.billing.stored import ACCOUNT, EVENT, PAYMENT, PURCHASE, wordless
from backend.billing.sync import Books
from backend.contract import Athlete, Notification
from backend.contract.premium import PlanId, PremiumChange, Price, Rail, Receipt, length_of
from backend.errors import NoConsent, StripeUnavailable

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class PowerCut(BaseException):
    """The process is gone: nothing catches that."""


@dataclass
class Power:
    """Fails right after the write number ``lasts`` (counted from 1); None: never."""

    lasts: int | None = None
    writes: int = 0

    def wrote(self) -> None:
        self.writes += 1
        if self.writes == self.lasts:
            raise PowerCut


class MemoryAthletes:
    """As much of :class:`backend.ports.Store` as billing needs."""

    def __init__(self) -> None:
        self.athletes: dict[UUID, Athlete] = {}

    def athlete(self, athlete_id: UUID) -> Athlete | None:
        return self.athletes.get(athlete_id)


class MemoryBilling:
    """:class:`backend.billing.ports.BillingStore`. Records go through their JSON, as in a real one."""

    def __init__(self, athletes: MemoryAthletes, power: Power | None = None) -> None:
        self._athletes = athletes.athletes
        self._power = power or Power()
        self._accounts: dict[UUID, Account] = {}
        self._changes: dict[UUID, dict[int, PremiumChange]] = {}
        self._purchases: dict[tuple[UUID, UUID], PurchaseRecord] = {}
        self._payments: dict[str, PaymentRecord] = {}
        self._intents: dict[str, str] = {}
        self._events: dict[str, tuple[StripeEvent, datetime | None]] = {}
        self._erased: list[str] = []

    def account(self, athlete_id: UUID) -> Account:
        return self._accounts.get(athlete_id, Account(athlete_id))

    def save_account(self, account: Account, change: PremiumChange | None) -> bool:
        self._known(account.athlete_id)
        if self.account(account.athlete_id).version != account.version:
            return False
        stored = replace(ACCOUNT.read(ACCOUNT.text(account)), version=account.version + 1)
        self._accounts[account.athlete_id] = stored
        if change is not None:
            changes = self._changes.setdefault(account.athlete_id, {})
            assert account.changed not in changes
            changes[account.changed] = change
        self._power.wrote()
        return True

    def changes(self, athlete_id: UUID, limit: int) -> list[PremiumChange]:
        changes = self._changes.get(athlete_id, {})
        return [changes[number] for number in sorted(changes, reverse=True)][:limit]

    def athlete_of_customer(self, customer_id: str) -> UUID | None:
        return next((one.athlete_id for one in self._accounts.values() if one.customer_id == customer_id), None)

    def due(self, now: datetime, limit: int) -> list[UUID]:
        found = [(one.look_again_at, one.athlete_id) for one in self._accounts.values() if one.look_again_at]
        return [athlete_id for at, athlete_id in sorted(found) if at <= now][:limit]

    def add_purchase(self, purchase: PurchaseRecord) -> PurchaseRecord:
        self._known(purchase.athlete_id)
        key = (purchase.athlete_id, purchase.id)
        if key not in self._purchases:
            self._purchases[key] = PURCHASE.read(PURCHASE.text(purchase))
            self._power.wrote()
        return self._purchases[key]

    def purchase(self, athlete_id: UUID, purchase_id: UUID) -> PurchaseRecord | None:
        return self._purchases.get((athlete_id, purchase_id))

    def save_purchase(self, purchase: PurchaseRecord) -> None:
        self._known(purchase.athlete_id)
        assert (purchase.athlete_id, purchase.id) in self._purchases
        self._purchases[purchase.athlete_id, purchase.id] = purchase
        self._power.wrote()

    def purchases(self, athlete_id: UUID, limit: int) -> list[PurchaseRecord]:
        found = [one for one in self._purchases.values() if one.athlete_id == athlete_id]
        return sorted(found, key=lambda one: one.created_at, reverse=True)[:limit]

    def add_payment(self, payment: PaymentRecord) -> PaymentRecord:
        self._known(payment.athlete_id)
        if payment.charge_id not in self._payments:
            self._payments[payment.charge_id] = PAYMENT.read(PAYMENT.text(payment))
            self._power.wrote()
        return self._payments[payment.charge_id]

    def payment(self, charge_id: str) -> PaymentRecord | None:
        return self._payments.get(charge_id)

    def payment_of_intent(self, payment_intent_id: str) -> PaymentRecord | None:
        charge_id = self._intents.get(payment_intent_id)
        return None if charge_id is None else self._payments[charge_id]

    def claim_intent(self, payment_intent_id: str, charge_id: str) -> bool:
        if charge_id not in self._payments:
            raise NoConsent
        if payment_intent_id not in self._intents:
            self._intents[payment_intent_id] = charge_id
            self._power.wrote()
        return self._intents[payment_intent_id] == charge_id

    def save_payment(self, payment: PaymentRecord) -> None:
        self._known(payment.athlete_id)
        assert payment.charge_id in self._payments
        self._payments[payment.charge_id] = payment
        self._power.wrote()

    def payments(self, athlete_id: UUID) -> list[PaymentRecord]:
        found = [one for one in self._payments.values() if one.athlete_id == athlete_id]
        return sorted(found, key=lambda one: (one.paid_at, one.charge_id))

    def add_event(self, event: StripeEvent) -> bool:
        if event.id in self._events:
            return False
        self._events[event.id] = (EVENT.read(EVENT.text(event)), None)
        self._power.wrote()
        return True

    def finish_event(self, event_id: str, at: datetime) -> None:
        if event_id in self._events and self._events[event_id][1] is None:
            self._events[event_id] = (wordless(self._events[event_id][0]), at)
            self._power.wrote()

    def unfinished_events(self, received_before: datetime, limit: int) -> list[StripeEvent]:
        found = [one for one, at in self._events.values() if at is None and one.received_at < received_before]
        return sorted(found, key=lambda one: one.received_at)[:limit]

    def purge_events(self, finished_before: datetime, limit: int) -> int:
        gone = [id_ for id_, (_, at) in self._events.items() if at is not None and at < finished_before][:limit]
        for id_ in gone:
            del self._events[id_]
        return len(gone)

    def customers_to_delete(self, limit: int) -> list[str]:
        return self._erased[:limit]

    def customer_deleted(self, customer_id: str) -> None:
        self._erased.remove(customer_id)
        self._power.wrote()

    def erase(self, athlete_id: UUID) -> None:
        """What ``Store.erase_athlete`` does about billing."""
        del self._athletes[athlete_id]
        account = self._accounts.pop(athlete_id, Account(athlete_id))
        if account.customer_id is not None:
            self._erased.append(account.customer_id)
        self._changes.pop(athlete_id, None)
        self._purchases = {key: one for key, one in self._purchases.items() if key[0] != athlete_id}
        self._payments = {id_: one for id_, one in self._payments.items() if one.athlete_id != athlete_id}
        self._intents = {id_: charge for id_, charge in self._intents.items() if charge in self._payments}

    def _known(self, athlete_id: UUID) -> None:
        if athlete_id not in self._athletes:
            raise NoConsent


@dataclass
class FakeSubscription:
    """One at Stripe. ``periods``: the end of each that was paid, and the payment."""

    id: str
    customer: str
    plan: PlanId
    price: Price
    created: datetime
    word: str = "incomplete"
    periods: list[tuple[datetime, str]] = field(default_factory=list)
    ends_itself: bool = False
    declined: str | None = None
    ended_at: datetime | None = None


class FakeStripe:
    """:class:`backend.billing.ports.Stripe`, and what the world does to it. ``away``: it does not answer."""

    def __init__(self, now: Callable[[], datetime], power: Power | None = None) -> None:
        self._now = now
        self._power = power or Power()
        self._by_key: dict[str, str] = {}
        self.subscriptions: dict[str, FakeSubscription] = {}
        self.payments: dict[str, CardPayment] = {}
        self.customers: set[str] = set()
        self.refunded: list[str] = []
        """Payments that were given back because we said so, in order."""
        self.charged: list[tuple[str, str]] = []
        """(key, payment) of each off-session charge that was really made."""
        self.asked = 0
        self.away = False
        self.declines_saved_cards = False
        self.when_asked: Callable[[], None] = lambda: None
        """What happens while Stripe thinks about coverages."""

    # ---- the port ----

    def customer(self, athlete_id: UUID, language: str) -> str:
        self._ask()
        key = f"customer:{athlete_id}"
        while (known := self._by_key.get(key)) is not None and known not in self.customers:
            key += f":after:{known}"
        return self._once(key, self._new_customer)

    def _new_customer(self) -> str:
        id_ = f"cus_{uuid4().hex[:8]}"
        self.customers.add(id_)
        return id_

    def subscribe(self, customer_id: str, purchase: PurchaseRecord) -> HostedInvoice:
        self._ask()
        if customer_id not in self.customers:
            raise CustomerGone

        def make() -> str:
            id_ = f"sub_{len(self.subscriptions)}"
            self.subscriptions[id_] = FakeSubscription(id_, customer_id, purchase.plan, purchase.price, self._now())
            return id_

        id_ = self._once(f"purchase:{purchase.id}:{customer_id}", make)
        return HostedInvoice(id_, f"in_{id_}", f"https://pay.example/{id_}")

    def coverages(self, customer_id: str) -> Sequence[Coverage]:
        self._ask()
        found = [self._coverage(one) for one in self.subscriptions.values() if one.customer == customer_id]
        self.when_asked()
        return found if customer_id in self.customers else []

    def _coverage(self, one: FakeSubscription) -> Coverage:
        words = {
            "incomplete": CoverageStatus.OPEN,
            "active": CoverageStatus.PAID,
            "past_due": CoverageStatus.RETRYING,
            "canceled": CoverageStatus.OVER,
        }
        status = words[one.word]
        kept = [end for end, payment in one.periods if not self._is_gone(payment)]
        if one.periods and self._is_gone(one.periods[-1][1]):
            disputed = self.payments[one.periods[-1][1]].disputed
            status = CoverageStatus.DISPUTED if disputed else CoverageStatus.REFUNDED
        return Coverage(
            source=one.id,
            rail=Rail.STRIPE_INVOICE,
            plan=one.plan,
            status=status,
            began_at=one.created,
            price=one.price,
            paid_until=max(kept, default=None),
            renews=one.word in ("active", "past_due") and not one.ends_itself,
            cancelled=one.ends_itself,
            ended_at=one.ended_at,
            declined=one.declined if status is CoverageStatus.OPEN else None,
        )

    def _is_gone(self, payment_id: str) -> bool:
        return self.payments[payment_id].refunded or self.payments[payment_id].disputed

    def receipts(self, customer_id: str, limit: int) -> Sequence[Receipt]:
        self._ask()
        found = [
            Receipt(
                paid_at=end - length_of(one.plan),
                price=one.price,
                plan=one.plan,
                url=f"https://receipt.example/{payment}",
                refunded=self.payments[payment].refunded,
            )
            for one in self.subscriptions.values()
            if one.customer == customer_id
            for end, payment in one.periods
        ]
        return sorted(found, key=lambda one: one.paid_at, reverse=True)[:limit]

    def payment(self, payment_id: str) -> CardPayment | None:
        self._ask()
        return self.payments.get(payment_id)

    def charge_saved_card(self, customer_id: str, payment_method_id: str, price: Price, key: str) -> CardPayment:
        self._ask()

        def make() -> str:
            if self.declines_saved_cards:
                refused = self.card_payment(price, status="requires_payment_method")
                self.payments[refused] = replace(self.payments[refused], decline_code="generic_decline")
                return refused
            id_ = self.card_payment(price, reusable=True)
            self.charged.append((key, id_))
            return id_

        return self.payments[self._once(key, make)]

    def refund(self, payment_intent_id: str, key: str) -> None:
        self._ask()

        def give_back() -> str:
            if not self.payments[payment_intent_id].refunded:
                self.refunds(payment_intent_id)
                self.refunded.append(payment_intent_id)
            return payment_intent_id

        self._once(key, give_back)

    def last_payment_of(self, subscription_id: str) -> CardPayment | None:
        self._ask()
        periods = self.subscriptions[subscription_id].periods
        return self.payments[periods[-1][1]] if periods else None

    def cancel_now(self, subscription_id: str) -> None:
        self._ask()
        if subscription_id in self.subscriptions:
            ended = self.subscriptions[subscription_id]
            ended.word, ended.ended_at = "canceled", ended.ended_at or self._now()
            self._power.wrote()

    def set_renewal(self, subscription_id: str, renews: bool) -> None:
        self._ask()
        self.subscriptions[subscription_id].ends_itself = not renews
        self._power.wrote()

    def portal(self, customer_id: str, return_url: str) -> str:
        self._ask()
        return f"https://portal.example/{customer_id}?{return_url}"

    def delete_customer(self, customer_id: str) -> None:
        self._ask()
        self.customers.discard(customer_id)
        self._power.wrote()

    def customer_of(self, subject: Mapping[str, str]) -> str | None:
        self._ask()
        paid = self.payments.get(subject.get("payment_intent", ""))
        named = subject.get("subscription") or subject.get("invoice", "").removeprefix("in_")
        one = self.subscriptions.get(named)
        return subject.get("customer") or (one.customer if one else None) or (paid.customer_id if paid else None)

    # ---- what the world does ----

    def pays(self, subscription_id: str) -> str:
        """The open invoice, or the next period's; the payment's id."""
        one = self.subscriptions[subscription_id]
        start = max(end for end, _ in one.periods) if one.periods else self._now()
        payment = self.card_payment(one.price)
        self.payments[payment] = replace(self.payments[payment], customer_id=one.customer)
        one.periods.append((start + length_of(one.plan), payment))
        one.word = "active"
        return payment

    def card_payment(self, price: Price, status: str = "succeeded", reusable: bool = False) -> str:
        """A payment intent, as Telegram's sheet makes it."""
        id_ = f"pi_{len(self.payments)}"
        method = "pm_saved" if reusable else None
        customer = "cus_of_telegram" if reusable else None
        self.payments[id_] = CardPayment(
            id_, status, price, customer_id=customer, payment_method_id=method, reusable=reusable
        )
        return id_

    def refunds(self, payment_id: str) -> None:
        self.payments[payment_id] = replace(self.payments[payment_id], refunded=True)

    def disputes(self, payment_id: str) -> None:
        self.payments[payment_id] = replace(self.payments[payment_id], disputed=True)

    def _ask(self) -> None:
        self.asked += 1
        if self.away:
            raise StripeUnavailable

    def _once(self, key: str, make: Callable[[], str]) -> str:
        if key not in self._by_key:
            self._by_key[key] = make()
            self._power.wrote()
        return self._by_key[key]


class MemoryOutbox:
    """:class:`backend.ports.Outbox`. ``news``: what was put, in order, as codes."""

    def __init__(self, power: Power | None = None) -> None:
        self._power = power or Power()
        self.put_in: dict[str, Notification] = {}

    def put(self, notification: Notification) -> bool:
        if notification.id in self.put_in:
            return False
        self.put_in[notification.id] = notification
        self._power.wrote()
        return True

    @property
    def news(self) -> list[str]:
        return [one.text for one in self.put_in.values()]


class MemoryCounts:
    """:class:`backend.billing.ports.Counts`."""

    def __init__(self) -> None:
        self.totals: dict[tuple[str, ...], int] = {}

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        key = (name, *dimensions.values())
        self.totals[key] = self.totals.get(key, 0) + amount


class HandClock:
    """A clock that a test turns by hand."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        self.time += timedelta(**by)


class BillingWorld:
    """Everything billing needs, and one athlete. ``restart`` is what follows a power cut: only the memory is new."""

    def __init__(self, rail: Rail = Rail.STRIPE_INVOICE, zone: str = "Europe/Berlin") -> None:
        self.power = Power()
        self.clock = HandClock()
        self.athletes = MemoryAthletes()
        self.store = MemoryBilling(self.athletes, self.power)
        self.stripe = FakeStripe(self.clock.now, self.power)
        self.outbox = MemoryOutbox(self.power)
        self.counts = MemoryCounts()
        self.books = Books(self.store, self.stripe, self.outbox, self.counts, rail)
        self.billing = Billing(self.books, self.athletes, read_plans(), self.clock, lambda: "https://t.me/bot")
        self.anna = self.new_athlete(zone)

    def new_athlete(self, zone: str = "Europe/Berlin") -> UUID:
        athlete = Athlete(id=uuid4(), language="en", zone=zone, consented_at=NOON)
        self.athletes.athletes[athlete.id] = athlete
        return athlete.id

    def ticks(self, minutes: int = 1) -> None:
        """So many minutes go by, and the clock strikes in each."""
        for _ in range(minutes):
            self.clock.turn(minutes=1)
            self.billing.tick(self.clock.now(), 100)

    def passes(self, **by: float) -> None:
        """Time goes by, and the clock strikes whenever something is due."""
        end = self.clock.time + timedelta(**by)
        while self.clock.time < end:
            self.clock.time = min(end, self.clock.time + timedelta(minutes=30))
            self.billing.tick(self.clock.now(), 100)
