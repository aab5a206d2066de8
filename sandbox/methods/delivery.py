"""What all sending methods share: text, replies, keyboards, and putting the message into the chat."""

from sandbox.entities import formatted
from sandbox.markup import inline_keyboard, removes_keyboard, reply_keyboard
from sandbox.methods.registry import Context
from sandbox.wire import BadRequest, Json
from sandbox.world import Chat

MAX_TEXT = 4096
MAX_CAPTION = 1024


def text_content(values: Json) -> Json:
    """``text`` and ``entities`` of a message. Raises 400 when it is empty or too long after formatting is read."""
    text, entities = formatted(values.get("text", ""), values.get("parse_mode"), values.get("entities"))
    if not text:
        raise BadRequest("message text is empty")
    if len(text) > MAX_TEXT:
        raise BadRequest("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if "link_preview_options" in values:
        content["link_preview_options"] = values["link_preview_options"]
    return content


def caption_content(values: Json) -> Json:
    """``caption`` and ``caption_entities``; nothing for an empty caption. Raises 400 when it is too long."""
    caption, entities = formatted(values.get("caption", ""), values.get("parse_mode"), values.get("caption_entities"))
    if len(caption) > MAX_CAPTION:
        raise BadRequest("message caption is too long")
    content: Json = {"caption": caption} if caption else {}
    if caption and entities:
        content["caption_entities"] = entities
    if values.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def quoted(chat: Chat, values: Json) -> Json:
    """``reply_to_message`` as the new message carries it. Raises 400 when the message is not there."""
    reply = values.get("reply_parameters")
    if reply is None:
        return {}
    original = chat.messages.get(reply["message_id"])
    if original is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise BadRequest("message to be replied not found")
    return {"reply_to_message": without_reply(original)}


def without_reply(message: Json) -> Json:
    """The message as it is shown inside another one: not with its own quote."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def deliver(context: Context, values: Json, content: Json) -> Json:
    """Put a message of the bot into the chat that ``values`` name, keyboard and all, and return it.

    Raises 400 and 403 when the chat cannot be written to or the keyboard is refused; then nothing has changed.
    """
    world, bot = context.world, context.bot
    chat = world.reachable_chat(bot, values["chat_id"])
    markup = values.get("reply_markup")
    keyboard = reply_keyboard(markup)
    inline = inline_keyboard(markup)
    message_content = {**quoted(chat, values), **content}
    if values.get("protect_content"):
        message_content["has_protected_content"] = True
    if inline is not None:
        message_content["reply_markup"] = inline
    chat.typing_until = 0.0
    chat.draft = None
    message = chat.add(bot.user, world.clock(), message_content)
    if keyboard is not None:
        chat.reply_keyboard = keyboard
        chat.with_reply_keyboard.add(message["message_id"])
    elif removes_keyboard(markup):
        chat.reply_keyboard = None
    chat.events.publish("message", message=message, reply_keyboard=chat.reply_keyboard)
    return message
