"""Inline keyboards. A button's data is ``conversation:…``, at most 64 bytes, and says which card it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

MAX_DATA = 64
SEPARATOR = ":"


class Button(NamedTuple):
    """What it says, and what a tap on it tells the bot."""

    text: str
    callback_data: str


class LinkButton(NamedTuple):
    """What it says, and the page that it opens."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Rows of buttons from top to bottom: Telegram's InlineKeyboardMarkup, as light as a card's 15 buttons need it."""

    inline_keyboard: tuple[Sequence[Button | LinkButton], ...]

    def to_dict(self) -> dict[str, list[list[dict[str, str]]]]:
        """As Telegram wants it in JSON."""
        return {
            "inline_keyboard": [
                [{"text": each[0], _DOES[type(each)]: each[1]} for each in row] for row in self.inline_keyboard
            ]
        }

    def markup(self) -> InlineKeyboardMarkup:
        """As python-telegram-bot's own calls want it."""
        return InlineKeyboardMarkup([[_as_ptb(each) for each in row] for row in self.inline_keyboard])


_DOES = {Button: "callback_data", LinkButton: "url"}
"""What Telegram calls a button's second part."""


def _as_ptb(each: Button | LinkButton) -> InlineKeyboardButton:
    if isinstance(each, LinkButton):
        return InlineKeyboardButton(each.text, url=each.url)
    return InlineKeyboardButton(each.text, callback_data=each.callback_data)


def button(label: str, *data: object) -> Button:
    """One button. Raises ValueError for data that Telegram would refuse."""
    joined = SEPARATOR.join(map(str, data))
    if not 0 < len(joined.encode()) <= MAX_DATA:
        raise ValueError("callback data is 1 to 64 bytes")
    return Button(label, joined)


def keyboard(*rows: Sequence[Button | LinkButton]) -> Keyboard:
    """Rows from top to bottom; empty ones are left out."""
    return Keyboard(tuple(row for row in rows if row))


def in_rows(buttons: Iterable[Button], width: int) -> list[list[Button]]:
    """The buttons in rows of ``width``."""
    listed = list(buttons)
    return [listed[first : first + width] for first in range(0, len(listed), width)]


def ticked(label: str, chosen: bool) -> str:
    """``✓ label`` for what is chosen."""
    return f"✓ {label}" if chosen else label


def vote_buttons(about: str, id_: UUID, good: bool | None = None) -> list[Button]:
    """👍 and 👎 on a comment (``about`` "e", an entry's id) or an answer ("q"); the one that was tapped is ticked."""
    return [
        button(ticked("👍", good is True), "v", about, id_.hex, 1),
        button(ticked("👎", good is False), "v", about, id_.hex, 0),
    ]


def parts_of(data: str) -> list[str]:
    """What :func:`button` joined."""
    return data.split(SEPARATOR)


def entry_id_of(text: str) -> UUID | None:
    """The entry named in callback data, None for something that no button of ours said."""
    try:
        return UUID(hex=text)
    except ValueError:
        return None
