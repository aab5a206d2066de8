"""Inline keyboards. A button's data is ``conversation:…``, at most 64 bytes, and says which card it belongs to."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

MAX_DATA = 64
SEPARATOR = ":"


def button(label: str, *data: object) -> InlineKeyboardButton:
    """One button. Raises ValueError for data that Telegram would refuse."""
    joined = SEPARATOR.join(str(part) for part in data)
    if not 0 < len(joined.encode()) <= MAX_DATA:
        raise ValueError("callback data is 1 to 64 bytes")
    return InlineKeyboardButton(label, callback_data=joined)


def keyboard(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """Rows from top to bottom; empty ones are left out."""
    return InlineKeyboardMarkup([row for row in rows if row])


def in_rows(buttons: Iterable[InlineKeyboardButton], width: int) -> list[list[InlineKeyboardButton]]:
    """The buttons in rows of ``width``."""
    listed = list(buttons)
    return [listed[first : first + width] for first in range(0, len(listed), width)]


def ticked(label: str, chosen: bool) -> str:
    """``✓ label`` for what is chosen."""
    return f"✓ {label}" if chosen else label


def parts_of(data: str) -> list[str]:
    """What :func:`button` joined."""
    return data.split(SEPARATOR)


def entry_id_of(text: str) -> UUID | None:
    """The entry named in callback data, None for something that no button of ours said."""
    try:
        return UUID(hex=text)
    except ValueError:
        return None
