"""Paying in a real browser: Telegram's payment sheet in the chat, Stars, and the pages of the sandbox's Stripe."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.product import ProductProcess, Visitor
from tests.browser.stage import SandboxProcess, ScriptedBot
from tests.browser.test_page import athlete_id, bubble, contrast

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True, "locale": "en-GB"}
SMALLEST_TARGET = 44
READABLE = 4.5
"""WCAG AA's contrast for text."""


@pytest.fixture(params=["light", "dark"])
def phone(request: pytest.FixtureRequest, open_page: OpenPage, bot: ScriptedBot) -> Page:
    """The chat on a phone, started."""
    page = open_page(**PHONE, color_scheme=request.param)
    page.get_by_role("button", name="Start", exact=True).click()
    assert bot.gets("message")["text"] == "/start"
    return page


def sends_invoice(bot: ScriptedBot, chat_id: int, **more: Any) -> None:
    bot.call(
        "sendInvoice",
        chat_id=chat_id,
        title="Premium, a month",
        description="A coach that answers from your own log, voice notes, a review every Monday.",
        payload="purchase-1",
        provider_token="1:TEST:x",
        currency="EUR",
        prices=[{"label": "Premium, a month", "amount": 790}],
        **more,
    )


def star_link(bot: ScriptedBot, stars: int = 450) -> str:
    link = bot.call(
        "createInvoiceLink",
        title="Premium, a month",
        description="Every 30 days.",
        payload="purchase-2",
        currency="XTR",
        prices=[{"label": "Premium", "amount": stars}],
        subscription_period=2_592_000,
    )
    return str(link)


def agrees(bot: ScriptedBot) -> None:
    """The bot lets the payment go on."""
    bot.call("answerPreCheckoutQuery", pre_checkout_query_id=bot.gets("pre_checkout_query")["id"], ok=True)


def sheet(page: Page) -> Locator:
    return page.get_by_role("dialog")


def picks(page: Page, card: str) -> None:
    sheet(page).get_by_role("button", name=card).click()


def looks_right(page: Page, *texts: Locator) -> None:
    """Nothing sticks out, everything can be read, and what can be tapped is large enough."""
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    for text in texts:
        expect(text).to_be_visible()
        assert contrast(text) >= READABLE, text
    for button in page.locator("dialog button, body > main button, body > main .button, summary").all():
        box = button.bounding_box() if button.is_visible() else None
        assert box is None or box["height"] >= SMALLEST_TARGET - 0.5, button.text_content()


# ---- the sheet ----


def test_a_card_is_declined_then_asked_for_then_paid_with(phone: Page, bot: ScriptedBot) -> None:
    # GIVEN an invoice
    sends_invoice(bot, athlete_id(phone))
    expect(bubble(phone, "A coach that answers")).to_contain_text("€7.90")
    # WHEN its sheet is opened
    phone.get_by_role("button", name="Pay €7.90").click()
    looks_right(
        phone,
        sheet(phone).get_by_text("Sandbox: no money moves"),
        sheet(phone).get_by_text("A coach that answers"),
        sheet(phone).locator(".pay"),
        sheet(phone).locator(".test-card span").first,
    )
    # AND a card is paid with that the bank refuses, THEN its words are in the sheet
    picks(phone, "4000 0000 0000 0002")
    expect(sheet(phone).get_by_label("Card number")).to_have_value("4000 0000 0000 0002")
    sheet(phone).get_by_role("button", name="Pay €7.90").click()
    expect(sheet(phone).get_by_role("button", name="Asking AI Tracker…")).to_be_visible()
    looks_right(phone)
    agrees(bot)
    expect(sheet(phone).get_by_role("alert")).to_have_text("Your card was declined.")
    looks_right(phone, sheet(phone).get_by_role("alert"))
    # WHEN another one wants its holder
    picks(phone, "4000 0025 0000 3155")
    sheet(phone).get_by_role("button", name="Pay €7.90").click()
    agrees(bot)
    expect(sheet(phone).get_by_text("Your bank asks: is it you?")).to_be_visible()
    looks_right(phone, sheet(phone).get_by_role("button", name="Fail"))
    sheet(phone).get_by_role("button", name="Complete").click()
    # THEN it is paid, the chat says so, and the invoice has become its receipt
    expect(sheet(phone).get_by_text("€7.90 paid")).to_be_visible()
    looks_right(phone, sheet(phone).get_by_text("€7.90 paid"))
    sheet(phone).get_by_role("button", name="Done").click()
    expect(sheet(phone)).to_have_count(0)
    expect(phone.locator(".service")).to_contain_text("You paid €7.90")
    assert bot.gets("message")["successful_payment"]["total_amount"] == 790
    phone.get_by_role("button", name="Receipt").click()
    expect(sheet(phone).get_by_text("€7.90 paid")).to_be_visible()
    # AND still is after the page is loaded anew
    phone.reload()
    expect(phone.get_by_role("button", name="Receipt")).to_be_visible()
    expect(phone.get_by_role("button", name="Pay €7.90")).to_have_count(0)


