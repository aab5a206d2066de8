"""What became of premium, said in the chat: each news helps, and none that is not true any more is said."""

import datetime as dt

import pytest

from backend.contract.premium import (
    PlanId,
    PremiumCause,
    PremiumChange,
    PremiumNews,
    PremiumState,
    Purchase,
    Rail,
)
from backend.errors import BackendUnavailable, StripeUnavailable
from handlers.premium_news import _NEWS
from handlers.turn import NotNow
from tests.fakes.premium import MONTH, UNTIL, YEAR

ENDED = {"state": PremiumState.ENDED, "cause": PremiumCause.RAN_OUT, "renews": False, "can_cancel": False}


def set_to(chat, **fields) -> None:
    chat.premium.now = chat.premium.now.model_copy(update=fields)


async def buys(chat) -> int:
    await chat.says("/premium")
    await chat.taps("€7.90 a month")
    return chat.last.id


async def test_there_are_words_for_every_news():
    assert set(_NEWS) == set(PremiumNews)


async def test_once_it_is_paid_the_card_is_a_record_and_premium_is_on(chat):
    card = await buys(chat)
    chat.premium.is_on()
    await chat.hears_of_premium("on")
    assert chat.bot.shown[card].text == "Paid: One month of premium, €7.90."
    assert chat.bot.shown[card].buttons == {}
    assert chat.last.text == "Premium is on until Tue 22 Dec. Receipt and changes: /billing"


async def test_the_card_being_gone_is_no_trouble(chat):
    card = await buys(chat)
    del chat.bot.shown[card]
    chat.premium.is_on()
    await chat.hears_of_premium("on")
    chat.sees("Premium is on until Tue 22 Dec.")


async def test_the_same_news_again_says_nothing(chat):
    chat.premium.is_on()
    await chat.hears_of_premium("on", "premium:1")
    said = len(chat.bot.told)
    await chat.hears_of_premium("on", "premium:1")
    assert len(chat.bot.told) == said


async def test_a_declined_card_leaves_the_way_to_try_another(chat):
    await buys(chat)
    invoice = Purchase(
        id=chat.premium.open.id,
        plan=PlanId.MONTH,
        rail=Rail.STRIPE_INVOICE,
        price=MONTH,
        url="https://pay.example/in_1",
    )
    set_to(chat, open_purchase=invoice)
    await chat.hears_of_premium("declined")
    assert chat.last.text.startswith("The card was declined, and nothing was charged.")
    assert chat.last.buttons == {"Pay with card (Stripe)": "https://pay.example/in_1"}


async def declines(chat) -> int:
    set_to(chat, open_purchase=chat.premium.open)
    await chat.hears_of_premium("declined")
    assert "Pay with card (Stripe)" in chat.last.buttons
    return chat.last.id


@pytest.mark.parametrize("news", ["on", "granted", "expired"])
async def test_once_that_is_over_the_declined_card_has_nothing_to_be_tapped(chat, news):
    await buys(chat)
    declined = await declines(chat)
    if news != "expired":
        chat.premium.is_on(open_purchase=None)
    await chat.hears_of_premium(news)
    assert chat.bot.shown[declined].text == "The card was declined, and nothing was charged."
    assert chat.bot.shown[declined].buttons == {}


async def test_of_two_declined_cards_only_the_last_leads_to_paying(chat):
    await buys(chat)
    first, last = await declines(chat), await declines(chat)
    assert chat.bot.shown[first].buttons == {}
    assert chat.bot.shown[last].buttons


@pytest.mark.parametrize("tap", ["Not now", "Other plan"])
async def test_who_pays_otherwise_or_not_at_all_finds_no_way_to_pay_below_the_declined_card(chat, tap):
    card = await buys(chat)
    declined = await declines(chat)
    await chat.taps(tap, card)
    assert chat.bot.shown[declined].buttons == {}


async def test_a_declined_card_that_is_gone_holds_nothing_up(chat):
    await buys(chat)
    del chat.bot.shown[await declines(chat)]
    chat.premium.is_on()
    await chat.hears_of_premium("on")
    chat.sees("Premium is on until Tue 22 Dec.")


