"""Red flags: words that stop coaching, decided in code before anything else reads the message.

The list is SCIENCE's (ACSM pre-participation screening; Amsterdam concussion consensus 2022; IOC REDs 2023).
Nothing here diagnoses or advises: the caller words what to do, by ``kind`` and ``urgency``.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from backend.training.grammar.languages import line_of, signs_for, vocabulary_for
from backend.training.grammar.line import Line
from backend.training.grammar.signs import RedFlagKind, Scope, Sign, SignWords
from backend.training.grammar.spoken import spoken_in
from backend.training.grammar.tokens import TokenKind, tokens_of
from backend.training.grammar.vocabulary import Phrases

__all__ = ["URGENCY", "RedFlag", "RedFlagKind", "Urgency", "names_red_flag", "red_flag"]


class Urgency(StrEnum):
    """How soon help is needed."""

    EMERGENCY = "emergency"
    """The emergency number first."""
    URGENT = "urgent"
    """A doctor today."""
    SOON = "soon"
    """A professional within days."""


URGENCY: Mapping[RedFlagKind, Urgency] = {
    RedFlagKind.SELF_HARM: Urgency.EMERGENCY,
    RedFlagKind.CHEST_PAIN: Urgency.EMERGENCY,
    RedFlagKind.FAINTING: Urgency.EMERGENCY,
    RedFlagKind.HEAT_ILLNESS: Urgency.EMERGENCY,
    RedFlagKind.SUDDEN_HEADACHE: Urgency.EMERGENCY,
    RedFlagKind.HEAD_INJURY: Urgency.EMERGENCY,
    RedFlagKind.BREATHLESSNESS: Urgency.EMERGENCY,
    RedFlagKind.PREGNANCY: Urgency.URGENT,
    RedFlagKind.PALPITATIONS: Urgency.URGENT,
    RedFlagKind.DARK_URINE: Urgency.URGENT,
    RedFlagKind.CALF_SWELLING: Urgency.URGENT,
    RedFlagKind.BONE_PAIN: Urgency.SOON,
    RedFlagKind.LOW_ENERGY: Urgency.SOON,
    RedFlagKind.DISORDERED_EATING: Urgency.SOON,
}
"""Every kind's urgency, the most urgent first: where several flags are found, the first one here is told."""

_NEGATION_REACHES = 6
_COLON = frozenset({":"})
_RANK = {kind: rank for rank, kind in enumerate(URGENCY)}


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A red flag in a message. ``said`` is the words that raised it, as typed; never log it."""

    kind: RedFlagKind
    urgency: Urgency
    said: str


def red_flag(text: str, language: str = "en") -> RedFlag | None:
    """The most urgent red flag in ``text``, or None. Pure, never raises, linear in the text's length.

    In every language English words are looked for too, and where a message is written in another language than the
    athlete's, that one's as well: athletes mix, and a missed flag is worse than a strange one.
    """
    return _in_either_language(text, language, _not_now)


def names_red_flag(text: str, language: str = "en") -> bool:
    """Whether ``text`` names one at all, be it somebody else's or of years ago: words that are sent to nobody."""
    return _in_either_language(text, language, _whosever) is not None


_ToldOf = Callable[[Line, "SaidAt", SignWords], frozenset[int]]
"""The clauses of a message that are not about the athlete today."""


def _in_either_language(text: str, language: str, told_of: _ToldOf) -> RedFlag | None:
    vocabulary = vocabulary_for(language)
    line = Line(tokens_of(text, vocabulary.typing), vocabulary)
    found = _flag_in(text, line, language, told_of)
    spoken = spoken_in(line.tokens, language)
    if found is None and spoken != language:
        return _flag_in(text, line_of(text, spoken), spoken, told_of)
    return found


@cache
def _most_urgent_first(language: str) -> tuple[Sign, ...]:
    return tuple(sorted(signs_for(language).signs, key=lambda sign: _RANK[sign.kind]))


def _flag_in(text: str, line: Line, language: str, told_of: _ToldOf) -> RedFlag | None:
    """The most urgent red flag in one language's words."""
    words = signs_for(language)
    said_at: dict[str, list[int]] = {}
    for index, token in enumerate(line.tokens):
        said_at.setdefault(token.text, []).append(index)
    elsewhere = told_of(line, said_at, words)
    for sign in _most_urgent_first(language):
        found = _find(line, said_at, sign, words, elsewhere if sign.deniable else frozenset())
        if found is not None:
            said = text[line.tokens[found[0]].start : line.tokens[found[1] - 1].end]
            return RedFlag(sign.kind, URGENCY[sign.kind], said)
    return None


Place = tuple[int, int]
"""First token, and the one behind the last."""
SaidAt = Mapping[str, Sequence[int]]
"""Where each word of the message stands, so that the many phrases are only sought where they can be."""


