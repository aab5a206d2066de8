"""Invoices, pre-checkout, receipts, Stars: what the bot asks Telegram for, and what it is told."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LabeledPrice, Message, PreCheckoutQuery, Update
from telegram.error import BadRequest

from sandbox.clock import MovableClock
from sandbox.server import Sandbox, start
from sandbox.stripe import LocalStripe
from tests.fakes.athlete import Card, FakeAthlete
from tests.sandbox.conftest import TOKEN, Time

PROVIDER = "1:TEST:x"
GOOD, DECLINED, ASKS_BANK = "4242 4242 4242 4242", "4000 0000 0000 0002", "4000 0025 0000 3155"
PRICE = [LabeledPrice("Premium, a month", 790)]
STARS = [LabeledPrice("Premium, a month", 450)]
MONTH = timedelta(days=30)
DAY = 86_400.0


@pytest.fixture
def local(sandbox: Sandbox) -> LocalStripe:
    """Who charges the cards."""
    return sandbox.stripe


def charged(local: LocalStripe) -> list[str]:
    """The payment intents that were paid."""
    return [intent["id"] for intent in local.objects.all("payment_intent", status="succeeded")]


class Till:
    """The bot's side: what Telegram tells it, one update after the other."""

    def __init__(self, bot: Bot, offset: int = 0) -> None:
        self._bot = bot
        self.offset = offset

    async def next(self) -> Update:
        (update, *_) = await self._bot.get_updates(self.offset, limit=1, timeout=5)
        self.offset = update.update_id + 1
        return update

    async def nothing(self) -> None:
        assert await self._bot.get_updates(self.offset) == ()

    async def is_asked(self) -> PreCheckoutQuery:
        query = (await self.next()).pre_checkout_query
        assert query is not None
        return query

    async def is_told(self) -> Message:
        message = (await self.next()).message
        assert message is not None
        return message


@pytest.fixture
def till(bot: Bot) -> Till:
    return Till(bot)


async def invoice(bot: Bot, athlete: FakeAthlete, payload: str = "purchase-1") -> Card:
    sent = await bot.send_invoice(athlete.id, "Premium", "A month.", payload, "EUR", PRICE, provider_token=PROVIDER)
    seen = await athlete.sees_invoice("Premium")
    return seen if seen.id == sent.message_id else Card(sent.to_dict())  # the one before it had the same title


async def subscription_link(bot: Bot, payload: str = "purchase-2") -> str:
    return await bot.create_invoice_link("Premium", "Monthly.", payload, "XTR", STARS, subscription_period=MONTH)


async def subscribes(bot: Bot, till: Till, athlete: FakeAthlete) -> Message:
    """The receipt."""
    sheet = await athlete.presses_pay(await athlete.opens_sheet(await subscription_link(bot)))
    await bot.answer_pre_checkout_query((await till.is_asked()).id, ok=True)
    assert (await athlete.sees_sheet(sheet))["state"] == "paid"
    return await till.is_told()


# ---- by card ----


