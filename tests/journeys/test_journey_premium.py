"""Premium by Stripe's hosted invoice: bought, used, renewed, mended, cancelled, given back; from the chat."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest
import stripe

from backend.contract.premium import Rail
from sandbox.cloud.local import SUPPORT_CONTACT
from sandbox.stripe import ApiFault
from tests.fakes.athlete import Card
from tests.journeys.assembly import Assembly, until
from tests.journeys.athletes import Athlete
from tests.journeys.one_process import STRIPE_KEY
from tests.journeys.paying import (
    ASKS_BANK,
    DECLINED,
    FAILS_LATER,
    GOOD,
    NO_FUNDS,
    Browser,
    look_around,
    passes,
    passes_until_renewal,
)
from tests.journeys.programs import SHOPS

PAY = "Pay with card (Stripe)"


@pytest.fixture(scope="module")
def shop(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assembly]:
    """Sells premium. Its time only goes forward: each athlete begins when the one before has left."""
    with SHOPS[mode](tmp_path_factory.mktemp(f"shop-{mode}"), Rail.STRIPE_INVOICE) as shop:
        yield shop


@pytest.fixture
async def athlete(shop: Assembly) -> AsyncIterator[Athlete]:
    """Somebody in Berlin who has said yes."""
    async with Athlete(shop, first_name="Kim", language_code="en") as athlete:
        await athlete.begins()
        yield athlete


@pytest.fixture
async def browser(shop: Assembly) -> AsyncIterator[Browser]:
    async with Browser(shop) as browser:
        yield browser


async def wants(athlete: Athlete, plan: str = "€7.90 a month") -> Card:
    """The card that leads to the invoice."""
    await athlete.says("/premium")
    await athlete.taps(await athlete.sees("Premium: a coach that answers"), plan)
    return await athlete.sees("Your invoice is ready.")


async def has_premium(shop: Assembly, athlete: Athlete, browser: Browser, card: str = GOOD) -> None:
    """Bought for a month, and told so."""
    invoice = await wants(athlete)
    assert "Invoice paid" in await browser.pays(invoice.url, card)
    look_around(shop)
    await athlete.sees("Premium is on until")


async def portal(athlete: Athlete) -> str:
    await athlete.says("/billing")
    return (await athlete.sees_button("Change card or cancel")).url


async def asks_where_stripe_cannot_tell(shop: Assembly, athlete: Athlete) -> None:
    """What happens at Stripe is known at once by its webhook, else as soon as somebody looks."""
    if shop.webhook is None:
        await athlete.says("/billing")


async def test_from_the_first_tap_to_the_end_of_what_is_paid(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    # GIVEN somebody who looks at what premium gives, and taps once
    invoice = await wants(athlete)
    assert "One month of premium, €7.90. Nothing is charged until you pay." in invoice.text
    assert "7.90" in await browser.reads(invoice.url)
    # WHEN they pay
    await browser.pays(invoice.url)
    look_around(shop)
    # THEN the chat says so, the card is a record, and billing shows the receipt
    await athlete.sees("Premium is on until")
    record = athlete.now(invoice)
    assert (record.text, record.buttons) == ("Paid: One month of premium, €7.90.", [])
    await athlete.says("/billing")
    billing = await athlete.sees("Premium is on, and renews on")
    assert "Receipts:" in billing.text
    assert ": paid, on until" in billing.text
    # WHEN they cancel in the chat
    await athlete.taps(billing, "Cancel premium")
    await athlete.taps(await athlete.sees("Cancel premium?"), "Cancel premium")
    # THEN it says until when, and when that has come, that nothing is lost
    await athlete.sees("Cancelled. Premium stays on until")
    passes_until_renewal(shop)
    await athlete.sees("Premium has ended. Your log, trends, check-ins and export stay as they are.")


async def test_cancelled_in_the_portal_the_chat_says_until_when_and_takes_it_back(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    await has_premium(shop, athlete, browser)
    assert "Ends on" in await browser.cancels(await portal(athlete))
    await asks_where_stripe_cannot_tell(shop, athlete)
    cancelled = await athlete.sees_button("Resume premium")
    await athlete.taps(cancelled, "Resume premium")
    await athlete.taps(await athlete.sees("Resume premium?"), "Resume")
    await athlete.sees("Premium goes on. It renews on")


async def test_a_declined_card_then_one_that_asks_the_bank(shop: Assembly, athlete: Athlete, browser: Browser) -> None:
    invoice = await wants(athlete)
    assert "declined" in await browser.pays(invoice.url, DECLINED)
    look_around(shop)
    told = await athlete.sees("The card was declined, and nothing was charged.")
    assert told.url == invoice.url
    assert told.text.endswith(f"Write to {SUPPORT_CONTACT}.")
    assert "insufficient funds" in await browser.pays(told.url, NO_FUNDS)
    await browser.pays(told.url, ASKS_BANK, passes=False)
    assert "Invoice paid" in await browser.pays(told.url, ASKS_BANK)
    look_around(shop)
    await athlete.sees("Premium is on until")
    assert athlete.now(told).buttons == []


async def test_telegrams_command_for_help_with_a_payment_names_whom_to_write_to(athlete: Athlete) -> None:
    await athlete.says("/paysupport")
    shown = await athlete.sees("You have bought nothing.")
    assert shown.text.endswith(f"Trouble with a payment? Write to {SUPPORT_CONTACT}.")


async def test_an_invoice_left_open_is_closed_without_a_charge(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    invoice = await wants(athlete)
    passes(shop, timedelta(hours=25))
    await athlete.sees("The invoice is no longer open, and nothing was charged.")
    assert athlete.now(invoice).buttons == []
    assert "no longer open" in await browser.reads(invoice.url)
    await has_premium(shop, athlete, browser)


async def test_two_taps_are_one_purchase_and_another_plan_takes_its_place(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    await athlete.says("/premium")
    card = await athlete.sees("Premium: a coach that answers")
    await athlete.taps(card, "€7.90 a month")
    await athlete.taps(card, "€7.90 a month")
    month = await athlete.sees("Your invoice is ready.")
    await athlete.says("/premium")
    await athlete.taps(await athlete.sees("Premium: a coach that answers"), "€7.90 a month")
    again = await athlete.sees("Your invoice is ready.")
    assert again.url == month.url
    await athlete.taps(again, "Other plan")
    await athlete.taps(await athlete.sees_button("€69 a year"), "€69 a year")
    year = await athlete.sees("One year of premium")
    assert "no longer open" in await browser.reads(month.url)
    await browser.pays(year.url)
    look_around(shop)
    await athlete.sees("Premium is on until")
    await athlete.taps(card, "€7.90 a month")  # an old card
    await athlete.sees("Premium is on already. /billing shows until when, and whether it renews.")


async def test_two_plans_that_are_paid_become_one_and_the_other_is_given_back(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    # GIVEN somebody with a month, for whom another subscription comes to be at Stripe, as from another chat at once
    await has_premium(shop, athlete, browser)
    first = shop.there(lambda: shop.stripe.objects.all("subscription")[-1])
    [year] = shop.there(lambda: shop.stripe.objects.all("price", lookup_key="ai-tracker_year_EUR"))
    shop.clock.turn(timedelta(minutes=1))
    dashboard = stripe.StripeClient(STRIPE_KEY, base_addresses={"api": f"{shop.sandbox_url}/stripe"}).v1
    second = await asyncio.to_thread(
        dashboard.subscriptions.create,
        {
            "customer": first["customer"],
            "items": [{"price": year["id"]}],
            "payment_behavior": "default_incomplete",
            "expand": ["latest_invoice"],
        },
    )
    # WHEN that is paid, too
    await browser.pays(second.to_dict()["latest_invoice"]["hosted_invoice_url"])
    await asks_where_stripe_cannot_tell(shop, athlete)
    # THEN one of them is kept, and the other one's payment goes back. The newer one is kept, unless Stripe's word that
    # it was made is heard before it is paid: then it is ended as one too many.
    await athlete.sees("Two plans were paid. I kept one and cancelled the other")
    await athlete.says("/billing")
    assert (await athlete.sees("(given back)")).text.count("(given back)") == 1
    both = [shop.there(lambda id_=id_: shop.stripe.show(id_))["status"] for id_ in (first["id"], second.id)]
    assert sorted(both) == ["active", "canceled"]


async def test_a_renewal_comes_by_itself(shop: Assembly, athlete: Athlete, browser: Browser) -> None:
    await has_premium(shop, athlete, browser)
    passes_until_renewal(shop)
    await athlete.sees("Premium is renewed until")
    await athlete.says("/billing")
    assert (await athlete.sees("Receipts:")).text.count("€7.90") >= 3  # two receipts, and what comes next


async def test_a_renewal_that_fails_is_mended_by_another_card(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    await has_premium(shop, athlete, browser)
    await browser.changes_card(await portal(athlete), FAILS_LATER)
    passes_until_renewal(shop)
    told = await athlete.sees("The last renewal did not go through. Premium stays on until")
    await athlete.taps(told, "Change card…")
    await browser.changes_card((await athlete.sees_button("Change card or cancel")).url, GOOD)
    passes(shop, timedelta(days=1.5))  # Stripe tries again
    await athlete.sees("Premium is renewed until")


async def test_a_renewal_that_is_never_paid_ends_after_three_days_of_grace(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    await has_premium(shop, athlete, browser)
    await browser.changes_card(await portal(athlete), FAILS_LATER)
    passes_until_renewal(shop)
    await athlete.sees("The last renewal did not go through.")
    for _ in range(4):
        passes(shop, timedelta(days=1))
    ended = await athlete.sees("Premium has ended.")
    assert sum("The last renewal did not go through." in card.text for card in athlete.cards) <= 3
    assert "€7.90 a month" in ended.buttons


async def test_who_cancels_while_the_renewal_is_unpaid_is_not_charged_any_more(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    await has_premium(shop, athlete, browser)
    await browser.changes_card(await portal(athlete), FAILS_LATER)
    passes_until_renewal(shop)
    await athlete.sees("The last renewal did not go through.")
    await athlete.says("/billing")
    await athlete.taps(await athlete.sees_button("Cancel premium"), "Cancel premium")
    asked = await athlete.sees("Its renewal is not paid, so it ends at once, and nothing more is charged.")
    await athlete.taps(asked, "Cancel premium")
    await athlete.sees("Cancelled. Premium has ended, and nothing more is charged.")
    tried = len(shop.there(lambda: shop.stripe.objects.all("charge")))
    for _ in range(4):
        passes(shop, timedelta(days=2))
    assert len(shop.there(lambda: shop.stripe.objects.all("charge"))) == tried
    assert sum("did not go through. Premium stays on" in card.text for card in athlete.cards) <= 1


async def test_a_payment_that_is_given_back_takes_premium_with_it(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    await has_premium(shop, athlete, browser)
    charge = shop.there(lambda: shop.stripe.objects.all("charge")[-1]["id"])
    shop.there(lambda: shop.stripe.api.call("POST", "/v1/refunds", {"charge": charge}))
    await asks_where_stripe_cannot_tell(shop, athlete)
    await athlete.sees("Premium is off, because its payment was given back to you.")
    await athlete.says("/billing")
    assert "(given back)" in (await athlete.sees("Receipts:")).text


async def test_a_disputed_payment_takes_premium_with_it(shop: Assembly, athlete: Athlete, browser: Browser) -> None:
    await has_premium(shop, athlete, browser)
    shop.there(lambda: shop.stripe.open_dispute(shop.stripe.objects.all("charge")[-1]["id"]))
    await asks_where_stripe_cannot_tell(shop, athlete)
    await athlete.sees("Premium is off, because its payment is disputed at your bank.")


async def test_while_stripe_is_away_a_tap_says_so_and_the_next_one_works(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    await athlete.says("/premium")
    card = await athlete.sees("Premium: a coach that answers")
    shop.there(lambda: shop.stripe.api.faults.append(ApiFault(status=500, times=1000)))
    tap = await athlete.taps(card, "€7.90 a month")
    assert "Stripe does not answer just now; nothing was charged." in (await athlete.sees_answer(tap)).text
    shop.there(shop.stripe.api.faults.clear)
    await athlete.taps(card, "€7.90 a month")
    await athlete.sees("Your invoice is ready.")


async def test_a_stripe_that_never_answers_is_not_waited_for(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    await athlete.says("/premium")
    card = await athlete.sees("Premium: a coach that answers")
    shop.there(lambda: shop.stripe.api.faults.append(ApiFault(status=None, latency_seconds=60, times=1000)))
    tap = await athlete.taps(card, "€7.90 a month")
    assert "Stripe does not answer just now; nothing was charged." in (await athlete.sees_answer(tap, 10)).text
    shop.there(shop.stripe.api.faults.clear)


async def test_deleting_everything_ends_the_subscription_at_stripe(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    await has_premium(shop, athlete, browser)
    customer = shop.there(lambda: shop.stripe.objects.all("customer")[-1]["id"])
    await athlete.says("/delete_me")
    await athlete.taps(await athlete.sees("Premium ends with it"), "Delete everything")
    await athlete.taps(await athlete.sees("Really delete"), "Yes, delete it all")
    told = await athlete.sees("Everything is gone")
    assert "Your subscription is cancelled; nothing more is charged." in told.text
    assert shop.there(lambda: shop.stripe.show(customer))["deleted"]


async def test_deleting_everything_while_stripe_is_away_ends_it_later(
    shop: Assembly, athlete: Athlete, browser: Browser
) -> None:
    await has_premium(shop, athlete, browser)
    customer = shop.there(lambda: shop.stripe.objects.all("customer")[-1]["id"])
    shop.there(lambda: shop.stripe.api.faults.append(ApiFault(status=500, times=1000)))
    await athlete.says("/delete_me")
    await athlete.taps(await athlete.sees("Premium ends with it"), "Delete everything")
    await athlete.taps(await athlete.sees("Really delete"), "Yes, delete it all")
    await athlete.sees("your subscription is cancelled there as soon as it does.")
    shop.there(shop.stripe.api.faults.clear)
    shop.tick()
    await until(lambda: bool(shop.there(lambda: shop.stripe.show(customer)).get("deleted")), shop.patience)
