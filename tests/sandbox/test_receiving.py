"""Long polling: offsets, waiting, kinds, and two receivers at once."""

import asyncio

import httpx
import pytest
from telegram import Bot, Update
from telegram.error import Conflict
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from sandbox.server import Sandbox
from tests.fakes.athlete import FakeAthlete


async def polled(sandbox: Sandbox, bot: Bot) -> None:
    """Until the bot's poll waits at the server."""
    async with asyncio.timeout(5):
        # the server has no event to offer for this
        while not (bot.token in sandbox.world.bots and sandbox.world.bots[bot.token].updates.polled):  # noqa: ASYNC110
            await asyncio.sleep(0)


async def said(bot: Bot, offset: int | None = None, limit: int | None = None) -> list[str]:
    updates = await bot.get_updates(offset=offset, limit=limit)
    return [update.message.text or "" for update in updates if update.message]


async def test_updates_stay_until_an_offset_confirms_them(bot: Bot, athlete: FakeAthlete) -> None:
    for text in ("one", "two", "three"):
        await athlete.says(text)
    assert await said(bot) == ["one", "two", "three"]
    assert await said(bot, limit=2) == ["one", "two"]
    first = (await bot.get_updates())[0].update_id
    assert await said(bot, offset=first + 1) == ["two", "three"]
    assert await said(bot, offset=first) == ["two", "three"]


async def test_a_negative_offset_keeps_only_the_end(bot: Bot, athlete: FakeAthlete) -> None:
    for text in ("one", "two", "three"):
        await athlete.says(text)
    assert await said(bot, offset=-1) == ["three"]
    assert await said(bot) == ["three"]


async def test_update_ids_are_large_and_grow_by_one(bot: Bot, athlete: FakeAthlete) -> None:
    await athlete.says("one")
    await athlete.says("two")
    ids = [update.update_id for update in await bot.get_updates()]
    assert ids[0] > 1_000_000
    assert ids[1] == ids[0] + 1


async def test_a_poll_waits_for_the_next_message(sandbox: Sandbox, bot: Bot, athlete: FakeAthlete) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await polled(sandbox, bot)
    await athlete.says("here I am")
    (update,) = await asyncio.wait_for(poll, 5)
    assert update.message is not None
    assert update.message.text == "here I am"


async def test_only_the_kinds_asked_for_arrive_and_that_is_remembered(bot: Bot, athlete: FakeAthlete) -> None:
    await bot.get_updates(allowed_updates=["edited_message"])
    message_id = await athlete.says("60 min run")
    await athlete.edits(message_id, "70 min run")
    (update,) = await bot.get_updates()
    assert update.edited_message is not None
    assert update.edited_message.text == "70 min run"
    await bot.get_updates(offset=update.update_id + 1, allowed_updates=[])
    await athlete.says("again")
    assert await said(bot) == ["again"]


async def test_a_second_poll_ends_the_first_one(sandbox: Sandbox, bot: Bot, http: httpx.AsyncClient) -> None:
    address = f"/bot{bot.token}/getUpdates"
    first = asyncio.create_task(http.get(address, params={"timeout": 20}))
    await polled(sandbox, bot)
    second = asyncio.create_task(http.get(address, params={"timeout": 20}))
    refused = await asyncio.wait_for(first, 5)
    assert refused.status_code == 409
    assert refused.json()["description"].startswith("Conflict: terminated by other getUpdates request")
    second.cancel()


async def test_polling_is_refused_while_a_webhook_is_set(sandbox: Sandbox, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await polled(sandbox, bot)
    await bot.set_webhook("http://127.0.0.1:9/")
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()


async def test_ptbs_application_serves_an_athlete_by_polling(sandbox: Sandbox) -> None:
    # GIVEN a bot built as PTB's documentation builds it
    async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(f"You said {update.message.text}")

    application = Application.builder().token("77:polling-bot-token").base_url(f"{sandbox.url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application, FakeAthlete(sandbox.url) as athlete:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling(timeout=5)
        try:
            # WHEN an athlete writes, THEN the answer is in the chat
            await athlete.says("60 min run")
            await athlete.sees("You said 60 min run")
        finally:
            await application.updater.stop()
            await application.stop()


async def test_an_athlete_can_write_before_any_bot_has_connected(sandbox: Sandbox, http: httpx.AsyncClient) -> None:
    assert (await http.get("/sandbox/state")).json()["bot"] is None
    async with FakeAthlete(sandbox.url) as athlete:
        await athlete.says("is anybody there?")
        async with Bot("9:first-token-to-call", base_url=f"{sandbox.url}/bot") as bot:
            assert await said(bot) == ["is anybody there?"]
            assert (await http.get("/sandbox/state")).json()["bot"]["id"] == 9
            await bot.send_message(athlete.id, "Yes.")
            await athlete.sees("Yes.")
