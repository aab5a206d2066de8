"""The form for a card. It works without JavaScript: a tap on a test card loads the page with that card filled in."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import web

from sandbox.cards import digits
from sandbox.stripe.cards import TEST_CARDS
from sandbox.stripe.pages.html import Html, h

_EXPIRY = re.compile(r"(0?[1-9]|1[0-2])\s*/?\s*(?:20)?(\d\d)", re.ASCII)
_CVC = re.compile(r"\d{3,4}", re.ASCII)
_GOOD_UNTIL = "12 / 34"
_ANY_CVC = "123"


@dataclass(frozen=True, slots=True)
class Entered:
    """What was written into the form. ``problem``: what is wrong with it, and in which field."""

    number: str
    problem: tuple[str, str] | None = None


async def entered(request: web.Request, now: int) -> Entered:
    """Read the form. ``now``: Unix seconds, for the expiry date."""
    form = await request.post()
    number, expiry, cvc = (str(form.get(name, "")) for name in ("number", "expiry", "cvc"))
    card = digits(number)
    if card is None:
        return Entered("", ("number", "Your card number is invalid."))
    found = _EXPIRY.fullmatch(expiry.strip())
    if found is None:
        return Entered("", ("expiry", "Your card's expiration date is incomplete."))
    today = datetime.fromtimestamp(now, UTC)
    if (2000 + int(found[2]), int(found[1])) < (today.year, today.month):
        return Entered("", ("expiry", "Your card's expiration date is in the past."))
    if _CVC.fullmatch(cvc.strip()) is None:
        return Entered("", ("cvc", "Your card's security code is incomplete."))
    return Entered(card)


def card_form(
    request: web.Request, submit: str, error: str = "", wrong_field: str = "", hidden: dict[str, str] | None = None
) -> Html:
    """The form; ``?card=`` of the address fills a test card in. ``error``: what was wrong with the last attempt."""
    wanted = request.query.get("card", "")
    chosen = next((card.number for card in TEST_CARDS if card.number == wanted), "")
    kept = [(name, value) for name, value in request.query.items() if name not in ("card", "declined")]
    return h(
        "form",
        {"method": "post", "autocomplete": "off"},
        *[h("input", {"type": "hidden", "name": name, "value": value}) for name, value in (hidden or {}).items()],
        h("p", {"class": "error", "role": "alert", "id": "error"}, error) if error else None,
        _field("number", "Card number", "1234 1234 1234 1234", _grouped(chosen), wrong_field, error),
        h(
            "div",
            {"class": "pair"},
            _field("expiry", "Expires", "MM / YY", _GOOD_UNTIL if chosen else "", wrong_field, error),
            _field("cvc", "CVC", "CVC", _ANY_CVC if chosen else "", wrong_field, error),
        ),
        h("button", {"class": "primary", "autofocus": bool(chosen)}, submit),
        h(
            "details",
            {"open": not chosen},
            h("summary", {}, "Test cards: tap one"),
            h("ul", {"class": "cards"}, *[_test_card(card.number, card.says, kept) for card in TEST_CARDS]),
        ),
    )


def _test_card(number: str, says: str, kept: list[tuple[str, str]]) -> Html:
    query = "&".join(f"{name}={value}" for name, value in [*kept, ("card", number)])
    return h("li", {}, h("a", {"href": f"?{query}"}, h("code", {}, _grouped(number)), h("span", {}, says)))


def _field(name: str, label: str, placeholder: str, value: str, wrong_field: str, error: str) -> Html:
    wrong = name == wrong_field
    return h(
        "label",
        {},
        label,
        h(
            "input",
            {
                "name": name,
                "value": value,
                "placeholder": placeholder,
                "inputmode": "numeric",
                "autocomplete": "off",
                "required": True,
                "aria-invalid": "true" if wrong else None,
                "aria-describedby": "error" if wrong and error else None,
                "autofocus": wrong,
            },
        ),
    )


def _grouped(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
