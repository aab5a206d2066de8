"""Bad luck: Telegram or the database away, everything twice, blocked and back. Nothing is lost or doubled."""

import asyncio

import aiohttp
import pytest

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete


async def test_the_same_button_many_times_at_once_saves_once(athlete: Athlete) -> None:
    await athlete.says("60 min run rpe 7")
    card = await athlete.sees_button("Save")
    queries = await asyncio.gather(*(athlete.taps(card, "Save") for _ in range(6)))
    for query in queries:
        await athlete.sees_answer(query)
    assert "Week: 420 AU in 1 of 7 days" in (await athlete.sees("Saved.")).text
    await athlete.says("/history")
    await athlete.sees("Your log: 1 entry")


async def test_the_feedback_comes_once(athlete: Athlete) -> None:
    card, feedback = await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.logs_and_hears("30 min swim rpe 3")
    assert [each.id for each in athlete.cards if each.replies_to == card.id] == [feedback.id]


async def test_undo_twice_takes_back_once(athlete: Athlete) -> None:
    await athlete.logs("yesterday 60 min run rpe 5")
    card, _ = await athlete.logs_and_hears("60 min run rpe 7")
    for query in await asyncio.gather(athlete.taps(card, "Undo"), athlete.taps(card, "Undo")):
        await athlete.sees_answer(query)
    gone = await athlete.sees("Taken back:")
    assert "Week: 300 AU in 1 of 7 days" in gone.text
    for query in await asyncio.gather(athlete.taps(gone, "Put back"), athlete.taps(gone, "Put back")):
        await athlete.sees_answer(query)
    await athlete.says("/history")
    await athlete.sees("Your log: 2 entries")


async def test_two_phones_at_once(athlete: Athlete, bot: Assembly) -> None:
    async with Athlete(bot, athlete_id=athlete.id) as other:
        await athlete.says("60 min run rpe 7")
        here, there = await athlete.sees_button("Save"), await other.sees_button("Save")
        assert here.id == there.id
        await asyncio.gather(athlete.taps(here, "Save"), other.taps(there, "Save"))
        await asyncio.gather(athlete.sees("Saved."), other.sees("Saved."))
        await asyncio.gather(athlete.says("30 min swim rpe 4"), other.says("20 min walk rpe 2"))
        swim, walk = await athlete.sees("Load 120 AU"), await other.sees("Load 40 AU")
        await asyncio.gather(athlete.taps(swim, "Save"), other.taps(walk, "Save"))
        await athlete.sees("Week: 580 AU in 1 of 7 days")
        await athlete.says("/history")
        await other.sees("Your log: 3 entries")


async def test_half_a_card_on_one_phone_goes_on_on_the_other(athlete: Athlete, bot: Assembly) -> None:
    await athlete.says("/log")
    await athlete.taps(await athlete.sees("How long was it?"), "60 min")
    await athlete.sees("How hard was it")
    async with Athlete(bot, athlete_id=athlete.id) as other:
        await other.taps(other.cards[-1], "7 very hard")
        await other.taps(await other.sees("how do you feel"), "Save")
        await other.sees("60 min × 7 = 420 AU")


async def test_who_blocks_the_bot_hears_nothing_and_is_answered_after_coming_back(athlete: Athlete) -> None:
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.blocks()
    await athlete.blocks(blocked=False)
    await athlete.says("30 min swim rpe 4")
    await athlete.taps(await athlete.sees("Load 120 AU"), "Save")
    await athlete.hears(await athlete.sees("Saved."))


async def test_a_block_in_the_middle_of_a_turn_loses_no_entry(athlete: Athlete, bot: Assembly) -> None:
    await athlete.says("60 min run rpe 7")
    card = await athlete.sees_button("Save")
    bot.trouble(method="editMessageText", chat=athlete.id, latency_ms=200, times=1)
    await asyncio.gather(athlete.taps(card, "Save"), _soon(athlete.blocks(), 0.05))
    await athlete.starts()
    await athlete.sees("You are set up already.")
    await athlete.says("/week")
    await athlete.sees("420 AU")


