"""The product with a coach that thinks for a second about one athlete: the first one it is asked about."""

import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import bot.embedded as assembly
from backend.workflow.steps import Tools, tasks
from bot.cli import main

THINKING_SECONDS = 1.0

Task = Callable[[dict[str, Any]], dict[str, Any]]


def slow_for_the_first(tools: Tools) -> Mapping[str, Task]:
    """The product's own steps, one of them slow for one athlete."""
    steps = dict(tasks(tools))
    quick, slow = steps["coach"], set[str]()

    def coach(event: dict[str, Any]) -> dict[str, Any]:
        slow.update([event["athlete_id"]] if not slow else [])
        if event["athlete_id"] in slow:
            time.sleep(THINKING_SECONDS)
        return quick(event)

    return {**steps, "coach": coach}


if __name__ == "__main__":
    vars(assembly)["tasks"] = slow_for_the_first  # the one place where the steps are put together
    sys.exit(main(["run"]))