def _not_now(line: Line, said_at: SaidAt, words: SignWords) -> frozenset[int]:
    """The clauses that tell of somebody else or of years ago, and of nothing that is the athlete's today."""

    def clauses(group: Phrases[bool]) -> set[int]:
        return {line.clause(start) for start, _ in _places(line, said_at, group)}

    others = clauses(words.others) | _begun_by(line, said_at, words)
    past = clauses(words.long_past)
    if not others | past or _places(line, said_at, words.as_well):
        return frozenset()
    if others:
        others -= clauses(words.oneself)
    if past:
        past -= clauses(words.still)
    return frozenset(others | past)


def _whosever(_line: Line, _said_at: SaidAt, _words: SignWords) -> frozenset[int]:
    return frozenset()


def _begun_by(line: Line, said_at: SaidAt, words: SignWords) -> set[int]:
    """The clauses that begin with somebody else."""
    found = set()
    for start, _ in _places(line, said_at, words.others_first):
        before = start
        while not line.starts_clause(before) and line.text(before - 1) in words.before_others:
            before -= 1
        if line.starts_clause(before):
            found.add(line.clause(start))
    return found


def _find(line: Line, said_at: SaidAt, sign: Sign, words: SignWords, told_of: frozenset[int]) -> Place | None:
    """Where the groups of a sign meet, if they do, outside the clauses that are ``told_of``."""
    everywhere: list[list[Place]] = []
    for group in sign.groups:
        everywhere.append(_places(line, said_at, group))
        if not everywhere[-1]:
            return None
    ordinary = {line.clause(start) for start, _ in _places(line, said_at, sign.unless)} | told_of
    first, *others = (
        [
            place
            for place in places
            if line.clause(place[0]) not in ordinary and not (sign.deniable and _denied(line, place, words))
        ]
        for places in everywhere
    )
    for place in first:
        near = [_nearest(line, place, other, sign, last) for other, last in zip(others, _are_last(others), strict=True)]
        met = [other for other in near if other is not None]
        if len(met) == len(others):
            every = [place, *(met if sign.scope is not Scope.MESSAGE else met[:-1])]
            return min(start for start, _ in every), max(end for _, end in every)
    return None


def _are_last(groups: Sequence[object]) -> list[bool]:
    return [index + 1 == len(groups) for index in range(len(groups))]


def _places(line: Line, said_at: SaidAt, group: Phrases[bool]) -> list[Place]:
    """Where the phrases of a group are said, in order."""
    starts = sorted(index for word in group.first_words for index in said_at.get(word, ()))
    return [(start, found[1]) for start in starts if (found := line.phrase(start, group))]


def _nearest(line: Line, place: Place, others: Sequence[Place], sign: Sign, last: bool) -> Place | None:
    """The nearest phrase of another group that counts together with ``place``.

    In the scope of a whole message the last group (the symptom) may stand anywhere, those between must be near.
    """
    if sign.scope is Scope.MESSAGE and last:
        return others[0] if others else None
    at = bisect_left(others, place)
    for other in others[max(0, at - 1) : at + 2]:
        token, beside = line.tokens[place[0]], line.tokens[other[0]]
        together = token.sentence == beside.sentence if sign.scope is Scope.SENTENCE else token.clause == beside.clause
        if other != place and together and abs(other[0] - place[0]) <= sign.within:
            return other
    return None


def _denied(line: Line, place: Place, words: SignWords) -> bool:
    """Whether it is said not to be there: "no chest pain", "no pain, dizziness or palpitations"."""
    if line.text(place[0]) in words.negations:
        return False  # a "no" of its own makes the sign: "no recuerdo nada"
    if line.text(place[1]) in words.free_words:
        return True
    after = line.skip(place[1], _COLON, 1)
    denial = line.phrase(after, words.denials_after)
    if denial and line.kind(denial[1]) in {None, TokenKind.PAUSE}:
        return True
    if line.text(place[1]) in words.until_words:
        return False
    index = place[0] - 1
    steps = 0
    while index >= 0 and steps < _NEGATION_REACHES:
        text = line.text(index)
        if text in words.negations:
            return not _grants(line, index, words)
        if line.clause(index) != line.clause(place[0]) and not _list_goes_on(line, place, words, index):
            return False
        if text not in words.between_negation and text != ",":
            return False
        index, steps = index - 1, steps + 1
    return False


def _grants(line: Line, index: int, words: SignWords) -> bool:
    """Whether a negation grants that it was there: "no more", "ya no"."""
    before = line.phrase(index - 1, words.not_negations)
    return line.phrase(index, words.not_negations) is not None or (before is not None and before[1] > index)


def _list_goes_on(line: Line, place: Place, words: SignWords, index: int) -> bool:
    """Whether the clause before is the beginning of a list that "or" ends after it."""
    if line.clause(place[0]) - line.clause(index) > 2 or line.tokens[index].sentence != line.tokens[place[0]].sentence:
        return False
    around = range(max(0, place[0] - _NEGATION_REACHES), min(len(line.tokens), place[1] + _NEGATION_REACHES))
    return any(line.text(near) in words.list_words for near in around)
