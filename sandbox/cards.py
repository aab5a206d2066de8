"""Card numbers and who charges them. A number is never stored, logged or put into an error."""

from typing import Protocol

from sandbox.wire import Json


class CardProcessor(Protocol):
    """Takes money from cards: the sandbox's Stripe. Answers are payment intents in Stripe's shape."""

    def charge_card(
        self,
        amount: int,
        currency: str,
        card_number: str,
        *,
        save: bool = False,
        metadata: dict[str, str] | None = None,
    ) -> Json:
        """Charge a card. ``save``: keep it on a new customer, to be charged again without its owner."""

    def authenticate(self, payment_intent_id: str, *, passed: bool) -> Json:
        """End the 3-D Secure step of a payment intent that has ``requires_action``."""


def digits(written: str) -> str | None:
    """The number without its gaps; None when it cannot be a card's (length, letters, check digit)."""
    number = "".join(written.split()).replace("-", "")
    if not (number.isascii() and number.isdecimal() and 12 <= len(number) <= 19):
        return None
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number)))
    return number if sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0 else None


def refusal(intent: Json) -> str:
    """Why the card was not charged, in the processor's words."""
    error = intent.get("last_payment_error") or {}
    return str(error.get("message") or "Your card was declined.")
