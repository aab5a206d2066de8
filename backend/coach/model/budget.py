"""What may be spent on models, and that nothing is asked beyond it."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from backend.coach.model.answers import Answer
from backend.coach.model.asking import NoAnswer, Question, Reply, Trouble, Usage
from backend.coach.model.prices import Prices
from backend.coach.ports import Cost, Counts, Ledger, Limit, Limits

_log = logging.getLogger(__name__)
_AnswerT = TypeVar("_AnswerT", bound=Answer)
_T = TypeVar("_T")
_CHARACTERS_A_TOKEN = 2.5
"""Cautiously few: English has about four, JSON and other languages fewer."""
_NOTHING = Usage(0, 0)
_NEVER_ANSWERED = frozenset({Trouble.NETWORK, Trouble.BUSY, Trouble.SERVER, Trouble.REFUSED})
"""Nothing was written, so nothing is charged."""


class OverLimit(Exception):
    """Nothing was asked: ``limit`` is used up."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.value)
        self.limit = limit


class Budget:
    """Books each request before it is sent, and corrects the booking when its answer says what it took."""

    def __init__(
        self, ledger: Ledger, prices: Prices, limits: Limits, now: Callable[[], datetime], counts: Counts
    ) -> None:
        self._ledger = ledger
        self._prices = prices
        self._limits = limits
        self._now = now
        self._counts = counts

    def spend(
        self, athlete_id: UUID, question: Question[_AnswerT], ask: Callable[[], Reply[_AnswerT]]
    ) -> Reply[_AnswerT]:
        """Ask if it may cost what it costs at most. Raises OverLimit, NoAnswer, NoConsent, StoreUnavailable."""
        characters = len(question.instructions) + len(question.input)
        most = self._prices.cost(question.model, int(characters / _CHARACTERS_A_TOKEN), question.max_output_tokens)
        day = self._book(athlete_id, most)
        # Without a count by the service the booking stands: better too much than too little.
        usage: Usage | None = None
        try:
            reply = ask()
            usage = reply.usage
            return reply
        except NoAnswer as error:
            usage = _NOTHING if error.usage is None and error.trouble in _NEVER_ANSWERED else error.usage
            raise
        finally:
            if usage is not None:
                took = self._prices.cost(question.model, usage.tokens_in, usage.tokens_out)
                self._ledger.correct(athlete_id, day, Cost(took.tokens - most.tokens, took.micro_usd - most.micro_usd))
                self._counts.count("CoachTokens", took.tokens)

    def pay(self, athlete_id: UUID, cost: Cost, work: Callable[[], _T]) -> _T:
        """Do work that costs exactly this, if it may; free where nobody answered. Raises what ``spend`` does."""
        day = self._book(athlete_id, cost)
        try:
            done = work()
        except NoAnswer as error:
            if error.trouble in _NEVER_ANSWERED:
                self._ledger.correct(athlete_id, day, Cost(-cost.tokens, -cost.micro_usd))
            raise
        self._counts.count("CoachTokens", cost.tokens)
        return done

    def _book(self, athlete_id: UUID, most: Cost) -> date:
        """The day that it is booked on. Raises OverLimit, NoConsent, StoreUnavailable."""
        day = self._now().date()
        limit = self._ledger.book(athlete_id, day, most, self._limits)
        if limit is Limit.BUDGET and self._ledger.raise_alarm(day):
            self._counts.count("CoachBudgetSpent")
            _log.error("coach_budget_spent", extra={"values": {"month": f"{day:%Y-%m}"}})
        if limit is not None:
            raise OverLimit(limit)
        return day
