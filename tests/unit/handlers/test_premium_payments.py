"""Payments in the chat: Telegram's question is answered in time, a payment is passed on whatever the chat is at."""

import asyncio
import datetime as dt
from uuid import UUID, uuid4

import pytest

from backend.contract.premium import PremiumState, Price, Rail
from backend.errors import BackendUnavailable, NoConsent, PurchaseNotFound, WrongPayment
from handlers import payments
from handlers.payments import UnknownPayload
from handlers.update import Update

QUERY = {"id": "q1", "from": {"id": 4711, "is_bot": False, "first_name": "Ada", "language_code": "de-DE"}}
ASKED_AGAIN = "I can’t check this payment just now, so nothing is charged. Try it again in a minute."


async def has_invoice(chat) -> str:
    """The payload of an invoice that this athlete was sent."""
    chat.premium.sells(Rail.TELEGRAM_CARD)
    await chat.says("/premium")
    await chat.taps("€7.90 a month")
    payload: str = chat.bot.invoices[-1].payload
    return payload


async def check_out(chat, payload: str, amount: int = 790, currency: str = "EUR", *, known: bool = True) -> str:
    query = {**QUERY, "invoice_payload": payload, "total_amount": amount, "currency": currency}
    update = Update.model_validate({"update_id": 900, "pre_checkout_query": query})
    outcome: str = await chat.dialogue.check_out(update, chat.state if known else None)
    return outcome


def payment(payload: str, **more) -> dict[str, object]:
    return {
        "currency": "EUR",
        "total_amount": 790,
        "invoice_payload": payload,
        "telegram_payment_charge_id": "tg1",
        "provider_payment_charge_id": "pi_1",
        **more,
    }


async def test_what_was_agreed_may_go_ahead(chat):
    payload = await has_invoice(chat)
    assert await check_out(chat, payload) == "approved"
    assert chat.bot.checked_out == [("q1", True, None)]
    [checked] = chat.premium.checked
    assert checked.athlete_id == chat.state.athlete_id
    assert checked.purchase_id == chat.premium.open.id
    assert checked.price == Price(amount=790, currency="EUR")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (WrongPayment(), "That payment does not fit what was agreed, so nothing is charged. /premium starts anew."),
        (PurchaseNotFound(), "That offer is no longer open, and nothing was charged. /premium makes a new one."),
        (BackendUnavailable(), ASKED_AGAIN),
    ],
)
async def test_a_refusal_says_why(chat, error, said):
    payload = await has_invoice(chat)
    chat.premium.fails = [error]
    assert await check_out(chat, payload) == "refused"
    assert chat.bot.checked_out == [("q1", False, said)]


async def test_somebody_elses_invoice_is_refused_without_asking(chat):
    payload = await has_invoice(chat)
    stranger = f"{payload.partition(':')[0]}:{uuid4().hex}"
    for wrong in (stranger, payload.partition(":")[0], "nonsense", "a:b", ""):
        assert await check_out(chat, wrong) == "refused"
    assert await check_out(chat, payload, amount=0) == "refused"
    assert await check_out(chat, payload, currency="euro") == "refused"
    assert chat.premium.checked == []
    assert {ok for _, ok, _ in chat.bot.checked_out} == {False}


async def test_who_is_signed_out_is_refused(chat):
    payload = await has_invoice(chat)
    chat.state.signed_out = True
    assert await check_out(chat, payload) == "refused"


async def test_when_the_chat_cannot_be_read_the_refusal_is_in_telegrams_language(chat):
    payload = await has_invoice(chat)
    assert await check_out(chat, payload, known=False) == "refused"
    [(_, ok, said)] = chat.bot.checked_out
    assert not ok
    assert said.startswith("Ich kann diese Zahlung gerade nicht prüfen")


async def test_a_backend_that_takes_too_long_is_not_waited_for(chat, monkeypatch):
    monkeypatch.setattr(payments, "CHECK_SECONDS", 0.01)
    payload = await has_invoice(chat)

    async def never(command):
        await asyncio.Event().wait()

    chat.premium.check_payment = never
    assert await check_out(chat, payload) == "refused"
    assert chat.bot.checked_out == [("q1", False, ASKED_AGAIN)]


