"""The coach of the deployed functions: a model's where the operator named one, else the rules'.

Only the coach's own functions load openai: when they start, while the processor is fast, and only where there is a
model.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from backend.coach.questions import answered
from backend.coach.questions.answered import Answered
from backend.coach.questions.reviewed import no_words
from backend.coach.questions.sources import Sources
from backend.coach.rules import Comment
from backend.functions.environment import setting
from backend.ports import Clock
from backend.tone import Tone
from backend.workflow.steps import tools
from words import Words

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from backend.coaching.senses import Hearing, Reader


def coaching(dynamodb: "DynamoDBClient", clock: Clock, *, senses: bool = False) -> "Coaches":
    """Who comments and who answers, as the template asks for it; with ``senses`` also who reads and hears.

    Raises MissingSetting.
    """
    if setting("COACH") != "model":
        return Coaches()
    from backend.functions.coaching_by_model import ModelCoaches

    return ModelCoaches(dynamodb, clock, senses=senses)


class Coaches:
    """By rules. ``reader`` and ``hearing``: what a message or a voice note says is for a model to tell.

    ``has_reviews``: whether there are words about weeks beyond the rules'.
    """

    reader: "Reader | None" = None
    hearing: "Hearing | None" = None
    has_reviews = False

    def comment(
        self,
        facts: Sequence[Mapping[str, Any]],
        words: Words,
        recent_phrases: Sequence[str],
        note: str,
        athlete_id: UUID,
        *,
        tone: Tone = Tone.PLAIN,
        show: Callable[[str], None] | None = None,  # noqa: ARG002 - nobody reads along here
    ) -> Comment:
        """See :class:`backend.workflow.steps.tools.Coach`."""
        return tools.by_rules(facts, words, recent_phrases, note, athlete_id, tone=tone)

    def answer(self, asked: str, sources: Sources, words: Words, athlete_id: UUID, *, tone: Tone) -> Answered:
        """See :class:`backend.coach.questions.answered.Answers`."""
        return answered.by_rules(asked, sources, words, athlete_id, tone=tone)

    def review(
        self,
        facts: Sequence[Mapping[str, Any]],
        remembered: Sequence[str],
        language: str,
        athlete_id: UUID,
        *,
        tone: Tone,
    ) -> Answered:
        """See :class:`backend.coach.questions.reviewed.Reviews`."""
        return no_words(facts, remembered, language, athlete_id, tone=tone)