def test_what_the_bot_refuses_is_said_in_its_words(page: Page, bot: ScriptedBot) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    sends_invoice(bot, athlete_id(page))
    page.get_by_role("button", name="Pay €7.90").click()
    picks(page, "4242 4242 4242 4242")
    sheet(page).get_by_role("button", name="Pay €7.90").click()
    query = bot.gets("pre_checkout_query")
    bot.call("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=False, error_message="This offer is old.")
    expect(sheet(page).get_by_role("alert")).to_have_text("This offer is old.")
    expect(sheet(page).get_by_role("button", name="Pay €7.90")).to_be_enabled()


def test_it_is_paid_by_keyboard_alone(page: Page, bot: ScriptedBot) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    sends_invoice(bot, athlete_id(page))
    pay = page.get_by_role("button", name="Pay €7.90")
    # GIVEN a sheet that was opened and left by keyboard
    pay.focus()
    page.keyboard.press("Enter")
    expect(sheet(page).get_by_label("Card number")).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet(page)).to_have_count(0)
    expect(pay).to_be_focused()
    # WHEN it is opened again, and what is missing is written where the sheet says it is
    page.keyboard.press("Enter")
    expect(sheet(page).get_by_label("Card number")).to_be_focused()
    page.keyboard.type("4242424242424242")
    expect(sheet(page).get_by_label("Card number")).to_have_value("4242 4242 4242 4242")
    page.keyboard.press("Enter")
    expect(sheet(page).get_by_role("alert")).to_contain_text("expiration date")
    expect(sheet(page).get_by_label("Expires")).to_be_focused()
    page.keyboard.type("0121")
    page.keyboard.press("Enter")
    expect(sheet(page).get_by_role("alert")).to_contain_text("in the past")
    sheet(page).get_by_label("Expires").fill("")
    page.keyboard.type("1234")
    page.keyboard.press("Tab")
    page.keyboard.type("123")
    page.keyboard.press("Enter")
    # THEN the bot is asked once, and the focus is where it goes on
    agrees(bot)
    expect(sheet(page).get_by_role("button", name="Done")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".service")).to_contain_text("You paid €7.90")
    assert bot.pending("pre_checkout_query") == []


def test_a_sheet_fits_the_narrowest_phone(open_page: OpenPage, bot: ScriptedBot) -> None:
    page = open_page(width=320, height=568, has_touch=True, is_mobile=True, locale="en-GB")
    page.get_by_role("button", name="Start", exact=True).click()
    sends_invoice(bot, athlete_id(page))
    page.get_by_role("button", name="Pay €7.90").click()
    looks_right(page)
    sheet(page).locator(".pay").scroll_into_view_if_needed()
    expect(sheet(page).locator(".pay")).to_be_in_viewport()


