"""Messages of text, and the small signs beside them: actions, drafts, reactions."""

from sandbox.entities import formatted
from sandbox.methods.delivery import MAX_TEXT, caption_content, deliver, text_content
from sandbox.methods.registry import Context, method
from sandbox.parameters import Call
from sandbox.wire import BadRequest, Json
from sandbox.world import TYPING_SECONDS, Chat

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_NOT_COPIED = frozenset(
    {"message_id", "from", "chat", "date", "edit_date", "reply_to_message", "reply_markup", "forward_origin"}
)


@method("sendMessage")
def send_message(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#sendmessage."""
    return deliver(context, call.values, text_content(call.values))


@method("sendChatAction")
def send_chat_action(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#sendchataction."""
    chat = context.world.reachable_chat(context.bot, call.values["chat_id"])
    action = call.values["action"]
    if action not in ACTIONS:
        raise BadRequest("wrong parameter action in request")
    chat.typing_until = context.world.clock() + TYPING_SECONDS
    chat.events.publish("action", action=action)
    return True


@method("sendMessageDraft")
def send_message_draft(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#sendmessagedraft (a preview that the finished message replaces)."""
    values = call.values
    chat = context.world.reachable_chat(context.bot, values["chat_id"])
    if chat.info["type"] != "private":
        raise BadRequest("chat must be private")
    if values["draft_id"] == 0:
        raise BadRequest("RANDOM_ID_INVALID")
    text, _ = formatted(values.get("text", ""), values.get("parse_mode"), values.get("entities"))
    if len(text) > MAX_TEXT:
        raise BadRequest("message is too long")
    chat.draft = text
    chat.events.publish("draft", draft_id=values["draft_id"], text=text)
    return True


@method("setMessageReaction")
def set_message_reaction(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#setmessagereaction (a bot may set one, and no paid one)."""
    chat = context.world.reachable_chat(context.bot, call.values["chat_id"])
    if call.values["message_id"] not in chat.messages:
        raise BadRequest("message to react not found")
    reaction = call.values.get("reaction", [])
    if len(reaction) > 1 or any(one["type"] == "paid" for one in reaction):
        raise BadRequest("REACTION_INVALID")
    chat.events.publish("reaction", message_id=call.values["message_id"], reaction=reaction)
    return True


def _original(context: Context, values: Json, words: str) -> tuple[Chat, Json]:
    source = context.world.known_chat(context.bot, values["from_chat_id"])
    original = source.messages.get(values["message_id"])
    if original is None:
        raise BadRequest(f"message to {words} not found")
    return source, original


@method("copyMessage")
def copy_message(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#copymessage."""
    _, original = _original(context, call.values, "copy")
    content = {key: value for key, value in original.items() if key not in _NOT_COPIED}
    if "caption" in call.values and "text" not in content:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content.update(caption_content(call.values))
    return {"message_id": deliver(context, call.values, content)["message_id"]}


@method("forwardMessage")
def forward_message(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#forwardmessage."""
    _, original = _original(context, call.values, "forward")
    content = {key: value for key, value in original.items() if key not in _NOT_COPIED}
    origin = {"type": "user", "sender_user": original.get("from", context.bot.user), "date": original["date"]}
    content["forward_origin"] = original.get("forward_origin", origin)
    return deliver(context, call.values, content)
