"""The Lambda behind ``POST /telegram/webhook``: the secret is right, the update is in the queue, Telegram hears 200.

What Telegram waits ten seconds for, whether a payment may go ahead, has a queue of its own.

It answers while Telegram waits, so it imports almost nothing. Whatever is not 200 makes Telegram send the update again.
https://core.telegram.org/bots/api#setwebhook
"""

import base64
import binascii
import hmac
import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from backend.aws import clients
from backend.aws.secrets import Secret, secrets_manager
from backend.errors import StoreUnavailable
from backend.functions.environment import setting
from bot.arrival import arrivals
from bot.aws.inbox import SqsInbox

_LARGEST_UPDATE = 256 * 1024
"""Bytes. The longest answer to the longest message is less than half of it; a queue takes four times that."""
_SECRET_HEADER = "x-telegram-bot-api-secret-token"
_log = logging.getLogger("bot.webhook")


def answer(event: Mapping[str, Any], secret: Secret, inbox: SqsInbox, checkouts: SqsInbox) -> dict[str, Any]:
    """What API Gateway sends back for a proxy event."""
    try:
        given = _header(event, _SECRET_HEADER)
        if not given:
            return _status(401)
        if not hmac.compare_digest(given.encode(), secret().encode()):
            return _status(403)
        body = _body(event)
        if len(body) > _LARGEST_UPDATE:
            return _status(413)
        update = json.loads(body)
        found = arrivals([update])
        if not found:
            return _status(400)
        queue = checkouts if "pre_checkout_query" in update else inbox
        queue.put(found, datetime.now(UTC))
    except StoreUnavailable as error:
        _log.warning("inbox_unavailable: %s", type(error.__cause__).__name__)
        return _status(503, {"Retry-After": "5"})
    except (ValueError, RecursionError):
        return _status(400)
    return _status(200)


def _header(event: Mapping[str, Any], name: str) -> str:
    """Its value, however the sender wrote its name; "" where it is missing."""
    headers: Mapping[str, str] = event.get("headers") or {}
    return next((value for key, value in headers.items() if key.lower() == name), "")


def _body(event: Mapping[str, Any]) -> bytes:
    """Raises ValueError where it is no base64 that says it is."""
    body: str = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return body.encode()
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None


def _status(status: int, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    return {"statusCode": status, "headers": dict(headers or {}), "body": ""}


_secret = Secret(secrets_manager(), setting("WEBHOOK_SECRET_SECRET"))
_sqs = clients.sqs()
_inbox = SqsInbox(_sqs, setting("INBOX_QUEUE_URL"))
_checkouts = SqsInbox(_sqs, setting("CHECKOUTS_QUEUE_URL"))


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001  # Lambda's way to call
    """See :func:`answer`."""
    return answer(event, _secret, _inbox, _checkouts)
