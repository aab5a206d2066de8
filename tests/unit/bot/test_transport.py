import asyncio
import io
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.telegram_api import Telegram, TokenRefused
from bot.transport import AiohttpRequest
from handlers.chat_bot import ChatBot
from handlers.keyboards import button, keyboard
from tests.unit.bot.helpers import Notebook, message

TOKEN = "123456:abcdefghijklmnop"


class FakeApi:
    """Answers every method with what a test chose, and remembers what came."""

    def __init__(self) -> None:
        self.url = ""
        self.calls: list[tuple[str, dict[str, object]]] = []
        self.answer: object = True
        self.status = 200
        self.error: dict[str, object] = {}
        self.gate = asyncio.Event()
        self.gate.set()

    async def respond(self, request: web.Request) -> web.Response:
        fields: dict[str, object] = dict(request.query)
        if request.content_type == "application/json":
            fields.update(await request.json())
        for name, value in (await request.post()).items():
            fields[name] = (value.filename, value.file.read()) if isinstance(value, web.FileField) else value
        self.calls.append((request.match_info["method"], fields))
        await self.gate.wait()
        if self.status != 200:
            return web.json_response({"ok": False, "error_code": self.status, **self.error}, status=self.status)
        return web.json_response({"ok": True, "result": self.answer})


@pytest.fixture
async def api() -> AsyncIterator[FakeApi]:
    api, app = FakeApi(), web.Application(client_max_size=2**24)
    app.router.add_route("*", "/bot{token}/{method}", api.respond)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield api
    api.gate.set()
    await runner.cleanup()


@pytest.fixture
async def bot(api: FakeApi) -> AsyncIterator[Bot]:
    request = AiohttpRequest(read=0.2, connect=0.5)
    await request.initialize()
    yield Bot(TOKEN, base_url=f"{api.url}/bot", request=request, get_updates_request=AiohttpRequest())
    await request.shutdown()


async def test_texts_arrive_as_they_are(bot: Bot, api: FakeApi) -> None:
    text = "60 min × 7 = 420 AU & <b>schön</b> 🏃 مرحبا\n+%"

    await bot.send_chat_action(7, "typing")
    await bot.answer_callback_query("q", text)

    assert api.calls == [
        ("sendChatAction", {"chat_id": 7, "action": "typing"}),
        ("answerCallbackQuery", {"callback_query_id": "q", "text": text}),
    ]


async def test_files_arrive_whole(bot: Bot, api: FakeApi) -> None:
    api.answer = message(1)["message"]
    picture, table = b"\x89PNG" + bytes(3_000_000), b"date,load\n"

    await bot.send_photo(7, picture, caption="Ünit", filename="trend.png")
    await bot.send_document(7, io.BytesIO(table), filename="läufe 🏃.csv")

    assert api.calls[0][1]["photo"] == ("trend.png", picture)
    assert api.calls[0][1]["caption"] == "Ünit"
    assert api.calls[1][1]["document"] == ("läufe 🏃.csv", table)


async def test_of_a_sent_message_its_id_date_and_chat_are_kept(bot: Bot, api: FakeApi) -> None:
    api.answer = {**message(31)["message"], "reply_markup": {"inline_keyboard": []}}  # type: ignore[dict-item]

    sent = await bot.send_message(7, "hello")

    assert (sent.message_id, sent.chat.id, sent.chat.type, sent.text) == (31, 7, "private", None)


async def test_no_answer_in_time_is_a_timeout(bot: Bot, api: FakeApi) -> None:
    api.gate.clear()

    with pytest.raises(TimedOut):
        await bot.send_chat_action(7, "typing")


async def test_nobody_there_is_a_network_error_without_the_token() -> None:
    request = AiohttpRequest(connect=0.5)
    await request.initialize()
    bot = Bot(TOKEN, base_url="http://127.0.0.1:9/bot", request=request, get_updates_request=AiohttpRequest())

    with pytest.raises(NetworkError) as away:
        await bot.send_chat_action(7, "typing")

    assert not isinstance(away.value, BadRequest)
    assert TOKEN not in str(away.value)
    await request.shutdown()


