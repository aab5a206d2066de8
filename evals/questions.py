"""Questions: what is looked up and what is answered, together, as ``/ask`` does. Prompts ``look_up`` and ``answer``."""

import json
from typing import Any, Literal, Self

from pydantic import model_validator

from backend.coach.grounding import Violation, ViolationKind, check
from backend.coach.questions import tools
from backend.coach.questions.answered import Answered
from backend.coach.questions.by_model import ModelAnswers
from backend.coach.questions.sources import Noted
from backend.tone import Tone
from evals import models
from evals.asked_logs import LOGS
from evals.models import Recorded, Stage
from evals.scenario import Live, Result, Worded, Written, answer_json, read_scenarios
from evals.sources import LogInMemory
from words import words_for

_NOT_SAID = {"sport": None, "first": None, "last": None}
_OF_FORM = (ViolationKind.EMPTY, ViolationKind.LENGTH)
"""That the log does not tell may be said in one sentence and without a number."""
_UNTRUE = (ViolationKind.NUMBER, ViolationKind.DAY)
"""What the rules' answers are held to; their wording is the catalogues', which no model has a part in."""


class QuestionScenario(Worded):
    """A question about a ``log`` of ``evals/asked_logs.py``."""

    about: Literal[
        "plain",
        "look-up",
        "number",
        "day",
        "claim",
        "manner",
        "language",
        "injection",
        "memory",
        "shape",
        "repair",
        "flag",
    ]
    log: str = "a month of runs"
    asked: str
    remembered: tuple[str, ...] = ()
    """Lines of the athlete's own, beside those of the log."""
    tone: Tone = Tone.PLAIN
    looks_up: tuple[str | dict[str, Any], ...] | str = ()
    """What a model has looked up: a tool's name, alone or with what it is told; or any text that is no choice."""
    recorded: tuple[Written, ...] = ()
    """Answers in their order."""
    expect: str = "model"
    finds: tuple[str, ...] = ()
    """Names of facts that a good choice of look-ups gives; with a live model they are counted, not demanded."""

    @property
    def sources(self) -> LogInMemory:
        """The athlete's log."""
        log = LOGS[self.log]
        return LogInMemory(log.log, log.said, [*log.remembered, *(Noted("other", each) for each in self.remembered)])

    @property
    def look_ups_json(self) -> str:
        """The recorded choice as the schema has it."""
        if isinstance(self.looks_up, str):
            return self.looks_up
        chosen: list[dict[str, Any]] = [
            {**_NOT_SAID, **({"tool": each} if isinstance(each, str) else each)} for each in self.looks_up
        ]
        return json.dumps({"look_ups": chosen}, default=str)

    @model_validator(mode="after")
    def _has_a_log(self) -> Self:
        if self.log not in LOGS:
            raise ValueError(f"{self.id} is about a log that is not there")
        return self


def scenarios() -> list[QuestionScenario]:
    """All of them."""
    return read_scenarios(QuestionScenario, "questions")


def run_all(live: Live | None = None) -> list[Result]:
    """Each of them."""
    return [run(each, live) for each in scenarios()]


def run(scenario: QuestionScenario, live: Live | None = None) -> Result:
    """One scenario, with its recorded look-ups and answers or a ``live`` model."""
    written = [answer_json(each, of_a_question=True) for each in scenario.recorded]
    stage = Stage.of(live.model if live else Recorded(written, scenario.look_ups_json), live.prices if live else None)
    answers = ModelAnswers(stage.asker, stage.tally, models.KEY, model=live.name if live else "")
    words = words_for(scenario.language)
    answered = answers(scenario.asked, scenario.sources, words, models.ATHLETE, tone=scenario.tone)
    wrong = _always_wrong(scenario, answered, stage.model.sent)
    if live is None:
        wrong += scenario.ended_otherwise(answered.outcome) + scenario.refused_otherwise(stage.model.sent)
    found = {fact["name"] for fact in answered.facts}
    missed = [*scenario.left_unsaid(answered.text), *(each for each in scenario.finds if each not in found)]
    return Result(scenario, answered.outcome, answered.text, wrong, missed, stage.tally.cost.micro_usd)


def _always_wrong(scenario: QuestionScenario, answered: Answered, sent: list[str]) -> list[str]:
    wrong = [f"shown although {each.kind.value}" for each in _found(scenario, answered)]
    wrong += scenario.said_wrongly(answered.text)
    wrong += scenario.sent_wrongly(sent)
    if not answered.text:
        wrong.append("no answer")
    if scenario.about == "flag" and sent:
        wrong.append("a model was asked what none may be")
    return wrong


def _found(scenario: QuestionScenario, answered: Answered) -> list[Violation]:
    facts = [*tools.calendar(scenario.sources), *answered.facts]
    found = check(answered.text, facts, scenario.language)
    if answered.outcome.startswith("rules"):
        return [each for each in found if each.kind in _UNTRUE]
    return [each for each in found if each.kind not in _OF_FORM]
