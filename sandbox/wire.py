"""What travels over HTTP: Bot API objects as JSON, and the errors that the Bot API answers with."""

import json
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
"""A Bot API object. The sandbox is all border: it hands these through, checked against the specification."""


class BotApiError(Exception):
    """An answer with ``ok: false``: HTTP status, Telegram's words, and ``parameters`` if there are any."""

    def __init__(self, status: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


class BadRequest(BotApiError):
    """400: the request cannot be carried out as it stands."""

    def __init__(self, description: str) -> None:
        super().__init__(400, f"Bad Request: {description}")


class Forbidden(BotApiError):
    """403: the athlete or the chat does not let this bot do that."""

    def __init__(self, description: str) -> None:
        super().__init__(403, f"Forbidden: {description}")


class Conflict(BotApiError):
    """409: two receivers want the same updates."""

    def __init__(self, description: str) -> None:
        super().__init__(409, f"Conflict: {description}")


class TooManyRequests(BotApiError):
    """429: come back after ``retry_after`` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dumps(value: object) -> str:
    """Compact JSON. A lone surrogate, which UTF-8 cannot carry, is written as an escape."""
    text = _encode(value)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return json.dumps(value, separators=(",", ":"))
    return text
