"""What Telegram refuses, the sandbox refuses, in Telegram's words."""

import json
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, Forbidden

from sandbox.server import Sandbox, start
from tests.fakes.athlete import FakeAthlete
from tests.fakes.pictures import picture

NOT_MODIFIED = (
    "Message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def button(**fields: Any) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "x", **fields}]]})


async def call(http: httpx.AsyncClient, bot: Bot, method: str, **parameters: Any) -> tuple[int, str]:
    answer = await http.post(f"/bot{bot.token}/{method}", data=parameters)
    body = answer.json()
    assert body["ok"] is False
    assert body["error_code"] == answer.status_code
    return answer.status_code, body["description"]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "message text is empty"),
        ({"text": " \n\t "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "x", "reply_markup": button(callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": button(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": button(callback_data="")}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "reply_markup": button()},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": button(url="javascript:alert(1)")},
            "inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong HTTP URL",
        ),
        ({"text": "x", "reply_markup": "{nonsense"}, "can't parse reply keyboard markup JSON object"),
        (
            {"text": "x", "reply_markup": '{"inline_keyboard": [[{"callback_data": "a"}]]}'},
            'can\'t parse reply keyboard markup: reply_markup.inline_keyboard[0][0]: InlineKeyboardButton needs "text"',
        ),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "ü <x>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "x" at byte offset 3'),
        (
            {"text": "*x*", "parse_mode": "MarkdownV2"},
            "unsupported parse_mode (the sandbox reads HTML and explicit entities)",
        ),
        (
            {"text": "x", "entities": '[{"type": "bold", "offset": 0, "length": 2}]'},
            "entity beginning or end is out of the text",
        ),
        ({"text": "x", "reply_parameters": '{"message_id": 999}'}, "message to be replied not found"),
        ({"text": "x", "colour": "red"}, 'unknown parameter "colour"'),
    ],
)
async def test_send_message_refuses(
    http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete, parameters: dict[str, str], words: str
) -> None:
    assert await call(http, bot, "sendMessage", chat_id=athlete.id, **parameters) == (400, f"Bad Request: {words}")
    await athlete.nothing_new(0.02)


async def test_the_limits_themselves_are_allowed(bot: Bot, athlete: FakeAthlete) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x" * 64)]])
    await bot.send_message(athlete.id, "x" * 4096, reply_markup=keyboard)
    await bot.send_photo(athlete.id, picture(), caption="x" * 1024)
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(athlete.id, picture(), caption="x" * 1025)


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, athlete: FakeAthlete) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="a")]])
    message = await bot.send_message(athlete.id, "<b>same</b>", parse_mode="HTML", reply_markup=keyboard)
    with pytest.raises(BadRequest) as refused:
        await bot.edit_message_text(
            "<b>same</b> ", athlete.id, message.message_id, parse_mode="HTML", reply_markup=keyboard
        )
    assert refused.value.message == NOT_MODIFIED
    with pytest.raises(BadRequest) as refused:
        await bot.edit_message_reply_markup(athlete.id, message.message_id, reply_markup=keyboard)
    assert refused.value.message == NOT_MODIFIED
    # plain instead of bold, or no keyboard any more, is a change
    await bot.edit_message_text("same", athlete.id, message.message_id, reply_markup=keyboard)
    await bot.edit_message_text("same", athlete.id, message.message_id)


async def test_only_own_messages_that_are_there_can_be_edited(bot: Bot, athlete: FakeAthlete) -> None:
    theirs = await athlete.says("mine")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("yours", athlete.id, theirs)
    with_keyboard = await bot.send_message(athlete.id, "x", reply_markup=ReplyKeyboardMarkup([["a"]]))
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("y", athlete.id, with_keyboard.message_id)
    gone = await bot.send_message(athlete.id, "gone")
    await bot.delete_message(athlete.id, gone.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("y", athlete.id, gone.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(athlete.id, gone.message_id)


async def test_text_and_caption_are_not_the_same(bot: Bot, athlete: FakeAthlete) -> None:
    photo = await bot.send_photo(athlete.id, picture())
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("y", athlete.id, photo.message_id)
    text = await bot.send_message(athlete.id, "x")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(athlete.id, text.message_id, caption="y")


async def test_an_old_message_cannot_be_deleted(bot: Bot, athlete: FakeAthlete, sandbox: Sandbox, time: Any) -> None:
    message = await bot.send_message(athlete.id, "old")
    time.now += 48 * 3600 + 1
    with pytest.raises(BadRequest, match="can't be deleted"):
        await bot.delete_message(athlete.id, message.message_id)


async def test_a_chat_that_the_bot_may_not_write_to(bot: Bot, athlete: FakeAthlete, sandbox: Sandbox) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4242, "x")
    stranger = sandbox.world.new_athlete()
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger["id"], "x")
    await athlete.blocks()
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(athlete.id, "x")
    await athlete.starts("again")
    assert await bot.send_message(athlete.id, "x")


