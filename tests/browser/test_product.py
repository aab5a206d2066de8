"""The product in a real browser, from the first tap on: started without a token, as ``make run`` does it.

Every station leaves a picture in ``screenshots/``, for people to look at.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import is_complaint
from tests.browser.product import PATIENCE_MS, ROOT, ProductProcess, Visitor

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
LOCAL: dict[str, Any] = {"locale": "en-GB", "timezone_id": "Europe/Berlin"}

NewContext = Callable[..., BrowserContext]
Station = Callable[[Page, str], None]


@pytest.fixture
def product(tmp_path: Path) -> Iterator[ProductProcess]:
    """The program, which has reported no bug by the end."""
    running = ProductProcess(tmp_path / "data")
    yield running
    running.stop()
    assert [line for line in running.log().splitlines() if re.search(r'"level": "(error|critical)"', line)] == []


@pytest.fixture
def new_context(browser: Browser, product: ProductProcess) -> Iterator[NewContext]:
    """A browser profile of its own; whatever one of its pages complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def new(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=product.url, **LOCAL, **options)
        contexts.append(context)
        context.on("weberror", lambda found: complaints.append(str(found.error)))
        context.on("console", lambda line: complaints.append(line.text) if is_complaint(line.type, line.text) else None)
        return context

    yield new
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def station(request: pytest.FixtureRequest) -> Station:
    """Keep a picture of the page as it is now."""
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    test = re.sub(r"\W+", "-", request.node.name.removeprefix("test_")).strip("-")
    for old in folder.glob(f"{test}-[0-9]*.png"):
        old.unlink()
    taken = 0

    def take(page: Page, name: str) -> None:
        nonlocal taken
        taken += 1
        page.screenshot(path=folder / f"{test}-{taken:02}-{name}.png", animations="disabled")

    return take


def visit(context: BrowserContext) -> Visitor:
    page = context.new_page()
    page.goto("/")
    return Visitor(page)


def size_of(picture: Locator) -> tuple[int, int]:
    """Its own width and height in pixels, once it has come."""
    expect(picture).to_be_visible(timeout=PATIENCE_MS)
    picture.evaluate("image => image.decode()")
    width, height = picture.evaluate("image => [image.naturalWidth, image.naturalHeight]")
    return int(width), int(height)


