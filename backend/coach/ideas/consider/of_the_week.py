"""What to consider about the present week: how it has changed, how alike its days are, how easy and hard share it."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.coach.ideas.consider.idea import consider
from backend.coach.ideas.idea import Facts, Idea
from backend.coach.recovery import HARD_RPE
from words import Words

_SOME_HARD = 2
_BIG_RISE = 20
_BIG_FALL = -30
_ALIKE = 2.0
"""Monotony above which days are called alike; a description, not a limit."""
_KNOWN_A_WHILE = 14
"""Days of log before something harder is mentioned at all."""


def of_the_week(facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas that the present week calls for, whenever in it the session was; none for an earlier one."""
    if facts["week"]["ends_today"]:
        yield from _change(facts["week"], words)
        yield from _alike(facts, words)
        yield from _mix(facts, words)


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
