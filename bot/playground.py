"""The sandbox in Telegram's place, for a program without a token. Loads nothing of it before it is asked for."""

import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bot.serving import port_problem
from bot.settings import Settings

if TYPE_CHECKING:
    from sandbox.clock import MovableClock

SANDBOX_TOKEN = "1000001:sandbox-needs-no-secret"


def sandbox_clock(settings: Settings) -> "MovableClock":
    """The time of a sandbox, which a newcomer can move to tomorrow."""
    from sandbox.clock import MovableClock

    return MovableClock(_sandbox_folder(settings) / "clock.json")


async def start_sandbox(settings: Settings, stack: AsyncExitStack, clock: "MovableClock | None") -> str:
    """Run it until the stack is closed; the chat page's address. Raises WrongSetting."""
    from sandbox.server import start

    folder = _sandbox_folder(settings)
    try:
        sandbox = await start(settings.sandbox_port, state_file=folder / "chats.json", clock=clock or time.time)
    except OSError as error:
        raise port_problem("SANDBOX_PORT", settings.sandbox_port, error) from None
    stack.push_async_callback(sandbox.close)
    return sandbox.url


def _sandbox_folder(settings: Settings) -> Path:
    folder = settings.data_dir / "sandbox"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
