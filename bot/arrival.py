"""What must be known of an update before anything is read into it: its id, and the lane of the chat it belongs to."""

import json
from collections.abc import Callable, Iterable, Mapping

from bot.inbox import Arrival

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "pre_checkout_query"]
"""The kinds of update that the bot asks Telegram for."""
_LARGEST = 2**63 - 1


def arrivals(raw_updates: Iterable[object], written: Callable[[object], str] = json.dumps) -> list[Arrival]:
    """The updates to store, ``written`` as JSON. What has no usable id is no update and is left out."""
    found = []
    for raw in raw_updates:
        if isinstance(raw, Mapping) and (update_id := _whole_number(raw.get("update_id"))) is not None:
            found.append(Arrival(update_id, _chat_id(raw), written(raw)))
    return found


def _chat_id(raw: Mapping[str, object]) -> int | None:
    """The chat that the update happened in; the chat of the message for a tap on a button; None if there is none."""
    for content in raw.values():
        if not isinstance(content, Mapping):
            continue
        message = content.get("message")
        chat = content.get("chat") or (message.get("chat") if isinstance(message, Mapping) else None)
        if isinstance(chat, Mapping):
            return _whole_number(chat.get("id"))
    return None


def _whole_number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST else None
