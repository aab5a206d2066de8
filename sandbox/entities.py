"""Formatted text: HTML to text with entities, and the entities that Telegram finds by itself.

Offsets and lengths count UTF-16 code units. https://core.telegram.org/bots/api#formatting-options
"""

import re
from collections.abc import Iterator, Sequence

from sandbox.html import parse_html
from sandbox.wire import BadRequest, Json

MAX_ENTITIES = 100
_TELLTALE = re.compile(r"[/@#:]")
_FOUND = re.compile(
    r"(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>(?<!\w)https?://[^\s<>\"]*[^\s<>\".,:;!?)\]'])"
    r"|(?P<bot_command>(?<![\w/@#.<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z]\w{3,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w#/])#(?=\w*[^\W\d])\w{1,256})"
)
_NOTHING_INSIDE = frozenset({"code", "pre"})


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def formatted(text: str, parse_mode: str | None, given: Sequence[Json] | None) -> tuple[str, list[Json]]:
    """The text as Telegram stores it (formatting read, space around it cut off) and its entities in order.

    ``parse_mode`` "HTML" or None. Raises 400: MarkdownV2 and the old Markdown are not supported by the sandbox.
    """
    if parse_mode:
        if parse_mode.lower() != "html":
            raise BadRequest("unsupported parse_mode (the sandbox reads HTML and explicit entities)")
        text, entities = parse_html(text)
    else:
        entities = list(given or ())
        total = utf16_length(text)
        for entity in entities:
            if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] + entity["length"] > total:
                raise BadRequest("entity beginning or end is out of the text")
    if not entities and not _TELLTALE.search(text):
        return text.strip(), []
    text, entities = _trimmed(text, entities)
    if _TELLTALE.search(text):
        entities += [found for found in _found(text) if not _touches(found, entities)]
    if len(entities) > 1:
        entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        entities = _flat_code(entities)
    return text, entities[:MAX_ENTITIES]


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut white space off both ends; entities follow, and those that held nothing else vanish."""
    kept = text.strip()
    if len(kept) == len(text):
        return text, entities
    start = utf16_length(text[: len(text) - len(text.lstrip())])
    end = start + utf16_length(kept)
    moved = []
    for entity in entities:
        first = max(entity["offset"], start)
        last = min(entity["offset"] + entity["length"], end)
        if first < last:
            moved.append({**entity, "offset": first - start, "length": last - first})
    return kept, moved


def _found(text: str) -> Iterator[Json]:
    """Commands, mentions, hashtags, addresses: what a client would make tappable."""
    for match in _FOUND.finditer(text):
        kind = match.lastgroup
        if kind is not None:
            yield {"type": kind, "offset": utf16_length(text[: match.start()]), "length": utf16_length(match.group())}


def _touches(found: Json, entities: Sequence[Json]) -> bool:
    """Whether a found entity lies in code or a link, or crosses the edge of another entity."""
    start, end = found["offset"], found["offset"] + found["length"]
    for entity in entities:
        first, last = entity["offset"], entity["offset"] + entity["length"]
        if first < end and start < last:
            encloses = first <= start and end <= last
            if not encloses or entity["type"] in ("code", "pre", "text_link", "text_mention"):
                return True
    return False


def _flat_code(entities: list[Json]) -> list[Json]:
    """Code holds no other formatting: what lies inside it is dropped."""
    kept: list[Json] = []
    code_end = -1
    for entity in entities:
        if entity["offset"] < code_end:
            continue
        if entity["type"] in _NOTHING_INSIDE:
            code_end = entity["offset"] + entity["length"]
        kept.append(entity)
    return kept
