"""What the backend wants said about an entry: one reply to its card, edited in place when the entry changes. Why?"""

from html import escape
from uuid import UUID

from telegram.error import BadRequest

from backend.contract import Notification
from backend.errors import EntryNotFound
from handlers.chat_bot import ChatBot
from handlers.keyboards import Keyboard, button, keyboard, vote_buttons
from handlers.remembered import Card
from handlers.state import ChatState
from handlers.turn import Turn, cannot_edit
from handlers.update import Message
from words import words_for

MAX_COMMENT = 1500
MAX_NUMBERS = 2500
"""Characters: together they fit into one message of 4,096."""


async def deliver(bot: ChatBot, notification: Notification, state: ChatState) -> None:
    """Say it, unless it is old news: said already, of an earlier revision, or about what was taken back.

    Changes ``state``. Raises telegram.error.*
    """
    if notification.entry_id is None:
        return
    card = state.card(notification.entry_id) or Card(entry=notification.entry_id)
    if card.removed or card.quiet or notification.revision < card.revision or notification.revision <= card.said:
        return
    if notification.kind == "comment_delayed":
        if not card.delayed:
            text = words_for(state.language).say("Saved on my side; the comment will follow.")
            state.newest = await bot.say(state.chat_id, text, reply_to=card.message)
            state.keep_card(card.model_copy(update={"delayed": True}))
        return
    if not notification.text:
        return
    message = await _say(bot, notification, state, card)
    state.keep_card(card.model_copy(update={"feedback": message, "said": notification.revision}))


async def _say(bot: ChatBot, notification: Notification, state: ChatState, card: Card) -> int:
    text = escape(notification.text[:MAX_COMMENT], quote=False)
    keys = _why_button(state, card.entry)
    if card.feedback is not None:
        try:
            await bot.rewrite(state.chat_id, card.feedback, text, keys)
        except BadRequest as error:
            if "not modified" in error.message.lower():
                return card.feedback
            if not cannot_edit(error):
                raise
        else:
            return card.feedback
    state.newest = await bot.say(state.chat_id, text, keys, card.message)
    return state.newest


async def why(turn: Turn, entry_id: UUID) -> None:
    """Each number that the comment used, below it; the second tap folds it away."""
    try:
        lines = (await turn.athlete.why(entry_id)).lines
    except EntryNotFound:
        turn.toast = turn.say("That session was taken back; its numbers went with it.")
        return
    await show_numbers(turn, lines, _less_button(turn, entry_id))


async def show_numbers(turn: Turn, lines: list[str], keys: Keyboard) -> None:
    """Lines of numbers below the words that were tapped."""
    query = turn.update.callback_query
    shown = query.message if query else None
    numbers = f"<blockquote>{escape(chr(10).join(lines)[:MAX_NUMBERS], quote=False)}</blockquote>"
    if shown is None or shown.text is None:
        await turn.send(numbers, reply_to=turn.tapped)
        return
    said = escape(_said(shown), quote=False)
    await turn.show(shown.message_id, f"{said}\n{numbers}", keys)


async def less(turn: Turn, entry_id: UUID) -> None:
    """Only the comment again."""
    await hide_numbers(turn, _why_button(turn.state, entry_id))


async def hide_numbers(turn: Turn, keys: Keyboard) -> None:
    """Only the words again, above which the numbers stood."""
    query = turn.update.callback_query
    shown = query.message if query else None
    if shown is not None and shown.text is not None:
        await turn.show(shown.message_id, escape(_said(shown), quote=False), keys)


def _said(message: Message) -> str:
    """The comment without the numbers below it."""
    text = message.text or ""
    for block in message.parts("blockquote", "expandable_blockquote"):
        text = text.partition(block)[0]
    return text.strip()


def _why_button(state: ChatState, entry_id: UUID) -> Keyboard:
    why_ = button(words_for(state.language).say("Why?"), "e", entry_id.hex, "why")
    return keyboard([why_, *vote_buttons("e", entry_id)])


def _less_button(turn: Turn, entry_id: UUID) -> Keyboard:
    return keyboard([button(turn.say("Less"), "e", entry_id.hex, "less")])