async def test_a_card_is_charged_once_the_bot_says_yes(
    bot: Bot, till: Till, athlete: FakeAthlete, local: LocalStripe
) -> None:
    # GIVEN an invoice in the chat
    card = await invoice(bot, athlete)
    assert card.message["invoice"] == {
        "title": "Premium",
        "description": "A month.",
        "start_parameter": "",
        "currency": "EUR",
        "total_amount": 790,
    }
    # WHEN the athlete pays it, THEN the bot is asked, and nothing is charged yet
    sheet = await athlete.presses_pay(await athlete.opens_sheet(card), GOOD, save_card=True)
    assert sheet["state"] == "checking"
    query = await till.is_asked()
    assert (query.from_user.id, query.currency, query.total_amount) == (athlete.id, "EUR", 790)
    assert query.invoice_payload == "purchase-1"
    assert charged(local) == []
    # WHEN it says yes, THEN the card is charged, and the bot is told of it in the chat
    assert await bot.answer_pre_checkout_query(query.id, ok=True)
    paid = await athlete.sees_sheet(sheet)
    assert paid["state"] == "paid"
    told = await till.is_told()
    assert told.from_user is not None
    assert (told.from_user.id, told.chat.id) == (athlete.id, athlete.id)
    receipt = told.successful_payment
    assert receipt is not None
    assert (receipt.currency, receipt.total_amount, receipt.invoice_payload) == ("EUR", 790, "purchase-1")
    assert receipt.telegram_payment_charge_id == paid["charge_id"]
    assert receipt.is_recurring is None
    intent = local.objects.get("payment_intent", receipt.provider_payment_charge_id)
    assert (intent["status"], intent["amount"], intent["currency"]) == ("succeeded", 790, "eur")
    saved = local.objects.get("payment_method", intent["payment_method"])
    assert (saved["customer"], saved["card"]["last4"]) == (intent["customer"], "4242")
    assert saved["customer"] is not None
    # AND the invoice is a receipt from now on
    again = await athlete.opens_sheet(card)
    assert (again["state"], again["charge_id"]) == ("paid", paid["charge_id"])
    assert (await athlete.presses_pay(again, GOOD))["state"] == "paid"
    await till.nothing()
    assert len(charged(local)) == 1


async def test_a_second_press_asks_the_bot_nothing(
    bot: Bot, till: Till, athlete: FakeAthlete, local: LocalStripe
) -> None:
    sheet = await athlete.opens_sheet(await invoice(bot, athlete))
    await athlete.presses_pay(sheet, GOOD)
    await athlete.presses_pay(sheet, GOOD)
    await till.is_asked()
    await till.nothing()


async def test_two_open_sheets_of_one_invoice_charge_once(
    bot: Bot, till: Till, athlete: FakeAthlete, local: LocalStripe
) -> None:
    # GIVEN the sheet in two windows, paid in both before the bot answers, and one of them again at the bank
    card = await invoice(bot, athlete)
    first = await athlete.presses_pay(await athlete.opens_sheet(card), ASKS_BANK)
    await bot.answer_pre_checkout_query((await till.is_asked()).id, ok=True)
    at_bank = await athlete.sees_sheet(first)
    second = await athlete.presses_pay(await athlete.opens_sheet(card), GOOD)
    third = await athlete.presses_pay(await athlete.opens_sheet(card), GOOD)
    # WHEN the bot agrees to all
    asked = [await till.is_asked(), await till.is_asked()]
    for query in asked:
        await bot.answer_pre_checkout_query(query.id, ok=True)
    # THEN one is paid, and the others say so
    assert (await athlete.sees_sheet(second))["state"] == "paid"
    for late in (await athlete.sees_sheet(third), await athlete.authenticates(at_bank)):
        assert late["state"] == "failed"
        assert "paid already" in late["error"]
    assert len(charged(local)) == 1
    assert (await till.is_told()).successful_payment is not None
    await till.nothing()


async def test_what_the_bot_refuses_is_shown_and_not_charged(
    bot: Bot, till: Till, athlete: FakeAthlete, local: LocalStripe
) -> None:
    sheet = await athlete.presses_pay(await athlete.opens_sheet(await invoice(bot, athlete)), GOOD)
    await bot.answer_pre_checkout_query((await till.is_asked()).id, ok=False, error_message="This offer is old.")
    sheet = await athlete.sees_sheet(sheet)
    assert (sheet["state"], sheet["error"], charged(local)) == ("failed", "This offer is old.", [])
    # AND another try asks again
    await athlete.presses_pay(sheet, GOOD)
    await bot.answer_pre_checkout_query((await till.is_asked()).id, ok=True)
    assert (await till.is_told()).successful_payment is not None


