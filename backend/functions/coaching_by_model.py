"""A model's comments and answers, and the rules' where it cannot: for the functions that ask one.

The key is in Secrets Manager, and can be replaced there while functions run.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from uuid import UUID

from aws_lambda_powertools.metrics import MetricUnit, single_metric

from backend.aws.dynamo.coach import DynamoLedger
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.aws.secrets import NOT_GIVEN, Secret, secrets_manager
from backend.coach.listening import ModelListener
from backend.coach.model.asker import Asker
from backend.coach.model.breaker import Breaker
from backend.coach.model.budget import Budget
from backend.coach.model.client import OpenAiModel  # loaded now, and not while an athlete waits
from backend.coach.model.coach import ModelCoach
from backend.coach.model.prices import Prices
from backend.coach.ports import Limits
from backend.coach.questions.answered import Answered
from backend.coach.questions.by_model import ModelAnswers
from backend.coach.questions.review_by_model import ModelReviews
from backend.coach.questions.sources import Sources
from backend.coach.reading.reader import ModelReader
from backend.coach.rules import Comment
from backend.functions.coaching import Coaches
from backend.functions.environment import setting
from backend.functions.premium_gate import premium_gate
from backend.functions.telemetry import NAMESPACE
from backend.ports import Clock
from backend.tone import Tone
from backend.training.message import Understood
from words import Words

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_log = logging.getLogger(__name__)
SERVICE = "coach"
"""Whichever function it happens in."""
_MICRO = 1_000_000


class CoachMetrics:
    """:class:`backend.coach.ports.Counts` as metrics: each for itself and, where it is of a kind, by kind."""

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """See the port."""
        for kind in [{}, dimensions] if dimensions else [{}]:
            with single_metric(name, MetricUnit.Count, amount, namespace=NAMESPACE) as metric:
                for dimension, value in {"service": SERVICE, **kind}.items():
                    metric.add_dimension(dimension, value)


class ModelCoaches(Coaches):
    """By a model; nothing is asked of anybody before the first comment or question. Raises MissingSetting."""

    has_reviews = True

    def __init__(self, dynamodb: "DynamoDBClient", clock: Clock, *, senses: bool) -> None:
        secrets, ledger = secrets_manager(), DynamoLedger(dynamodb, setting("BACKEND_TABLE"))
        limits = Limits(int(setting("COACH_DAILY_TOKENS")), round(_MICRO * float(setting("COACH_MONTHLY_BUDGET_USD"))))
        self._counts = CoachMetrics()
        self._budget = Budget(ledger, Prices.read(), limits, clock.now, self._counts)
        self._model = _or_none("OPENAI_MODEL")
        self._base_url = _or_none("OPENAI_BASE_URL")
        self._is_premium = premium_gate(dynamodb, clock)
        self._key = Secret(secrets, setting("OPENAI_KEY_SECRET"))
        self._pseudonym_key = Secret(secrets, setting("PSEUDONYM_KEY_SECRET"))
        self._transcription_model = _or_none("OPENAI_TRANSCRIPTION_MODEL") if senses else ""
        self._book = DynamoCoachBook(dynamodb, setting("BACKEND_TABLE"))
        self._made: _ByModel | None = None
        if senses:
            self.reader, self.hearing = self._read, self._hear

    def comment(
        self,
        facts: Sequence[Mapping[str, Any]],
        words: Words,
        recent_phrases: Sequence[str],
        note: str,
        athlete_id: UUID,
        *,
        tone: Tone = Tone.PLAIN,
        show: Callable[[str], None] | None = None,
    ) -> Comment:
        """See :class:`backend.workflow.steps.tools.Coach`."""
        made = self._by_model()
        comment = super().comment if made is None else made.coach.comment
        return comment(facts, words, recent_phrases, note, athlete_id, tone=tone, show=show)

    def answer(self, asked: str, sources: Sources, words: Words, athlete_id: UUID, *, tone: Tone) -> Answered:
        """See :class:`backend.coach.questions.answered.Answers`."""
        made = self._by_model()
        answer = super().answer if made is None else made.answers
        return answer(asked, sources, words, athlete_id, tone=tone)

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
        made = self._by_model()
        review = super().review if made is None else made.reviews
        return review(facts, remembered, language, athlete_id, tone=tone)

    def _read(self, text: str, today: date, language: str, athlete_id: UUID) -> Understood | None:
        """See :class:`backend.coaching.senses.Reader`."""
        made = self._by_model()
        return None if made is None else made.reader(text, today, language, athlete_id)

    def _hear(self, audio: bytes, mime: str, seconds: int, athlete_id: UUID) -> str | None:
        """See :class:`backend.coaching.senses.Hearing`."""
        made = self._by_model()
        return "" if made is None else made.listener(audio, mime, seconds, athlete_id)

    def _remembered(self, athlete_id: UUID) -> list[str]:
        return [each.text for each in self._book.remembered(athlete_id)]

    def _by_model(self) -> "_ByModel | None":
        if self._made is None:
            try:
                salt = self._pseudonym_key()
            except Exception as error:  # the secret cannot be read, or is gone: no reason for an athlete to wait
                _log.error("coach_without_secret", extra={"values": {"error": type(error).__name__}})
                return None
            self._made = self._make(blake2b(b"pseudonyms for a model", key=salt.encode()[:64]).digest())
        return self._made

    def _make(self, key: bytes) -> "_ByModel":
        model, budget, counts, breaker = self._language_model, self._budget, self._counts, Breaker()
        named = self._model
        coach = ModelCoach(
            model, budget, counts, self._is_premium, key, model=named, breaker=breaker, memory=self._remembered
        )
        asker = Asker(model, budget, counts, breaker)
        return _ByModel(
            coach,
            ModelAnswers(asker, counts, key, model=named),
            ModelReviews(asker, counts, key, model=named),
            ModelReader(asker, counts, key, model=named),
            ModelListener(model, budget, counts, Breaker(), model=self._transcription_model),
        )

    def _language_model(self) -> OpenAiModel:
        """The model behind the key as it is now. Raises StoreUnavailable."""
        return _model(self._key.given(), self._base_url)


@dataclass(frozen=True, slots=True)
class _ByModel:
    coach: ModelCoach
    answers: ModelAnswers
    reviews: ModelReviews
    reader: ModelReader
    listener: ModelListener


@cache
def _model(key: str, base_url: str) -> OpenAiModel:
    return OpenAiModel(key, base_url)


def _or_none(name: str) -> str:
    """A setting that may be empty, which a function's environment says in a word."""
    value = setting(name)
    return "" if value == NOT_GIVEN else value
