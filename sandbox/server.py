"""The sandbox as a server: a Bot API and a Stripe of its own, and the chat page, on this machine only."""

import time
from collections.abc import Awaitable, Callable, Collection
from contextlib import AsyncExitStack
from pathlib import Path

from aiohttp import web

from sandbox.athletes import Hands
from sandbox.bot_api import BotApi
from sandbox.checkout import Checkout
from sandbox.clock import MovableClock
from sandbox.faults import Faults
from sandbox.files import MAX_UPLOAD_BYTES
from sandbox.guard import add_page_headers, guard
from sandbox.page_api import PAGE, PageApi
from sandbox.snapshot import Snapshot
from sandbox.stripe import LocalStripe, pages
from sandbox.webhooks import Webhooks
from sandbox.wire import BotApiError
from sandbox.world import World

FORM_BYTES = 1024 * 1024
"""Room for the other fields of a form beside the largest file."""
STRIPE_WEBHOOK_SECRET = "whsec_sandbox"
"""What the sandbox's Stripe signs all its webhooks with. No secret: whoever can read it is on this machine anyway."""


class Sandbox:
    """A running sandbox. Its parts (``hands`` and ``checkout`` are what athletes do) are for use in the same process.

    ``stripe`` is the Stripe that is served below ``{url}/stripe``.
    """

    def __init__(
        self,
        url: str,
        world: World,
        hands: Hands,
        checkout: Checkout,
        faults: Faults,
        bot_api: BotApi,
        stripe: LocalStripe,
    ) -> None:
        self.url = url
        self.world = world
        self.hands = hands
        self.checkout = checkout
        self.faults = faults
        self.bot_api = bot_api
        self.stripe = stripe
        self._closing = AsyncExitStack()

    async def close(self) -> None:
        """Stop listening, end streams and polls, write the snapshot."""
        for bot in self.world.all_bots():
            bot.updates.interrupt(BotApiError(502, "Bad Gateway"))
        await self._closing.aclose()

    def on_close(self, callback: Callable[[], Awaitable[None]]) -> None:
        """Call this at the end; the last one first."""
        self._closing.push_async_callback(callback)


async def start(
    port: int = 0,
    *,
    host: str = "127.0.0.1",
    strict_spec: bool = False,
    state_file: Path | None = None,
    allowed_tokens: Collection[str] | None = None,
    clock: Callable[[], float] = time.time,
    webhook_pause: float = 1.0,
) -> Sandbox:
    """Start the sandbox. ``port`` 0: a free one. ``state_file``: where chats are kept over a restart, and beside it
    in ``stripe.json`` what Stripe knows.

    A ``clock`` that can be moved (:class:`sandbox.clock.MovableClock`) gets a control for it on the page.
    ``webhook_pause``: seconds before an update, or Stripe's event, is sent to a webhook again, doubled each time.
    Raises :class:`OSError` when the port is taken.
    """
    world = World(clock)
    snapshot = None
    if state_file is not None:
        snapshot = Snapshot(world, state_file)
        snapshot.restore()
    if not world.athletes:
        world.new_athlete()
    webhooks, faults, hands = Webhooks(clock, webhook_pause), Faults(), Hands(world)
    stripe = LocalStripe(
        clock,
        state_file=None if state_file is None else state_file.with_name("stripe.json"),
        endpoint_secret=STRIPE_WEBHOOK_SECRET,
        webhook_pause=webhook_pause,
    )
    checkout = Checkout(world, stripe)
    bot_api = BotApi(world, webhooks, checkout, faults, strict=strict_spec, allowed_tokens=allowed_tokens)
    page = PageApi(world, hands, bot_api, checkout, faults, clock if isinstance(clock, MovableClock) else None)

    app = web.Application(middlewares=[guard(host)], client_max_size=MAX_UPLOAD_BYTES + FORM_BYTES)
    app.router.add_route("*", "/bot{token}/{method}", bot_api.answer)
    app.router.add_get("/file/bot{token}/{path:.+}", bot_api.download)
    app.add_routes(page.routes())
    app.add_routes(stripe.routes())
    app.add_routes(pages.routes(stripe))
    if PAGE.is_dir():
        app.router.add_static("/page", PAGE)
    app.on_response_prepare.append(add_page_headers)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError:
        await runner.cleanup()
        raise
    url = f"http://{host}:{runner.addresses[0][1]}"
    sandbox = Sandbox(url, world, hands, checkout, faults, bot_api, stripe)
    stripe.base_url = f"{url}/stripe"
    stripe.start()
    if snapshot is not None:
        snapshot.keep()
        sandbox.on_close(snapshot.close)
    sandbox.on_close(runner.cleanup)
    sandbox.on_close(webhooks.close)
    sandbox.on_close(stripe.close)
    sandbox.on_close(checkout.close)
    sandbox.on_close(page.close)
    checkout.keep_time()
    for bot in world.bots.values():
        webhooks.changed(bot)
    return sandbox
