"""What scenarios of every kind have in common: how they are written down, read, and how one went."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field

from backend.coach.grounding import ViolationKind
from backend.coach.model.asking import LanguageModel
from backend.coach.model.prices import Prices

_FOLDER = Path(__file__).parent / "scenarios"
_SUGGESTS = "> "
_UNKNOWN = "? "

Written = tuple[str, ...] | str
"""An answer in words, as it was written down: its sentences, or any text that is no answer."""


class Scenario(BaseModel):
    """What is put to the coach, what a model answers, and what has to come of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    about: str
    language: Literal["en", "de", "es", "fr"] = "en"
    expect: str
    """The outcome with the recorded answers."""
    unsent: tuple[str, ...] = ()
    """What no model may be sent, word by word."""

    def sent_wrongly(self, sent: Sequence[str]) -> list[str]:
        """What a model was sent and must not have been."""
        return [f"a model was sent {each}" for each in self.unsent if any(each in document for document in sent)]

    def ended_otherwise(self, outcome: str) -> list[str]:
        """Whether the recorded answers came to something else."""
        return [] if outcome == self.expect else [f"{outcome}, not {self.expect}"]


class Worded(Scenario):
    """One that ends in words to the athlete."""

    says: tuple[str, ...] = ()
    """Patterns that a good text has; with a live model they are counted, not demanded."""
    never: tuple[str, ...] = ()
    """Patterns that no text may have."""
    because: tuple[ViolationKind, ...] = ()
    """Why the first recorded answer is refused; all of these."""

    def said_wrongly(self, text: str) -> list[str]:
        """What the text says and must not."""
        return [f"says {each}" for each in self.never if re.search(each, text, re.IGNORECASE)]

    def left_unsaid(self, text: str) -> list[str]:
        """What a good text would say."""
        return [each for each in self.says if not re.search(each, text, re.IGNORECASE)]

    def refused_otherwise(self, sent: Sequence[str]) -> list[str]:
        """For which of its reasons the first recorded answer was not refused, by what the model was then sent."""
        refusals = [document["because"] for document in map(json.loads, sent) if "because" in document]
        reasons: Sequence[str] = refusals[0] if refusals else ()
        found = {reason.partition(":")[0] for reason in reasons}
        return [f"not refused for {each.value}, but {sorted(found)}" for each in self.because if each not in found]


ScenarioT = TypeVar("ScenarioT", bound=Scenario)


@dataclass(frozen=True)
class Result:
    """How a scenario went. ``wrong`` is empty where all is as it must be; ``missed`` are good things left undone."""

    scenario: Scenario
    outcome: str
    text: str
    wrong: Sequence[str]
    missed: Sequence[str]
    micro_usd: int


@dataclass(frozen=True)
class Live:
    """A model to be asked instead of the recorded answers; ``name`` empty: the prompts' own."""

    model: LanguageModel
    name: str = ""
    prices: Prices | None = None


def answer_json(written: Written, *, of_a_question: bool = False) -> str:
    """A recorded answer as the schema has it.

    "> " begins a sentence that suggests; "? " one that says that the log does not tell.
    """
    if isinstance(written, str):
        return written
    sentences = [
        {"text": each.removeprefix(_SUGGESTS).removeprefix(_UNKNOWN), "facts": [], "suggests": each[:2] == _SUGGESTS}
        for each in written
    ]
    known = {"known": not any(each.startswith(_UNKNOWN) for each in written)} if of_a_question else {}
    return json.dumps({"sentences": sentences, **known}, ensure_ascii=False)


def read_scenarios(kind: type[ScenarioT], *files: str) -> list[ScenarioT]:
    """All of these files, in their order. Raises pydantic's ValidationError, ValueError."""
    found = [
        kind(**each)
        for file in files
        for each in yaml.safe_load((_FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))
    ]
    if len({each.id for each in found}) != len(found):
        raise ValueError("two scenarios have the same id")
    return found
