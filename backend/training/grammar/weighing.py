"""A whole message weighed: which clauses tell of the session, and what becomes of each field."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backend.training.grammar import judging
from backend.training.grammar.facts import (
    Clock,
    Day,
    Distance,
    Duration,
    Effort,
    Fact,
    Level,
    Planned,
    Rest,
    SessionWord,
    SportWord,
    Strength,
)
from backend.training.grammar.judging import only
from backend.training.grammar.note import note_of
from backend.training.grammar.reading import SESSION_FACTS, Clause, Reading
from backend.training.grammar.tokens import TokenKind
from backend.training.grammar.understood import Problem, ProblemCode, Understood
from backend.training.session import MAX_NOTE_CHARACTERS, Kind

_SAID_AND_TAKEN = {
    ProblemCode.MINUTES_OUT_OF_RANGE: Duration,
    ProblemCode.LONG_SESSION: Duration,
    ProblemCode.RPE_OUT_OF_RANGE: Effort,
    ProblemCode.RPE_NOT_HALF_STEP: Effort,
}
"""Problems whose words need not stay in the note: the problem itself carries the value."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The clauses that count, and whether they speak of a plan."""

    clauses: tuple[Clause, ...]
    planned: bool

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(fact for clause in self.clauses for fact in clause.facts)


def weigh(text: str, reading: Reading, today: dt.date) -> Understood:
    """Everything a message says, each field once."""
    told = _told(reading, today)
    kind, clauses = _kind(reading, told.clauses)
    facts = tuple(fact for clause in clauses for fact in clause.facts)
    problems: list[Problem] = []
    minutes = rpe = sport = None
    if kind is Kind.SESSION:
        minutes, duration_problems = judging.minutes_of(facts, reading.line)
        rpe, effort_problems = judging.rpe_of(facts, reading.line)
        sport, sport_problems = judging.sport_of(facts, reading.line, minutes)
        problems += duration_problems + effort_problems + sport_problems
    days, doubt = _days(reading, clauses, told, kind, today)
    date, date_problems = judging.date_of(days, reading.line, today)
    levels, level_problems = judging.levels_of(facts)
    problems += [*date_problems, *([doubt] if doubt else []), *level_problems]
    if told.planned and kind is not None and only(told.facts, Planned):
        problems.append(Problem(ProblemCode.PLANNED))
    if question := _question(text, reading):
        problems.append(Problem(ProblemCode.QUESTION, said=question))
    if reading.reminder:
        problems.append(Problem(ProblemCode.REMINDER))

    understood = Understood(
        kind, date, sport, minutes, rpe, levels.get("freshness"), levels.get("readiness"), levels.get("mood")
    )
    taken = _taken(understood, problems, facts, days)
    note = note_of(text, reading.line, taken, reading.note_from)
    if len(note) > MAX_NOTE_CHARACTERS:
        problems.append(Problem(ProblemCode.NOTE_SHORTENED, values=(len(note),)))
        note = note[:MAX_NOTE_CHARACTERS].rstrip()
    return replace(understood, note=note, problems=tuple(problems))


# ---- which clauses count ----


def _told(reading: Reading, today: dt.date) -> _Told:
    """Clauses that are no question; plans only where nothing done is told beside them."""
    stated = tuple(clause for clause in reading.clauses if not clause.asked)
    plans = [clause for clause in stated if clause.planned and _speaks_of_session(clause)]
    done = tuple(clause for clause in stated if not clause.planned)
    if not plans or any(_is_done(clause, plans[0], reading, today) for clause in done):
        return _Told(done, planned=False)
    return _Told(stated, planned=True)


def _speaks_of_session(clause: Clause) -> bool:
    return any(isinstance(fact, (*SESSION_FACTS, Rest)) for fact in clause.facts)


def _is_done(clause: Clause, plan: Clause, reading: Reading, today: dt.date) -> bool:
    """Whether a clause beside a plan surely tells of something done: told first, dated, or with "did"."""
    if not any(isinstance(fact, (Duration, Clock, Distance, SportWord, Rest)) for fact in clause.facts):
        return False
    dated = any(day.dates and max(day.dates) <= today for day in only(clause.facts, Day))
    said = {reading.line.text(index) for index in clause.tokens}
    return clause.number < plan.number or dated or bool(said & reading.line.words.done_words)


def _kind(reading: Reading, clauses: Sequence[Clause]) -> tuple[Kind | None, tuple[Clause, ...]]:
    """What the message tells of, and the clauses that tell it."""
    facts = tuple(fact for clause in clauses for fact in clause.facts)
    resting = [clause for clause in clauses if any(not rest.bare for rest in only(clause.facts, Rest))]
    trained = tuple(clause for clause in clauses if clause not in resting or _has_quantity(clause.facts))
    if resting:
        if _is_session(tuple(fact for clause in trained for fact in clause.facts)):
            return Kind.SESSION, trained
        return Kind.REST, tuple(clauses)
    if _is_session(facts):
        return Kind.SESSION, tuple(clauses)
    if only(facts, Rest) and _says_no_more(reading, facts):
        return Kind.REST, tuple(clauses)
    return None, tuple(clauses)


