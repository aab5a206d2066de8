"""What a journey may know of the program that it is made with, and what every assembly is put up with."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import httpx

from backend.ports import Clock
from sandbox.server import Sandbox, start
from sandbox.stripe import LocalStripe

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

    def turn_back(self) -> None:
        """It is the beginning of that Wednesday evening again."""
        self._began = time.monotonic()
        self._turned = timedelta()


class Assembly:
    """One of the two columns of the design, running. All calls are blocking ones and may be made from any thread."""

    sandbox_url: str
    sandbox: Sandbox
    """Telegram and Stripe, for :meth:`there`."""
    clock: TurnableClock
    webhook: str | None
    """Where updates are delivered; None while polling."""
    secret: str
    """What Telegram shows to the webhook."""
    token: str
    """What the bot shows to Telegram."""
    signs_in = False
    """Whether athletes have to connect an account before anything of theirs is stored."""
    patience = 10.0
    """Seconds after which what should have come is missing."""
    crowd = 20
    """How many athletes may write at the same moment."""
    busy = 70
    """More chats than have a place at once."""
    database: Path
    """The one SQLite file, where there is one."""
    _background: "Background"

    @property
    def stripe(self) -> LocalStripe:
        """For :meth:`there`."""
        return self.sandbox.stripe

    def there(self, act: Callable[[], Found]) -> Found:
        """Do something in the thread of Telegram and Stripe, between two of their requests."""

        async def done() -> Found:
            return act()

        return self._background.do(done())

    def begin(self) -> None:
        """Start the program."""
        raise NotImplementedError

    def end(self) -> None:
        """End the program in good order; the sandbox stays."""
        raise NotImplementedError

    def think(self, url: str) -> None:
        """From now on a model is asked at this address; "": none is."""
        raise NotImplementedError

    def restart(self) -> None:
        """Nothing that the program held in memory is there afterwards."""
        self.end()
        self.begin()

    def calm(self) -> None:
        """Nothing of the journey before is felt any more: where it matters, it is that evening again."""

    def tick(self) -> None:
        """Let the program's clock strike, which it does once a minute."""
        raise NotImplementedError

    def sign_in(self, url: str) -> str:
        """Make an account and sign in with it at the page that the bot pointed to; what leads back into the chat."""
        raise NotImplementedError

    def has_account(self, athlete_id: str) -> bool:
        """Whether somebody can still sign in as this athlete."""
        raise NotImplementedError

    def stored(self, words: str) -> list[tuple[str, str]]:
        """Wherever these words are stored: the kind of thing, and the thing as text."""
        raise NotImplementedError

    async def until_handled(self, update_id: int) -> None:
        """Wait for the turn of an update that brings no answer into the athlete's chat."""
        raise NotImplementedError

    async def until_idle(self) -> None:
        """Wait until all that was said is handled: an answer is seen a little before its turn is saved."""
        raise NotImplementedError

    async def until_finished(self) -> None:
        """Wait until nothing that was said is worked on any more, comments and answers to questions included."""
        raise NotImplementedError

    def logs(self) -> str:
        """What was logged elsewhere than on this process's own output."""
        return ""

    def said_in(self, chat_id: int) -> list[str]:
        """What the bot has written into a chat that no athlete's page shows, such as a group."""
        raise NotImplementedError

    # ---- Telegram's trouble ----

    def trouble(self, **fault: object) -> None:
        """From now on Telegram makes this trouble: the fields of :class:`sandbox.faults.Fault`."""
        given = {name: value for name, value in fault.items() if value is not None}
        httpx.post(f"{self.sandbox_url}/sandbox/faults", json=given).raise_for_status()

    def no_more_trouble(self) -> None:
        httpx.delete(f"{self.sandbox_url}/sandbox/faults").raise_for_status()

    def limit_rates(self, *, on: bool = True) -> None:
        """From now on Telegram keeps its real limits: a short burst, then one message a second and chat."""
        httpx.post(f"{self.sandbox_url}/sandbox/limits", json={"on": on}).raise_for_status()


class Background:
    """An event loop in a thread, so that what a journey is made with runs beside the test's own loop."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> "Background":
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


def telegram(background: Background, clock: TurnableClock, token: str) -> Sandbox:
    """The Telegram of an assembly, strict about what the bot sends and quick to repeat what was refused."""
    return background.do(
        start(strict_spec=True, clock=lambda: clock.now().timestamp(), webhook_pause=0.05, allowed_tokens=[token])
    )


def said_in(sandbox: Sandbox, background: Background, chat_id: int) -> list[str]:
    """See :meth:`Assembly.said_in`."""

    async def look() -> list[str]:
        chat = sandbox.world.shown.chats[chat_id]
        return [message["text"] for message in chat.messages.values() if message.get("from", {}).get("is_bot")]

    return background.do(look())


async def until(holds: Callable[[], bool], patience: float) -> None:
    """Look until it holds. ``holds`` may take its time: it is asked in a thread."""
    async with asyncio.timeout(patience):
        while not await asyncio.to_thread(holds):  # noqa: ASYNC110 - another program tells nobody when it is ready
            await asyncio.sleep(0.02)
