"""The words of one language that a check has to know."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from babel.core import Locale

from backend.coach.grounding.units import Unit


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a language's module gives. Patterns are matched without regard to case."""

    decimal: str
    """The decimal sign; the other of ``.,`` groups thousands."""
    group_by_space: bool
    numerals: Mapping[str, int]
    """Numeral words that are summed up: units, tens, hundreds of one word; none for one, which is an article."""
    one: Sequence[str]
    """Words for one, counted only at the end of a larger numeral."""
    hundred: Sequence[str]
    thousand: Sequence[str]
    joins: Sequence[str]
    """Words that may stand inside a numeral: "and"."""
    compounds: str
    """How numerals are written as one word, as a pattern of one part; empty where they are not."""
    harmless: str
    """Pattern of phrases whose numeral counts nothing: "the two belong together"."""
    special: Mapping[str, tuple[float, Unit | None]]
    """Patterns of whole phrases that are a number: "half an hour", "twice", "a dozen"."""
    units: Mapping[Unit, str]
    """Patterns of what follows a number."""
    hours: str
    rpe_before: str
    foreign_before: str
    """What names a number that stands behind it, and is no fact of ours: "heart rate" in "heart rate 150"."""
    between: str
    """Pattern of the words that may stand between a number and its unit: "training" in "3 training days"."""
    out_of: str
    up: str
    """Patterns of what follows a percentage and says its direction: "14 % above"."""
    down: str
    rose: str
    """Patterns of what stands before it: "rose by 14 %"."""
    fell: str
    yesterday: str
    stop_words: frozenset[str]
    forbidden: Mapping[str, str]
    """Patterns of what is never claimed, by the kind of claim."""
    suggests: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A vocabulary, made ready for reading."""

    words: Vocabulary
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    """Monday is 0. Whole names only: "So", "mar" and "sun" are other words too."""
    short_weekdays: Mapping[str, int]
    forbidden: Mapping[str, re.Pattern[str]]
    suggests: re.Pattern[str]


def listed(words: str) -> list[str]:
    """Words from a line of them."""
    return words.split()


_MODULES = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}
LANGUAGES = tuple(_MODULES)


@cache
def lexicon_for(language: str) -> Lexicon:
    """The language's lexicon. Raises KeyError for one that cannot be checked."""
    module = import_module(f"backend.coach.grounding.{_MODULES[language]}")
    words: Vocabulary = module.VOCABULARY
    locale = Locale.parse("en_GB" if language == "en" else language)
    return Lexicon(
        words=words,
        months={
            name: number
            for context in ("format", "stand-alone")
            for width in ("wide", "abbreviated")
            for number, name in _names(locale.months[context][width])
        },
        weekdays={name: number for number, name in _names(locale.days["format"]["wide"])},
        short_weekdays={name: number for number, name in _names(locale.days["format"]["abbreviated"])},
        forbidden={claim: anywhere(pattern) for claim, pattern in words.forbidden.items()},
        suggests=anywhere(words.suggests),
    )


def anywhere(pattern: str) -> re.Pattern[str]:
    """The pattern as whole words."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def _names(of: Mapping[int, str]) -> list[tuple[int, str]]:
    return [(number, name.lower().rstrip(".")) for number, name in of.items()]
