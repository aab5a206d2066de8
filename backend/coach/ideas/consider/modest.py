"""What to consider where nothing stands out, or where the log is too young to tell: from this session alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.coach.around import EASY_RPE
from backend.coach.ideas.consider.idea import consider
from backend.coach.ideas.idea import Facts, Idea
from backend.coach.recovery import BREAK_DAYS, HARD_RPE
from words import Words

_LONG_MINUTES = 90
"""Called long only where the athlete's usual is not known yet."""
_SHORT_ROWS = (2, 3)
_YOUNG = 14
"""Days of log."""
_BIG_FALL = -30


def modest(facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas for any session; there is always at least one."""
    session = facts["session"]
    yield from _long_one(facts, words)
    yield from _short_row(facts, words)
    yield from _after_days_off(facts, words)
    if session["rpe"] is not None:
        yield from _by_effort(session, words)
    yield from _small_steps(facts["week"], words)
    yield _by_freshness(words)


def _long_one(facts: Facts, words: Words) -> Iterator[Idea]:
    session = facts["session"]
    if session["minutes"] < _LONG_MINUTES or "usual" in facts:
        return
    minutes = words.number(session["minutes"])
    yield consider(
        54,
        "after_long",
        (
            words.say("After {minutes} min, the next session could be a shorter one.", minutes=minutes),
            words.say("Consider something shorter next, after {minutes} min.", minutes=minutes),
            words.say(
                "If you train again tomorrow, {minutes} min today are a reason to keep it short.", minutes=minutes
            )
            if session["days_ago"] == 0
            else words.say("{minutes} min are a reason to keep the next one short.", minutes=minutes),
        ),
        "session",
    )


def _short_row(facts: Facts, words: Words) -> Iterator[Idea]:
    row = facts.get("in_a_row")
    if not row or row["days"] not in _SHORT_ROWS:
        return
    # Two days in a row are an everyday thing to somebody who has logged for a while.
    everyday = row["days"] == min(_SHORT_ROWS) and facts["history"]["days"] >= _YOUNG
    yield consider(
        36 if everyday else 48,
        "short_row",
        (
            words.many(
                "You have trained {number} day in a row; if you go again tomorrow, it could be easy.",
                "You have trained {number} days in a row; if you go again tomorrow, it could be easy.",
                row["days"],
            )
            if facts["session"]["days_ago"] == 0
            else words.many(
                "You have trained {number} day in a row; the next one could be easy.",
                "You have trained {number} days in a row; the next one could be easy.",
                row["days"],
            ),
            words.many(
                "Training day {number} in a row: consider an easy or a free day next.",
                "Training day {number} in a row: consider an easy or a free day next.",
                row["days"],
            ),
            words.many(
                "After {number} training day in a row, an easy one or a day off is worth a thought.",
                "After {number} training days in a row, an easy one or a day off is worth a thought.",
                row["days"],
            ),
        ),
        "in_a_row",
    )


def _after_days_off(facts: Facts, words: Words) -> Iterator[Idea]:
    off = facts.get("days_off")
    if off and 2 <= off["days"] < BREAK_DAYS:
        yield consider(
            38,
            "after_days_off",
            (
                words.many(
                    "{number} day off came before it; if you want an even week, the next could follow sooner.",
                    "{number} days off came before it; if you want an even week, the next could follow sooner.",
                    off["days"],
                ),
                words.many(
                    "After {number} day off, consider whether the days between sessions are as you want them.",
                    "After {number} days off, consider whether the days between sessions are as you want them.",
                    off["days"],
                ),
            ),
            "days_off",
        )


def _by_effort(session: Mapping[str, Any], words: Words) -> Iterator[Idea]:
    values = {"rpe": words.number(session["rpe"], 1)}
    if session["rpe"] <= EASY_RPE:
        yield consider(
            36,
            "after_easy",
            (
                words.say("If a harder session is planned, RPE {rpe} leaves room for it next.", **values),
                words.say("Consider keeping some like this one, at RPE {rpe}, between the harder ones.", **values),
                words.say("If the next one is to be hard, an easy one at RPE {rpe} goes well before it.", **values),
            ),
            "session",
        )
    elif session["rpe"] < HARD_RPE:
        yield consider(
            36,
            "after_middle",
            (
                words.say(
                    "Consider making the next one clearly easier or harder than RPE {rpe}, so that the days differ.",
                    **values,
                ),
                words.say(
                    "If you train again tomorrow, something easier than RPE {rpe} would set the two days apart.",
                    **values,
                )
                if session["days_ago"] == 0
                else words.say("Something easier than RPE {rpe} next would set the two days apart.", **values),
                words.say(
                    "Easy days and harder ones around RPE {rpe} give a week contrast; which is the next to be?",
                    **values,
                ),
            ),
            "session",
        )


def _small_steps(week: Mapping[str, Any], words: Words) -> Iterator[Idea]:
    if week["change"] is None or week["change"] <= _BIG_FALL:
        return
    yield consider(
        35,
        "small_steps",
        (
            words.say("If you want to do more, consider changing one thing at a time: longer, harder or more often."),
            words.say("If you plan to do more, a few minutes more in one session are easier to judge than a big step."),
            words.say(
                "If the week is to grow, consider a small step from {load} AU rather than a big one.",
                load=words.number(week["load"], 1),
            ),
        ),
        "week",
    )


def _by_freshness(words: Words) -> Idea:
    return consider(
        33,
        "by_freshness",
        (
            words.say("Let how fresh you feel before the next session decide how hard it gets."),
            words.say("Before the next session, let how fresh you feel count as much as any number here."),
            words.say("Consider before the next session how you feel: fresh, keep to the plan; tired, make it easier."),
        ),
    )
