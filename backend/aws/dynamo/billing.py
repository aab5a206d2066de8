"""The billing port on DynamoDB: everything of an athlete in their partition, what leads to them beside it.

Accounts are saved on condition of the version that was read, with their change and their customer in one transaction;
and like all that is stored of an athlete, only while they are somebody. What the clock asks for stands in ``by_due``,
which may lag, so each is then read as it is.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID

from boto3.dynamodb.conditions import Attr

from backend.aws.dynamo import keys, owners
from backend.aws.dynamo.items import Item, Key, key_of, number, text
from backend.aws.dynamo.keys import MoneyDue
from backend.aws.dynamo.owners import charge_key, customer_key, intent_key, owned, owner
from backend.aws.dynamo.records import IS_SOMEBODY, Profile, profile_key
from backend.aws.dynamo.table import Table, tries
from backend.billing.ports import Account, BillingStore, PaymentRecord, PurchaseRecord, StripeEvent
from backend.billing.stored import ACCOUNT, CHANGE, EVENT, PAYMENT, PURCHASE, wordless
from backend.contract.premium import PremiumChange
from backend.errors import NoConsent

if TYPE_CHECKING:
    from boto3.dynamodb.conditions import ConditionBase
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

KEPT = timedelta(days=30)
"""So long the id of an event that was dealt with is known."""
_NEW, _STORED = Attr("pk").not_exists(), Attr("pk").exists()


class DynamoBilling(BillingStore):
    """Billing in the template's BackendTable. May be used from many threads."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._table = Table(client, table)

    # ---- accounts ----

    def account(self, athlete_id: UUID) -> Account:
        """The athlete's, or an empty one."""
        item = self._table.get(_account_key(athlete_id))
        return Account(athlete_id) if item is None else ACCOUNT.read(text(item, "data"))

    def save_account(self, account: Account, change: PremiumChange | None) -> bool:
        """Store it with ``version`` + 1 and note the change, if the stored version still is this. Raises NoConsent."""
        athlete_id, place = account.athlete_id, _account_key(account.athlete_id)
        unchanged = Attr("version").eq(account.version) if account.version else _NEW
        for _ in tries():
            stored = self._of_somebody(athlete_id, place)
            if (0 if stored is None else number(stored, "version")) != account.version:
                return False
            earlier = text(stored, owners.CUSTOMER) if stored is not None and owners.CUSTOMER in stored else None
            actions = [
                self._table.put(_account_item(account), unchanged),
                *owners.new_customer(self._table, athlete_id, earlier, account.customer_id),
            ]
            if change is not None:
                noted = Key(place.pk, keys.change_sk(account.changed))
                actions.append(self._table.put({**noted._asdict(), "data": CHANGE.text(change)}))
            if self._write(athlete_id, *actions):
                break
        return True

    def changes(self, athlete_id: UUID, limit: int) -> list[PremiumChange]:
        """The latest changes, newest first."""
        found = self._table.query(keys.changes_of(athlete_id), newest_first=True, limit=limit)
        return [CHANGE.read(text(item, "data")) for item in found]

    def athlete_of_customer(self, customer_id: str) -> UUID | None:
        """Whose customer it is."""
        return owner(self._table.get(customer_key(customer_id)))

    def due(self, now: datetime, limit: int) -> list[UUID]:
        """Whose account wants to be looked at again, the earliest first, by an index."""
        found = self._waiting(keys.accounts_due(now), limit)
        return [keys.athlete_of(text(item, "pk")) for item in found if text(item, "due_at") <= keys.instant(now)]

    # ---- purchases ----

    def add_purchase(self, purchase: PurchaseRecord) -> PurchaseRecord:
        """Store it unless its id is known; the stored one. Raises NoConsent."""
        place = _purchase_key(purchase.athlete_id, purchase.id)
        new = self._table.put(_purchase_item(purchase), _NEW)
        for _ in tries():
            known = self._of_somebody(purchase.athlete_id, place)
            if known is not None:
                return PURCHASE.read(text(known, "data"))
            if self._write(purchase.athlete_id, new):
                break
        return purchase

    def purchase(self, athlete_id: UUID, purchase_id: UUID) -> PurchaseRecord | None:
        """The purchase, if it is this athlete's."""
        item = self._table.get(_purchase_key(athlete_id, purchase_id))
        return None if item is None else PURCHASE.read(text(item, "data"))

    def save_purchase(self, purchase: PurchaseRecord) -> None:
        """Replace what is stored under its id. Raises NoConsent."""
        place, now = _purchase_key(purchase.athlete_id, purchase.id), {"data": PURCHASE.text(purchase)}
        self._replace(place, self._table.update(place, _STORED, put=now))

    def purchases(self, athlete_id: UUID, limit: int) -> list[PurchaseRecord]:
        """The athlete's, newest first."""
        found = self._table.query(keys.purchases_of(athlete_id), index="by_time", newest_first=True, limit=limit)
        return [PURCHASE.read(text(item, "data")) for item in found]

    # ---- payments ----

    def add_payment(self, payment: PaymentRecord) -> PaymentRecord:
        """Store it unless its charge id is known, to whomever it belongs; the stored one. Raises NoConsent."""
        lead = self._table.put(owned(charge_key(payment.charge_id), payment.athlete_id), _NEW)
        new = self._table.put(_payment_item(payment), _NEW)
        for _ in tries():
            self._of_somebody(payment.athlete_id)
            known = self.payment(payment.charge_id)
            if known is not None:
                return known
            if self._write(payment.athlete_id, lead, new):
                break
        return payment

    def payment(self, charge_id: str) -> PaymentRecord | None:
        """By Telegram's charge id."""
        athlete_id = owner(self._table.get(charge_key(charge_id)))
        item = None if athlete_id is None else self._table.get(_payment_key(athlete_id, charge_id))
        return None if item is None else PAYMENT.read(text(item, "data"))

    def payment_of_intent(self, payment_intent_id: str) -> PaymentRecord | None:
        """The payment that this payment intent was claimed for."""
        claim = self._table.get(intent_key(payment_intent_id))
        return None if claim is None else self.payment(text(claim, "charge"))

    def claim_intent(self, payment_intent_id: str, charge_id: str) -> bool:
        """A payment intent counts for the first charge that claims it; whether that is this one. Raises NoConsent."""
        place = intent_key(payment_intent_id)
        for _ in tries():
            known = self._table.get(place)
            if known is not None:
                return text(known, "charge") == charge_id
            athlete_id = owner(self._table.get(charge_key(charge_id)))
            if athlete_id is None:
                raise NoConsent
            payment = _payment_key(athlete_id, charge_id)
            stored = self._of_somebody(athlete_id, payment)
            if stored is None:
                raise NoConsent
            actions = [
                self._table.put(owned(place, athlete_id, charge=charge_id), _NEW),
                self._table.update(payment, _STORED, put={owners.INTENT: payment_intent_id}),
            ]
            if owners.INTENT in stored:
                actions.append(self._table.delete(intent_key(text(stored, owners.INTENT))))
            if self._write(athlete_id, *actions):
                break
        return True

    def save_payment(self, payment: PaymentRecord) -> None:
        """Replace what is stored under its charge id. Raises NoConsent."""
        place, now = _payment_key(payment.athlete_id, payment.charge_id), {"data": PAYMENT.text(payment)}
        self._replace(place, self._table.update(place, _STORED, put=now))

    def payments(self, athlete_id: UUID) -> list[PaymentRecord]:
        """All of the athlete's, oldest first."""
        found = self._table.query(keys.payments_of(athlete_id), index="by_time")
        return [PAYMENT.read(text(item, "data")) for item in found]

    # ---- what Stripe tells ----

    def add_event(self, event: StripeEvent) -> bool:
        """Store it unless its id is known; whether it is new."""
        where = {"due": MoneyDue.EVENT.value, "due_at": keys.instant(event.received_at)}
        item = {**_event_key(event.id)._asdict(), "data": EVENT.text(event), **where}
        # A transaction, though of one: repeated after a lost answer it still says that it was new.
        new = self._table.put(item, _NEW)
        for _ in tries():
            if self._table.write([new]):
                break
            if self._table.get(_event_key(event.id)) is not None:
                return False
        return True

    def finish_event(self, event_id: str, at: datetime) -> None:
        """It was dealt with; its id stays for a month, whom it was about does not."""
        place, waits = _event_key(event_id), Attr("due").exists()
        for _ in tries():
            item = self._table.get(place)
            if item is None or "due" not in item:
                return
            left: Item = {
                "data": EVENT.text(wordless(EVENT.read(text(item, "data")))),
                "expires_at": int((at + KEPT).timestamp()),
            }
            if self._table.write_one(self._table.update(place, waits, put=left, drop=["due", "due_at"])):
                return

    def unfinished_events(self, received_before: datetime, limit: int) -> list[StripeEvent]:
        """Events that were stored before then and not dealt with, oldest first, by an index."""
        found = self._waiting(keys.events_before(received_before), limit)
        return [EVENT.read(text(item, "data")) for item in found]

    def purge_events(self, finished_before: datetime, limit: int) -> int:  # noqa: ARG002  # see the port
        """DynamoDB forgets them by itself."""
        return 0

    # ---- what erased athletes leave behind ----

    def customers_to_delete(self, limit: int) -> list[str]:
        """Customers at Stripe whose athlete was erased."""
        return [keys.customer_of(text(item, "pk")) for item in self._waiting(keys.customers_left(), limit)]

    def customer_deleted(self, customer_id: str) -> None:
        """It is gone at Stripe, too."""
        place = customer_key(customer_id)
        for _ in tries():
            item = self._table.get(place)
            if item is None or owner(item) is not None:
                return
            if self._table.write_one(self._table.delete(place, owners.IS_LEFT)):
                return

    # ---- their parts ----

    def _of_somebody(self, athlete_id: UUID, place: Key | None = None) -> Item | None:
        """What is at ``place``. Raises NoConsent where the athlete is nobody."""
        athlete = profile_key(athlete_id)
        found = self._table.get_each([athlete] if place is None else [athlete, place])
        if Profile.of(found.get(athlete)) is None:
            raise NoConsent
        return None if place is None else found.get(place)

    def _write(self, athlete_id: UUID, *actions: "TransactWriteItemTypeDef") -> bool:
        """Do all of it while they are somebody; False: something is otherwise by now."""
        return self._table.write([self._table.check(profile_key(athlete_id), IS_SOMEBODY), *actions])

    def _replace(self, place: Key, update: "TransactWriteItemTypeDef") -> None:
        for _ in tries():
            if self._table.write_one(update):
                break
            if self._table.get(place) is None:
                raise NoConsent

    def _waiting(self, which: "ConditionBase", limit: int) -> list[Item]:
        """What the index says is due, as it is in the table, if it still waits."""
        listed = self._table.query(which, index="by_due", limit=limit)
        found = dict.fromkeys(key_of(item) for item in islice(listed, limit))
        now = self._table.get_each(list(found))
        return [now[key] for key in found if key in now and "due" in now[key]]


