"""When a comment may be seen while it is written, and by which number: the same wherever the bot runs."""

from uuid import UUID

from handlers.state import ChatState

PATIENCE = 2.0
"""Seconds that Telegram has for a draft; the finished message never waits for longer."""
_DRAFT_IDS = 2**31 - 1


def draft_id(entry_id: UUID) -> int:
    """Telegram's number of the draft, never 0: states of the same one take each other's place."""
    return entry_id.int % _DRAFT_IDS + 1


def is_wanted(state: ChatState, athlete_id: UUID, entry_id: UUID) -> bool:
    """Whether this chat is to show it. A comment that is edited in place has no draft: no message would end it."""
    card = state.card(entry_id)
    in_place = card is not None and (card.removed or card.quiet or card.feedback is not None)
    return not (state.blocked or state.signed_out or state.athlete_id != athlete_id or in_place)