async def test_an_invoice_left_open_is_no_longer_to_be_tapped(chat):
    card = await buys(chat)
    await chat.hears_of_premium("expired")
    assert chat.bot.shown[card].buttons == {}
    assert chat.last.text.startswith("The invoice is no longer open, and nothing was charged.")
    assert "€7.90 a month" in chat.last.buttons


async def test_a_failed_renewal_says_until_when_and_how_to_mend_it(chat):
    chat.premium.is_on(state=PremiumState.GRACE, cause=PremiumCause.RENEWAL_FAILED)
    await chat.hears_of_premium("grace")
    assert chat.last.text.startswith("The last renewal did not go through. Premium stays on until Tue 22 Dec")
    assert "your log stays as it is" in chat.last.text
    await chat.taps("Change card…")
    assert chat.last.buttons["Change card or cancel"].startswith("https://portal.example/")


async def test_where_it_is_paid_in_the_chat_another_payment_mends_it(chat):
    chat.premium.sells(Rail.TELEGRAM_CARD)
    chat.premium.is_on(state=PremiumState.GRACE, cause=PremiumCause.RENEWAL_FAILED)
    await chat.hears_of_premium("grace")
    assert "Another payment mends it" in chat.last.text
    assert "€7.90 a month" in chat.last.buttons


async def test_at_the_end_nothing_is_lost_and_coming_back_is_one_tap(chat):
    set_to(chat, until=UNTIL, **ENDED)
    await chat.hears_of_premium("ended")
    assert chat.last.text.startswith("Premium has ended. Your log, trends, check-ins and export stay as they are.")
    assert "€7.90 a month" in chat.last.buttons


@pytest.mark.parametrize(
    ("cause", "why"),
    [
        (PremiumCause.REFUNDED, "because its payment was given back to you."),
        (PremiumCause.DISPUTED, "because its payment is disputed at your bank."),
        (PremiumCause.WITHDRAWN, "whoever runs this bot took it back."),
    ],
)
async def test_what_was_taken_back_says_why(chat, cause, why):
    set_to(chat, state=PremiumState.REVOKED, cause=cause)
    await chat.hears_of_premium("revoked")
    assert why in chat.last.text
    assert "stay as they are" in chat.last.text


@pytest.mark.parametrize(("news", "state"), [("declined", "free"), ("revoked", "revoked"), ("mismatch", "active")])
async def test_where_a_payment_went_wrong_it_says_whom_to_write_to(chat, news, state):
    await buys(chat)
    set_to(chat, state=PremiumState(state), cause=PremiumCause.DISPUTED, open_purchase=chat.premium.open)
    await chat.hears_of_premium(news)
    assert "Write to" not in chat.last.text
    chat.names_for_support("pay@example.org")
    await chat.hears_of_premium(news)
    assert chat.last.text.endswith("\nTrouble with a payment? Write to pay@example.org.")


async def test_before_an_end_that_does_not_renew_it_is_asked_once_more(chat):
    chat.premium.sells(Rail.TELEGRAM_CARD)
    chat.premium.is_on(renews=False, can_cancel=False)
    await chat.hears_of_premium("pay_again")
    assert chat.last.text.startswith("Premium ends on Tue 22 Dec, because it does not renew by itself.")
    await chat.taps("€7.90 a month")
    assert len(chat.bot.invoices) == 1


@pytest.mark.parametrize(
    ("news", "said"),
    [
        ("renewed", "Premium is renewed until Tue 22 Dec."),
        ("granted", "a present from whoever runs this bot."),
        ("resumed", "Premium goes on. It renews on Tue 22 Dec."),
        ("double", "Two plans were paid."),
        ("mismatch", "A payment arrived that does not fit what was agreed."),
    ],
)
async def test_other_news(chat, news, said):
    chat.premium.is_on()
    await chat.hears_of_premium(news)
    assert said in chat.last.text


async def test_cancelled_elsewhere_it_says_until_when_and_can_be_resumed(chat):
    chat.premium.is_on(renews=False, can_cancel=False, can_resume=True)
    await chat.hears_of_premium("cancelled")
    assert chat.last.text == "Cancelled. Premium stays on until Tue 22 Dec, then it ends by itself."
    assert list(chat.last.buttons) == ["Resume premium"]


