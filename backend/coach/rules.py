"""The rule-based coach: from facts to two to four sentences, without any model and without chance.

Of each part the weightiest idea is said. Its wording is chosen by the entry, avoiding those of the recent feedbacks,
so that the same entry always reads the same and two entries in a row never do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from typing import Any
from zlib import crc32

from backend.coach.facts import by_name
from backend.coach.ideas import Idea, Part, about_feelings, about_session, about_week, suggestions
from backend.coach.themes import theme_of
from words import Words

_SAID_LATELY = 12
"""How much lighter an idea gets that was said last time: others of about the same weight get their turn."""
_SAME_FACT_AGAIN = 40
"""How much lighter an idea gets whose numbers an earlier sentence of the same comment has given."""
_MAY_COME_AGAIN = {"session", "week"}
_LAST = 4
"""A comment has at most four phrases, so the last one's are among the first four of the recent ones."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said. ``phrases`` are the keys of its sentences, ``uses`` the names of the facts it stands on."""

    text: str
    phrases: tuple[str, ...]
    uses: frozenset[str]


def compose(
    facts: Sequence[Mapping[str, Any]], words: Words, recent_phrases: Sequence[str] = (), note: str = ""
) -> Comment:
    """The comment on the session that the facts are about.

    ``recent_phrases`` are those of the last comments on *other* entries, the latest comment's first. Of ``note``
    only a theme is taken (``backend.coach.themes``); it is not quoted.
    """
    named = by_name(facts)
    theme = theme_of(note, words.language)
    ideas = chain(
        about_session(named, words),
        about_week(named, words),
        about_feelings(named, theme, words),
        suggestions(named, theme, words),
    )
    seed: str = named["session"]["entry_id"]
    said = [_wording(idea, seed, recent_phrases) for idea in _choose(ideas, recent_phrases)]
    return Comment(
        text=" ".join(text for _, text, _ in said),
        phrases=tuple(key for key, _, _ in said),
        uses=frozenset(chain.from_iterable(uses for _, _, uses in said)),
    )


def _choose(ideas: Iterable[Idea], recent: Sequence[str]) -> list[Idea]:
    last = {phrase.rpartition(".")[0] for phrase in recent[:_LAST]}
    chosen: list[Idea] = []
    told: set[str] = set()
    for _, of_part in groupby(sorted(ideas, key=_part), key=_part):
        best = max(of_part, key=partial(_weight, last=last, told=frozenset(told)))
        chosen.append(best)
        told.update(set(best.uses) - _MAY_COME_AGAIN)
    return chosen


def _part(idea: Idea) -> Part:
    return idea.part


def _weight(idea: Idea, last: set[str], told: frozenset[str]) -> int:
    lately = _SAID_LATELY if idea.key in last else 0
    again = _SAME_FACT_AGAIN if told.intersection(idea.uses) else 0
    return idea.weight - lately - again


def _wording(idea: Idea, seed: str, recent: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    count = len(idea.wordings)
    start = crc32(f"{seed}{idea.key}".encode()) % count
    order = [(start + step) % count for step in range(count)]
    # The one not said for longest; among those never said, the seed's.
    ago = {
        f"{idea.key}.{index}": recent.index(f"{idea.key}.{index}") for index in order if f"{idea.key}.{index}" in recent
    }
    chosen = max(order, key=lambda index: ago.get(f"{idea.key}.{index}", len(recent)))
    return f"{idea.key}.{chosen}", idea.wordings[chosen], idea.uses
