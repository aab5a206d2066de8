"""Comments on sessions, and words about weeks: prompts ``comment`` and ``review``."""

import gettext
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Self

from pydantic import model_validator

from backend.coach.grounding import check
from backend.coach.model.coach import ModelCoach
from backend.coach.questions.review_by_model import ModelReviews
from backend.coach.rules import Comment
from backend.tone import Tone
from evals import models
from evals.logs import SCENARIOS
from evals.models import Recorded, Stage
from evals.scenario import Live, Result, Worded, Written, answer_json, read_scenarios
from evals.weeks import WEEKS
from words import LANGUAGES, Words, words_for

_LOGS = {scenario.name: scenario for scenario in SCENARIOS}


class CommentScenario(Worded):
    """One about a session of a ``log`` of ``evals/logs.py``, or a ``week`` of ``evals/weeks.py``."""

    about: Literal[
        "plain",
        "words",
        "tone",
        "number",
        "day",
        "claim",
        "manner",
        "language",
        "injection",
        "memory",
        "shape",
        "flag",
        "week",
    ]
    log: str = ""
    week: str = ""
    wrote: str = ""
    """About the session; of a week, one more line that the athlete had noted down."""
    noted: tuple[str, ...] = ()
    """What the coach of a session remembers: lines of the athlete's own."""
    tone: Tone = Tone.PLAIN
    recorded: tuple[Written, ...] = ()
    """Answers in their order."""
    expect: str = "model"

    @property
    def facts(self) -> Sequence[Mapping[str, Any]]:
        """What the coach is given."""
        return WEEKS[self.week].facts if self.week else _LOGS[self.log].facts

    @property
    def remembered(self) -> Sequence[str]:
        """What the coach of a week remembers."""
        noted = [each.text for each in WEEKS[self.week].remembered]
        return [*noted, self.wrote] if self.wrote else noted

    @model_validator(mode="after")
    def _has_a_log(self) -> Self:
        if (self.week not in WEEKS) if self.week else (self.log not in _LOGS):
            raise ValueError(f"{self.id} is about a log or a week that is not there")
        return self


def scenarios() -> list[CommentScenario]:
    """All of them."""
    return read_scenarios(CommentScenario, "adversarial", "plausible", "weeks")


def run_all(live: Live | None = None) -> list[Result]:
    """Each of them."""
    return [run(each, live) for each in scenarios()]


def run(scenario: CommentScenario, live: Live | None = None) -> Result:
    """One scenario, with its recorded answers or a ``live`` model."""
    recorded = Recorded([answer_json(each) for each in scenario.recorded])
    stage = Stage.of(live.model if live else recorded, live.prices if live else None)
    comment = (_of_week if scenario.week else _of_session)(scenario, stage, live.name if live else "")
    wrong = _always_wrong(scenario, comment) + scenario.sent_wrongly(stage.model.sent)
    if live is None:
        wrong += scenario.ended_otherwise(comment.outcome) + scenario.refused_otherwise(stage.model.sent)
    missed = scenario.left_unsaid(comment.text)
    return Result(scenario, comment.outcome, comment.text, wrong, missed, stage.tally.cost.micro_usd)


def _of_session(scenario: CommentScenario, stage: Stage, model: str) -> Comment:
    coach = ModelCoach(
        lambda: stage.model,
        stage.budget,
        stage.tally,
        lambda _: True,
        models.KEY,
        model=model,
        memory=lambda _: scenario.noted,
    )
    words = words_in(scenario.language)
    return coach.comment(scenario.facts, words, (), scenario.wrote, models.ATHLETE, tone=scenario.tone)


def _of_week(scenario: CommentScenario, stage: Stage, model: str) -> Comment:
    """The words about a week, as a comment; without any, the text is empty."""
    reviews = ModelReviews(stage.asker, stage.tally, models.KEY, model=model)
    said = reviews(scenario.facts, scenario.remembered, scenario.language, models.ATHLETE, tone=scenario.tone)
    return Comment(said.text, (), frozenset(), said.prompt, said.outcome)


def _always_wrong(scenario: CommentScenario, comment: Comment) -> list[str]:
    by_model = not comment.outcome.startswith("rules")
    # Where there is no catalogue the rules' text is a stand-in, in English.
    is_theirs = by_model or (scenario.language in LANGUAGES and not scenario.week)
    found = check(comment.text, scenario.facts, scenario.language) if is_theirs else []
    wrong = [f"shown although {each.kind.value}" for each in found]
    wrong += scenario.said_wrongly(comment.text)
    if scenario.week and not by_model and comment.text:
        wrong.append("words about a week that no model wrote")
    if scenario.about == "flag" and by_model:
        wrong.append("a model wrote about a red flag or pain")
    return wrong


def words_in(language: str) -> Words:
    """The language's words; for one without a catalogue English ones that say they are its: a model needs no more."""
    return words_for(language) if language in LANGUAGES else Words(language, gettext.NullTranslations())
