"""What to consider after what was done: hard days, days in a row, records, breaks, and the week as it stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.coach.around import EASY_RPE
from backend.coach.ideas.consider.idea import consider
from backend.coach.ideas.idea import Facts, Idea
from backend.coach.recovery import BREAK_DAYS, HARD_RPE
from words import Words

_MANY_HARD = 3
_SOME_HARD = 2
_LONG_ROW = 4
_BIG_RISE = 20
_BIG_FALL = -30
_ALIKE = 2.0
"""Monotony above which days are called alike; a description, not a limit."""
_KNOWN_A_WHILE = 14
"""Days of log before something harder is mentioned at all."""


def by_load(facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas that a session of today or yesterday calls for."""
    yield from _hard_days(facts, words)
    yield from _row(facts, words)
    yield from _after_a_break(facts, words)
    yield from _rising(facts, words)
    yield from _after_a_record(facts, words)
    yield from _new_sport(facts, words)
    yield from _same_day(facts, words)


def of_the_week(facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas that the present week calls for, whenever in it the session was; none for an earlier one."""
    if facts["week"]["ends_today"]:
        yield from _change(facts["week"], words)
        yield from _alike(facts, words)
        yield from _mix(facts, words)


def _hard_days(facts: Facts, words: Words) -> Iterator[Idea]:
    hard, rpe = facts.get("hard"), facts["session"]["rpe"]
    if not hard or rpe is None or rpe < HARD_RPE:
        return
    values = {"rpe": words.number(rpe, 1), "from_rpe": words.number(hard["from_rpe"])}
    if hard["sessions"] >= _MANY_HARD:
        yield consider(
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
        yield consider(
            86,
            "hard_twice",
            (
                words.say(
                    "The day before was RPE {from_rpe} or more too; an easy day or a day off could come next.", **values
                ),
                words.say("Two hard days in a row now; consider making the next one easy.", **values),
                words.say(
                    "With RPE {from_rpe} or more on both days, the next could be a day off or a very easy one.",
                    **values,
                ),
            ),
            "hard",
        )
    else:
        yield consider(
            58,
            "after_hard",
            (
                words.say("After RPE {rpe}, the next session could stay easy.", **values),
                words.say(
                    "If you train again tomorrow, an easy session would go well with today’s RPE {rpe}.", **values
                )
                if facts["session"]["days_ago"] == 0
                else words.say("An easy session would go well after RPE {rpe}.", **values),
                words.say("Consider keeping the day after RPE {rpe} easy.", **values)
                if facts["session"]["days_ago"] == 0
                else words.say("Consider keeping the next session easy after RPE {rpe}.", **values),
            ),
            "session",
        )


def _row(facts: Facts, words: Words) -> Iterator[Idea]:
    row = facts.get("in_a_row")
    if row and row["days"] >= _LONG_ROW:
        yield consider(
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


def _after_a_break(facts: Facts, words: Words) -> Iterator[Idea]:
    off = facts.get("days_off")
    if "long_break" in facts or (off and off["days"] >= BREAK_DAYS):
        yield consider(
            84,
            "after_break",
            (
                words.say("After a break, a few easy sessions before the first hard one leave room to find your feet."),
                words.say("Consider building up from here in small steps, as the weeks before were empty.")
                if "long_break" in facts
                else words.say("Consider starting again in small steps rather than where you left off."),
                words.say("Consider keeping the first sessions back short, and let their RPE tell when to do more."),
            ),
        )


def _rising(facts: Facts, words: Words) -> Iterator[Idea]:
    rising = facts.get("rising")
    if rising:
        yield consider(
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
                words.many(
                    "After {number} day of rising load, the next could be a small one.",
                    "After {number} days of rising load, the next could be a small one.",
                    rising["days"],
                ),
            ),
            "rising",
        )


def _after_a_record(facts: Facts, words: Words) -> Iterator[Idea]:
    if any(facts[name]["clear"] for name in ("longest", "biggest") if name in facts):
        yield consider(
            56,
            "after_record",
            (
                words.say("A short and easy session would be a fair next step."),
                words.say("Consider leaving room after it: something short and easy comes well next."),
                words.say("Before the next big one, consider something short and easy."),
            ),
        )


def _new_sport(facts: Facts, words: Words) -> Iterator[Idea]:
    new = facts.get("new_sport")
    # A walk in the park needs no caution.
    if new and (facts["session"]["rpe"] or 0) > EASY_RPE and (new["in_log"] or new["in_four_weeks"]):
        yield consider(
            54,
            "new_sport_next",
            (
                words.say("Consider keeping the first few of them short and easy."),
                words.say("In a sport that the log did not have lately, the first few sessions could stay short."),
            ),
        )


def _same_day(facts: Facts, words: Words) -> Iterator[Idea]:
    if "same_day" in facts:
        yield consider(
            53,
            "after_two_a_day",
            (
                words.say("More than one session in a day adds up; the next day could be a smaller one."),
                words.say("Consider a smaller day next, after more than one session in this one."),
            ),
        )


def _change(week: Mapping[str, Any], words: Words) -> Iterator[Idea]:
    change = week["change"]
    if change is None:
        return
    if change >= _BIG_RISE:
        yield consider(
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
        yield consider(
            55,
            "big_fall",
            (
                words.say("If the lighter week is what you planned, nothing needs to change."),
                words.say("Was a week that much lighter the plan?"),
                words.say("If you want to go back to what you did before, consider a few small steps rather than one."),
            ),
            "week",
        )


def _alike(facts: Facts, words: Words) -> Iterator[Idea]:
    monotony = facts.get("monotony")
    if monotony and monotony["value"] > _ALIKE:
        values = {"value": words.number(monotony["value"], 1)}
        yield consider(
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
                words.say(
                    "One day off, or one much easier day, would give the week more contrast (monotony {value}).",
                    **values,
                ),
            ),
            "monotony",
        )


def _mix(facts: Facts, words: Words) -> Iterator[Idea]:
    """How easy and hard share the week."""
    efforts, rpe = facts.get("efforts"), facts["session"]["rpe"]
    if not efforts:
        return
    values = {name: words.number(efforts[name]) for name in ("easy_to", "hard_from")}
    if efforts["hard"] >= _SOME_HARD and (rpe or 0) < HARD_RPE:
        yield _hard_this_week(efforts, values, words)
    if not efforts["easy"]:
        yield _no_easy_one(efforts, values, words)
    if not efforts["hard"] and facts["history"]["days"] >= _KNOWN_A_WHILE:
        yield _no_hard_one(efforts, values, words)


def _hard_this_week(efforts: Mapping[str, Any], values: dict[str, str], words: Words) -> Idea:
    return consider(
        52,
        "hard_this_week",
        (
            words.many(
                "{number} session of these 7 days was at RPE {hard_from} or more; consider easy days around the next.",
                "{number} sessions of these 7 days were at RPE {hard_from} or more; consider easy days before another.",
                efforts["hard"],
                **values,
            ),
            words.many(
                "The week holds {number} session at RPE {hard_from} or more; is that as many as you want?",
                "The week holds {number} sessions at RPE {hard_from} or more; is that as many as you want?",
                efforts["hard"],
                **values,
            ),
        ),
        "efforts",
    )


def _no_easy_one(efforts: Mapping[str, Any], values: dict[str, str], words: Words) -> Idea:
    return consider(
        40,
        "no_easy_one",
        (
            words.many(
                "The {number} session of these 7 days was above RPE {easy_to}; one of the next could be easier.",
                "All {number} sessions of these 7 days were above RPE {easy_to}; one of the next could be easier.",
                efforts["sessions"],
                **values,
            ),
            words.many(
                "With {number} session of 7 days above RPE {easy_to}, a really easy one would add contrast.",
                "With all {number} sessions of 7 days above RPE {easy_to}, a really easy one would add contrast.",
                efforts["sessions"],
                **values,
            ),
            words.say("No session of these 7 days was at RPE {easy_to} or less; consider an easy one.", **values),
        ),
        "efforts",
    )


def _no_hard_one(efforts: Mapping[str, Any], values: dict[str, str], words: Words) -> Idea:
    return consider(
        38,
        "no_hard_one",
        (
            words.say("If you plan a hard one: these 7 days have none at RPE {hard_from} or more so far.", **values),
            words.many(
                "If a harder session is planned: the {number} session of these 7 days was below RPE {hard_from}.",
                "If a harder session is planned: all {number} sessions of these 7 days were below RPE {hard_from}.",
                efforts["sessions"],
                **values,
            ),
        ),
        "efforts",
    )