@pytest.mark.parametrize("news", ["on", "renewed", "granted", "grace", "revoked", "cancelled", "resumed", "declined"])
async def test_what_is_not_true_any_more_is_not_said(chat, news):
    set_to(chat, **ENDED)
    said = len(chat.bot.told)
    await chat.hears_of_premium(news, minutes_ago=1)
    assert len(chat.bot.told) == said


@pytest.mark.parametrize("news", ["ended", "expired", "resumed?", ""])
async def test_nor_what_is_over_or_unknown(chat, news):
    chat.premium.is_on()
    said = len(chat.bot.told)
    await chat.hears_of_premium(news, minutes_ago=1)
    assert len(chat.bot.told) == said


async def test_news_that_come_before_what_they_tell_is_stored_wait_a_moment(chat):
    await buys(chat)
    with pytest.raises(NotNow):
        await chat.hears_of_premium("on", "premium:1")
    chat.premium.is_on()
    await chat.hears_of_premium("on", "premium:1")
    chat.sees("Premium is on until Tue 22 Dec.")


async def test_while_the_backend_is_away_the_news_wait(chat):
    chat.premium.fails = [BackendUnavailable()]
    with pytest.raises(BackendUnavailable):
        await chat.hears_of_premium("on")


async def test_news_waits_until_what_it_tells_of_is_saved(chat):
    # GIVEN premium that works still, by what was paid before, and news of its renewal that comes before that is saved
    before = PremiumChange(at=UNTIL - dt.timedelta(days=60), state=PremiumState.ACTIVE, cause=PremiumCause.PAID)
    chat.premium.is_on(until=UNTIL - dt.timedelta(days=30), changes=(before,))
    said = len(chat.bot.told)
    with pytest.raises(NotNow):
        await chat.hears_of_premium("renewed", "premium:1")
    assert len(chat.bot.told) == said
    # WHEN it is saved
    saved = before.model_copy(update={"at": chat.clock.now(), "cause": PremiumCause.RENEWED})
    chat.premium.is_on(changes=(saved, before))
    await chat.hears_of_premium("renewed", "premium:1")
    # THEN it is told, and until the right day
    assert chat.last.text == "Premium is renewed until Tue 22 Dec. Receipt: /billing"


async def test_news_of_what_a_crash_kept_from_being_saved_is_looked_at_anew_and_told(chat):
    async def saves():
        chat.premium.is_on()
        return chat.premium.now

    chat.premium.restore_premium = saves
    await chat.hears_of_premium("on", minutes_ago=90)
    chat.sees("Premium is on until Tue 22 Dec.")


async def test_while_stripe_is_away_news_that_is_old_and_not_so_is_not_said(chat):
    async def is_away():
        raise StripeUnavailable

    chat.premium.restore_premium = is_away
    said = len(chat.bot.told)
    await chat.hears_of_premium("on", minutes_ago=90)
    assert len(chat.bot.told) == said


@pytest.mark.parametrize("forgotten", [False, True], ids=["known", "forgotten"])
async def test_stars_that_were_revoked_are_ended_at_telegram_too(chat, forgotten):
    chat.premium.sells(Rail.STARS)
    set_to(chat, state=PremiumState.REVOKED, cause=PremiumCause.WITHDRAWN, stars_charge_id="stars1")
    chat.bot.unknown_charges = {"stars1"} if forgotten else set()
    await chat.hears_of_premium("revoked")
    assert chat.bot.subscriptions == ([] if forgotten else [(chat.id, "stars1", True)])
    chat.sees("Premium is off: whoever runs this bot took it back.")


async def test_what_was_paid_beside_something_longer_is_told_and_closes_the_card(chat):
    card = await buys(chat)
    chat.premium.is_on(price=YEAR, plan=PlanId.YEAR, renews=False, can_cancel=False)
    await chat.hears_of_premium("paid")
    assert chat.bot.shown[card].text == "Paid."
    assert chat.last.text == "Paid. Premium was on already, until Tue 22 Dec. Receipt and changes: /billing"
