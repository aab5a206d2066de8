"""What of a model's reading stands in the athlete's own words. Pure.

Each number must be there, said for that or for nothing in particular, and counts for one thing only; a day must be
named. What is not there stays open and is asked, as with the grammar, whose limits and problems these are.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

from backend.coach.grounding.held import Number
from backend.coach.grounding.lexicon import LANGUAGES
from backend.coach.grounding.reading import Claims, read
from backend.coach.grounding.units import Unit
from backend.coach.model.answers import ReadingAnswer
from backend.training.grammar.judging import checked_date, checked_level, checked_minutes, checked_rpe
from backend.training.message import Problem, ProblemCode, Understood, days_told
from backend.training.session import MAX_NOTE_CHARACTERS, Kind

_NEAR = 0.01
_FEELINGS = ("freshness", "readiness", "mood")
_OUR_OWN = "en"


def says_a_number(text: str, language: str) -> bool:
    """Whether there is any number to be taken down: without one no session can be complete."""
    return any(read(text, spoken).numbers for spoken in _languages(language))


def held(answer: ReadingAnswer, text: str, today: dt.date, language: str) -> Understood | None:
    """The part of the answer that the words hold; None where that is no session.

    ``language`` is the athlete's; English is looked for, too, as athletes mix.
    """
    if not answer.session:
        return None
    claims = {spoken: read(text, spoken) for spoken in _languages(language)}
    readings = [
        _held(answer, text, today, _named(own, *(each for each in claims.values() if each is not own)), spoken)
        for spoken, own in claims.items()
    ]
    best = max(readings, key=_filled)
    return best if best.kind is Kind.REST or _filled(best) else None


def _languages(language: str) -> Collection[str]:
    return dict.fromkeys([language if language in LANGUAGES else _OUR_OWN, _OUR_OWN])


def _filled(said: Understood) -> int:
    fields = (said.sport, said.minutes, said.rpe, *(getattr(said, feeling) for feeling in _FEELINGS))
    return sum(field is not None for field in fields) + len(said.problems)


def _named(own: Claims, *others: Claims) -> Claims:
    """The claims with numbers named as another language names them: English knows no "Puls 150"."""
    known = [number for claims in others for number in claims.numbers if number.unit is not None]
    numbers: list[Number] = []
    for number in own.numbers:
        same = next((each for each in known if number.unit is None and each.value == number.value), None)
        if same is not None:
            known.remove(same)
        numbers.append(same or number)
    return replace(own, numbers=numbers)


def _held(answer: ReadingAnswer, text: str, today: dt.date, claims: Claims, language: str) -> Understood:
    numbers, problems = list(claims.numbers), []
    said = Understood(Kind.SESSION, sport=answer.sport, note=text.strip()[:MAX_NOTE_CHARACTERS])
    if answer.rest and answer.minutes is None:
        said = Understood(Kind.REST, note=said.note)
    elif answer.minutes is not None and _take(numbers, answer.minutes, Unit.MINUTES):
        minutes = checked_minutes(answer.minutes, str(answer.minutes))
        if isinstance(minutes, Problem):
            problems.append(minutes)
        else:
            said = replace(said, minutes=minutes)
    if said.kind is Kind.SESSION and answer.rpe is not None and _take(numbers, answer.rpe, Unit.RPE):
        rpe = checked_rpe(answer.rpe)
        if isinstance(rpe, Problem):
            problems.append(rpe)
        else:
            said = replace(said, rpe=rpe)
    levels: dict[str, int] = {}
    for feeling in _FEELINGS:
        value = getattr(answer, feeling)
        if value is not None and _take(numbers, value, Unit.LEVEL):
            level = checked_level(value, feeling)
            if isinstance(level, Problem):
                problems.append(level)
            else:
                levels[feeling] = level
    day = _day(answer.day, today, claims, days_told(text, today, language))
    if isinstance(day, Problem):
        problems.append(day)
    if answer.planned:
        problems.append(Problem(ProblemCode.PLANNED))
    return replace(
        said,
        date=day if isinstance(day, dt.date) else None,
        freshness=levels.get("freshness"),
        readiness=levels.get("readiness"),
        mood=levels.get("mood"),
        problems=tuple(problems),
    )


def _take(numbers: list[Number], value: float, unit: Unit) -> bool:
    """Whether the words say that number, for this or for nothing named; it is used up then."""
    for fitting in (unit, None):
        for number in numbers:
            if number.unit is fitting and abs(number.value - value) <= max(_NEAR, number.coarse):
                numbers.remove(number)
                return True
    return False


def _day(iso: str | None, today: dt.date, claims: Claims, told: Sequence[dt.date]) -> dt.date | Problem | None:
    """The day where it is named, today where none is; what only the model knows, or overlooked, has to be asked about.

    ``told`` are the days that the grammar finds: one that has not come yet is none to be logged, whatever a model says.
    """
    try:
        day = today if iso is None else dt.date.fromisoformat(iso)
    except ValueError:
        day = today
    if told and min(told) > today:
        return checked_date(tuple(told), today, iso or "")
    if day == today:
        return _asked(today, *(each for each in told if each < today)) if told and today not in told else None
    named = (
        day in told
        or any(each.is_one_of([day]) for each in claims.days)
        or (claims.yesterday and day == today - dt.timedelta(days=1))
        or (day.weekday() in claims.weekdays and dt.timedelta() < today - day <= dt.timedelta(days=7))
    )
    return checked_date((day,), today, iso or "") if named else _asked(today, min(day, today))


def _asked(*days: dt.date) -> Problem:
    return Problem(ProblemCode.AMBIGUOUS_DATE, dates=tuple(sorted(set(days), reverse=True)))
