"""Find the words for the facts."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from backend.ports import Feedback
from backend.training.redflags import red_flag
from backend.workflow.steps.tools import Basics, Work
from words import words_for

_NOT_AGAIN = 3
"""Wordings of this many comments before are avoided."""
_RED_FLAG = "red_flag"


def coach(event: dict[str, Any], tools: Basics) -> dict[str, Any]:
    """``text``, its ``phrases``, the ``facts`` with those marked that it stands on, and how it came about.

    A note with a red flag gets no words at all: the chat has said what matters, and the athlete was promised that
    the session is kept without comment. Raises EntryNotFound, CoachUnavailable, StoreUnavailable.
    """
    work = Work.of(event)
    entry = work.entry(tools.store)
    facts: list[dict[str, Any]] = event["facts"]
    if entry.note and red_flag(entry.note, event["language"]):
        return {"text": "", "phrases": [_RED_FLAG], "facts": []}
    latest = tools.store.latest_feedback(work.athlete_id, _NOT_AGAIN + 1)
    # An edit may repeat what was said about the same entry.
    recent = _phrases([each for each in latest if each.entry_id != entry.id][:_NOT_AGAIN])
    tone = tools.tones(work.athlete_id)
    show = partial(tools.drafts.show, work.athlete_id, work.entry_id)
    words = words_for(event["language"])
    comment = tools.coach(facts, words, recent, entry.note, work.athlete_id, tone=tone, show=show)
    return {
        "text": comment.text,
        "phrases": list(comment.phrases),
        "facts": [_marked(fact, comment.uses) for fact in facts],
        "prompt": comment.prompt,
        "outcome": comment.outcome,
    }


def _phrases(feedbacks: Sequence[Feedback]) -> list[str]:
    return [phrase for feedback in feedbacks for phrase in feedback.phrases]


def _marked(fact: Mapping[str, Any], uses: frozenset[str]) -> dict[str, Any]:
    return {**fact, "used": True} if fact["name"] in uses else dict(fact)
