"""The embedded assembly under a journey: in a thread of its own, spoken to over HTTP only."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from backend.billing.setup import set_up
from backend.contract.premium import Rail
from bot.cli_stripe import WEBHOOK_PATH as STRIPE_WEBHOOK_PATH
from bot.embedded import Program, embedded
from bot.settings import Settings, read_settings
from bot.webhook import WEBHOOK_PATH
from sandbox.cloud.local import SUPPORT_CONTACT
from sandbox.server import STRIPE_WEBHOOK_SECRET, Sandbox
from tests.journeys import database
from tests.journeys.assembly import Assembly, Background, TurnableClock, said_in, telegram

TOKEN = "4440001:token_that_no_log_may_show"
SECRET = "secret_that_no_log_may_show"
STRIPE_KEY = "sk_test_sandbox"
PROVIDER_TOKEN = "1:TEST:sandbox"


@contextmanager
def one_process(folder: Path, *, webhook: bool, rail: Rail = Rail.OFF) -> Iterator["OneProcess"]:
    """The program, as long as the block runs; its data are in ``folder``. ``rail``: how premium is sold."""
    with Background() as background:
        clock = TurnableClock()
        sandbox = telegram(background, clock, TOKEN)
        assembly = OneProcess(folder, background, sandbox, clock, webhook=webhook, rail=rail)
        try:
            assembly.begin()
            yield assembly
        finally:
            assembly.end()
            background.do(sandbox.close())


@dataclass
class _Running:
    program: Program
    stop: Callable[[], object]
    ended: "Future[None]"


class OneProcess(Assembly):
    """See :class:`Assembly`."""

    secret = SECRET
    token = TOKEN

    def __init__(
        self,
        folder: Path,
        background: Background,
        sandbox: Sandbox,
        clock: TurnableClock,
        *,
        webhook: bool,
        rail: Rail,
    ) -> None:
        self.clock = clock
        self.sandbox_url = sandbox.url
        self.database = folder / "ai-tracker.db"
        self._background = background
        self.sandbox = sandbox
        self._port = _free_port() if webhook else 0
        self.webhook = f"http://127.0.0.1:{self._port}{WEBHOOK_PATH}" if webhook else None
        self._settings = self._read_settings(folder, webhook, rail)
        if rail is not Rail.OFF:
            self._set_stripe_up(webhook)
        self._running: _Running | None = None

    def _read_settings(self, folder: Path, webhook: bool, rail: Rail) -> Settings:
        sells = rail is not Rail.OFF
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
            premium_rail=rail.value,
            stripe_mode="test",
            stripe_secret_key=STRIPE_KEY if sells else "",
            stripe_webhook_secret=STRIPE_WEBHOOK_SECRET if sells and webhook else "",
            stripe_api_url=f"{self.sandbox_url}/stripe",
            telegram_provider_token=PROVIDER_TOKEN if sells else "",
            support_contact=SUPPORT_CONTACT if sells else "",
        )

    def _set_stripe_up(self, webhook: bool) -> None:
        """What ``ai-tracker stripe setup`` does. Without a public address Stripe has nobody to tell."""
        url = f"http://127.0.0.1:{self._port}{STRIPE_WEBHOOK_PATH}" if webhook else None
        set_up(STRIPE_KEY, self._settings.plans(), url, self._settings.stripe_api_url)

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

    def think(self, url: str) -> None:
        self._settings = self._settings.model_copy(update={"openai_base_url": url})
        self.restart()

    def end(self) -> None:
        if self._running is not None:
            self._running.stop()
            self._running.ended.result(60)
            self._running = None

    def calm(self) -> None:
        """It is that evening again: the clock goes on, and journeys turn it."""
        self.clock.turn_back()

    def tick(self) -> None:
        self.restart()  # it strikes when the program begins

    def stored(self, words: str) -> list[tuple[str, str]]:
        written = {words, words.replace("-", "")}  # an id without its dashes is the same id
        return [found for each in written for found in database.mentions(self.database, each)]

    def has_account(self, athlete_id: str) -> bool:
        return bool(self.stored(athlete_id))

    async def until_handled(self, update_id: int) -> None:
        await database.until_handled(self.database, update_id)

    async def until_idle(self) -> None:
        await database.until_idle(self.database)

    async def until_finished(self) -> None:
        await database.until_finished(self.database)

    def said_in(self, chat_id: int) -> list[str]:
        return said_in(self.sandbox, self._background, chat_id)


def _hand_on(done: "Future[None]", started: "Future[_Running]") -> None:
    """A program that ends before it runs tells why."""
    error = done.exception()
    if error is not None and not started.done():
        started.set_exception(error)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
