"""HTML to text and entities: offsets in UTF-16, Telegram's errors, and what Telegram finds by itself."""

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Message, MessageEntity

from sandbox.entities import formatted, utf16_length
from sandbox.wire import BadRequest

ALPHABET = st.sampled_from("aZ9 .,&<>\"'é€\u05d0\u0645\u200f😀🏃🏽‍♀️\u0301\n")
PLAIN = st.text(ALPHABET, min_size=1, max_size=12)
TAGS = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough", "tg-spoiler": "spoiler", "code": "code"}


def inside(text: str, entity: dict[str, Any]) -> str:
    raw = text.encode("utf-16-le")
    return raw[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le")


def read(source: str) -> tuple[str, list[tuple[str, str]]]:
    """The text, and each entity as (type, what it covers)."""
    text, entities = formatted(source, "HTML", None)
    return text, [(entity["type"], inside(text, entity)) for entity in entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>60 min</b> run", "60 min run", [("bold", "60 min")]),
        ("😀 <i>é</i> <b>שלום</b>", "😀 é שלום", [("italic", "é"), ("bold", "שלום")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd", None),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;x&quot; &#39;y&#39; &#x1F600;", "1 < 2 && 3 > 2 \"x\" 'y' 😀", []),
        ("&nbsp; &copy; &", "&nbsp; &copy; &", []),
        ('<a href="https://example.org/?a=1&amp;b=2">link</a>', "link", [("text_link", "link")]),
        ("<span class='tg-spoiler'>secret</span>", "secret", [("spoiler", "secret")]),
        ("<blockquote expandable>long</blockquote>", "long", [("expandable_blockquote", "long")]),
        ('<pre><code class="language-python">x = 1</code></pre>', "x = 1", [("pre", "x = 1")]),
        ("<code>a <b>b</b></code>", "a b", [("code", "a b")]),
        ("  <b> padded </b>  ", "padded", [("bold", "padded")]),
        ("<b></b>nothing bold", "nothing bold", []),
        ("<B>case</B>", "case", [("bold", "case")]),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[tuple[str, str]] | None) -> None:
    read_text, read_entities = read(source)
    assert read_text == text
    if entities is not None:
        assert read_entities == entities


def test_a_code_block_keeps_its_language_and_a_link_its_address() -> None:
    _, (block,) = formatted('<pre><code class="language-python">x</code></pre>', "html", None)
    assert block["language"] == "python"
    _, (link,) = formatted('<a href="https://example.org/?a=1&amp;b=2">x</a>', "HTML", None)
    assert link["url"] == "https://example.org/?a=1&b=2"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("é<b>x</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("2 < 3 > 1", 'Unsupported start tag "" at byte offset 2'),
        ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_with_the_place(source: str, words: str) -> None:
    with pytest.raises(BadRequest) as refused:
        formatted(source, "HTML", None)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@given(PLAIN)
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    read_text, entities = formatted(html.escape(text), "HTML", None)
    assert read_text == text.strip()
    assert entities == []


@given(st.lists(st.tuples(st.sampled_from([*TAGS, ""]), PLAIN), min_size=1, max_size=6))
def test_each_entity_covers_what_its_tag_enclosed(pieces: list[tuple[str, str]]) -> None:
    source = (
        "|"
        + "|".join(f"<{tag}>{html.escape(text)}</{tag}>" if tag else html.escape(text) for tag, text in pieces)
        + "|"
    )
    read_text, entities = read(source)
    assert read_text == "|" + "|".join(text for _, text in pieces) + "|"
    assert entities == [(TAGS[tag], text) for tag, text in pieces if tag]


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u", "s", ""]), PLAIN), min_size=1, max_size=6))
def test_ptb_writes_the_same_html_back(pieces: list[tuple[str, str]]) -> None:
    source = (
        "|"
        + "|".join(f"<{tag}>{html.escape(text)}</{tag}>" if tag else html.escape(text) for tag, text in pieces)
        + "|"
    )
    text, entities = formatted(source, "HTML", None)
    raw = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": text, "entities": entities}
    message = Message.de_json(raw, None)
    assert html.unescape(message.text_html) == html.unescape(source)


@given(st.text(st.sampled_from("<>/&;#bi=\"' a😀"), max_size=30))
def test_anything_is_either_read_or_refused(source: str) -> None:
    try:
        text, entities = formatted(source, "HTML", None)
    except BadRequest:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= utf16_length(text) for e in entities)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start payload", [("bot_command", "/start")]),
        ("😀 /log@ai_tracker_bot", [("bot_command", "/log@ai_tracker_bot")]),
        ("<b>typed</b>, </b> and /log>", []),
        ("effort 5/10 and 1/2", []),
        ("see https://example.org/a?b=c. Or @someone", [("url", "https://example.org/a?b=c"), ("mention", "@someone")]),
        ("#intervals, #1", [("hashtag", "#intervals")]),
        ("me@example.org", [("email", "me@example.org")]),
    ],
)
def test_telegram_finds_commands_and_addresses_by_itself(text: str, entities: list[tuple[str, str]]) -> None:
    _, found = formatted(text, None, None)
    assert [(entity["type"], inside(text, entity)) for entity in found] == entities


def test_nothing_is_found_inside_code() -> None:
    assert read("<code>/start @someone</code>")[1] == [("code", "/start @someone")]


def test_given_entities_survive_with_the_text_around_them_cut() -> None:
    text, entities = formatted("  bold  ", None, [{"type": MessageEntity.BOLD, "offset": 0, "length": 8}])
    assert (text, entities) == ("bold", [{"type": "bold", "offset": 0, "length": 4}])
