"""The pages of the sandbox's Stripe as a browser without JavaScript gets them: invoices, the bank, receipts, portal."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox.money import in_range, is_currency, money
from sandbox.server import Sandbox
from sandbox.stripe.cards import TEST_CARDS
from sandbox.stripe.pages.html import h, join
from tests.fakes.browser import CARD, Browser
from tests.fakes.shop import ASKS_FIRST, DAY, DECLINED, FAILS_LATER, NO_FUNDS, PAYS, Shop
from tests.sandbox.conftest import Time


@pytest.fixture
async def shop(sandbox: Sandbox) -> AsyncIterator[Shop]:
    made = Shop(sandbox.url, sandbox.stripe)
    await made.open()
    yield made
    made.close()


@pytest.fixture
def browser(http: httpx.AsyncClient) -> Browser:
    return Browser(http)


async def invoice_page(shop: Shop, browser: Browser, plan: str = "month") -> Any:
    """A subscription that waits for its first payment; its invoice is open in the browser."""
    made = await shop.subscribe(await shop.customer(), plan)
    await browser.opens(made["latest_invoice"]["hosted_invoice_url"])
    return made


async def portal(shop: Shop, browser: Browser, customer: str, **features: bool) -> str:
    """The customer's billing portal; its address."""
    wanted = {"subscription_cancel": True, "payment_method_update": True, "invoice_history": True, **features}
    switches: Any = {name: {"enabled": on} for name, on in wanted.items()}
    configuration = await shop.ask(shop.v1.billing_portal.configurations.create, {"features": switches})
    session = await shop.ask(
        shop.v1.billing_portal.sessions.create,
        {"customer": customer, "configuration": configuration.id, "return_url": "https://t.me/some_bot"},
    )
    await browser.opens(session.url)
    return session.url


# ---- the hosted invoice ----


async def test_an_invoice_is_paid(shop: Shop, browser: Browser) -> None:
    # GIVEN the page of an open invoice
    subscription = await invoice_page(shop, browser)
    assert browser.status == 200
    for words in ("Sandbox: no money moves", "€7.90", "Premium", "Pay €7.90", "Back to the chat"):
        assert words in browser.text
    # WHEN it is paid
    await browser.pays()
    # THEN the page says so and leads to the receipt, and the subscription runs
    for words in ("Invoice paid", "€7.90", "Visa •••• 4242", "Back to the chat"):
        assert words in browser.text
    assert "Card number" not in browser.text
    assert (await shop.fresh(subscription)).status == "active"
    await browser.follows("Receipt")
    for words in ("Paid", "€7.90", "Premium", "Visa •••• 4242"):
        assert words in browser.text
    # AND paying again by an old copy of the page charges nothing
    await browser.opens(subscription["latest_invoice"]["hosted_invoice_url"])
    await browser.pays()
    assert "Invoice paid" in browser.text
    assert shop.told().count("charge.succeeded") == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [(DECLINED, "Your card was declined."), (NO_FUNDS, "Your card has insufficient funds.")],
)
async def test_a_declined_card_is_told_in_stripes_words_and_another_may_pay(
    shop: Shop, browser: Browser, number: str, words: str
) -> None:
    subscription = await invoice_page(shop, browser)
    await browser.pays(number)
    assert words in browser.text
    assert "Pay €7.90" in browser.text
    assert (await shop.fresh(subscription)).status == "incomplete"
    await browser.opens(browser.path.partition("?")[0])
    assert words not in browser.text  # of the last visit
    await browser.pays()
    assert "Invoice paid" in browser.text


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ({"number": "4242"}, "Your card number is invalid."),
        ({"number": "4242 4242 4242 4241"}, "Your card number is invalid."),
        ({"number": ""}, "Your card number is invalid."),
        ({"expiry": "13/34"}, "Your card's expiration date is incomplete."),
        ({"expiry": "08/26"}, "Your card's expiration date is in the past."),  # the clock says September 2026
        ({"cvc": "12"}, "Your card's security code is incomplete."),
        ({"cvc": "abc"}, "Your card's security code is incomplete."),
    ],
)
async def test_what_is_wrong_in_the_form_is_said_beside_it(
    shop: Shop, browser: Browser, entered: dict[str, str], words: str
) -> None:
    await invoice_page(shop, browser)
    await browser.sends({**CARD, **entered})
    assert browser.status == 400
    assert words in browser.text
    assert 'aria-invalid="true"' in browser.html
    assert PAYS not in browser.html.replace("<code>4242 4242 4242 4242</code>", "")  # what was typed does not come back
    assert "charge.failed" not in shop.told()


