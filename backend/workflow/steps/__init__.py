"""The steps of the analysis: plain JSON in, plain JSON out, each safe to run twice.

Each reads what it needs by the ids in its event, so that nothing an athlete wrote travels between them.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from backend.workflow.steps.analyse import analyse
from backend.workflow.steps.coach import coach
from backend.workflow.steps.notify import notify
from backend.workflow.steps.save import save
from backend.workflow.steps.tools import Tools
from backend.workflow.steps.validate import validate

__all__ = ["Tools", "analyse", "coach", "notify", "save", "tasks", "validate"]


def tasks(tools: Tools) -> Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]]:
    """The steps by the names that :data:`backend.workflow.FUNCTIONS` gives them, with their tools in hand."""
    # Whoever finds the words may take seconds over it: no visit lasts that long.
    named = {step.__name__: _in_one_visit(step, tools) for step in (validate, analyse, save, notify)}
    return {**named, coach.__name__: partial(coach, tools=tools)}


def _in_one_visit(
    step: Callable[[dict[str, Any], Tools], dict[str, Any]], tools: Tools
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def run(event: dict[str, Any]) -> dict[str, Any]:
        with tools.store.visit():
            return step(event, tools)

    return run
