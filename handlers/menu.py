"""Telegram's command menu."""

from telegram import Bot, BotCommand

from handlers.routes import COMMANDS
from words import LANGUAGES, words_once


async def publish_commands(bot: Bot) -> None:
    """Show every command in the menu, in every language, from the one list. Raises telegram.error.*"""
    for language in LANGUAGES:
        words = words_once(language)
        menu = [BotCommand(command.name, words.say(command.about)) for command in COMMANDS]
        await bot.set_my_commands(menu, language_code=None if language == "en" else language)
