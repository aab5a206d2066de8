"""A card processor of few words, with Stripe's shapes and test cards."""

import itertools
from typing import Any

Json = dict[str, Any]

GOOD = "4242 4242 4242 4242"
DECLINED = "4000 0000 0000 0002"
ASKS_BANK = "4000 0025 0000 3155"


class FakeCards:
    """Charges at once. ``intents``: what it was asked to charge, by id."""

    def __init__(self) -> None:
        self.intents: dict[str, Json] = {}
        self._numbers = itertools.count(1)

    def charge_card(
        self,
        amount: int,
        currency: str,
        card_number: str,
        *,
        customer: str | None = None,
        save: bool = False,
        metadata: dict[str, str] | None = None,
    ) -> Json:
        """Charge, decline or ask the bank, as the number says."""
        intent: Json = {
            "id": f"pi_{next(self._numbers)}",
            "amount": amount,
            "currency": currency,
            "status": "succeeded",
            "customer": customer or ("cus_1" if save else None),
            "metadata": dict(metadata or {}),
            "last_payment_error": None,
        }
        if card_number == DECLINED.replace(" ", ""):
            intent["status"] = "requires_payment_method"
            intent["last_payment_error"] = {"message": "Your card was declined."}
        elif card_number == ASKS_BANK.replace(" ", ""):
            intent["status"] = "requires_action"
        self.intents[intent["id"]] = intent
        return intent

    def authenticate(self, payment_intent_id: str, *, passed: bool) -> Json:
        """The bank is satisfied, or is not."""
        intent = self.intents[payment_intent_id]
        intent["status"] = "succeeded" if passed else "requires_payment_method"
        return intent
