"""The page that leads back into the chat."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from bot.linking.callback import Outcome, Result
from bot.linking.page import HEADERS, STATUS, language_of, page

SIGNED_IN = Result(Outcome.SIGNED_IN, "tracker_bot", "n" * 43, "k…@example.org", "en")
LINK = "https://t.me"


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.found += [value for name, value in attrs if name == "href"]


def test_the_button_brings_the_proof_into_the_chat():
    text = page(SIGNED_IN, "en", LINK)
    assert Links(text).found == [f"https://t.me/tracker_bot?start=link_{'n' * 43}"]
    assert "Signed in as k…@example.org" in text
    assert "Did somebody send you here? Then close this page." in text


def test_the_proof_fits_into_a_deep_link():
    assert len("link_" + SIGNED_IN.payload) <= 64


def test_where_nobody_knows_whose_it_was_there_is_no_button():
    text = page(Result(Outcome.OVER), "", LINK)
    assert Links(text).found == []
    assert "send /link" in text


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_every_outcome_has_its_words(outcome, language):
    text = page(Result(outcome, "tracker_bot", "denied", "k…@example.org"), language, LINK)
    assert f'<html lang="{language}">' in text
    assert STATUS[outcome] in (200, 400, 502)
    assert "{" not in re.sub(r"<style>.*</style>", "", text, flags=re.DOTALL)


def test_german_is_german():
    assert "Zurück zu Telegram" in page(SIGNED_IN, "de-AT,de;q=0.9,en;q=0.8", LINK)


@pytest.mark.parametrize(
    ("header", "otherwise", "language"),
    [
        ("de", "en", "de"),
        ("de-DE", "en", "de"),
        ("it,de;q=0.8,en;q=0.9", "de", "en"),
        ("fr-CA", "de", "fr"),
        ("it", "de", "de"),
        ("", "de", "de"),
        ("", "", "en"),
        ("*", "", "en"),
        (";;;q=x,,", "xx", "en"),
        ("x" * 100_000, "", "en"),
    ],
)
def test_the_browsers_language_is_spoken_then_the_chats(header, otherwise, language):
    assert language_of(header, otherwise) == language


def test_what_came_from_elsewhere_is_escaped():
    evil = Result(Outcome.SIGNED_IN, 'x"><script>', '"><script>alert(1)</script>', "<img src=x>@evil", "en")
    text = page(evil, "", LINK)
    assert "<script" not in text
    assert "<img" not in text
    assert set(Links(text).tags) == {"html", "head", "meta", "title", "style", "body", "main", "h1", "p", "a"}


def test_the_page_may_load_nothing_and_tells_nobody_its_address():
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    style = re.search(r"<style>(.*)</style>", page(SIGNED_IN, "", LINK), re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    assert HEADERS["Referrer-Policy"] == "no-referrer"
    assert HEADERS["Cache-Control"] == "no-store"
