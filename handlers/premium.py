"""/premium: what it gives and costs, and buying it."""

from contextlib import suppress
from typing import TypedDict

from telegram import LabeledPrice
from telegram.error import BadRequest

from backend.contract.premium import Buy, PlanId, Premium, Purchase, Rail
from backend.errors import StripeUnavailable
from handlers import premium_card as card
from handlers.keyboards import Button, Keyboard, LinkButton, button, keyboard
from handlers.payments import STARS, payload_of
from handlers.remembered import Paying
from handlers.rendering import lines
from handlers.texts import TROUBLE
from handlers.turn import Turn

STARS_PERIOD_SECONDS = 30 * 24 * 3600
"""The only length that Telegram has for a subscription in Stars."""
_LONGEST_TITLE = 32


async def begin(turn: Turn, _words: str) -> None:
    """What premium gives, and one button for each plan; where it is on: until when."""
    await _offer(turn, await turn.athlete.premium(), None)


async def tap(turn: Turn, parts: list[str]) -> None:
    """``b:buy:<plan>``; ``b:plans`` and ``b:no`` on the card that leads to paying."""
    verb, value = [*parts, "", ""][:2]
    plan = next((known for known in PlanId if known == value), None)
    if verb == "buy" and plan is not None:
        await _buy(turn, plan)
    elif verb == "plans":
        await _take_invoice_away(turn)
        await _offer(turn, await turn.athlete.premium(), turn.tapped)
    elif verb == "no":
        await _not_now(turn)


async def _not_now(turn: Turn) -> None:
    """A card that was left behind when another one was paid says how it stands."""
    premium = await turn.athlete.premium()
    await _take_invoice_away(turn)
    if premium.works and premium.open_purchase is None:
        await _offer(turn, premium, turn.tapped)
        return
    turn.state.paying = turn.state.paying.model_copy(update={"card": None})
    await turn.show(turn.tapped, turn.say("Not bought, and nothing was charged. /premium brings it back."))


async def _offer(turn: Turn, premium: Premium, message: int | None) -> None:
    by_model = not premium.works and (await turn.athlete.voice()).by_model
    text, keys = offer(turn, premium, by_model=by_model)
    shown = await turn.show(message, text, keys)
    turn.state.paying = turn.state.paying.model_copy(update={"card": shown})


def offer(turn: Turn, premium: Premium, *, by_model: bool) -> tuple[str, Keyboard]:
    """The card of /premium: where the athlete stands; who can buy it sees what it gives.

    ``by_model``: there is a model here. Without one, no more is promised than the rules can keep.
    """
    plans = card.plans(turn, premium)
    gives = (
        turn.say("<b>Premium:</b> a coach that answers from your own log, voice notes, a review every Monday.")
        if by_model
        else turn.say("<b>Premium:</b> a coach that answers questions from your own log: /ask.")
    )
    gives = lines(gives, turn.say("Logging, trends, check-ins and export stay free."))
    if not plans and not premium.works:
        gives = lines(gives, turn.say("Nothing is sold here just now."))
    text = lines(card.standing(turn, premium), "" if premium.works else gives)
    billing = [button(turn.say("Billing"), card.BILLING, "open")] if premium.works and premium.until else []
    return text, keyboard(plans, billing)


async def _buy(turn: Turn, plan: PlanId) -> None:
    """Two taps are one purchase: the backend answers the one that is open."""
    try:
        purchase = await turn.athlete.buy(Buy(id=turn.new_id("buy:"), plan=plan))
    except StripeUnavailable:
        turn.toast = turn.say(TROUBLE[StripeUnavailable.code])
        return
    if purchase.paid:
        await _offer(turn, await turn.athlete.premium(), turn.tapped)
        return
    await _take_invoice_away(turn)
    match purchase.rail:
        case Rail.TELEGRAM_CARD:
            await _invoice_in_the_chat(turn, purchase)
        case Rail.STARS:
            link = await turn.bot.create_invoice_link(
                **await _invoice(turn, purchase), provider_token="", subscription_period=STARS_PERIOD_SECONDS
            )
            label = turn.say("Pay {price}", price=card.money(turn, purchase.price))
            await _lead_to_paying(turn, purchase, [LinkButton(label, link)])
        case _:
            way = card.way_to_pay(turn, purchase)
            await _lead_to_paying(turn, purchase, [way] if way else [])


