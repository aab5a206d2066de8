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
    steps = (validate, analyse, coach, save, notify)
    return {step.__name__: partial(step, tools=tools) for step in steps}