async def test_ten_seconds_are_ten_seconds_of_the_sandboxs_clock(
    bot: Bot, till: Till, athlete: FakeAthlete, local: LocalStripe, time: Time
) -> None:
    card = await invoice(bot, athlete)
    # GIVEN a bot that takes ten seconds: just in time
    sheet = await athlete.presses_pay(await athlete.opens_sheet(card), DECLINED)
    query = await till.is_asked()
    time.now += 10
    assert await bot.answer_pre_checkout_query(query.id, ok=True)
    assert (await athlete.sees_sheet(sheet))["error"] == "Your card was declined."
    # AND one that takes eleven: too late, and nothing is charged
    sheet = await athlete.presses_pay(sheet, GOOD)
    query = await till.is_asked()
    time.now += 11
    with pytest.raises(BadRequest) as refused:
        await bot.answer_pre_checkout_query(query.id, ok=True)
    assert refused.value.message == "Query is too old and response timeout expired or query id is invalid"
    sheet = await athlete.sees_sheet(sheet)
    assert (sheet["state"], sheet["error"]) == (
        "failed",
        "The bot did not answer in time. Nothing was charged.",
    )
    assert charged(local) == []
    await till.nothing()


async def test_a_bot_that_never_answers_is_given_up_on_by_itself(
    bot: Bot, athlete: FakeAthlete, local: LocalStripe, time: Time
) -> None:
    sheet = await athlete.presses_pay(await athlete.opens_sheet(await invoice(bot, athlete)), GOOD)
    time.now += 11
    assert (await athlete.sees_sheet(sheet))["state"] == "failed"  # told by an event, nobody asked


async def test_a_query_is_answered_once(bot: Bot, till: Till, athlete: FakeAthlete, local: LocalStripe) -> None:
    await athlete.presses_pay(await athlete.opens_sheet(await invoice(bot, athlete)), GOOD)
    query = await till.is_asked()
    assert await bot.answer_pre_checkout_query(query.id, ok=True)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_pre_checkout_query(query.id, ok=True)
    assert len(charged(local)) == 1


@pytest.mark.parametrize("passed", [True, False])
async def test_the_bank_may_want_to_know(
    bot: Bot, till: Till, athlete: FakeAthlete, local: LocalStripe, passed: bool
) -> None:
    sheet = await athlete.presses_pay(await athlete.opens_sheet(await invoice(bot, athlete)), ASKS_BANK)
    await bot.answer_pre_checkout_query((await till.is_asked()).id, ok=True)
    sheet = await athlete.sees_sheet(sheet)
    assert sheet["state"] == "challenge"
    await till.nothing()
    sheet = await athlete.authenticates(sheet, passed=passed)
    if passed:
        assert sheet["state"] == "paid"
        assert (await till.is_told()).successful_payment is not None
    else:
        assert (sheet["state"], bool(sheet["error"])) == ("failed", True)
        await till.nothing()


@pytest.mark.parametrize("number", ["", "4242", "4242 4242 4242 4241", "4242 4242 4242 424x", "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢"])
async def test_what_is_no_card_number_is_said_before_the_bot_is_asked(
    bot: Bot, till: Till, athlete: FakeAthlete, local: LocalStripe, number: str
) -> None:
    sheet = await athlete.presses_pay(await athlete.opens_sheet(await invoice(bot, athlete)), number)
    assert (sheet["state"], sheet["error"]) == ("failed", "Your card number is invalid.")
    await till.nothing()


async def test_no_card_number_is_kept_or_told(tmp_path: Path, time: Time, caplog: pytest.LogCaptureFixture) -> None:
    # GIVEN a sandbox that keeps what it knows, and payments that went through, were declined, and wait for the bot
    file = tmp_path / "sandbox.json"
    sandbox = await start(clock=time, state_file=file)
    async with Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot, FakeAthlete(sandbox.url) as athlete:
        await athlete.starts()
        till = Till(bot)
        await till.next()
        answers = []
        for number in (GOOD, DECLINED, ASKS_BANK):
            sheet = await athlete.presses_pay(await athlete.opens_sheet(await invoice(bot, athlete)), number)
            await bot.answer_pre_checkout_query((await till.is_asked()).id, ok=True)
            answers.append(await athlete.sees_sheet(sheet))
            if answers[-1]["state"] == "paid":
                await till.is_told()
        answers.append(await athlete.presses_pay(await athlete.opens_sheet(await invoice(bot, athlete)), GOOD))
        events = [event for chat in sandbox.world.shown.chats.values() for event in chat.events._kept]
    await sandbox.close()
    # WHEN all that is kept, answered, told or logged is read, THEN no number is in it
    for answer in answers:
        del answer["test_cards"]  # the list to pick from
    kept = file.read_text() + file.with_name("stripe.json").read_text()
    everything = kept + json.dumps(answers) + repr(events) + caplog.text
    for number in (GOOD, DECLINED, ASKS_BANK):
        assert number not in everything
        assert number.replace(" ", "") not in everything


