"""Telegram's HTML: a few tags, three named entities, and an error with a byte offset for everything else.

https://core.telegram.org/bots/api#html-style
"""

import re
from dataclasses import dataclass, field

from sandbox.wire import BadRequest, Json

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(?P<decimal>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>lt|gt|amp|quot));?")
_SPECIAL = re.compile(r"[<&]")
_SPACE = " \t\r\n\0\v"
_LINK = re.compile(r"(?:https?|tg|ftp|mailto|tel):\S+", re.IGNORECASE)
_BARE_LINK = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end. ``offset`` in UTF-16 code units."""

    tag: str
    offset: int
    attributes: dict[str, str] = field(default_factory=dict)


def _error(words: str) -> BadRequest:
    return BadRequest(f"can't parse entities: {words}")


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The text without tags, and its entities in UTF-16 code units. Raises Telegram's "can't parse entities"."""
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[Json] = []

    def run(self) -> tuple[str, list[Json]]:
        source = self._source
        while self._at < len(source):
            special = _SPECIAL.search(source, self._at)
            end = special.start() if special else len(source)
            if end > self._at:
                self._write(source[self._at : end])
                self._at = end
            elif source[end] == "&":
                self._write(self._reference())
            elif source.startswith("</", end):
                self._end_tag()
            else:
                self._start_tag()
        if self._open:
            raise _error(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return "".join(self._text), self._entities

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._offset += len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2

    def _byte(self, position: int) -> int:
        return len(self._source[:position].encode(errors="surrogatepass"))

    def _reference(self) -> str:
        """The character that ``&…;`` at the cursor stands for; the ``&`` itself when it is none. Moves on."""
        match = _REFERENCE.match(self._source, self._at)
        if match is not None:
            if match["name"]:
                self._at = match.end()
                return _NAMED[match["name"]]
            code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
            if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
                self._at = match.end()
                return chr(code)
        self._at += 1
        return "&"

    def _name(self, stop: str) -> str:
        start = self._at
        while self._at < len(self._source) and self._source[self._at] not in stop:
            self._at += 1
        return self._source[start : self._at]

    def _skip_space(self) -> None:
        while self._at < len(self._source) and self._source[self._at] in _SPACE:
            self._at += 1

    def _peek(self) -> str:
        """The character at the cursor; empty at the end."""
        return self._source[self._at : self._at + 1]

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        tag = self._name(_SPACE + ">").lower()
        if not self._peek():
            raise _error(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _KINDS:
            raise _error(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        opened = _Open(tag, self._offset)
        while True:
            self._skip_space()
            if not self._peek():
                raise _error(f"Unclosed start tag at byte offset {self._byte(begin)}")
            if self._peek() == ">":
                self._at += 1
                break
            name, value = self._attribute(tag, begin)
            opened.attributes[name] = value
        if tag == "span" and opened.attributes.get("class") != "tg-spoiler":
            raise _error(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self._open.append(opened)

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        start = self._at
        name = self._name(_SPACE + "=>").lower()
        if not name:
            raise _error(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(start)}')
        self._skip_space()
        if self._peek() != "=":
            if tag == "blockquote" and name == "expandable":
                return name, ""
            words = f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
            raise _error(f"{words} at byte offset {self._byte(begin)}")
        self._at += 1
        self._skip_space()
        if self._peek() in ("'", '"'):
            value = self._quoted()
        else:
            start = self._at
            value = self._name(_SPACE + ">").lower()
            if not re.fullmatch(r"[\w.-]*", value, re.ASCII):
                raise _error(f"Unexpected end of name token at byte offset {self._byte(start)}")
        if not self._peek():
            raise _error(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return name, value

    def _quoted(self) -> str:
        quote = self._peek()
        self._at += 1
        value: list[str] = []
        while self._peek() and self._peek() != quote:
            if self._peek() == "&":
                value.append(self._reference())
            else:
                value.append(self._peek())
                self._at += 1
        self._at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise _error(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self._at += 2
        name = self._name(_SPACE + ">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise _error(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self._at += 1
        opened = self._open.pop()
        if name and name != opened.tag:
            raise _error(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if self._offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self._offset - opened.offset
        entity: Json = {"type": _KINDS[opened.tag], "offset": opened.offset, "length": length}
        if opened.tag == "a":
            url = opened.attributes.get("href") or self._shown(opened)
            if _LINK.fullmatch(url):
                entity["url"] = url
            elif _BARE_LINK.fullmatch(url):
                entity["url"] = f"http://{url}"
            else:
                return  # Telegram shows the text and drops a link that leads nowhere
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and opened.attributes.get("class", "").startswith("language-"):
            entity["language"] = opened.attributes["class"].removeprefix("language-")
            if not (self._open and self._open[-1].tag == "pre"):
                del entity["language"]
        elif opened.tag == "pre":
            self._adopt_language(entity)
        self._entities.append(entity)

    def _adopt_language(self, pre: Json) -> None:
        """``<pre><code class="language-x">`` is one entity: the inner one gives its language and goes."""
        if self._entities:
            inner = self._entities[-1]
            if inner["type"] == "code" and (inner["offset"], inner["length"]) == (pre["offset"], pre["length"]):
                self._entities.pop()
                if "language" in inner:
                    pre["language"] = inner["language"]

    def _shown(self, opened: _Open) -> str:
        """The text inside a tag so far."""
        raw = "".join(self._text).encode("utf-16-le", "surrogatepass")
        return raw[opened.offset * 2 :].decode("utf-16-le", "surrogatepass")
