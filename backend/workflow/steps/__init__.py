"""The steps of the analysis: plain JSON in, plain JSON out, each safe to run twice.

Each reads what it needs by the ids in its event, so that nothing an athlete wrote travels between them.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from backend.workflow.steps.analyse import analyse
from backend.workflow.steps.coach import coach
from backend.workflow.steps.notify import notify
from backend.workflow.steps.save import save
from backend.workflow.steps.tools import IDS, Basics, Tools
from backend.workflow.steps.validate import validate

__all__ = ["Basics", "Tools", "analyse", "coach", "notify", "save", "task", "tasks", "validate"]

Task = Callable[[dict[str, Any]], dict[str, Any]]
_With = TypeVar("_With", bound=Basics)


def tasks(tools: Tools) -> Mapping[str, Task]:
    """The steps by the names that :data:`backend.workflow.FUNCTIONS` gives them, with their tools in hand."""
    thinking = {step.__name__: task(step, tools) for step in (validate, analyse, coach, save)}
    return {**thinking, notify.__name__: task(notify, tools)}


def task(step: Callable[[dict[str, Any], _With], dict[str, Any]], tools: _With) -> Task:
    """The step with its tools in hand. Its answer carries the ids on, for the step after it."""

    def run(event: dict[str, Any]) -> dict[str, Any]:
        return {**step(event, tools), **{name: event[name] for name in IDS}}

    return run
