"""Facts weighed against each other: one value for each field, or the problem to ask about."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from backend.training.grammar.facts import (
    Clock,
    Day,
    Distance,
    Duration,
    Effort,
    EffortWord,
    Fact,
    Level,
    SportWord,
    Strength,
)
from backend.training.grammar.line import Line
from backend.training.grammar.understood import Problem, ProblemCode
from backend.training.session import ASK_ABOVE_MINUTES, MAX_MINUTES, Sport

_SLOWEST_KMH, _FASTEST_KMH = 1.5, 60.0
_RUN_SLOWEST_KMH, _RUN_FASTEST_KMH = 5.0, 24.0
_LONGEST_HOURS_BY_CLOCK = 3
"""Up to "3:59", a time beside a sport is hours and minutes; "7:30 run" may be the time of day."""
_A_YEAR = dt.timedelta(days=365)

Kind_ = TypeVar("Kind_", bound=Fact)


def only(facts: Iterable[Fact], kind: type[Kind_]) -> list[Kind_]:
    """The facts of one kind."""
    return [fact for fact in facts if isinstance(fact, kind)]


# ---- duration ----


def minutes_of(facts: Sequence[Fact], line: Line) -> tuple[int | None, list[Problem]]:
    """The session's whole minutes."""
    said: dict[Strength, list[float]] = {strength: [] for strength in Strength}
    told: dict[Strength, list[str]] = {strength: [] for strength in Strength}
    for fact in only(facts, Duration):
        said[fact.strength] += fact.minutes
        told[fact.strength].append(line.said(fact.start, fact.end))
    for clock, minutes in clock_minutes(facts).items():
        strength = Strength.PLAIN if len(minutes) == 1 else Strength.UNSURE
        said[strength] += minutes
        told[strength].append(line.said(clock.start, clock.end))
    if said[Strength.TOTAL]:
        return _one_duration(_whole(said[Strength.TOTAL]), told[Strength.TOTAL])
    sections = said[Strength.SECTION]
    if said[Strength.PLAIN]:
        whole = sum(sections) < min(said[Strength.PLAIN])  # "30 min warm-up, 20 min tempo" has no whole
        return _one_duration(said[Strength.PLAIN] + ([] if whole else sections), told[Strength.PLAIN])
    if said[Strength.UNSURE]:
        return None, [_ambiguous(said[Strength.UNSURE], told[Strength.UNSURE])]
    parts = sections + said[Strength.PART]
    if not parts:
        return None, []
    if len(_whole(parts)) == 1:
        return None, [_ambiguous(parts, told[Strength.SECTION] + told[Strength.PART])]
    return None, [Problem(ProblemCode.TWO_DURATIONS, values=_whole(parts))]


def _ambiguous(minutes: Iterable[float], told: Iterable[str]) -> Problem:
    return Problem(ProblemCode.AMBIGUOUS_MINUTES, values=_whole(minutes), said=", ".join(dict.fromkeys(told)))


def whole_minutes(minutes: float) -> int:
    """To the nearest minute, at least one where there was any time at all: 52:10 is 52."""
    rounded = int(abs(minutes) + 0.5) or (1 if minutes else 0)
    return rounded if minutes >= 0 else -rounded


def is_the_whole(said: Sequence[float], minutes: int | None) -> bool:
    """Whether what was said is the session's minutes, or may be where these are still asked."""
    return len(said) == 1 and minutes in {None, whole_minutes(said[0])}


def checked_minutes(minutes: float, said: str) -> int | Problem:
    """Whole minutes from 1 to 600, or what to ask; ``said`` are the athlete's words for them."""
    whole = whole_minutes(minutes)
    if not 0 < whole <= MAX_MINUTES:
        return Problem(ProblemCode.MINUTES_OUT_OF_RANGE, values=(whole,), said=said)
    if whole > ASK_ABOVE_MINUTES:
        return Problem(ProblemCode.LONG_SESSION, values=(whole,))
    return whole


def _one_duration(said: Sequence[float], told: Sequence[str]) -> tuple[int | None, list[Problem]]:
    """Two of the same length are two as well: "25 min there and 25 min back"."""
    if len(said) > 1:
        return None, [Problem(ProblemCode.TWO_DURATIONS, values=tuple(whole_minutes(minutes) for minutes in said))]
    checked = checked_minutes(said[0], ", ".join(told))
    return (None, [checked]) if isinstance(checked, Problem) else (checked, [])


def _whole(said: Iterable[float]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(whole_minutes(minutes) for minutes in said))


def clock_minutes(facts: Sequence[Fact]) -> dict[Clock, tuple[float, ...]]:
    """What each "52:10" or "1:30" can mean in minutes: one reading where only one makes sense."""
    km = max(_kilometres(facts), default=None)
    sports = only(facts, SportWord)
    edges = {word.start for word in sports} | {word.end for word in sports}
    return {clock: _readings(clock, km, edges) for clock in only(facts, Clock)}


def _readings(clock: Clock, km: float | None, sport_edges: Collection[int]) -> tuple[float, ...]:
    short = clock.first + clock.second / 60
    long = float(clock.first * 60 + clock.second)
    if km is not None:
        likely = [each for each in (short, long) if each and _SLOWEST_KMH <= km / (each / 60) <= _FASTEST_KMH]
        if len(likely) == 1:
            return (likely[0],)
    if clock.first > 24 or (clock.first > 9 and clock.cued):
        return (short,)
    if clock.first > 9:
        return (short, long)
    beside_sport = clock.start in sport_edges or clock.end in sport_edges
    if clock.first <= _LONGEST_HOURS_BY_CLOCK and long >= 10 and (clock.cued or beside_sport):
        return (long,)
    return (long, short)


