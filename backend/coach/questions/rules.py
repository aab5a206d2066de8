"""Answers without a model: the same look-ups, in sentences of ours. What they cannot answer they say plainly."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.coach.questions import past, present
from backend.coach.questions.drafting import Draft
from backend.coach.questions.kinds import Kind, wanted
from backend.coach.questions.scale import scale
from backend.coach.questions.sources import Sources
from words import Words


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its text, and the facts with those marked that it stands on. ``kind`` None: it says it knows none."""

    text: str
    facts: Sequence[Mapping[str, Any]]
    kind: Kind | None


_OF_NO_LOG = (Kind.HEALTH, Kind.SCALE)


def answer(text: str, sources: Sources, words: Words) -> Reply:
    """What the log says to the question. Raises StoreUnavailable."""
    asked = wanted(text, sources.today, words.language)
    if asked is None:
        return Reply(_unknown(words), (), None)
    draft = Draft(sources, words, asked)
    if sources.first_day is None and asked.kind not in _OF_NO_LOG:
        draft.say(words.say("Your log is still empty, so it tells nothing yet."))
    else:
        _ANSWERS[asked.kind](draft)
    return Reply(" ".join(draft.sentences), draft.facts, asked.kind)


def _unknown(words: Words) -> str:
    return words.say(
        "I can’t answer that from your log. I can answer, for example: “How much did I run last week?” "
        "or “Compare my last ride with those before”."
    )


_ANSWERS: Mapping[Kind, Callable[[Draft], None]] = {
    Kind.HEALTH: present.health,
    Kind.WHEN_LAST: past.when_last,
    Kind.TOO_MUCH: present.too_much,
    Kind.COMPARE: past.compare,
    Kind.HOW_MUCH: past.how_much,
    Kind.READY: present.ready,
    Kind.SCALE: scale,
}