def test_first_session_on_a_phone(new_context: NewContext, station: Station) -> None:
    athlete = visit(new_context(**PHONE))
    page = athlete.page
    station(page, "newcomer")

    # ---- who this is, consent, the clock ----
    athlete.chat.get_by_role("button", name="Start", exact=True).click()
    intro = athlete.sees("I keep your training log")
    station(page, "start")
    athlete.taps("Read more", intro)
    expect(intro).to_contain_text("What I store:")
    station(page, "read-more")
    athlete.taps("OK, store my training", intro)
    expect(intro).to_contain_text("What time is it for you now?")
    station(page, "clock")
    athlete.says("Berlin")
    expect(athlete.newest).to_contain_text("Europe/Berlin. All set.", timeout=PATIENCE_MS)
    expect(intro.locator(".inline-button")).to_have_count(0)
    station(page, "all-set")

    # ---- a guided log: five taps, one message ----
    athlete.says("/log")
    card = athlete.sees("How long was it?")
    station(page, "duration")
    athlete.taps("60 min", card)
    expect(card).to_contain_text("Session · today · 60 min")
    expect(card).to_contain_text("How hard was it, all in all?")
    station(page, "effort")
    athlete.taps("7 very hard", card)
    expect(card).to_contain_text("Session · today · 60 min · RPE 7 very hard")
    athlete.taps("Fresh 4", card)
    station(page, "feelings")
    athlete.taps("Ready 3", card)
    athlete.taps("Mood 5", card)
    expect(card).to_contain_text("60 min × 7 = 420 AU", timeout=PATIENCE_MS)
    expect(card).to_contain_text("fresh 4/5 · ready 3/5 · mood 5/5")
    expect(card).to_contain_text("Week: 420 AU in 1 of 7 days")
    comment = athlete.sees("420 AU", "14 days")
    station(page, "saved")
    athlete.taps("Why?", comment)
    expect(comment.locator("blockquote")).to_contain_text("60 min × RPE 7 = 420 AU (Foster 2001)")
    station(page, "why")
    athlete.taps("Less", comment)
    expect(comment.locator("blockquote")).to_have_count(0)

    # ---- one message ----
    athlete.says("1h20 ride 5/10, felt fresh")
    ride = athlete.sees("Ride · today · 80 min · RPE 5 hard · fresh 4/5", "Load 400 AU")
    station(page, "understood")
    athlete.taps("Save", ride)
    expect(ride).to_contain_text("80 min × 5 = 400 AU")
    expect(ride).to_contain_text("Week: 820 AU in 1 of 7 days")
    remark = athlete.sees("first ride")
    station(page, "one-message")

    # ---- an edit moves every number that follows ----
    athlete.taps("Edit", ride)
    expect(ride).to_contain_text("What shall I change?")
    station(page, "edit")
    athlete.taps("Duration", ride)
    athlete.taps("90 min", ride)
    athlete.taps("Save", ride)
    expect(ride).to_contain_text("Changed. Ride")
    expect(ride).to_contain_text("90 min × 5 = 450 AU")
    expect(ride).to_contain_text("Week: 870 AU in 1 of 7 days")
    expect(remark.locator(".words")).to_contain_text("450 AU", timeout=PATIENCE_MS)
    expect(remark.locator(".quote")).to_contain_text("Changed.")
    station(page, "edited")

    # ---- every mistake can be taken back: the change first, then the session ----
    athlete.taps("Undo", ride)
    expect(ride).to_contain_text("Changed back. Ride")
    expect(ride).to_contain_text("80 min × 5 = 400 AU")
    expect(remark.locator(".words")).to_contain_text("400 AU", timeout=PATIENCE_MS)
    athlete.taps("Undo", ride)
    expect(ride).to_contain_text("Taken back: Ride")
    expect(ride).to_contain_text("Week: 420 AU in 1 of 7 days")
    expect(remark).to_have_count(0)
    station(page, "undone")
    athlete.taps("Put back", ride)
    expect(ride).to_contain_text("Put back. Ride")
    expect(ride).to_contain_text("Week: 820 AU in 1 of 7 days")
    athlete.sees("first ride")
    station(page, "put-back")

    # ---- the trend is a picture, and the same in words ----
    athlete.says("/trend")
    trend = athlete.sees("Your log began today: 820 AU so far.", "Ratio: I need 28 days, you have 1.")
    picture = trend.get_by_role("img")
    width, height = size_of(picture)
    assert width >= 700
    assert height >= 500
    station(page, "trend")
    athlete.taps("3 months", trend)
    expect(athlete.button("✓ 3 months", trend)).to_be_visible(timeout=PATIENCE_MS)
    assert size_of(picture) > (0, 0)
    trend.get_by_role("button", name=re.compile("Enlarge photo")).click()
    station(page, "trend-large")
    page.keyboard.press("Escape")

    # ---- the log, and the week ----
    athlete.says("/history")
    log = athlete.sees("Your log: 2 entries · newest first.")
    expect(log.locator(".inline-button")).to_have_text(
        [re.compile(r"Ride 80 min · 400 AU"), re.compile(r"Session 60 min · 420 AU")]
    )
    station(page, "history")
    log.locator(".inline-button").last.click()
    expect(log).to_contain_text("60 min × 7 = 420 AU")
    station(page, "history-entry")
    athlete.taps("‹ Back to the list", log)
    athlete.says("/week")
    athlete.sees(": 820 AU", "1 of 7 days logged")
    station(page, "week")
    assert page.locator("html").evaluate("each => each.scrollWidth <= each.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_athletes_side_by_side(new_context: NewContext, station: Station, scheme: str) -> None:
    # GIVEN two chats on a desktop
    page = new_context(**DESKTOP, color_scheme=scheme).new_page()
    page.goto("/")
    Visitor(page)
    page.get_by_role("button", name="Two chats side by side").click()
    expect(page.locator(".chat:not([hidden])")).to_have_count(2)
    left, right = Visitor(page, 0), Visitor(page, 1)
    # WHEN both begin and log their own session
    left.begins()
    right.begins()
    left.logs("60 min run rpe 7, legs heavy", "420 AU")
    right.logs("45 min swim rpe 4", "180 AU")
    left.sees("load of 420 AU")
    right.sees("load of 180 AU")
    left.says("/trend")
    right.says("10k in 52:10")
    size_of(left.sees("Your log began today: 420 AU so far.").get_by_role("img"))
    right.sees("How hard was it, all in all?")
    # THEN each sees their own numbers only
    station(page, "both")
    expect(left.chat).not_to_contain_text("180 AU")
    expect(right.chat).not_to_contain_text("420 AU")
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)


