"""What the week is now: its load beside the week before, or what is still missing to say that."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.coach.ideas.idea import Facts, Idea, Part, day
from backend.training.metric import Missing
from words import Words

_ABOUT_THE_SAME = 5
"""Percent; smaller changes are called about the same."""
_RATIO_WORTH_SAYING = 0.2


def about_week(facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas about the week; there is always at least one."""
    week = facts["week"]
    values = {
        "day": day(week["end"], words),
        "load": words.number(week["known_load"], 1),
        "previous": "" if week["previous"] is None else words.number(week["previous"], 1),
        "change": "" if week["change"] is None else words.number(abs(week["change"])),
    }
    if week["load"] is None:
        yield _unknown(week, values, words)
    elif week["change"] is not None:
        yield _compared(week, values, words)
        yield from _ratio(facts, words)
    elif facts["history"]["first_session"]:
        yield _first(week, values, words)
    elif week["change_missing"] == Missing.EARLIER_WEEK_EMPTY:
        yield _after_an_empty_week(week, values, words)
    elif week["change_missing"] == Missing.UNKNOWN_LOAD:
        yield _before_unknown(week, values, words)
    else:
        yield _too_early(week, values, words)


def _idea(key: str, wordings: tuple[str, ...], *uses: str, weight: int = 50) -> Idea:
    return Idea(Part.WEEK, weight, key, wordings, uses or ("week",))


def _compared(week: Mapping[str, Any], values: dict[str, str], words: Words) -> Idea:
    if abs(week["change"]) < _ABOUT_THE_SAME:
        key = "week_same" if week["ends_today"] else "earlier_week_same"
    elif week["change"] > 0:
        key = "week_up" if week["ends_today"] else "earlier_week_up"
    else:
        key = "week_down" if week["ends_today"] else "earlier_week_down"
    return _idea(key, _COMPARED[key](values, words))


def _week_up(values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say(
            "Your last 7 days now add up to {load} AU, {change} % more than the 7 before ({previous} AU).", **values
        ),
        words.say("That brings the week to {load} AU, {change} % above the week before it ({previous} AU).", **values),
        words.say(
            "The week stands at {load} AU; the one before had {previous} AU, so this is {change} % more.", **values
        ),
        words.say(
            "Over 7 days you are now at {load} AU, up {change} % from {previous} AU in the 7 days before.", **values
        ),
    )


def _week_down(values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say(
            "Your last 7 days now add up to {load} AU, {change} % less than the 7 before ({previous} AU).", **values
        ),
        words.say("That brings the week to {load} AU, {change} % below the week before it ({previous} AU).", **values),
        words.say(
            "The week stands at {load} AU; the one before had {previous} AU, so this is {change} % less.", **values
        ),
        words.say(
            "Over 7 days you are now at {load} AU, down {change} % from {previous} AU in the 7 days before.", **values
        ),
    )


def _week_same(values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say("Your last 7 days add up to {load} AU, about the same as the 7 before ({previous} AU).", **values),
        words.say("The week stands at {load} AU, close to the {previous} AU of the week before it.", **values),
        words.say(
            "Over 7 days you are at {load} AU, where the 7 days before had {previous} AU: hardly a change.", **values
        ),
    )


def _earlier_week_up(values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say(
            "The 7 days to {day} now add up to {load} AU, {change} % more than the 7 before ({previous} AU).", **values
        ),
        words.say(
            "With it the week to {day} had {load} AU, {change} % above the week before it ({previous} AU).", **values
        ),
    )


def _earlier_week_down(values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say(
            "The 7 days to {day} now add up to {load} AU, {change} % less than the 7 before ({previous} AU).", **values
        ),
        words.say(
            "With it the week to {day} had {load} AU, {change} % below the week before it ({previous} AU).", **values
        ),
    )


def _earlier_week_same(values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say(
            "The 7 days to {day} now add up to {load} AU, about the same as the 7 before ({previous} AU).", **values
        ),
        words.say(
            "With it the week to {day} had {load} AU, close to the {previous} AU of the week before it.", **values
        ),
    )


_COMPARED = {
    "week_up": _week_up,
    "week_down": _week_down,
    "week_same": _week_same,
    "earlier_week_up": _earlier_week_up,
    "earlier_week_down": _earlier_week_down,
    "earlier_week_same": _earlier_week_same,
}


def _ratio(facts: Facts, words: Words) -> Iterator[Idea]:
    """Now and then the longer view instead: last week beside the last four."""
    load = facts.get("acute_chronic")
    if not load or not facts["week"]["ends_today"] or abs(load["ratio"] - 1) < _RATIO_WORTH_SAYING:
        return
    values = {
        "acute": words.number(load["acute"]),
        "chronic": words.number(load["chronic"]),
        "ratio": words.number(load["ratio"], 2),
    }
    yield _idea(
        "ratio",
        (
            words.say(
                "Your last 7 days average {acute} AU a day, the last 28 days {chronic} AU (coupled ratio {ratio}).",
                **values,
            ),
            words.say(
                "This week has {acute} AU a day, the last four weeks {chronic} AU: a coupled ratio of {ratio}.",
                **values,
            ),
        ),
        "acute_chronic",
        weight=45,
    )


