"""The billing port in SQL: a row for each account, change, purchase, payment and event, with its record as JSON."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, bindparam, delete, exc, insert, select, update

from backend.billing.ports import Account, BillingStore, PaymentRecord, PurchaseRecord, StripeEvent
from backend.billing.stored import ACCOUNT, CHANGE, EVENT, PAYMENT, PURCHASE, wordless
from backend.contract.premium import PremiumChange
from backend.errors import NoConsent
from backend.store.engine import reading, transaction
from backend.store.prepared import Prepared
from backend.store.tables import (
    athletes,
    erased_customers,
    payments,
    premium_accounts,
    premium_changes,
    purchases,
    stripe_events,
    unfinished,
)

_LOCK = Prepared(select(athletes.c.id).where(athletes.c.id == bindparam("of_athlete")).with_for_update())

_of_account = premium_accounts.c.athlete_id == bindparam("of_athlete")
_ACCOUNT = Prepared(select(premium_accounts.c.version, premium_accounts.c.record).where(_of_account))
_ADD_ACCOUNT = Prepared(insert(premium_accounts))
_SAVE_ACCOUNT = Prepared(update(premium_accounts).where(_of_account))
_BY_CUSTOMER = Prepared(
    select(premium_accounts.c.athlete_id).where(premium_accounts.c.customer_id == bindparam("of_customer"))
)
_DUE = Prepared(
    select(premium_accounts.c.athlete_id)
    .where(premium_accounts.c.look_again_at <= bindparam("now"))
    .order_by(premium_accounts.c.look_again_at)
    .limit(bindparam("most"))
)
_ADD_CHANGE = Prepared(insert(premium_changes))
_CHANGES = Prepared(
    select(premium_changes.c.record)
    .where(premium_changes.c.athlete_id == bindparam("of_athlete"))
    .order_by(premium_changes.c.number.desc())
    .limit(bindparam("most"))
)

_this_purchase = (purchases.c.athlete_id == bindparam("of_athlete")) & (purchases.c.id == bindparam("of_id"))
_PURCHASE = Prepared(select(purchases.c.record).where(_this_purchase))
_ADD_PURCHASE = Prepared(insert(purchases))
_SAVE_PURCHASE = Prepared(update(purchases).where(_this_purchase))
_PURCHASES = Prepared(
    select(purchases.c.record)
    .where(purchases.c.athlete_id == bindparam("of_athlete"))
    .order_by(purchases.c.created_at.desc(), purchases.c.id)
    .limit(bindparam("most"))
)

_this_payment = payments.c.charge_id == bindparam("of_charge")
_PAYMENT = Prepared(select(payments.c.record).where(_this_payment))
_OF_INTENT = Prepared(
    select(payments.c.record, payments.c.charge_id).where(payments.c.payment_intent_id == bindparam("of_intent"))
)
_ADD_PAYMENT = Prepared(insert(payments))
_SAVE_PAYMENT = Prepared(update(payments).where(_this_payment))
_PAYMENTS = Prepared(
    select(payments.c.record)
    .where(payments.c.athlete_id == bindparam("of_athlete"))
    .order_by(payments.c.paid_at, payments.c.charge_id)
)

_this_event = stripe_events.c.id == bindparam("of_event")
_KNOWN_EVENT = Prepared(select(stripe_events.c.record).where(_this_event))
_ADD_EVENT = Prepared(insert(stripe_events))
_FINISH_EVENT = Prepared(update(stripe_events).where(_this_event, unfinished))
_UNFINISHED = Prepared(
    select(stripe_events.c.record)
    .where(unfinished, stripe_events.c.received_at < bindparam("before"))
    .order_by(stripe_events.c.received_at)
    .limit(bindparam("most"))
)
_FINISHED = Prepared(
    select(stripe_events.c.id).where(stripe_events.c.finished_at < bindparam("before")).limit(bindparam("most"))
)
_FORGET_EVENT = Prepared(delete(stripe_events).where(_this_event))

_ERASED_CUSTOMERS = Prepared(select(erased_customers.c.customer_id).limit(bindparam("most")))
_CUSTOMER_DELETED = Prepared(delete(erased_customers).where(erased_customers.c.customer_id == bindparam("of_customer")))


class SqlBilling(BillingStore):
    """Billing in the database of :class:`backend.store.sql.SqlStore`, which erases it with its athlete."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # ---- accounts ----

    def account(self, athlete_id: UUID) -> Account:
        """The athlete's, or an empty one."""
        with reading(self._engine) as connection:
            row = _ACCOUNT.first(connection, {"of_athlete": athlete_id})
        return Account(athlete_id) if row is None else replace(ACCOUNT.read(row[1]), version=row[0])

    def save_account(self, account: Account, change: PremiumChange | None) -> bool:
        """Store it with ``version`` + 1 and note the change, if the stored version still is this. Raises NoConsent."""
        of_athlete = {"of_athlete": account.athlete_id}
        values = {
            "version": account.version + 1,
            "customer_id": account.customer_id,
            "look_again_at": account.look_again_at,
            "record": ACCOUNT.text(account),
        }
        with transaction(self._engine) as connection:
            _lock(connection, account.athlete_id)
            stored = _ACCOUNT.first(connection, of_athlete)
            if (0 if stored is None else stored[0]) != account.version:
                return False
            if stored is None:
                _ADD_ACCOUNT.run(connection, {"athlete_id": account.athlete_id, **values})
            else:
                _SAVE_ACCOUNT.run(connection, {**of_athlete, **values})
            if change is not None:
                noted = {"athlete_id": account.athlete_id, "number": account.changed, "record": CHANGE.text(change)}
                _ADD_CHANGE.run(connection, noted)
        return True

    def changes(self, athlete_id: UUID, limit: int) -> list[PremiumChange]:
        """The latest changes, newest first."""
        rows = self._all(_CHANGES, of_athlete=athlete_id, most=limit)
        return [CHANGE.read(row[0]) for row in rows]

    def athlete_of_customer(self, customer_id: str) -> UUID | None:
        """Whose customer it is."""
        rows = self._all(_BY_CUSTOMER, of_customer=customer_id)
        return rows[0][0] if rows else None

    def due(self, now: datetime, limit: int) -> list[UUID]:
        """Whose account wants to be looked at again, the earliest first, by an index."""
        return [row[0] for row in self._all(_DUE, now=now, most=limit)]

    # ---- purchases ----

    def add_purchase(self, purchase: PurchaseRecord) -> PurchaseRecord:
        """Store it unless its id is known; the stored one. Raises NoConsent."""
        key = {"of_athlete": purchase.athlete_id, "of_id": purchase.id}
        with transaction(self._engine) as connection:
            _lock(connection, purchase.athlete_id)
            known = _PURCHASE.first(connection, key)
            if known is not None:
                return PURCHASE.read(known[0])
            row = {"athlete_id": purchase.athlete_id, "id": purchase.id, "created_at": purchase.created_at}
            _ADD_PURCHASE.run(connection, {**row, "record": PURCHASE.text(purchase)})
        return purchase

    def purchase(self, athlete_id: UUID, purchase_id: UUID) -> PurchaseRecord | None:
        """The purchase, if it is this athlete's."""
        rows = self._all(_PURCHASE, of_athlete=athlete_id, of_id=purchase_id)
        return PURCHASE.read(rows[0][0]) if rows else None

    def save_purchase(self, purchase: PurchaseRecord) -> None:
        """Replace what is stored under its id. Raises NoConsent."""
        key = {"of_athlete": purchase.athlete_id, "of_id": purchase.id}
        with transaction(self._engine) as connection:
            if not _SAVE_PURCHASE.run(connection, {**key, "record": PURCHASE.text(purchase)}):
                raise NoConsent

    def purchases(self, athlete_id: UUID, limit: int) -> list[PurchaseRecord]:
        """The athlete's, newest first."""
        return [PURCHASE.read(row[0]) for row in self._all(_PURCHASES, of_athlete=athlete_id, most=limit)]

    # ---- payments ----

    def add_payment(self, payment: PaymentRecord) -> PaymentRecord:
        """Store it unless its charge id is known, to whomever it belongs; the stored one. Raises NoConsent."""
        with transaction(self._engine) as connection:
            _lock(connection, payment.athlete_id)
            known = _PAYMENT.first(connection, {"of_charge": payment.charge_id})
            if known is not None:
                return PAYMENT.read(known[0])
            row = {"charge_id": payment.charge_id, "athlete_id": payment.athlete_id, "paid_at": payment.paid_at}
            _ADD_PAYMENT.run(connection, {**row, "payment_intent_id": None, "record": PAYMENT.text(payment)})
        return payment

    def payment(self, charge_id: str) -> PaymentRecord | None:
        """By Telegram's charge id."""
        rows = self._all(_PAYMENT, of_charge=charge_id)
        return PAYMENT.read(rows[0][0]) if rows else None

    def payment_of_intent(self, payment_intent_id: str) -> PaymentRecord | None:
        """The payment that this payment intent was claimed for."""
        rows = self._all(_OF_INTENT, of_intent=payment_intent_id)
        return PAYMENT.read(rows[0][0]) if rows else None

    def claim_intent(self, payment_intent_id: str, charge_id: str) -> bool:
        """A payment intent counts for the first charge that claims it; whether that is this one. Raises NoConsent."""
        try:
            with transaction(self._engine) as connection:
                known = _OF_INTENT.first(connection, {"of_intent": payment_intent_id})
                if known is not None:
                    return bool(known[1] == charge_id)
                claim = {"of_charge": charge_id, "payment_intent_id": payment_intent_id}
                if not _SAVE_PAYMENT.run(connection, claim):
                    raise NoConsent
        except exc.IntegrityError:  # PostgreSQL: another one claimed it at the same time
            return False
        return True

    def save_payment(self, payment: PaymentRecord) -> None:
        """Replace what is stored under its charge id. Raises NoConsent."""
        with transaction(self._engine) as connection:
            if not _SAVE_PAYMENT.run(connection, {"of_charge": payment.charge_id, "record": PAYMENT.text(payment)}):
                raise NoConsent

    def payments(self, athlete_id: UUID) -> list[PaymentRecord]:
        """All of the athlete's, oldest first."""
        return [PAYMENT.read(row[0]) for row in self._all(_PAYMENTS, of_athlete=athlete_id)]

    # ---- what Stripe tells ----

    def add_event(self, event: StripeEvent) -> bool:
        """Store it unless its id is known; whether it is new."""
        row = {"id": event.id, "received_at": event.received_at, "finished_at": None, "record": EVENT.text(event)}
        try:
            with transaction(self._engine) as connection:
                if _KNOWN_EVENT.first(connection, {"of_event": event.id}) is not None:
                    return False
                _ADD_EVENT.run(connection, row)
        except exc.IntegrityError:  # PostgreSQL: it came twice at the same time
            return False
        return True

    def finish_event(self, event_id: str, at: datetime) -> None:
        """It was dealt with; its id stays for a month, whom it was about does not."""
        with transaction(self._engine) as connection:
            known = _KNOWN_EVENT.first(connection, {"of_event": event_id})
            if known is not None:
                record = EVENT.text(wordless(EVENT.read(known[0])))
                _FINISH_EVENT.run(connection, {"of_event": event_id, "finished_at": at, "record": record})

    def unfinished_events(self, received_before: datetime, limit: int) -> list[StripeEvent]:
        """Events that were stored before then and not dealt with, oldest first, by an index."""
        return [EVENT.read(row[0]) for row in self._all(_UNFINISHED, before=received_before, most=limit)]

    def purge_events(self, finished_before: datetime, limit: int) -> int:
        """Forget events that were finished before then; how many."""
        with transaction(self._engine, durable=False) as connection:
            gone = _FINISHED.all(connection, {"before": finished_before, "most": limit})
            _FORGET_EVENT.run_each(connection, [{"of_event": row[0]} for row in gone])
        return len(gone)

    # ---- what erased athletes leave behind ----

    def customers_to_delete(self, limit: int) -> list[str]:
        """Customers at Stripe whose athlete was erased."""
        return [row[0] for row in self._all(_ERASED_CUSTOMERS, most=limit)]

    def customer_deleted(self, customer_id: str) -> None:
        """It is gone at Stripe, too."""
        with transaction(self._engine) as connection:
            _CUSTOMER_DELETED.run(connection, {"of_customer": customer_id})

    def _all(self, statement: Prepared, **values: Any) -> Sequence[Sequence[Any]]:
        with reading(self._engine) as connection:
            return statement.all(connection, values)


def remember_customer(connection: Connection, athlete_id: UUID) -> None:
    """Before the athlete is erased: their customer at Stripe, if there is one, is to be deleted too."""
    customer_id = connection.scalar(
        select(premium_accounts.c.customer_id).where(premium_accounts.c.athlete_id == athlete_id)
    )
    if customer_id is not None:
        connection.execute(insert(erased_customers), {"customer_id": customer_id})


def _lock(connection: Connection, athlete_id: UUID) -> None:
    """Nobody else changes what belongs to the athlete until the transaction ends. Raises NoConsent."""
    if _LOCK.first(connection, {"of_athlete": athlete_id}) is None:
        raise NoConsent