async def test_a_bug_is_reported_after_the_athlete_was_told(chat):
    payload = await has_invoice(chat)
    chat.premium.fails = [ZeroDivisionError()]
    with pytest.raises(ZeroDivisionError):
        await check_out(chat, payload)
    assert chat.bot.checked_out == [("q1", False, ASKED_AGAIN)]


async def test_an_answer_that_comes_too_late_is_no_trouble(chat):
    payload = await has_invoice(chat)
    chat.bot.too_late = True
    assert await check_out(chat, payload) == "late"


# ---- the money has moved ----


async def test_a_payment_is_passed_on_as_telegram_tells_it(chat):
    payload = await has_invoice(chat)
    chat.premium.is_on()
    said = len(chat.bot.told)
    await chat.sends(successful_payment=payment(payload))
    [told] = chat.premium.payments
    assert (told.athlete_id, told.purchase_id) == (chat.state.athlete_id, chat.premium.open.id)
    assert (told.charge_id, told.provider_charge_id) == ("tg1", "pi_1")
    assert told.price == Price(amount=790, currency="EUR")
    assert told.paid_at == chat.clock.now()
    assert (told.paid_until, told.recurring) == (None, False)
    assert len(chat.bot.told) == said, "that premium is on is said by the news"


async def test_a_payment_that_is_still_to_be_checked_is_acknowledged(chat):
    payload = await has_invoice(chat)
    await chat.sends(successful_payment=payment(payload))
    chat.sees("Your payment has arrived and is being checked. You need do nothing more.")


async def test_a_renewal_in_stars_says_until_when_it_is_paid(chat):
    payload = await has_invoice(chat)
    until = dt.datetime(2027, 1, 21, tzinfo=dt.UTC)
    stars = payment(payload, currency="XTR", total_amount=450, provider_payment_charge_id="", is_recurring=True)
    await chat.sends(successful_payment={**stars, "subscription_expiration_date": int(until.timestamp())})
    [told] = chat.premium.payments
    assert (told.paid_until, told.recurring) == (until, True)


async def test_a_payment_counts_for_whom_it_was_when_the_chat_is_nobodys_any_more(chat):
    payload = await has_invoice(chat)
    me = chat.state.athlete_id
    chat.state.leave_account()
    await chat.sends(successful_payment=payment(payload))
    assert chat.premium.payments[0].athlete_id == me


async def test_a_payment_is_a_payment_also_before_anything_was_agreed(stranger):
    stranger.premium.is_on()
    me, purchase = uuid4(), uuid4()
    await stranger.sends(successful_payment=payment(f"{purchase.hex}:{me.hex}"))
    assert stranger.premium.payments[0].athlete_id == me
    assert stranger.bot.told == []


async def test_stars_for_somebody_who_is_gone_go_back_once(chat):
    stars = payment(f"{UUID(int=1).hex}:{UUID(int=2).hex}", currency="XTR", total_amount=450)
    for _ in range(2):
        chat.premium.fails = [NoConsent()]
        await chat.sends(successful_payment=stars)
    assert chat.bot.stars_returned == [(chat.id, "tg1")]
    chat.sees("so I gave the Stars back.")


async def test_a_card_payment_for_somebody_who_is_gone_is_a_case_for_a_person(chat):
    chat.premium.fails = [NoConsent()]
    with pytest.raises(UnknownPayload):
        await chat.sends(successful_payment=payment(f"{UUID(int=1).hex}:{UUID(int=2).hex}"))


async def test_a_payment_for_no_invoice_of_ours_is_kept_for_a_person(chat):
    with pytest.raises(UnknownPayload):
        await chat.sends(successful_payment=payment("made by somebody else"))


async def test_a_refund_is_passed_on(chat):
    payload = await has_invoice(chat)
    chat.premium.is_on(state=PremiumState.REVOKED)
    refund = {"currency": "XTR", "total_amount": 450, "invoice_payload": payload, "telegram_payment_charge_id": "tg1"}
    await chat.sends(refunded_payment=refund, **{"from": {"id": 99, "is_bot": True, "first_name": "Tracker"}})
    [told] = chat.premium.refunds
    assert (told.athlete_id, told.charge_id, told.at) == (chat.state.athlete_id, "tg1", chat.clock.now())
    chat.premium.fails = [NoConsent()]
    await chat.sends(refunded_payment=refund)