def _unknown(week: Mapping[str, Any], values: dict[str, str], words: Words) -> Idea:
    """A day without a known load makes the sum unknown; what is known is still worth saying."""
    if not week["known_load"]:
        return _idea(
            "week_all_unknown",
            (
                words.say("Without an RPE the 7 days to {day} have no known load.", **values),
                words.say(
                    "The load of the 7 days to {day} is not known, because a session in them has no RPE.", **values
                ),
            ),
        )
    if week["ends_today"]:
        return _idea(
            "week_unknown",
            (
                words.say(
                    "Of your last 7 days, those of known load add up to {load} AU; the week’s full load is not known.",
                    **values,
                ),
                words.say(
                    "The fully rated days of this week come to {load} AU; the rest is open until all are rated.",
                    **values,
                ),
            ),
        )
    return _idea(
        "earlier_week_unknown",
        (
            words.say(
                "Of the 7 days to {day}, those of known load add up to {load} AU; the full load is not known.",
                **values,
            ),
            words.say(
                "The fully rated days of the week to {day} come to {load} AU; elsewhere in it an RPE is missing.",
                **values,
            ),
        ),
    )


def _first(week: Mapping[str, Any], values: dict[str, str], words: Words) -> Idea:
    if not week["ends_today"]:
        return _idea(
            "earlier_week_first",
            (
                words.say("The 7 days to {day} have {load} AU, and nothing is logged before them.", **values),
                words.say("With it the week to {day} has {load} AU; your log begins there now.", **values),
            ),
        )
    values = {**values, "needs": str(week["needs_days"] or "")}
    return _idea(
        "week_first",
        (
            words.say(
                "From here I add up each 7 days, and after {needs} days I can set one week beside another.", **values
            )
            if week["needs_days"]
            else words.say("From here I add up each 7 days; the last ones have {load} AU.", **values),
            words.say(
                "There is nothing to compare it with yet; weeks can be compared after {needs} days of log.", **values
            )
            if week["needs_days"]
            else words.say("The last 7 days have {load} AU, and there is nothing to compare them with yet.", **values),
        ),
    )


def _after_an_empty_week(week: Mapping[str, Any], values: dict[str, str], words: Words) -> Idea:
    if not week["ends_today"]:
        return _idea(
            "earlier_week_after_empty",
            (
                words.say("The 7 days to {day} have {load} AU, after 7 days without any load.", **values),
                words.say("With it the week to {day} had {load} AU; the week before it had no load.", **values),
            ),
        )
    return _idea(
        "week_after_empty",
        (
            words.say("Your last 7 days add up to {load} AU, after 7 days without any load.", **values),
            words.say(
                "The week stands at {load} AU; the one before it had no load, so there is nothing to compare.", **values
            ),
            words.say("Over 7 days that makes {load} AU, and the 7 days before them were empty.", **values),
        ),
    )


def _before_unknown(week: Mapping[str, Any], values: dict[str, str], words: Words) -> Idea:
    if not week["ends_today"]:
        return _idea(
            "earlier_week_before_unknown",
            (
                words.say(
                    "The 7 days to {day} have {load} AU; the load of the week before is not fully known.", **values
                ),
                words.say(
                    "With it the week to {day} had {load} AU, and the week before has a session without an RPE.",
                    **values,
                ),
            ),
        )
    return _idea(
        "week_before_unknown",
        (
            words.say(
                "Your last 7 days add up to {load} AU; the week before has a session without RPE, so I can’t compare.",
                **values,
            ),
            words.say("The week stands at {load} AU, and the load of the one before it is not fully known.", **values),
        ),
    )


def _too_early(week: Mapping[str, Any], values: dict[str, str], words: Words) -> Idea:
    values = {**values, "needs": str(week["needs_days"]), "has": str(week["has_days"])}
    if not week["ends_today"]:
        return _idea(
            "earlier_week_too_early",
            (
                words.say(
                    "The 7 days to {day} have {load} AU; your log was {has} days old then, too young to compare weeks.",
                    **values,
                ),
                words.say(
                    "With it the week to {day} had {load} AU; comparing weeks needs {needs} days of log.", **values
                ),
            ),
        )
    return _idea(
        "week_too_early",
        (
            words.say(
                "Your last 7 days add up to {load} AU; weeks can be compared from day {needs}, and this is day {has}.",
                **values,
            ),
            words.say(
                "The week stands at {load} AU so far; setting it beside another needs {needs} days, you have {has}.",
                **values,
            ),
            words.say(
                "That makes {load} AU in 7 days, on day {has} of the {needs} that I need to compare weeks.", **values
            ),
        ),
    )
