"""The connection to Telegram: a python-telegram-bot Bot for talking, and a pool of its own for listening."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from backend.errors import StoreUnavailable
from bot.arrival import ALLOWED_UPDATES
from bot.json_text import read
from bot.logs import Log, what
from bot.transport import AiohttpRequest
from handlers.chat_bot import ChatBot

# Without it PTB warns of its coming change of type each time that Telegram asks for patience.
os.environ.setdefault("PTB_TIMEDELTA", "1")

POLL_SECONDS = 50
"""How long Telegram may keep a poll open when there is nothing to tell."""
_SPARE_SECONDS = 10
_POLL_CONNECTIONS = 2  # one that was torn must not be in the way of the next


class TokenRefused(Exception):
    """Telegram does not know the token: nothing can be done until the operator sets another."""

    def __init__(self) -> None:
        super().__init__("TELEGRAM_BOT_TOKEN is refused by Telegram: ask @BotFather for a new one.")


class Telegram:
    """``async with`` opens and closes its connections. ``bot`` knows who it is after :meth:`sign_in`."""

    def __init__(self, token: str, api_url: str) -> None:
        self._polls = AiohttpRequest(_POLL_CONNECTIONS, read=POLL_SECONDS + _SPARE_SECONDS)
        self._requests = AiohttpRequest()
        self.bot = ChatBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._requests,
            get_updates_request=self._polls,
        )

    async def __aenter__(self) -> "Telegram":
        await self._polls.initialize()
        await self._requests.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._polls.shutdown()
        await self._requests.shutdown()

    async def sign_in(self, log: Log, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Learn who the bot is; waits as long as Telegram cannot be reached. Raises TokenRefused."""
        await persist(self.bot.initialize, "telegram_unreachable", log, sleep)

    async def updates(self, offset: int | None) -> list[Any]:
        """Long-poll for updates from ``offset`` on (None: all unconfirmed ones), as the JSON that Telegram sent.

        Raises telegram.error.*
        """
        parameters: dict[str, object] = {"timeout": POLL_SECONDS, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if offset is not None:
            parameters["offset"] = offset
        # Bot.get_updates reads the answer into objects: one that it cannot read would be fetched for ever.
        answer = await self._polls.retrieve(f"{self.bot.base_url}/getUpdates?{urlencode(parameters)}")
        try:
            found = read(answer)["result"]
        except (ValueError, TypeError, KeyError):
            raise NetworkError("getUpdates answered something else") from None
        return found if isinstance(found, list) else []


def delay(tries: int, longest: float) -> float:
    """Seconds to wait after so many tries that failed: 1, 2, 4 … ``longest``."""
    return min(longest, 2.0 ** min(tries - 1, 16))


async def persist(
    call: Callable[[], Awaitable[object]],
    trouble: str,
    log: Log,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    longest: float = 30.0,
) -> None:
    """Make the call until it succeeds; ``trouble`` is logged once.

    Raises TokenRefused, and BadRequest: what Telegram calls wrong stays wrong.
    """
    tries = 0
    while True:
        try:
            await call()
        except InvalidToken:
            raise TokenRefused from None  # PTB's message carries the token
        except BadRequest:
            raise
        except (TelegramError, StoreUnavailable) as error:
            tries += 1
            if tries == 1:
                log.warning(trouble, error=what(error))
            await sleep(pause(error, tries, longest))
        else:
            if tries:
                log.info(f"{trouble}_over", tries=tries)
            return


def pause(error: Exception, tries: int, longest: float) -> float:
    """How long to wait before the next try, s."""
    if isinstance(error, RetryAfter):
        return seconds_of(error) + 0.1
    if isinstance(error, Conflict):
        return max(2.0, delay(tries, longest))
    return delay(tries, longest)


def seconds_of(error: RetryAfter) -> float:
    """What Telegram asked to wait, s."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)
