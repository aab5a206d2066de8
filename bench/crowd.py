"""Ten thousand check-ins due at once: how it feels to those who are chatting, and to those who are asked.

One bot, at the pace that Telegram takes for free; in every second phase what waits for the ten thousand is held back.
"""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from uuid import UUID

from backend.store.engine import open_engine
from backend.store.migrate import upgrade
from backend.store.tables import metadata as backend_tables
from bench.conversation import consent, log_a_session, our_bot
from bench.due import fill
from bench.fleet import Rider
from bench.isolation import p95
from bot.state import BOT_MIGRATIONS, BOT_VERSIONS
from bot.state.tables import metadata as bot_tables
from handlers.state import ChatState
from sandbox.server import Sandbox, start

CROWD = 10_000
MINUTES = 50
"""So long ago the first of them were due; as many in each minute."""
CHATTING = 20
PHASES = 6
CONVERSATIONS = 4
PAUSE_SECONDS = 1.0
AT_FIRST = 20
"""Reminders for which there is room at once, after a while without any."""
FREE_PER_SECOND = 30
"""https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""

_A_DAY = 86_400_000_000
_HELD = 1
"""Done, a microsecond after 1970."""


@dataclass(frozen=True)
class Crowd:
    """What those who chat felt, and those who were asked.

    ``beside`` and ``calm``: p95 of replies to those who chat, in seconds, while the crowd is asked and while not; the
    median of the phases.
    ``per_second`` of the crowd are asked after the first ``AT_FIRST`` of each phase; ``overtaken``: by how many places
    at most somebody was asked out of turn.
    """

    beside: float
    calm: float
    per_second: float
    overtaken: int


class World:
    """A fake Telegram with the crowd in it, and a database in which they are due."""

    def __init__(self, sandbox: Sandbox, due: datetime) -> None:
        self._due = due
        self._chats = [sandbox.world.new_athlete()["id"] for _ in range(CROWD)]
        for chat_id in self._chats:
            sandbox.hands.chat(chat_id)
        chance = Random(CROWD)
        self._ids = {chat_id: UUID(int=chance.getrandbits(128), version=4) for chat_id in self._chats}
        self._path = Path()

    def prepare(self, folder: Path) -> None:
        """Make the bot's database."""
        self._path = folder / "ai-tracker.db"
        engine = open_engine(f"sqlite:///{self._path}")
        upgrade(engine, tables=backend_tables)
        upgrade(engine, BOT_MIGRATIONS, BOT_VERSIONS, bot_tables)
        engine.dispose()
        zone = _where_it_is_afternoon(self._due)
        minutes = {chat_id: timedelta(minutes=n * MINUTES // CROWD) for n, chat_id in enumerate(self._chats)}
        fill(self._path, {self._ids[chat_id]: self._due + minutes[chat_id] for chat_id in self._chats}, zone)
        with closing(sqlite3.connect(self._path)) as database, database:
            database.executemany(
                "INSERT INTO chats (chat_id, athlete_id, state, changed_at) VALUES (?, ?, ?, 0)",
                ((chat_id, id_.hex, _state(chat_id, id_, zone)) for chat_id, id_ in self._ids.items()),
            )

    def hold(self) -> None:
        """Nothing is due any more, and nothing waits."""
        self._tell("UPDATE dues SET at = at + ?", _A_DAY)
        self._tell("UPDATE outbox SET done_at = ? WHERE date IS NOT NULL AND done_at IS NULL", _HELD)

    def let_go(self) -> None:
        """All is as it was."""
        self._tell("UPDATE outbox SET done_at = NULL WHERE done_at = ?", _HELD)
        self._tell("UPDATE dues SET at = at - ?", _A_DAY)

    def asked(self) -> list[int]:
        """The places, in the order in which they are due, of those who were asked, in the order in which they were."""
        places = {self._ids[chat_id].hex: n for n, chat_id in enumerate(self._chats)}
        with closing(sqlite3.connect(self._path)) as database:
            rows = database.execute(
                "SELECT athlete_id FROM outbox WHERE date IS NOT NULL AND done_at > ? ORDER BY done_at", (_HELD,)
            ).fetchall()
        return [places[athlete_id] for (athlete_id,) in rows]

    def _tell(self, statement: str, value: int) -> None:
        with closing(sqlite3.connect(self._path, timeout=10)) as database, database:
            database.execute(statement, (value,))


def _where_it_is_afternoon(instant: datetime) -> str:
    """A zone in which the day is neither young nor nearly over, whenever this runs."""
    return f"Etc/GMT{instant.hour - 14:+d}"


def _state(chat_id: int, athlete_id: UUID, zone: str) -> str:
    return ChatState(chat_id=chat_id, athlete_id=athlete_id, zone=zone).model_dump_json()


async def run() -> Crowd:
    """Both, in turns."""
    sandbox, chance = await start(), Random(1)
    calm: list[float] = []
    beside: list[float] = []
    flowing = 0.0
    try:
        world = World(sandbox, datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=MINUTES))
        async with our_bot(sandbox, per_second=FREE_PER_SECOND, prepare=world.prepare):
            riders = [Rider(sandbox) for _ in range(CHATTING)]
            await asyncio.gather(*map(consent, riders))
            await asyncio.gather(*map(log_a_session, riders))

            async def keep_busy(athlete: Rider) -> None:
                athlete.reply_seconds.clear()
                for _ in range(CONVERSATIONS):
                    await asyncio.sleep(chance.uniform(0, 2 * PAUSE_SECONDS))
                    await log_a_session(athlete)

            async def phase() -> list[float]:
                await asyncio.gather(*map(keep_busy, riders))
                return [seconds for athlete in riders for seconds in athlete.reply_seconds]

            before = len(world.asked())
            for _ in range(PHASES):
                began = perf_counter()
                beside.append(p95(await phase()))
                world.hold()
                flowing += perf_counter() - began
                calm.append(p95(await phase()))
                world.let_go()
            asked = world.asked()
    finally:
        await sandbox.close()
    overtaken = max(abs(place - n) for n, place in enumerate(asked))
    return Crowd(median(beside), median(calm), (len(asked) - before - (PHASES - 1) * AT_FIRST) / flowing, overtaken)
