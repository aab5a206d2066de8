"""One thing to consider: a suggestion or a question about training or recovery, with its reason.

Never an order, never a prediction, and never advice for a day that is over: what a session of today calls for is said
while the next one lies ahead; of a session that was logged late, what followed it, or what it changes now. There is
always at least one. Foster 1998 stands behind contrast between the days, Saw et al. 2016 behind asking how one feels.
"""

from collections.abc import Iterator

from backend.coach.ideas.consider.by_feeling import by_feeling, have_it_looked_at
from backend.coach.ideas.consider.by_load import by_load
from backend.coach.ideas.consider.looking_back import looking_back
from backend.coach.ideas.consider.modest import modest
from backend.coach.ideas.consider.of_the_week import of_the_week
from backend.coach.ideas.consider.rest import after_rest
from backend.coach.ideas.idea import Facts, Idea
from backend.coach.themes import Theme
from words import Words

__all__ = ["suggestions"]

_STILL_AHEAD = 1
"""Suggestions for the next session follow those of today and yesterday only."""


def suggestions(facts: Facts, theme: Theme | None, words: Words) -> Iterator[Idea]:
    """Ideas of what to consider; where pain or illness was mentioned, to have it looked at and nothing else."""
    session = facts["session"]
    if theme is Theme.UNWELL:
        yield have_it_looked_at(words)
    elif session["days_ago"] > _STILL_AHEAD or "next" in facts:
        yield from looking_back(facts, words)
        yield from of_the_week(facts, words)
    elif session["kind"] == "rest":
        yield from after_rest(facts, words)
        yield from of_the_week(facts, words)
    else:
        yield from by_feeling(facts, theme, words)
        yield from by_load(facts, words)
        yield from of_the_week(facts, words)
        yield from modest(facts, words)
