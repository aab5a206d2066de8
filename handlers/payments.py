"""Payments that Telegram takes in the chat: its question before the money moves, the payment, and its way back.

What was agreed on is the backend's to know; here only what Telegram says is passed on, with the bot's own token.
"""

import asyncio
from uuid import UUID

from pydantic import ValidationError
from telegram.error import BadRequest

from backend.contract.premium import CheckPayment, Price, Purchase, RecordPayment, RecordRefund
from backend.errors import AthleteError, NoConsent, NotSignedIn, Unavailable, WrongPayment
from handlers.start import language_of
from handlers.texts import ERRORS, msgid
from handlers.turn import Turn
from handlers.update import PaymentMade, PaymentReturned, PreCheckoutQuery

CHECK_SECONDS = 7.0
"""Telegram gives up after ten, and some of them have passed when the question arrives."""
STARS = "XTR"
_TRY_AGAIN = msgid("I can’t check this payment just now, so nothing is charged. Try it again in a minute.")


class UnknownPayload(Exception):
    """Telegram told of a payment for an invoice that no version of this bot made. A person has to look at it."""


def payload_of(purchase: Purchase, athlete_id: UUID) -> str:
    """What an invoice carries and its payment brings back: what was bought, and for whom. 65 of Telegram's 128 bytes.

    The athlete is in it because a payment can come when the chat is nobody's any more.
    """
    return f"{purchase.id.hex}:{athlete_id.hex}"


def _read(payload: str) -> tuple[UUID, UUID]:
    """(purchase, athlete). Raises UnknownPayload."""
    try:
        purchase, athlete = payload.split(":")
        return UUID(hex=purchase), UUID(hex=athlete)
    except ValueError:
        raise UnknownPayload from None


async def check_out(turn: Turn, *, known: bool) -> str:
    """Say yes or no within ten seconds, whatever happens; "approved", "refused" or "late".

    ``known``: whether ``turn.state`` is what the payer's chat remembers.
    """
    query = turn.update.pre_checkout_query
    assert query is not None  # this is called for nothing else
    if not known:
        turn.state.language = language_of(turn)
    refusal, bug = "", None
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            if not known:
                raise Unavailable
            await _check(turn, query)
    except AthleteError as error:
        refusal = ERRORS[error.code]
    except (Unavailable, TimeoutError):
        refusal = _TRY_AGAIN
    except Exception as error:  # whoever wants to pay is told in time; the bug is reported after that
        refusal, bug = _TRY_AGAIN, error
    message = turn.say(refusal) if refusal else None  # of "" the catalogue would say its header
    try:
        await turn.bot.answer_pre_checkout_query(query.id, ok=not refusal, error_message=message)
    except BadRequest:
        return "late"  # Telegram waits no more, and has charged nothing
    if bug is not None:
        raise bug
    return "refused" if refusal else "approved"


async def _check(turn: Turn, query: PreCheckoutQuery) -> None:
    """Raises an AthleteError where it may not go ahead, and Unavailable."""
    athlete_id = turn.state.athlete_id
    if athlete_id is None or turn.state.signed_out:
        raise NotSignedIn
    try:
        purchase_id, bought_for = _read(query.invoice_payload)
        price = Price(amount=query.total_amount, currency=query.currency)
    except (UnknownPayload, ValidationError):
        raise WrongPayment from None
    if bought_for != athlete_id:  # somebody else's invoice was passed on
        raise WrongPayment
    command = CheckPayment(athlete_id=athlete_id, purchase_id=purchase_id, price=price)
    await turn.backend.as_bot().check_payment(command)


async def paid(turn: Turn, payment: PaymentMade) -> None:
    """The money has moved: that is stored before anything else. What it gave is said by the news that follows.

    Raises UnknownPayload, and Unavailable: then it is told again.
    """
    purchase_id, bought_for = _read(payment.invoice_payload)
    message = turn.message
    assert message is not None  # the payment is a part of it
    command = RecordPayment(
        athlete_id=turn.state.athlete_id or bought_for,
        purchase_id=purchase_id,
        price=Price(amount=payment.total_amount, currency=payment.currency),
        charge_id=payment.telegram_payment_charge_id,
        provider_charge_id=payment.provider_payment_charge_id,
        paid_at=message.date,
        paid_until=payment.subscription_expiration_date,
        recurring=payment.is_recurring,
    )
    try:
        premium = await turn.backend.as_bot().record_payment(command)
    except NoConsent:
        await _return(turn, payment)
        return
    if not premium.works:
        await turn.send(turn.say("Your payment has arrived and is being checked. You need do nothing more."))


async def _return(turn: Turn, payment: PaymentMade) -> None:
    """There is nobody any more for whom it could be good. Stars go back at once; for a card a person is needed.

    A private chat has its person's id.
    """
    if payment.currency != STARS:
        raise UnknownPayload
    try:
        await turn.bot.refund_star_payment(turn.state.chat_id, payment.telegram_payment_charge_id)
    except BadRequest as error:
        if "already_refunded" not in error.message.lower():
            raise
    text = turn.say("This payment came after everything about you was deleted, so I gave the Stars back.")
    await turn.send(text)


async def returned(turn: Turn, refund: PaymentReturned) -> None:
    """A payment went back to the athlete. What that changes is said by the news that follows."""
    _, bought_for = _read(refund.invoice_payload)
    message = turn.message
    assert message is not None  # the refund is a part of it
    athlete_id, charge_id = turn.state.athlete_id or bought_for, refund.telegram_payment_charge_id
    command = RecordRefund(athlete_id=athlete_id, charge_id=charge_id, at=message.date)
    try:
        await turn.backend.as_bot().record_refund(command)
    except NoConsent:
        return  # given back because everything about them was deleted
