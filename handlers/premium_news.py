"""What happened to an athlete's premium, brought into the chat. The backend says which; how it stands is asked anew.

News that are not true any more say nothing: what made them untrue is news of its own.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from telegram.error import BadRequest

from backend.contract import Notification
from backend.contract.premium import Premium, PremiumNews, PremiumState, Rail
from backend.errors import StripeUnavailable
from handlers import premium_card as card
from handlers.billing import changed
from handlers.keyboards import Keyboard, button, keyboard
from handlers.premium import close_card, close_declined
from handlers.rendering import lines
from handlers.turn import NotNow, Turn

_NOT_YET = dt.timedelta(seconds=20)
_AT_ONCE = dt.timedelta(seconds=1)
"""A change and its news have the same instant, as far as it is written down."""
Said = tuple[str, Keyboard | None]


async def deliver(turn: Turn, notification: Notification) -> None:
    """Say it, if it is so. Raises NotNow where it may be so in a moment: the news is sent before the state is saved.

    Also telegram.error.*, Unavailable, NoConsent and NotSignedIn.
    """
    told, turn.state.paying = turn.state.paying.told, turn.state.paying.model_copy(update={"told": ""})
    if told == notification.text or notification.text not in _NEWS:
        return
    news = _NEWS[PremiumNews(notification.text)]
    premium = await turn.athlete.premium()
    if not _is_so(news, premium, notification):
        if turn.now - notification.created_at < _NOT_YET:
            raise NotNow
        premium = await _looked_anew(turn, premium)
        if not _is_so(news, premium, notification):
            return
    if premium.state is PremiumState.REVOKED and premium.stars_charge_id is not None:
        await _end_at_telegram(turn, premium.stars_charge_id)
    text, keys = news.say(turn, premium)
    if news.closes:
        beside = notification.text == PremiumNews.PAID
        await close_card(turn, turn.say("Paid.") if beside else _record(turn, premium))
    if news.declines:
        await close_declined(turn)
    sent = await turn.send(text, keys)
    if news.declines:
        turn.state.paying = turn.state.paying.model_copy(update={"declined": sent})


def _is_so(news: "_News", premium: Premium, notification: Notification) -> bool:
    """Whether it is true, and what it tells of is saved: before that, premium may well be on, but until another day."""
    newest = premium.changes[0].at if premium.changes else None
    is_saved = newest is None or newest > notification.created_at - _AT_ONCE
    return (is_saved or not news.changes) and news.holds(premium)


async def _looked_anew(turn: Turn, premium: Premium) -> Premium:
    """News whose change was never saved broke off between the two, by a crash: it is saved by looking once more."""
    try:
        return await turn.athlete.restore_premium()
    except StripeUnavailable:
        return premium


async def _end_at_telegram(turn: Turn, charge_id: str) -> None:
    """What was taken away must not take Stars again; only the bot can say so. A private chat has its person's id."""
    with suppress(BadRequest):  # Telegram knows of none any more
        await turn.bot.edit_user_star_subscription(turn.state.chat_id, charge_id, is_canceled=True)


def _record(turn: Turn, premium: Premium) -> str:
    """What is left of the card that led to paying."""
    if not premium.works:
        return turn.say("Not bought, and nothing was charged. /premium brings it back.")
    if premium.plan is None or premium.price is None:
        return turn.say("Paid.")
    return turn.say(
        "Paid: {what}, {price}.", what=card.bought(turn, premium.plan), price=card.money(turn, premium.price)
    )


def _on(turn: Turn, premium: Premium) -> Said:
    if premium.until is None:
        return turn.say("<b>Premium is on.</b> Receipt and changes: /billing"), None
    day = card.day(turn, premium.until)
    return turn.say("<b>Premium is on</b> until {day}. Receipt and changes: /billing", day=day), None


def _paid(turn: Turn, premium: Premium) -> Said:
    if premium.until is None:
        return _on(turn, premium)
    day = card.day(turn, premium.until)
    return turn.say("<b>Paid.</b> Premium was on already, until {day}. Receipt and changes: /billing", day=day), None


def _renewed(turn: Turn, premium: Premium) -> Said:
    if premium.until is None:
        return _on(turn, premium)
    day = card.day(turn, premium.until)
    return turn.say("<b>Premium is renewed</b> until {day}. Receipt: /billing", day=day), None


def _granted(turn: Turn, premium: Premium) -> Said:
    if premium.until is None:
        return turn.say("<b>Premium is on</b>, a present from whoever runs this bot."), None
    day = card.day(turn, premium.until)
    return turn.say("<b>Premium is on</b> until {day}, a present from whoever runs this bot.", day=day), None


