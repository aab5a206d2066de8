"""Every reason why a text may not be shown to an athlete."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from backend.coach.grounding.held import Held, Number
from backend.coach.grounding.lexicon import LANGUAGES, Lexicon, lexicon_for
from backend.coach.grounding.manner import (
    FEWEST_SENTENCES,
    MOST_CHARACTERS,
    MOST_SENTENCES,
    links,
    odd_signs,
    sentences,
    speaks,
)
from backend.coach.grounding.reading import Claims, plain, read


class ViolationKind(StrEnum):
    """What is wrong."""

    NUMBER = "number"
    """A number that no fact is, in its unit, rounding and direction."""
    DAY = "day"
    """A date or weekday that no fact names."""
    INJURY = "injury"
    ZONE = "zone"
    DIAGNOSIS = "diagnosis"
    TREATMENT = "treatment"
    CHEERING = "cheering"
    PROMISE = "promise"
    ITSELF = "itself"
    """It speaks of itself or of its instructions."""
    SUGGESTIONS = "suggestions"
    """More than one."""
    LENGTH = "length"
    LANGUAGE = "language"
    LINK = "link"
    """An address, a mention, a command or markup."""
    SIGN = "sign"
    """An emoji, another script, a control sign."""
    SHAPE = "shape"
    """It is not whole, or not what the schema asks for."""
    EMPTY = "empty"
    """Nothing in it is about this athlete: no number and no day of theirs."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong. ``said`` is the text's own wording: for the model's repair, never for a log."""

    kind: ViolationKind
    said: str


def check(text: str, facts: Sequence[Mapping[str, Any]], language: str) -> list[Violation]:
    """What is wrong with a whole comment; empty when it may be shown. Pure; raises nothing.

    ``facts`` are those of :func:`backend.coach.facts.facts`. A text in a language that cannot be checked is wrong.
    """
    if language not in LANGUAGES:
        return [Violation(ViolationKind.LANGUAGE, language)]
    text = plain_lines(text)
    if not text or len(text) > MOST_CHARACTERS:
        # Nothing else is looked at: ten thousand words are not worth the time.
        return [Violation(ViolationKind.LENGTH, f"{len(text)} characters")]
    claims, lexicon = read(text, language), lexicon_for(language)
    wrong = [*_claims_wrong(text, claims, Held.of(facts), lexicon), *_manner_wrong(text)]
    parts = sentences(plain(text))
    if not FEWEST_SENTENCES <= len(parts) <= MOST_SENTENCES:
        wrong.append(Violation(ViolationKind.LENGTH, f"{len(parts)} sentences"))
    if not (claims.numbers or claims.days or claims.weekdays):
        wrong.append(Violation(ViolationKind.EMPTY, ""))
    suggesting = [part for part in sentences(text) if lexicon.suggests.search(part)]
    if len(suggesting) > 1:
        wrong.append(Violation(ViolationKind.SUGGESTIONS, suggesting[-1]))
    if not speaks(text, language):
        wrong.append(Violation(ViolationKind.LANGUAGE, language))
    return wrong


def check_sentence(text: str, facts: Sequence[Mapping[str, Any]], language: str) -> list[Violation]:
    """What is wrong with a sentence by itself: for one that is shown before the rest is there."""
    if language not in LANGUAGES:
        return [Violation(ViolationKind.LANGUAGE, language)]
    text = plain_lines(text)
    if not text or len(text) > MOST_CHARACTERS:
        return [Violation(ViolationKind.LENGTH, f"{len(text)} characters")]
    lexicon = lexicon_for(language)
    wrong = [*_claims_wrong(text, read(text, language), Held.of(facts), lexicon), *_manner_wrong(text)]
    if not speaks(text, language):
        wrong.append(Violation(ViolationKind.LANGUAGE, language))
    return wrong


def grounds(text: str, facts: Sequence[Mapping[str, Any]], language: str, named: Collection[str]) -> frozenset[str]:
    """The facts that a text stands on: those ``named`` with it, and those that its other numbers and days are from."""
    used = [fact for fact in facts if fact["name"] in named]
    claims = read(text, language)
    for fact in facts:
        if fact in used:
            continue
        held, own = Held.of(used), Held.of([fact])
        gives_number = any(own.holds(each) and not held.holds(each) for each in claims.numbers)
        gives_day = any(day.is_one_of(own.window) and not day.is_one_of(held.window) for day in claims.days)
        if gives_number or gives_day:
            used.append(fact)
    return frozenset(fact["name"] for fact in used)


def plain_lines(text: str) -> str:
    """The text without spaces around it; lines stay, as they are markup here."""
    return text.strip()


def _claims_wrong(text: str, claims: Claims, held: Held, lexicon: Lexicon) -> Iterator[Violation]:
    for number in claims.numbers:
        if not held.holds(number):
            yield Violation(ViolationKind.NUMBER, _written(number))
    for day in claims.days:
        if not day.is_one_of(held.window):
            yield Violation(ViolationKind.DAY, f"{day.month}-{day.day}")
    weekdays = {day.weekday() for day in held.days}
    for weekday in claims.weekdays:
        if weekday not in weekdays:
            yield Violation(ViolationKind.DAY, next(name for name, day in lexicon.weekdays.items() if day == weekday))
    if claims.yesterday and held.today is not None and not any((held.today - day).days == 1 for day in held.days):
        yield Violation(ViolationKind.DAY, "yesterday")
    lowered = plain(text)
    for claim, pattern in lexicon.forbidden.items():
        if found := pattern.search(lowered):
            yield Violation(ViolationKind(claim), found.group())


def _manner_wrong(text: str) -> Iterator[Violation]:
    for sign in text:
        if sign in "!¡":
            yield Violation(ViolationKind.CHEERING, sign)
            break
    for found in links(text):
        yield Violation(ViolationKind.LINK, found)
    for sign in odd_signs(text):
        yield Violation(ViolationKind.SIGN, sign)


def _written(number: Number) -> str:
    value = f"{number.value:.{number.decimals}f}"
    return value if number.unit is None else f"{value} {number.unit}"
