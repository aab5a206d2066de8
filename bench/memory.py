"""Idle memory: the product, ready to serve, beside the bare echo bot."""

import psutil

from bench.conversation import consent, echo_bot, echo_five_times, log_a_session, our_bot
from bench.fleet import Rider
from sandbox.server import start


def resident(pid: int) -> int:
    """Resident bytes of the process and its children."""
    process = psutil.Process(pid)
    return sum(each.memory_info().rss for each in [process, *process.children(recursive=True)])


async def run() -> tuple[int, int]:
    """(ours, echo) in bytes, after one athlete has used either once."""
    sandbox = await start()
    try:
        async with echo_bot(sandbox) as process:
            await echo_five_times(Rider(sandbox))
            echo = resident(process.pid)
    finally:
        await sandbox.close()
    sandbox = await start()
    try:
        async with our_bot(sandbox) as process:
            athlete = Rider(sandbox)
            await consent(athlete)
            await log_a_session(athlete)
            ours = resident(process.pid)
    finally:
        await sandbox.close()
    return ours, echo
