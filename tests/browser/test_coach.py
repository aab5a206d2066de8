"""The coach with a model, as its athlete sees it: a comment that grows while it is written, an answer, a voice note.

Every station leaves a picture in ``screenshots/``, for people to look at.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.phone import keep_picture, on_a_phone, running_product
from tests.browser.product import PATIENCE_MS, ProductProcess, Visitor
from tests.fakes.openai import FakeOpenAi, fake_openai, heard, says, says_slowly, writes

TRUE = ("Your log begins with 60 min at RPE 7, a load of 420 AU.", "If you run again tomorrow, it could stay easy.")
FALSE = ("That was a run of 95 min, and it was a hard one for you.", "If you run again tomorrow, it could stay easy.")
ANSWER = ("Your run took 60 min at RPE 7.", "It is the first one in your log, so there is none to set it beside.")
LOOK_UPS = {"look_ups": [{"tool": "last_time", "sport": "run", "first": None, "last": None}]}


@pytest.fixture
def openai() -> Iterator[FakeOpenAi]:
    with fake_openai() as fake:
        yield fake


@pytest.fixture
def product(tmp_path: Path, openai: FakeOpenAi) -> Iterator[ProductProcess]:
    with running_product(tmp_path, OPENAI_BASE_URL=openai.url, PREMIUM_RAIL="off") as running:
        yield running


@pytest.fixture
def page(browser: Browser, product: ProductProcess) -> Iterator[Page]:
    with on_a_phone(browser, product) as page:
        yield page


def station(page: Page, name: str) -> None:
    keep_picture(page, f"coach-{name}")


def test_a_comment_grows_a_question_is_answered_and_a_voice_note_is_heard(page: Page, openai: FakeOpenAi) -> None:
    athlete = Visitor(page)
    athlete.begins()
    # GIVEN a model that takes its time
    openai.will(says_slowly(*TRUE, facts=["session"], seconds=4))
    # WHEN a session is saved
    athlete.logs("60 min run rpe 7", "420 AU")
    # THEN what is right so far is seen, and the message takes its place
    expect(athlete.chat.locator(".draft .text")).to_have_text(TRUE[0], timeout=PATIENCE_MS)
    station(page, "draft")
    comment = athlete.sees(*TRUE)
    expect(athlete.chat.locator(".draft")).to_have_count(0)
    athlete.taps("Why?", comment)
    athlete.sees("60 min × RPE 7 = 420 AU")
    station(page, "comment")
    # a question is answered from what was looked up
    written = [{"text": text, "facts": ["logged"], "suggests": False} for text in ANSWER]
    openai.will(writes(json.dumps(LOOK_UPS)), writes(json.dumps({"sentences": written, "known": True})))
    athlete.says("/ask how was my run?")
    athlete.sees(*ANSWER)
    station(page, "answer")
    # a voice note is written down, and stands on the card
    openai.hears.append(heard("Thirty minutes ride, RPE four."))
    athlete.chat.get_by_role("button", name="Attach, or message as…").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name="Photo or file…").click()
    chooser.value.set_files({"name": "said.ogg", "mimeType": "audio/ogg", "buffer": b"OggS"})
    page.get_by_role("dialog", name="Send a file").get_by_role("button", name="Send").click()
    athlete.sees("I heard", "Load 120 AU")
    station(page, "voice")


def test_what_is_not_true_is_never_seen(page: Page, openai: FakeOpenAi) -> None:
    athlete = Visitor(page)
    athlete.begins()
    openai.will(says(*FALSE, facts=["session"]), says(*TRUE, facts=["session"], suggests=1))
    athlete.logs("60 min run rpe 7", "420 AU")
    athlete.sees(*TRUE)
    assert len(openai.requests) == 2
    expect(athlete.chat).not_to_contain_text("95")
