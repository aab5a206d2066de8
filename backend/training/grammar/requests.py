"""Questions without a question mark: "compare my last run with those before", "sag mir, wie oft ich gelaufen bin".

Told from a session by how the message begins, and only where nothing in it is a session's own: whoever says minutes or
an effort, or goes on to tell of training after what they ask for, logs it.
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


def is_request(line: Line, facts: Sequence[Fact], last: int) -> bool:
    """Whether the tokens up to ``last`` ask for something, of which ``facts`` were found."""
    start = 0
    while start < last and (line.kind(start) is TokenKind.PAUSE or line.text(start) in line.words.before_requests):
        start += 1
    found = line.phrase(start, line.words.requests)
    if found is None:
        return False
    wanted = found[1]
    while line.kind(wanted) is TokenKind.PAUSE and wanted < last:
        wanted += 1  # "tell me, how much …"
    if wanted >= last:
        return False
    return not any(_tells(line, fact, line.clause(wanted)) for fact in facts)


def _tells(line: Line, fact: Fact, asked: int) -> bool:
    """Whether the fact is a session's own; ``asked`` is the clause that says what is wanted."""
    if isinstance(fact, Level):
        return any(line.kind(index) is TokenKind.NUMBER for index in range(fact.start, fact.end))
    return isinstance(fact, _QUANTITIES) or (isinstance(fact, _OF_TRAINING) and line.clause(fact.start) != asked)
