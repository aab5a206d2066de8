"""What the backend wants said, brought into the chat: each kind to the conversation that words it.

A delivery is a turn in which the athlete said nothing: it has the same means, and an update without content.
"""

from collections.abc import Awaitable, Callable

from backend.contract import Notification
from backend.errors import NoConsent, NotSignedIn
from handlers import ask, check_in, feedback, nudge, pause, premium_news, review
from handlers.turn import Turn

KEPT = 10
"""Ids of reminders that a chat remembers, so that the same one again says nothing."""


async def deliver(turn: Turn, notification: Notification) -> None:
    """Say it, unless it was said already. Changes ``turn.state``. Raises telegram.error.* and Unavailable."""
    if notification.kind in ("feedback", "comment_delayed"):
        await feedback.deliver(turn.bot, notification, turn.state)
        return
    if notification.kind == "answer":
        await ask.deliver(turn, notification)
        return
    remind = _REMINDERS.get(notification.kind)
    if remind is None or notification.id in turn.state.reminded:
        return
    if notification.date is None and notification.kind != "premium":
        return
    try:
        await remind(turn, notification)
    except (NoConsent, NotSignedIn):
        return  # who is gone, or signed out meanwhile, is reminded of nothing
    turn.state.reminded = [*turn.state.reminded, notification.id][-KEPT:]


_REMINDERS: dict[str, Callable[[Turn, Notification], Awaitable[None]]] = {
    "check_in": check_in.deliver,
    "nudge": nudge.deliver,
    "review": review.deliver,
    "pause_over": pause.deliver,
    "premium": premium_news.deliver,
}