BAD_GATEWAY = {"status": 502, "times": 1}
TORN = {"drop_connection": True, "times": 1}
TORN_AFTER_IT_WAS_DONE = {"drop_connection": True, "takes_effect": True, "times": 1}
PATIENCE_PLEASE = {"status": 429, "retry_after": 1, "times": 1}


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("editMessageText", {**BAD_GATEWAY, "times": 2}),
        ("editMessageText", TORN),
        ("editMessageText", TORN_AFTER_IT_WAS_DONE),
        ("editMessageText", PATIENCE_PLEASE),
        ("sendMessage", BAD_GATEWAY),
        ("sendMessage", TORN),
        ("sendMessage", PATIENCE_PLEASE),
        ("answerCallbackQuery", TORN),
    ],
)
async def test_telegram_away_for_a_while(
    athlete: Athlete, bot: Assembly, method: str, fault: dict[str, object]
) -> None:
    await athlete.says("60 min run rpe 7")
    card = await athlete.sees_button("Save")
    bot.trouble(method=method, chat=None if method == "answerCallbackQuery" else athlete.id, **fault)
    try:
        await athlete.taps(card, "Save")
        saved = await athlete.sees("60 min × 7 = 420 AU")
        feedback = await athlete.hears(saved)
        await athlete.says("/history")
        await athlete.sees("Your log: 1 entry")
    finally:
        bot.no_more_trouble()
    assert sum(each.text == saved.text for each in athlete.cards) == 1
    assert sum(each.text == feedback.text for each in athlete.cards) == 1


async def test_a_flood_of_messages_is_answered_at_telegrams_pace(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        own_bot.limit_rates()
        for minutes in range(41, 46):
            await athlete.says(f"{minutes} min run rpe 5")
        await athlete.sees("Load 225 AU", timeout=20)
        assert [card.text[14:20] for card in athlete.cards if "Save" in card.buttons] == [
            f"{minutes} min" for minutes in range(41, 46)
        ]


async def test_what_was_written_while_the_bot_was_down_is_answered_in_order(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as kim, Athlete(own_bot) as sam:
        await kim.begins()
        await sam.begins()
        own_bot.end()
        for minutes in range(31, 46):
            await kim.says(f"{minutes} min run rpe 5")
            await sam.says(f"{minutes} min swim rpe 3")
        own_bot.begin()
        await kim.sees("45 min")
        await sam.sees("45 min")
        for athlete, sport in ((kim, "Run"), (sam, "Swim")):
            cards = [card.text.partition(" · RPE")[0] for card in athlete.answers]
            assert cards == [f"{sport} · today · {minutes} min" for minutes in range(31, 46)]


async def test_a_bot_that_begins_while_telegram_is_away_waits_for_it(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        own_bot.end()
        own_bot.trouble(method="getMe", drop_connection=True, times=1)
        own_bot.begin()
        await athlete.says("60 min run rpe 7")
        await athlete.sees("Load 420 AU")


@pytest.mark.only_in("polling", why="nobody else polls")
async def test_polls_that_fail_are_made_again(own_bot: Assembly) -> None:
    own_bot.trouble(method="getUpdates", status=502, times=1)
    async with Athlete(own_bot) as athlete:
        await athlete.begins()


@pytest.mark.only_in("webhook", "aws", why="a program that polls is not called from outside")
async def test_an_update_delivered_a_hundred_times_is_handled_once(athlete: Athlete, bot: Assembly) -> None:
    await athlete.says("60 min run rpe 7")
    card = await athlete.sees_button("Save")
    update = await athlete.sends_update({"callback_query": {"message": card.message, "data": card.data("Save")}})
    await athlete.sees("Saved.")
    headers = {"X-Telegram-Bot-Api-Secret-Token": bot.secret}
    async with aiohttp.ClientSession(headers=headers) as telegram:
        for _ in range(99):
            async with telegram.post(bot.webhook, json=update) as response:
                assert response.status == 200
    await athlete.says("/history")
    await athlete.sees("Your log: 1 entry")


@pytest.mark.only_in("webhook", "aws", why="a program that polls is not called from outside")
async def test_a_webhook_without_the_secret_is_refused(athlete: Athlete, bot: Assembly) -> None:
    forged = {
        "update_id": 999_999_999,
        "message": {
            "message_id": 1,
            "date": 0,
            "chat": {"id": athlete.id, "type": "private"},
            "from": {"id": athlete.id, "is_bot": False, "first_name": "?"},
            "text": "/delete_me",
        },
    }
    async with aiohttp.ClientSession() as stranger:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}):
            async with stranger.post(bot.webhook, json=forged, headers=headers) as response:
                assert response.status in (401, 403)
    await athlete.says("/history")
    await athlete.sees("Your log is empty.")
    assert not [card for card in athlete.cards if "Delete everything?" in card.text]


async def _soon(what: object, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await what  # type: ignore[misc]  # a coroutine
