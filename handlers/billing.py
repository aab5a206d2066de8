"""/billing: what was bought, until when, receipts, and the ways to change, cancel, resume and look again."""

from telegram.error import BadRequest

from backend.contract.premium import Premium, PremiumCause, PremiumNews, PremiumState, Rail, RenewalChoice
from backend.errors import StripeUnavailable
from handlers import premium_card as card
from handlers.keyboards import Button, LinkButton, button, keyboard
from handlers.rendering import lines
from handlers.texts import TROUBLE
from handlers.turn import Turn


async def begin(turn: Turn, _words: str) -> None:
    """Where the athlete stands, what they paid and why it is so; a button for each change."""
    await _show(turn, await _looked_up(turn), None)


async def ask_for_help(turn: Turn, _words: str) -> None:
    """/paysupport, which Telegram's terms ask of bots that sell: the same card, and in any case whom to write to."""
    await _show(turn, await _looked_up(turn), None, asks_for_help=True)


async def _looked_up(turn: Turn) -> Premium:
    """As it is where the money is taken: nobody tells of a refund where Stripe has no way to reach us."""
    try:
        return await turn.athlete.restore_premium()
    except StripeUnavailable:
        return await turn.athlete.premium()


async def tap(turn: Turn, parts: list[str]) -> None:
    """``i:open``, ``i:again`` (look at the rail anew), ``i:cancel`` and ``i:resume``, which ask, ``i:yes:<which>``."""
    verb, value = [*parts, "", ""][:2]
    try:
        if verb == "open":
            await _show(turn, await _looked_up(turn), turn.tapped)
        elif verb == "again":
            await _look_again(turn)
        elif verb in ("cancel", "resume"):
            await _ask(turn, await turn.athlete.premium(), renews=verb == "resume")
        elif verb == "yes" and value in ("cancel", "resume"):
            await _choose(turn, renews=value == "resume")
    except StripeUnavailable:
        turn.toast = turn.say(TROUBLE[StripeUnavailable.code])


async def _look_again(turn: Turn) -> None:
    """For a payment made elsewhere, a reinstalled app, another chat of the same account."""
    premium = await turn.athlete.restore_premium()
    turn.toast = turn.say("This is how it stands now.")
    await _show(turn, premium, turn.tapped)


async def _show(
    turn: Turn, premium: Premium, message: int | None, news: str = "", *, asks_for_help: bool = False
) -> None:
    plan = " · " + card.bought(turn, premium.plan) if premium.plan else ""
    invoice = premium.open_purchase if premium.open_purchase and premium.open_purchase.url else None
    nothing = premium.state is PremiumState.FREE and not premium.receipts and invoice is None
    text = lines(
        f"<b>{turn.say('Billing')}</b>{plan}",
        news or card.standing(turn, premium),
        card.open_invoice(turn, invoice) if invoice else "",
        turn.say("You have bought nothing. /premium shows what there is.") if nothing else "",
        card.receipts(turn, premium.receipts),
        card.history(turn, premium.changes),
        "" if premium.rail is Rail.OFF and not asks_for_help else card.support(turn, asked=asks_for_help),
    )
    way = card.way_to_pay(turn, invoice) if invoice else None
    keys = keyboard(
        [way] if way else [],
        await _manage(turn, premium),
        _renewal(turn, premium),
        card.plans(turn, premium),
        [] if premium.rail is Rail.OFF else [button(turn.say("Look again"), card.BILLING, "again")],
    )
    await turn.show(message, text, keys)


async def _manage(turn: Turn, premium: Premium) -> list[Button | LinkButton]:
    """The portal's address is good for a short while, so it is made when the card is; else a tap makes it."""
    if not premium.can_manage:
        return []
    label = turn.say("Change card or cancel") if premium.can_cancel else turn.say("Card and receipts")
    try:
        portal = await turn.athlete.open_portal()
    except StripeUnavailable:
        return [button(label, card.BILLING, "open")]
    return [LinkButton(label, portal.url)]


def _renewal(turn: Turn, premium: Premium) -> list[Button]:
    if premium.can_resume:
        return [button(turn.say("Resume premium"), card.BILLING, "resume")]
    if premium.can_cancel:
        return [button(turn.say("Cancel premium"), card.BILLING, "cancel")]
    return []


async def _ask(turn: Turn, premium: Premium, *, renews: bool) -> None:
    """One question before anything changes; a card that is old shows how it stands instead."""
    if not (premium.can_resume if renews else premium.can_cancel) or premium.until is None:
        await _show(turn, premium, turn.tapped)
        return
    day = card.day(turn, premium.until)
    yes = button(turn.say("Cancel premium"), card.BILLING, "yes", "cancel")
    if not renews and premium.cause is PremiumCause.INCLUDED:
        text = turn.say(
            "<b>Cancel your subscription?</b> Nothing more is charged, and premium is included here anyway."
        )
    elif not renews and _is_unpaid(turn, premium):
        text = turn.say(
            "<b>Cancel premium?</b> Its renewal is not paid, so it ends at once, and nothing more is charged."
        )
    elif not renews:
        text = turn.say("<b>Cancel premium?</b> It stays on until {day}, and nothing is charged after that.", day=day)
    elif premium.price is None:
        text = turn.say("<b>Resume premium?</b> It then renews by itself on {day}.", day=day)
        yes = button(turn.say("Resume"), card.BILLING, "yes", "resume")
    else:
        price = card.money(turn, premium.price)
        text = turn.say("<b>Resume premium?</b> It then renews by itself on {day}, for {price}.", day=day, price=price)
        yes = button(turn.say("Resume"), card.BILLING, "yes", "resume")
    await turn.show(turn.tapped, text, keyboard([yes, button(turn.say("Leave it as it is"), card.BILLING, "open")]))


def _is_unpaid(turn: Turn, premium: Premium) -> bool:
    """Whether it works on trust: its renewal failed, or is under way."""
    return premium.state is PremiumState.GRACE or (premium.until is not None and premium.until <= turn.now)


async def _choose(turn: Turn, *, renews: bool) -> None:
    premium = await turn.athlete.premium()
    if (premium.can_resume if renews else premium.can_cancel) and premium.stars_charge_id:
        try:
            await turn.bot.edit_user_star_subscription(
                turn.person.user_id, premium.stars_charge_id, is_canceled=not renews
            )
        except BadRequest:
            text = turn.say("Telegram did not take that. You can change it in Telegram itself: Settings, My Stars.")
            await _show(turn, premium, turn.tapped, text)
            return
    premium = await turn.athlete.choose_renewal(RenewalChoice(renews=renews))
    told, text = PremiumNews.RESUMED if renews else PremiumNews.CANCELLED, changed(turn, premium)
    if not renews and premium.state is PremiumState.ENDED:
        told = PremiumNews.ENDED
        text = turn.say("<b>Cancelled.</b> Premium has ended, and nothing more is charged.")
    if premium.renews is renews:
        turn.state.paying = turn.state.paying.model_copy(update={"told": told.value})
    await _show(turn, premium, turn.tapped, text)


def changed(turn: Turn, premium: Premium) -> str:
    """What a cancelling or resuming came to."""
    if premium.until is None or not premium.works:
        return card.standing(turn, premium)
    day = card.day(turn, premium.until)
    if premium.renews:
        return turn.say("<b>Premium goes on.</b> It renews on {day}.", day=day)
    return turn.say("<b>Cancelled.</b> Premium stays on until {day}, then it ends by itself.", day=day)