# ---- in Stars ----


async def test_a_subscription_in_stars_renews_every_thirty_days(
    bot: Bot, till: Till, athlete: FakeAthlete, sandbox: Sandbox, time: Time
) -> None:
    # GIVEN an athlete who subscribes by a link
    began = time.now
    first = (await subscribes(bot, till, athlete)).successful_payment
    assert first is not None
    assert (first.currency, first.total_amount, first.is_recurring, first.is_first_recurring) == (
        "XTR",
        450,
        True,
        True,
    )
    assert first.subscription_expiration_date is not None
    assert first.subscription_expiration_date.timestamp() == began + 30 * DAY
    assert (await athlete.has_stars())["balance"] == 550
    # WHEN thirty days go by, THEN it is paid again, by another charge
    time.now += 30 * DAY - 1
    sandbox.checkout.tick()
    await till.nothing()
    time.now += 1
    second = (await till.is_told()).successful_payment
    assert second is not None
    assert (second.total_amount, second.is_recurring, second.is_first_recurring) == (450, True, None)
    assert second.invoice_payload == first.invoice_payload
    assert second.telegram_payment_charge_id != first.telegram_payment_charge_id
    assert second.subscription_expiration_date is not None
    assert second.subscription_expiration_date.timestamp() == began + 60 * DAY
    # WHEN there are too few Stars for the third, THEN it waits for them, and goes on from when they came
    time.now += 45 * DAY
    sandbox.checkout.tick()
    await till.nothing()
    await athlete.tops_up(1_000)
    third = (await till.is_told()).successful_payment
    assert third is not None
    assert third.subscription_expiration_date is not None
    assert third.subscription_expiration_date.timestamp() == began + (75 + 30) * DAY
    await till.nothing()
    assert (await athlete.has_stars())["balance"] == 100 + 1_000 - 450


async def test_two_months_in_one_step_are_paid_one_after_the_other(
    bot: Bot, till: Till, athlete: FakeAthlete, sandbox: Sandbox, time: Time
) -> None:
    began = time.now
    await subscribes(bot, till, athlete)
    await athlete.tops_up(1_000)
    time.now += 65 * DAY
    sandbox.checkout.tick()
    for months in (2, 3):
        receipt = (await till.is_told()).successful_payment
        assert receipt is not None
        assert receipt.subscription_expiration_date is not None
        assert receipt.subscription_expiration_date.timestamp() == began + months * 30 * DAY
    await till.nothing()


async def test_the_same_subscription_is_not_bought_twice(bot: Bot, till: Till, athlete: FakeAthlete) -> None:
    link = await subscription_link(bot)
    sheet = await athlete.presses_pay(await athlete.opens_sheet(link))
    await bot.answer_pre_checkout_query((await till.is_asked()).id, ok=True)
    await athlete.sees_sheet(sheet)
    with pytest.raises(AssertionError, match="you have this subscription already"):
        await athlete.opens_sheet(link)