@pytest.mark.parametrize("expiry", ["09/26", "9/26", "12/2034", "1234", "12 / 34"])
async def test_a_month_may_be_written_in_many_ways(shop: Shop, browser: Browser, expiry: str) -> None:
    await invoice_page(shop, browser)
    await browser.sends({**CARD, "expiry": expiry})
    assert "Invoice paid" in browser.text


async def test_a_test_card_is_filled_in_by_a_tap(shop: Shop, browser: Browser) -> None:
    await invoice_page(shop, browser)
    cards = [words for words in browser.links if words.startswith(("4", "5"))]
    assert len(cards) == len(TEST_CARDS)
    await browser.follows(next(words for words in cards if words.startswith(DECLINED)))
    assert f'value="{DECLINED}"' in browser.html
    await browser.opens(browser.path.partition("?")[0] + "?card=4111111111111111")
    assert "4111" not in browser.html  # only those of the list


async def test_a_real_card_is_declined_here(shop: Shop, browser: Browser) -> None:
    await invoice_page(shop, browser)
    await browser.pays("4111 1111 1111 1111")
    assert "test mode" in browser.text
    assert "4111" not in browser.html
    assert "4111111111111111" not in repr(shop.local.objects.by_kind)


async def test_the_bank_asks_and_is_answered(shop: Shop, browser: Browser) -> None:
    subscription = await invoice_page(shop, browser)
    invoice = browser.path
    # WHEN the bank is told that it was somebody else
    await browser.pays(ASKS_FIRST)
    assert "Is it you?" in browser.text
    assert "€7.90" in browser.text
    bank = browser.path
    await browser.sends({"passed": "no"})
    # THEN nothing is paid, and the invoice says why
    assert "unable to authenticate your payment method" in browser.text
    assert "PaymentIntent" not in browser.text
    assert "Pay €7.90" in browser.text
    # WHEN it is asked again, left, found again by the invoice, and answered
    await browser.pays(ASKS_FIRST)
    await browser.opens(invoice)
    await browser.follows("Go on there")
    assert browser.path == bank
    await browser.sends({"passed": "yes"})
    # THEN it is paid, and the bank asks no more
    assert "Invoice paid" in browser.text
    assert (await shop.fresh(subscription)).status == "active"
    await browser.opens(bank)
    assert "Nothing to confirm" in browser.text


async def test_an_invoice_left_open_for_a_day_is_void(shop: Shop, browser: Browser, time: Time) -> None:
    await invoice_page(shop, browser)
    time.now += DAY
    await browser.opens(browser.path)
    assert "no longer open" in browser.text
    assert "Card number" not in browser.text
    await browser.pays()
    assert "no longer open" in browser.text
    assert "charge.succeeded" not in shop.told()


async def test_a_refunded_receipt_says_so(shop: Shop, browser: Browser) -> None:
    subscription = await shop.subscribed()
    intent = await shop.intent_of(subscription["latest_invoice"]["id"])
    await shop.ask(shop.v1.refunds.create, {"payment_intent": intent.id})
    await browser.opens(intent["latest_charge"]["receipt_url"])
    assert "Refunded" in browser.text


@pytest.mark.parametrize("path", ["pay/x", "3ds/x", "receipt/x", "portal/x", "portal/x/card", "portal/x/cancel/sub_1"])
async def test_a_wrong_link_leads_to_a_page_that_says_so(browser: Browser, path: str) -> None:
    await browser.opens(f"/stripe/{path}")
    assert browser.status == 404
    assert "Back to the chat" in browser.text