def test_waiting_does_not_move_for_those_who_want_it_still(open_page: OpenPage, bot: ScriptedBot) -> None:
    page = open_page(**PHONE, reduced_motion="reduce")
    page.get_by_role("button", name="Start", exact=True).click()
    sends_invoice(bot, athlete_id(page))
    page.get_by_role("button", name="Pay €7.90").click()
    picks(page, "4242 4242 4242 4242")
    sheet(page).locator(".pay").click()
    turns = sheet(page).locator(".spinner").evaluate("each => getComputedStyle(each).animationIterationCount")
    assert turns == "1"


def test_an_own_keyboard_may_stand_under_an_invoice(page: Page, bot: ScriptedBot) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    rows = [[{"text": "Buy now", "pay": True}], [{"text": "Later", "callback_data": "later"}]]
    sends_invoice(bot, athlete_id(page), reply_markup={"inline_keyboard": rows})
    page.get_by_role("button", name="Later").click()
    assert bot.gets("callback_query")["data"] == "later"
    page.get_by_role("button", name="Buy now").click()
    expect(sheet(page).get_by_text("Premium, a month")).to_be_visible()


# ---- Stars ----


def test_a_subscription_in_stars_is_bought_and_cancelled(phone: Page, bot: ScriptedBot) -> None:
    # GIVEN a link in a button, for more Stars than there are
    chat_id = athlete_id(phone)
    bot.says(chat_id, "Premium in Stars", [{"text": "1,200 Stars a month", "url": star_link(bot, 1_200)}])
    phone.get_by_role("button", name="1,200 Stars a month").click()
    expect(sheet(phone)).to_contain_text("every 30 days")
    # WHEN some are taken first
    sheet(phone).get_by_role("button", name="Get 1,000 Stars").click()
    expect(sheet(phone).get_by_text("2,000 Stars")).to_be_visible()
    looks_right(phone, sheet(phone).get_by_text("You have"))
    sheet(phone).get_by_role("button", name="Subscribe for 1,200 Stars").click()
    agrees(bot)
    sheet(phone).get_by_role("button", name="Done").click()
    # THEN it is paid, and is in the purse, where it can be cancelled and taken up again
    expect(phone.locator(".service")).to_contain_text("You paid 1,200 Stars")
    phone.get_by_role("button", name="Attach, or message as…").click()
    phone.get_by_role("menuitem", name="Telegram Stars…").click()
    expect(sheet(phone).get_by_role("status")).to_have_text("800 Stars")
    expect(sheet(phone)).to_contain_text("Renews")
    looks_right(phone, sheet(phone).locator(".subscription-words small"))
    sheet(phone).get_by_role("button", name="Cancel").click()
    expect(sheet(phone)).to_contain_text("Ends")
    sheet(phone).get_by_role("button", name="Resume").click()
    expect(sheet(phone)).to_contain_text("Renews")
    # AND what the bot does to it is seen at once
    charge = bot.gets("message")["successful_payment"]["telegram_payment_charge_id"]
    bot.call("refundStarPayment", user_id=chat_id, telegram_payment_charge_id=charge)
    expect(sheet(phone).get_by_role("status")).to_have_text("2,000 Stars")
    expect(sheet(phone)).to_contain_text("None.")
    sheet(phone).get_by_role("button", name="Close").click()
    expect(phone.locator(".service").last).to_contain_text("You got 1,200 Stars back")


def test_an_invoice_link_opens_its_sheet_in_the_chat_page(page: Page, bot: ScriptedBot) -> None:
    link = star_link(bot)
    page.goto(page.url + link.removeprefix("https://t.me/"))
    expect(sheet(page).get_by_role("button", name="Subscribe for 450 Stars")).to_be_visible()
    # AND only once
    page.reload()
    expect(page.locator(".chat:not([hidden])")).to_be_visible()
    expect(sheet(page)).to_have_count(0)


# ---- Stripe's pages ----


