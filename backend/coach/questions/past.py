"""Answers by rules about what was: how much, when last, beside those before."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from backend.coach.facts import Fact
from backend.coach.ideas.terms import terms_of
from backend.coach.questions import tools
from backend.coach.questions.drafting import Draft, ago, sport_name
from backend.training.session import Sport
from words import Words

_ONE_DAY = timedelta(days=1)


def how_much(draft: Draft) -> None:
    """Sessions, minutes and load of some days, of one sport or of all."""
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


def when_last(draft: Draft) -> None:
    """The last session of a sport, or the last day without one."""
    words, asked = draft.words, draft.asked
    found = tools.last_time(draft.sources, asked.sport, rest=asked.rest)
    if not found:
        if asked.rest:
            draft.say(words.say("There is no day without a session in your log."))
        else:
            _none(draft)
        return
    values = found[0]["values"]
    day, since = draft.day(values["date"]), ago(draft, values["days_ago"])
    if asked.rest:
        draft.say(words.say("Your last day without a session was {day}, {ago}.", day=day, ago=since), found[0])
        return
    yours = terms_of(asked.sport or Sport.OTHER, words).last
    draft.say(words.say("{yours}: {day}, {ago}.", yours=yours, day=day, ago=since), found[0])
    _of_session(draft, found[0])


def _of_session(draft: Draft, fact: Fact) -> None:
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


def compare(draft: Draft) -> None:
    """The latest session beside those before it."""
    words = draft.words
    found = tools.comparison(draft.sources, draft.asked.sport)
    if not found:
        _none(draft)
        return
    latest = found[0]
    yours, day = terms_of(latest["values"]["sport"], words).last, draft.day(latest["values"]["date"])
    since = ago(draft, latest["values"]["days_ago"])
    draft.say(words.say("{yours}: {day}, {ago}.", yours=yours, day=day, ago=since), latest)
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


def _none(draft: Draft) -> None:
    words, today, sport = draft.words, draft.sources.today, draft.asked.sport
    window = tools.entries(draft.sources, today - (tools.LOOK_BACK_DAYS - 1) * _ONE_DAY, today, sport)[0]
    days = window["values"]["days"]
    if sport is None:
        draft.say(words.say("There is no session in the last {days} days of your log.", days=days), window)
    else:
        name = sport_name(sport, words)
        draft.say(words.say("{sport}: none in the last {days} days of your log.", sport=name, days=days), window)