# ---- effort ----


def rpe_of(facts: Sequence[Fact], line: Line) -> tuple[float | None, list[Problem]]:
    """The session RPE."""
    efforts = only(facts, Effort)
    on_cr10 = list(dict.fromkeys(value for effort in efforts if effort.cr10 for value in effort.values))
    if len(on_cr10) > 1:
        return None, [Problem(ProblemCode.TWO_EFFORTS, values=_tidy(on_cr10))]
    if on_cr10:
        checked = checked_rpe(on_cr10[0])
        return (None, [checked]) if isinstance(checked, Problem) else (checked, [])
    if efforts:
        return None, [Problem(ProblemCode.NOT_CR10, values=_tidy(efforts[0].values))]
    spoken = only(facts, EffortWord)
    if spoken:
        return None, [Problem(ProblemCode.EFFORT_WORD, said=line.said(spoken[0].start, spoken[0].end))]
    return None, []


def checked_rpe(value: float) -> float | Problem:
    """A half step from 0 to 10, or what to ask."""
    if not 0 <= value <= 10:
        return Problem(ProblemCode.RPE_OUT_OF_RANGE, values=_tidy([value]))
    if value * 2 != int(value * 2):
        return Problem(ProblemCode.RPE_NOT_HALF_STEP, values=_tidy([value]))
    return value


def _tidy(values: Iterable[float]) -> tuple[float, ...]:
    """Whole numbers as such, so that "You wrote 11" does not become "11.0"."""
    return tuple(int(value) if value == int(value) else value for value in values)


# ---- day ----


def date_of(days: Sequence[Day], line: Line, today: dt.date) -> tuple[dt.date | None, list[Problem]]:
    """The session's day."""
    certain = list(dict.fromkeys(day.dates for day in days))
    if not certain:
        return None, []
    if len(certain) > 1:
        every = tuple(dict.fromkeys(date for dates in certain for date in dates))
        return None, [Problem(ProblemCode.TWO_DATES, dates=every)]
    checked = checked_date(certain[0], today, line.said(days[0].start, days[0].end))
    return (None, [checked]) if isinstance(checked, Problem) else (checked, [])


def checked_date(dates: tuple[dt.date, ...], today: dt.date, said: str) -> dt.date | Problem:
    """A day of the past year, or what to ask."""
    if not dates:
        return Problem(ProblemCode.NO_SUCH_DATE, said=said)
    if len(dates) > 1:
        return Problem(ProblemCode.AMBIGUOUS_DATE, dates=dates)
    if dates[0] > today:
        return Problem(ProblemCode.FUTURE_DATE, dates=dates)
    if today - dates[0] > _A_YEAR:
        return Problem(ProblemCode.LONG_AGO, dates=dates)
    return dates[0]


# ---- sport ----


def sport_of(facts: Sequence[Fact], line: Line, minutes: int | None) -> tuple[Sport | None, list[Problem]]:
    """The sport: the one beside the duration before others, named ones before implied ones."""
    named = only(facts, SportWord)
    strong = [word for word in named if not word.weak] or named
    sports = list(dict.fromkeys(word.sport for word in strong))
    if len(sports) > 1 and not _joined(strong, line):
        quantities = [*only(facts, Duration), *only(facts, Distance)]
        starts, ends = {fact.start for fact in quantities}, {fact.end for fact in quantities}
        beside = [word for word in strong if word.start in ends or word.end in starts]
        sports = list(dict.fromkeys(word.sport for word in beside)) or sports
    if len(sports) > 1:
        return None, [Problem(ProblemCode.TWO_SPORTS, said=",".join(sports))]
    if sports:
        return sports[0], []
    return (Sport.RUN if _is_a_run(facts, minutes) else None), []


def _joined(sports: Sequence[SportWord], line: Line) -> bool:
    """Whether two different sports were both done: "run and swim"."""
    for first, second in pairwise(sports):
        between = {token.text for token in line.tokens[first.end : second.start]}
        if first.sport != second.sport and (between & line.words.join_words or not between):
            return True
    return False


def _is_a_run(facts: Sequence[Fact], minutes: int | None) -> bool:
    """ "10k in 52:10", with no sport named, at a speed that people run."""
    distances = _kilometres(facts)
    if minutes is None or len(distances) != 1 or not only(facts, Clock):
        return False
    return _RUN_SLOWEST_KMH <= distances[0] / (minutes / 60) <= _RUN_FASTEST_KMH


def _kilometres(facts: Sequence[Fact]) -> list[float]:
    named = [word.km for word in only(facts, SportWord) if word.km]
    return [distance.km for distance in only(facts, Distance)] + named


# ---- feelings ----


def levels_of(facts: Sequence[Fact]) -> tuple[dict[str, int], list[Problem]]:
    """The feelings that were said as numbers or as an end of our own scales."""
    levels: dict[str, int] = {}
    problems: list[Problem] = []
    for feeling in ("freshness", "readiness", "mood"):
        said = list(dict.fromkeys(fact.value for fact in only(facts, Level) if fact.feeling == feeling))
        if len(said) != 1:
            continue  # contradicting ones stay words
        checked = checked_level(said[0], feeling)
        if isinstance(checked, Problem):
            problems.append(checked)
        else:
            levels[feeling] = checked
    return levels, problems


def checked_level(value: float, feeling: str = "") -> int | Problem:
    """A whole number from 1 to 5, or what to ask."""
    if value not in (1, 2, 3, 4, 5):
        return Problem(ProblemCode.LEVEL_OUT_OF_RANGE, values=_tidy([value]), said=feeling)
    return int(value)
