"""How it felt: the ratings beside the athlete's usual ones, and their own words taken up, never quoted."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.coach.ideas.idea import Facts, Idea, Part
from backend.coach.recovery import BREAK_DAYS, HARD_RPE
from backend.coach.themes import Theme
from words import Words

_RATHER_HARD = 5
"""Foster's "hard"."""
_FRESH = 4


def about_feelings(facts: Facts, theme: Theme | None, words: Words) -> Iterator[Idea]:
    """Ideas about what was felt; none where nothing was said."""
    if facts["session"]["kind"] == "rest":
        return
    yield from _freshness(facts, words)
    yield from _readiness(facts, words)
    yield from _mood(facts, words)
    if theme:
        yield from _said(theme, facts, words)


def _idea(weight: int, key: str, wordings: tuple[str, ...], *uses: str) -> Idea:
    return Idea(Part.FELT, weight, key, wordings, uses)


def _freshness(facts: Facts, words: Words) -> Iterator[Idea]:
    felt = facts.get("freshness")
    if not felt:
        return
    values = _values(felt, words)
    rpe = facts["session"]["rpe"]
    difference = felt.get("difference", 0)
    if rpe is not None and felt["value"] >= _FRESH and (rpe >= HARD_RPE or (rpe >= _RATHER_HARD and difference >= 1)):
        values["rpe"] = words.number(rpe, 1)
        yield _idea(
            70,
            "hard_but_fresh",
            (
                words.say("You rated the effort RPE {rpe} and still felt fresh, {value} of 5.", **values),
                words.say("RPE {rpe}, and freshness still at {value} of 5 after it.", **values),
                words.say("Freshness was {value} of 5 even after an effort of RPE {rpe}.", **values),
            ),
            "freshness",
            "session",
        )
    if difference <= -1:
        yield _idea(
            75,
            "less_fresh",
            (
                words.say("You felt less fresh than usual: {value} of 5, where you usually give {usual}.", **values),
                words.say("Freshness was {value} of 5, below your usual {usual}.", **values),
                words.say("At {value} of 5 you were less fresh than the {usual} you mostly give.", **values),
            ),
            "freshness",
        )
    elif difference >= 1:
        yield from _fresh_after_days_off(facts, values, words)
        yield _idea(
            60,
            "fresher",
            (
                words.say("You felt fresher than usual: {value} of 5, where you usually give {usual}.", **values),
                words.say("Freshness was {value} of 5, above your usual {usual}.", **values),
            ),
            "freshness",
        )
    elif "usual" in felt:
        yield _idea(
            30,
            "as_fresh",
            (
                words.say("You felt about as fresh as usual, {value} of 5.", **values),
                words.say("Freshness was {value} of 5, which is normal for you.", **values),
            ),
            "freshness",
        )
    else:
        yield _idea(
            35,
            "freshness_unknown",
            (
                words.many(
                    "Freshness was {value} of 5; after {number} more rating I can say whether that is usual for you.",
                    "Freshness was {value} of 5; after {number} more ratings I can say whether that is usual for you.",
                    felt["needs"],
                    **values,
                ),
                words.many(
                    "You rated your freshness {value} of 5; {number} more rating and I know your usual.",
                    "You rated your freshness {value} of 5; {number} more ratings and I know your usual.",
                    felt["needs"],
                    **values,
                ),
            ),
            "freshness",
        )


def _fresh_after_days_off(facts: Facts, values: dict[str, str], words: Words) -> Iterator[Idea]:
    off = facts.get("days_off")
    if off and 2 <= off["days"] < BREAK_DAYS:
        yield _idea(
            72,
            "fresh_after_days_off",
            (
                words.many(
                    "After {number} day off you felt fresher than usual: {value} of 5, where {usual} is usual.",
                    "After {number} days off you felt fresher than usual: {value} of 5, where {usual} is usual.",
                    off["days"],
                    **values,
                ),
                words.many(
                    "Freshness was {value} of 5 after {number} day off, above your usual {usual}.",
                    "Freshness was {value} of 5 after {number} days off, above your usual {usual}.",
                    off["days"],
                    **values,
                ),
            ),
            "freshness",
            "days_off",
        )


def _readiness(facts: Facts, words: Words) -> Iterator[Idea]:
    felt = facts.get("readiness")
    if not felt or abs(felt.get("difference", 0)) < 1:
        return
    values = _values(felt, words)
    if felt["difference"] < 0:
        yield _idea(
            66,
            "less_ready",
            (
                words.say("You felt less ready than usual: {value} of 5, where you usually give {usual}.", **values),
                words.say("Readiness was {value} of 5, below your usual {usual}.", **values),
            ),
            "readiness",
        )
    else:
        yield _idea(
            52,
            "readier",
            (
                words.say("You felt readier than usual: {value} of 5, where you usually give {usual}.", **values),
                words.say("Readiness was {value} of 5, above your usual {usual}.", **values),
            ),
            "readiness",
        )


def _mood(facts: Facts, words: Words) -> Iterator[Idea]:
    felt = facts.get("mood")
    if not felt or abs(felt.get("difference", 0)) < 1:
        return
    values = _values(felt, words)
    if felt["difference"] < 0:
        yield _idea(
            64,
            "lower_mood",
            (
                words.say("Your mood was lower than usual: {value} of 5, where you usually give {usual}.", **values),
                words.say("Mood was {value} of 5, below your usual {usual}.", **values),
            ),
            "mood",
        )
    else:
        yield _idea(
            50,
            "better_mood",
            (
                words.say("Your mood was better than usual: {value} of 5, where you usually give {usual}.", **values),
                words.say("Mood was {value} of 5, above your usual {usual}.", **values),
            ),
            "mood",
        )


