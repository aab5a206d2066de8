"""*Why?* of an answer: each fact that it stands on, one line each, with where it is from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from backend.coach import why
from backend.coach.questions.drafting import sport_name
from backend.training.session import Sport
from words import Words

Values = Mapping[str, Any]


def lines(facts: Sequence[Mapping[str, Any]], words: Words) -> list[str]:
    """The lines of the facts marked ``used``, in their order; a fact that is there twice once."""
    written: list[str] = []
    for fact in facts:
        if fact.get("used"):
            written += [line for line in _of(fact, words) if line not in written]
    return written


def _of(fact: Mapping[str, Any], words: Words) -> Iterator[str]:
    write = _LINES.get(fact["name"])
    said = why.lines([fact], words) if write is None else [write(fact["values"], words)]
    for line in said:
        yield line if fact["source"] in line else f"{line} · {fact['source']}"


def _day(iso: str, words: Words) -> str:
    return words.day(date.fromisoformat(iso))


def _number(value: float | None, words: Words, digits: int = 1) -> str:
    return "?" if value is None else words.number(value, digits)


def _today(values: Values, words: Words) -> str:
    return words.say("Today is {day}", day=_day(values["date"], words))


def _to_come(values: Values, words: Words) -> str:
    day = _day(values["date"], words)
    return words.many("{day}: in {number} day", "{day}: in {number} days", values["days"], day=day)


def _sessions(values: Values, words: Words) -> str:
    return words.many(
        "{first} to {last}: {number} session, {minutes} min, {load} AU",
        "{first} to {last}: {number} sessions, {minutes} min, {load} AU",
        values["sessions"],
        first=_day(values["first"], words),
        last=_day(values["last"], words),
        minutes=_number(values["minutes"], words, 0),
        load=_number(values["load"], words),
    )


def _logged(values: Values, words: Words) -> str:
    return words.say(
        "{sport}, {day}: {minutes} min × RPE {rpe} = {load} AU",
        sport=sport_name(Sport(values["sport"]), words),
        day=_day(values["date"], words),
        minutes=_number(values["minutes"], words, 0),
        rpe=_number(values["rpe"], words),
        load=_number(values["load"], words),
    )


def _before(values: Values, words: Words) -> str:
    return words.many(
        "The session before, {first}: {minutes} min, RPE {rpe}, {load} AU",
        "{number} sessions before, {first} to {last}: {minutes} min, RPE {rpe}, {load} AU",
        values["sessions"],
        first=_day(values["first"], words),
        last=_day(values["last"], words),
        minutes=_number(values["minutes"], words),
        rpe=_number(values["rpe"], words, 2),
        load=_number(values["load"], words),
    )


def _check_in(values: Values, words: Words) -> str:
    return words.say(
        "Check-in of {day}: {total} of 25, usual {usual}",
        day=_day(values["date"], words),
        total=values["total"],
        usual=_number(values["usual"], words),
    )


def _day_off(values: Values, words: Words) -> str:
    return words.say("No session on {day}", day=_day(values["date"], words))


def _hardest_day(values: Values, words: Words) -> str:
    day, load = _day(values["date"], words), _number(values["load"], words)
    return words.say("Hardest day: {day}, {load} AU.", day=day, load=load)


def _best_day(values: Values, words: Words) -> str:
    day = _day(values["date"], words)
    if values["level"] is not None:
        return words.say("Best day: {day}, you felt {score} of 5.", day=day, score=_number(values["level"], words))
    return words.say("Best day: {day}, {score} of 25 in the check-in.", day=day, score=values["total"])


def _mornings(values: Values, words: Words) -> str:
    return words.many(
        "{number} check-in, mean {mean} of 25; the week before {before}",
        "{number} check-ins, mean {mean} of 25; the week before {before}",
        values["check_ins"],
        mean=_number(values["mean"], words),
        before=_number(values["before"], words),
    )


def _off(values: Values, words: Words) -> str:
    return words.say("Paused: {days}", days=", ".join(_day(each, words) for each in values["dates"]))


def _scale(values: Values, words: Words) -> str:
    return words.say(
        "RPE: {lowest} rest to {highest} maximal",
        lowest=words.number(values["lowest"]),
        highest=words.number(values["highest"]),
    )


_LINES: Mapping[str, Callable[[Values, Words], str]] = {
    "today": _today,
    "race": _to_come,
    "asked_for": _to_come,
    "sessions": _sessions,
    "logged": _logged,
    "before": _before,
    "check_in": _check_in,
    "day_off": _day_off,
    "hardest_day": _hardest_day,
    "best_day": _best_day,
    "mornings": _mornings,
    "paused": _off,
    "scale": _scale,
}
