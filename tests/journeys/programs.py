"""The real program under a journey: in a thread of its own, spoken to over HTTP only.

A journey sees an :class:`Assembly`: where the sandbox is, and the few things that only an operator could do. Another
assembly joins :data:`ASSEMBLIES` and runs the same journeys.
"""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import httpx

from backend.ports import Clock
from bot.embedded import Program, embedded
from bot.settings import Settings, read_settings
from bot.webhook import WEBHOOK_PATH
from sandbox.server import Sandbox, start

TOKEN = "4440001:token_that_no_log_may_show"
SECRET = "secret_that_no_log_may_show"
WEDNESDAY_EVENING = datetime(2026, 11, 18, 17, 40, tzinfo=UTC)
"""18:40 in Berlin, in the middle of a week."""

Found = TypeVar("Found")


class TurnableClock(Clock):
    """Goes on by itself from a fixed moment, and can be turned forward."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._turned = timedelta()

    def now(self) -> datetime:
        return WEDNESDAY_EVENING + self._turned + timedelta(seconds=time.monotonic() - self._began)

    def turn(self, by: timedelta) -> None:
        self._turned += by


class Assembly:
    """What a journey may know of the program. All calls are blocking ones and may be made from any thread."""

    sandbox_url: str
    clock: TurnableClock
    database: Path
    """The one SQLite file."""
    webhook: str | None
    """Where updates are delivered; None while polling."""

    def begin(self) -> None:
        """Start the program."""
        raise NotImplementedError

    def end(self) -> None:
        """End the program in good order; the sandbox stays."""
        raise NotImplementedError

    def restart(self) -> None:
        self.end()
        self.begin()

    def said_in(self, chat_id: int) -> list[str]:
        """What the bot has written into a chat that no athlete's page shows, such as a group."""
        raise NotImplementedError

    def trouble(self, **fault: object) -> None:
        """From now on Telegram makes this trouble: the fields of :class:`sandbox.faults.Fault`."""
        given = {name: value for name, value in fault.items() if value is not None}
        httpx.post(f"{self.sandbox_url}/sandbox/faults", json=given).raise_for_status()

    def limit_rates(self) -> None:
        """From now on Telegram keeps its real limits: a short burst, then one message a second and chat."""
        httpx.post(f"{self.sandbox_url}/sandbox/limits", json={"on": True}).raise_for_status()

    def no_more_trouble(self) -> None:
        httpx.delete(f"{self.sandbox_url}/sandbox/faults").raise_for_status()


class _Background:
    """An event loop in a thread, so that the program runs beside the test's own loop."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> "_Background":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def begin(self, work: Coroutine[object, object, Found]) -> "Future[Found]":
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def do(self, work: Coroutine[object, object, Found]) -> Found:
        return self.begin(work).result(60)


@dataclass
class _Running:
    program: Program
    stop: Callable[[], object]
    ended: "Future[None]"


class _Embedded(Assembly):
    def __init__(self, folder: Path, background: _Background, sandbox: Sandbox, webhook: bool) -> None:
        self.clock = TurnableClock()
        self.sandbox_url = sandbox.url
        self.database = folder / "ai-tracker.db"
        self._background = background
        self._sandbox = sandbox
        self._port = _free_port() if webhook else 0
        self.webhook = f"http://127.0.0.1:{self._port}{WEBHOOK_PATH}" if webhook else None
        self._settings = self._read_settings(folder, webhook)
        self._running: _Running | None = None

    def _read_settings(self, folder: Path, webhook: bool) -> Settings:
        return read_settings(
            _env_file=None,
            telegram_bot_token=TOKEN,
            telegram_api_url=self.sandbox_url,
            telegram_webhook_url=f"http://127.0.0.1:{self._port}" if webhook else "",
            telegram_webhook_secret=SECRET if webhook else "",
            data_dir=folder,
            database_url=f"sqlite:///{self.database}",
            port=self._port,
            log_level="INFO",
        )

    def begin(self) -> None:
        started: Future[_Running] = Future()
        ended = self._background.begin(self._serve(started))
        ended.add_done_callback(lambda done: _hand_on(done, started))
        self._running = started.result(60)
        self._running.ended = ended

    async def _serve(self, started: "Future[_Running]") -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        async with embedded(self._settings, self.clock) as program:
            started.set_result(_Running(program, lambda: loop.call_soon_threadsafe(stop.set), Future()))
            await program.serve(stop)

    def end(self) -> None:
        if self._running is not None:
            self._running.stop()
            self._running.ended.result(60)
            self._running = None

    def said_in(self, chat_id: int) -> list[str]:
        async def look() -> list[str]:
            chat = self._sandbox.world.shown.chats[chat_id]
            return [message["text"] for message in chat.messages.values() if message.get("from", {}).get("is_bot")]

        return self._background.do(look())


def _hand_on(done: "Future[None]", started: "Future[_Running]") -> None:
    """A program that ends before it runs tells why."""
    error = done.exception()
    if error is not None and not started.done():
        started.set_exception(error)


@contextmanager
def _embedded(folder: Path, *, webhook: bool) -> Iterator[Assembly]:
    with _Background() as background:
        clock = TurnableClock()
        sandbox = background.do(
            start(strict_spec=True, clock=lambda: clock.now().timestamp(), webhook_pause=0.05, allowed_tokens=[TOKEN])
        )
        assembly = _Embedded(folder, background, sandbox, webhook)
        assembly.clock = clock
        try:
            assembly.begin()
            yield assembly
        finally:
            assembly.end()
            background.do(sandbox.close())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


ASSEMBLIES: dict[str, Callable[[Path], AbstractContextManager[Assembly]]] = {
    "polling": lambda folder: _embedded(folder, webhook=False),
    "webhook": lambda folder: _embedded(folder, webhook=True),
}
"""By name; each is given an empty folder of its own."""
