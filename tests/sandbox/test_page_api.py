"""The chat page's API: what athletes do and see, event streams, and the door that keeps other pages out."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat, ReplyKeyboardMarkup, ReplyKeyboardRemove

from sandbox.events import KEPT
from sandbox.server import Sandbox
from tests.fakes.athlete import FakeAthlete
from tests.fakes.pictures import picture


async def events(http: httpx.AsyncClient, athlete_id: int, last_id: str | None = None) -> AsyncIterator[dict[str, Any]]:
    headers = {"Last-Event-ID": last_id} if last_id else {}
    async with http.stream("GET", f"/sandbox/athletes/{athlete_id}/events", headers=headers) as stream:
        yield {"type": "connected"}
        event_id = ""
        async for line in stream.aiter_lines():
            if line.startswith("id: "):
                event_id = line[4:]
            if line.startswith("data: "):
                yield {"event_id": event_id, **json.loads(line[6:])}


async def take(stream: AsyncIterator[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    async with asyncio.timeout(5):
        return [await anext(stream) for _ in range(count)]


async def test_the_first_athlete_is_there_and_more_can_come(http: httpx.AsyncClient) -> None:
    (first,) = (await http.get("/sandbox/state")).json()["athletes"]
    assert first == {"id": 710000001, "first_name": "Ada", "language_code": "en", "blocked": False}
    answer = await http.post("/sandbox/athletes", json={"first_name": "שרה", "language_code": "he"})
    assert answer.status_code == 201
    assert answer.json()["first_name"] == "שרה"
    assert len((await http.get("/sandbox/state")).json()["athletes"]) == 2


async def test_the_chat_tells_everything_the_page_shows(
    http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete
) -> None:
    await bot.set_my_commands([BotCommand("log", "Log a session")])
    await bot.set_my_commands([BotCommand("log", "Training eintragen")], language_code="de")
    await bot.send_message(athlete.id, "How long?", reply_markup=ReplyKeyboardMarkup([["30"]], one_time_keyboard=True))
    await bot.send_chat_action(athlete.id, "typing")
    chat = (await http.get(f"/sandbox/athletes/{athlete.id}/chat")).json()
    assert [message["text"] for message in chat["messages"]] == ["/start", "How long?"]
    assert chat["commands"] == [{"command": "log", "description": "Training eintragen"}]
    assert chat["reply_keyboard"]["keyboard"] == [[{"text": "30"}]]
    assert (chat["typing"], chat["draft"], chat["blocked"]) == (True, None, False)


async def test_a_command_list_for_one_chat_wins(http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete) -> None:
    await bot.set_my_commands([BotCommand("log", "general")])
    await bot.set_my_commands([BotCommand("only", "here")], scope=BotCommandScopeChat(athlete.id))
    assert [command["command"] for command in await athlete.menu()] == ["only"]
    await bot.delete_my_commands(scope=BotCommandScopeChat(athlete.id))
    assert [command["command"] for command in await athlete.menu()] == ["log"]


async def test_a_one_time_keyboard_goes_when_used_and_others_when_removed(
    sandbox: Sandbox, bot: Bot, athlete: FakeAthlete
) -> None:
    chat = sandbox.hands.chat(athlete.id)
    await bot.send_message(athlete.id, "?", reply_markup=ReplyKeyboardMarkup([["30"]], one_time_keyboard=True))
    await athlete.says("30")
    assert chat.reply_keyboard is None
    await bot.send_message(athlete.id, "?", reply_markup=ReplyKeyboardMarkup([["30"]]))
    await athlete.says("30")
    assert chat.reply_keyboard is not None
    await bot.send_message(athlete.id, "Thanks", reply_markup=ReplyKeyboardRemove())
    assert chat.reply_keyboard is None


async def test_events_tell_what_happens_in_order(http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete) -> None:
    stream = events(http, athlete.id)
    await take(stream, 1)
    message = await bot.send_message(athlete.id, "one")
    await bot.edit_message_text("two", athlete.id, message.message_id)
    await bot.set_message_reaction(athlete.id, message.message_id, "👍")
    await bot.send_chat_action(athlete.id, "upload_photo")
    await bot.send_message_draft(athlete.id, 1, "Your lon")
    await bot.delete_message(athlete.id, message.message_id)
    await bot.set_my_commands([BotCommand("log", "Log")])
    seen = await take(stream, 7)
    assert [event["type"] for event in seen] == [
        "message", "edited", "reaction", "action", "draft", "deleted", "commands",
    ]  # fmt: skip
    assert (seen[0]["message"]["text"], seen[1]["message"]["text"]) == ("one", "two")
    assert (seen[3]["action"], seen[4]["text"], seen[5]["message_id"]) == (
        "upload_photo",
        "Your lon",
        message.message_id,
    )


async def test_typing_and_draft_end_with_the_message(http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete) -> None:
    await bot.send_chat_action(athlete.id, "typing")
    await bot.send_message_draft(athlete.id, 1, "Your lon")
    during = (await http.get(f"/sandbox/athletes/{athlete.id}/chat")).json()
    assert (during["typing"], during["draft"]) == (True, "Your lon")
    await bot.send_message(athlete.id, "Your longest ride in four weeks.")
    after = (await http.get(f"/sandbox/athletes/{athlete.id}/chat")).json()
    assert (after["typing"], after["draft"]) == (False, None)


async def test_a_reconnect_misses_nothing(http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete) -> None:
    stream = events(http, athlete.id)
    await take(stream, 1)
    await bot.send_message(athlete.id, "seen")
    (_seen,) = await take(stream, 1)
    await stream.aclose()  # type: ignore[attr-defined] # an async generator has it
    await bot.send_message(athlete.id, "missed 1")
    await bot.send_message(athlete.id, "missed 2")
    again = events(http, athlete.id, _seen["event_id"])
    missed = await take(again, 3)
    assert [event["message"]["text"] for event in missed[1:]] == ["missed 1", "missed 2"]


@pytest.mark.parametrize("last_id", ["0badcafe-3", "nonsense", ""])
async def test_a_page_of_an_earlier_run_is_told_to_look_anew(
    http: httpx.AsyncClient, athlete: FakeAthlete, last_id: str
) -> None:
    stream = events(http, athlete.id, last_id)
    await take(stream, 1)
    await athlete.says("something")
    (first,) = await take(stream, 1)
    assert first["type"] == ("state" if last_id else "message")


async def test_a_page_that_was_away_for_too_long_is_told_to_look_anew(
    http: httpx.AsyncClient, sandbox: Sandbox, athlete: FakeAthlete
) -> None:
    log = sandbox.hands.chat(athlete.id).events
    before = log.last_id
    for _ in range(KEPT + 1):
        log.publish("action", action="typing")
    _, first = await take(events(http, athlete.id, before), 2)
    assert first["type"] == "state"


async def test_long_texts_go_out_in_parts_as_in_the_app(bot: Bot, athlete: FakeAthlete) -> None:
    await athlete.says("x" * 5000)
    lengths = [len(update.message.text or "") for update in await bot.get_updates() if update.message]
    assert lengths == [4096, 904]


async def test_what_an_athlete_sends_reaches_the_bot(bot: Bot, athlete: FakeAthlete) -> None:
    first = await athlete.says("60 min run")
    await athlete.edits(first, "70 min run")
    await athlete.sends_location(1.5, -2.25)
    await athlete.sends_sticker()
    await athlete.sends_file("run.png", picture(), kind="photo", caption="me")
    await athlete.sends_file("note.ogg", b"OggS", kind="voice")
    await athlete.sends_file("plan.csv", b"a,b")
    await bot.send_message(athlete.id, "Which one?")
    await athlete.says("this", reply_to=await athlete.sees("Which one?"))
    await athlete.starts("invite-7")
    updates = await bot.get_updates()
    messages = [update.effective_message for update in updates if update.effective_message]
    assert updates[1].edited_message is not None
    assert updates[1].edited_message.text == "70 min run"
    assert messages[2].location is not None
    assert messages[2].location.longitude == -2.25
    assert messages[3].sticker is not None
    assert (messages[4].photo[-1].width, messages[4].caption) == (40, "me")
    assert messages[5].voice is not None
    assert messages[6].document is not None
    assert messages[6].document.file_name == "plan.csv"
    assert messages[7].reply_to_message is not None
    assert messages[8].text == "/start invite-7"
    assert [entity.type for entity in messages[8].entities] == ["bot_command"]


@pytest.mark.parametrize(
    ("update", "attribute"),
    [
        ({"channel_post": {"chat": {"id": -1005, "type": "channel", "title": "News"}, "text": "x"}}, "channel_post"),
        ({"message": {"from": {"id": 8, "is_bot": True, "first_name": "Other"}, "text": "x"}}, "message"),
        (
            {"message": {"text": "x", "forward_origin": {"type": "hidden_user", "sender_user_name": "E", "date": 1}}},
            "message",
        ),
        ({"edited_message": {"message_id": 1, "text": "changed"}}, "edited_message"),
    ],
)
async def test_odd_updates_arrive_filled_in(
    bot: Bot, athlete: FakeAthlete, update: dict[str, Any], attribute: str
) -> None:
    sent = await athlete.sends_update(update)
    (got,) = await bot.get_updates()
    assert got.update_id == sent["update_id"]
    message = getattr(got, attribute)
    assert message.message_id >= 1
    assert message.chat.id == update[attribute].get("chat", {"id": athlete.id})["id"]


async def test_a_file_is_shown_only_if_it_is_a_picture(http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete) -> None:
    photo = await bot.send_photo(athlete.id, picture(), filename="p.png")
    shown = await http.get(f"/sandbox/files/{photo.photo[-1].file_id}")
    assert (shown.headers["Content-Type"], shown.content) == ("image/png", picture())
    assert "Content-Disposition" not in shown.headers
    page = await bot.send_document(athlete.id, b"<script>alert(1)</script>", filename="ä x.html")
    assert page.document is not None
    downloaded = await http.get(f"/sandbox/files/{page.document.file_id}")
    assert downloaded.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%C3%A4%20x.html"
    assert downloaded.headers["Content-Security-Policy"] == "sandbox"


async def test_impossible_things_are_refused_in_a_sentence(
    http: httpx.AsyncClient, bot: Bot, athlete: FakeAthlete
) -> None:
    here = f"/sandbox/athletes/{athlete.id}"
    message = await bot.send_message(athlete.id, "not yours")
    assert (await http.post(f"{here}/messages", json={"text": "  "})).status_code == 409
    assert (await http.post(f"{here}/messages", json={"text": 5})).status_code == 400
    assert (await http.post(f"{here}/messages", content=b"[")).status_code == 400
    assert (await http.post(f"{here}/edits", json={"message_id": message.message_id, "text": "x"})).status_code == 409
    assert (await http.post(f"{here}/taps", json={"message_id": 999, "data": "x"})).status_code == 409
    assert (await http.post("/sandbox/athletes/1/messages", json={"text": "x"})).status_code == 404
    await athlete.blocks()
    refused = await http.post(f"{here}/messages", json={"text": "x"})
    assert refused.json() == {"error": "the bot is blocked; unblock it to write"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/health", {}, 200),
        ("GET", "/health", {"Host": "localhost"}, 200),
        ("GET", "/health", {"Host": "[::1]:8081"}, 200),
        ("GET", "/sandbox/state", {"Host": "evil.example"}, 403),
        ("GET", "/sandbox/state", {"Host": "127.0.0.1.evil.example:80"}, 403),
        ("POST", "/sandbox/athletes", {"Origin": "https://evil.example"}, 403),
        ("POST", "/sandbox/athletes", {"Origin": "null"}, 403),
        ("POST", "/sandbox/athletes", {"Origin": "http://127.0.0.1:1"}, 403),
        ("POST", "/bot123:some-known-token/sendMessage", {"Origin": "https://evil.example"}, 403),
        ("DELETE", "/sandbox/faults", {"Origin": "https://evil.example"}, 403),
        ("POST", "/sandbox/athletes", {}, 201),
    ],
)
async def test_other_web_pages_stay_outside(
    http: httpx.AsyncClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    assert (await http.request(method, path, headers=headers)).status_code == status


async def test_the_page_itself_may_post(http: httpx.AsyncClient, sandbox: Sandbox) -> None:
    answer = await http.post("/sandbox/athletes", json={}, headers={"Origin": sandbox.url})
    assert answer.status_code == 201


async def test_the_page_allows_nothing_from_elsewhere(http: httpx.AsyncClient) -> None:
    page = await http.get("/")
    assert page.status_code == 200
    assert page.headers["Content-Type"].startswith("text/html")
    assert page.headers["Content-Security-Policy"].startswith("default-src 'self'")


async def test_what_an_odd_update_leaves_out_is_filled_in(bot: Bot, athlete: FakeAthlete) -> None:
    await athlete.sends_update({"message": {"chat": {"type": "group"}, "text": "x"}})
    await athlete.sends_update({"callback_query": {"data": "no message any more"}})
    group, tap = await bot.get_updates()
    assert group.effective_chat is not None
    assert (group.effective_chat.type, group.effective_chat.id < 0) == ("group", True)
    assert tap.callback_query is not None
    assert (tap.callback_query.data, tap.callback_query.message) == ("no message any more", None)
    assert await tap.callback_query.answer()


async def test_a_page_learns_that_the_bot_has_connected(http: httpx.AsyncClient, sandbox: Sandbox) -> None:
    stream = events(http, 710000001)
    await http.post("/sandbox/athletes/710000001/messages", json={"text": "hello?"})
    await take(stream, 1)
    await http.get("/bot77:the-first-to-connect/getMe")
    (event,) = await take(stream, 1)
    assert event["type"] == "state"


async def test_a_deep_link_leads_to_the_page_with_its_payload(http: httpx.AsyncClient) -> None:
    answer = await http.get("/tracker_bot", params={"start": "link_a-B_9"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?bot=tracker_bot&start=link_a-B_9")
    assert (await http.get("/tracker_bot", params={"start": "a&b"}, follow_redirects=False)).status_code == 400
    assert (await http.get("/no_such_thing", follow_redirects=False)).status_code == 404
