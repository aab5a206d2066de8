"""How it felt: the ratings beside the athlete's usual ones, and what they wrote."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.coach.ideas.idea import Facts, Idea, Part
from backend.coach.ideas.notes import about_note
from backend.coach.recovery import BREAK_DAYS, HARD_RPE
from backend.coach.themes import Theme
from words import Words

_RATHER_HARD = 5
"""Foster's "hard"."""
_FRESH = 4
_LOW = 2
"""Of 5: low by itself, where the usual is not known yet."""


def about_feelings(facts: Facts, theme: Theme | None, words: Words) -> Iterator[Idea]:
    """Ideas about what was felt; none where nothing was said."""
    if facts["session"]["kind"] == "rest":
        return
    yield from _freshness(facts, words)
    yield from _readiness(facts, words)
    yield from _mood(facts, words)
    if theme:
        yield from about_note(theme, facts, words)


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
    elif "usual" not in felt and felt["value"] <= _LOW:
        yield _idea(
            58,
            "low_freshness",
            (
                words.say("You rated your freshness {value} of 5, the low end of the scale.", **values),
                words.say("Freshness was {value} of 5 after it, at the low end.", **values),
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
