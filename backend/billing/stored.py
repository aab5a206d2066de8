"""Accounts, purchases, payments and events as JSON text and back, for every engine that keeps them.

What they are found by stands beside the text, in columns or keys of the engine's own.
"""

from dataclasses import replace
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from backend.billing.ports import Account, PaymentRecord, PurchaseRecord, StripeEvent
from backend.contract.premium import PremiumChange

Record = TypeVar("Record")


class Codec(Generic[Record]):
    """One kind of record. Reading raises pydantic.ValidationError for a text that none of ours wrote."""

    def __init__(self, kind: type[Record]) -> None:
        self._adapter = TypeAdapter(kind)

    def text(self, record: Record) -> str:
        """As it is stored."""
        return self._adapter.dump_json(record).decode()

    def read(self, text: str) -> Record:
        """As it was."""
        return self._adapter.validate_json(text)


ACCOUNT = Codec(Account)
PURCHASE = Codec(PurchaseRecord)
PAYMENT = Codec(PaymentRecord)
EVENT = Codec(StripeEvent)
CHANGE = Codec(PremiumChange)


def wordless(event: StripeEvent) -> StripeEvent:
    """What is kept of an event that was dealt with: nothing that leads to anybody."""
    return replace(event, subject={})
