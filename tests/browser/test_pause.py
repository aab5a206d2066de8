"""A pause as somebody lives through it who moves the clock, and what stays of it: in the week, in the trend.

Every station leaves a picture in ``screenshots/``, for people to look at.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.phone import keep_picture, on_a_phone, running_product, scheme_of
from tests.browser.product import PATIENCE_MS, ProductProcess, Visitor


@pytest.fixture
def product(tmp_path: Path) -> Iterator[ProductProcess]:
    with running_product(tmp_path) as running:
        yield running


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser, product: ProductProcess) -> Iterator[Page]:
    with on_a_phone(browser, product, request.param) as page:
        yield page


def station(page: Page, name: str) -> None:
    keep_picture(page, f"pause-{scheme_of(page)}-{name}")


def turn_clock(page: Page, item: str) -> None:
    """Choose an item of the clock's menu."""
    clock = page.locator(".clock-button")
    before = clock.text_content() or ""
    page.get_by_role("button", name="Athletes").click()
    clock.click()
    page.get_by_role("menuitem", name=item).click()
    expect(clock).not_to_have_text(before)


def test_a_pause_is_lived_through_and_stays_marked(page: Page) -> None:
    # GIVEN an athlete who trains, wants to be asked each morning, and falls ill
    athlete = Visitor(page)
    athlete.begins()
    athlete.logs("9 days ago 45 min run rpe 5", "225 AU")
    athlete.logs("3 days ago 60 min run rpe 6", "360 AU")
    athlete.logs("yesterday 30 min swim rpe 5", "150 AU")
    athlete.says("/reminders")
    athlete.taps("Check-in…", athlete.sees("Check-in: off"))
    athlete.taps("07:00", athlete.sees("Tap the days, then a time"))
    athlete.taps("‹ Back", athlete.sees("Check-in: 07:00 every day"))
    athlete.says("/pause")
    athlete.taps("Ill", athlete.sees("What is it?"))
    station(page, "1-until")
    athlete.taps("Until further notice", athlete.sees("Until when?"))
    card = athlete.sees("Paused", "until further notice (ill)")
    station(page, "2-paused")
    # WHEN some mornings pass, in silence, and it is ended
    for _ in range(3):
        turn_clock(page, "Next morning, 7:00")
    athlete.taps("End the pause", card)
    athlete.sees("The pause is over.")
    station(page, "3-over")
    assert athlete.messages.filter(has_text="Morning. How are you?").count() == 0
    # THEN its days are named and shaded, in the week and in the trend
    athlete.says("/week")
    week = athlete.sees(" paused.", "(ill).")
    expect(week.get_by_role("img")).to_be_visible(timeout=PATIENCE_MS)
    station(page, "4-week")
    athlete.says("/trend")
    trend = athlete.sees("Your log began on", " paused.", "(ill).")
    expect(trend.get_by_role("img")).to_be_visible(timeout=PATIENCE_MS)
    station(page, "5-trend")
    assert page.locator("html").evaluate("each => each.scrollWidth <= each.clientWidth")


def test_a_time_in_ones_own_quiet_hours_and_another_clock(page: Page) -> None:
    athlete = Visitor(page)
    athlete.begins()
    athlete.says("/reminders")
    card = athlete.sees("Quiet hours: none")
    athlete.taps("Quiet hours…", card)
    athlete.taps("22:00–07:00", athlete.sees("Tap a span"))
    athlete.taps("‹ Back", athlete.sees("Quiet hours: 22:00–07:00"))
    athlete.taps("Log nudge…", card)
    athlete.says("22:30")
    card = athlete.sees("Log nudge: 22:30", "22:30 lies in your quiet hours, so it is never sent.")
    station(page, "6-never-sent")
    athlete.taps("‹ Back", card)
    athlete.sees("Quiet hours: 22:00–07:00", "never sent")
    station(page, "7-reminders")
    athlete.says("in Tokyo now")
    offer = athlete.sees("That is another clock than yours.")
    station(page, "8-travel")
    offer.locator(".inline-button").first.click()
    athlete.sees("Asia/Tokyo it is.")