def _grace(turn: Turn, premium: Premium) -> Said:
    """How to mend it depends on who takes the money."""
    if premium.rail is Rail.STRIPE_INVOICE:
        how = turn.say("Another card mends it; if none does, premium ends then and your log stays as it is.")
        keys = keyboard([button(turn.say("Change card…"), card.BILLING, "open")])
    else:
        how = turn.say("Another payment mends it; without one, premium ends then and your log stays as it is.")
        keys = keyboard(card.plans(turn, premium))
    return lines(card.standing(turn, premium), how), keys


def _ended(turn: Turn, premium: Premium) -> Said:
    text = turn.say(
        "<b>Premium has ended.</b> Your log, trends, check-ins and export stay as they are. /premium brings it back."
    )
    return text, keyboard(card.plans(turn, premium))


def _revoked(turn: Turn, premium: Premium) -> Said:
    stays = turn.say("Your log, trends, check-ins and export stay as they are. /billing shows what happened.")
    return lines(card.standing(turn, premium), stays, card.support(turn)), None


def _cancelled(turn: Turn, premium: Premium) -> Said:
    keys = [button(turn.say("Resume premium"), card.BILLING, "resume")] if premium.can_resume else []
    return changed(turn, premium), keyboard(keys)


def _resumed(turn: Turn, premium: Premium) -> Said:
    return changed(turn, premium), None


def _declined(turn: Turn, premium: Premium) -> Said:
    text = turn.say(
        "<b>The card was declined</b>, and nothing was charged. The invoice is still open: try it again, or "
        "another card."
    )
    text = lines(text, card.support(turn))
    way = card.way_to_pay(turn, premium.open_purchase) if premium.open_purchase else None
    return text, keyboard([way] if way else [])


def _expired(turn: Turn, premium: Premium) -> Said:
    text = turn.say("<b>The invoice is no longer open</b>, and nothing was charged. /premium makes a new one.")
    return text, keyboard(card.plans(turn, premium))


def _double(turn: Turn, premium: Premium) -> Said:
    del premium
    text = turn.say(
        "<b>Two plans were paid.</b> I kept one and cancelled the other, whose payment goes back to you. "
        "/billing shows both."
    )
    return text, None


def _mismatch(turn: Turn, premium: Premium) -> Said:
    del premium
    text = turn.say(
        "<b>A payment arrived that does not fit what was agreed.</b> It is kept and whoever runs this bot will look at "
        "it; your premium is as it was."
    )
    return lines(text, card.support(turn)), None


def _pay_again(turn: Turn, premium: Premium) -> Said:
    day = card.day(turn, premium.until) if premium.until else ""
    text = turn.say(
        "<b>Premium ends on {day}</b>, because it does not renew by itself. To go on, pay once more:", day=day
    )
    return text, keyboard(card.plans(turn, premium))


@dataclass(frozen=True, slots=True)
class _News:
    """``holds``: whether it still is so. ``closes``: the card that led to paying is done with.

    ``declines``: it leads to paying itself, until that is done with. ``changes``: it tells of a change of state, which
    is noted when it is saved.
    """

    say: Callable[[Turn, Premium], Said]
    holds: Callable[[Premium], bool]
    closes: bool = False
    declines: bool = False
    changes: bool = False


def _works(premium: Premium) -> bool:
    return premium.works


def _is_off(premium: Premium) -> bool:
    return not premium.works


def _always(_: Premium) -> bool:
    return True


_NEWS: dict[PremiumNews, _News] = {
    PremiumNews.ON: _News(_on, _works, closes=True, changes=True),
    PremiumNews.RENEWED: _News(_renewed, _works, changes=True),
    PremiumNews.PAID: _News(_paid, _works, closes=True),
    PremiumNews.GRANTED: _News(_granted, _works, closes=True, changes=True),
    PremiumNews.GRACE: _News(_grace, lambda premium: premium.state is PremiumState.GRACE),
    PremiumNews.ENDED: _News(_ended, _is_off, changes=True),
    PremiumNews.REVOKED: _News(_revoked, lambda premium: premium.state is PremiumState.REVOKED, changes=True),
    PremiumNews.CANCELLED: _News(_cancelled, lambda premium: premium.works and not premium.renews, changes=True),
    PremiumNews.RESUMED: _News(_resumed, lambda premium: premium.works and premium.renews, changes=True),
    PremiumNews.DECLINED: _News(_declined, lambda premium: premium.open_purchase is not None, declines=True),
    PremiumNews.EXPIRED: _News(_expired, _is_off, closes=True),
    PremiumNews.DOUBLE: _News(_double, _always),
    PremiumNews.MISMATCH: _News(_mismatch, _always),
    PremiumNews.PAY_AGAIN: _News(_pay_again, lambda premium: premium.works and not premium.renews),
}
