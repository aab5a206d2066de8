"""What the clock does about questions: those without an answer are answered once more."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from backend.coaching.ports import CoachBook, Question

UNANSWERED_AFTER = timedelta(minutes=5)
"""An answer takes half a minute at most; its retries are over by then."""
_OLD_NEWS = timedelta(hours=12)
"""Nobody waits for an answer any longer."""
_RESTART_EVERY = timedelta(minutes=10)
_AT_ONCE = 100


def answer_again(now: datetime, book: CoachBook, start: Callable[[UUID, Question, int], None]) -> int:
    """Start what has no answer, as of ``now`` (UTC); how many. Doing it twice does no harm. Raises Unavailable.

    ``start`` is :meth:`backend.coaching.desk.CoachDesk.unanswered`.
    """
    attempt = int(now.timestamp() // _RESTART_EVERY.total_seconds())
    waiting = book.unanswered(now - _OLD_NEWS, now - UNANSWERED_AFTER, _AT_ONCE)
    for athlete_id, question in waiting:
        start(athlete_id, question, attempt)
    return len(waiting)
