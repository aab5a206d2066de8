"""Answers without a model: the same look-ups, in sentences of ours. What they cannot answer they say plainly."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from backend.coach.facts import Fact
from backend.coach.ideas.terms import terms_of
from backend.coach.questions import tools
from backend.coach.questions.kinds import Kind, Wanted, wanted
from backend.coach.questions.sources import Sources
from backend.training.session import Sport
from words import Words

_CHECK_IN_DAYS = 3
"""How old a check-in may be that is spoken of as how the athlete is now."""
_HARD_DAYS = 4
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its text, and the facts with those marked that it stands on. ``kind`` None: it says it knows none."""

    text: str
    facts: Sequence[Mapping[str, Any]]
    kind: Kind | None


@dataclass(slots=True)
class _Draft:
    """An answer being written: sentences, and the facts each stands on."""

    sources: Sources
    words: Words
    asked: Wanted
    sentences: list[str] = field(default_factory=list)
    facts: list[Mapping[str, Any]] = field(default_factory=list)

    def say(self, text: str, *facts: Fact) -> None:
        self.sentences.append(text)
        self.facts += [{**fact, "used": True} for fact in facts if fact not in self.facts]

    def day(self, iso: str) -> str:
        return self.words.day(date.fromisoformat(iso))

    def number(self, value: float | None, digits: int = 0) -> str:
        return "?" if value is None else self.words.number(value, digits)


def answer(text: str, sources: Sources, words: Words) -> Reply:
    """What the log says to the question. Raises StoreUnavailable."""
    asked = wanted(text, sources.today, words.language)
    if asked is None:
        return Reply(_unknown(words), (), None)
    draft = _Draft(sources, words, asked)
    if sources.first_day is None and asked.kind is not Kind.HEALTH:
        draft.say(words.say("Your log is still empty, so it tells nothing yet."))
    else:
        _ANSWERS[asked.kind](draft)
    return Reply(" ".join(draft.sentences), draft.facts, asked.kind)


def _unknown(words: Words) -> str:
    return words.say(
        "I can't answer that from your log. I can answer, for example: “How much did I run last week?” "
        "or “Compare my last ride with those before”."
    )


def _health(draft: _Draft) -> None:
    draft.say(
        draft.words.say(
            "That I can't judge: no number in a log tells of injury or illness. "
            "If something hurts or you feel ill, have it looked at."
        )
    )


def _ready(draft: _Draft) -> None:
    words, today = draft.words, draft.sources.today
    day = draft.asked.on or today
    if day > today:
        to_come = tools.day_to_come("asked_for", day, today, "the calendar")
        said = words.many(
            "{day} is {number} day away, and no log can promise how it goes; this is what yours says now.",
            "{day} is {number} days away, and no log can promise how it goes; this is what yours says now.",
            (day - today).days,
            day=words.day(day),
        )
        draft.say(said, to_come)
    else:
        draft.say(words.say("No log can promise how it goes; this is what yours says today."))
    _week(draft)
    _check_in(draft)
    _hard(draft)


def _hard(draft: _Draft) -> None:
    words, today = draft.words, draft.sources.today
    hard = tools.hard_ones(draft.sources, _HARD_DAYS)
    if hard:
        last = hard[-1]
        draft.say(
            words.say(
                "Your last hard session was on {day}, at RPE {rpe}; an easy day or two could come first.",
                day=draft.day(last["values"]["date"]),
                rpe=draft.number(last["values"]["rpe"], 1),
            ),
            last,
        )
        return
    window = tools.entries(draft.sources, today - (_HARD_DAYS - 1) * _ONE_DAY, today)[0]
    none = words.many(
        "There was no hard session in the last {number} day.",
        "There was no hard session in the last {number} days.",
        _HARD_DAYS,
    )
    draft.say(none, window)


def _too_much(draft: _Draft) -> None:
    _week(draft)
    ratio = next(
        (fact for fact in tools.numbers(draft.sources, draft.sources.today) if fact["name"] == "acute_chronic"), None
    )
    if ratio is not None:
        values = ratio["values"]
        draft.say(
            draft.words.say(
                "On average a day carried {acute} AU in the last 7 days and {chronic} AU in the last 28.",
                acute=draft.number(values["acute"]),
                chronic=draft.number(values["chronic"]),
            ),
            ratio,
        )
    _check_in(draft)
    draft.say(
        draft.words.say(
            "What is too much for you no number says: how you sleep, feel and recover tells more than the sum."
        )
    )


