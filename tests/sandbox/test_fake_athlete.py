"""The fake athlete itself: it waits, it sees edits, and its complaint shows the whole chat."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.server import Sandbox
from tests.fakes.athlete import FakeAthlete, NotSeen
from tests.fakes.pictures import picture


async def test_a_message_that_comes_later_is_seen(bot: Bot, athlete: FakeAthlete) -> None:
    waiting = asyncio.create_task(athlete.sees("Saved"))
    await bot.send_message(athlete.id, "something else")
    await bot.send_message(athlete.id, "Saved. Run · 60 min")
    assert (await waiting).text == "Saved. Run · 60 min"


async def test_an_edit_is_seen_as_it_is_now(bot: Bot, athlete: FakeAthlete) -> None:
    message = await bot.send_message(athlete.id, "How hard?")
    card = await athlete.sees("How hard?")
    await bot.edit_message_text("Run · RPE 7", athlete.id, message.message_id)
    edited = await athlete.sees("RPE 7")
    assert edited.id == card.id
    assert (card.text, athlete.now(card).text) == ("How hard?", "Run · RPE 7")


async def test_what_came_before_the_last_action_is_not_new(bot: Bot, athlete: FakeAthlete) -> None:
    await bot.send_message(athlete.id, "old news")
    await athlete.says("next")
    with pytest.raises(NotSeen):
        await athlete.sees("old news", timeout=0.05)


async def test_a_complaint_shows_the_whole_chat(bot: Bot, athlete: FakeAthlete) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Save", callback_data="a")]])
    await bot.send_message(athlete.id, "Load 420 AU", reply_markup=keyboard)
    await athlete.sees("420")
    with pytest.raises(NotSeen) as complaint:
        await athlete.sees("Load 421 AU", timeout=0.05)
    assert "a message with 'Load 421 AU' did not come" in str(complaint.value)
    assert "athlete: /start" in str(complaint.value)
    assert "bot: Load 420 AU" in str(complaint.value)
    assert "[Save]" in str(complaint.value)


async def test_buttons_are_found_by_label_beginning_or_data(bot: Bot, athlete: FakeAthlete) -> None:
    labels = {"7 very hard": "rpe:7", "10 maximal": "rpe:10", "1 very, very easy": "rpe:1", "‹ Back": "back"}
    rows = [[InlineKeyboardButton(label, callback_data=data)] for label, data in labels.items()]
    await bot.send_message(athlete.id, "How hard?", reply_markup=InlineKeyboardMarkup(rows))
    card = await athlete.sees("How hard?")
    assert card.buttons == list(labels)
    assert [card.data(label) for label in ("7", "10", "Back", "rpe:1")] == ["rpe:7", "rpe:10", "back", "rpe:1"]
    with pytest.raises(NotSeen, match="several buttons"):
        card.data("1")
    with pytest.raises(NotSeen, match="no button 'Cancel'"):
        card.data("Cancel")


async def test_silence_is_noticed_and_so_is_its_breach(bot: Bot, athlete: FakeAthlete) -> None:
    await athlete.nothing_new(0.02)
    await bot.send_message(athlete.id, "hello")
    with pytest.raises(AssertionError, match="nothing was expected"):
        await athlete.nothing_new(1)


async def test_pictures_files_and_deletions_are_seen(bot: Bot, athlete: FakeAthlete) -> None:
    photo = await bot.send_photo(athlete.id, picture(), caption="Load, 4 weeks")
    card = await athlete.sees_picture("4 weeks")
    assert await athlete.downloads(card) == picture()
    await bot.send_document(athlete.id, b"{}", filename="training.json")
    assert await athlete.downloads(await athlete.sees_file("training")) == b"{}"
    await bot.delete_message(athlete.id, photo.message_id)
    await athlete.sees_gone(card)


async def test_two_pages_of_one_athlete_see_the_same(sandbox: Sandbox, bot: Bot, athlete: FakeAthlete) -> None:
    async with FakeAthlete(sandbox.url, athlete_id=athlete.id) as second_phone:
        await bot.send_message(athlete.id, "on both")
        await athlete.sees("on both")
        await second_phone.sees("on both")
