"""How premium and its money are written in the chat: where the athlete stands, what it costs, what happened."""

import datetime as dt
from html import escape

from backend.contract.premium import (
    PlanId,
    Premium,
    PremiumCause,
    PremiumChange,
    PremiumState,
    Price,
    Purchase,
    Rail,
    Receipt,
)
from handlers.keyboards import Button, LinkButton, button
from handlers.rendering import lines, stored_day
from handlers.texts import msgid
from handlers.turn import Turn

PREMIUM, BILLING = "b", "i"
"""What the data of their buttons begins with."""
SHOWN = 5
"""Receipts and changes that a card lists; /export has them all."""

_EACH: dict[PlanId, str] = {PlanId.MONTH: msgid("{price} a month"), PlanId.YEAR: msgid("{price} a year")}
_BOUGHT: dict[PlanId, str] = {
    PlanId.MONTH: msgid("One month of premium"),
    PlanId.YEAR: msgid("One year of premium"),
}
_REVOKED: dict[PremiumCause, str] = {
    PremiumCause.REFUNDED: msgid("Premium is off, because its payment was given back to you."),
    PremiumCause.DISPUTED: msgid("Premium is off, because its payment is disputed at your bank."),
    PremiumCause.WITHDRAWN: msgid("Premium is off: whoever runs this bot took it back."),
}
_HAPPENED: dict[PremiumCause, str] = {
    PremiumCause.NEVER_BOUGHT: msgid("not bought"),
    PremiumCause.INCLUDED: msgid("included here"),
    PremiumCause.PAID: msgid("paid"),
    PremiumCause.RENEWED: msgid("renewed"),
    PremiumCause.GRANTED: msgid("given to you"),
    PremiumCause.CANCELLED: msgid("cancelled"),
    PremiumCause.RESUMED: msgid("resumed"),
    PremiumCause.RENEWAL_FAILED: msgid("the renewal did not go through"),
    PremiumCause.RAN_OUT: msgid("ended"),
    PremiumCause.REFUNDED: msgid("payment given back"),
    PremiumCause.DISPUTED: msgid("payment disputed"),
    PremiumCause.WITHDRAWN: msgid("taken back"),
}


def money(turn: Turn, price: Price) -> str:
    """``7,90 €``, ``450 ⭐``."""
    return turn.words.money(price.amount, price.currency)


def each(turn: Turn, plan: PlanId, price: Price) -> str:
    """``7,90 € a month``."""
    return turn.say(_EACH[plan], price=money(turn, price))


def bought(turn: Turn, plan: PlanId) -> str:
    """``One month of premium``."""
    return turn.say(_BOUGHT[plan])


def day(turn: Turn, instant: dt.datetime) -> str:
    """The athlete's local day of it: ``Tue 22 Dec``, with the year where that is not plain."""
    return stored_day(turn.words, instant.astimezone(turn.local_now.tzinfo).date(), turn.today)


def standing(turn: Turn, premium: Premium) -> str:
    """Where the athlete stands, in a sentence; empty for somebody who never had it."""
    until = day(turn, premium.until) if premium.until else ""
    match premium.state:
        case PremiumState.FREE:
            return ""
        case PremiumState.REVOKED:
            return turn.say(_REVOKED.get(premium.cause, _REVOKED[PremiumCause.WITHDRAWN]))
        case PremiumState.ENDED:
            return (
                turn.say("Premium ended on {day}. Nothing of your log was lost.", day=until)
                if until
                else turn.say("Premium has ended. Nothing of your log was lost.")
            )
        case PremiumState.GRACE:
            return turn.say(
                "<b>The last renewal did not go through.</b> Premium stays on until {day}, so that you can mend it.",
                day=until,
            )
        case PremiumState.ACTIVE:
            return _active(turn, premium, until)


def _active(turn: Turn, premium: Premium, until: str) -> str:
    if premium.cause is PremiumCause.INCLUDED:
        return turn.say("<b>Premium is included here.</b> Everything works, and there is nothing to buy.")
    if not until:
        return turn.say("<b>Premium is on</b>, without an end.")
    if not premium.renews:
        return turn.say("<b>Premium is on</b> until {day}, and does not renew by itself.", day=until)
    if premium.price is None:
        return turn.say("<b>Premium is on</b>, and renews on {day}.", day=until)
    return turn.say(
        "<b>Premium is on</b>, and renews on {day} for {price}.", day=until, price=money(turn, premium.price)
    )


def plans(turn: Turn, premium: Premium) -> list[Button]:
    """A button for each plan; none where buying would only take money twice.

    A renewal that failed in the chat is mended by another payment there, one at Stripe by another card in the portal.
    """
    mends = premium.state is PremiumState.GRACE and premium.rail is not Rail.STRIPE_INVOICE
    if premium.works and not mends and (premium.renews or premium.can_resume):
        return []
    return [button(each(turn, plan.id, plan.price), PREMIUM, "buy", plan.id) for plan in premium.plans]


def way_to_pay(turn: Turn, purchase: Purchase) -> LinkButton | None:
    """The button that opens the hosted invoice."""
    return LinkButton(turn.say("Pay with card (Stripe)"), purchase.url) if purchase.url else None


def open_invoice(turn: Turn, purchase: Purchase) -> str:
    """What waits to be paid."""
    return turn.say(
        "An invoice is open: {what}, {price}. Nothing is charged until you pay.",
        what=bought(turn, purchase.plan),
        price=money(turn, purchase.price),
    )


def renewal_note(turn: Turn, rail: Rail) -> str:
    """What a purchase leads to, said before it is paid."""
    if rail is Rail.TELEGRAM_CARD:
        return turn.say("It renews by itself if your card allows that, until you cancel: /billing.")
    return turn.say("It renews by itself until you cancel: /billing.")


def receipts(turn: Turn, listed: tuple[Receipt, ...]) -> str:
    """A line for each of the newest payments, leading to the rail's own receipt."""
    if not listed:
        return ""
    return lines(turn.say("Receipts:"), *(_receipt(turn, receipt) for receipt in listed[:SHOWN]))


def _receipt(turn: Turn, receipt: Receipt) -> str:
    what = f"{day(turn, receipt.paid_at)}, {money(turn, receipt.price)}"
    line = f'<a href="{escape(receipt.url)}">{what}</a>' if receipt.url else what
    return f"· {line}" + (" " + turn.say("(given back)") if receipt.refunded else "")


def history(turn: Turn, changes: tuple[PremiumChange, ...]) -> str:
    """Why it is as it is: a line for each of the last changes, newest first."""
    if not changes:
        return ""
    told = (
        turn.say("· {day}: {what}", day=day(turn, change.at), what=_change(turn, change)) for change in changes[:SHOWN]
    )
    return lines(turn.say("What happened:"), *told)


def support(turn: Turn, *, asked: bool = False) -> str:
    """Whom to write to about a payment; empty where nobody is named, unless that was ``asked``."""
    if turn.support_contact:
        contact = escape(turn.support_contact, quote=False)
        return turn.say("Trouble with a payment? Write to {contact}.", contact=contact)
    return turn.say("Trouble with a payment? Write to whoever runs this bot.") if asked else ""


def _change(turn: Turn, change: PremiumChange) -> str:
    # That the renewal did not go through was the change before this one.
    cause = PremiumCause.RAN_OUT if change.state is PremiumState.ENDED else change.cause
    what = turn.say(_HAPPENED[cause])
    if change.until is None or change.state not in (PremiumState.ACTIVE, PremiumState.GRACE):
        return what
    return turn.say("{what}, on until {day}", what=what, day=day(turn, change.until))
