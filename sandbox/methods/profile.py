"""Who the bot is: getMe, name, descriptions, commands, menu button."""

import re

from sandbox.methods.registry import METHODS, Context, method
from sandbox.parameters import Call
from sandbox.wire import BadRequest, Json, dumps
from sandbox.world import Bot

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_DEFAULT_SCOPE = {"type": "default"}
_ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
    "has_topics_enabled": False,
    "allows_users_to_create_topics": False,
}


@method("getMe")
def get_me(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getme."""
    del call
    return {**context.bot.user, **_ABILITIES}


def _scope(values: Json) -> tuple[str, str]:
    return dumps(dict(sorted(values.get("scope", _DEFAULT_SCOPE).items()))), values.get("language_code", "")


@method("setMyCommands")
def set_my_commands(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#setmycommands."""
    commands = call.values["commands"]
    if len(commands) > 100:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise BadRequest("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
    context.bot.commands[_scope(call.values)] = commands
    _show_commands(context.bot)
    return True


@method("getMyCommands")
def get_my_commands(context: Context, call: Call) -> list[Json]:
    """https://core.telegram.org/bots/api#getmycommands."""
    return context.bot.commands.get(_scope(call.values), [])


@method("deleteMyCommands")
def delete_my_commands(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#deletemycommands."""
    context.bot.commands.pop(_scope(call.values), None)
    _show_commands(context.bot)
    return True


def commands_for(bot: Bot, chat_id: int, language_code: str) -> list[Json]:
    """The commands that the athlete sees: the narrowest scope first, in it their language before the general list.

    https://core.telegram.org/bots/api#determining-list-of-commands
    """
    for scope in ({"chat_id": chat_id, "type": "chat"}, {"type": "all_private_chats"}, _DEFAULT_SCOPE):
        for language in (language_code, ""):
            commands = bot.commands.get((dumps(scope), language))
            if commands:
                return commands
    return []


def _show_commands(bot: Bot) -> None:
    for chat in bot.chats.values():
        if chat.info["type"] == "private":
            chat.events.publish("commands", commands=commands_for(bot, chat.id, chat.language_code))


def _text_methods(suffix: str, field: str, limit: int) -> None:
    """``setMy…`` and ``getMy…`` of one text, kept by language."""

    def write(context: Context, call: Call) -> bool:
        text = call.values.get(field, "")
        if len(text) > limit:
            raise BadRequest(f"bot {field.replace('_', ' ')} is too long")
        language = call.values.get("language_code", "")
        context.bot.texts[field, language] = text
        if field == "name" and text and not language:
            context.bot.user = {**context.bot.user, "first_name": text}
        return True

    def read(context: Context, call: Call) -> Json:
        texts = context.bot.texts
        text = texts.get((field, call.values.get("language_code", ""))) or texts.get((field, ""), "")
        return {field: text or (context.bot.user["first_name"] if field == "name" else "")}

    METHODS[f"setMy{suffix}"] = write
    METHODS[f"getMy{suffix}"] = read


_text_methods("Name", "name", 64)
_text_methods("Description", "description", 512)
_text_methods("ShortDescription", "short_description", 120)


@method("setChatMenuButton")
def set_chat_menu_button(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#setchatmenubutton."""
    button = call.values.get("menu_button", {"type": "default"})
    context.bot.menu_buttons[call.values.get("chat_id")] = button
    return True


@method("getChatMenuButton")
def get_chat_menu_button(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getchatmenubutton."""
    return menu_button(context.bot, call.values.get("chat_id"))


def menu_button(bot: Bot, chat_id: int | None) -> Json:
    """The menu button of this chat, else the bot's, else the list of commands."""
    own = bot.menu_buttons.get(chat_id, {"type": "default"})
    if own["type"] != "default":
        return own
    general = bot.menu_buttons.get(None, own)
    return general if general["type"] != "default" else {"type": "commands"}
