"""Test cards, by https://docs.stripe.com/testing, and the payment methods made of them. No number is ever stored."""

from dataclasses import dataclass
from enum import StrEnum

from sandbox.stripe.errors import CardError
from sandbox.wire import Json


class Authentication(StrEnum):
    """When a card wants its holder (3-D Secure)."""

    NEVER = "never"
    UNLESS_SET_UP = "unless_set_up"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Decline:
    """Why a bank says no: https://docs.stripe.com/declines/codes."""

    code: str
    decline_code: str | None
    message: str


DECLINED = Decline("card_declined", "generic_decline", "Your card was declined.")
NO_FUNDS = Decline("card_declined", "insufficient_funds", "Your card has insufficient funds.")
EXPIRED = Decline("expired_card", "expired_card", "Your card has expired.")
WRONG_CVC = Decline("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.")
PROCESSING = Decline(
    "processing_error", "processing_error", "An error occurred while processing your card. Try again in a little bit."
)
NEEDS_HOLDER = Decline(
    "authentication_required",
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
)
REAL_CARD = Decline(
    "card_declined",
    "test_mode_live_card",
    "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, "
    "visit: https://stripe.com/docs/testing.",
)
NO_CARD = Decline("incorrect_number", "incorrect_number", "Your card number is incorrect.")
NOT_AUTHENTICATED = Decline(
    "payment_intent_authentication_failure",
    None,
    "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod "
    "to attempt to fulfill this PaymentIntent again.",
)


@dataclass(frozen=True, slots=True)
class TestCard:
    """How a card behaves while its holder is there, and later without them. ``name`` is Stripe's ``pm_card_…``."""

    __test__ = False  # not a test, whatever pytest thinks of its name

    number: str
    name: str
    says: str
    here: Decline | None = None
    later: Decline | None = None
    authentication: Authentication = Authentication.NEVER
    disputed: bool = False
    brand: str = "visa"

    @property
    def last4(self) -> str:
        """The digits that are shown."""
        return self.number[-4:]


TEST_CARDS = (
    TestCard("4242424242424242", "visa", "pays"),
    TestCard("5555555555554444", "mastercard", "pays", brand="mastercard"),
    TestCard("4000002500003155", "authenticationRequiredOnSetup", "asks for 3-D Secure the first time",
             authentication=Authentication.UNLESS_SET_UP),
    TestCard("4000002760003184", "authenticationRequired", "asks for 3-D Secure every time",
             authentication=Authentication.ALWAYS),
    TestCard("4000000000000002", "chargeDeclined", "is declined", DECLINED, DECLINED),
    TestCard("4000000000009995", "chargeDeclinedInsufficientFunds", "has no funds", NO_FUNDS, NO_FUNDS),
    TestCard("4000000000000069", "chargeDeclinedExpiredCard", "has expired", EXPIRED, EXPIRED),
    TestCard("4000000000000127", "chargeDeclinedIncorrectCvc", "has another security code", WRONG_CVC, WRONG_CVC),
    TestCard("4000000000000119", "chargeDeclinedProcessingError", "cannot be processed", PROCESSING, PROCESSING),
    TestCard("4000000000000341", "chargeCustomerFail", "pays now, is declined at renewals", None, DECLINED),
    TestCard("4000000000000259", "createDispute", "pays, and is disputed an hour later", disputed=True),
)  # fmt: skip
_UNKNOWN = {
    "real": TestCard("0", "real", "is no test card", REAL_CARD, REAL_CARD, brand="unknown"),
    "none": TestCard("0", "none", "is no card", NO_CARD, NO_CARD, brand="unknown"),
}
_BY_NUMBER = {card.number: card for card in TEST_CARDS}
_BY_NAME = {card.name: card for card in TEST_CARDS} | _UNKNOWN


def by_number(number: str) -> TestCard:
    """The test card with this number; one that is always declined where it is none."""
    digits = "".join(number.split()).replace("-", "")
    return _BY_NUMBER.get(digits) or _UNKNOWN["real" if _checks(digits) else "none"]


def by_token(token: str) -> TestCard | None:
    """The card behind ``pm_card_visa`` and the like."""
    return _BY_NAME.get(token.removeprefix("pm_card_")) if token.startswith("pm_card_") else None


def behaviour(method: Json) -> TestCard:
    """How the card of a payment method behaves."""
    return _BY_NAME[method["_behaviour"]]


def card_fields(card: TestCard, last4: str, exp_month: int, exp_year: int) -> Json:
    """A payment method's ``card``."""
    return {
        "brand": card.brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "unchecked"},
        "country": "US",
        "display_brand": card.brand,
        "exp_month": exp_month,
        "exp_year": exp_year,
        "fingerprint": f"sandbox{last4:0>9}",
        "funding": "credit",
        "generated_from": None,
        "last4": last4,
        "networks": {"available": [card.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }


def error(decline: Decline, **objects: object) -> CardError:
    """The error that a decline is answered with, with the objects that it concerns."""
    return CardError(
        decline.message,
        code=decline.code,
        decline_code=decline.decline_code,
        doc_url=f"https://stripe.com/docs/error-codes/{decline.code.replace('_', '-')}",
        **objects,
    )


def _checks(digits: str) -> bool:
    """Luhn's formula, ISO/IEC 7812-1."""
    if not digits.isascii() or not digits.isdigit() or not 12 <= len(digits) <= 19:
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