def test_mistakes_trouble_and_farewell_in_the_dark(new_context: NewContext, station: Station) -> None:
    athlete = visit(new_context(**PHONE, color_scheme="dark"))
    athlete.begins()

    # ---- what does not fit is asked about, what is typed stays what it is ----
    athlete.says("60 min run rpe 11")
    athlete.sees("That needs a number from 0 to 10. You wrote 11.", "How hard was it, all in all?")
    station(athlete.page, "rpe-11")
    athlete.says("7")
    athlete.taps("Save", athlete.sees("60 min · RPE 7 very hard"))
    athlete.says("11 h ride rpe 2")
    athlete.taps("Yes, 11 h", athlete.sees("660 min is 11 h. Is that right?"))
    athlete.taps("Save", athlete.sees("Load 1,320 AU"))
    athlete.says("30 min swim rpe 3, <b>good</b> 🏊 مرحبا")
    swim = athlete.sees("<b>good</b> 🏊 مرحبا", "Load 90 AU")
    expect(swim.locator(".words b", has_text="good")).to_have_count(0)
    station(athlete.page, "note")
    athlete.taps("Cancel", swim)
    expect(swim).to_contain_text("Cancelled. Nothing was saved.")

    # ---- a red flag comes before any coaching ----
    athlete.says("40 min run rpe 8, tight chest and dizzy")
    flag = athlete.sees("Please stop training", "112", "Shall I keep the session in your log, without comment?")
    station(athlete.page, "red-flag")
    athlete.taps("Keep", flag)
    expect(athlete.button("Undo", flag)).to_be_visible(timeout=PATIENCE_MS)
    athlete.says("/settings")
    athlete.sees("Time zone: Europe/Berlin")
    station(athlete.page, "settings")

    # ---- everything can be taken along, and everything can go ----
    athlete.says("/export")
    exported = athlete.sees("Everything that is stored about you: 3 entries.")
    with athlete.page.expect_download() as download:
        exported.get_by_role("link", name=re.compile("Download training-.*json")).click()
    stored = json.loads(Path(download.value.path()).read_text())
    assert [each["entry"]["minutes"] for each in stored["entries"]] == [60, 660, 40]
    assert not stored["entries"][-1]["feedback"], "a session with a red flag is kept without comment"
    station(athlete.page, "export")
    athlete.says("/delete_me")
    deletion = athlete.sees("Delete everything? That is 3 entries")
    athlete.taps("Delete everything", deletion)
    expect(deletion).to_contain_text("This is the last question.")
    station(athlete.page, "delete")
    athlete.taps("Yes, delete it all", deletion)
    expect(deletion).to_contain_text("Everything is gone: 3 entries")
    station(athlete.page, "gone")
    athlete.says("/history")
    athlete.sees("I keep your training log")


