"""What an answer is, whoever writes it, and who may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from backend.coach.questions.sources import Sources
from backend.tone import Tone
from words import Words


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: plain text, and the facts with those marked ``used`` that it stands on.

    ``prompt`` and ``outcome`` are as in :class:`backend.coach.rules.Comment`.
    """

    text: str
    facts: Sequence[Mapping[str, Any]]
    prompt: str = ""
    outcome: str = "rules"


class Answers(Protocol):
    """Something that answers questions. Raises StoreUnavailable, NoConsent, and nothing else."""

    def __call__(self, asked: str, sources: Sources, words: Words, athlete_id: UUID, *, tone: Tone) -> Answered:
        """The answer, in time, whatever happens."""


def by_rules(
    asked: str,
    sources: Sources,
    words: Words,
    athlete_id: UUID,  # noqa: ARG001 - the port's; the rules do not ask who it is
    *,
    tone: Tone = Tone.PLAIN,  # noqa: ARG001 - the same; their answers are brief in every tone
) -> Answered:
    """The answer that needs no model."""
    from backend.coach.questions import rules  # a grammar in four languages, which keeping an answer does not need

    reply = rules.answer(asked, sources, words)
    return Answered(reply.text, reply.facts, outcome="rules" if reply.kind else "rules:unknown")