def _week(draft: _Draft) -> None:
    words = draft.words
    week = tools.numbers(draft.sources, draft.sources.today)[0]
    values = week["values"]
    load = words.number(values["known_load"])
    if values["change"] is None:
        draft.say(words.many(
            "The last 7 days add up to {load} AU in {number} session; the 7 before are too little known to compare.",
            "The last 7 days add up to {load} AU in {number} sessions; the 7 before are too little known to compare.",
            values["sessions"],
            load=load,
        ), week)  # fmt: skip
        return
    change, previous = values["change"], words.number(values["previous"])
    if change > 0:
        text = words.say(
            "The last 7 days add up to {load} AU, {change} % above the {previous} AU of the 7 before.",
            load=load,
            change=words.number(change),
            previous=previous,
        )
    elif change < 0:
        text = words.say(
            "The last 7 days add up to {load} AU, {change} % below the {previous} AU of the 7 before.",
            load=load,
            change=words.number(-change),
            previous=previous,
        )
    else:
        text = words.say("The last 7 days add up to {load} AU, as much as the 7 before.", load=load)
    draft.say(text, week)


def _check_in(draft: _Draft) -> None:
    words, today = draft.words, draft.sources.today
    found = tools.check_ins(draft.sources, today - (_CHECK_IN_DAYS - 1) * _ONE_DAY, today)
    if not found:
        draft.say(words.say("There is no check-in of the last days, so how you feel I don't know."))
        return
    values = found[-1]["values"]
    said = {"day": draft.day(values["date"]), "total": values["total"]}
    if values["usual"] is None:
        draft.say(words.say("Your check-in of {day} came to {total} of 25.", **said), found[-1])
    else:
        usual = words.number(values["usual"], 1)
        draft.say(
            words.say(
                "Your check-in of {day} came to {total} of 25, where {usual} is usual for you.", **said, usual=usual
            ),
            found[-1],
        )


def _how_much(draft: _Draft) -> None:
    words, asked = draft.words, draft.asked
    total, *listed = tools.entries(draft.sources, asked.first, asked.last, asked.sport)
    values = total["values"]
    first, last = draft.day(values["first"]), draft.day(values["last"])
    span = first if values["first"] == values["last"] else words.say("{first} to {last}", first=first, last=last)
    if asked.sport is not None:
        span = words.say("{sport}, {span}", sport=sport_name(asked.sport, words), span=span)
    if not values["sessions"]:
        draft.say(words.say("{span}: nothing in your log.", span=span), total)
        return
    said = words.many(
        "{span}: {number} session, {minutes} min.",
        "{span}: {number} sessions, {minutes} min in all.",
        values["sessions"],
        span=span,
        minutes=words.number(values["minutes"]),
    )
    draft.say(said, total)
    if values["load"] is not None:
        draft.say(words.say("That is a load of {load} AU.", load=words.number(values["load"], 1)), total)
    longest = max(listed, key=lambda each: each["values"]["minutes"] or 0)
    if len(listed) > 1 and longest["values"]["minutes"] == values["longest"]:
        draft.say(
            words.say(
                "The longest was {minutes} min, on {day}.",
                minutes=words.number(values["longest"]),
                day=draft.day(longest["values"]["date"]),
            ),
            longest,
        )


def _when_last(draft: _Draft) -> None:
    words, asked = draft.words, draft.asked
    found = tools.last_time(draft.sources, asked.sport, rest=asked.rest)
    if not found:
        if asked.rest:
            draft.say(words.say("There is no day without a session in your log."))
        else:
            _none(draft)
        return
    values = found[0]["values"]
    day, ago = draft.day(values["date"]), _ago(draft, values["days_ago"])
    if asked.rest:
        draft.say(words.say("Your last day without a session was {day}, {ago}.", day=day, ago=ago), found[0])
        return
    yours = terms_of(asked.sport or Sport.OTHER, words).last
    draft.say(words.say("{yours}: {day}, {ago}.", yours=yours, day=day, ago=ago), found[0])
    _of_session(draft, found[0])


def _of_session(draft: _Draft, fact: Fact) -> None:
    values = fact["values"]
    minutes = draft.number(values["minutes"])
    if values["rpe"] is None:
        draft.say(draft.words.say("It took {minutes} min, at an effort that is not known.", minutes=minutes), fact)
    else:
        draft.say(
            draft.words.say(
                "It took {minutes} min at RPE {rpe}, a load of {load} AU.",
                minutes=minutes,
                rpe=draft.number(values["rpe"], 1),
                load=draft.number(values["load"], 1),
            ),
            fact,
        )


