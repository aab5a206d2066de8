"""Sends updates to webhooks: a chat's in order, several chats at once, again and again until the answer is 2xx."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress

import aiohttp

from sandbox.wire import Json, dumps
from sandbox.world import Bot

log = logging.getLogger("sandbox")

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_PAUSE_SECONDS = 60.0
ANSWER_SECONDS = 60.0
_LOOKED_AT = 1_000
"""Waiting updates looked at for one whose chat is free; the rest has to wait for those anyway."""


def chat_of(update: Json) -> int | None:
    """What the update's order depends on: the chat, or the user where there is none."""
    for kind, payload in update.items():
        if kind == "update_id":
            continue
        chat = payload.get("chat") or payload.get("message", {}).get("chat") or payload.get("from") or {}
        return chat.get("id")
    return None


class Webhooks:
    """A sender for each bot with a webhook. ``first_pause``: seconds before the first repetition, doubled each time."""

    def __init__(self, clock: Callable[[], float] = time.time, first_pause: float = 1.0) -> None:
        self._clock = clock
        self._first_pause = first_pause
        self._senders: dict[int, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None

    def changed(self, bot: Bot) -> None:
        """Stop what was sent before, and start anew when the bot has a webhook. What waits is kept."""
        sender = self._senders.pop(id(bot), None)
        if sender is not None:
            sender.cancel()
        bot.updates.on_put = None
        if bot.webhook.url:
            news = asyncio.Event()
            bot.updates.on_put = news.set
            self._senders[id(bot)] = asyncio.create_task(self._send_all(bot, news))

    async def close(self) -> None:
        """Stop sending."""
        senders = list(self._senders.values())
        self._senders.clear()
        for sender in senders:
            sender.cancel()
        await asyncio.gather(*senders, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _send_all(self, bot: Bot, news: asyncio.Event) -> None:
        under_way: dict[int, int | None] = {}
        async with asyncio.TaskGroup() as group:
            while True:
                news.clear()
                busy = set(under_way.values())
                for update_id, update in list(_first(bot.updates.waiting, _LOOKED_AT)):
                    if len(under_way) >= bot.webhook.max_connections:
                        break
                    chat = chat_of(update)
                    if update_id in under_way or chat in busy:
                        continue
                    busy.add(chat)
                    under_way[update_id] = chat
                    group.create_task(self._send(bot, update_id, update, under_way, news))
                await news.wait()

    async def _send(
        self, bot: Bot, update_id: int, update: Json, under_way: dict[int, int | None], news: asyncio.Event
    ) -> None:
        """Send one update until it is taken."""
        pause = self._first_pause
        while True:
            error = await self._try(bot, update)
            if error is None:
                break
            bot.webhook.last_error_date = int(self._clock())
            bot.webhook.last_error_message = error
            log.info("webhook: %s; again in %g s", error, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        bot.updates.waiting.pop(update_id, None)
        under_way.pop(update_id, None)
        news.set()

    async def _try(self, bot: Bot, update: Json) -> str | None:
        """One attempt; what went wrong, in Telegram's words, or None."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS), connector=aiohttp.TCPConnector(limit=0)
            )
        headers = {"Content-Type": "application/json"}
        if bot.webhook.secret:
            headers[SECRET_HEADER] = bot.webhook.secret
        try:
            async with self._session.post(
                bot.webhook.url, data=dumps(update).encode(), headers=headers, allow_redirects=False
            ) as response:
                with suppress(aiohttp.ClientError):
                    await response.read()
                if response.status // 100 == 2:
                    return None
                return f"Wrong response from the webhook: {response.status} {response.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError:
            return "Connection closed unexpectedly"


def _first(waiting: dict[int, Json], count: int) -> list[tuple[int, Json]]:
    return [pair for pair, _ in zip(waiting.items(), range(count), strict=False)]
