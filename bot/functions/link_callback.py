"""``GET /link/callback``: where Cognito's sign-in page comes back to. Answers with a page that leads into the chat.

Open to everybody: what lets in is the ``state``, which was made for one sign-in and is good once, for ten minutes.
"""

import asyncio
from typing import Any

from backend.aws.clients import dynamodb
from backend.aws.secrets import Secret, secrets_manager
from backend.clock import SystemClock
from backend.functions.environment import setting
from bot.aws.links import DynamoLinks
from bot.functions.linking import cognito
from bot.linking.callback import Callback
from bot.linking.page import HEADERS, STATUS, page
from bot.linking.seal import Sealer
from bot.logs import set_up_logs

_LINK_URL = setting("TELEGRAM_LINK_URL").rstrip("/")
_runner = asyncio.Runner()  # one event loop for all calls, and with it the connections


def _callback() -> Callback:
    clock = SystemClock()
    return Callback(
        cognito(),
        DynamoLinks(dynamodb(), setting("CHATS_TABLE"), clock),
        Sealer(Secret(secrets_manager(), setting("SEAL_KEY_SECRET"))),
        clock,
        set_up_logs(setting("LOG_LEVEL")),
    )


_link = _callback()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """A proxy event of API Gateway in, a page out: 200 signed in or declined, 400 no such attempt, 502 try again."""
    del context
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    result = _runner.run(_link.answer(event.get("queryStringParameters") or {}))
    return {
        "statusCode": STATUS[result.outcome],
        "headers": HEADERS,
        "body": page(result, headers.get("accept-language", ""), _LINK_URL),
    }
