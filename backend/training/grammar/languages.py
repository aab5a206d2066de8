"""The languages that messages can be written in. A new one is one file of words and one line here."""

from collections.abc import Mapping

from backend.training.grammar.english import ENGLISH
from backend.training.grammar.german import GERMAN
from backend.training.grammar.vocabulary import Vocabulary

VOCABULARIES: Mapping[str, Vocabulary] = {"en": ENGLISH, "de": GERMAN}


def vocabulary_for(language: str) -> Vocabulary:
    """The words of ``language``; English where there is no file for it."""
    return VOCABULARIES.get(language, ENGLISH)
