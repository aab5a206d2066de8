"""Kill −9 at any moment, again and again, while athletes keep logging: nothing lost, nothing doubled."""

import asyncio
import os
import random
import signal
import sqlite3
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from sandbox.server import Sandbox, start
from sandbox.wire import Json

TOKEN = "4242:kill-needs-no-secret"
WRITERS, TAPPERS = 28, 10
UNDER_WAY = 5
"""What a writer has begun and not seen saved; a tapper has one: 28 x 5 + 10 = 150 updates wait when the bot starts."""
KILLS = 10
PATIENCE_SECONDS = 90.0


class Restless:
    """An athlete who begins sessions, by words or step by step, and taps whatever leads to a saved card."""

    def __init__(self, sandbox: Sandbox, *, writes: bool) -> None:
        self.id: int = sandbox.world.new_athlete()["id"]
        self.writes = writes
        self._hands = sandbox.hands
        self.begun = 0
        self.ready = asyncio.Event()
        self._saved: set[int] = set()
        self._events = sandbox.hands.chat(self.id).events.follow(None)

    def begin(self) -> None:
        """Begin one more session; a writer's durations tell them apart."""
        self.begun += 1
        self._hands.says(self.id, f"{100 + self.begun} min run rpe 5" if self.writes else "/log")

    @property
    def rests(self) -> bool:
        """Fewer sessions are under way than this athlete could keep going."""
        return self.begun - len(self._saved) < (UNDER_WAY if self.writes else 1)

    async def live(self) -> None:
        """Answer every card, for ever."""
        self._hands.starts(self.id)
        async for _, event in self._events:
            message: Json = event.get("message") or {}
            if not message.get("from", {}).get("is_bot"):
                continue
            if "All set" in message["text"]:
                self.ready.set()
            if message["text"].startswith("Saved."):
                self._saved.add(message["message_id"])
            keys = [key for row in message.get("reply_markup", {}).get("inline_keyboard", []) for key in row]
            way = ("Save", "5 hard", "45 min", "OK", ":")
            wanted = next((key for label in way for key in keys if label in key["text"]), None)
            if wanted is not None:
                self._hands.taps(self.id, message["message_id"], wanted["callback_data"])


class KillableBot:
    """The product in a process of its own, on a folder that outlives it."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": sandbox.url, "DATA_DIR": str(folder), "PORT": "0"}
        self._environment = {**kept, **settings, "LOG_LEVEL": "ERROR"}
        self._errors = (folder / "errors.log").open("ab")
        self._process: Process | None = None

    async def start(self, *, wait: bool = True) -> None:
        """Start it; with ``wait`` until it says that it serves."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-OO", "-m", "bot", "run"),  # as ``make run`` does
            env=self._environment,
            stdout=PIPE,
            stderr=self._errors,
            stdin=DEVNULL,
        )
        if wait:
            assert self._process.stdout is not None
            line = await asyncio.wait_for(self._process.stdout.readline(), 60)
            assert b"Serving" in line, (self._errors.name, line)

    async def kill(self) -> None:
        """SIGKILL: no goodbye."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGKILL)
            await self._process.wait()
            self._process = None

    async def close(self) -> None:
        """Kill it and close its log."""
        await self.kill()
        self._errors.close()


def answers(folder: Path, question: str) -> list[tuple[object, ...]]:
    """Rows of the bot's database, read beside the running bot."""
    with closing(sqlite3.connect(f"file:{folder / 'ai-tracker.db'}?mode=ro", uri=True, timeout=30)) as database:
        return database.execute(question).fetchall()


async def until(true: Callable[[], bool], what: str) -> None:
    """Wait for something that only the database knows."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not true():  # noqa: ASYNC110 - another process's database rings no bell
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise AssertionError(f"did not happen within {PATIENCE_SECONDS:g} s: {what}") from None


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(5))
async def test_killed_again_and_again_nothing_is_lost_and_nothing_doubled(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    sandbox = await start()
    bot = KillableBot(sandbox, tmp_path)
    athletes = [Restless(sandbox, writes=nth < WRITERS) for nth in range(WRITERS + TAPPERS)]
    lives = [asyncio.create_task(athlete.live()) for athlete in athletes]
    try:
        # GIVEN athletes who agreed, and a bot that is down while 150 updates come
        await bot.start()
        await asyncio.wait_for(asyncio.gather(*(athlete.ready.wait() for athlete in athletes)), PATIENCE_SECONDS)
        await bot.kill()
        for athlete in athletes:
            while athlete.rests:
                athlete.begin()

        # WHEN it is killed at random moments, starting up or at work, and the athletes never stop
        for _ in range(KILLS):
            await bot.start(wait=chance.random() < 0.8)
            await asyncio.sleep(chance.uniform(0.0, 0.8))  # the moment of the kill, not a wait for something
            await bot.kill()
            for athlete in athletes:
                if athlete.rests:
                    athlete.begin()

        # THEN, once it lives on, every session that was begun is stored exactly once
        await bot.start()
        begun = sum(athlete.begun for athlete in athletes)
        await until(lambda: answers(tmp_path, "SELECT count(*) FROM entries") >= [(begun,)], f"{begun} entries")
        waiting = "SELECT count(*) FROM inbox WHERE status = 'waiting'"
        await until(lambda: answers(tmp_path, waiting) == [(0,)], "every update is handled")
        per_athlete = answers(tmp_path, "SELECT count(*) FROM entries GROUP BY athlete_id")
        assert Counter(count for (count,) in per_athlete) == Counter(athlete.begun for athlete in athletes)
        written = [100 + nth for athlete in athletes if athlete.writes for nth in range(1, athlete.begun + 1)]
        stored = answers(tmp_path, "SELECT minutes FROM entries WHERE minutes > 100 ORDER BY minutes")
        assert [minutes for (minutes,) in stored] == sorted(written)
        # AND each has its comment, and no update was given up
        await until(lambda: answers(tmp_path, "SELECT count(*) FROM feedback") == [(begun,)], f"{begun} comments")
        assert answers(tmp_path, "SELECT reason FROM inbox WHERE status = 'aside'") == []
    finally:
        for life in lives:
            life.cancel()
        await asyncio.gather(*lives, return_exceptions=True)
        await bot.close()
        await sandbox.close()
