"""What leads to an athlete from outside their partition: charges, payment intents and customers, each an item.

They go before the athlete's own items do, which alone tell of them. A customer's becomes the mark that it is to be
deleted at Stripe, too.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from boto3.dynamodb.conditions import Attr

from backend.aws.dynamo import keys
from backend.aws.dynamo.items import Item, Key, text
from backend.aws.dynamo.table import Table, tries

if TYPE_CHECKING:
    from types_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

CUSTOMER, INTENT = "customer", "intent"
"""Attributes of an account and of a payment."""
IS_LEFT = Attr("athlete").not_exists()
"""A customer's athlete was erased."""


def charge_key(charge_id: str) -> Key:
    """Where it is said whose charge it is."""
    return Key(keys.charge_pk(charge_id), keys.OWNER)


def intent_key(payment_intent_id: str) -> Key:
    """Where it is said for which charge a payment intent was claimed."""
    return Key(keys.intent_pk(payment_intent_id), keys.OWNER)


def customer_key(customer_id: str) -> Key:
    """Where it is said whose customer it is."""
    return Key(keys.customer_pk(customer_id), keys.OWNER)


def owned(key: Key, athlete_id: UUID, **other: str) -> Item:
    """Says that it is the athlete's."""
    return {**key._asdict(), "athlete": str(athlete_id), **other}


def owner(item: Item | None) -> UUID | None:
    """Whose it is; None: nobody's any more."""
    return UUID(text(item, "athlete")) if item is not None and "athlete" in item else None


def new_customer(
    table: Table, athlete_id: UUID, earlier: str | None, now: str | None
) -> "list[TransactWriteItemTypeDef]":
    """What makes ``now`` the athlete's customer in place of ``earlier``."""
    if earlier == now:
        return []
    actions = [] if earlier is None else [table.delete(customer_key(earlier))]
    if now is not None:
        actions.append(table.put(owned(customer_key(now), athlete_id)))
    return actions


def leave(table: Table, items: Iterable[Item], now: datetime) -> None:
    """Nothing leads to these items of an erased athlete any more; customers of theirs are to be deleted at Stripe."""
    leads: list[Key] = []
    for item in items:
        if text(item, "sk").startswith(keys.PAYMENT):
            leads.append(charge_key(text(item, "sk").removeprefix(keys.PAYMENT)))
            if INTENT in item:
                leads.append(intent_key(text(item, INTENT)))
        if text(item, "sk") == keys.PREMIUM and CUSTOMER in item:
            _remember(table, text(item, CUSTOMER), now)
    table.delete_each(leads)


def _remember(table: Table, customer_id: str, now: datetime) -> None:
    where = {"due": keys.MoneyDue.CUSTOMER.value, "due_at": keys.instant(now)}
    mark = table.put({**customer_key(customer_id)._asdict(), **where})
    for _ in tries():
        if table.write_one(mark):
            break
