"""The languages that messages can be written in. A new one is one file of words, one of signs, and its lines here.

Only English is there from the start: another language's words (about 3 MB) are loaded when somebody writes in it.
"""

from functools import cache

from backend.training.grammar.english import ENGLISH
from backend.training.grammar.english_signs import ENGLISH_SIGNS
from backend.training.grammar.signs import SignWords
from backend.training.grammar.vocabulary import Vocabulary

READ_LANGUAGES = ("en", "de")
"""Codes of the languages below."""


@cache
def vocabulary_for(language: str) -> Vocabulary:
    """The words of ``language``; English where there is no file for it."""
    if language == "de":
        from backend.training.grammar.german import GERMAN

        return GERMAN
    return ENGLISH


@cache
def signs_for(language: str) -> SignWords:
    """The signs that stop coaching in ``language``; English where there is no file for it."""
    if language == "de":
        from backend.training.grammar.german_signs import GERMAN_SIGNS

        return GERMAN_SIGNS
    return ENGLISH_SIGNS
