"""Is there still something to analyse?"""

from typing import Any

from backend.workflow.steps.tools import Basics, Work


def validate(event: dict[str, Any], tools: Basics) -> dict[str, Any]:
    """``outcome``: "current", "removed" (only the numbers change), or "superseded" (another execution does it)."""
    work = Work.of(event)
    entry = tools.store.entry(work.athlete_id, work.entry_id)
    if entry is None or entry.revision != work.revision:
        return {"outcome": "superseded"}
    return {"outcome": "removed" if entry.removed else "current"}
