"""/premium: what it gives, what it costs, and buying it by each way that money can take."""

from uuid import UUID

import pytest

from backend.contract.premium import PlanId, PremiumState, Rail
from backend.errors import AlreadyPremium, StripeUnavailable


async def test_premium_says_what_it_gives_what_stays_free_and_what_it_costs(chat):
    await chat.says("/premium")
    shown = chat.sees("Premium: a coach that answers questions from your own log: /ask.")
    assert "Logging, trends, check-ins and export stay free." in shown.text
    assert list(shown.buttons) == ["€7.90 a month", "€69 a year"]


async def test_what_a_model_can_do_is_promised_where_there_is_one(chat):
    chat.coach.by_model = True
    await chat.says("/premium")
    chat.sees("Premium: a coach that answers from your own log, voice notes, a review every Monday.")


async def test_prices_are_written_as_the_language_does(chat):
    await chat.says("/settings")
    await chat.taps("Deutsch")
    await chat.says("/premium")
    assert list(chat.last.buttons) == ["7,90\xa0€ im Monat", "69\xa0€ im Jahr"]


async def test_where_nothing_is_sold_premium_is_included_and_there_is_nothing_to_buy(chat):
    chat.premium.sells(Rail.OFF)
    await chat.says("/premium")
    assert chat.last.text == "Premium is included here. Everything works, and there is nothing to buy."
    assert chat.last.buttons == {}
    await chat.says("/billing")
    assert "Premium is included here." in chat.last.text
    assert chat.last.buttons == {}


async def test_buying_turns_the_card_into_the_way_to_the_invoice(chat):
    await chat.says("/premium")
    card = chat.last.id
    await chat.taps("€7.90 a month")
    assert chat.last.id == card
    assert chat.last.text.startswith("Your invoice is ready. One month of premium, €7.90. Nothing is charged until you")
    assert "It renews by itself until you cancel: /billing." in chat.last.text
    assert chat.last.buttons["Pay with card (Stripe)"] == "https://pay.example/in_1"
    assert chat.premium.bought[0].plan is PlanId.MONTH


async def test_the_same_tap_again_is_the_same_command(chat):
    await chat.says("/premium")
    shown = chat.last
    await chat.taps_data("b:buy:month", shown)
    chat.update_id -= 1  # the very same update once more, after a crash
    await chat.taps_data("b:buy:month", shown)
    assert chat.premium.bought[0].id == chat.premium.bought[1].id
    assert next(iter(chat.last.buttons)) == "Pay with card (Stripe)"


async def test_another_plan_can_be_chosen_or_none(chat):
    await chat.says("/premium")
    await chat.taps("€7.90 a month")
    await chat.taps("Other plan")
    await chat.taps("€69 a year")
    chat.sees("One year of premium, €69.")
    await chat.taps("Not now")
    assert chat.last.text == "Not bought, and nothing was charged. /premium brings it back."
    assert chat.last.buttons == {}


async def test_when_stripe_is_away_nothing_is_charged_and_the_card_stays(chat):
    await chat.says("/premium")
    chat.premium.fails = [StripeUnavailable()]
    await chat.taps("€7.90 a month")
    assert chat.bot.toasts[-1] == "Stripe does not answer just now; nothing was charged. Try it again in a minute."
    assert "€7.90 a month" in chat.last.buttons
    await chat.taps("€7.90 a month")
    chat.sees("Your invoice is ready.")


async def test_who_has_it_is_told_until_when_and_can_buy_nothing(chat):
    chat.premium.is_on()
    await chat.says("/premium")
    assert chat.last.text == "Premium is on, and renews on Tue 22 Dec for €7.90."
    assert list(chat.last.buttons) == ["Billing"]
    await chat.taps("Billing")
    chat.sees("Billing · One month of premium")


async def test_an_old_button_of_somebody_who_has_it_is_answered(chat):
    await chat.says("/premium")
    chat.premium.fails = [AlreadyPremium()]
    await chat.taps("€7.90 a month")
    chat.sees("Premium is on already. /billing shows until when, and whether it renews.")


