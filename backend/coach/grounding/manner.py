"""How a text says it: its length, its language, its signs, and what no coach of ours says."""

import re
import unicodedata
from collections.abc import Iterator

from backend.coach.grounding.lexicon import LANGUAGES, lexicon_for

MOST_CHARACTERS = 700
"""Of a comment; more would have to be scrolled on a phone."""
MOST_SENTENCES = 4
FEWEST_SENTENCES = 2
_SENTENCE_END = re.compile(r"(?<=[.?!…])[\"'’”»)]*\s+(?=[^\sa-zß-öø-ÿ])")
_ABBREVIATED = re.compile(
    r"\b(?:ca|bzw|vs|approx|env|aprox|nr|z\. ?b|d\. ?h|p\. ?ej|e\.g|i\.e)\."
    rf"|(?<=\d)\.(?= (?:{'|'.join(lexicon_for('de').months)}))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_COMMANDS = re.compile(r"(?<![\w/])/(?:week|trend)(?!\w)")
"""What the rules point to; the bot makes no other links of a comment."""
_SIGNS = set(" .,;:?'\"()%/+=&-–—−×÷·…’‘“”„«»\u2044°€$^~≥≤≈<>|")
_LINKS = re.compile(
    r"https?:|www\.|\bt\.me\b|\b[\w-]+\.(?:com|org|net|io|ai|de|es|fr|me|ru|info)\b|@\w|#\w|(?<!\w)/[a-z]",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[<>\[\]{}*_`~|\\^]|^\s*[-–•]\s|\n")
_ENOUGH_WORDS = 6
"""A sentence with fewer says too little to tell its language."""
_LEAST_SHARE = 0.12
"""Of a text's words, those that only hold its language together; fewer and it is another language, or none."""


def sentences(text: str) -> list[str]:
    """The text's sentences; a point after an ordinal or an abbreviation ends none."""
    whole = _ABBREVIATED.sub(lambda found: found.group().replace(".", "\u2024"), text.strip())
    return [part.replace("\u2024", ".") for part in _SENTENCE_END.split(whole)] if whole else []


def odd_signs(text: str) -> Iterator[str]:
    """Signs that are neither letters of these languages, digits nor ordinary punctuation: emojis, other scripts."""
    for sign in text:
        if sign in _SIGNS or sign.isspace() or sign in "!¡¿":
            continue
        kind = unicodedata.category(sign)
        if kind == "Nd" or (kind.startswith("L") and "LATIN" in unicodedata.name(sign, "")) or kind in ("No", "Mn"):
            continue
        yield sign


def links(text: str) -> Iterator[str]:
    """Addresses, mentions, commands and markup."""
    text = _COMMANDS.sub("", text)
    for pattern in (_LINKS, _MARKUP):
        yield from (found.group() for found in pattern.finditer(text))


def speaks(text: str, language: str) -> bool:
    """Whether the text is in this language, by the small words that hold a language together.

    Each of its longer sentences has to hold at least as many words of this language as of any other, and the whole
    text more than a few.
    """
    words = _small_letters(text)
    if len(words) >= _ENOUGH_WORDS and _hits(words, language) < _LEAST_SHARE * len(words):
        return False
    for sentence in sentences(text):
        own = _small_letters(sentence)
        if len(own) >= _ENOUGH_WORDS and any(_hits(own, other) > _hits(own, language) for other in LANGUAGES):
            return False
    return True


def _small_letters(text: str) -> list[str]:
    """The words, without what is written in capitals: AU is a unit, and a French word."""
    return [word.lower() for word in _WORD.findall(text) if len(word) == 1 or not word.isupper()]


def _hits(words: list[str], language: str) -> int:
    small = lexicon_for(language).words.stop_words
    return sum(word in small for word in words)
