"""The rule-based coach: from facts to two to four sentences, without any model and without chance.

Of each part the weightiest idea is said, and one thing to consider always. Its wording is chosen by the entry,
avoiding those of the recent feedbacks, so that the same entry always reads the same and two entries in a row never do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from typing import Any
from zlib import crc32

from backend.coach.facts import by_name
from backend.coach.ideas import Idea, Part, about_feelings, about_session, about_week, log_needs, suggestions
from backend.coach.meaning import meaning_of
from backend.coach.themes import theme_of
from backend.tone import Tone
from words import Words

_SAID_LATELY = 12
"""How much lighter an idea gets that was said last time: others of about the same weight get their turn."""
_SAID_BEFORE = 8
"""The same for one that was said in a comment before the last."""
_SAME_FACT_AGAIN = 40
"""How much lighter an idea gets whose numbers an earlier sentence of the same comment has given."""
_MAY_COME_AGAIN = {"session", "week"}
_PARTS = {
    Tone.PLAIN: frozenset(Part),
    Tone.BRIEF: frozenset({Part.SESSION, Part.CONSIDER}),
    Tone.EXPLAINING: frozenset({Part.SESSION, Part.WEEK, Part.CONSIDER}),
    Tone.TOUGH: frozenset({Part.SESSION, Part.WEEK, Part.CONSIDER}),
}
"""What is said in each tone; explaining has room for what a number means."""
_MOST = 4
"""Sentences of a comment at most; so the last one's phrases are among the first four of the recent ones."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said. ``phrases`` are the keys of its sentences, ``uses`` the names of the facts it stands on."""

    text: str
    phrases: tuple[str, ...]
    uses: frozenset[str]
    prompt: str = ""
    """Name and version of the prompt that a model was asked with; empty when the rules wrote it."""
    outcome: str = "rules"
    """How it came about: "rules", or what :class:`backend.coach.model.coach.ModelCoach` says."""


def compose(
    facts: Sequence[Mapping[str, Any]],
    words: Words,
    recent_phrases: Sequence[str] = (),
    note: str = "",
    tone: Tone = Tone.PLAIN,
) -> Comment:
    """The comment on the session that the facts are about.

    ``recent_phrases`` are those of the last comments on *other* entries, the latest comment's first. Of ``note``
    only a theme is taken (``backend.coach.themes``); it is not quoted. ``tone`` decides which parts are said.
    """
    named = by_name(facts)
    theme = theme_of(note, words.language)
    ideas = chain(
        about_session(named, words),
        about_week(named, words),
        about_feelings(named, theme, words),
        suggestions(named, theme, words),
        log_needs(named, words),
    )
    seed: str = named["session"]["entry_id"]
    fitting = [idea for idea in ideas if idea.part in _PARTS[tone]]
    said = [_wording(idea, seed, recent_phrases) for idea in _choose(fitting, recent_phrases)]
    meaning = meaning_of([name for _, _, uses in said for name in uses], words) if tone is Tone.EXPLAINING else ""
    return Comment(
        text=" ".join([*(text for _, text, _ in said), *filter(None, [meaning])]),
        phrases=tuple(key for key, _, _ in said),
        uses=frozenset(chain.from_iterable(uses for _, _, uses in said)),
    )


def _choose(ideas: Iterable[Idea], recent: Sequence[str]) -> list[Idea]:
    lighter = dict.fromkeys(map(_key, recent), _SAID_BEFORE) | dict.fromkeys(map(_key, recent[:_MOST]), _SAID_LATELY)
    chosen: list[Idea] = []
    told: set[str] = set()
    for part, of_part in groupby(sorted(ideas, key=_part), key=_part):
        weight = partial(_weight, lighter=lighter, told=frozenset(told))
        best = max(of_part, key=weight)
        if part is Part.LOG and (len(chosen) == _MOST or weight(best) < 0):
            break
        chosen.append(best)
        told.update(set(best.uses) - _MAY_COME_AGAIN)
    return chosen


def _part(idea: Idea) -> Part:
    return idea.part


def _key(phrase: str) -> str:
    return phrase.rpartition(".")[0]


def _weight(idea: Idea, lighter: Mapping[str, int], told: frozenset[str]) -> int:
    again = _SAME_FACT_AGAIN if told.intersection(idea.uses) else 0
    return idea.weight - lighter.get(idea.key, 0) - again


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
