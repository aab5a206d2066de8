"""Messages out."""

import datetime as dt
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime

from backend.contract.model import Model


class Notification(Model):
    """Something the backend wants said; the bot words buttons, paces and delivers it.

    ``kind`` "feedback": ``text`` is the coach's plain text on ``entry_id`` at ``revision``.
    ``kind`` "comment_delayed": the analysis failed for now; the entry stands, the words will follow.
    The other kinds are reminders for the local day ``date``: they have no entry, and are not delivered after
    ``expires_at``. ``kind`` "premium": ``text`` is a :class:`backend.contract.premium.PremiumNews` code, the rest is
    asked of ``GET /premium``. ``kind`` "answer": ``text`` is the coach's answer to ``question_id``.
    Delivering the same ``id`` twice is a no-op.
    """

    id: str
    athlete_id: UUID
    kind: Literal["feedback", "comment_delayed", "check_in", "nudge", "review", "pause_over", "premium", "answer"]
    entry_id: UUID | None = None
    revision: int = 0
    text: str = ""
    date: dt.date | None = None
    created_at: AwareDatetime
    expires_at: AwareDatetime | None = None
    question_id: UUID | None = None