def _values(felt: Mapping[str, Any], words: Words) -> dict[str, str]:
    usual = felt.get("usual")
    return {"value": str(felt["value"]), "usual": "" if usual is None else words.number(usual, 1)}


def _said(theme: Theme, facts: Facts, words: Words) -> Iterator[Idea]:
    """Their own words, set beside what the numbers have to say about them."""
    row, week, effort = facts.get("in_a_row"), facts["week"], facts.get("effort")
    if theme in _TIRED and effort and effort["difference"] >= 1:
        values = {"rpe": words.number(effort["rpe"], 1), "usual": words.number(effort["usual"], 2)}
        yield _idea(
            82,
            "tired_and_harder",
            (
                words.say(
                    "What you wrote about feeling tired fits the rating: RPE {rpe}, where {usual} is usual.", **values
                )
                if theme is Theme.TIRED
                else words.say("The heavy legs show in the rating too: RPE {rpe}, where {usual} is usual.", **values),
                words.say("Tired, and RPE {rpe} instead of your usual {usual}: the two belong together.", **values)
                if theme is Theme.TIRED
                else words.say(
                    "Heavy legs, and RPE {rpe} instead of your usual {usual}: the two belong together.", **values
                ),
            ),
            "effort",
        )
    if theme in _TIRED and row and row["days"] >= _ROW_WORTH_SAYING:
        tired = theme is Theme.TIRED
        yield _idea(
            80,
            "tired_in_a_row",
            (
                words.many(
                    "The tiredness you mention comes on training day {number} in a row.",
                    "The tiredness you mention comes on training day {number} in a row.",
                    row["days"],
                )
                if tired
                else words.many(
                    "The heavy legs come on training day {number} in a row.",
                    "The heavy legs come on training day {number} in a row.",
                    row["days"],
                ),
                words.many(
                    "You noted that you were tired; this was {number} training day in a row.",
                    "You noted that you were tired; these were {number} training days in a row.",
                    row["days"],
                )
                if tired
                else words.many(
                    "You noted heavy legs; this was {number} training day in a row.",
                    "You noted heavy legs; these were {number} training days in a row.",
                    row["days"],
                ),
            ),
            "in_a_row",
        )
    if theme in _TIRED and (week["change"] or 0) >= _RISE_WORTH_SAYING and week["ends_today"]:
        values = {"change": words.number(week["change"])}
        yield _idea(
            78,
            "tired_in_a_bigger_week",
            (
                words.say("You noted that you were tired, in a week with {change} % more load than the last.", **values)
                if theme is Theme.TIRED
                else words.say("You noted heavy legs, in a week with {change} % more load than the last.", **values),
                words.say("Being tired goes with a week that is {change} % bigger than the last.", **values)
                if theme is Theme.TIRED
                else words.say("Heavy legs go with a week that is {change} % bigger than the last.", **values),
            ),
            "week",
        )
    yield _idea(_PAIN_FIRST if theme is Theme.UNWELL else 55, f"said_{theme}", _SAID[theme](words))


_TIRED = (Theme.TIRED, Theme.HEAVY_LEGS)
_PAIN_FIRST = 95
_ROW_WORTH_SAYING = 3
_RISE_WORTH_SAYING = 10


def _said_heavy_legs(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted heavy legs; how they are at the start of the next session is worth a line too."),
        words.say("The heavy legs are in your log now, so you can see whether they come back."),
        words.say("Heavy legs, you wrote; the first minutes of the next session show whether they are gone."),
    )


def _said_tired(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted that you were tired; one tired day says little, several would say more."),
        words.say("That you were tired is in your log now, so you can see whether it comes back."),
        words.say("Tired, you wrote; how the next session feels will tell more than this one."),
    )


def _said_strong(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted that it felt good, which is as much a part of the log as the numbers."),
        words.say("That it felt good is in your log, beside the effort that you rated."),
        words.say("It felt good, you wrote; worth remembering when you look for a day like this one."),
    )


def _said_slept_badly(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted a poor night; after one of those the same session often feels harder."),
        words.say("After a poor night, as you noted, the rating says as much about the sleep as about the session."),
    )


def _said_heat(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted the heat; in it the same session often feels harder, so compare the rating with care."),
        words.say("With the heat you noted, the rating is not quite comparable with cooler days."),
    )


def _said_stress(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted stress; it counts in how hard a session feels, though no number here holds it."),
        words.say("The stress you mention is not in the load, but it may well be in the rating."),
    )


def _said_sore(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted sore muscles; if you note them again next time, you will see how long they last."),
        words.say("The sore muscles are in your log now, so you can see how long they last."),
    )


def _said_race(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted a race; ratings of races and of training are best compared each with their own."),
        words.say("As a race, this one stands apart from the training around it."),
    )


def _said_unwell(words: Words) -> tuple[str, ...]:
    return (
        words.say("You wrote that something hurt or that you were unwell; I can’t judge that, a doctor or physio can."),
        words.say("What hurts or feels ill is beyond these numbers; please have it looked at if it stays."),
    )


_SAID = {
    Theme.HEAVY_LEGS: _said_heavy_legs,
    Theme.TIRED: _said_tired,
    Theme.STRONG: _said_strong,
    Theme.SLEPT_BADLY: _said_slept_badly,
    Theme.HEAT: _said_heat,
    Theme.STRESS: _said_stress,
    Theme.SORE: _said_sore,
    Theme.RACE: _said_race,
    Theme.UNWELL: _said_unwell,
}