async def test_replying_to_a_missing_message_can_be_allowed(bot: Bot, athlete: FakeAthlete) -> None:
    reply = ReplyParameters(999, allow_sending_without_reply=True)
    assert (await bot.send_message(athlete.id, "x", reply_parameters=reply)).reply_to_message is None


async def test_a_tap_answered_twice_or_too_late_is_refused(bot: Bot, athlete: FakeAthlete, time: Any) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="a")]])
    await bot.send_message(athlete.id, "card", reply_markup=keyboard)
    card = await athlete.sees("card")
    query = await athlete.taps(card, "x")
    await bot.answer_callback_query(query)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await bot.answer_callback_query(query)
    late = await athlete.taps(card, "x")
    time.now += 16 * 60
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(late)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (picture(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (b"", "file must be non-empty"),
    ],
)
async def test_a_photo_has_to_be_one(
    http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete, content: bytes, words: str
) -> None:
    answer = await http.post(
        f"/bot{bot.token}/sendPhoto", data={"chat_id": athlete.id}, files={"photo": ("p.png", content)}
    )
    assert answer.json()["description"] == f"Bad Request: {words}"


async def test_a_file_over_50_mb_is_too_large(http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete) -> None:
    huge = b"\0" * (52 * 1024 * 1024)
    answer = await http.post(
        f"/bot{bot.token}/sendDocument", data={"chat_id": athlete.id}, files={"document": ("big.bin", huge)}
    )
    assert (answer.status_code, answer.json()["description"]) == (413, "Request Entity Too Large")


@pytest.mark.parametrize("address", ["/botnonsense/getMe", "/bot1:short/getMe", "/bot123456:long-enough-token/noSuch"])
async def test_unknown_tokens_and_methods_are_not_found(http: httpx.AsyncClient, address: str) -> None:
    answer = await http.get(address)
    assert (answer.status_code, answer.json()) == (404, {"ok": False, "error_code": 404, "description": "Not Found"})


async def test_a_method_of_the_bot_api_that_is_missing_here_is_logged(
    http: httpx.AsyncClient, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    await http.get(f"/bot{bot.token}/sendDice")
    assert "does not implement the Bot API method 'sendDice'" in caplog.text
    assert bot.token not in caplog.text


async def test_only_listed_tokens_when_there_is_a_list() -> None:
    sandbox = await start(allowed_tokens={"1:this-one-is-fine"})
    async with httpx.AsyncClient(base_url=sandbox.url) as http:
        assert (await http.get("/bot1:this-one-is-fine/getMe")).status_code == 200
        answer = await http.get("/bot2:this-one-is-not/getMe")
    await sandbox.close()
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")


@pytest.mark.parametrize(
    "send",
    [
        lambda http, url, values: http.get(url, params=values),
        lambda http, url, values: http.post(url, data=values),
        lambda http, url, values: http.post(url, json=values),
        lambda http, url, values: http.post(url, data=values, files={"unused": b"x"}),
    ],
    ids=["query", "form", "json", "multipart"],
)
async def test_parameters_come_in_four_ways(http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete, send: Any) -> None:
    values = {"chat_id": athlete.id, "text": "ü 😀 שלום", "disable_notification": True}
    answer = await send(http, f"/bot{bot.token}/SENDmessage", values)
    assert answer.json()["result"]["text"] == "ü 😀 שלום"
