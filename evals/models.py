"""What stands in for a model and for what it costs, while scenarios are put to the coach."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from pydantic import ValidationError

from backend.coach.model.answers import LookUps
from backend.coach.model.asker import Asker
from backend.coach.model.asking import AnswerT, LanguageModel, NoAnswer, Question, Reply, Trouble
from backend.coach.model.breaker import Breaker
from backend.coach.model.budget import Budget
from backend.coach.model.prices import Prices
from backend.coach.ports import Cost, Limit, Limits

ATHLETE = UUID(int=1)
KEY = b"evals"
_NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Recorded:
    """A model that says what was written down for a scenario, its last answer again and again; without any it declines.

    ``look_ups`` is what it says when it is to choose what is looked up.
    """

    def __init__(self, answers: Sequence[str], look_ups: str = "") -> None:
        self._answers = list(answers)
        self._look_ups = look_ups

    def ask(
        self, question: Question[AnswerT], deadline: float, watch: Callable[[str], bool] | None = None
    ) -> Reply[AnswerT]:
        """See :class:`backend.coach.model.asking.LanguageModel`."""
        del deadline  # what is written down takes no time
        text = self._look_ups if question.answer is LookUps else self._next()
        if watch is not None and not watch(text):
            raise NoAnswer(Trouble.CUT_OFF)
        try:
            return Reply(question.answer.model_validate_json(text), None)
        except ValidationError:
            raise NoAnswer(Trouble.MALFORMED) from None

    def _next(self) -> str:
        if not self._answers:
            raise NoAnswer(Trouble.DECLINED)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


class Overheard:
    """A model, and what it was sent."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.sent: list[str] = []

    def ask(
        self, question: Question[AnswerT], deadline: float, watch: Callable[[str], bool] | None = None
    ) -> Reply[AnswerT]:
        """See :class:`backend.coach.model.asking.LanguageModel`."""
        self.sent.append(question.input)
        return self._model.ask(question, deadline, watch)


@dataclass
class Tally:
    """A ledger without limits that adds up, and counts of which the last outcome is kept."""

    cost: Cost = field(default_factory=lambda: Cost(0, 0))
    outcome: str = ""

    def book(self, _athlete: UUID, day: date, most: Cost, _limits: Limits) -> Limit | None:
        """See :class:`backend.coach.ports.Ledger`."""
        self.correct(_athlete, day, most)
        return None

    def correct(self, _athlete: UUID, _day: date, by: Cost) -> None:
        """See :class:`backend.coach.ports.Ledger`."""
        self.cost = Cost(self.cost.tokens + by.tokens, self.cost.micro_usd + by.micro_usd)

    def raise_alarm(self, _day: date) -> bool:
        """See :class:`backend.coach.ports.Ledger`."""
        return False

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """See :class:`backend.coach.ports.Counts`."""
        del name, amount
        self.outcome = dimensions.get("outcome", self.outcome)


@dataclass(frozen=True)
class Stage:
    """One scenario's model, and the budget around it that has no limits."""

    model: Overheard
    tally: Tally
    budget: Budget

    @classmethod
    def of(cls, model: LanguageModel, prices: Prices | None) -> "Stage":
        """``prices`` None: those of the package."""
        tally = Tally()
        return cls(Overheard(model), tally, Budget(tally, prices or Prices.read(), Limits(0, 0), lambda: _NOW, tally))

    @property
    def asker(self) -> Asker:
        """Asks this model, with a breaker of its own."""
        return Asker(lambda: self.model, self.budget, self.tally, Breaker())
