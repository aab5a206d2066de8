"""The check-in as a newcomer meets it: asked for, answered, chosen for every morning, and the next one, a moment later.

Every station leaves a picture in ``screenshots/``, for people to look at.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.phone import keep_picture, on_a_phone, running_product
from tests.browser.product import PATIENCE_MS, ProductProcess, Visitor

ANSWERS = ("Fresh 4", "Sleep 3", "Muscles 4", "Calm 5", "Mood 2")


@pytest.fixture
def product(tmp_path: Path) -> Iterator[ProductProcess]:
    with running_product(tmp_path) as running:
        yield running


@pytest.fixture
def page(browser: Browser, product: ProductProcess) -> Iterator[Page]:
    with on_a_phone(browser, product) as page:
        yield page


def station(page: Page, name: str) -> None:
    keep_picture(page, f"check-in-{name}")


def to_the_next_morning(page: Page) -> None:
    page.get_by_role("button", name="Athletes").click()
    page.locator(".clock-button").click()
    page.get_by_role("menuitem", name="Next morning, 7:00").click()
    page.keyboard.press("Escape")


def cut_off(card: Locator) -> list[str]:
    """Labels that do not fit on their buttons."""
    found: list[str] = card.locator(".inline-button").evaluate_all(
        "all => all.filter(each => each.scrollWidth > each.clientWidth).map(each => each.textContent)"
    )
    return found


def test_from_the_first_check_in_to_the_next_morning(page: Page) -> None:
    athlete = Visitor(page)
    athlete.begins()
    to_the_next_morning(page)

    # ---- five taps on one card ----
    athlete.says("/checkin")
    card = athlete.sees("Morning. How are you?")
    expect(card).to_contain_text("Muscles: 1 very sore … 5 feel great")
    assert cut_off(card) == []
    station(page, "1-asked")
    for count, label in enumerate(ANSWERS, 1):
        athlete.taps(label, card)
        if count < 5:
            expect(card).to_contain_text(f"{count} of 5:", timeout=PATIENCE_MS)
        if count == 3:
            station(page, "2-growing")
    expect(card).to_contain_text("18 of 25.", timeout=PATIENCE_MS)
    expect(card).to_contain_text("until I know your normal")
    station(page, "3-record")
    athlete.taps("Why?", card)
    expect(card.locator("blockquote")).to_contain_text("4 + 3 + 4 + 5 + 2 = 18 of 25")
    station(page, "4-why")
    athlete.taps("Take back", card)
    expect(card).to_contain_text("Taken back:", timeout=PATIENCE_MS)
    athlete.taps("Put back", card)
    expect(card).to_contain_text("18 of 25.", timeout=PATIENCE_MS)

    # ---- every morning ----
    athlete.says("/reminders")
    reminders = athlete.sees("Reminders", "Check-in: off")
    station(page, "5-reminders")
    athlete.taps("Check-in…", reminders)
    expect(reminders).to_contain_text("Tap the days, then a time", timeout=PATIENCE_MS)
    assert cut_off(reminders) == []
    athlete.says("6:30")
    athlete.sees("Check-in: 06:30 every day")
    station(page, "6-times")

    # ---- the next one comes by itself ----
    to_the_next_morning(page)
    asked = athlete.sees("Morning. How are you?")
    expect(asked.locator(".inline-button").first).to_be_visible()
    station(page, "7-next-morning")
    for label in ANSWERS:
        athlete.taps(label, asked)
    expect(asked).to_contain_text("18 of 25.", timeout=PATIENCE_MS)

    # ---- not for a while ----
    athlete.says("/pause")
    pause = athlete.sees("What is it?")
    athlete.taps("Ill", pause)
    expect(pause).to_contain_text("Until when?", timeout=PATIENCE_MS)
    station(page, "8-pause")
    athlete.taps("Until further notice", pause)
    expect(pause).to_contain_text("Paused until further notice (ill).", timeout=PATIENCE_MS)
    station(page, "9-paused")