def _account_key(athlete_id: UUID) -> Key:
    return Key(keys.athlete_pk(athlete_id), keys.PREMIUM)


def _account_item(account: Account) -> Item:
    """As it is stored: one version on."""
    version = account.version + 1
    item: dict[str, str | int] = {
        **_account_key(account.athlete_id)._asdict(),
        "data": ACCOUNT.text(replace(account, version=version)),
        "version": version,
    }
    if account.customer_id is not None:
        item[owners.CUSTOMER] = account.customer_id
    if account.look_again_at is not None:
        item |= {"due": MoneyDue.ACCOUNT.value, "due_at": keys.instant(account.look_again_at)}
    return item


def _purchase_key(athlete_id: UUID, purchase_id: UUID) -> Key:
    return Key(keys.athlete_pk(athlete_id), keys.purchase_sk(purchase_id))


def _purchase_item(purchase: PurchaseRecord) -> Item:
    return {
        **_purchase_key(purchase.athlete_id, purchase.id)._asdict(),
        "data": PURCHASE.text(purchase),
        "at": keys.purchase_at(purchase.created_at, purchase.id),
    }


def _payment_key(athlete_id: UUID, charge_id: str) -> Key:
    return Key(keys.athlete_pk(athlete_id), keys.payment_sk(charge_id))


def _payment_item(payment: PaymentRecord) -> Item:
    return {
        **_payment_key(payment.athlete_id, payment.charge_id)._asdict(),
        "data": PAYMENT.text(payment),
        "at": keys.payment_at(payment.paid_at, payment.charge_id),
    }


def _event_key(event_id: str) -> Key:
    return Key(keys.event_pk(event_id), keys.EVENT)
