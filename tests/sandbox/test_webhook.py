"""Webhooks: the secret, repetition until 2xx, order within a chat, no waiting between chats."""

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from aiohttp import web
from telegram import Bot

from sandbox.server import Sandbox
from tests.fakes.athlete import FakeAthlete


class Receiver:
    """A bot's end of a webhook. ``answer`` decides the HTTP status for each update."""

    def __init__(self) -> None:
        self.url = ""
        self.updates: list[dict] = []
        self.secrets: list[str | None] = []
        self.answer: Callable[[dict], int] = lambda update: 200
        self.hold: dict[str, asyncio.Event] = {}
        self._news = asyncio.Condition()

    async def receive(self, request: web.Request) -> web.Response:
        update = await request.json()
        async with self._news:
            self.updates.append(update)
            self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            self._news.notify_all()
        held = self.hold.get(text(update))
        if held is not None:
            await held.wait()
        return web.Response(status=self.answer(update))

    async def until(self, count: int) -> list[str]:
        async with asyncio.timeout(5), self._news:
            await self._news.wait_for(lambda: len(self.updates) >= count)
        return [text(update) for update in self.updates]


def text(update: dict) -> str:
    return str(update.get("message", {}).get("text", ""))


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.receive)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def test_updates_arrive_with_the_secret_and_in_order(bot: Bot, athlete: FakeAthlete, receiver: Receiver) -> None:
    await athlete.says("before the webhook")
    await bot.set_webhook(receiver.url, secret_token="S3cret_-")
    await athlete.says("two")
    await athlete.says("three")
    assert await receiver.until(3) == ["before the webhook", "two", "three"]
    assert set(receiver.secrets) == {"S3cret_-"}


async def test_an_update_is_sent_again_until_it_is_taken(bot: Bot, athlete: FakeAthlete, receiver: Receiver) -> None:
    # GIVEN a bot that fails twice
    answers = iter([500, 503])
    receiver.answer = lambda update: next(answers, 200)
    await bot.set_webhook(receiver.url)
    # WHEN an athlete writes twice
    await athlete.says("one")
    await athlete.says("two")
    # THEN the first comes three times with the same id, and the second only after it
    assert await receiver.until(4) == ["one", "one", "one", "two"]
    assert len({update["update_id"] for update in receiver.updates[:3]}) == 1
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_one_slow_chat_does_not_hold_up_another(
    sandbox: Sandbox, bot: Bot, athlete: FakeAthlete, receiver: Receiver
) -> None:
    receiver.hold["slow"] = asyncio.Event()
    await bot.set_webhook(receiver.url)
    async with FakeAthlete(sandbox.url) as other:
        await athlete.says("slow")
        await receiver.until(1)
        await athlete.says("behind the slow one")
        await other.says("quick")
        assert await receiver.until(2) == ["slow", "quick"]
        receiver.hold["slow"].set()
        assert await receiver.until(3) == ["slow", "quick", "behind the slow one"]


async def test_one_connection_means_one_update_at_a_time(
    sandbox: Sandbox, bot: Bot, athlete: FakeAthlete, receiver: Receiver
) -> None:
    receiver.hold["first"] = asyncio.Event()
    await bot.set_webhook(receiver.url, max_connections=1)
    async with FakeAthlete(sandbox.url) as other:
        await athlete.says("first")
        await receiver.until(1)
        await other.says("second")
        await bot.get_me()
        assert len(receiver.updates) == 1
        receiver.hold["first"].set()
        assert await receiver.until(2) == ["first", "second"]


async def test_pending_updates_can_be_dropped_and_are_counted(bot: Bot, athlete: FakeAthlete) -> None:
    await bot.set_webhook("http://127.0.0.1:9/nobody-listens")
    await athlete.says("lost")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_what_was_not_taken_is_there_for_polling(bot: Bot, athlete: FakeAthlete, receiver: Receiver) -> None:
    receiver.answer = lambda update: 500
    await bot.set_webhook(receiver.url)
    await athlete.says("still here")
    await receiver.until(1)
    await bot.delete_webhook()
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "still here"


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"url": "not an address"}, "Bad Request: bad webhook: invalid webhook URL specified"),
        (
            {"url": "https://example.org", "secret_token": "with space"},
            "Bad Request: secret token contains unallowed characters",
        ),
    ],
)
async def test_a_bad_webhook_is_refused(bot: Bot, http: httpx.AsyncClient, parameters: dict, words: str) -> None:
    answer = await http.post(f"/bot{bot.token}/setWebhook", data=parameters)
    assert (answer.status_code, answer.json()["description"]) == (400, words)
