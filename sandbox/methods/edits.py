"""Changing and taking back messages of the bot. https://core.telegram.org/bots/api#updating-messages."""

from sandbox.markup import inline_keyboard
from sandbox.methods.delivery import caption_content, text_content
from sandbox.methods.media import media_content
from sandbox.methods.registry import Context, method
from sandbox.parameters import Call
from sandbox.wire import BadRequest, Json
from sandbox.world import Chat

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
SECONDS_TO_DELETE = 48 * 3600
_MEDIA = ("photo", "document")
_COMPARED = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "link_preview_options",
    "reply_markup",
    *_MEDIA,
)


def _own_message(context: Context, values: Json) -> tuple[Chat, Json]:
    """The message to edit. Raises 400 when it is not there or not the bot's to edit."""
    if "inline_message_id" in values:
        raise BadRequest("MESSAGE_ID_INVALID")  # inline mode does not exist here
    if "chat_id" not in values:
        raise BadRequest("chat_id is empty")
    if "message_id" not in values:
        raise BadRequest("message identifier is not specified")
    chat = context.world.reachable_chat(context.bot, values["chat_id"])
    message = chat.messages.get(values["message_id"])
    if message is None:
        raise BadRequest("message to edit not found")
    foreign = message.get("from", {}).get("id") != context.bot.user["id"]
    if foreign or "forward_origin" in message or message["message_id"] in chat.with_reply_keyboard:
        raise BadRequest("message can't be edited")
    return chat, message


def _edit(context: Context, call: Call, drop: tuple[str, ...], content: Json) -> Json:
    """Replace the fields ``drop`` by ``content``, and the keyboard by the one given (none given: it goes)."""
    chat, old = _own_message(context, call.values)
    new = {key: value for key, value in old.items() if key not in drop and key != "reply_markup"}
    new.update(content)
    keyboard = inline_keyboard(call.values.get("reply_markup"))
    if keyboard is not None:
        new["reply_markup"] = keyboard
    if all(old.get(field) == new.get(field) for field in _COMPARED):
        raise BadRequest(NOT_MODIFIED)
    if content:
        new["edit_date"] = int(context.world.clock())
    chat.replace(new)
    return new


@method("editMessageText")
def edit_message_text(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#editmessagetext."""
    _, old = _own_message(context, call.values)
    content = text_content(call.values)
    if "text" not in old:
        raise BadRequest("there is no text in the message to edit")
    return _edit(context, call, ("text", "entities", "link_preview_options"), content)


@method("editMessageCaption")
def edit_message_caption(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#editmessagecaption."""
    _, old = _own_message(context, call.values)
    if "text" in old:
        raise BadRequest("there is no caption in the message to edit")
    content = caption_content(call.values)
    return _edit(context, call, ("caption", "caption_entities", "show_caption_above_media"), content)


@method("editMessageMedia")
def edit_message_media(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#editmessagemedia."""
    _own_message(context, call.values)
    content = media_content(context, call, call.values["media"])
    drop = ("text", "entities", "link_preview_options", "caption", "caption_entities", *_MEDIA)
    return _edit(context, call, drop, content)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#editmessagereplymarkup."""
    return _edit(context, call, (), {})


@method("deleteMessage")
def delete_message(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#deletemessage (any message of a private chat, for 48 hours)."""
    chat = context.world.reachable_chat(context.bot, call.values["chat_id"])
    message = chat.messages.get(call.values["message_id"])
    if message is None:
        raise BadRequest("message to delete not found")
    if context.world.clock() - message["date"] > SECONDS_TO_DELETE:
        raise BadRequest("message can't be deleted for everyone")
    chat.remove(message["message_id"])
    return True


@method("deleteMessages")
def delete_messages(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#deletemessages (those that are not there are skipped)."""
    chat = context.world.reachable_chat(context.bot, call.values["chat_id"])
    for message_id in call.values["message_ids"]:
        if message_id in chat.messages:
            chat.remove(message_id)
    return True
