"""Read the scenarios."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from backend.coach.grounding import ViolationKind
from backend.tone import Tone
from evals.logs import SCENARIOS

_FOLDER = Path(__file__).parent / "scenarios"
_LOGS = {scenario.name: scenario for scenario in SCENARIOS}
_SUGGESTS = "> "


class Eval(BaseModel):
    """One scenario. ``log`` is one of ``evals/logs.py``, from which the facts are computed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    about: Literal[
        "plain", "words", "tone", "number", "day", "claim", "manner", "language", "injection", "shape", "flag"
    ]
    log: str
    language: Literal["en", "de", "es", "fr"] = "en"
    wrote: str = ""
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
        return _LOGS[self.log].facts


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
    """All of them, in the order of their files. Raises ValidationError, and KeyError for a log that is not there."""
    found = [
        Eval(**each) for file in sorted(_FOLDER.glob("*.yaml")) for each in yaml.safe_load(file.read_text("utf-8"))
    ]
    ids = [each.id for each in found]
    if len(set(ids)) != len(ids):
        raise ValueError("two scenarios have the same id")
    return found
