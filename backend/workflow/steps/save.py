"""Keep the words with the facts that they stand on."""

from typing import Any

from backend.ports import Feedback
from backend.workflow.steps.tools import Basics, Work


def save(event: dict[str, Any], tools: Basics) -> dict[str, Any]:
    """``say``: whether these words are for the athlete. Not when the entry has changed meanwhile, or without words."""
    work, store = Work.of(event), tools.store
    if not work.is_current(store.entry(work.athlete_id, work.entry_id)):
        return {"say": False}
    feedback = Feedback(
        entry_id=work.entry_id,
        revision=work.revision,
        text=event["text"],
        facts=event["facts"],
        phrases=event["phrases"],
        written_at=tools.clock.now(),
        # An execution that began in an earlier program does not say.
        prompt=event.get("prompt", ""),
        outcome=event.get("outcome", "rules"),
    )
    if store.save_feedback(work.athlete_id, feedback):
        return {"say": bool(feedback.text)}
    # It may be our own from before a crash, which still has to be said.
    kept = store.feedback(work.athlete_id, work.entry_id)
    return {"say": kept is not None and kept.revision == work.revision and bool(kept.text)}