def test_bot_that_was_away_answers_once(new_context: NewContext, product: ProductProcess, station: Station) -> None:
    # GIVEN a half-filled card, and a bot that is gone
    athlete = visit(new_context(**PHONE))
    athlete.begins()
    athlete.says("/log")
    card = athlete.sees("How long was it?")
    athlete.taps("45 min", card)
    product.stop()
    # WHEN the athlete goes on talking
    athlete.says("60 min run rpe 7, legs heavy")
    athlete.says("30 min swim rpe 3")
    expect(athlete.chat.locator(".banner")).to_have_text("Connection lost – trying again")
    expect(athlete.chat.locator(".unsent")).to_have_count(2)
    station(athlete.page, "away")
    # AND the bot is there again
    product.start()
    # THEN what was said is answered, once and in order
    run = athlete.sees("Run · today · 60 min · RPE 7", "Load 420 AU")
    swim = athlete.sees("Swim · today · 30 min · RPE 3", "Load 90 AU")
    expect(athlete.chat.locator(".unsent")).to_have_count(0)
    expect(athlete.chat.locator("article.own", has_text="60 min run rpe 7")).to_have_count(1)
    expect(athlete.chat.locator("article.theirs", has_text="Load 420 AU")).to_have_count(1)
    station(athlete.page, "answered")
    athlete.taps("Save", run)
    expect(run).to_contain_text("Week: 420 AU")
    athlete.taps("Save", swim)
    expect(swim).to_contain_text("Week: 510 AU")
    # AND the card goes on where it was
    athlete.taps("5 hard", card)
    athlete.taps("Save", card)
    expect(card).to_contain_text("45 min × 5 = 225 AU")
    expect(card).to_contain_text("Week: 735 AU in 1 of 7 days")
    athlete.says("/history")
    expect(athlete.sees("Your log: 3 entries").locator(".inline-button")).to_have_count(3)
    station(athlete.page, "three-entries")


def test_card_goes_on_after_a_reload_and_in_a_second_tab(new_context: NewContext, station: Station) -> None:
    # GIVEN a card that is half filled
    context = new_context(**PHONE)
    athlete = visit(context)
    athlete.begins()
    athlete.says("/log")
    athlete.taps("60 min", athlete.sees("How long was it?"))
    # WHEN the page is loaded anew, and opened in a second tab too
    athlete.page.reload()
    first = athlete.sees("Session · today · 60 min", "How hard was it, all in all?")
    station(athlete.page, "reloaded")
    other = visit(context)
    second = other.sees("Session · today · 60 min", "How hard was it, all in all?")
    # THEN both show the same card, whichever is tapped
    other.taps("7 very hard", second)
    expect(first).to_contain_text("RPE 7 very hard", timeout=PATIENCE_MS)
    athlete.taps("Fresh 4", first)
    expect(other.button("✓ 4", second)).to_be_visible(timeout=PATIENCE_MS)
    # AND saving in both saves once
    athlete.button("Save", first).click()
    other.page.evaluate("() => document.querySelector(\"[data-tap$=':save']\")?.click()")
    for card in (first, second):
        expect(card).to_contain_text("60 min × 7 = 420 AU", timeout=PATIENCE_MS)
        expect(card).to_contain_text("Week: 420 AU in 1 of 7 days")
    athlete.sees("load of 420 AU")
    other.says("/history")
    expect(other.sees("Your log: 1 entry").locator(".inline-button")).to_have_count(1)
    station(other.page, "second-tab")


def test_with_a_keyboard_only(new_context: NewContext, station: Station) -> None:
    athlete = visit(new_context(**DESKTOP))
    keys = athlete.page.keyboard

    def walk_to(target: Locator, key: str) -> None:
        expect(target).to_be_visible(timeout=PATIENCE_MS)
        for _ in range(40):
            if target.evaluate("each => each === document.activeElement"):
                return
            keys.press(key)
        raise AssertionError("the focus never got there")

    def press(label: str, way: str = "Shift+Tab") -> None:
        walk_to(athlete.button(label), way)
        keys.press("Enter")

    # WHEN an athlete who has no pointer starts, agrees and says where they live
    walk_to(athlete.chat.get_by_role("button", name="Start", exact=True), "Tab")
    keys.press("Enter")
    athlete.sees("I keep your training log")
    press("OK, store my training")
    athlete.sees("What time is it for you now?")
    walk_to(athlete.field, "Tab")
    keys.type("Berlin")
    keys.press("Enter")
    athlete.sees("Europe/Berlin. All set.")
    # AND fills in a card
    keys.type("/log")
    keys.press("Enter")
    card = athlete.sees("How long was it?")
    press("60 min")
    expect(card).to_contain_text("How hard was it, all in all?")
    press("7 very hard", "ArrowRight")
    expect(card).to_contain_text("And how do you feel after it?")
    station(athlete.page, "feelings")
    press("Save", "ArrowDown")
    # THEN the session is saved
    expect(card).to_contain_text("60 min × 7 = 420 AU", timeout=PATIENCE_MS)
    station(athlete.page, "saved")
