"""Who finds the coach's own words about a week. By rules there are none: the review has the rules' words already."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from backend.coach.questions.answered import Answered
from backend.tone import Tone


class Reviews(Protocol):
    """Something that has words about a week. Raises StoreUnavailable, NoConsent, and nothing else."""

    def __call__(
        self,
        facts: Sequence[Mapping[str, Any]],
        remembered: Sequence[str],
        language: str,
        athlete_id: UUID,
        *,
        tone: Tone,
    ) -> Answered:
        """The words, in time; without any the ``text`` is empty, and ``outcome`` says why."""


def no_words(
    facts: Sequence[Mapping[str, Any]],
    remembered: Sequence[str],  # noqa: ARG001 - the port's; who says nothing looks at nothing
    language: str,  # noqa: ARG001 - the same
    athlete_id: UUID,  # noqa: ARG001 - the same
    *,
    tone: Tone = Tone.PLAIN,  # noqa: ARG001 - the same
) -> Answered:
    """Nothing beyond the rules' words."""
    return Answered("", facts, outcome="rules:no_model")
