"""``make aws-local`` as a newcomer tries it, who has only its page: an account on the way to the first saved session.

Every station leaves a picture in ``screenshots/``, for people to look at.
"""

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import is_complaint
from tests.browser.product import PATIENCE_MS, ROOT, Visitor

START_SECONDS = 90
STOP_SECONDS = 30
CLOUD_MS = 2 * PATIENCE_MS
"""For an answer that comes through queues and functions that start."""


@dataclass(frozen=True)
class Cloud:
    """What the command printed."""

    page: str
    email: str
    password: str


@pytest.fixture(scope="module")
def cloud() -> Iterator[Cloud]:
    """The whole AWS assembly, in a process of its own."""
    command = [sys.executable, "-m", "sandbox.cloud", "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    giving_up = threading.Timer(START_SECONDS, process.kill)
    giving_up.start()
    try:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        giving_up.cancel()
        page = re.search(r"Open (http://127\.0\.0\.1:\d+)", said)
        account = re.search(r"sign in as (\S+) with the password (\S+)", said)
        assert page, said
        assert account, said
        yield Cloud(page[1], account[1], account[2])
    finally:
        giving_up.cancel()
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


@pytest.fixture
def context(browser: Browser, cloud: Cloud) -> Iterator[BrowserContext]:
    """A phone; whatever one of our pages complains about fails the test."""
    made = browser.new_context(
        base_url=cloud.page,
        locale="de-DE",
        timezone_id="Europe/Berlin",
        color_scheme="dark",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    complaints: list[str] = []
    made.on("weberror", lambda found: complaints.append(str(found.error)))
    made.on("console", lambda line: complaints.append(line.text) if is_complaint(line.type, line.text) else None)
    yield made
    made.close()
    assert complaints == []


def picture(page: Page, number: int, name: str) -> None:
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / f"linking-{number:02}-{name}.png", animations="disabled")


def test_first_session_is_saved_as_soon_as_the_account_is_connected(context: BrowserContext, cloud: Cloud) -> None:
    # GIVEN a newcomer who writes their first session
    page = context.new_page()
    page.goto("/")
    athlete = Visitor(page)
    athlete.begins()
    athlete.says("60 min run rpe 7, legs heavy")
    card = athlete.sees("Load 420 AU")
    picture(page, 1, "understood")
    athlete.taps("Save", card)
    way = athlete.sees("One step before I save this")
    picture(page, 2, "connect")

    # WHEN they sign in on Cognito's page
    with context.expect_page() as opened:
        way.get_by_role("button", name="Connect account").click()
    there = opened.value
    there.get_by_label("Username").fill(cloud.email)
    there.get_by_label("Password").fill(cloud.password)
    picture(there, 3, "sign-in")
    there.get_by_role("button", name="Sign in").click()
    expect(there.get_by_role("heading")).to_have_text(f"Angemeldet als {cloud.email[0]}…@example.org")
    assert there.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(there, 4, "signed-in")

    # AND go back into the chat, which the page's button opens
    there.get_by_role("link", name="Zurück zu Telegram").click()
    back = Visitor(there)
    start = back.chat.get_by_role("button", name="Start", exact=True)
    expect(start).to_be_visible(timeout=PATIENCE_MS)
    picture(there, 5, "back")
    start.click()

    # THEN the session is saved without another word, and its comment comes
    saved = there.locator("article.message.theirs", has_text="Saved. Run").last
    expect(saved).to_contain_text("60 min × 7 = 420 AU", timeout=CLOUD_MS)
    expect(there.get_by_role("button", name="Why?").last).to_be_visible(timeout=CLOUD_MS)
    picture(there, 6, "saved")
    # and the tab that was left shows the same
    expect(page.locator("article.message.theirs", has_text="Saved. Run").last).to_be_visible(timeout=PATIENCE_MS)

    # and the chat knows who they are
    back.says("/whoami")
    back.sees("Stored: 1 entry")
    picture(there, 7, "whoami")
