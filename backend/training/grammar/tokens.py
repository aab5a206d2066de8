"""A message cut into words, numbers and signs, each with its place in the text as it was typed.

Full-width and other scripts' digits, typographic primes, dashes and fractions are read as their plain forms;
invisible characters (direction marks, emoji variants) are skipped. One pass, linear in the text's length.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
LARGEST = 1e9
"""Numbers are cut off here: no quantity of a training session comes near."""

_PLAIN = {
    **dict.fromkeys("’‘ʼ´`′‛", "'"),
    **dict.fromkeys("″“”„", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("×✕✖", "x"),
    "⁄": "/",
    "÷": "/",
    "٫": ".",
    "،": ",",
    "؟": "?",
    "。": ".",
    "、": ",",
}

_EMOJI_TAGS = frozenset(map(chr, range(0xE0020, 0xE0080)))
"""They make a flag of a black one: England's, Wales's."""

_PIECES = re.compile(
    r"""(?P<sign>  (?:https?://|www\.)\S+ )
      | (?P<date>  \d{4}(?P<a>[-/.])\d{1,2}(?P=a)\d{1,2}(?!\d) | \d{1,2}(?P<b>[-/.])\d{1,2}(?P=b)(?:\d{4}|\d{2})(?!\d) )
      | (?P<clock> \d{1,3}:[0-5]\d(?::[0-5]\d)?(?![\d:]) )
      | (?P<number>\d+(?:[.,]\d+)?[½¼¾⅓⅔]? | [½¼¾⅓⅔] )
      | (?P<word>  [^\W\d_]+(?:'[^\W\d_]+)* )
      | (?P<pause> [;,.!?()|•…\n]+ | (?<=\s)-(?=\s) )
      | (?P<other> \S )""",
    re.VERBOSE,
)


class TokenKind(StrEnum):
    """What a token is; a PAUSE ends a clause."""

    WORD = "word"
    NUMBER = "number"
    CLOCK = "clock"
    DATE = "date"
    PAUSE = "pause"
    SIGN = "sign"


_KINDS = {kind.value: kind for kind in TokenKind}


@dataclass(frozen=True, slots=True)
class Token:
    """One piece. ``text`` is in plain lower case; ``start`` and ``end`` are places in the text as typed.

    ``glued`` says that nothing stands between it and the piece before; ``clause`` counts pauses, ``sentence``
    counts full stops, question marks and line ends. ``value`` is the number of a NUMBER.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    glued: bool
    clause: int
    sentence: int
    value: float = 0.0


def tokens_of(text: str, thousands: str = ",") -> tuple[Token, ...]:
    """Every piece of ``text`` in order. ``thousands``: the mark that may group a number's digits by three."""
    plain, places = _plain(text)
    tokens: list[Token] = []
    clause = sentence = 0
    last_end = -1
    for piece in _PIECES.finditer(plain):
        kind = _KINDS.get(piece.lastgroup or "", TokenKind.SIGN)
        start, end = piece.span()
        text_end = _with_marks(text, places[end - 1] + 1)
        value = _value(piece.group(), thousands) if kind is TokenKind.NUMBER else 0.0
        tokens.append(Token(kind, piece.group(), places[start], text_end, start == last_end, clause, sentence, value))
        last_end = end
        if kind is TokenKind.PAUSE:
            clause += 1
            sentence += any(sign in ".!?\n…" for sign in piece.group())
    return tuple(tokens)


def _with_marks(text: str, end: int) -> int:
    """Behind the accents, vowel signs, variation selectors and emoji tags that belong to what is before ``end``."""
    while end < len(text) and (unicodedata.category(text[end]) in {"Mn", "Me"} or text[end] in _EMOJI_TAGS):
        end += 1
    return end


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in plain characters, and for each of them its place in ``text``."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        whole = unicodedata.normalize("NFC", characters[-1] + character) if characters else ""
        if len(whole) == 1 and not character.isascii():
            characters[-1] = whole  # a letter and its accent, sent as two characters
            continue
        for plain in _plain_character(character):
            characters.append(plain)
            places.append(place)
    return "".join(characters), places


def _plain_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    if character in FRACTIONS:
        return character
    if character in _PLAIN:
        return _PLAIN[character]
    category = unicodedata.category(character)
    if category in {"Cf", "Cc", "Mn", "Me"}:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "No":
        return character  # a superscript or circled digit is no number: "m²"
    return unicodedata.normalize("NFKC", character).lower()


def _value(number: str, thousands: str) -> float:
    extra = FRACTIONS.get(number[-1], 0.0)
    digits = number.rstrip("½¼¾⅓⅔")
    if not digits:
        return extra
    whole, mark, decimals = digits.replace(",", ".").partition(".")
    if mark:
        grouped = len(decimals) == 3 and thousands in digits
        digits = whole + decimals if grouped else f"{whole}.{decimals}"
    return min(float(digits) + extra, LARGEST)
