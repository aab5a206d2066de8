"""/billing: plan, receipts, what happened, and the ways to change it; and what deleting everything does to it."""

import datetime as dt

import pytest

from backend.contract.premium import (
    Closed,
    PlanId,
    PremiumCause,
    PremiumChange,
    PremiumState,
    Rail,
    Receipt,
)
from backend.errors import StripeUnavailable
from tests.fakes.premium import MONTH, UNTIL

PAID_AT = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
"""Already Monday in Berlin."""


def paid(url: str | None = None, **more) -> Receipt:
    return Receipt(paid_at=PAID_AT, price=MONTH, plan=PlanId.MONTH, url=url, **more)


async def test_billing_shows_plan_renewal_receipts_and_what_happened(chat):
    chat.premium.is_on(
        receipts=(paid("https://pay.example/r?a=1&b=2"), paid(refunded=True)),
        changes=(
            PremiumChange(at=PAID_AT, state=PremiumState.ACTIVE, cause=PremiumCause.PAID, until=UNTIL),
            PremiumChange(at=PAID_AT, state=PremiumState.FREE, cause=PremiumCause.RAN_OUT),
            PremiumChange(at=PAID_AT, state=PremiumState.ENDED, cause=PremiumCause.RENEWAL_FAILED, until=PAID_AT),
            PremiumChange(at=PAID_AT, state=PremiumState.GRACE, cause=PremiumCause.RENEWAL_FAILED, until=UNTIL),
        ),
    )
    await chat.says("/billing")
    assert chat.last.text.splitlines() == [
        "Billing · One month of premium",
        "Premium is on, and renews on Tue 22 Dec for €7.90.",
        "Receipts:",
        "· Mon 23 Nov, €7.90",
        "· Mon 23 Nov, €7.90 (given back)",
        "What happened:",
        "· Mon 23 Nov: paid, on until Tue 22 Dec",
        "· Mon 23 Nov: ended",
        "· Mon 23 Nov: ended",
        "· Mon 23 Nov: the renewal did not go through, on until Tue 22 Dec",
    ]
    assert '<a href="https://pay.example/r?a=1&amp;b=2">' in chat.last.html
    assert chat.last.buttons["Change card or cancel"] == "https://portal.example/1"


async def test_who_bought_nothing_is_shown_the_way_and_can_have_it_looked_up(chat):
    await chat.says("/billing")
    assert chat.last.text == "Billing\nYou have bought nothing. /premium shows what there is."
    chat.premium.is_on()
    await chat.taps("Look again")
    assert chat.premium.looked_anew == 2
    assert "Premium is on, and renews" in chat.last.text
    assert chat.bot.toasts[-1] == "This is how it stands now."


async def test_who_asks_for_help_with_a_payment_sees_how_it_stands_and_whom_to_write_to(chat):
    chat.premium.is_on(receipts=(paid(),))
    await chat.says("/paysupport")
    assert chat.last.text.splitlines() == [
        "Billing · One month of premium",
        "Premium is on, and renews on Tue 22 Dec for €7.90.",
        "Receipts:",
        "· Mon 23 Nov, €7.90",
        "Trouble with a payment? Write to whoever runs this bot.",
    ]
    chat.names_for_support("help&pay@example.org")
    await chat.says("/paysupport")
    assert chat.last.text.splitlines()[-1] == "Trouble with a payment? Write to help&pay@example.org."
    assert "help&amp;pay@" in chat.last.html


async def test_billing_names_the_contact_too_and_goes_on_naming_it(chat):
    chat.names_for_support("@club_treasurer")
    await chat.says("/billing")
    await chat.taps("Look again")
    assert chat.last.text.splitlines()[-1] == "Trouble with a payment? Write to @club_treasurer."


async def test_nobody_is_named_where_nothing_is_sold_unless_it_is_asked(chat):
    chat.names_for_support("@club_treasurer")
    chat.premium.sells(Rail.OFF)
    await chat.says("/billing")
    assert "Trouble" not in chat.last.text
    await chat.says("/paysupport")
    assert chat.last.text.endswith("Trouble with a payment? Write to @club_treasurer.")


