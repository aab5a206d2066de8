"""How a bot gets its updates: by asking, or by a webhook. https://core.telegram.org/bots/api#getting-updates."""

import re
from urllib.parse import urlsplit

from sandbox.methods.registry import Context, method
from sandbox.parameters import Call
from sandbox.wire import BadRequest, Conflict, Json
from sandbox.world import Webhook

MAX_POLL_SECONDS = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@method("getUpdates")
async def get_updates(context: Context, call: Call) -> list[Json]:
    """https://core.telegram.org/bots/api#getupdates."""
    if context.bot.webhook.url:
        raise Conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    values = call.values
    updates = context.bot.updates
    updates.allow(values.get("allowed_updates"))
    limit = min(max(values.get("limit", 100), 1), 100)
    return await updates.take(values.get("offset", 0), limit, min(values.get("timeout", 0), MAX_POLL_SECONDS))


@method("setWebhook")
def set_webhook(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#setwebhook (here plain HTTP and any port will do)."""
    values = call.values
    bot = context.bot
    url = values["url"]
    if url:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadRequest("bad webhook: invalid webhook URL specified")
        secret = values.get("secret_token", "")
        if secret and not _SECRET.fullmatch(secret):
            raise BadRequest("secret token contains unallowed characters")
        bot.updates.interrupt(Conflict("terminated by setWebhook request"))
        bot.webhook = Webhook(
            url=url,
            secret=secret,
            max_connections=min(max(values.get("max_connections", 40), 1), 100),
            ip_address=values.get("ip_address"),
            has_certificate="certificate" in call.uploads,
        )
        bot.updates.allow(values.get("allowed_updates"))
    else:
        bot.webhook = Webhook()
    if values.get("drop_pending_updates"):
        bot.updates.waiting.clear()
    context.webhooks.changed(bot)
    return True


@method("deleteWebhook")
def delete_webhook(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#deletewebhook."""
    context.bot.webhook = Webhook()
    if call.values.get("drop_pending_updates"):
        context.bot.updates.waiting.clear()
    context.webhooks.changed(context.bot)
    return True


@method("getWebhookInfo")
def get_webhook_info(context: Context, call: Call) -> Json:
    """https://core.telegram.org/bots/api#getwebhookinfo."""
    del call
    webhook = context.bot.webhook
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": webhook.has_certificate,
        "pending_update_count": len(context.bot.updates.waiting),
    }
    if webhook.url:
        info["max_connections"] = webhook.max_connections
    if webhook.ip_address:
        info["ip_address"] = webhook.ip_address
    if webhook.last_error_date is not None:
        info["last_error_date"] = webhook.last_error_date
        info["last_error_message"] = webhook.last_error_message
    if context.bot.updates.allowed is not None:
        info["allowed_updates"] = sorted(context.bot.updates.allowed)
    return info


@method("logOut")
@method("close")
def leave(context: Context, call: Call) -> bool:
    """https://core.telegram.org/bots/api#close: the bot goes elsewhere; polls and the webhook end here."""
    del call
    context.bot.updates.interrupt(Conflict("terminated by other getUpdates request"))
    context.bot.webhook = Webhook()
    context.webhooks.changed(context.bot)
    return True
