"""How Spanish and French words are typed: with their accents or, on a phone, without, which is read the same."""

from collections.abc import Callable

from backend.training.grammar.tokens import Typing, unaccented


def as_typed(typing: Typing) -> Callable[[str], frozenset[str]]:
    """The one form in which a message's tokens have a word or phrase: no accents, elided words set apart."""

    def forms(phrase: str) -> frozenset[str]:
        words = unaccented(phrase).split()
        return frozenset({" ".join(_set_apart(word, typing.elided) for word in words)})

    return forms


def _set_apart(word: str, elided: frozenset[str]) -> str:
    head, apostrophe, rest = word.partition("'")
    return f"{head}' {rest}" if apostrophe and rest and head in elided else word
