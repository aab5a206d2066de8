"""Time moved on the page: a new user sees tomorrow now, in the product that goes by the sandbox's clock."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.product import ProductProcess, Visitor
from tests.browser.stage import ScriptedBot

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def product(tmp_path: Path) -> Iterator[ProductProcess]:
    running = ProductProcess(tmp_path / "data")
    yield running
    running.stop()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def product_page(request: pytest.FixtureRequest, browser: Browser, product: ProductProcess) -> Iterator[Page]:
    context = browser.new_context(base_url=product.url, locale="en-GB", timezone_id="Europe/Berlin", **request.param)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def moves_time(page: Page, by: str) -> None:
    athletes = page.get_by_role("button", name="Athletes")
    if athletes.is_visible():  # the phone's way to the rail
        athletes.click()
    page.locator(".clock-button").click()
    page.get_by_role("menuitem", name=by).click()


def test_the_next_morning_comes_by_two_taps(product_page: Page) -> None:
    # GIVEN a session of today
    page = product_page
    athlete = Visitor(page)
    athlete.begins()
    athlete.logs("30 min run rpe 5", "150 AU")
    expect(athlete.chat.locator(".day")).to_have_text("Today")
    # WHEN time is moved to the next morning
    moves_time(page, "Next morning, 7:00")
    # THEN it is that on the page, which knows what was said yesterday, and in the bot's messages
    expect(page.locator(".clock-button")).to_contain_text(re.compile(r"\b0?7:0\d$"))
    expect(athlete.chat.locator(".day")).to_have_text("Yesterday")
    athlete.says("40 min swim rpe 5")
    card = athlete.sees("Load", "200 AU")
    expect(athlete.chat.locator(".day").last).to_have_text("Today")
    expect(card.locator("time")).to_have_text(re.compile(r"^0?7:0\d$"))
    # AND still is after the page is loaded anew, and a week goes by the same way
    page.reload()
    expect(athlete.chat.locator(".day").first).to_have_text("Yesterday")
    before = page.locator(".clock-button").text_content()
    moves_time(page, "+1 week")
    expect(page.locator(".clock-button")).not_to_have_text(before or "")
    expect(athlete.chat.locator(".day", has_text="Today")).to_have_count(0)


def test_a_bot_with_a_clock_of_its_own_has_none_on_the_page(bot: ScriptedBot, open_page: OpenPage) -> None:
    page = open_page()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    expect(page.locator(".clock-button")).to_be_hidden()