@pytest.mark.parametrize("path", ["pay/x", "3ds/x", "portal/x/card", "portal/x/renewal/sub_1"])
async def test_a_wrong_link_takes_no_form_either(browser: Browser, path: str) -> None:
    await browser.sends(CARD, f"/stripe/{path}")
    assert browser.status == 404


async def test_a_page_of_elsewhere_can_send_no_form(shop: Shop, browser: Browser, http: httpx.AsyncClient) -> None:
    await invoice_page(shop, browser)
    answer = await http.post(browser.path, data=CARD, headers={"Origin": "http://elsewhere.example"})
    assert answer.status_code == 403
    assert "charge.succeeded" not in shop.told()


async def test_the_pages_run_no_script_and_are_framed_nowhere(shop: Shop, browser: Browser) -> None:
    await invoice_page(shop, browser)
    policy = browser.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script" not in policy
    assert "<script" not in browser.html
    assert browser.headers["cache-control"] == "no-store"
    await browser.opens("/stripe/pages/style.css")
    assert browser.status == 200


async def test_what_a_merchant_writes_is_text(shop: Shop, browser: Browser) -> None:
    product = await shop.ask(shop.v1.products.create, {"name": "<img src=x onerror=alert(1)>"})
    price: Any = {"product": product.id, "currency": "eur", "unit_amount": 100, "recurring": {"interval": "month"}}
    shop.prices["month"] = (await shop.ask(shop.v1.prices.create, price)).id
    await invoice_page(shop, browser)
    assert "<img" not in browser.html
    assert "<img src=x onerror=alert(1)>" in browser.text


# ---- the portal ----


async def test_a_plan_is_cancelled_and_kept_again(shop: Shop, browser: Browser) -> None:
    # GIVEN a running subscription, and its portal
    subscription = await shop.subscribed()
    await portal(shop, browser, str(subscription.customer))
    home = browser.path
    for words in ("Premium", "€7.90", "a month", "Renews on 21 October 2026", "Visa •••• 4242", "Paid"):
        assert words in browser.text
    assert browser.links["Back to AI Tracker"] == "https://t.me/some_bot"
    # WHEN it is cancelled, after being asked once more
    await browser.follows("Cancel plan")
    assert "It stays yours until 21 October 2026" in browser.text
    assert (await shop.fresh(subscription)).cancel_at_period_end is False
    await browser.sends({"renews": "no"}, browser.action)
    # THEN it says until when, and can be kept
    assert browser.path == home
    assert "Ends on 21 October 2026" in browser.text
    assert (await shop.fresh(subscription)).cancel_at_period_end is True
    await browser.sends({"renews": "yes"}, browser.action)
    assert "Renews on 21 October 2026" in browser.text
    assert (await shop.fresh(subscription)).cancel_at_period_end is False


async def test_another_card_pays_from_now_on(shop: Shop, browser: Browser) -> None:
    subscription = await shop.subscribed()
    await portal(shop, browser, str(subscription.customer))
    await browser.follows("Change card")
    await browser.pays("4242")
    assert "Your card number is invalid." in browser.text
    await browser.pays(DECLINED)
    assert "Your card was declined." in browser.text
    await browser.pays("5555 5555 5555 4444")
    assert "Mastercard •••• 4444" in browser.text
    assert (await shop.fresh(subscription)).default_payment_method is not None


async def test_a_failed_renewal_is_told_and_can_be_paid(shop: Shop, browser: Browser, time: Time) -> None:
    # GIVEN a card that pays once, and a month that is over
    subscription = await shop.subscribed(FAILS_LATER)
    time.now += 31 * DAY
    await portal(shop, browser, str(subscription.customer))
    assert "The last payment failed." in browser.text
    # WHEN the open invoice is paid by another card
    await browser.follows("Pay the invoice")
    await browser.pays()
    # THEN all is well
    assert "Invoice paid" in browser.text
    assert (await shop.fresh(subscription)).status == "active"


