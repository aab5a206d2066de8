"""The languages that messages can be written in. A new one is one file of words, one of signs, and its lines here.

Only English is there from the start: another language's words (1 to 3 MB) are loaded when somebody writes in it.
"""

from functools import cache

from backend.training.grammar.english import ENGLISH
from backend.training.grammar.english_signs import ENGLISH_SIGNS
from backend.training.grammar.line import Line
from backend.training.grammar.signs import SignWords
from backend.training.grammar.spoken import spoken_in
from backend.training.grammar.tokens import tokens_of
from backend.training.grammar.vocabulary import Vocabulary

READ_LANGUAGES = ("en", "de", "es", "fr")
"""Codes of the languages below."""


@cache
def vocabulary_for(language: str) -> Vocabulary:
    """The words of ``language``; English where there is no file for it."""
    if language == "de":
        from backend.training.grammar.german import GERMAN

        return GERMAN
    if language == "es":
        from backend.training.grammar.spanish import SPANISH

        return SPANISH
    if language == "fr":
        from backend.training.grammar.french import FRENCH

        return FRENCH
    return ENGLISH


@cache
def signs_for(language: str) -> SignWords:
    """The signs that stop coaching in ``language``; English where there is no file for it."""
    if language == "de":
        from backend.training.grammar.german_signs import GERMAN_SIGNS

        return GERMAN_SIGNS
    if language == "es":
        from backend.training.grammar.spanish_signs import SPANISH_SIGNS

        return SPANISH_SIGNS
    if language == "fr":
        from backend.training.grammar.french_signs import FRENCH_SIGNS

        return FRENCH_SIGNS
    return ENGLISH_SIGNS


def line_of(text: str, language: str) -> Line:
    """A message in the words of the athlete's ``language``, or of the other one that it is written in."""
    words = vocabulary_for(language)
    tokens = tokens_of(text, words.typing)
    spoken = vocabulary_for(spoken_in(tokens, language))
    return Line(tokens if spoken.typing is words.typing else tokens_of(text, spoken.typing), spoken)
