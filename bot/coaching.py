"""The coach of the one-machine program: a model's where the settings name one, else the rules'.

What the model needs is loaded with the first comment that is asked of it: a program without one is no bigger.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Engine

from backend.coach.questions.answered import Answers
from backend.coach.questions.answered import by_rules as answers_by_rules
from backend.coach.questions.reviewed import Reviews, no_words
from backend.coaching.senses import Hearing, Reader
from backend.ports import Clock
from backend.workflow.steps.tools import Coach, by_rules
from bot.logs import Log
from bot.settings import Settings, WrongSetting

if TYPE_CHECKING:
    from backend.coach.model.client import OpenAiModel

_MICRO = 1_000_000


def coaching(
    settings: Settings, engine: Engine, clock: Clock, log: Log, salt: bytes, is_premium: Callable[[UUID], bool]
) -> "Coaches":
    """The coach that the settings ask for. ``salt`` is this installation's own. Raises WrongSetting."""
    if not settings.has_model:
        return Coaches(by_rules, answers_by_rules)
    from backend.coach.listening import ModelListener
    from backend.coach.model.asker import Asker
    from backend.coach.model.breaker import Breaker
    from backend.coach.model.budget import Budget
    from backend.coach.model.coach import ModelCoach
    from backend.coach.model.prices import Prices, WrongPrices
    from backend.coach.ports import Limits
    from backend.coach.questions.by_model import ModelAnswers
    from backend.coach.questions.review_by_model import ModelReviews
    from backend.coach.reading.reader import ModelReader
    from backend.store.coach import SqlLedger
    from backend.store.coach_book import SqlCoachBook

    try:
        prices = Prices.read(Path(settings.coach_prices) if settings.coach_prices else None)
    except WrongPrices:
        raise WrongSetting("COACH_PRICES must be a file like backend/coach/model/prices.yaml, or empty.") from None

    made: list[OpenAiModel] = []
    making = Lock()

    def model() -> "OpenAiModel":
        from backend.coach.model.client import OpenAiModel

        with making:  # two threads may be the first; the second one's connections nobody would give back
            if not made:
                made.append(OpenAiModel(settings.openai_api_key.get_secret_value(), settings.openai_base_url))
            return made[0]

    limits = Limits(settings.coach_daily_tokens, round(_MICRO * settings.coach_monthly_budget_usd))
    counts = _LoggedCounts(log)
    budget = Budget(SqlLedger(engine), prices, limits, clock.now, counts)
    key = blake2b(b"pseudonyms for a model", key=salt[:64]).digest()
    book = SqlCoachBook(engine)

    def memory(athlete_id: UUID) -> list[str]:
        return [each.text for each in book.remembered(athlete_id)]

    breaker = Breaker()
    coach = ModelCoach(
        model, budget, counts, is_premium, key, model=settings.openai_model, breaker=breaker, memory=memory
    )
    answers = ModelAnswers(Asker(model, budget, counts, breaker), counts, key, model=settings.openai_model)
    asker = Asker(model, budget, counts, breaker)
    reviews = ModelReviews(asker, counts, key, model=settings.openai_model)
    reader = ModelReader(asker, counts, key, model=settings.openai_model)
    hearing = ModelListener(model, budget, counts, Breaker(), model=settings.openai_transcription_model)

    def close() -> None:
        for each in made:
            each.close()

    return Coaches(coach.comment, answers, reader, hearing, close, reviews)


@dataclass(frozen=True, slots=True)
class Coaches:
    """Who comments on sessions, who answers questions, and who reads and hears what the grammar cannot."""

    comment: Coach
    answers: Answers
    reader: Reader | None = None
    hearing: Hearing | None = None
    close: Callable[[], None] = lambda: None
    """Give the model's connections back."""
    reviews: Reviews = no_words
    """Who has words of their own about weeks."""


class _LoggedCounts:
    """A line for each thing that is counted, never whose."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """See :class:`backend.coach.ports.Counts`."""
        self._log.info("coach", counted=name, amount=amount, **dimensions)