async def test_either_side_can_cancel_and_only_it_can_take_that_back(
    bot: Bot, till: Till, athlete: FakeAthlete, sandbox: Sandbox, time: Time
) -> None:
    receipt = (await subscribes(bot, till, athlete)).successful_payment
    assert receipt is not None
    charge = receipt.telegram_payment_charge_id
    # WHEN the bot cancels it, THEN the athlete cannot take that back
    assert await bot.edit_user_star_subscription(athlete.id, charge, is_canceled=True)
    assert (await athlete.has_stars())["subscriptions"][0]["renews"] is False
    with pytest.raises(AssertionError, match="only the bot"):
        await athlete.chooses_renewal(charge, renews=True)
    assert await bot.edit_user_star_subscription(athlete.id, charge, is_canceled=False)
    # WHEN the athlete cancels it, THEN it ends with what is paid, and the bot hears nothing of it
    await athlete.chooses_renewal(charge, renews=False)
    await athlete.chooses_renewal(charge, renews=True)
    await athlete.chooses_renewal(charge, renews=False)
    time.now += 31 * DAY
    sandbox.checkout.tick()
    await till.nothing()
    assert (await athlete.has_stars()) == {"balance": 550, "subscriptions": []}
    with pytest.raises(BadRequest, match="Charge_not_found"):
        await bot.edit_user_star_subscription(athlete.id, charge, is_canceled=False)


async def test_stars_go_back_once_and_the_bot_is_told(bot: Bot, till: Till, athlete: FakeAthlete, time: Time) -> None:
    receipt = (await subscribes(bot, till, athlete)).successful_payment
    assert receipt is not None
    charge = receipt.telegram_payment_charge_id
    assert (await bot.get_my_star_balance()).amount == 450
    time.now += 60
    assert await bot.refund_star_payment(athlete.id, charge)
    refund = (await till.is_told()).refunded_payment
    assert refund is not None
    assert (refund.telegram_payment_charge_id, refund.total_amount, refund.currency) == (charge, 450, "XTR")
    assert refund.invoice_payload == "purchase-2"
    assert await athlete.has_stars() == {"balance": 1_000, "subscriptions": []}
    with pytest.raises(BadRequest, match="Charge_already_refunded"):
        await bot.refund_star_payment(athlete.id, charge)
    with pytest.raises(BadRequest, match="Charge_not_found"):
        await bot.refund_star_payment(athlete.id, "another")
    # AND the bot's book has both
    came, went = (await bot.get_star_transactions()).transactions
    assert (came.id, came.amount, went.id, went.amount) == (charge, 450, charge, 450)
    assert came.source is not None
    assert came.receiver is None
    assert went.receiver is not None
    assert (await bot.get_star_transactions(offset=1, limit=1)).transactions == (went,)
    assert (await bot.get_my_star_balance()).amount == 0


async def test_too_few_stars_are_said_before_the_bot_is_asked(bot: Bot, till: Till, athlete: FakeAthlete) -> None:
    link = await bot.create_invoice_link("Premium", "A year.", "p", "XTR", [LabeledPrice("x", 1_001)])
    sheet = await athlete.presses_pay(await athlete.opens_sheet(link))
    assert (sheet["state"], sheet["balance"]) == ("failed", 1_000)
    assert "enough Stars" in sheet["error"]
    await till.nothing()
    await athlete.tops_up(1)
    assert (await athlete.presses_pay(sheet))["state"] == "checking"


async def test_time_moved_on_the_page_renews_at_once(time: Time) -> None:
    sandbox = await start(strict_spec=True, clock=MovableClock(machine=time))
    async with (
        httpx.AsyncClient(base_url=sandbox.url) as http,
        Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot,
        FakeAthlete(sandbox.url) as athlete,
    ):
        await athlete.starts()
        till = Till(bot)
        await till.next()
        await subscribes(bot, till, athlete)
        await http.post("/sandbox/clock", json={"seconds": 30 * DAY})
        told = await till.is_told()
        assert told.successful_payment is not None
        assert told.date.timestamp() == time.now + 30 * DAY
    await sandbox.close()


