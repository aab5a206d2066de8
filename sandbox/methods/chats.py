"""Looking at chats, pinning in them, leaving them."""

from sandbox.methods.registry import Context, method
from sandbox.parameters import Call
from sandbox.wire import BadRequest, Json

_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


@method("getChat")
def get_chat(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getchat."""
    chat = context.world.known_chat(context.bot, call.values["chat_id"])
    full: Json = {**chat.info, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}
    pinned = [chat.messages[message_id] for message_id in chat.pinned if message_id in chat.messages]
    if pinned:
        full["pinned_message"] = pinned[-1]
    return full


@method("getChatMember")
def get_chat_member(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getchatmember (everyone here is a plain member)."""
    chat = context.world.known_chat(context.bot, call.values["chat_id"])
    user_id = call.values["user_id"]
    if user_id == context.bot.user["id"]:
        return {"status": "left" if chat.left else "member", "user": context.bot.user}
    user = context.world.athletes.get(user_id)
    if user is None or (chat.info["type"] == "private" and user_id != chat.id):
        raise BadRequest("PARTICIPANT_ID_INVALID")
    return {"status": "member", "user": user}


@method("leaveChat")
def leave_chat(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#leavechat."""
    chat = context.world.reachable_chat(context.bot, call.values["chat_id"])
    if chat.info["type"] == "private":
        raise BadRequest("chat member status can't be changed in private chats")
    chat.left = True
    return True


@method("pinChatMessage")
def pin_chat_message(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#pinchatmessage."""
    chat = context.world.reachable_chat(context.bot, call.values["chat_id"])
    message_id = call.values["message_id"]
    if message_id not in chat.messages:
        raise BadRequest("message to pin not found")
    chat.pinned = [pinned for pinned in chat.pinned if pinned != message_id] + [message_id]
    return True


@method("unpinChatMessage")
def unpin_chat_message(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#unpinchatmessage (without an id: the latest)."""
    chat = context.world.reachable_chat(context.bot, call.values["chat_id"])
    message_id = call.values.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise BadRequest("message to unpin not found")
    chat.pinned.remove(message_id)
    return True
