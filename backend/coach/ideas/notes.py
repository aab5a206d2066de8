"""The athlete's own words, taken up by their theme and set beside the numbers; never quoted, pain never judged."""

from collections.abc import Callable, Iterator

from backend.coach.ideas.idea import Facts, Idea, Part
from backend.coach.themes import Theme
from words import Words

_PAIN_FIRST = 95
_ROW_WORTH_SAYING = 3
_RISE_WORTH_SAYING = 10
"""Percent."""


def about_note(theme: Theme, facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas about what was written: with what bears it out where the log has it, by itself always."""
    if theme is Theme.TIRED:
        yield from _borne_out(theme, facts, words, _tired_and_harder, _tired_in_a_row, _tired_in_a_bigger_week)
    elif theme is Theme.HEAVY_LEGS:
        yield from _borne_out(theme, facts, words, _heavy_and_harder, _heavy_in_a_row, _heavy_in_a_bigger_week)
    yield _idea(_PAIN_FIRST if theme is Theme.UNWELL else 55, f"said_{theme}", _SAID[theme](words))


def _idea(weight: int, key: str, wordings: tuple[str, ...], *uses: str) -> Idea:
    return Idea(Part.FELT, weight, key, wordings, uses)


_ByEffort = Callable[[dict[str, str], Words], tuple[str, ...]]
_ByDays = Callable[[int, Words], tuple[str, ...]]
_ByWeek = Callable[[Words], tuple[str, ...]]


def _borne_out(
    theme: Theme, facts: Facts, words: Words, harder: _ByEffort, in_a_row: _ByDays, bigger: _ByWeek
) -> Iterator[Idea]:
    """Tiredness beside an effort above the usual, several days in a row, or a bigger week."""
    effort, row, week = facts.get("effort"), facts.get("in_a_row"), facts["week"]
    if effort and effort["difference"] >= 1:
        values = {"rpe": words.number(effort["rpe"], 1), "usual": words.number(effort["usual"], 2)}
        yield _idea(82, f"{theme}_and_harder", harder(values, words), "effort")
    if row and row["days"] >= _ROW_WORTH_SAYING:
        yield _idea(80, f"{theme}_in_a_row", in_a_row(row["days"], words), "in_a_row")
    if week["ends_today"] and (week["change"] or 0) >= _RISE_WORTH_SAYING:
        yield _idea(78, f"{theme}_in_a_bigger_week", bigger(words))


def _tired_and_harder(values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say("What you wrote about feeling tired fits the rating: RPE {rpe}, where {usual} is usual.", **values),
        words.say("Tired, and RPE {rpe} instead of your usual {usual}: the two belong together.", **values),
    )


def _heavy_and_harder(values: dict[str, str], words: Words) -> tuple[str, ...]:
    return (
        words.say("The heavy legs show in the rating too: RPE {rpe}, where {usual} is usual.", **values),
        words.say("Heavy legs, and RPE {rpe} instead of your usual {usual}: the two belong together.", **values),
    )


def _tired_in_a_row(days: int, words: Words) -> tuple[str, ...]:
    return (
        words.many(
            "The tiredness you mention comes on training day {number} in a row.",
            "The tiredness you mention comes on training day {number} in a row.",
            days,
        ),
        words.many(
            "You noted that you were tired; this was {number} training day in a row.",
            "You noted that you were tired; these were {number} training days in a row.",
            days,
        ),
    )


def _heavy_in_a_row(days: int, words: Words) -> tuple[str, ...]:
    return (
        words.many(
            "The heavy legs come on training day {number} in a row.",
            "The heavy legs come on training day {number} in a row.",
            days,
        ),
        words.many(
            "You noted heavy legs; this was {number} training day in a row.",
            "You noted heavy legs; these were {number} training days in a row.",
            days,
        ),
    )


def _tired_in_a_bigger_week(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted that you were tired, in a week with clearly more load than the last."),
        words.say("Being tired goes with a week that much bigger than the last."),
    )


def _heavy_in_a_bigger_week(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted heavy legs, in a week with clearly more load than the last."),
        words.say("Heavy legs go with a week that much bigger than the last."),
    )


def _said_heavy_legs(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted heavy legs, which the load does not show."),
        words.say("The heavy legs are in your log now, so you can see whether they come back."),
        words.say("Heavy legs, you wrote; that stands beside the numbers now."),
    )


def _said_tired(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted that you were tired, which the load does not show."),
        words.say("That you were tired is in your log now, so you can see whether it comes back."),
        words.say("Tired, you wrote; that stands beside the numbers now."),
    )


def _said_strong(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted that it felt good, which is as much a part of the log as the numbers."),
        words.say("That it felt good is in your log, beside the effort that you rated."),
        words.say("It felt good, you wrote, and that is kept beside the numbers."),
    )


def _said_slept_badly(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted a poor night; after one of those the same session often feels harder."),
        words.say("After a poor night, as you noted, the rating says as much about the sleep as about the session."),
    )


def _said_heat(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted the heat; in it the same session often feels harder."),
        words.say("With the heat you noted, the rating is not quite comparable with cooler days."),
    )


def _said_stress(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted stress; it counts in how hard a session feels, though no number here holds it."),
        words.say("The stress you mention is not in the load, but it may well be in the rating."),
    )


def _said_sore(words: Words) -> tuple[str, ...]:
    return (
        words.say("You noted sore muscles, which the load does not show."),
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
        words.say("What hurts or feels ill is beyond these numbers, and not mine to judge."),
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