async def test_what_was_bought_outlives_a_restart(tmp_path: Path, time: Time) -> None:
    # GIVEN a subscription, a paid invoice and one that is still open
    file = tmp_path / "sandbox.json"
    sandbox = await start(strict_spec=True, clock=time, state_file=file)
    async with Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot, FakeAthlete(sandbox.url) as athlete:
        await athlete.starts()
        till = Till(bot)
        await till.next()
        receipt = (await subscribes(bot, till, athlete)).successful_payment
        paid, still_open = await invoice(bot, athlete, "a"), await invoice(bot, athlete, "b")
        sheet = await athlete.presses_pay(await athlete.opens_sheet(paid), GOOD)
        await bot.answer_pre_checkout_query((await till.is_asked()).id, ok=True)
        await athlete.sees_sheet(sheet)
        await till.is_told()
        known = athlete.id
    await sandbox.close()
    # WHEN the sandbox comes back a month later
    time.now += 30 * DAY
    sandbox = await start(strict_spec=True, clock=time, state_file=file)
    async with (
        Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot,
        FakeAthlete(sandbox.url, athlete_id=known) as athlete,
    ):
        # THEN it renews what is due, knows what is paid, and the other can still be paid
        renewed = await Till(bot, till.offset).is_told()
        assert renewed.successful_payment is not None
        assert receipt is not None
        assert renewed.successful_payment.invoice_payload == receipt.invoice_payload
        assert (await athlete.opens_sheet(paid))["state"] == "paid"
        assert (await athlete.opens_sheet(still_open))["state"] == "open"
        assert (await athlete.has_stars())["balance"] == 100
    await sandbox.close()


# ---- what Telegram does not sell ----

GOODS: dict[str, Any] = {
    "title": "Premium",
    "description": "A month.",
    "payload": "p",
    "provider_token": PROVIDER,
    "currency": "EUR",
    "prices": '[{"label": "x", "amount": 790}]',
}
STAR_GOODS: dict[str, Any] = {**GOODS, "provider_token": "", "currency": "XTR"}


