"""What is no training message: attachments, forwards, edits, groups, channels, other bots, unknown commands."""

from difflib import get_close_matches

from backend.training.message import understand
from handlers import message
from handlers.drafting import present
from handlers.drafts import Draft, Step
from handlers.keyboards import button, keyboard
from handlers.problems import sentences, take_over
from handlers.reading import read_by_model
from handlers.rendering import isolated
from handlers.turn import Turn
from handlers.update import Message, Update

_IN_A_GROUP = ("member", "administrator")


def is_private(update: Update) -> bool:
    """A chat with one person, where there is somebody to answer."""
    return update.effective_chat is not None and update.effective_chat.type == "private"


def is_nobody(update: Update) -> bool:
    """Channels, and other bots: quietly ignored."""
    said, user = update.message or update.edited_message, update.effective_user
    return update.effective_chat is None or user is None or user.is_bot or bool(said and said.sender_chat)


def is_about_money(message: Message) -> bool:
    """Telegram says that a payment was made, or given back."""
    return message.successful_payment is not None or message.refunded_payment is not None


async def group(turn: Turn) -> None:
    """Training is private: the group gets one link to the private chat, once."""
    joined = turn.update.my_chat_member
    is_in = joined is not None and joined.new_chat_member.status in _IN_A_GROUP
    if turn.state.group_told or not (turn.update.message or is_in):
        return
    me = await turn.bot.get_me()
    text = turn.say("I keep training logs in private. Write to me here: https://t.me/{name}", name=me.username)
    await turn.send(text)
    turn.state.group_told = True


async def attachment(turn: Turn) -> None:
    """A sticker, a location, a picture, a voice message."""
    said = turn.message
    if said is None or not _carries_something(turn):
        return
    text = turn.say("I read text only. Write a session like <code>60 min run rpe 7</code>, or tap /log.")
    if said.location or said.venue:
        text = turn.say("I don’t need to know where you are. Write how long and how hard it was, or tap /log.")
    elif said.document:
        text = turn.say(
            "Of files I read .fit, .gpx and .tcx, as a watch writes them, unpacked. Or write a session like "
            "<code>60 min run rpe 7</code>."
        )
    elif said.voice or said.audio or said.video_note:
        text = turn.say("Of sounds I hear voice notes only. Write a session like <code>60 min run rpe 7</code>.")
    await turn.send(text, reply_to=said.message_id)


def _carries_something(turn: Turn) -> bool:
    """False for Telegram's own notes: a pinned message, a new picture of the chat, a timer."""
    said = turn.message
    return said is not None and said.carries_something


async def unknown_command(turn: Turn, name: str, known: list[str]) -> None:
    """Names the nearest one."""
    near = get_close_matches(name, known, n=1)
    shown = isolated(name[:30])
    if near:
        await turn.send(turn.say("/{name} is no command here. Did you mean /{near}?", name=shown, near=near[0]))
        return
    await turn.send(turn.say("/{name} is no command here. /help shows them all.", name=shown))


async def edited(turn: Turn) -> None:
    """An edited message changes the open card that came from it; what is saved changes only by its card."""
    said = turn.update.edited_message
    if said is None or not turn.text:
        return
    draft = next((each for each in turn.state.drafts if each.source == said.message_id), None)
    if draft is not None and draft.step is not Step.RED_FLAG:
        await _read_again(turn, draft)
        return
    card = next((each for each in turn.state.cards if each.source == said.message_id and not each.removed), None)
    if card is not None:
        keys = keyboard([button(turn.say("Edit"), "e", card.entry.hex, "edit")])
        text = turn.say("I saw your edit, but what is saved stays. Tap Edit to change it.")
        await turn.send(text, keys, reply_to=said.message_id)
        return
    text = turn.say("I don’t follow edits of earlier messages. Write it anew, or change an entry in /history.")
    await turn.send(text, reply_to=said.message_id)


async def _read_again(turn: Turn, draft: Draft) -> None:
    said = understand(turn.text, turn.day_said, turn.state.language)
    found = await read_by_model(turn, turn.text, said) if said.kind is None else None
    said = found or said
    fresh = Draft(
        id=draft.id, key=draft.key, card=draft.card, source=draft.source, date=turn.day_said, editing=draft.editing
    )
    fresh.by_model = found is not None
    message.merge(fresh, said)
    if Step.FORWARDED in draft.open:
        fresh.ask(Step.FORWARDED)
    take_over(fresh, said.problems)
    await present(turn, fresh, sentences(turn.words, said.problems))
