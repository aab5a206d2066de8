"""``python -m sandbox``: the sandbox in a process of its own."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process

from telegram import Bot

from sandbox.server import Sandbox
from tests.fakes.athlete import FakeAthlete


async def run(*arguments: str) -> Process:
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "sandbox", *arguments, stdout=PIPE, stderr=PIPE)


async def test_it_serves_a_bot_and_an_athlete_and_ends_when_asked() -> None:
    # GIVEN a sandbox in another process, on a port of its own choice
    process = await run("--port", "0", "--strict")
    assert process.stdout is not None
    async with asyncio.timeout(30):
        url = (await process.stdout.readline()).decode().split()[1]
    # WHEN a bot and an athlete meet there, THEN they understand each other
    async with FakeAthlete(url) as athlete, Bot("5:another-process", base_url=f"{url}/bot") as bot:
        await athlete.says("60 min run rpe 7")
        (update,) = await bot.get_updates(timeout=5)
        assert update.message is not None
        await update.message.reply_text("420 AU")
        await athlete.sees("420 AU")
    process.terminate()
    _, complaints = await process.communicate()
    assert (process.returncode, complaints) == (0, b"")


async def test_a_taken_port_is_said_in_a_sentence(sandbox: Sandbox) -> None:
    port = sandbox.url.rpartition(":")[2]
    process = await run("--port", port)
    _, complaint = await process.communicate()
    assert process.returncode == 2
    assert complaint.decode() == f"Cannot listen on port {port}: Address already in use. Choose another with --port.\n"
