"""What to consider after what was done: hard days, days in a row, records, breaks."""

from collections.abc import Iterator

from backend.coach.around import EASY_RPE
from backend.coach.ideas.consider.idea import consider
from backend.coach.ideas.idea import Facts, Idea
from backend.coach.recovery import BREAK_DAYS, HARD_RPE
from words import Words

_MANY_HARD = 3
_LONG_ROW = 4


def by_load(facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas that a session of today or yesterday calls for."""
    yield from _hard_days(facts, words)
    yield from _row(facts, words)
    yield from _after_a_break(facts, words)
    yield from _rising(facts, words)
    yield from _after_a_record(facts, words)
    yield from _new_sport(facts, words)
    yield from _same_day(facts, words)


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