async def test_invoices_are_listed_newest_first(shop: Shop, browser: Browser, time: Time) -> None:
    subscription = await shop.subscribed()
    time.now += 40 * DAY
    await portal(shop, browser, str(subscription.customer))
    dates = re.findall(r"\d+ (?:September|October) 2026(?= €)", browser.text)
    assert dates == ["21 October 2026", "21 September 2026"]
    await browser.follows(dates[0])
    assert "Invoice paid" in browser.text


async def test_the_portal_offers_what_the_merchant_allows(shop: Shop, browser: Browser) -> None:
    subscription = await shop.subscribed()
    allowed = {"subscription_cancel": False, "payment_method_update": False, "invoice_history": False}
    await portal(shop, browser, str(subscription.customer), **allowed)
    assert "Premium" in browser.text
    assert set(browser.links) == {"Back to AI Tracker"}
    await browser.sends({"renews": "no"}, f"{browser.path}/renewal/{subscription.id}")
    assert (await shop.fresh(subscription)).cancel_at_period_end is False
    before = (await shop.fresh(subscription)).default_payment_method
    await browser.sends(CARD, f"{browser.path}/card")
    assert (await shop.fresh(subscription)).default_payment_method == before


async def test_a_portal_is_good_for_an_hour(shop: Shop, browser: Browser, time: Time) -> None:
    subscription = await shop.subscribed()
    await portal(shop, browser, str(subscription.customer))
    home = browser.path
    time.now += 3_601
    await browser.opens(home)
    assert browser.status == 404
    assert "expired" in browser.text
    await browser.sends({"renews": "no"}, f"{home}/renewal/{subscription.id}")
    assert browser.status == 404
    assert (await shop.fresh(subscription)).cancel_at_period_end is False


async def test_nobody_cancels_anothers_plan(shop: Shop, browser: Browser) -> None:
    mine, theirs = await shop.subscribed(), await shop.subscribed()
    await portal(shop, browser, str(mine.customer))
    await browser.sends({"renews": "no"}, f"{browser.path}/renewal/{theirs.id}")
    assert (await shop.fresh(theirs)).cancel_at_period_end is False


async def test_a_portal_of_one_who_was_deleted_is_closed(shop: Shop, browser: Browser) -> None:
    subscription = await shop.subscribed()
    await portal(shop, browser, str(subscription.customer))
    await shop.ask(shop.v1.customers.delete, str(subscription.customer))
    await browser.opens(browser.path)
    assert "expired" in browser.text


async def test_one_who_never_bought_sees_that(shop: Shop, browser: Browser) -> None:
    await portal(shop, browser, await shop.customer())
    for words in ("No subscription is running.", "None is saved.", "None yet."):
        assert words in browser.text


# ---- their words ----


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (790, "EUR", "€7.90"),
        (790, "eur", "€7.90"),
        (123_456, "USD", "$1,234.56"),
        (5, "GBP", "£0.05"),
        (790, "CHF", "CHF\N{NO-BREAK SPACE}7.90"),
        (800, "JPY", "¥800"),
        (1_500, "BHD", "BHD\N{NO-BREAK SPACE}1.500"),
        (-790, "EUR", "-€7.90"),
        (1, "XTR", "1 Star"),
        (1_000, "XTR", "1,000 Stars"),
    ],
)
def test_money_reads_as_on_a_receipt(amount: int, currency: str, words: str) -> None:
    assert money(amount, currency) == words


def test_telegram_takes_amounts_from_about_a_dollar_to_ten_thousand() -> None:
    assert [in_range(amount, "USD") for amount in (99, 100, 1_000_000, 1_000_001)] == [False, True, True, False]
    assert not is_currency("XTR")


def test_only_markup_is_markup() -> None:
    element = h("p", {"title": 'a"b', "hidden": False, "open": True}, "<b>", h("br"), None, join("&", h("i", {}, "x")))
    assert element == '<p title="a&quot;b" open>&lt;b&gt;<br>&amp;<i>x</i></p>'
