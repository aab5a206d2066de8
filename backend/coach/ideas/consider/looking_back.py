"""What to consider about a session that was logged late: what followed it, and what it changes today."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.coach.ideas.consider.idea import consider
from backend.coach.ideas.idea import Facts, Idea, day
from backend.coach.log import LOOK_AHEAD_DAYS, WINDOW_DAYS
from backend.coach.recovery import HARD_RPE
from words import Words

_LONG_ROW = 4
_MANY_HARD = 3
_BIG_RISE = 20
_COMPARED_DAYS = 14
"""The present week is compared with the one before it."""


def looking_back(facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas about a past day as it looks now; there is always at least one."""
    if facts["week"]["ends_today"]:
        yield from _row_now(facts, words)
        yield from _many_hard_now(facts, words)
    else:
        yield from _row_then(facts, words)
        yield from _bigger_then(facts["week"], words)
        yield from _where_it_counts(facts["session"], words)
        yield _then_and_now(words)
    if "next" in facts:
        yield from _hard_and_next(facts["session"], facts["next"], words)
        yield _next_one(facts["session"], facts["next"], words)
    else:
        yield from _nothing_after(facts, words)


def _row_now(facts: Facts, words: Words) -> Iterator[Idea]:
    row = facts.get("row_now")
    if row and row["days"] >= _LONG_ROW:
        last = day(row["last"], words)
        yield consider(
            82,
            "row_now",
            (
                words.many(
                    "With it you have trained {number} day in a row up to {day}; a day off could come next.",
                    "With it you have trained {number} days in a row up to {day}; a day off could come next.",
                    row["days"],
                    day=last,
                ),
                words.many(
                    "Consider a day off next: counting it, {number} day up to {day} was a training day.",
                    "Consider a day off next: counting it, {number} days in a row up to {day} were training days.",
                    row["days"],
                    day=last,
                ),
            ),
            "row_now",
        )


def _many_hard_now(facts: Facts, words: Words) -> Iterator[Idea]:
    efforts = facts.get("efforts")
    if efforts and efforts["hard"] >= _MANY_HARD and (facts["session"]["rpe"] or 0) >= HARD_RPE:
        values = {"hard_from": words.number(efforts["hard_from"])}
        yield consider(
            80,
            "many_hard_now",
            (
                words.many(
                    "With it, {number} session of your last 7 days was at RPE {hard_from} or more;"
                    " the next could be easy.",
                    "With it, {number} sessions of your last 7 days were at RPE {hard_from} or more;"
                    " the next could be easy.",
                    efforts["hard"],
                    **values,
                ),
                words.many(
                    "Consider an easy one next: counting it, {number} of your last 7 days’ sessions was at"
                    " RPE {hard_from} or more.",
                    "Consider an easy one next: counting it, {number} of your last 7 days’ sessions were at"
                    " RPE {hard_from} or more.",
                    efforts["hard"],
                    **values,
                ),
            ),
            "efforts",
        )


def _row_then(facts: Facts, words: Words) -> Iterator[Idea]:
    row = facts.get("in_a_row")
    if row and row["days"] >= _LONG_ROW:
        yield consider(
            62,
            "row_then",
            (
                words.many(
                    "{number} training day in a row led up to it; worth a look: how did the days after feel?",
                    "{number} training days in a row led up to it; worth a look: how did the days after feel?",
                    row["days"],
                ),
                words.many(
                    "Worth a look: were {number} training day in a row by then what you had planned?",
                    "Worth a look: were {number} training days in a row by then what you had planned?",
                    row["days"],
                ),
            ),
            "in_a_row",
        )


def _bigger_then(week: Mapping[str, Any], words: Words) -> Iterator[Idea]:
    if (week["change"] or 0) >= _BIG_RISE:
        yield consider(
            72,
            "bigger_then",
            (
                words.say("Worth a look: how did you feel after a week that much bigger than the one before?"),
                words.say("Worth a look: was a week that much bigger than the one before the plan?"),
            ),
            "week",
        )


def _where_it_counts(session: Mapping[str, Any], words: Words) -> Iterator[Idea]:
    if not session["load"] or session["days_ago"] >= WINDOW_DAYS:
        return
    if session["days_ago"] < _COMPARED_DAYS:
        yield consider(
            45,
            "counts_as_last_week",
            (
                words.say("Worth a look: /week, because the week that your present one is compared with has grown."),
                words.say("It counts in the week before your present one: worth a look before you compare the two."),
            ),
        )
    yield consider(
        41,
        "counts_in_four_weeks",
        (
            words.say("It counts in the four weeks behind your trend: worth a look in /trend."),
            words.say("Worth a look: /trend, where your last four weeks hold more load with it."),
        ),
    )