async def test_a_deep_link_leads_to_premium(chat):
    await chat.says("/start premium")
    chat.sees("Premium: a coach that answers")


async def test_in_grace_the_way_to_buy_again_is_open_as_soon_as_nothing_renews(chat):
    chat.premium.is_on(state=PremiumState.GRACE, renews=False, can_cancel=False)
    await chat.says("/premium")
    assert "The last renewal did not go through." in chat.last.text
    assert "€7.90 a month" in chat.last.buttons


# ---- paid in the chat ----


async def test_a_card_is_paid_on_telegrams_own_invoice_below_the_card(chat):
    chat.premium.sells(Rail.TELEGRAM_CARD)
    await chat.says("/premium")
    await chat.taps("€69 a year")
    [invoice] = chat.bot.invoices
    assert (invoice.title, invoice.currency, invoice.price) == ("One year of premium", "EUR", 6900)
    assert invoice.provider_token == "1:TEST:a"
    purchase, athlete = map(UUID, invoice.payload.split(":"))
    assert (purchase, athlete) == (chat.premium.open.id, chat.state.athlete_id)
    assert chat.last.id == invoice.message_id
    chat.sees("It renews by itself if your card allows that")


async def test_a_second_tap_and_a_change_of_mind_leave_no_second_invoice(chat):
    chat.premium.sells(Rail.TELEGRAM_CARD)
    await chat.says("/premium")
    shown = chat.last
    await chat.taps_data("b:buy:month", shown)
    await chat.taps_data("b:buy:month", shown)
    first, second = chat.bot.invoices
    assert first.payload == second.payload
    assert first.message_id not in chat.bot.shown
    assert second.message_id in chat.bot.shown
    await chat.taps("Not now")
    assert second.message_id not in chat.bot.shown


async def test_stars_are_a_subscription_of_thirty_days_behind_a_button(chat):
    chat.premium.sells(Rail.STARS)
    await chat.says("/premium")
    await chat.taps("450\xa0⭐ a month")
    [invoice] = chat.bot.invoices
    assert (invoice.currency, invoice.price, invoice.provider_token) == ("XTR", 450, "")
    assert chat.last.buttons["Pay 450\xa0⭐"] == "https://t.me/$invoice1"
    assert "Other plan" not in chat.last.buttons


@pytest.mark.parametrize("data", ["b:buy:week", "b:buy", "b", "b:plans:x", "i", "i:yes", "i:yes:all"])
async def test_data_that_no_button_of_ours_says_buys_nothing(chat, data):
    await chat.says("/premium")
    await chat.taps_data(data, chat.last)
    assert chat.premium.bought == []
    assert chat.premium.choices == []


async def test_not_now_on_a_card_left_behind_does_not_deny_what_was_paid_since(chat):
    # GIVEN an invoice on a card, and another card from which it was paid
    await chat.says("/premium")
    await chat.taps("€7.90 a month")
    left_behind = chat.last.id
    await chat.says("/premium")
    chat.premium.is_on()
    await chat.hears_of_premium("on")
    # WHEN the first one is put away
    await chat.taps("Not now", left_behind)
    # THEN it says how it stands
    assert chat.bot.shown[left_behind].text == "Premium is on, and renews on Tue 22 Dec for €7.90."


@pytest.mark.parametrize("rail", [Rail.TELEGRAM_CARD, Rail.STARS])
@pytest.mark.parametrize("by_model", [True, False])
async def test_telegrams_invoice_promises_no_more_than_the_card_above_it(chat, rail, by_model):
    chat.coach.by_model = by_model
    chat.premium.sells(rail)
    await chat.says("/premium")
    await chat.taps("450\xa0⭐ a month" if rail is Rail.STARS else "€7.90 a month")
    [invoice] = chat.bot.invoices
    assert ("voice notes" in invoice.description) is by_model
    assert "from your own log" in invoice.description
