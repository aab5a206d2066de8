"""The Lambda behind the drafts' queue: shows comments while they are written.

The queue gives it to two calls at a time at most. Each draws five drafts in two seconds, so that both together take a
sixth of Telegram's 30 messages a second: comments and answers go first.
"""

from typing import Any

import urllib3

from backend.aws import clients
from backend.aws.secrets import Secret, secrets_manager
from backend.clock import SystemClock
from backend.functions.environment import setting
from bot.aws.batch import Report
from bot.aws.chats import DynamoChats
from bot.aws.drawing import Drawer, Drawing, Room
from bot.aws.links import DynamoLinks
from bot.functions.telemetry import Handler, Telemetry
from bot.logs import set_up_logs

_DRAFTS, _SECONDS = 5, 2.0


connections = urllib3.PoolManager()


def _put_together() -> Handler:
    log, clock = Telemetry("drafts", set_up_logs(setting("LOG_LEVEL"))), SystemClock()
    dynamodb, table = clients.dynamodb(), setting("CHATS_TABLE")
    token = Secret(secrets_manager(), setting("TELEGRAM_TOKEN_SECRET"))
    drawing = Drawing(
        DynamoLinks(dynamodb, table, clock),
        DynamoChats(dynamodb, table, clock),
        Drawer(setting("TELEGRAM_API_URL"), token, connections),
        Room(_DRAFTS, _SECONDS),
        clock,
        log,
    )

    def draw(event: dict[str, Any], context: Any) -> Report:  # noqa: ARG001  # Lambda's way to call
        return drawing.draw(event)

    return log.observed(draw)


handler = _put_together()