async def test_while_stripe_is_away_billing_shows_what_is_known(chat):
    chat.premium.is_on()
    await chat.says("/billing")
    chat.premium.fails = [StripeUnavailable()]
    await chat.taps("Look again")
    assert chat.bot.toasts[-1] == "Stripe does not answer just now; nothing was charged. Try it again in a minute."
    portal = chat.premium.open_portal

    async def away():
        raise StripeUnavailable

    chat.premium.open_portal = away
    chat.premium.fails = [StripeUnavailable()]
    await chat.says("/billing")
    chat.sees("Premium is on, and renews")
    assert chat.last.buttons["Change card or cancel"] == "i:open"
    chat.premium.open_portal = portal
    await chat.taps("Change card or cancel", chat.last.id)
    assert chat.last.buttons["Change card or cancel"].startswith("https://portal.example/")


async def test_cancelling_asks_once_and_says_until_when(chat):
    chat.premium.is_on()
    await chat.says("/billing")
    await chat.taps("Cancel premium")
    assert chat.last.text == "Cancel premium? It stays on until Tue 22 Dec, and nothing is charged after that."
    assert chat.premium.choices == []
    await chat.taps("Cancel premium")
    assert chat.premium.choices == [False]
    chat.sees("Cancelled. Premium stays on until Tue 22 Dec, then it ends by itself.")
    said = len(chat.bot.told)
    await chat.hears_of_premium("cancelled")
    assert len(chat.bot.told) == said, "the card has told it already"
    await chat.taps("Resume premium")
    assert chat.last.text == "Resume premium? It then renews by itself on Tue 22 Dec, for €7.90."
    await chat.taps("Resume")
    assert chat.premium.choices == [False, True]
    chat.sees("Premium goes on. It renews on Tue 22 Dec.")


@pytest.mark.parametrize(
    "unpaid", [{"state": PremiumState.GRACE}, {"until": dt.datetime(2026, 11, 1, tzinfo=dt.UTC)}], ids=["failed", "due"]
)
async def test_cancelling_what_is_unpaid_is_said_to_end_it_at_once(chat, unpaid):
    chat.premium.is_on(**unpaid)
    await chat.says("/billing")
    await chat.taps("Cancel premium")
    question = "Cancel premium? Its renewal is not paid, so it ends at once, and nothing more is charged."
    assert chat.last.text == question
    chat.premium.now = chat.premium.now.model_copy(update={"state": PremiumState.GRACE})
    await chat.taps("Cancel premium")
    assert chat.premium.choices == [False]
    chat.sees("Cancelled. Premium has ended, and nothing more is charged.")
    said = len(chat.bot.told)
    await chat.hears_of_premium("ended")
    assert len(chat.bot.told) == said, "the card has told it already"


@pytest.mark.parametrize("rail", [Rail.TELEGRAM_CARD, Rail.STARS])
async def test_a_renewal_that_failed_in_the_chat_can_be_mended_from_billing_and_premium(chat, rail):
    chat.premium.sells(rail)
    chat.premium.is_on(state=PremiumState.GRACE, cause=PremiumCause.RENEWAL_FAILED)
    month = "450\xa0⭐ a month" if rail is Rail.STARS else "€7.90 a month"
    for command in ("/billing", "/premium"):
        await chat.says(command)
        assert month in chat.last.buttons


async def test_an_invoice_that_is_open_is_named_and_can_be_paid_from_billing(chat):
    await chat.says("/premium")
    await chat.taps("€7.90 a month")
    chat.premium.now = chat.premium.now.model_copy(update={"open_purchase": chat.premium.open})
    await chat.says("/billing")
    assert chat.last.text.splitlines() == [
        "Billing",
        "An invoice is open: One month of premium, €7.90. Nothing is charged until you pay.",
    ]
    assert chat.last.buttons["Pay with card (Stripe)"] == "https://pay.example/in_1"


