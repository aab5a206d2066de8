"""Updates a second: whole logging conversations of ours beside a bare echo bot, against the same fake server.

The fake Telegram with its athletes runs in this process, the bot under test in another. An athlete of ours says
``/log``, taps the duration, the effort and a feeling, and saves: five updates, stored, analysed and answered.
An athlete of the echo bot says five things and waits for each echo.
"""

import asyncio
import os
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import psutil

from bench.fleet import Rider, having, offering
from sandbox.server import Sandbox, start

TOKEN = "4242:bench-needs-no-secret"
ROOT = Path(__file__).parent.parent

Talk = Callable[[Rider], Awaitable[None]]


@dataclass(frozen=True)
class Throughput:
    """What one run measured. ``seconds`` from the first word to the last answer; ``processor`` seconds of the bot."""

    updates: int
    seconds: float
    processor: float

    @property
    def per_second(self) -> float:
        """Updates handled a second."""
        return self.updates / self.seconds

    @property
    def processor_ms(self) -> float:
        """Processor time of an update, in milliseconds."""
        return self.processor / self.updates * 1000


@asynccontextmanager
async def our_bot(
    sandbox: Sandbox, module: str = "bot", per_second: int = 1000, prepare: Callable[[Path], None] | None = None
) -> AsyncIterator[Process]:
    """The product, with a folder of its own, which ``prepare`` may put something into before it starts.

    ``per_second``: pushes. Telegram's free 30 would be what is measured.
    """
    with tempfile.TemporaryDirectory() as folder:
        if prepare is not None:
            prepare(Path(folder))
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": sandbox.url,
            "DATA_DIR": folder,
            "PORT": "0",
            "LOG_LEVEL": "WARNING",
            "TELEGRAM_MESSAGES_PER_SECOND": str(per_second),
        }
        async with _process(["-OO", "-m", module, "run"], settings) as process:
            yield process


@asynccontextmanager
async def echo_bot(sandbox: Sandbox) -> AsyncIterator[Process]:
    """The bare bot."""
    async with _process(["-m", "bench.echo_bot", TOKEN, sandbox.url], {}) as process:
        yield process


@asynccontextmanager
async def _process(arguments: list[str], settings: dict[str, str]) -> AsyncIterator[Process]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env={**kept, **settings}, stdout=DEVNULL, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        _, errors = await process.communicate()
        if process.returncode not in (0, -signal.SIGKILL):
            sys.stderr.write(errors.decode())


async def consent(athlete: Rider) -> None:
    """Agree, and say where one is."""
    athlete.says("/start")
    card = await athlete.sees(offering("OK"))
    athlete.taps(card, "OK")
    card = await athlete.sees(having("What time is it"))
    athlete.taps(card, ":")
    await athlete.sees(having("All set"))


async def log_a_session(athlete: Rider) -> None:
    """Five updates, from the command to the feedback."""
    athlete.says("/log")
    card = await athlete.sees(offering("45 min"))
    athlete.taps(card, "45 min")
    card = await athlete.sees(offering("5 hard"))
    athlete.taps(card, "5 hard")
    card = await athlete.sees(offering("Mood"))
    athlete.taps(card, "4")
    card = await athlete.sees(offering("Save"))
    athlete.taps(card, "Save")
    await athlete.sees(having("Saved."))
    await athlete.sees(offering("Why?"), timed=False)  # a push, at most one a second to a chat


async def echo_five_times(athlete: Rider) -> None:
    """Five updates of a bare bot."""
    for number in range(5):
        athlete.says(f"say {number}")
        await athlete.sees(having(f"say {number}"))


async def measure(process: Process, athletes: list[Rider], talk: Talk, rounds: int) -> Throughput:
    """All athletes talk at once to the bot in that process, each ``rounds`` times."""
    before = sum(athlete.updates for athlete in athletes)
    began, used = perf_counter(), _processor_seconds(process)

    async def keep_talking(athlete: Rider) -> None:
        for _ in range(rounds):
            await talk(athlete)

    await asyncio.gather(*map(keep_talking, athletes))
    seconds = perf_counter() - began
    updates = sum(athlete.updates for athlete in athletes) - before
    return Throughput(updates, seconds, _processor_seconds(process) - used)


def _processor_seconds(process: Process) -> float:
    times = psutil.Process(process.pid).cpu_times()
    return times.user + times.system


async def run(athletes: int = 200, rounds: int = 3) -> tuple[Throughput, Throughput]:
    """(ours, echo)."""
    sandbox = await start()
    try:
        async with echo_bot(sandbox) as process:
            riders = [Rider(sandbox) for _ in range(athletes)]
            await measure(process, riders, echo_five_times, 1)  # warm
            echo = await measure(process, riders, echo_five_times, rounds)
    finally:
        await sandbox.close()
    sandbox = await start()
    try:
        async with our_bot(sandbox) as process:
            riders = [Rider(sandbox) for _ in range(athletes)]
            await measure(process, riders, consent, 1)
            await measure(process, riders, log_a_session, 1)
            ours = await measure(process, riders, log_a_session, rounds)
    finally:
        await sandbox.close()
    return ours, echo