class Merchant:
    """Who sells at the sandbox's Stripe: the API's forms, sent as they are."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=f"{url}/stripe/v1/", headers={"Authorization": "Bearer sk_test_sandbox"})
        product = self.posts("products", {"name": "Premium"})["id"]
        price = {"product": product, "currency": "eur", "unit_amount": "790", "recurring[interval]": "month"}
        self._price = self.posts("prices", price)["id"]
        self.customer = self.posts("customers", {})["id"]
        features = ("subscription_cancel", "payment_method_update", "invoice_history")
        self.posts("billing_portal/configurations", {f"features[{name}][enabled]": "true" for name in features})

    def close(self) -> None:
        self._http.close()

    def posts(self, path: str, form: dict[str, str]) -> Any:
        answer = self._http.post(path, data=form)
        assert answer.is_success, answer.text
        return answer.json()

    def invoice(self) -> str:
        """The address of a new subscription's first invoice."""
        form = {
            "customer": self.customer,
            "items[0][price]": self._price,
            "payment_behavior": "default_incomplete",
            "payment_settings[save_default_payment_method]": "on_subscription",
            "expand[]": "latest_invoice",
        }
        return str(self.posts("subscriptions", form)["latest_invoice"]["hosted_invoice_url"])

    def portal(self, return_url: str) -> str:
        """The address of the customer's billing portal."""
        form = {"customer": self.customer, "return_url": return_url}
        return str(self.posts("billing_portal/sessions", form)["url"])


@pytest.fixture
def merchant(sandbox: SandboxProcess) -> Iterator[Merchant]:
    made = Merchant(sandbox.url)
    yield made
    made.close()


def opens_in_new_tab(context: BrowserContext, action: Callable[[], None]) -> Page:
    with context.expect_page() as opened:
        action()
    opened.value.wait_for_load_state()
    return opened.value