async def test_a_subscription_of_before_is_cancelled_where_premium_is_included(chat):
    chat.premium.sells(Rail.OFF)
    chat.premium.now = chat.premium.now.model_copy(update={"until": UNTIL, "can_cancel": True, "can_manage": True})
    await chat.says("/premium")
    await chat.taps("Billing")
    await chat.taps("Cancel premium")
    question = "Cancel your subscription? Nothing more is charged, and premium is included here anyway."
    assert chat.last.text == question
    chat.premium.now = chat.premium.now.model_copy(update={"until": None})
    await chat.taps("Cancel premium")
    assert chat.premium.choices == [False]
    chat.sees("Premium is included here. Everything works, and there is nothing to buy.")


async def test_a_change_of_mind_changes_nothing(chat):
    chat.premium.is_on()
    await chat.says("/billing")
    await chat.taps("Cancel premium")
    await chat.taps("Leave it as it is")
    assert chat.premium.choices == []
    chat.sees("Premium is on, and renews")


async def test_a_question_that_has_become_pointless_shows_how_it_stands(chat):
    chat.premium.is_on()
    await chat.says("/billing")
    chat.premium.is_on(renews=False, can_cancel=False)
    await chat.taps("Cancel premium")
    chat.sees("Premium is on until Tue 22 Dec, and does not renew by itself.")


async def test_stars_are_cancelled_at_telegram_first(chat):
    chat.premium.sells(Rail.STARS)
    chat.premium.is_on(stars_charge_id="stars1")
    await chat.says("/billing")
    await chat.taps("Cancel premium")
    await chat.taps("Cancel premium")
    assert chat.bot.subscriptions == [(chat.id, "stars1", True)]
    assert chat.premium.choices == [False]
    await chat.taps("Resume premium")
    await chat.taps("Resume")
    assert chat.bot.subscriptions[-1] == (chat.id, "stars1", False)


async def test_what_telegram_does_not_cancel_is_not_said_to_be_cancelled(chat):
    chat.premium.sells(Rail.STARS)
    chat.premium.is_on(stars_charge_id="stars1")
    chat.bot.unknown_charges = {"stars1"}
    await chat.says("/billing")
    await chat.taps("Cancel premium")
    await chat.taps("Cancel premium")
    assert chat.premium.choices == []
    chat.sees("Telegram did not take that. You can change it in Telegram itself")


# ---- deleting everything ----


async def delete_everything(chat) -> None:
    await chat.says("/delete_me")
    await chat.taps("Delete everything")
    await chat.taps("Yes, delete it all")


async def test_deleting_everything_ends_the_subscription_first_and_says_what_is_kept(chat):
    chat.premium.is_on(receipts=(paid(),))
    chat.premium.closed = Closed(subscriptions_cancelled=1, customer_deleted=True)
    me = chat.state.athlete_id
    await chat.says("/delete_me")
    chat.sees("Premium ends with it; what is paid for the time ahead is not given back.")
    await chat.taps("Delete everything")
    await chat.taps("Yes, delete it all")
    assert chat.premium.closings == 1
    assert me not in chat.backend.athletes
    assert "Your subscription is cancelled; nothing more is charged." in chat.last.text
    assert "for as long as the law asks for it" in chat.last.text


async def test_deleting_everything_works_while_stripe_is_away(chat):
    chat.premium.is_on()
    await delete_everything(chat)
    assert chat.state.athlete_id is None
    chat.sees("your subscription is cancelled there as soon as it does.")


async def test_deleting_everything_cancels_stars_even_those_that_telegram_forgot(chat):
    chat.premium.sells(Rail.STARS)
    chat.premium.is_on(stars_charge_id="stars1")
    await chat.says("/delete_me")
    await chat.taps("Delete everything")
    chat.bot.unknown_charges = {"stars1"}
    await chat.taps("Yes, delete it all")
    chat.sees("Your subscription is cancelled; nothing more is charged.")


async def test_who_never_paid_hears_nothing_of_money(chat):
    await delete_everything(chat)
    assert "subscription" not in chat.last.text
    assert "Premium" not in chat.transcript()
