"""The program's own address, for its health, its API and the webhooks: served, or why it cannot be."""

import asyncio
import errno
import socket
from contextlib import AsyncExitStack, suppress

from aiohttp import web
from sqlalchemy import Engine, text

from backend.errors import StoreUnavailable
from backend.store.engine import reading
from bot.desk import Desk
from bot.polling import Poller
from bot.settings import Settings, WrongSetting

GRACE_SECONDS = 5.0
"""What is under way gets as long to end."""


async def serve_web(settings: Settings, app: web.Application, stack: AsyncExitStack) -> str:
    """Serve until the stack is closed; the address. Raises WrongSetting."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE_SECONDS)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        raise port_problem("PORT", settings.port, error) from None
    host, port = runner.addresses[0][:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def port_problem(variable: str, port: int, error: OSError) -> WrongSetting:
    """What ``variable`` would have to be, where its port cannot be listened on."""
    if error.errno == errno.EADDRINUSE:
        return WrongSetting(f"{variable} must be a free port: {port} is used by another program.")
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return WrongSetting("HOST must be an address of this machine.")
    return WrongSetting(f"{variable} must be a port that this program may listen on ({error.strerror}).")


async def health(desk: Desk, engine: Engine, poller: Poller | None) -> dict[str, bool]:
    """Each part's state, for ``GET /health``."""

    def readable() -> bool:
        with reading(engine) as connection:
            return connection.execute(text("SELECT 1")).scalar() == 1

    database = False
    with suppress(StoreUnavailable, TimeoutError):
        async with asyncio.timeout(GRACE_SECONDS):
            database = await desk.call(readable)
    return {"database": database} if poller is None else {"database": database, "telegram": poller.alive}