def _compare(draft: _Draft) -> None:
    words = draft.words
    found = tools.comparison(draft.sources, draft.asked.sport)
    if not found:
        _none(draft)
        return
    latest = found[0]
    yours, day = terms_of(latest["values"]["sport"], words).last, draft.day(latest["values"]["date"])
    ago = _ago(draft, latest["values"]["days_ago"])
    draft.say(words.say("{yours}: {day}, {ago}.", yours=yours, day=day, ago=ago), latest)
    _of_session(draft, latest)
    if len(found) < 2:
        draft.say(words.say("It is the first of its sport, so there is nothing to set it beside."))
        return
    before = found[1]
    draft.say(
        words.many(
            "The one before it: {minutes} min at RPE {rpe}.",
            "The {number} before it, by their median: {minutes} min at RPE {rpe}.",
            before["values"]["sessions"],
            minutes=draft.number(before["values"]["minutes"], 1),
            rpe=draft.number(before["values"]["rpe"], 2),
        ),
        before,
    )
    for said in _difference(latest["values"], before["values"], words):
        draft.say(said, latest, before)


def _difference(mine: Mapping[str, Any], before: Mapping[str, Any], words: Words) -> Iterator[str]:
    """Which of the two was longer and harder; nothing where one of them is not known."""
    if None in (mine["minutes"], mine["rpe"], before["minutes"], before["rpe"]):
        return
    longer, harder = mine["minutes"] - before["minutes"], mine["rpe"] - before["rpe"]
    match (longer > 0) - (longer < 0), (harder > 0) - (harder < 0):
        case 1, 1:
            yield words.say("So this one was longer, and you rated it harder.")
        case 1, -1:
            yield words.say("So this one was longer, and you rated it easier.")
        case -1, 1:
            yield words.say("So this one was shorter, and you rated it harder.")
        case -1, -1:
            yield words.say("So this one was shorter, and you rated it easier.")
        case 1, 0:
            yield words.say("So this one was longer at the same effort.")
        case -1, 0:
            yield words.say("So this one was shorter at the same effort.")
        case 0, 1:
            yield words.say("So this one was as long, and you rated it harder.")
        case 0, -1:
            yield words.say("So this one was as long, and you rated it easier.")
        case _:
            yield words.say("So this one was as long and as hard as those.")


def _none(draft: _Draft) -> None:
    words, today, sport = draft.words, draft.sources.today, draft.asked.sport
    window = tools.entries(draft.sources, today - (tools.LOOK_BACK_DAYS - 1) * _ONE_DAY, today, sport)[0]
    days = window["values"]["days"]
    if sport is None:
        draft.say(words.say("There is no session in the last {days} days of your log.", days=days), window)
    else:
        name = sport_name(sport, words)
        draft.say(words.say("{sport}: none in the last {days} days of your log.", sport=name, days=days), window)


def sport_name(sport: Sport, words: Words) -> str:
    """``Run``, ``Ride``."""
    return words.say(_SPORTS[sport])


def msgid(text: str) -> str:
    """Mark a text for the catalogues; it is said later."""
    return text


def _ago(draft: _Draft, days: int) -> str:
    if days == 0:
        return draft.words.say("today")
    if days == 1:
        return draft.words.say("yesterday")
    return draft.words.many("{number} day ago", "{number} days ago", days)


_SPORTS: Mapping[Sport, str] = {
    Sport.RUN: msgid("Run"),
    Sport.RIDE: msgid("Ride"),
    Sport.SWIM: msgid("Swim"),
    Sport.STRENGTH: msgid("Strength"),
    Sport.ROW: msgid("Row"),
    Sport.WALK: msgid("Walk"),
    Sport.HIKE: msgid("Hike"),
    Sport.SKI: msgid("Ski"),
    Sport.TEAM: msgid("Team sport"),
    Sport.RACKET: msgid("Racket sport"),
    Sport.CLIMB: msgid("Climb"),
    Sport.YOGA: msgid("Yoga"),
    Sport.OTHER: msgid("Session"),
}
_ANSWERS: Mapping[Kind, Callable[[_Draft], None]] = {
    Kind.HEALTH: _health,
    Kind.WHEN_LAST: _when_last,
    Kind.TOO_MUCH: _too_much,
    Kind.COMPARE: _compare,
    Kind.HOW_MUCH: _how_much,
    Kind.READY: _ready,
}
