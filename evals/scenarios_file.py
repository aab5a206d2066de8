"""Read the scenarios."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from backend.coach.grounding import ViolationKind
from backend.tone import Tone
from evals.logs import SCENARIOS
from evals.weeks import WEEKS

_FOLDER = Path(__file__).parent / "scenarios"
_LOGS = {scenario.name: scenario for scenario in SCENARIOS}
_SUGGESTS = "> "


class Eval(BaseModel):
    """One scenario: a session of a ``log`` of ``evals/logs.py``, or a ``week`` of ``evals/weeks.py``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    about: Literal[
        "plain", "words", "tone", "number", "day", "claim", "manner", "language", "injection", "shape", "flag", "week"
    ]
    log: str = ""
    week: str = ""
    language: Literal["en", "de", "es", "fr"] = "en"
    wrote: str = ""
    """About the session; of a week, one more line that the athlete had noted down."""
    tone: Tone = Tone.PLAIN
    recorded: tuple[tuple[str, ...] | str, ...] = ()
    """Answers in their order: sentences, a suggestion begun by "> ", or any text that is none."""
    expect: str = "model"
    """The outcome with the recorded answers."""
    because: tuple[ViolationKind, ...] = ()
    """Why the first recorded answer is refused; all of these."""
    says: tuple[str, ...] = ()
    """Patterns that a good comment has; with a live model they are counted, not demanded."""
    never: tuple[str, ...] = ()
    """Patterns that no comment may have."""

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


def answer_json(recorded: tuple[str, ...] | str) -> str | dict[str, Any]:
    """A recorded answer as the schema has it."""
    if isinstance(recorded, str):
        return recorded
    return {
        "sentences": [
            {"text": each.removeprefix(_SUGGESTS), "facts": [], "suggests": each.startswith(_SUGGESTS)}
            for each in recorded
        ]
    }


def read_scenarios() -> list[Eval]:
    """All of them, in the order of their files. Raises ValidationError."""
    found = [
        Eval(**each) for file in sorted(_FOLDER.glob("*.yaml")) for each in yaml.safe_load(file.read_text("utf-8"))
    ]
    ids = [each.id for each in found]
    if len(set(ids)) != len(ids):
        raise ValueError("two scenarios have the same id")
    return found
