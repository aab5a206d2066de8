"""What to consider after a rest day."""

from collections.abc import Iterator

from backend.coach.ideas.consider.idea import consider
from backend.coach.ideas.idea import Facts, Idea
from words import Words

_LONG_ROW = 4
_SOME_DAYS = 2


def after_rest(facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas for the days after a rest day of today or yesterday; there is always at least one."""
    if "trained_too" in facts:
        yield _after_no_day_off(words)
        return
    row, off = facts.get("in_a_row"), facts.get("days_off")
    if off and off["days"] >= _SOME_DAYS:
        yield _when_you_start_again(words)
    elif row and row["days"] >= _LONG_ROW:
        yield _after_many_days(words)
    if "hard" in facts:
        yield _after_hard_days(words)
    yield _before_the_next(words)
    if facts["session"]["days_ago"] == 0:
        yield _tonight(words)


def _when_you_start_again(words: Words) -> Idea:
    return consider(
        54,
        "rest_start_again",
        (
            words.say("When you start again, a short and easy session is a simple way in."),
            words.say("Consider a short and easy session first when you train again."),
            words.say("If the break is planned, keep it; if not, a short and easy session is a simple way back."),
        ),
    )


def _after_many_days(words: Words) -> Idea:
    return consider(
        52,
        "rest_after_many",
        (
            words.say("After that many days one day off may be enough or not: how fresh you feel next can tell."),
            words.say("If you are not fresh again after one day off, a second one is an option too."),
        ),
    )


def _after_hard_days(words: Words) -> Idea:
    return consider(
        50,
        "rest_after_hard_next",
        (
            words.say("If you still feel the hard training of these days next time, an easy session could come first."),
            words.say("Let how fresh you are after it decide whether the next session is hard again."),
        ),
    )


def _after_no_day_off(words: Words) -> Idea:
    return consider(
        42,
        "rest_before_next",
        (
            words.say("Consider at the start of the next session how you feel: fresh, go as planned; tired, go easy."),
            words.say("If a day without any session was the plan, the next one could be it."),
        ),
    )


def _before_the_next(words: Words) -> Idea:
    return consider(
        42,
        "rest_before_next",
        (
            words.say("How fresh you feel after it can decide how hard the next session gets."),
            words.say("If a hard session is planned, the day after a day off is a good place for it."),
            words.say("Consider at the start of the next session how you feel: fresh, go as planned; tired, go easy."),
        ),
    )


def _tonight(words: Words) -> Idea:
    return consider(
        40,
        "rest_tonight",
        (
            words.say("Consider an early night: sleep is as much a part of recovery as the day off."),
            words.say("If the evening allows it, an early night would go well with the day off."),
        ),
    )
