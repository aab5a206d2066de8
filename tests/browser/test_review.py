"""The Monday review as somebody gets it who moves the clock, and the numbers behind it.

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
    keep_picture(page, f"review-{scheme_of(page)}-{name}")


def to_the_next_morning(page: Page) -> str:
    """What the clock says then."""
    clock = page.locator(".clock-button")
    before = clock.text_content() or ""
    page.get_by_role("button", name="Athletes").click()
    clock.click()
    page.get_by_role("menuitem", name="Next morning, 7:00").click()
    expect(clock).not_to_have_text(before)
    return clock.text_content() or ""


def test_the_review_comes_on_monday_morning_and_each_number_can_be_asked_about(page: Page) -> None:
    # GIVEN an athlete with some sessions who wants the review
    athlete = Visitor(page)
    athlete.begins()
    athlete.logs("8 days ago 60 min run rpe 5", "300 AU")
    athlete.logs("60 min run rpe 7", "420 AU")
    athlete.says("/reminders")
    athlete.taps("Weekly review…", athlete.sees("Weekly review: off"))
    athlete.taps("07:00", athlete.sees("On Monday: your week"))
    athlete.sees("Weekly review: Mon 07:00")
    # WHEN mornings pass until it is Monday
    for _ in range(7):
        if "Mon" in to_the_next_morning(page):
            break
    # THEN it is there, as a picture with words
    review = athlete.sees("Week to Sun", "To think about:")
    picture = review.get_by_role("img")
    expect(picture).to_be_visible(timeout=PATIENCE_MS)
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1080
    station(page, "1-monday")
    # AND what a number is made of is two taps away
    athlete.taps("Why?", review)
    choice = athlete.sees("Which number?")
    station(page, "2-which")
    athlete.taps("Ratio", choice)
    expect(choice).to_contain_text("Ratio, coupled = acute ÷ chronic")
    station(page, "3-ratio")
    assert page.locator("html").evaluate("each => each.scrollWidth <= each.clientWidth")