def _then_and_now(words: Words) -> Idea:
    return consider(
        38,
        "then_and_now",
        (
            words.say("Worth a look: is your present week bigger or smaller than that one?"),
            words.say("Worth a look in /week: do you do more or less now than you did then?"),
            words.say("Consider how your training has changed since: is a week now bigger or smaller?"),
        ),
    )


def _hard_and_next(session: Mapping[str, Any], following: Mapping[str, Any], words: Words) -> Iterator[Idea]:
    rpe, then = session["rpe"], following["rpe"]
    if rpe is None or rpe < HARD_RPE:
        return
    values = {"rpe": words.number(rpe, 1), "then": "" if then is None else words.number(then, 1)}
    if following["days_later"] > 1:
        yield consider(
            60,
            "hard_then_off",
            (
                words.many(
                    "After RPE {rpe} the next session came {number} day later; worth a look: were you fresh by then?",
                    "After RPE {rpe} the next session came {number} days later; worth a look: were you fresh by then?",
                    following["days_later"],
                    **values,
                ),
                words.many(
                    "Worth a look: was it {number} day to the next session because RPE {rpe} asked for it?",
                    "Worth a look: was it {number} days to the next session because RPE {rpe} asked for it?",
                    following["days_later"],
                    **values,
                ),
            ),
            "session",
            "next",
        )
    elif then is not None and then >= HARD_RPE:
        yield consider(
            76,
            "hard_then_hard",
            (
                words.say("RPE {then} came the day after; worth a look: how fresh were you by then?", **values),
                words.say(
                    "Worth a look: two hard days lay side by side there, RPE {rpe} and then {then}; was that the plan?",
                    **values,
                ),
            ),
            "session",
            "next",
        )
    elif then is not None:
        yield consider(
            60,
            "hard_then_easier",
            (
                words.say("RPE {then} came the day after RPE {rpe}; worth a look: did it feel easy enough?", **values),
                words.say("Worth a look: was RPE {then} the day after as easy as you meant it?", **values),
            ),
            "session",
            "next",
        )


def _next_one(session: Mapping[str, Any], following: Mapping[str, Any], words: Words) -> Idea:
    then = day(following["date"], words)
    if session["kind"] == "rest":
        return consider(
            43,
            "next_after_rest",
            (
                words.say("The next session was on {day}; worth a look: were you fresh for it?", day=then),
                words.say("Worth a look: did the day off show in the next session, on {day}?", day=then),
            ),
            "next",
        )
    return consider(
        43,
        "next_one",
        (
            words.say("The next session was on {day}; worth a look: how fresh were you for it?", day=then),
            words.say("Worth a look: was the next session, on {day}, easier or harder than you expected?", day=then),
            words.say("Think back: how did the next one feel, on {day}, with this one so close before it?", day=then)
            if following["days_later"] == 1
            else words.many(
                "Think back: how did the next one feel, on {day}, {number} day later?",
                "Think back: how did the next one feel, on {day}, {number} days later?",
                following["days_later"],
                day=then,
            ),
        ),
        "next",
    )


def _nothing_after(facts: Facts, words: Words) -> Iterator[Idea]:
    quiet, ago = facts.get("quiet_after"), facts["session"]["days_ago"]
    if quiet:
        yield consider(
            58,
            "quiet_after",
            (
                words.many(
                    "No session is logged on the {number} day after it; worth a look: was that break planned?",
                    "No session is logged in the {number} days after it; worth a look: was that break planned?",
                    quiet["days"],
                ),
                words.many(
                    "Worth a look: what was behind the {number} day without a session that followed?",
                    "Worth a look: what was behind the {number} days without a session that followed?",
                    quiet["days"],
                ),
            ),
            "quiet_after",
        )
    elif ago <= LOOK_AHEAD_DAYS:
        yield consider(
            57,
            "nothing_since",
            (
                words.many(
                    "No session follows it in the log, {number} day on; how fresh you are now can decide the next.",
                    "No session follows it in the log, {number} days on; how fresh you are now can decide the next.",
                    ago,
                ),
                words.many(
                    "It is {number} day ago, with no session since; consider how fresh you are before the next.",
                    "It is {number} days ago, with no session since; consider how fresh you are before the next.",
                    ago,
                ),
            ),
            "session",
        )
