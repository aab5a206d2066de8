"""What the log still needs: said beside the one thing to consider, where there is room for another sentence."""

from collections.abc import Iterator

from backend.coach.ideas.idea import Facts, Idea, Part, day
from words import Words


def log_needs(facts: Facts, words: Words) -> Iterator[Idea]:
    """Ideas about missing ratings and sessions; the week's own sentence says what a young log cannot compare yet."""
    session, week = facts["session"], facts["week"]
    if session["kind"] == "session" and session["rpe"] is None:
        yield _rate_it(words)
    elif week["unknown_dates"]:
        yield _rate_the_other(week["unknown_dates"][-1], words)
    elif facts["history"]["first_session"] and session["kind"] == "session":
        yield _log_all(words)
    elif "until_usual" in facts and week["needs_days"] is None:
        yield _until_usual(facts["until_usual"]["needs"], words)


_ALWAYS = 50
_ONCE_IN_A_WHILE = 5
"""So light that it is left out while one of the last comments has said it."""


def _idea(key: str, wordings: tuple[str, ...], *uses: str, weight: int = _ONCE_IN_A_WHILE) -> Idea:
    return Idea(Part.LOG, weight, key, wordings, uses)


def _rate_it(words: Words) -> Idea:
    return _idea(
        "rate_it",
        (
            words.say("If you still know how hard it was, add the RPE with Edit: a later answer is good too."),
            words.say("An RPE can be added later with Edit, and the load follows from it."),
        ),
        "session",
        weight=_ALWAYS,
    )


def _rate_the_other(iso_date: str, words: Words) -> Idea:
    return _idea(
        "rate_the_other",
        (
            words.say(
                "A session on {day} has no RPE; adding it with Edit would complete the week.",
                day=day(iso_date, words),
            ),
            words.say(
                "If you still know how hard it was on {day}, add that RPE with Edit, and the week is whole.",
                day=day(iso_date, words),
            ),
        ),
        "week",
    )


def _log_all(words: Words) -> Idea:
    return _idea(
        "first_next",
        (
            words.say("Easy sessions and rest days belong in the log too: a week is only as true as what is in it."),
            words.say("Rest days can be logged too, so that an empty day is known to be one."),
        ),
    )


def _until_usual(needs: int, words: Words) -> Idea:
    return _idea(
        "until_usual",
        (
            words.many(
                "After {number} more session of this kind I can say what is usual for you.",
                "After {number} more sessions of this kind I can say what is usual for you.",
                needs,
            ),
            words.many(
                "I need {number} more session like this to know your usual.",
                "I need {number} more sessions like this to know your usual.",
                needs,
            ),
        ),
        "until_usual",
    )
