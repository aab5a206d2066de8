"""Messages that the grammar cannot read, up to the card that the athlete sees. Prompt ``read``."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from backend.coach.model.answers import ReadingAnswer
from backend.coach.reading.reader import ModelReader
from backend.training.message import ProblemCode, Understood, understand
from backend.training.session import Kind, Sport
from evals import models
from evals.logs import TODAY
from evals.models import Recorded, Stage
from evals.scenario import Live, Result, Scenario, read_scenarios
from handlers.drafts import Draft, Step
from handlers.message import merge
from handlers.problems import take_over
from handlers.reading import is_worth_asking

NOT_SAID: Mapping[str, Any] = {
    **dict.fromkeys(ReadingAnswer.model_fields),
    "session": True,
    "planned": False,
    "rest": False,
}


class Told(BaseModel):
    """What a message says of a session. What is None it does not say, or not without a doubt to ask about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind = Kind.SESSION
    date: dt.date | None = None
    sport: Sport | None = None
    minutes: int | None = None
    rpe: float | None = None
    freshness: int | None = None
    readiness: int | None = None
    mood: int | None = None
    problems: tuple[ProblemCode, ...] = ()


class ReadingScenario(Scenario):
    """A message."""

    about: Literal["plain", "number", "unit", "word", "plan", "other", "injection", "shape", "flag", "grammar"]
    said: str
    recorded: dict[str, Any] | str | None = None
    """What a model takes down, without what it leaves open; or any text that is no answer. None: it declines."""
    expect: str = "read"
    told: Told | None = None
    """What is taken over; None: nothing is, and the grammar's answer stands."""
    asks: Step | None = None
    """What the card then shows: the question that is next, or ``review`` where none is left."""


def scenarios() -> list[ReadingScenario]:
    """All of them."""
    return read_scenarios(ReadingScenario, "readings")


def run_all(live: Live | None = None) -> list[Result]:
    """Each of them."""
    return [run(each, live) for each in scenarios()]


def run(scenario: ReadingScenario, live: Live | None = None) -> Result:
    """One scenario, with its recorded answer or a ``live`` model."""
    stage = Stage.of(live.model if live else Recorded(_written(scenario)), live.prices if live else None)
    found = _read(scenario, stage, live.name if live else "")
    outcome = stage.tally.outcome or "unsent"
    wrong, missed = _compared(scenario, found)
    wrong += scenario.sent_wrongly(stage.model.sent)
    if stage.model.sent and scenario.about in ("flag", "grammar"):
        wrong.append("a model was asked what none may be")
    if live is None:
        wrong += [f"missed {each}" for each in missed]
        wrong += scenario.ended_otherwise(outcome)
        shown = None if found is None else _shown(found)
        if shown is not scenario.asks:
            wrong.append(f"the card shows {shown}, not {scenario.asks}")
    return Result(scenario, outcome, _text(found), wrong, missed, stage.tally.cost.micro_usd)


def _written(scenario: ReadingScenario) -> list[str]:
    if scenario.recorded is None:
        return []
    return [scenario.recorded if isinstance(scenario.recorded, str) else json.dumps({**NOT_SAID, **scenario.recorded})]


def _read(scenario: ReadingScenario, stage: Stage, model: str) -> Understood | None:
    """What comes to the card by a model: what the grammar reads does not, nor what it knows to be a question."""
    said = understand(scenario.said, TODAY, scenario.language)
    if said.kind is not None or not is_worth_asking(scenario.said, said):
        return None
    reader = ModelReader(stage.asker, stage.tally, models.KEY, model=model)
    return reader(scenario.said, TODAY, scenario.language, models.ATHLETE)


def _compared(scenario: ReadingScenario, found: Understood | None) -> tuple[list[str], list[str]]:
    """What was taken over and is not told; and what is told and was not taken over, or asked about otherwise.

    The second is harmless: it is asked, or the athlete sees on the card that it is not there.
    """
    told, taken = _fields(scenario.told), _fields(None if found is None else _as_told(found))
    doubts = told.pop("problems", []), taken.pop("problems", [])
    wrong = [f"{name} {taken[name]}, not {told.get(name)}" for name in taken if taken[name] != told.get(name)]
    missed = [f"{name} {told[name]}" for name in told if name not in taken]
    if doubts[0] != doubts[1]:
        missed.append(f"in doubt: {doubts[0]}, asked about: {doubts[1]}")
    return wrong, missed


def _as_told(found: Understood) -> Told:
    fields = {name: value for name, value in asdict(found).items() if name in Told.model_fields}
    return Told(**{**fields, "problems": tuple(each.code for each in found.problems)})


def _fields(told: Told | None) -> dict[str, Any]:
    return {} if told is None else {"kind": told.kind.value, **told.model_dump(mode="json", exclude_defaults=True)}


def _shown(found: Understood) -> Step:
    draft = Draft(id=models.ATHLETE, key="a", date=TODAY)
    merge(draft, found)
    take_over(draft, found.problems)
    return draft.step


def _text(found: Understood | None) -> str:
    return "nothing" if found is None else " · ".join(f"{n} {v}" for n, v in _fields(_as_told(found)).items())