def test_from_the_chat_to_the_invoice_and_back(phone: Page, bot: ScriptedBot, merchant: Merchant) -> None:
    # GIVEN a button that opens a hosted invoice
    bot.says(
        athlete_id(phone), "Your invoice is ready.", [{"text": "Pay with card (Stripe)", "url": merchant.invoice()}]
    )
    # WHEN it is tapped, THEN the invoice opens in a tab of its own
    button = phone.get_by_role("button", name="Pay with card (Stripe)")
    page = opens_in_new_tab(phone.context, button.click)
    looks_right(
        page,
        page.get_by_text("Sandbox: no money moves"),
        page.get_by_role("heading", name="Pay invoice"),
        page.get_by_role("button", name="Pay €7.90"),
        page.locator("dt").first,
        page.locator(".cards span").first,
    )
    # WHEN a card is declined
    page.get_by_role("link", name="4000 0000 0000 0002").click()
    expect(page.get_by_role("button", name="Pay €7.90")).to_be_focused()
    page.get_by_role("button", name="Pay €7.90").click()
    expect(page.get_by_role("alert")).to_have_text("Your card was declined.")
    looks_right(page, page.get_by_role("alert"))
    # AND another one's bank asks
    page.get_by_role("link", name="4000 0025 0000 3155").click()
    page.get_by_role("button", name="Pay €7.90").click()
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    looks_right(page, page.get_by_role("button", name="Fail"))
    page.get_by_role("button", name="Complete").click()
    # THEN it is paid, with a receipt, and the way back leads to the chat
    expect(page.get_by_role("heading", name="Invoice paid")).to_be_visible()
    looks_right(page, page.get_by_role("heading", name="Invoice paid"))
    page.get_by_role("link", name="Receipt").click()
    expect(page.get_by_text("Visa •••• 3155")).to_be_visible()
    page.get_by_role("link", name="Back to the chat").click()
    expect(bubble(page, "Your invoice is ready.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_portal_cancels_and_keeps_without_scripts(
    open_page: OpenPage, merchant: Merchant, bot: ScriptedBot, sandbox: SandboxProcess, scheme: str
) -> None:
    # GIVEN a browser that runs no scripts, and an invoice that it pays
    page = open_page(**PHONE, color_scheme=scheme, java_script_enabled=False)
    page.goto(merchant.invoice())
    page.get_by_role("link", name="4242 4242 4242 4242").click()
    page.get_by_role("button", name="Pay €7.90").click()
    expect(page.get_by_role("heading", name="Invoice paid")).to_be_visible()
    # WHEN its portal is opened
    page.goto(merchant.portal(f"{sandbox.url}/stripe/pay/none"))
    expect(page.get_by_text("Renews on")).to_be_visible()
    expect(page.get_by_text("Visa •••• 4242")).to_be_visible()
    # THEN the plan can be cancelled, after one question, and kept again
    page.get_by_role("link", name="Cancel plan").click()
    expect(page.get_by_text("It stays yours until")).to_be_visible()
    page.get_by_role("button", name="Cancel plan").click()
    expect(page.get_by_text("Ends on")).to_be_visible()
    page.get_by_role("button", name="Keep plan").click()
    expect(page.get_by_text("Renews on")).to_be_visible()
    # AND the card can be changed
    page.get_by_role("link", name="Change card").click()
    page.get_by_role("link", name="5555 5555 5555 4444").click()
    page.get_by_role("button", name="Save card").click()
    expect(page.get_by_text("Mastercard •••• 4444")).to_be_visible()
    # AND the way back is the merchant's
    expect(page.get_by_role("link", name="Back to AI Tracker")).to_have_attribute(
        "href", re.compile(r"/stripe/pay/none$")
    )


def test_the_portal_looks_right(phone: Page, merchant: Merchant) -> None:
    page = phone
    page.goto(merchant.invoice())
    page.get_by_role("link", name="4242 4242 4242 4242").click()
    page.get_by_role("button", name="Pay €7.90").click()
    page.goto(merchant.portal("https://t.me/some_bot"))
    looks_right(
        page, page.get_by_text("Renews on"), page.locator(".status"), page.get_by_role("link", name="Cancel plan")
    )
    page.get_by_role("link", name="Cancel plan").click()
    looks_right(page, page.get_by_role("button", name="Cancel plan"))


# ---- all of it ----


@pytest.fixture
def product(tmp_path: Path) -> Iterator[ProductProcess]:
    """The program as ``make run`` starts it: it sells by Stripe's invoices."""
    running = ProductProcess(tmp_path / "data")
    yield running
    running.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_premium_is_bought_used_and_cancelled(
    browser: Browser, product: ProductProcess, scheme: Literal["light", "dark"]
) -> None:
    # GIVEN a new athlete, on a phone
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        locale="en-GB",
        timezone_id="Europe/Berlin",
        color_scheme=scheme,
    )
    page = context.new_page()
    page.goto(product.url)
    athlete = Visitor(page)
    athlete.begins()
    # WHEN they choose a month, and pay its invoice
    athlete.says("/premium")
    athlete.taps("€7.90 a month", athlete.sees("Premium: a coach that answers"))
    bill = athlete.sees("Your invoice is ready.", "Nothing is charged until you pay.")
    stripe = opens_in_new_tab(context, athlete.button("Pay with card (Stripe)", bill).click)
    stripe.get_by_role("link", name="4242 4242 4242 4242").click()
    stripe.get_by_role("button", name="Pay €7.90").click()
    expect(stripe.get_by_role("heading", name="Invoice paid")).to_be_visible()
    # THEN the chat says within seconds that premium is on
    athlete.sees("Premium is on")
    # WHEN they cancel in the portal
    athlete.says("/billing")
    card = athlete.sees("Billing", "Receipts:")
    looks_right(page, card.locator(".words"))
    portal = opens_in_new_tab(context, athlete.button("Change card or cancel", card).click)
    expect(portal.get_by_text("Renews on")).to_be_visible()
    portal.get_by_role("link", name="Cancel plan").click()
    portal.get_by_role("button", name="Cancel plan").click()
    expect(portal.get_by_text("Ends on")).to_be_visible()
    # THEN the chat says until when
    renews = re.search(r"renews on (\w+ \d+ \w+)", card.text_content() or "")
    assert renews is not None
    athlete.sees("Cancelled.", f"Premium stays on until {renews[1]}")
    context.close()
