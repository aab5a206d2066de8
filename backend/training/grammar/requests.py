"""Questions without a question mark: "compare my last run with those before", "sag mir, wie oft ich gelaufen bin".

Told from a session by how the message begins, and only where nothing in it is a session's own: whoever says minutes or
an effort, asks to log, or goes on to tell of training after what they ask for, logs it. A quantity is asked about
only where the beginning says so: "what does rpe 7 mean", "can I run 60 min tomorrow".
"""

import datetime as dt
from collections.abc import Sequence

from backend.training.grammar.facts import (
    Clock,
    Day,
    Distance,
    Duration,
    Effort,
    EffortWord,
    Fact,
    Level,
    Rest,
    SessionWord,
    SportWord,
)
from backend.training.grammar.line import Line
from backend.training.grammar.tokens import TokenKind
from backend.training.grammar.vocabulary import Phrases

_QUANTITIES = (Duration, Clock, Effort)
_OF_TRAINING = (SportWord, SessionWord, Distance, EffortWord, Rest)

_A_SENTENCE = 3
"""So many words may be all of a question; fewer are the beginning of one."""


def is_request(line: Line, facts: Sequence[Fact], last: int, today: dt.date) -> bool:
    """Whether the tokens up to ``last`` ask for something, of which ``facts`` were found."""
    if any(line.phrase(index, line.words.asks_to_log) for index in range(last)):
        return False
    wanted = _asks_amount(line, facts, last, today)
    if wanted is not None:
        told = _told_from(line, wanted, wanted, last)
        return not any(_tells(line, fact, line.clause(wanted), told, amounts=True) for fact in facts)
    start = _beginning(line, last, line.words.requests)
    found = line.phrase(start, line.words.requests)
    if found is None:
        return False
    end = wanted = found[1]
    while wanted < last and _is_before(line, wanted):
        wanted += 1  # "tell me please, how much …"
    if wanted >= last:
        if end - start < _A_SENTENCE and not facts:
            return False
        wanted = end - 1  # "cuánto nadé", "am I overtraining"
    told = _told_from(line, end, wanted, last)
    if line.kind(told) is TokenKind.NUMBER:
        return False  # "how hard was my run: 7"
    return not any(_tells(line, fact, line.clause(wanted), told) for fact in facts)


def asks_for_reminder(line: Line, facts: Sequence[Fact], last: int) -> bool:
    """Whether the tokens up to ``last`` ask to be reminded, of a session to come or of anything else."""
    found = line.phrase(_beginning(line, last, line.words.reminds), line.words.reminds)
    if found is None:
        return False
    asked = line.clause(found[1] - 1)
    ends = next((index for index in range(found[1], last) if line.clause(index) != asked), last) - 1  # at its pause
    beyond = asked + 1 if line.text(ends - 1) in line.words.goes_on else asked
    others = [fact for fact in facts if not asked < line.clause(fact.start) <= beyond]
    return not any(_tells(line, fact, asked, last, amounts=True) for fact in others)


def _beginning(line: Line, last: int, begins: Phrases[bool]) -> int:
    """Behind "please" and its like, where one of the phrases may begin."""
    start = 0
    while start < last and not line.phrase(start, begins) and _is_before(line, start):
        start += 1
    return start


def _asks_amount(line: Line, facts: Sequence[Fact], last: int, today: dt.date) -> int | None:
    """A place in the clause that asks about a quantity: "what does rpe 7 mean", "can I run 60 min tomorrow"."""
    for begins, goes_on in (
        (line.words.asks_amount, lambda _: True),
        (line.words.asks_leave, lambda index: line.text(index) in line.words.leave_for),
        (line.words.asks_if, lambda index: _is_judged(line, index, facts, last)),
    ):
        start = _beginning(line, last, begins)
        found = line.phrase(start, begins)
        if found is None or found[1] >= last:
            continue
        rest = range(found[1], last)
        asked = [index for index in rest if line.clause(index) == line.clause(start)]
        if any(map(goes_on, asked)) and not _long_done(line, facts, line.clause(start), today):
            return found[1]
    return None


def _is_judged(line: Line, index: int, facts: Sequence[Fact], last: int) -> bool:
    """Whether "too much" stands here and ends the clause, or only a day follows."""
    found = line.phrase(index, line.words.judged)
    if found is None:
        return False
    end = found[1]
    end = next((fact.end for fact in facts if isinstance(fact, Day) and fact.start == end), end)
    return end >= last or line.kind(end) is TokenKind.PAUSE


def _long_done(line: Line, facts: Sequence[Fact], clause: int, today: dt.date) -> bool:
    """Whether the clause names a day before today: "can I do 60 min run for yesterday" wants it logged."""
    days = [fact for fact in facts if isinstance(fact, Day) and line.clause(fact.start) == clause]
    return any(day.dates and max(day.dates) < today and not _may_come(line, day) for day in days)


def _may_come(line: Line, day: Day) -> bool:
    """Whether the day is only a weekday's name: in a question, "saturday" is the next one."""
    said = {line.text(index) for index in range(day.start, day.end)}
    return bool(said & line.words.weekdays.keys()) and not said & line.words.last_words


def _told_from(line: Line, end: int, wanted: int, last: int) -> int:
    """From where on something is told and not asked: "tell me, ran today", "how was my run: easy"."""
    apart = any(_is_apart(line, index) for index in range(end, wanted))
    if apart and line.text(wanted) not in line.words.question_words:
        return wanted
    return next((index + 1 for index in range(wanted, last) if line.text(index) == ":"), last)


def _is_before(line: Line, index: int) -> bool:
    return _is_apart(line, index) or line.text(index) in line.words.before_requests


def _is_apart(line: Line, index: int) -> bool:
    return line.kind(index) is TokenKind.PAUSE or line.text(index) == ":"


def _tells(line: Line, fact: Fact, asked: int, told: int, *, amounts: bool = False) -> bool:
    """Whether the fact is a session's own.

    ``asked`` is the clause that says what is wanted; from ``told`` on all is a session's. ``amounts``: quantities
    are asked about there as well.
    """
    if isinstance(fact, Level):
        return any(line.kind(index) is TokenKind.NUMBER for index in range(fact.start, fact.end))
    elsewhere = line.clause(fact.start) != asked or fact.start >= told
    if isinstance(fact, _QUANTITIES):
        return elsewhere or not amounts
    return isinstance(fact, _OF_TRAINING) and elsewhere