@pytest.mark.parametrize(
    ("status", "error", "raised"),
    [
        (400, {"description": "Bad Request: chat not found"}, BadRequest),
        (429, {"description": "Too Many Requests", "parameters": {"retry_after": 3}}, RetryAfter),
        (502, {"description": "Bad Gateway"}, NetworkError),
    ],
)
async def test_telegrams_errors_keep_their_kind(
    bot: Bot, api: FakeApi, status: int, error: dict[str, object], raised: type[Exception]
) -> None:
    api.status, api.error = status, error

    with pytest.raises(raised):
        await bot.send_chat_action(7, "typing")


async def test_a_proxy_of_the_environment_is_used_but_not_for_what_is_excepted(
    api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", api.url)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    request = AiohttpRequest(read=1, connect=1)
    await request.initialize()

    # The proxy is asked for a host that does not exist; it answers as if it were it.
    assert b'"ok": true' in await request.retrieve("http://telegram.invalid/bot1:a/getMe")
    assert b'"ok": true' in await request.retrieve(f"{api.url}/bot1:a/getMe")
    await request.shutdown()


async def test_it_says_when_it_is_used_outside_its_time() -> None:
    with pytest.raises(NetworkError, match="initialize"):
        await AiohttpRequest().retrieve("http://127.0.0.1:9/")


async def test_updates_come_as_telegram_sent_them(api: FakeApi) -> None:
    unknown = {"update_id": 9, "something_new": {"without": "a date"}}
    api.answer = [message(8), unknown]

    async with Telegram(TOKEN, api.url) as telegram:
        assert await telegram.updates(None) == [message(8), unknown]
        await telegram.updates(10)

    (_, first), (_, second) = api.calls
    assert "offset" not in first
    assert second["offset"] == "10"
    assert "callback_query" in str(first["allowed_updates"])


async def test_signing_in_waits_for_telegram_and_stops_at_a_refused_token(api: FakeApi) -> None:
    pauses: list[float] = []
    api.status, api.error = 502, {"description": "Bad Gateway"}

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            api.status, api.error = 401, {"description": "Unauthorized"}

    log = Notebook()
    async with Telegram(TOKEN, api.url) as telegram:
        with pytest.raises(TokenRefused):
            await telegram.sign_in(log, sleep)

    assert pauses == [1, 2, 4]
    assert log.events() == ["telegram_unreachable"]


@pytest.fixture
async def chat_bot(api: FakeApi) -> AsyncIterator[ChatBot]:
    async with Telegram(TOKEN, api.url) as telegram:
        yield telegram.bot


async def test_a_text_is_said_with_its_buttons_as_a_reply(chat_bot: ChatBot, api: FakeApi) -> None:
    api.answer = message(31)["message"]

    sent = await chat_bot.say(7, "<b>Saved.</b> 60 min × 7", keyboard([button("Edit", "e", 1)]), reply_to=30)

    said = {
        "chat_id": 7,
        "text": "<b>Saved.</b> 60 min × 7",
        "parse_mode": "HTML",
        "reply_markup": {"inline_keyboard": [[{"text": "Edit", "callback_data": "e:1"}]]},
        "reply_parameters": {"message_id": 30, "allow_sending_without_reply": True},
    }
    assert (sent, api.calls) == (31, [("sendMessage", said)])


async def test_a_message_is_rewritten_without_its_buttons(chat_bot: ChatBot, api: FakeApi) -> None:
    await chat_bot.rewrite(7, 31, "Taken back.")

    assert api.calls == [
        ("editMessageText", {"chat_id": 7, "message_id": 31, "text": "Taken back.", "parse_mode": "HTML"})
    ]


async def test_what_telegram_refuses_to_rewrite_is_raised_in_its_words(chat_bot: ChatBot, api: FakeApi) -> None:
    api.status, api.error = 400, {"description": "Bad Request: message is not modified"}

    with pytest.raises(BadRequest, match="not modified"):
        await chat_bot.rewrite(7, 31, "The same.")


async def test_a_tap_is_answered_with_or_without_a_toast(chat_bot: ChatBot, api: FakeApi) -> None:
    await chat_bot.answer("q1")
    await chat_bot.answer("q2", "Saved already.")

    assert [values for _, values in api.calls] == [
        {"callback_query_id": "q1"},
        {"callback_query_id": "q2", "text": "Saved already."},
    ]
