"""Asking within the budget, and not at all while the model is away: what comments and answers have in common."""

import logging
from collections.abc import Callable
from uuid import UUID

from backend.coach.model.asking import AWAY, AnswerT, LanguageModel, NoAnswer, Question, Reply, Trouble
from backend.coach.model.breaker import Breaker
from backend.coach.model.budget import Budget
from backend.coach.ports import Counts

_log = logging.getLogger(__name__)


class Asker:
    """Thread-safe. ``language_model`` is called for when it is first needed."""

    def __init__(
        self, language_model: Callable[[], LanguageModel], budget: Budget, counts: Counts, breaker: Breaker
    ) -> None:
        self._language_model = language_model
        self._budget = budget
        self._counts = counts
        self._breaker = breaker

    def ask(
        self,
        athlete_id: UUID,
        question: Question[AnswerT],
        deadline: float,
        watch: Callable[[str], bool] | None = None,
    ) -> Reply[AnswerT]:
        """The answer, before ``deadline`` (monotonic). Raises OverLimit, NoAnswer, NoConsent, StoreUnavailable."""
        return self._budget.spend(athlete_id, question, lambda: self._once(question, deadline, watch))

    def _once(
        self, question: Question[AnswerT], deadline: float, watch: Callable[[str], bool] | None
    ) -> Reply[AnswerT]:
        if not self._breaker.lets_through():
            raise NoAnswer(Trouble.RESTING)
        away = True
        try:
            reply = self._language_model().ask(question, deadline, watch)
            away = False
            return reply
        except NoAnswer as error:
            away = error.trouble in AWAY
            raise
        finally:
            if self._breaker.report(answered=not away):
                self._counts.count("CoachModelAway")
                _log.warning("coach_model_away", extra={"values": {}})
