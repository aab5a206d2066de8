"""What to consider after how it felt and what was written about it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from backend.coach.ideas.consider.idea import consider
from backend.coach.ideas.idea import Facts, Idea
from backend.coach.recovery import HARD_RPE
from backend.coach.themes import Theme
from words import Words

_TIRING_ROW = 3
_BIG_RISE = 20
_LOW = 2
"""Of 5: low by itself, where the athlete's usual is not known yet."""
_FRESH = 4


def have_it_looked_at(words: Words) -> Idea:
    """Pain or illness: nothing about training, at any time."""
    return consider(
        100,
        "have_it_looked_at",
        (
            words.say("If it stays or comes back, please have it looked at before you train hard again."),
            words.say("If any of it is still there, please let someone look at it before the next hard session."),
            words.say("Please have it looked at if it does not go away; hard sessions can wait for that."),
        ),
    )


def by_feeling(facts: Facts, theme: Theme | None, words: Words) -> Iterator[Idea]:
    """Ideas from tiredness, the themes of the note, freshness, readiness and mood."""
    yield from _tired(facts, theme, words)
    yield from _after_a_race(facts["session"], theme, words)
    if theme in _IF_IT_LASTS:
        yield _IF_IT_LASTS[theme](words)
    if _is_low(facts, "freshness"):
        yield _less_fresh(facts, words)
    if _is_low(facts, "readiness"):
        yield _less_ready(words)
    if _is_low(facts, "mood"):
        yield _lower_mood(words)
    yield from _fresh(facts, words)


def _is_low(facts: Facts, feeling: str) -> bool:
    felt = facts.get(feeling)
    if not felt:
        return False
    return bool(felt["difference"] <= -1 if "difference" in felt else felt["value"] <= _LOW)


def _tired(facts: Facts, theme: Theme | None, words: Words) -> Iterator[Idea]:
    """Tiredness that the log bears out: days in a row, an effort above the usual, or a bigger week."""
    row, effort = facts.get("in_a_row"), facts.get("effort")
    borne_out = (
        (row and row["days"] >= _TIRING_ROW)
        or (effort and effort["difference"] >= 1)
        or (facts["week"]["change"] or 0) >= _BIG_RISE
    )
    if theme in (Theme.TIRED, Theme.HEAVY_LEGS) and borne_out:
        yield consider(
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
        yield consider(
            89,
            "after_race",
            (
                words.say("After a race a few easy days are a common choice."),
                words.say("Consider giving the race a few easy days before the next hard session."),
            ),
        )


def _heavy_legs(words: Words) -> Idea:
    return consider(
        74,
        "if_legs_stay_heavy",
        (
            words.say("If your legs are still heavy when you start next time, consider keeping that session easy."),
            words.say("Let the first minutes of the next session decide: with heavy legs it could stay an easy one."),
        ),
    )


def _still_tired(words: Words) -> Idea:
    return consider(
        74,
        "if_still_tired",
        (
            words.say("One tired day says little; if the next one feels the same, consider making it easy."),
            words.say("If you are as tired before the next session, an easy one or a day off would be a fair answer."),
        ),
    )


def _sore(words: Words) -> Idea:
    return consider(
        72,
        "if_still_sore",
        (
            words.say("If the muscles are still sore next time, an easy session would be a fair choice."),
            words.say("Consider something easy, or another sport, for as long as the muscles are sore."),
        ),
    )


def _slept_badly(words: Words) -> Idea:
    return consider(
        73,
        "if_night_is_short",
        (
            words.say("If the coming night is short as well, consider an easier session than you planned."),
            words.say("Let the coming night decide how hard the next session gets."),
        ),
    )


def _stress(words: Words) -> Idea:
    return consider(
        60,
        "on_stressful_days",
        (
            words.say("Consider keeping the hard sessions for the calmer days of your week."),
            words.say("On days like that an easier session is an option too."),
        ),
    )


def _heat(words: Words) -> Idea:
    return consider(
        57,
        "if_it_stays_hot",
        (
            words.say("If it stays hot, consider going by effort rather than by pace."),
            words.say("If it stays hot, an earlier or later hour is worth a thought."),
        ),
    )


def _strong(words: Words) -> Idea:
    return consider(
        41,
        "what_felt_good",
        (
            words.say("Worth a thought: what came before it, the day off, the sleep or the pace?"),
            words.say("Consider what you did the day before: days that feel good can be planned for."),
        ),
    )


_IF_IT_LASTS: Mapping[Theme | None, Callable[[Words], Idea]] = {
    Theme.HEAVY_LEGS: _heavy_legs,
    Theme.TIRED: _still_tired,
    Theme.SORE: _sore,
    Theme.SLEPT_BADLY: _slept_badly,
    Theme.STRESS: _stress,
    Theme.HEAT: _heat,
    Theme.STRONG: _strong,
}


def _less_fresh(facts: Facts, words: Words) -> Idea:
    return consider(
        76,
        "less_fresh_next",
        (
            words.say("If you still feel like that tomorrow, a lighter day would make sense.")
            if facts["session"]["days_ago"] <= 0
            else words.say("If you still feel like that, a lighter day would make sense."),
            words.say("Consider an easier session next if your freshness has not come back by then."),
            words.say("If the freshness is not back by the next session, let that one be short or easy."),
        ),
    )


def _less_ready(words: Words) -> Idea:
    return consider(
        69,
        "less_ready_next",
        (
            words.say("If you feel no readier before the next session, consider making it an easy one."),
            words.say("Ask yourself how ready you are before the next session, and let that decide how hard it gets."),
        ),
    )


def _lower_mood(words: Words) -> Idea:
    return consider(
        61,
        "lower_mood_next",
        (
            words.say("If your mood stays low, consider an easy session of the kind that you like best."),
            words.say("Mood can tell as much about the load as numbers do; if it stays low, consider an easy day."),
        ),
    )


def _fresh(facts: Facts, words: Words) -> Iterator[Idea]:
    felt, rpe = facts.get("freshness"), facts["session"]["rpe"]
    if felt and felt["value"] >= _FRESH and rpe is not None and rpe < HARD_RPE:
        yield consider(
            37,
            "if_still_fresh",
            (
                words.say("If you are still that fresh next time and a harder session is planned, it could be then."),
                words.say("Fresh days are worth planning with: if a harder session is due, consider one of those."),
            ),
        )
