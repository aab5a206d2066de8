"""*Why?*: each number that the words used, one line each, with its formula and what went in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from words import Words

Values = Mapping[str, Any]


def lines(facts: Sequence[Mapping[str, Any]], words: Words) -> list[str]:
    """The lines for stored facts, in their order: of those marked ``used``, or of all where none is marked."""
    used = [fact for fact in facts if fact.get("used")] or facts
    return [line for fact in used if (write := _LINES.get(fact["name"])) for line in write(fact["values"], words)]


def _session(values: Values, words: Words) -> Iterator[str]:
    if values["minutes"] is None:
        return
    minutes = words.number(values["minutes"])
    if values["rpe"] is None:
        yield words.say("{minutes} min × RPE not known: no load", minutes=minutes)
    else:
        yield words.say(
            "{minutes} min × RPE {rpe} = {load} AU (Foster 2001)",
            minutes=minutes,
            rpe=words.number(values["rpe"], 1),
            load=words.number(values["load"], 1),
        )


def _week(values: Values, words: Words) -> Iterator[str]:
    end = words.day(date.fromisoformat(values["end"]))
    sum_up = " + ".join("?" if load is None else words.number(load, 1) for load in values["loads"])
    if values["load"] is None:
        yield words.say("7 days to {day}: {sum} = not known", day=end, sum=sum_up)
    else:
        yield words.say("7 days to {day}: {sum} = {load} AU", day=end, sum=sum_up, load=words.number(values["load"], 1))
    if values["change"] is not None:
        load, previous = words.number(values["load"], 1), words.number(values["previous"], 1)
        yield words.say(
            "7 days before: {previous} AU · ({load} − {previous}) ÷ {previous} = {change} %",
            previous=previous,
            load=load,
            change=_signed(values["change"], words),
        )
    elif values["needs_days"] is not None:
        yield words.say(
            "7 days before: needs {needs} days of log, there are {has}",
            needs=values["needs_days"],
            has=values["has_days"],
        )
    elif values["previous"] is not None:
        yield words.say("7 days before: {previous} AU", previous=words.number(values["previous"], 1))


def _history(values: Values, words: Words) -> Iterator[str]:
    first = words.full_date(date.fromisoformat(values["first_day"]))
    yield words.many("Log: {number} day, since {day}", "Log: {number} days, since {day}", values["days"], day=first)


def _biggest(values: Values, words: Words) -> Iterator[str]:
    yield words.say("Biggest load since {since}: {before} AU on {day}", **_record(values, words))


def _longest(values: Values, words: Words) -> Iterator[str]:
    yield words.say("Longest since {since}: {before} min on {day}", **_record(values, words))


def _hardest(values: Values, words: Words) -> Iterator[str]:
    yield words.say("Hardest since {since}: RPE {before} on {day}", **_record(values, words))


def _record(values: Values, words: Words) -> dict[str, str]:
    return {
        "since": words.day(date.fromisoformat(values["since"])),
        "before": words.number(values["before"], 1),
        "day": words.day(date.fromisoformat(values["before_date"])),
    }


def _usual(values: Values, words: Words) -> Iterator[str]:
    yield words.many(
        "Usual: median of {number} session in four weeks = {minutes} min, RPE {rpe}",
        "Usual: median of {number} sessions in four weeks = {minutes} min, RPE {rpe}",
        values["sessions"],
        minutes=words.number(values["minutes"], 1),
        rpe=words.number(values["rpe"], 2),
    )


def _effort(values: Values, words: Words) -> Iterator[str]:
    yield words.many(
        "RPE {rpe} against {usual}: median of {number} session of four weeks, at most a fifth longer or shorter",
        "RPE {rpe} against {usual}: median of {number} sessions of four weeks, at most a fifth longer or shorter",
        values["sessions"],
        rpe=words.number(values["rpe"], 1),
        usual=words.number(values["usual"], 2),
    )


def _last(values: Values, words: Words) -> Iterator[str]:
    day, minutes = words.day(date.fromisoformat(values["date"])), words.number(values["minutes"])
    if values["rpe"] is None:
        yield words.say("The one before, {day}: {minutes} min, RPE not known", day=day, minutes=minutes)
    else:
        yield words.say(
            "The one before, {day}: {minutes} min × RPE {rpe} = {load} AU",
            day=day,
            minutes=minutes,
            rpe=words.number(values["rpe"], 1),
            load=words.number(values["load"], 1),
        )


def _same_day(values: Values, words: Words) -> Iterator[str]:
    if values["load"] is not None:
        yield words.many(
            "That day: {number} session, {load} AU",
            "That day: {number} sessions, {load} AU in all",
            values["sessions"],
            load=words.number(values["load"], 1),
        )


def _trained_too(values: Values, words: Words) -> Iterator[str]:
    yield words.many("That day: {number} session", "That day: {number} sessions", values["sessions"])


def _freshness(values: Values, words: Words) -> Iterator[str]:
    yield from _feeling(words.say("Freshness"), values, words)


def _readiness(values: Values, words: Words) -> Iterator[str]:
    yield from _feeling(words.say("Readiness"), values, words)


def _mood(values: Values, words: Words) -> Iterator[str]:
    yield from _feeling(words.say("Mood"), values, words)


def _feeling(name: str, values: Values, words: Words) -> Iterator[str]:
    if "usual" in values:
        yield words.many(
            "{feeling}: {value} of 5, usual {usual} (median of the last rating)",
            "{feeling}: {value} of 5, usual {usual} (median of the last {number} ratings)",
            values["ratings"],
            feeling=name,
            value=values["value"],
            usual=words.number(values["usual"], 1),
        )
    else:
        yield words.many(
            "{feeling}: {value} of 5, usual known after {number} more rating",
            "{feeling}: {value} of 5, usual known after {number} more ratings",
            values["needs"],
            feeling=name,
            value=values["value"],
        )


def _days_off(values: Values, words: Words) -> Iterator[str]:
    first, last = (words.day(date.fromisoformat(values[end])) for end in ("first", "last"))
    if values["days"] == 1:
        yield words.say("No session on {day}", day=first)
    else:
        yield words.many(
            "No session for {number} day: {first} to {last}",
            "No session for {number} days: {first} to {last}",
            values["days"],
            first=first,
            last=last,
        )


def _in_a_row(values: Values, words: Words) -> Iterator[str]:
    first, last = (words.day(date.fromisoformat(values[end])) for end in ("first", "last"))
    yield words.many(
        "{number} training day in a row: {first} to {last}",
        "{number} training days in a row: {first} to {last}",
        values["days"],
        first=first,
        last=last,
    )


def _hard(values: Values, words: Words) -> Iterator[str]:
    days = ", ".join(words.day(date.fromisoformat(day)) for day in values["dates"])
    yield words.say("RPE {rpe} or more in 7 days: {days}", rpe=values["from_rpe"], days=days)


def _efforts(values: Values, words: Words) -> Iterator[str]:
    end = words.day(date.fromisoformat(values["end"]))
    rpes = " · ".join(words.number(rpe, 1) for rpe in values["rpes"])
    yield words.say("RPE of the sessions in the 7 days to {day}: {rpes}", day=end, rpes=rpes)


def _next(values: Values, words: Words) -> Iterator[str]:
    then = words.day(date.fromisoformat(values["date"]))
    if values["rpe"] is None:
        yield words.say("The next session: {day}, RPE not known", day=then)
    elif values["sessions"] == 1:
        yield words.say("The next session: {day}, RPE {rpe}", day=then, rpe=words.number(values["rpe"], 1))
    else:
        yield words.say("The next sessions: {day}, RPE {rpe} at most", day=then, rpe=words.number(values["rpe"], 1))


def _rising(values: Values, words: Words) -> Iterator[str]:
    yield words.say("Day by day: {loads} AU", loads=" < ".join(words.number(load, 1) for load in values["loads"]))


def _monotony(values: Values, words: Words) -> Iterator[str]:
    yield words.say(
        "Monotony: mean ÷ standard deviation of the 7 days’ loads = {value} (Foster 1998)",
        value=words.number(values["value"], 1),
    )


def _acute_chronic(values: Values, words: Words) -> Iterator[str]:
    yield words.say(
        "Ratio, coupled: mean of 7 days ÷ mean of 28 days = {acute} ÷ {chronic} = {ratio}",
        acute=words.number(values["acute"]),
        chronic=words.number(values["chronic"]),
        ratio=words.number(values["ratio"], 2),
    )


def _signed(percent: int, words: Words) -> str:
    return ("+" if percent > 0 else "−" if percent < 0 else "") + words.number(abs(percent))


_LINES: dict[str, Callable[[Values, Words], Iterator[str]]] = {
    "session": _session,
    "history": _history,
    "week": _week,
    "biggest": _biggest,
    "longest": _longest,
    "hardest": _hardest,
    "usual": _usual,
    "effort": _effort,
    "last": _last,
    "same_day": _same_day,
    "trained_too": _trained_too,
    "freshness": _freshness,
    "readiness": _readiness,
    "mood": _mood,
    "days_off": _days_off,
    "in_a_row": _in_a_row,
    "hard": _hard,
    "efforts": _efforts,
    "next": _next,
    "row_now": _in_a_row,
    "quiet_after": _days_off,
    "rising": _rising,
    "monotony": _monotony,
    "acute_chronic": _acute_chronic,
}
