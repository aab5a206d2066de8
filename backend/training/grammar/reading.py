"""From a message to its facts: every place is offered to each rule once, the first that fits takes it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backend.training.grammar import surroundings
from backend.training.grammar.dates import day_at
from backend.training.grammar.durations import distance_at, duration_at
from backend.training.grammar.efforts import effort_at, effort_word_at
from backend.training.grammar.facts import (
    Aside,
    Clock,
    Day,
    Distance,
    Duration,
    Effort,
    Fact,
    NoteLabel,
    Planned,
    Rest,
    SessionWord,
    SportWord,
    Strength,
)
from backend.training.grammar.line import Line
from backend.training.grammar.requests import asks_for_reminder, is_request
from backend.training.grammar.tokens import TokenKind

SESSION_FACTS = (Duration, Clock, SportWord, SessionWord, Distance, Effort)
"""What speaks of a session."""

_PART_REACHES = 3
_DENIED_WITHIN = 6

Rule = Callable[[Line, int], Fact | None]
_RULES_BEFORE_DAYS: Sequence[Rule] = (
    surroundings.note_label_at,
    surroundings.level_at,
    surroundings.aside_at,
    surroundings.rest_at,
    effort_at,
)
_RULES_AFTER_DAYS: Sequence[Rule] = (
    surroundings.sport_at,
    duration_at,
    distance_at,
    surroundings.session_word_at,
    surroundings.planned_at,
    effort_word_at,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The facts between two pauses, and its ``tokens``' places.

    ``asked``: it is a question. ``planned``: it speaks of what is to come.
    """

    number: int
    tokens: range
    facts: tuple[Fact, ...]
    asked: bool
    planned: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """All clauses of a message, and where its labelled note begins (a token index), if it has one.

    ``requested``: the whole message is a question, mark or not; then each of its clauses is ``asked``.
    ``reminder``: it asks to be reminded, which is such a question.
    """

    line: Line
    clauses: tuple[Clause, ...]
    note_from: int | None
    requested: bool
    reminder: bool


def read(line: Line, today: dt.date) -> Reading:
    """Find every fact of a message."""
    facts: list[Fact] = []
    note_from = None
    index = judged = 0
    while index < len(line.tokens):
        if line.phrase(index, line.words.denied_after):
            facts[judged:] = _taken_back(line, facts[judged:], index)
            judged = len(facts)
        fact = _fact_at(line, index, today)
        if isinstance(fact, NoteLabel):
            note_from = fact.end
            break
        if fact is None or fact.end <= index:
            index += 1
            continue
        if _denied(line, fact) or _of_a_part(line, fact, facts):
            fact = Aside(fact.start, fact.end)
        facts.append(fact)
        index = max(fact.end, index + 1)
    last = len(line.tokens) if note_from is None else note_from - 2  # its label counts as nothing said
    reminder = asks_for_reminder(line, facts, last)
    requested = reminder or is_request(line, facts, last, today)
    clauses = _clauses(line, facts, last, today, requested=requested)
    return Reading(line, clauses, note_from, requested, reminder)


def _fact_at(line: Line, index: int, today: dt.date) -> Fact | None:
    for rule in _RULES_BEFORE_DAYS:
        if fact := rule(line, index):
            return fact
    if day := day_at(line, index, today):
        return day
    for rule in _RULES_AFTER_DAYS:
        if fact := rule(line, index):
            return fact
    return None


def _denied(line: Line, fact: Fact) -> bool:
    """Whether the words right before say that it did not happen: "skipped my run"."""
    if not isinstance(fact, (*SESSION_FACTS, Rest)):
        return False
    for text in line.before(fact.start, _DENIED_WITHIN):
        if text in line.words.negations:
            return True
        if text not in line.words.between_negation:
            return False
    return False


def _taken_back(line: Line, facts: Sequence[Fact], index: int) -> list[Fact]:
    """The facts, those of the session undone where the clause goes on to say, at ``index``, that it did not happen.

    Something else between them is what did not happen: "60 min ride, the lights were cancelled".
    """
    deeds = [
        fact for fact in facts if isinstance(fact, SESSION_FACTS) and line.clause(fact.start) == line.clause(index)
    ]
    if not deeds:
        return list(facts)
    days = {place for fact in facts if isinstance(fact, Day) for place in range(fact.start, fact.end)}
    passing = line.words.fillers | line.words.between_negation
    if any(place not in days and line.text(place) not in passing for place in range(deeds[-1].end, index)):
        return list(facts)
    undone = set(deeds)
    return [Aside(fact.start, fact.end) if fact in undone else fact for fact in facts]


def _of_a_part(line: Line, fact: Fact, before: Sequence[Fact]) -> bool:
    """Whether an effort is that of the part told right before it: "last 10 min rpe 9"."""
    if not isinstance(fact, Effort) or not before or not isinstance(before[-1], Duration):
        return False
    part = before[-1]
    near = fact.start - part.end <= _PART_REACHES and line.clause(part.start) == line.clause(fact.start)
    return near and part.strength in {Strength.PART, Strength.SECTION}


def _clauses(line: Line, facts: Sequence[Fact], last: int, today: dt.date, *, requested: bool) -> tuple[Clause, ...]:
    by_clause: dict[int, list[Fact]] = {}
    for fact in facts:
        by_clause.setdefault(line.clause(fact.start), []).append(fact)
    places: dict[int, range] = {}
    for index in range(last):
        number = line.clause(index)
        places[number] = range(places.get(number, range(index, index)).start, index + 1)
    asked = _asked(line, last)
    return tuple(
        Clause(number, places[number], tuple(found), requested or number in asked, _planned(found, today))
        for number, found in sorted(by_clause.items())
    )


def _planned(facts: Sequence[Fact], today: dt.date) -> bool:
    """Whether a clause is about a day or deed to come; a day on its own is not yet a plan."""
    deeds = [fact.start for fact in facts if isinstance(fact, SESSION_FACTS)]
    for fact in facts:
        if isinstance(fact, Planned) and (fact.anywhere or not deeds or fact.start < max(deeds)):
            return True
    to_come = any(isinstance(fact, Day) and fact.dates and min(fact.dates) > today for fact in facts)
    return to_come and len(facts) > 1


def _asked(line: Line, last: int) -> set[int]:
    """Clauses that a question mark ends, together with those before it that a question word begins."""
    asked: set[int] = set()
    questioned: set[int] = {
        token.sentence for token in line.tokens[:last] if token.kind is TokenKind.PAUSE and "?" in token.text
    }
    first_texts: dict[int, tuple[str, int]] = {}
    asking_sentence = -1
    for token in line.tokens[:last]:
        if token.clause not in first_texts:
            first_texts[token.clause] = (token.text, token.sentence)
            if token.sentence in questioned and token.text in line.words.question_words:
                asking_sentence = token.sentence
            if token.sentence == asking_sentence:
                asked.add(token.clause)
    return asked
