"""A training message in the athlete's own words: what was said, and what is missing or doubtful.

Everything here is pure, never raises, and takes time linear in the length of the text. How it works: the text is
cut into tokens, every place is offered to the rules of :mod:`backend.training.grammar`, and the facts found are
weighed against each other. What is doubtful becomes a problem to ask about; nothing is guessed.

Feelings are taken only as numbers on 1–5 ("mood 4", "fresh 3/5") or in words that are an end of our own scale
(McLean et al. 2010): "very fresh" 5, "fresh" 4, "more tired than usual" 2, "very positive mood" 5, "good mood" 4.
All other words ("legs heavy", "tired") stay in the note.
"""

import datetime as dt
from dataclasses import replace

from backend.training.grammar import judging
from backend.training.grammar.dates import day_at
from backend.training.grammar.efforts import rating_at
from backend.training.grammar.facts import Clock, Day, Duration, Effort, EffortWord, Fact, Level, Strength
from backend.training.grammar.judging import only
from backend.training.grammar.languages import line_of
from backend.training.grammar.line import Line
from backend.training.grammar.reading import read
from backend.training.grammar.tokens import TokenKind
from backend.training.grammar.understood import Problem, ProblemCode, Understood
from backend.training.grammar.weighing import weigh
from backend.training.session import Kind

__all__ = [
    "Problem",
    "ProblemCode",
    "Understood",
    "compose",
    "days_told",
    "read_date",
    "read_level",
    "read_minutes",
    "read_rpe",
    "understand",
]

_HOURS_UP_TO = 4
"""As a bare answer to "how long?", a number up to this may mean hours."""
_ANY_DAY = dt.date(2000, 1, 1)


def understand(text: str, today: dt.date, language: str = "en") -> Understood:
    """Read a message such as ``60 min run rpe 7, legs heavy``; ``today`` is the athlete's local day."""
    return weigh(text, read(line_of(text, language), today), today)


def days_told(text: str, today: dt.date, language: str = "en") -> tuple[dt.date, ...]:
    """The day that a message begins with telling of, or the days that it can be; none where it names none.

    For words that are no session to :func:`understand`. Only the first clause counts: "…, resting tomorrow" tells of
    another day.
    """
    first = (clause for clause in read(line_of(text, language), today).clauses if not clause.number)
    return next((day.dates for clause in first for day in only(clause.facts, Day)), ())


def read_minutes(text: str, language: str = "en") -> int | Problem | None:
    """The answer to "how long?": minutes 1–600, a problem to ask about, or None when it is no duration."""
    line = line_of(text, language)
    facts = [_as_duration(fact) for fact in _facts(line)]
    minutes, problems = judging.minutes_of(facts, line)
    if minutes is not None or problems:
        return minutes if minutes is not None else problems[0]
    value = _bare_number(line)
    if value is None:
        return _bare_range(line)
    if 0 < value <= _HOURS_UP_TO:
        either = (judging.whole_minutes(value * 60), judging.whole_minutes(value))
        return Problem(ProblemCode.AMBIGUOUS_MINUTES, values=either, said=text.strip())
    return judging.checked_minutes(value, text.strip())


def read_rpe(text: str, language: str = "en") -> float | Problem | None:
    """The answer to "how hard?": CR10 0–10 in half steps, a problem, or None when it is no number."""
    line = line_of(text, language)
    start = _skip_fillers(line)
    facts: list[Fact] = [fact for fact in _facts(line) if isinstance(fact, (Effort, EffortWord))]
    rating = rating_at(line, start)
    if rating is not None and not only(facts, Effort) and _skip_fillers(line, rating.end) == len(line.tokens):
        facts.append(rating)
    rpe, problems = judging.rpe_of(facts, line)
    return problems[0] if problems else rpe


def read_date(text: str, today: dt.date, language: str = "en") -> dt.date | Problem | None:
    """The answer to "which day?": a day up to a year back, a problem, or None when it is no day."""
    line = line_of(text, language)
    days: list[Day] = []
    index = 0
    while index < len(line.tokens):
        fact = day_at(line, index, today, asked=True)
        if isinstance(fact, Day):
            days.append(fact)
        index = max(index + 1, fact.end if fact else 0)
    date, problems = judging.date_of(days, line, today)
    return problems[0] if problems else date


def read_level(text: str, language: str = "en") -> int | Problem | None:
    """The answer to "how fresh, ready, good?": 1–5, a problem, or None when it is no number."""
    line = line_of(text, language)
    said = {fact.value for fact in only(_facts(line), Level)}
    value = said.pop() if len(said) == 1 else _bare_number(line, out_of=5)
    return None if value is None else judging.checked_level(value)


def compose(understood: Understood) -> str:
    """Canonical English text that :func:`understand` reads back to the same fields (problems aside)."""
    parts = {Kind.SESSION: ["session"], Kind.REST: ["rest day"], None: []}[understood.kind]
    if understood.date is not None:
        parts.append(understood.date.isoformat())
    if understood.sport is not None:
        parts.append(f"sport: {understood.sport}")
    if understood.minutes is not None:
        parts.append(f"{understood.minutes} min")
    if understood.rpe is not None:
        parts.append(f"rpe {understood.rpe:g}")
    for feeling in ("freshness", "readiness", "mood"):
        level = getattr(understood, feeling)
        if level is not None:
            parts.append(f"{feeling} {level}/5")
    if understood.note:
        parts.append(f"note: {understood.note}")
    return " ".join(parts)


def _facts(line: Line) -> list[Fact]:
    """Every fact but days, whatever clause it stands in."""
    return [fact for clause in read(line, _ANY_DAY).clauses for fact in clause.facts]


def _as_duration(fact: Fact) -> Fact:
    """In an answer to "how long?", "75m" is minutes and "1:10" a duration."""
    if isinstance(fact, Duration) and fact.strength is not Strength.TOTAL:
        return replace(fact, strength=Strength.PLAIN)
    return replace(fact, cued=True) if isinstance(fact, Clock) else fact


def _skip_fillers(line: Line, index: int = 0) -> int:
    """The next place that says something: neither a pause nor "about"."""
    ignorable = line.words.fillers - {"-"}
    while index < len(line.tokens) and (line.kind(index) is TokenKind.PAUSE or line.text(index) in ignorable):
        index += 1
    return index


def _bare_number(line: Line, out_of: int | None = None) -> float | None:
    """The number that is all a text says: "60", "about sixty", "-5", "4/5" where ``out_of`` is 5."""
    start = _skip_fillers(line)
    negative = line.text(start) == "-" and line.is_negative(start + 1)
    found = line.number(start + negative)
    if found is None:
        return None
    value, end = found
    if out_of is not None and line.text(end) == "/" and line.text(end + 1) == str(out_of):
        end += 2
    if _skip_fillers(line, end) < len(line.tokens):
        return None
    return -value if negative else value


def _bare_range(line: Line) -> Problem | None:
    """ "40-45": which of the two has to be asked."""
    start = _skip_fillers(line)
    first = line.number(start)
    second = line.range_end(first[1]) if first else None
    if first is None or second is None or _skip_fillers(line, second[1]) < len(line.tokens):
        return None
    values = tuple(judging.whole_minutes(value) for value in (first[0], second[0]))
    return Problem(ProblemCode.TWO_DURATIONS, values=values)
