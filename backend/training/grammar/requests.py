"""Questions without a question mark: "compare my last run with those before", "sag mir, wie oft ich gelaufen bin".

Told from a session by how the message begins, and only where nothing in it is a session's own: whoever says minutes or
an effort, asks to log, or goes on to tell of training after what they ask for, logs it.
"""

from collections.abc import Sequence

from backend.training.grammar.facts import (
    Clock,
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

_QUANTITIES = (Duration, Clock, Effort)
_OF_TRAINING = (SportWord, SessionWord, Distance, EffortWord, Rest)

_A_SENTENCE = 3
"""So many words may be all of a question; fewer are the beginning of one."""


def is_request(line: Line, facts: Sequence[Fact], last: int) -> bool:
    """Whether the tokens up to ``last`` ask for something, of which ``facts`` were found."""
    start = 0
    while start < last and not line.phrase(start, line.words.requests) and _is_before(line, start):
        start += 1
    found = line.phrase(start, line.words.requests)
    if found is None or any(line.phrase(index, line.words.asks_to_log) for index in range(start, last)):
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


def _tells(line: Line, fact: Fact, asked: int, told: int) -> bool:
    """Whether the fact is a session's own.

    ``asked`` is the clause that says what is wanted; from ``told`` on all is a session's.
    """
    if isinstance(fact, Level):
        return any(line.kind(index) is TokenKind.NUMBER for index in range(fact.start, fact.end))
    elsewhere = line.clause(fact.start) != asked or fact.start >= told
    return isinstance(fact, _QUANTITIES) or (isinstance(fact, _OF_TRAINING) and elsewhere)
