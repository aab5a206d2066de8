"""A message cut into words, numbers and signs, each with its place in the text as it was typed.

Full-width and other scripts' digits, typographic primes, dashes and fractions are read as their plain forms;
invisible characters (direction marks, emoji variants) are skipped. One pass, linear in the text's length.
How a language is typed (:class:`Typing`) decides which of its accents and elisions are seen through.
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

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})

_PIECES = re.compile(
    r"""[¿¡]*(?:
        (?P<sign>  (?:https?://|www\.)\S+ )
      | (?P<date>  \d{4}(?P<a>[-/.])\d{1,2}(?P=a)\d{1,2}(?!\d) | \d{1,2}(?P<b>[-/.])\d{1,2}(?P=b)(?:\d{4}|\d{2})(?!\d) )
      | (?P<clock> \d{1,3}:[0-5]\d(?::[0-5]\d)?(?![\d:]) )
      | (?P<number>\d+(?:[.,]\d+)?[½¼¾⅓⅔]? | [½¼¾⅓⅔] )
      | (?P<word>  [^\W\d_]+(?:'[^\W\d_]+)* )
      | (?P<pause> [;,.!?()|•…\n]+ | (?<=\s)-(?=\s) )
      | (?P<other> \S )
    )""",
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
class Typing:
    """How a language is typed.

    ``thousands``: the mark that may group a number's digits by three. ``accents`` False: they are often left out, so
    that words are compared without them. ``elided``: beginnings that an apostrophe sets off as words of their own
    ("l'effort" is "l'" and "effort").
    """

    thousands: str = ","
    accents: bool = True
    elided: frozenset[str] = frozenset()


AS_IN_ENGLISH = Typing()


@dataclass(frozen=True, slots=True)
class Token:
    """One piece. ``text`` is in plain lower case; ``start`` and ``end`` are places in the text as typed.

    ``glued`` says that nothing stands between it and the piece before; ``clause`` counts pauses, ``sentence``
    counts full stops, question marks and line ends. ``value`` is the number of a NUMBER. ``typed`` is ``text`` with
    the accents that were typed.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    glued: bool
    clause: int
    sentence: int
    value: float
    typed: str


def tokens_of(text: str, typing: Typing = AS_IN_ENGLISH) -> tuple[Token, ...]:
    """Every piece of ``text`` in order."""
    plain, places = _plain(text)
    tokens: list[Token] = []
    clause = sentence = 0
    last_end = -1
    for piece in _PIECES.finditer(plain):
        kind = _KINDS.get(piece.lastgroup or "", TokenKind.SIGN)
        start, end = piece.span()
        typed = piece.group(piece.lastgroup or 0)
        if end - start > len(typed) and tokens and tokens[-1].kind is not TokenKind.PAUSE:
            clause += 1  # "¿" opens a question within the sentence
        head = _elided(typed, typing.elided) if typing.elided and kind is TokenKind.WORD else 0
        if head:
            cut, glued = end - len(typed) + head, start == last_end
            word = typed[:head]
            tokens.append(Token(kind, word, places[start], places[cut - 1] + 1, glued, clause, sentence, 0.0, word))
            typed, start, last_end = typed[head:], cut, cut
        text_end = _with_marks(text, places[end - 1] + 1)
        value = _value(typed, typing.thousands) if kind is TokenKind.NUMBER else 0.0
        word = typed if typing.accents or typed.isascii() else unaccented(typed)
        glued = start == last_end
        tokens.append(Token(kind, word, places[start], text_end, glued, clause, sentence, value, typed))
        last_end = end
        if kind is TokenKind.PAUSE:
            clause += 1
            sentence += any(sign in ".!?\n…" for sign in typed)
    return tuple(tokens)


def unaccented(text: str) -> str:
    """ "mañana" as "manana", "cœur" as "coeur"."""
    letters = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def _elided(word: str, elided: frozenset[str]) -> int:
    """How many characters at the beginning of a word are an elided one and its apostrophe."""
    head, apostrophe, rest = word.partition("'")
    return len(head) + 1 if apostrophe and rest and head in elided else 0


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
    plain = unicodedata.normalize("NFKC", character).lower()
    # What falls apart into several pieces would stand at one place twice: a Thai vowel, a sign of a whole sentence.
    return plain if len(plain) == 1 or _PIECES.fullmatch(plain) else character


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
