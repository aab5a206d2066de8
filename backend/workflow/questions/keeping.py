"""The steps around the answer: is there one to be found, keep it, and hand it to the outbox."""

from dataclasses import replace
from typing import Any

from backend.contract import Notification
from backend.contract.coach import Proposal
from backend.errors import QuestionNotFound
from backend.workflow.questions.tools import QuestionTools


def validate_question(event: dict[str, Any], tools: QuestionTools) -> dict[str, Any]:
    """``outcome``: "open", "answered" (it only has to be said), or "gone"."""
    try:
        _, question = tools.question(event)
    except QuestionNotFound:
        return {"outcome": "gone"}
    return {"outcome": "open" if question.answer is None else "answered"}


def save_answer(event: dict[str, Any], tools: QuestionTools) -> dict[str, Any]:
    """``kept``: False when there was an answer already, which stays. Raises QuestionNotFound."""
    athlete_id, question = tools.question(event)
    proposal = event["proposal"]
    answered = replace(
        question,
        answer=event["text"],
        facts=event["facts"],
        proposal=None if proposal is None else Proposal.model_validate(proposal),
        prompt=event["prompt"],
        outcome=event["outcome"],
    )
    return {"kept": tools.book.answer(athlete_id, answered)}


def notify_answer(event: dict[str, Any], tools: QuestionTools) -> dict[str, Any]:
    """Put the answer into the outbox, once. Raises QuestionNotFound."""
    athlete_id, question = tools.question(event)
    if tools.outbox is None or not question.answer:
        return {"sent": False}
    notification = Notification(
        id=f"{question.id}:answer",
        athlete_id=athlete_id,
        kind="answer",
        entry_id=question.entry_id,
        question_id=question.id,
        text=question.answer,
        created_at=tools.clock.now(),
    )
    return {"sent": tools.outbox.put(notification)}
