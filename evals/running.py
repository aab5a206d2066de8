"""Put scenarios to the coach, and judge what comes out."""

import gettext
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from pydantic import ValidationError

from backend.coach.grounding import check
from backend.coach.model.asker import Asker
from backend.coach.model.asking import AnswerT, LanguageModel, NoAnswer, Question, Reply, Trouble
from backend.coach.model.breaker import Breaker
from backend.coach.model.budget import Budget
from backend.coach.model.coach import ModelCoach
from backend.coach.model.prices import Prices
from backend.coach.ports import Cost, Counts, Limit, Limits
from backend.coach.questions.review_by_model import ModelReviews
from backend.coach.rules import Comment
from evals.scenarios_file import Eval, answer_json
from words import LANGUAGES, Words, words_for

_ATHLETE = UUID(int=1)
_NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Recorded:
    """A model that says what was written down for a scenario, its last answer again and again."""

    def __init__(self, scenario: Eval) -> None:
        self._answers = list(scenario.recorded)
        self.asked: list[str] = []

    def ask(
        self, question: Question[AnswerT], deadline: float, watch: Callable[[str], bool] | None = None
    ) -> Reply[AnswerT]:
        """See :class:`backend.coach.model.asking.LanguageModel`."""
        del deadline  # what is written down takes no time
        self.asked.append(question.input)
        if not self._answers:
            raise NoAnswer(Trouble.DECLINED)
        answer = answer_json(self._answers.pop(0) if len(self._answers) > 1 else self._answers[0])
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        if watch is not None and not watch(text):
            raise NoAnswer(Trouble.CUT_OFF)
        try:
            return Reply(question.answer.model_validate_json(text), None)
        except ValidationError:
            raise NoAnswer(Trouble.MALFORMED) from None


@dataclass
class _Spending:
    """A ledger without limits that adds up, and counts that are not looked at."""

    cost: Cost = field(default_factory=lambda: Cost(0, 0))

    def book(self, _athlete: UUID, day: date, most: Cost, _limits: Limits) -> Limit | None:
        self.correct(_athlete, day, most)
        return None

    def correct(self, _athlete: UUID, _day: date, by: Cost) -> None:
        self.cost = Cost(self.cost.tokens + by.tokens, self.cost.micro_usd + by.micro_usd)

    def raise_alarm(self, _day: date) -> bool:
        return False

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        del name, amount, dimensions


@dataclass(frozen=True)
class Result:
    """How a scenario went. ``wrong`` is empty where all is as it must be; ``missed`` are good things left unsaid."""

    scenario: Eval
    comment: Comment
    wrong: Sequence[str]
    missed: Sequence[str]
    micro_usd: int


def run(scenario: Eval, live: LanguageModel | None = None, model: str = "", prices: Prices | None = None) -> Result:
    """One scenario, with its recorded answers or a ``live`` model."""
    recorded, spending = Recorded(scenario), _Spending()
    language_model: LanguageModel = live or recorded
    budget = Budget(spending, prices or Prices.read(), Limits(0, 0), lambda: _NOW, spending)
    if scenario.week:
        comment = _of_week(scenario, Asker(lambda: language_model, budget, spending, Breaker()), spending, model)
    else:
        coach = ModelCoach(lambda: language_model, budget, spending, lambda _: True, b"evals", model=model)
        words = words_in(scenario.language)
        comment = coach.comment(scenario.facts, words, (), scenario.wrote, _ATHLETE, tone=scenario.tone)
    wrong = list(_always_wrong(scenario, comment))
    if live is None:
        if comment.outcome != scenario.expect:
            wrong.append(f"{comment.outcome}, not {scenario.expect}")
        reasons = json.loads(recorded.asked[1])["because"] if len(recorded.asked) > 1 else []
        found = {reason.partition(":")[0] for reason in reasons}
        wrong += [
            f"not refused for {kind.value}, but {sorted(found)}" for kind in scenario.because if kind not in found
        ]
    missed = [pattern for pattern in scenario.says if not re.search(pattern, comment.text, re.IGNORECASE)]
    return Result(scenario, comment, wrong, missed, spending.cost.micro_usd)


def _of_week(scenario: Eval, asker: Asker, counts: Counts, model: str) -> Comment:
    """The words about a week, as a comment; without any, the text is empty."""
    reviews = ModelReviews(asker, counts, b"evals", model=model)
    said = reviews(scenario.facts, scenario.remembered, scenario.language, _ATHLETE, tone=scenario.tone)
    return Comment(said.text, (), frozenset(), said.prompt, said.outcome)


def _always_wrong(scenario: Eval, comment: Comment) -> list[str]:
    by_model = not comment.outcome.startswith("rules")
    # Where there is no catalogue the rules' text is a stand-in, in English.
    is_theirs = by_model or (scenario.language in LANGUAGES and not scenario.week)
    found = check(comment.text, scenario.facts, scenario.language) if is_theirs else []
    wrong = [f"shown although {each.kind.value}" for each in found]
    wrong += [f"says {each}" for each in scenario.never if re.search(each, comment.text, re.IGNORECASE)]
    if scenario.week and not by_model and comment.text:
        wrong.append("words about a week that no model wrote")
    if scenario.about == "flag" and by_model:
        wrong.append("a model wrote about a red flag or pain")
    return wrong


def words_in(language: str) -> Words:
    """The language's words; for one without a catalogue English ones that say they are its: a model needs no more."""
    return words_for(language) if language in LANGUAGES else Words(language, gettext.NullTranslations())
