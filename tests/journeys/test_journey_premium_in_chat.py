"""Premium paid inside Telegram: by card on its payment sheet, and in Stars."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import timedelta

import httpx
import pytest

from backend.contract.premium import Rail
from tests.fakes.athlete import Card
from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete
from tests.journeys.paying import ASKS_BANK, DECLINED, FAILS_LATER, GOOD, passes
from tests.journeys.programs import SHOPS

THIRTY_DAYS = timedelta(days=30, hours=7)
"""And some hours, in which a renewal that is a little late is no news."""


@pytest.fixture(scope="module")
def cards(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assembly]:
    """Takes cards on Telegram's sheet. Its time only goes forward."""
    with SHOPS[mode](tmp_path_factory.mktemp(f"cards-{mode}"), Rail.TELEGRAM_CARD) as shop:
        yield shop


@pytest.fixture(scope="module")
def stars(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assembly]:
    """Takes Stars."""
    with SHOPS[mode](tmp_path_factory.mktemp(f"stars-{mode}"), Rail.STARS) as shop:
        yield shop


async def somebody(shop: Assembly, stack: AsyncExitStack) -> Athlete:
    athlete = await stack.enter_async_context(Athlete(shop, first_name="Kim", language_code="en"))
    await athlete.begins()
    return athlete


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


async def wants(athlete: Athlete, plan: str) -> Card:
    await athlete.says("/premium")
    await athlete.taps(await athlete.sees("Premium: a coach that answers"), plan)
    return await athlete.sees("Your invoice is ready.")


async def invoice(athlete: Athlete) -> Card:
    """Telegram's own, for a month."""
    await wants(athlete, "€7.90 a month")
    return await athlete.sees_invoice("One month of premium")


def charges(shop: Assembly) -> int:
    """How often a card was charged."""
    return shop.there(lambda: len(shop.stripe.objects.all("payment_intent", status="succeeded")))


# ---- cards ----


async def test_a_card_is_paid_in_the_chat(cards: Assembly, stack: AsyncExitStack) -> None:
    athlete = await somebody(cards, stack)
    paid = await athlete.pays(await invoice(athlete), GOOD)
    assert paid["state"] == "paid"
    await athlete.sees("Premium is on until")
    await athlete.says("/billing")
    assert "€7.90" in (await athlete.sees("Receipts:")).text


async def test_a_declined_card_can_be_replaced_in_the_sheet(cards: Assembly, stack: AsyncExitStack) -> None:
    athlete = await somebody(cards, stack)
    bill = await invoice(athlete)
    assert (await athlete.pays(bill, DECLINED))["state"] == "failed"
    asked = await athlete.pays(bill, ASKS_BANK)
    assert asked["state"] == "challenge"
    assert (await athlete.authenticates(asked))["state"] == "paid"
    await athlete.sees("Premium is on until")


async def test_another_amount_than_was_agreed_is_refused_before_the_money_moves(
    cards: Assembly, stack: AsyncExitStack
) -> None:
    athlete = await somebody(cards, stack)
    bill = await invoice(athlete)
    before = charges(cards)
    offered = cards.sandbox.world.payments.of_message
    cards.there(lambda: setattr(offered[cards.token, athlete.id, bill.id], "total", 1))
    refused = await athlete.pays(bill, GOOD)
    assert refused["state"] == "failed"
    assert "does not fit what was agreed, so nothing is charged" in refused["error"]
    assert charges(cards) == before
    await athlete.says("/premium")
    await athlete.sees("Premium: a coach that answers")


async def test_an_invoice_that_was_replaced_by_another_plan_cannot_be_paid(
    cards: Assembly, stack: AsyncExitStack
) -> None:
    athlete = await somebody(cards, stack)
    bill = await invoice(athlete)
    sheet = await athlete.opens_sheet(bill)  # and while it is open, the other plan is chosen
    await wants(athlete, "€69 a year")
    await athlete.sees_gone(bill)
    year = await athlete.sees_invoice("One year of premium")
    refused = await athlete.sees_sheet(await athlete.presses_pay(sheet, GOOD))
    assert refused["state"] == "failed"
    assert (await athlete.pays(year, GOOD))["state"] == "paid"
    await athlete.sees("Premium is on until")


async def test_a_saved_card_renews_by_itself_until_that_is_cancelled(cards: Assembly, stack: AsyncExitStack) -> None:
    athlete = await somebody(cards, stack)
    await athlete.pays(await invoice(athlete), GOOD, save_card=True)
    await athlete.sees("Premium is on until")
    passes(cards, THIRTY_DAYS)
    await athlete.sees("Premium is renewed until")
    await athlete.says("/billing")
    await athlete.taps(await athlete.sees_button("Cancel premium"), "Cancel premium")
    await athlete.taps(await athlete.sees("Cancel premium?"), "Cancel premium")
    await athlete.sees("Cancelled. Premium stays on until")
    passes(cards, THIRTY_DAYS)
    await athlete.sees("Premium has ended.")


async def test_a_saved_card_that_fails_leaves_three_days_to_pay_again(cards: Assembly, stack: AsyncExitStack) -> None:
    athlete = await somebody(cards, stack)
    await athlete.pays(await invoice(athlete), FAILS_LATER, save_card=True)
    await athlete.sees("Premium is on until")
    passes(cards, THIRTY_DAYS)
    grace = await athlete.sees("The last renewal did not go through.")
    await athlete.taps(grace, "€7.90 a month")
    bill = await athlete.sees_invoice("One month of premium")
    assert (await athlete.pays(bill, GOOD))["state"] == "paid"
    await athlete.sees("Premium is")


