"""All that the coach keeps of an athlete, for them to take away."""

from uuid import UUID

from backend.coaching.ports import CoachBook, Question
from backend.contract.coach import Asked, CoachExport

_EVERYTHING = 1_000_000


def exported(book: CoachBook, athlete_id: UUID) -> CoachExport:
    """Everything, as it is stored; what an answer stands on is explained in the chat. Raises StoreUnavailable."""
    return CoachExport(
        tone=book.tone(athlete_id),
        memory=book.remembered(athlete_id),
        # A week about which nothing was said is no question of theirs.
        questions=[asked(one) for one in reversed(book.questions(athlete_id, _EVERYTHING)) if one.answer != ""],
        votes=[vote.cast for vote in book.votes(athlete_id)],
    )


def asked(question: Question, lines: list[str] | None = None) -> Asked:
    """A question as the API tells it."""
    return Asked(
        id=question.id,
        text=question.text,
        entry_id=question.entry_id,
        review=question.review,
        asked_at=question.asked_at,
        answer=question.answer,
        lines=lines or [],
        proposal=question.proposal,
    )
