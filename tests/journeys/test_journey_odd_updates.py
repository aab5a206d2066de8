"""Everything that is no plain text of an athlete in a private chat."""

from typing import Any

import pytest

from tests.fakes.pictures import picture
from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete

Json = dict[str, Any]
OTHER_BOT = {"id": 777, "is_bot": True, "first_name": "Other"}
CHAT = {"id": 5, "type": "private"}
END_OF_TIME = 10**17
"""A date that the specification allows and no calendar holds."""


async def test_a_sticker_is_answered_shortly(athlete: Athlete) -> None:
    await athlete.sends_sticker()
    await athlete.sees("I read text only.")


async def test_a_location_is_not_wanted(athlete: Athlete) -> None:
    await athlete.sends_location()
    await athlete.sees("I don’t need to know where you are.")


async def test_a_photo_without_words_is_answered_and_its_caption_is_read(athlete: Athlete) -> None:
    await athlete.sends_file("watch.png", picture(), kind="photo")
    await athlete.sees("I read text only.")
    await athlete.sends_file("watch.png", picture(), kind="photo", caption="60 min run rpe 7")
    await athlete.sees("Load 420 AU")


async def test_a_voice_message_is_answered_shortly(athlete: Athlete) -> None:
    await athlete.sends_file("voice.ogg", b"OggS", kind="voice")
    await athlete.sees("I can’t listen to voice notes here.")


async def test_a_forwarded_session_is_asked_about_first(athlete: Athlete) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Ada", "date": 1_790_000_000}
    await athlete.sends_update({"message": {"text": "60 min run rpe 7", "forward_origin": origin}})
    card = await athlete.sees("You forwarded this. Is it your own session?")
    await athlete.taps(card, "Yes, it is mine")
    await athlete.taps(await athlete.sees("Load 420 AU"), "Save")
    await athlete.sees("Saved.")


async def test_an_edited_message_edits_the_open_card(athlete: Athlete) -> None:
    said = await athlete.says("60 min run rpe 7")
    card = await athlete.sees("Load 420 AU")
    await athlete.edits(said, "60 min run rpe 6")
    edited = await athlete.sees("Load 360 AU")
    assert edited.id == card.id
    await athlete.taps(edited, "Save")
    await athlete.sees("60 min × 6 = 360 AU")


async def test_an_edit_after_saving_changes_nothing_and_says_how_to(athlete: Athlete) -> None:
    said = await athlete.says("60 min run rpe 7")
    await athlete.taps(await athlete.sees("Load 420 AU"), "Save")
    await athlete.hears(await athlete.sees("Saved."))
    await athlete.edits(said, "60 min run rpe 2")
    answer = await athlete.sees("what is saved stays")
    assert answer.replies_to == said
    await athlete.taps(answer, "Edit")
    await athlete.sees("What shall I change?")


async def test_an_old_card_points_to_the_current_one(athlete: Athlete) -> None:
    await athlete.says("/log")
    old = await athlete.sees("How long was it?")
    await athlete.taps(old, "60 min")
    current = await athlete.sees("How hard was it")
    await athlete.says("/week")
    await athlete.sees("Nothing logged")
    await athlete.says("/log")
    below = await athlete.sees("How hard was it")
    await athlete.sees_gone(current)
    await athlete.taps(below, "Cancel")
    await athlete.sees("Cancelled. Nothing was saved.")


async def test_a_tap_on_an_old_look_of_a_card_does_what_it_says(athlete: Athlete) -> None:
    await athlete.says("/log")
    first = await athlete.sees("How long was it?")
    await athlete.taps(first, "60 min")
    await athlete.taps(await athlete.sees("How hard was it"), "5 hard")
    await athlete.sees("how do you feel")
    await athlete.taps(first, "90 min")
    card = await athlete.sees("90 min · RPE 5 hard")
    await athlete.taps(card, "Save")
    saved = await athlete.sees("90 min × 5 = 450 AU")
    answer = await athlete.sees_answer(await athlete.taps(first, "30 min"))
    assert "Saved already" in answer.text
    assert athlete.now(saved).text == saved.text


async def test_a_card_of_an_erased_log_is_old(athlete: Athlete) -> None:
    await athlete.says("60 min run rpe 7")
    card = await athlete.sees("Load 420 AU")
    await athlete.says("/delete_me")
    await athlete.taps(await athlete.sees("Delete everything?"), "Delete everything")
    await athlete.taps(await athlete.sees("Really delete"), "Yes, delete it all")
    await athlete.sees("Everything is gone")
    await athlete.begins()
    await athlete.taps(card, "Save")
    await athlete.sees("This card is old.")
    await athlete.says("/history")
    await athlete.sees("Your log is empty.")


async def test_a_callback_that_no_button_says_is_answered(athlete: Athlete) -> None:
    card = await athlete.logs("60 min run rpe 7")
    for data in (
        "e:nonsense:undo",
        "d::save",
        "d:xxxxxxxx:m:9999999999999",
        "t:-1",
        "h:99",
        "zzz",
        "e:" + "0" * 32 + ":undo",
    ):
        update = await athlete.sends_update({"callback_query": {"message": card.message, "data": data}})
        await athlete.sees_answer(update["callback_query"]["id"])
    await athlete.says("/history")
    await athlete.sees("Your log: 1 entry")


async def test_a_group_is_sent_to_the_private_chat_once(athlete: Athlete, bot: Assembly) -> None:
    chat = -100_000_000_000 - athlete.id
    club = {"id": chat, "type": "supergroup", "title": "Club"}
    for text in ("60 min run rpe 7", "/log@ai_tracker", "30 min run rpe 7"):
        last = await athlete.sends_update({"message": {"chat": club, "text": text}})
    await bot.until_handled(last["update_id"])
    (answer,) = bot.said_in(chat)
    assert "I keep training logs in private" in answer
    assert "https://t.me/ai_tracker" in answer
    await athlete.says("/history")
    await athlete.sees("Your log is empty.")


@pytest.mark.parametrize(
    "update",
    [
        {"channel_post": {"chat": {"id": -1_009_001, "type": "channel", "title": "News"}, "text": "60 min run rpe 7"}},
        {"message": {"from": OTHER_BOT, "text": "60 min run rpe 7"}},
        {"message": {"sender_chat": {"id": -5, "type": "channel", "title": "News"}, "text": "60 min run rpe 7"}},
        {"poll_answer": {"poll_id": "1", "option_ids": [0]}},
        {"message": {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}}},
    ],
    ids=["channel", "another bot", "a channel in the chat", "a kind never asked for", "a pin"],
)
async def test_what_is_no_athlete_is_quietly_ignored(athlete: Athlete, update: Json) -> None:
    before = len(athlete.cards)
    await athlete.sends_update(update)
    await athlete.says("/history")
    await athlete.sees("Your log is empty.")
    ours = [card for card in athlete.cards if card.message["from"]["id"] != OTHER_BOT["id"]]
    assert len(ours) == before + 1


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"text": "sentinel", "date": END_OF_TIME}},
        {"callback_query": {"data": "d:1:save", "message": {"message_id": 2, "date": END_OF_TIME, "chat": CHAT}}},
    ],
    ids=["message", "tap"],
)
async def test_an_update_that_cannot_be_parsed_blocks_nothing(athlete: Athlete, update: Json) -> None:
    await athlete.sends_update(update)
    await athlete.says("60 min run rpe 7")
    await athlete.sees("Load 420 AU")