def _has_quantity(facts: Sequence[Fact]) -> bool:
    whole = any(duration.strength is not Strength.PART for duration in only(facts, Duration))
    return whole or bool(only(facts, Effort) or only(facts, Distance))


def _is_session(facts: Sequence[Fact]) -> bool:
    clocks = any(len(minutes) == 1 for minutes in judging.clock_minutes(facts).values())
    return _has_quantity(facts) or clocks or bool(only(facts, SportWord) or only(facts, SessionWord))


def _says_no_more(reading: Reading, facts: Sequence[Fact]) -> bool:
    """Whether all words are in the facts or say nothing on their own."""
    last = len(reading.line.tokens) if reading.note_from is None else reading.note_from - 2
    return _all_said(reading, range(last), facts)


def _all_said(reading: Reading, places: range, facts: Sequence[Fact]) -> bool:
    said = {index for fact in facts for index in range(fact.start, fact.end)}
    line = reading.line
    return all(
        index in said or line.kind(index) is TokenKind.PAUSE or line.text(index) in line.words.fillers
        for index in places
    )


# ---- which day counts ----


def _days(
    reading: Reading, clauses: Sequence[Clause], told: _Told, kind: Kind | None, today: dt.date
) -> tuple[list[Day], Problem | None]:
    """The days that are the session's; in doubt ("yesterday was hard, 60 min run") what to ask."""
    beside = [
        day for clause in clauses if told.planned or _speaks_of_session(clause) for day in only(clause.facts, Day)
    ]
    if beside and kind is not None:
        return beside, None
    alone = [day for clause in told.clauses if _only_days(reading, clause) for day in only(clause.facts, Day)]
    if alone or kind is None:
        return alone, None
    said_in = {reading.line.tokens[clause.tokens[0]].sentence for clause in clauses if _speaks_of_session(clause)}
    loose = [
        day
        for clause in clauses
        if reading.line.tokens[clause.tokens[0]].sentence <= max(said_in, default=0)
        for day in only(clause.facts, Day)
    ]
    past = {date for day in loose for date in day.dates if date < today}
    if past:
        return [], Problem(ProblemCode.AMBIGUOUS_DATE, dates=(today, *sorted(past, reverse=True)))
    return [], None


def _only_days(reading: Reading, clause: Clause) -> bool:
    """Whether a clause says a day and, beside feelings, nothing else."""
    days = only(clause.facts, Day)
    return bool(days) and _all_said(reading, clause.tokens, [*days, *only(clause.facts, Level)])


# ---- what stays in words ----


def _taken(
    understood: Understood, problems: Sequence[Problem], facts: Sequence[Fact], days: Sequence[Day]
) -> list[Fact]:
    """The facts that became fields, or are told whole by a problem."""
    told = {_SAID_AND_TAKEN.get(problem.code) for problem in problems}
    taken: list[Fact] = []
    if understood.minutes is not None or Duration in told:
        whole = {fact for fact in only(facts, Duration) if fact.strength in {Strength.PLAIN, Strength.TOTAL}}
        taken += [fact for fact in whole if judging.is_the_whole(fact.minutes, understood.minutes)]
        clocks = judging.clock_minutes(facts)
        taken += [clock for clock in clocks if judging.is_the_whole(clocks[clock], understood.minutes)]
    if understood.rpe is not None or Effort in told:
        taken += [effort for effort in only(facts, Effort) if effort.cr10]
    if understood.sport is not None:
        taken += [word for word in only(facts, SportWord) if word.sport is understood.sport and not word.kept]
    if len({day.dates for day in days}) == 1:
        taken += days
    if understood.kind is not None:
        taken += [word for word in only(facts, SessionWord) if not word.kept]
    if understood.kind is Kind.REST:
        taken += only(facts, Rest)
    levels = {"freshness": understood.freshness, "readiness": understood.readiness, "mood": understood.mood}
    if ProblemCode.PLANNED in {problem.code for problem in problems}:
        taken += only(facts, Planned)
    return taken + [level for level in only(facts, Level) if levels[level.feeling] == level.value]


def _question(text: str, reading: Reading) -> str:
    """What the message asks, as typed."""
    if reading.requested:
        return text.strip()
    tokens = reading.line.tokens[: reading.note_from]
    marks = [token for token in tokens if token.kind is TokenKind.PAUSE and "?" in token.text]
    if not marks:
        return ""
    asked = {clause.number for clause in reading.clauses if clause.asked} | {marks[0].clause}
    first = next(token for token in tokens if token.clause in asked or token is marks[0])
    return text[first.start : marks[0].end].strip()
