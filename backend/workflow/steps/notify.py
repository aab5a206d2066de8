"""Hand a message for the athlete to the outbox."""

from typing import Any

from backend.contract import Notification
from backend.workflow.steps.tools import Tools, Work


def notify(event: dict[str, Any], tools: Tools) -> dict[str, Any]:
    """Put the feedback, or that it is late (``kind``), into the outbox, once for each revision of an entry.

    ``sent`` is False when there is nothing to say any more.
    """
    work, store, kind = Work.of(event), tools.store, event["kind"]
    if not work.is_current(store.entry(work.athlete_id, work.entry_id)):
        return {"sent": False}
    text = ""
    if kind == "feedback":
        feedback = store.feedback(work.athlete_id, work.entry_id)
        if feedback is None or feedback.revision != work.revision:
            return {"sent": False}
        text = feedback.text
    notification = Notification(
        id=f"{work.entry_id}:{work.revision}:{kind}",
        athlete_id=work.athlete_id,
        kind=kind,
        entry_id=work.entry_id,
        revision=work.revision,
        text=text,
        created_at=tools.clock.now(),
    )
    return {"sent": tools.outbox.put(notification)}
