"""The bot's own access token, for what only the bot may say: client credentials (RFC 6749, 4.4), renewed in time."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.linking.cognito import Cognito

if TYPE_CHECKING:
    from backend.ports import Clock

BOT_SCOPE = "ai-tracker/bot"
RENEW_BEFORE = timedelta(minutes=5)


class BotTokens:
    """See backend.client.BotTokenSource. One for each process, used in one event loop.

    ``secret`` gives the client's secret each time, which may have been replaced; it may block.
    """

    def __init__(self, cognito: Cognito, client_id: str, secret: Callable[[], str], clock: "Clock") -> None:
        self._cognito = cognito
        self._client_id = client_id
        self._secret = secret
        self._clock = clock
        self._known: tuple[str, datetime] | None = None
        self._renewing: asyncio.Task[str] | None = None

    async def bot_token(self) -> str:
        """Good for five minutes at least. Raises SignInUnavailable, StoreUnavailable."""
        if self._known is not None and self._known[1] - self._clock.now() > RENEW_BEFORE:
            return self._known[0]
        if self._renewing is None:
            self._renewing = asyncio.create_task(self._renew())
            self._renewing.add_done_callback(self._renewed)
        return await asyncio.shield(self._renewing)  # others wait for it, too

    def forget_bot_token(self) -> None:
        """It was refused."""
        self._known = None

    async def _renew(self) -> str:
        secret, asked_at = await asyncio.to_thread(self._secret), self._clock.now()
        tokens = await self._cognito.own(self._client_id, secret, BOT_SCOPE)
        self._known = tokens.access, asked_at + timedelta(seconds=tokens.expires_in)
        return tokens.access

    def _renewed(self, renewing: "asyncio.Task[str]") -> None:
        self._renewing = None
        if not renewing.cancelled():
            renewing.exception()  # whoever waited has it; if nobody does any more, it is no news
