"""Vocabularies put together: other spellings of a language's words, and a second language beside it."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from backend.training.grammar.signs import SignWords
from backend.training.grammar.vocabulary import Phrases, Vocabulary, Words

Spellings = Callable[[str], frozenset[str]]
"""Every way to write a word or phrase, itself included."""


def spelt(vocabulary: Vocabulary, spellings: Spellings) -> Vocabulary:
    """The vocabulary with every word also in its other spellings."""
    return replace(vocabulary, **{name: _spelt(value, spellings) for name, value in _fields(vocabulary).items()})


def beside(own: Vocabulary, other: Vocabulary, false_friends: Words) -> Vocabulary:
    """Both languages' words; ``own`` meanings count before those of ``other``, whose ``false_friends`` are left out."""
    others = _fields(other)
    return replace(own, **{name: _both(value, others[name], false_friends) for name, value in _fields(own).items()})


def spelt_signs(words: SignWords, spellings: Spellings) -> SignWords:
    """The red flags with every word also in its other spellings."""
    signs = tuple(
        replace(
            sign,
            groups=tuple(_respelt(group, spellings) for group in sign.groups),
            unless=_respelt(sign.unless, spellings),
        )
        for sign in words.signs
    )
    rest = {name: _spelt(value, spellings) for name, value in _fields(words).items() if name != "signs"}
    return replace(words, signs=signs, **rest)


def signs_beside(own: SignWords, other: SignWords) -> SignWords:
    """The red flags of both languages, each denied in either."""
    nothing: Words = frozenset()
    others = _fields(other)
    rest = {name: _both(value, others[name], nothing) for name, value in _fields(own).items() if name != "signs"}
    return replace(own, signs=own.signs + other.signs, **rest)


def _fields(words: Vocabulary | SignWords) -> dict[str, Any]:
    """Every field by name. Any: they are sets, mappings and phrases, and stay what they are."""
    return {field.name: getattr(words, field.name) for field in fields(words)}


def _spelt(value: Any, spellings: Spellings) -> Any:
    if isinstance(value, frozenset):
        return frozenset(each for word in value for each in spellings(word))
    if isinstance(value, Mapping):
        return {each: meaning for word, meaning in value.items() for each in spellings(word)}
    return _respelt(value, spellings) if isinstance(value, Phrases) else value


def _respelt(group: Phrases[Any], spellings: Spellings) -> Phrases[Any]:
    return Phrases(lambda: _spelt(group.meanings, spellings))


def _both(own: Any, other: Any, false_friends: Words) -> Any:
    if isinstance(own, frozenset):
        return own | (other - false_friends)
    if isinstance(own, Mapping):
        return {word: meaning for word, meaning in other.items() if word not in false_friends} | dict(own)
    return Phrases(lambda: _both(own.meanings, other.meanings, false_friends)) if isinstance(own, Phrases) else own
