"""How one athlete's slow model call feels to others: their p95 reply time with it beside without it, in one run."""

import asyncio
from contextlib import suppress
from random import Random
from statistics import quantiles

from bench.conversation import consent, log_a_session, our_bot
from bench.fleet import Rider
from sandbox.server import start

OTHERS = 20
PHASES = 4
CONVERSATIONS = 6
PAUSE_SECONDS = 1.0
"""Between two conversations of an athlete, so that the machine is busy but not full."""


def p95(seconds: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(seconds, n=20)[-1]


async def run() -> tuple[float, float]:
    """(p95 of the others while one is slow, p95 while none is), seconds."""
    sandbox = await start()
    chance = Random(1)
    try:
        async with our_bot(sandbox, module="bench.slow_bot"):
            slow, *others = [Rider(sandbox) for _ in range(OTHERS + 1)]
            await asyncio.gather(*map(consent, [slow, *others]))
            await log_a_session(slow)
            await asyncio.gather(*map(log_a_session, others))

            async def keep_busy(athlete: Rider) -> None:
                for _ in range(CONVERSATIONS):
                    await asyncio.sleep(chance.uniform(0, 2 * PAUSE_SECONDS))
                    await log_a_session(athlete)

            async def phase() -> list[float]:
                for athlete in others:
                    athlete.reply_seconds.clear()
                await asyncio.gather(*map(keep_busy, others))
                return [seconds for athlete in others for seconds in athlete.reply_seconds]

            async def always_slow() -> None:
                while True:
                    await log_a_session(slow)

            calm: list[float] = []
            beside: list[float] = []
            for _ in range(PHASES):
                calm += await phase()
                slowness = asyncio.create_task(always_slow())
                beside += await phase()
                slowness.cancel()
                with suppress(asyncio.CancelledError):
                    await slowness
                slow.restart()
    finally:
        await sandbox.close()
    return p95(beside), p95(calm)
