"""Listening to Telegram: sign in, say which way updates are to come, and take them in until the program ends."""

import asyncio

from telegram.error import BadRequest

from bot.arrival import ALLOWED_UPDATES
from bot.intake import Intake
from bot.logs import Log, what
from bot.polling import Poller
from bot.settings import Settings, WrongSetting
from bot.telegram_api import Telegram, TokenRefused, persist
from bot.webhook import WEBHOOK_PATH
from handlers.dialogue import Dialogue


async def listen(
    settings: Settings, telegram: Telegram, intake: Intake, poller: Poller | None, dialogue: Dialogue, log: Log
) -> None:
    """Take up the inbox as soon as Telegram can be spoken to, then take in what comes. Raises TokenRefused."""
    await telegram.sign_in(log)
    await persist(intake.begin, "inbox_unavailable", log)
    await _choose_way(settings, telegram, log)
    publishing = asyncio.create_task(_publish_commands(dialogue, log))
    try:
        await (poller.run() if poller is not None else asyncio.Event().wait())
    finally:
        publishing.cancel()


async def _publish_commands(dialogue: Dialogue, log: Log) -> None:
    """The menu of commands is a convenience: without it the bot works all the same."""
    try:
        await persist(dialogue.publish_commands, "commands_not_published", log)
    except (BadRequest, TokenRefused) as error:
        log.error("commands_not_published", error=what(error))


async def _choose_way(settings: Settings, telegram: Telegram, log: Log) -> None:
    """Tell Telegram to send updates to the webhook, or to keep them for polling."""

    async def choose() -> None:
        if settings.telegram_webhook_url:
            await telegram.bot.set_webhook(
                settings.telegram_webhook_url + WEBHOOK_PATH,
                secret_token=settings.telegram_webhook_secret.get_secret_value(),
                allowed_updates=ALLOWED_UPDATES,
            )
        else:
            await telegram.bot.delete_webhook(drop_pending_updates=False)

    try:
        await persist(choose, "telegram_unreachable", log)
    except BadRequest:
        raise WrongSetting("TELEGRAM_WEBHOOK_URL must be an https address that Telegram can reach.") from None