async def test_a_card_that_was_not_saved_is_asked_for_again_before_the_end(
    cards: Assembly, stack: AsyncExitStack
) -> None:
    athlete = await somebody(cards, stack)
    await athlete.pays(await invoice(athlete), GOOD)
    await athlete.sees("Premium is on until")
    passes(cards, timedelta(days=27, hours=1))
    told = await athlete.sees("because it does not renew by itself. To go on, pay once more:")
    passes(cards, timedelta(days=1))
    assert sum("pay once more" in card.text for card in athlete.cards) == 1
    await athlete.taps(told, "€7.90 a month")
    bill = await athlete.sees_invoice("One month of premium")
    assert (await athlete.pays(bill, GOOD))["state"] == "paid"
    await athlete.sees("Premium is")


async def test_a_pre_checkout_is_answered_while_every_place_is_taken(cards: Assembly, stack: AsyncExitStack) -> None:
    # GIVEN more chats than have a place, all of whose turns wait for an answer, and the payer's own among them
    athlete = await somebody(cards, stack)
    bill = await invoice(athlete)
    crowd = await asyncio.gather(*(_joins(cards, stack) for _ in range(cards.busy)))
    cards.trouble(method="sendMessage", latency_ms=8000)
    await asyncio.gather(athlete.says("/help"), *(one.says("hello") for one in crowd))
    # WHEN the payer presses Pay
    paid = await athlete.pays(bill, GOOD)
    # THEN Telegram has its answer within its ten seconds
    assert paid["state"] == "paid", paid.get("error")
    cards.no_more_trouble()
    await athlete.sees("Premium is on until", 60)


async def _joins(shop: Assembly, stack: AsyncExitStack) -> Athlete:
    return await stack.enter_async_context(Athlete(shop, first_name="Crowd", language_code="en"))


# ---- Stars ----


async def test_stars_are_paid_renewed_cancelled_and_resumed(stars: Assembly, stack: AsyncExitStack) -> None:
    # GIVEN somebody who pays a month in Stars
    athlete = await somebody(stars, stack)
    offer = await wants(athlete, "450\xa0⭐ a month")
    assert (await athlete.pays(offer.url))["state"] == "paid"
    await athlete.sees("Premium is on until")
    # WHEN thirty days have passed
    passes(stars, THIRTY_DAYS)
    # THEN Telegram has taken the next ones
    await athlete.sees("Premium is renewed until")
    [one] = (await athlete.has_stars())["subscriptions"]
    assert one["renews"]
    # WHEN they cancel in the chat, and think better of it
    await athlete.says("/billing")
    await athlete.taps(await athlete.sees_button("Cancel premium"), "Cancel premium")
    await athlete.taps(await athlete.sees("Cancel premium?"), "Cancel premium")
    cancelled = await athlete.sees("Cancelled. Premium stays on until")
    assert not (await athlete.has_stars())["subscriptions"][0]["renews"]
    await athlete.taps(cancelled, "Resume premium")
    await athlete.taps(await athlete.sees("Resume premium?"), "Resume")
    await athlete.sees("Premium goes on.")
    assert (await athlete.has_stars())["subscriptions"][0]["renews"]


async def test_without_stars_for_the_renewal_there_are_three_days(stars: Assembly, stack: AsyncExitStack) -> None:
    athlete = await somebody(stars, stack)
    offer = await wants(athlete, "450\xa0⭐ a month")
    await athlete.pays(offer.url)
    await athlete.sees("Premium is on until")
    stars.there(lambda: stars.sandbox.world.payments.stars.update({athlete.id: 0}))
    passes(stars, THIRTY_DAYS)
    await athlete.sees("The last renewal did not go through.")
    passes(stars, timedelta(days=3))
    await athlete.sees("Premium has ended.")


async def test_stars_that_are_given_back_take_premium_with_them(stars: Assembly, stack: AsyncExitStack) -> None:
    athlete = await somebody(stars, stack)
    offer = await wants(athlete, "450\xa0⭐ a month")
    charge = (await athlete.pays(offer.url))["charge_id"]
    await athlete.sees("Premium is on until")
    async with httpx.AsyncClient(base_url=stars.sandbox_url, trust_env=False) as operator:
        asked = {"user_id": athlete.id, "telegram_payment_charge_id": charge}
        (await operator.post(f"/bot{stars.token}/refundStarPayment", json=asked)).raise_for_status()
    await athlete.sees("Premium is off, because its payment was given back to you.")


async def test_deleting_everything_cancels_the_stars(stars: Assembly, stack: AsyncExitStack) -> None:
    athlete = await somebody(stars, stack)
    offer = await wants(athlete, "450\xa0⭐ a month")
    await athlete.pays(offer.url)
    await athlete.sees("Premium is on until")
    await athlete.says("/delete_me")
    await athlete.taps(await athlete.sees("Premium ends with it"), "Delete everything")
    await athlete.taps(await athlete.sees("Really delete"), "Yes, delete it all")
    await athlete.sees("Your subscription is cancelled; nothing more is charged.")
    assert not any(one["renews"] for one in (await athlete.has_stars())["subscriptions"])