@pytest.mark.parametrize(
    ("goods", "words"),
    [
        ({**GOODS, "title": " "}, "INVOICE_TITLE_INVALID"),
        ({**GOODS, "title": "x" * 33}, "INVOICE_TITLE_INVALID"),
        ({**GOODS, "description": "x" * 256}, "INVOICE_DESCRIPTION_INVALID"),
        ({**GOODS, "payload": ""}, "INVOICE_PAYLOAD_INVALID"),
        ({**GOODS, "payload": "é" * 65}, "INVOICE_PAYLOAD_INVALID"),
        ({**GOODS, "provider_token": ""}, "PAYMENT_PROVIDER_INVALID"),
        ({**GOODS, "provider_token": "1:LIVE:x"}, "PAYMENT_PROVIDER_INVALID"),
        ({**GOODS, "currency": "EUX"}, "CURRENCY_INVALID"),
        ({**GOODS, "currency": "eur"}, "CURRENCY_INVALID"),
        ({**GOODS, "prices": "[]"}, "there must be at least one price"),
        ({**GOODS, "prices": '[{"label": "x", "amount": 50}]'}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
        ({**GOODS, "prices": '[{"label": "x", "amount": 1000001}]'}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
        ({**STAR_GOODS, "provider_token": PROVIDER}, "STARS_INVOICE_INVALID"),
        ({**STAR_GOODS, "need_email": "true"}, "STARS_INVOICE_INVALID"),
        ({**STAR_GOODS, "prices": '[{"label": "x", "amount": 0}]'}, "STARS_INVOICE_INVALID"),
        (
            {**STAR_GOODS, "prices": '[{"label": "a", "amount": 1}, {"label": "b", "amount": 1}]'},
            "STARS_INVOICE_INVALID",
        ),
        ({**STAR_GOODS, "subscription_period": 60}, "SUBSCRIPTION_PERIOD_INVALID"),
        ({**GOODS, "subscription_period": 2592000}, "SUBSCRIPTION_PERIOD_INVALID"),
        (
            {**STAR_GOODS, "subscription_period": 2592000, "prices": '[{"label": "x", "amount": 10001}]'},
            "STARS_INVOICE_INVALID",
        ),
    ],
)
async def test_what_cannot_be_sold_is_refused(
    http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete, goods: dict[str, Any], words: str
) -> None:
    answer = await http.post(f"/bot{bot.token}/createInvoiceLink", data=goods)
    assert (answer.status_code, answer.json()["description"]) == (400, f"Bad Request: {words}")
    if "subscription_period" not in goods:
        answer = await http.post(f"/bot{bot.token}/sendInvoice", data={**goods, "chat_id": athlete.id})
        assert (answer.status_code, answer.json()["description"]) == (400, f"Bad Request: {words}")
        await athlete.nothing_new(0.02)


async def test_the_limits_of_an_invoice_are_allowed(bot: Bot, athlete: FakeAthlete) -> None:
    keyboard = InlineKeyboardMarkup(
        [[InlineKeyboardButton("Pay", pay=True)], [InlineKeyboardButton("x", url="http://x")]]
    )
    message = await bot.send_invoice(
        athlete.id, "x" * 32, "x" * 255, "x" * 128, "EUR", PRICE, provider_token=PROVIDER, reply_markup=keyboard
    )
    assert message.reply_markup == keyboard
    link = await bot.create_invoice_link("x", "x", "x", "XTR", [LabeledPrice("x", 10_000)], subscription_period=MONTH)
    assert link.startswith("https://t.me/$")


async def test_the_first_button_of_an_invoice_pays(bot: Bot, athlete: FakeAthlete) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Other", callback_data="x")]])
    with pytest.raises(BadRequest, match="Reply_markup_buy_empty"):
        await bot.send_invoice(athlete.id, "x", "x", "x", "EUR", PRICE, provider_token=PROVIDER, reply_markup=keyboard)


async def test_a_refusal_needs_words(http: httpx.AsyncClient, bot: Bot) -> None:
    data = {"pre_checkout_query_id": "1", "ok": "false"}
    answer = await http.post(f"/bot{bot.token}/answerPreCheckoutQuery", data=data)
    assert answer.json()["description"] == 'Bad Request: parameter "error_message" is required'


async def test_only_those_who_are_there_have_stars(bot: Bot, athlete: FakeAthlete) -> None:
    with pytest.raises(BadRequest, match="User_id_invalid"):
        await bot.refund_star_payment(1, "x")
    with pytest.raises(BadRequest, match="Limit_invalid"):
        await bot.get_star_transactions(limit=0)
    with pytest.raises(BadRequest, match="Offset_invalid"):
        await bot.get_star_transactions(offset=-1)


# ---- the page's side ----


async def test_another_bots_invoice_is_not_paid_here(bot: Bot, athlete: FakeAthlete, sandbox: Sandbox) -> None:
    async with Bot("777:another-bot_token", base_url=f"{sandbox.url}/bot") as other:
        link = await other.create_invoice_link("x", "x", "x", "XTR", STARS)
    with pytest.raises(AssertionError, match="not there any more"):
        await athlete.opens_sheet(link)


async def test_a_link_leads_to_the_page_that_opens_its_sheet(http: httpx.AsyncClient, bot: Bot) -> None:
    link = await subscription_link(bot)
    answer = await http.get(link.removeprefix("https://t.me"))
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/?invoice={link.rpartition('$')[2]}"


async def test_who_has_blocked_the_bot_pays_nothing(bot: Bot, athlete: FakeAthlete, local: LocalStripe) -> None:
    sheet = await athlete.opens_sheet(await invoice(bot, athlete))
    await athlete.blocks()
    with pytest.raises(AssertionError, match="blocked"):
        await athlete.presses_pay(sheet, GOOD)


@pytest.mark.parametrize("stars", [0, -1, 100_001, True, "5", None])
async def test_stars_come_in_sensible_numbers(http: httpx.AsyncClient, athlete: FakeAthlete, stars: object) -> None:
    answer = await http.post(f"/sandbox/athletes/{athlete.id}/stars", json={"stars": stars})
    assert answer.status_code == 400


async def test_nobody_sees_anothers_sheet(bot: Bot, athlete: FakeAthlete, sandbox: Sandbox) -> None:
    sheet = await athlete.opens_sheet(await invoice(bot, athlete))
    async with FakeAthlete(sandbox.url) as other:
        with pytest.raises(AssertionError, match="closed"):
            await other.presses_pay(sheet, GOOD)
