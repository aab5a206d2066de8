"""The program's web side: Telegram's webhook, and health.

An update is stored before Telegram gets its 200; when it cannot be, Telegram hears 503 and sends it again.
"""

import hmac
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from backend.errors import StoreUnavailable
from bot.arrival import arrivals
from bot.inbox import Arrival

WEBHOOK_PATH = "/telegram/webhook"
_LARGEST_UPDATE = 1024 * 1024
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


def add_webhook(
    app: web.Application,
    secret: str,
    store: Callable[[Sequence[Arrival]], Awaitable[None]],
    unstored: Callable[[Sequence[Arrival]], Awaitable[None]],
) -> None:
    """Take Telegram's updates at :data:`WEBHOOK_PATH`. ``secret`` must not be empty."""
    if not secret:
        raise ValueError("a webhook without a secret takes updates from anybody")

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=403 if given else 401)
        try:
            batch = arrivals([await request.json()])
        except ValueError:
            batch = []
        if not batch:
            return web.Response(status=400)
        try:
            await store(batch)
        except StoreUnavailable:
            await unstored(batch)
            return web.Response(status=503, headers={"Retry-After": "5"})
        return web.Response()

    app.router.add_post(WEBHOOK_PATH, receive)


def add_health(app: web.Application, checks: Callable[[], Awaitable[dict[str, bool]]]) -> None:
    """Answer ``GET /health`` with each check's result; 503 when one is false."""

    async def health(_: web.Request) -> web.Response:
        results = await checks()
        return web.json_response(results, status=200 if all(results.values()) else 503)

    app.router.add_get("/health", health)


def new_application() -> web.Application:
    """An application that refuses bodies larger than any update or command."""
    return web.Application(client_max_size=_LARGEST_UPDATE)