async def _lead_to_paying(turn: Turn, purchase: Purchase, way: list[LinkButton], invoice: int | None = None) -> None:
    text = lines(
        turn.say(
            "<b>Your invoice is ready.</b> {what}, {price}. Nothing is charged until you pay.",
            what=card.bought(turn, purchase.plan),
            price=card.money(turn, purchase.price),
        ),
        card.renewal_note(turn, purchase.rail),
    )
    shown = await turn.show(turn.tapped, text, keyboard(way, _ways_back(turn, purchase)))
    turn.state.paying = turn.state.paying.model_copy(update={"card": shown, "invoice": invoice})


def _ways_back(turn: Turn, purchase: Purchase) -> list[Button]:
    other = [] if purchase.rail is Rail.STARS else [button(turn.say("Other plan"), card.PREMIUM, "plans")]
    return [*other, button(turn.say("Not now"), card.PREMIUM, "no")]


async def _invoice_in_the_chat(turn: Turn, purchase: Purchase) -> None:
    """Telegram's own invoice, below the card. ``start_parameter``: forwarded, it leads here and cannot be paid."""
    await _lead_to_paying(turn, purchase, [])
    sent = await turn.bot.send_invoice(
        turn.state.chat_id,
        **await _invoice(turn, purchase),
        provider_token=turn.provider_token,
        start_parameter="premium",
    )
    turn.state.newest = sent.message_id
    turn.state.paying = turn.state.paying.model_copy(update={"invoice": sent.message_id})


class _Invoice(TypedDict):
    """What Telegram wants to know of either kind of invoice."""

    title: str
    description: str
    payload: str
    currency: str
    prices: list[LabeledPrice]


async def _invoice(turn: Turn, purchase: Purchase) -> _Invoice:
    """It promises what the card of /premium does: without a model, no more than the rules can keep."""
    athlete_id = turn.state.athlete_id
    assert athlete_id is not None  # nobody else can buy
    what, by_model = card.bought(turn, purchase.plan), (await turn.athlete.voice()).by_model
    return _Invoice(
        title=what[:_LONGEST_TITLE],
        description=(
            turn.say("A coach that answers from your own log, voice notes, a review every Monday.")
            if by_model
            else turn.say("A coach that answers questions from your own log: /ask.")
        ),
        payload=payload_of(purchase, athlete_id),
        currency=STARS if purchase.rail is Rail.STARS else purchase.price.currency,
        prices=[LabeledPrice(what, purchase.price.amount)],
    )


async def _take_invoice_away(turn: Turn) -> None:
    """An invoice that is paid has become a receipt, and stays."""
    await close_declined(turn)
    if turn.state.paying.invoice is not None:
        await turn.vanish(turn.state.paying.invoice)
        turn.state.paying = turn.state.paying.model_copy(update={"invoice": None})


async def close_card(turn: Turn, text: str) -> None:
    """The card that led to paying has done its work: it stays as a record, without its buttons."""
    await close_declined(turn)
    shown, turn.state.paying = turn.state.paying.card, Paying(told=turn.state.paying.told)
    if shown is None:
        return
    await _leave(turn, shown, text)


async def close_declined(turn: Turn) -> None:
    """The news of a declined card leads to paying no more: paid since, given up, or the way stands elsewhere."""
    shown, turn.state.paying = turn.state.paying.declined, turn.state.paying.model_copy(update={"declined": None})
    if shown is not None:
        await _leave(turn, shown, turn.say("<b>The card was declined</b>, and nothing was charged."))


async def _leave(turn: Turn, message: int, text: str) -> None:
    """A record of what it was, without buttons."""
    with suppress(BadRequest):  # it is gone, or too old: then nothing is left to tap either
        await turn.bot.rewrite(turn.state.chat_id, message, text)
