"""One thing to consider: a suggestion or a question with its reason, never an order and never a prediction."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.coach.ideas.idea import Facts, Idea, Part, day
from backend.coach.recovery import BREAK_DAYS, HARD_RPE
from backend.coach.themes import Theme
from words import Words

_MANY_HARD = 3
_LONG_ROW = 4
_TIRING_ROW = 3
_BIG_RISE = 20
_BIG_FALL = -30
_ALIKE = 2.0
"""Monotony above which days are called alike; a description, not a limit."""
_STILL_AHEAD = 1
"""Suggestions for the next days are made for sessions of today and yesterday only."""


def suggestions(facts: Facts, theme: Theme | None, words: Words) -> Iterator[Idea]:
    """Ideas of what to do next; none where that is done already or lies too far back, or where pain was mentioned."""
    session = facts["session"]
    if session["kind"] == "session" and session["rpe"] is None:
        yield _rate_it(words)
    if session["days_ago"] > _STILL_AHEAD or facts["week"]["later_sessions"] or theme is Theme.UNWELL:
        return
    if session["kind"] == "rest":
        yield from _after_rest(facts, words)
        return
    yield from _tired(facts, theme, words)
    yield from _after_a_race(session, theme, words)
    yield from _hard_days(facts, words)
    yield from _row(facts, words)
    yield from _week(facts["week"], words)
    yield from _low_freshness(facts, words)
    yield from _after_a_break(facts, words)
    yield from _alike(facts, words)
    yield from _rising(facts, words)
    yield from _after_a_record(facts, words)
    yield from _unrated_one(facts["week"], words)
    yield from _until_usual(facts, words)
    yield from _otherwise(facts, words)


def _idea(weight: int, key: str, wordings: tuple[str, ...], *uses: str) -> Idea:
    return Idea(Part.CONSIDER, weight, key, wordings, uses)


def _rate_it(words: Words) -> Idea:
    return _idea(
        95,
        "rate_it",
        (
            words.say("If you still know how hard it was, add the RPE with Edit: a later answer is good too."),
            words.say("An RPE can be added later with Edit, and the load follows from it."),
        ),
        "session",
    )


def _tired(facts: Facts, theme: Theme | None, words: Words) -> Iterator[Idea]:
    """Tiredness that the log bears out: days in a row, an effort above the usual, or a bigger week."""
    row, effort = facts.get("in_a_row"), facts.get("effort")
    borne_out = (
        (row and row["days"] >= _TIRING_ROW)
        or (effort and effort["difference"] >= 1)
        or (facts["week"]["change"] or 0) >= _BIG_RISE
    )
    if theme in (Theme.TIRED, Theme.HEAVY_LEGS) and borne_out:
        yield _idea(
            90,
            "tired_next",
            (
                words.say("A day off, or a very easy one, would fit now."),
                words.say("Consider making the next day an easy one, or a day off."),
                words.say("An easy day next would be a fair answer to that."),
            ),
        )


def _after_a_race(session: Mapping[str, Any], theme: Theme | None, words: Words) -> Iterator[Idea]:
    if theme is Theme.RACE and (session["rpe"] or 0) >= HARD_RPE:
        yield _idea(
            89,
            "after_race",
            (
                words.say("After a race a few easy days are a common choice."),
                words.say("Consider giving the race a few easy days before the next hard session."),
            ),
        )


def _after_a_record(facts: Facts, words: Words) -> Iterator[Idea]:
    if any(facts[name]["clear"] for name in ("longest", "biggest") if name in facts):
        yield _idea(
            56,
            "after_record",
            (
                words.say("A short and easy session would be a fair next step."),
                words.say("Consider leaving room after it: something short and easy comes well next."),
            ),
        )


def _unrated_one(week: Mapping[str, Any], words: Words) -> Iterator[Idea]:
    if week["unknown_dates"]:
        yield _idea(
            54,
            "rate_the_other",
            (
                words.say(
                    "A session on {day} has no RPE; adding it with Edit would complete the week.",
                    day=day(week["unknown_dates"][-1], words),
                ),
                words.say(
                    "If you still know how hard it was on {day}, add that RPE with Edit, and the week is whole.",
                    day=day(week["unknown_dates"][-1], words),
                ),
            ),
            "week",
        )


def _hard_days(facts: Facts, words: Words) -> Iterator[Idea]:
    hard, rpe = facts.get("hard"), facts["session"]["rpe"]
    if not hard or rpe is None or rpe < HARD_RPE:
        return
    values = {"rpe": words.number(rpe, 1), "from_rpe": words.number(hard["from_rpe"])}
    if hard["sessions"] >= _MANY_HARD:
        yield _idea(
            88,
            "many_hard",
            (
                words.many(
                    "It was {number} session at RPE {from_rpe} or more in 7 days; the next could be easy.",
                    "It was one of {number} sessions at RPE {from_rpe} or more in 7 days; the next could be easy.",
                    hard["sessions"],
                    **values,
                ),
                words.many(
                    "With {number} session at RPE {from_rpe} or more in 7 days, an easy day may be due.",
                    "With {number} sessions at RPE {from_rpe} or more in 7 days, an easy day may be due.",
                    hard["sessions"],
                    **values,
                ),
                words.many(
                    "Consider an easy day next: {number} session of the last 7 days was at RPE {from_rpe} or more.",
                    "Consider an easy day next: {number} sessions of the last 7 days were at RPE {from_rpe} or more.",
                    hard["sessions"],
                    **values,
                ),
            ),
            "hard",
        )
    elif hard["day_before"]:
        yield _idea(
            86,
            "hard_twice",
            (
                words.say(
                    "The day before was RPE {from_rpe} or more too; an easy day or a day off could come next.", **values
                ),
                words.say("Two hard days in a row now; consider making the next one easy.", **values),
            ),
            "hard",
        )
    else:
        yield _idea(
            58,
            "after_hard",
            (
                words.say("After RPE {rpe}, the next session could stay easy.", **values),
                words.say(
                    "If you train again tomorrow, an easy session would go well with today’s RPE {rpe}.", **values
                )
                if facts["session"]["days_ago"] == 0
                else words.say("An easy session would go well after RPE {rpe}.", **values),
                words.say("Consider keeping the day after RPE {rpe} easy.", **values),
            ),
            "session",
        )


def _row(facts: Facts, words: Words) -> Iterator[Idea]:
    row = facts.get("in_a_row")
    if row and row["days"] >= _LONG_ROW:
        yield _idea(
            80 + min(row["days"], 9),
            "long_row",
            (
                words.many(
                    "You have trained {number} day in a row; a day off could come next.",
                    "You have trained {number} days in a row; a day off could come next.",
                    row["days"],
                ),
                words.many(
                    "That is {number} training day without a day off; is one planned?",
                    "That is {number} training days without a day off; is one planned?",
                    row["days"],
                ),
                words.many(
                    "Consider a day off after {number} day of training in a row.",
                    "Consider a day off after {number} days of training in a row.",
                    row["days"],
                ),
            ),
            "in_a_row",
        )


def _week(week: Mapping[str, Any], words: Words) -> Iterator[Idea]:
    change = week["change"]
    if change is None or not week["ends_today"]:
        return
    if change >= _BIG_RISE:
        yield _idea(
            78,
            "big_rise",
            (
                words.say("Is a week that much bigger than the last what you planned?"),
                words.say("So much more than the week before is a big step; the next days could stay lighter."),
                words.say(
                    "If the bigger week was not the plan, an easier day or two would bring it closer to the last."
                ),
            ),
            "week",
        )
    elif change <= _BIG_FALL:
        yield _idea(
            55,
            "big_fall",
            (
                words.say("If the lighter week is what you planned, nothing needs to change."),
                words.say("Was a week that much lighter the plan?"),
            ),
            "week",
        )


def _low_freshness(facts: Facts, words: Words) -> Iterator[Idea]:
    felt = facts.get("freshness")
    if felt and felt.get("difference", 0) <= -1:
        yield _idea(
            76,
            "less_fresh_next",
            (
                words.say("If you still feel like that tomorrow, a lighter day would make sense.")
                if facts["session"]["days_ago"] == 0
                else words.say("If you still feel like that, a lighter day would make sense."),
                words.say("Let how fresh you feel before the next session decide how hard it gets."),
            ),
        )


def _after_a_break(facts: Facts, words: Words) -> Iterator[Idea]:
    off = facts.get("days_off")
    if "long_break" in facts or (off and off["days"] >= BREAK_DAYS):
        yield _idea(
            84,
            "after_break",
            (
                words.say("After a break, a few easy sessions before the first hard one leave room to find your feet."),
                words.say("Consider building up from here in small steps, as the weeks before were empty.")
                if "long_break" in facts
                else words.say("Consider starting again in small steps rather than where you left off."),
            ),
        )


def _alike(facts: Facts, words: Words) -> Iterator[Idea]:
    monotony = facts.get("monotony")
    if monotony and monotony["value"] > _ALIKE and facts["week"]["ends_today"]:
        values = {"value": words.number(monotony["value"], 1)}
        yield _idea(
            70,
            "alike",
            (
                words.say(
                    "Your days are much alike in load (monotony {value}); one clearly easier day would set them apart.",
                    **values,
                ),
                words.say(
                    "With a monotony of {value} the week has little contrast; a really easy day would add some.",
                    **values,
                ),
            ),
            "monotony",
        )


def _rising(facts: Facts, words: Words) -> Iterator[Idea]:
    rising = facts.get("rising")
    if rising:
        yield _idea(
            82,
            "rising",
            (
                words.many(
                    "The load has risen for {number} day in a row; an easy day would fit now.",
                    "The load has risen for {number} days in a row; an easy day would fit now.",
                    rising["days"],
                ),
                words.many(
                    "Each of the last {number} day was bigger than the one before; consider turning down next.",
                    "Each of the last {number} days was bigger than the one before; consider turning down next.",
                    rising["days"],
                ),
            ),
            "rising",
        )


def _until_usual(facts: Facts, words: Words) -> Iterator[Idea]:
    wait = facts.get("until_usual")
    if wait:
        yield _idea(
            30,
            "until_usual",
            (
                words.many(
                    "After {number} more session of this kind I can say what is usual for you.",
                    "After {number} more sessions of this kind I can say what is usual for you.",
                    wait["needs"],
                ),
                words.many(
                    "I need {number} more session like this to know your usual.",
                    "I need {number} more sessions like this to know your usual.",
                    wait["needs"],
                ),
            ),
            "until_usual",
        )


def _otherwise(facts: Facts, words: Words) -> Iterator[Idea]:
    """Something modest for a session in which nothing stands out."""
    if facts["history"]["first_session"]:
        yield _idea(
            59,
            "first_next",
            (
                words.say("Log the easy sessions and the rest days too: a week is only as true as what is in it."),
                words.say("Rest days can be logged too, so that an empty day is known to be one."),
            ),
        )
    elif facts["history"]["days"] >= _NOTHING_STANDS_OUT_AFTER:
        yield _idea(
            20,
            "nothing",
            (
                words.say("Nothing in these numbers asks for a change."),
                words.say("There is nothing here that speaks against your plan."),
                words.say("As far as these numbers go, you can carry on as planned."),
            ),
        )


_NOTHING_STANDS_OUT_AFTER = 14


def _after_rest(facts: Facts, words: Words) -> Iterator[Idea]:
    hard = facts.get("hard")
    if hard:
        last = day(hard["dates"][-1], words)
        values = {"from_rpe": words.number(hard["from_rpe"]), "day": last}
        yield _idea(
            50,
            "rest_after_hard",
            (
                words.many(
                    "{number} session of the 7 days was at RPE {from_rpe} or more ({day}), so rest has its place.",
                    "{number} sessions of the 7 days were at RPE {from_rpe} or more, so rest has its place.",
                    hard["sessions"],
                    **values,
                ),
                words.many(
                    "It follows a session at RPE {from_rpe} or more on {day}.",
                    "It follows {number} sessions at RPE {from_rpe} or more, the last on {day}.",
                    hard["sessions"],
                    **values,
                ),
            ),
            "hard",
        )
