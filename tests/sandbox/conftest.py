"""A sandbox that checks each of its answers, a bot on it, an athlete in front of it."""

from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from sandbox.server import Sandbox, start
from tests.fakes.athlete import FakeAthlete

TOKEN = "5550001:sandbox-token_for_tests"


class Time:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def durations_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """PTB warns about ``RetryAfter.retry_after`` as a number; warnings are errors here."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def sandbox(time: Time) -> AsyncIterator[Sandbox]:
    running = await start(strict_spec=True, clock=time, webhook_pause=0.01)
    yield running
    await running.close()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    request = HTTPXRequest(connection_pool_size=8)
    made = Bot(TOKEN, base_url=f"{sandbox.url}/bot", base_file_url=f"{sandbox.url}/file/bot", request=request)
    async with made:
        yield made


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=sandbox.url, timeout=10) as client:
        yield client


@pytest.fixture
async def athlete(sandbox: Sandbox, bot: Bot) -> AsyncIterator[FakeAthlete]:
    """An athlete who has written to the bot once; that update is already confirmed."""
    async with FakeAthlete(sandbox.url, first_name="Zoë", language_code="de") as one:
        await one.starts()
        (update,) = await bot.get_updates()
        await bot.get_updates(offset=update.update_id + 1)
        yield one
