"""Odd input and bad luck: a clear short reply, or silence where that is right."""

import pytest
from telegram.error import TimedOut

from backend import errors
from backend.errors import AthleteError, BackendUnavailable, Unavailable
from handlers.texts import ERRORS, TROUBLE
from handlers.update import Message, Update

STICKER = {
    "file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1, "is_animated": False,
    "is_video": False,
}  # fmt: skip
OTHER = {"type": "user", "date": 1, "sender_user": {"id": 5, "is_bot": False, "first_name": "Bo"}}
GROUP = {"id": -100, "type": "supergroup", "title": "Runners"}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"sticker": STICKER}, "I read text only."),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, "I don’t need to know where you are."),
        (
            {"audio": {"file_id": "f", "file_unique_id": "u", "duration": 3}},
            "Of sounds I hear voice notes only.",
        ),
    ],
)
async def test_what_is_no_text_gets_a_short_reply(chat, fields, told):
    await chat.sends(**fields)
    chat.sees(told)


async def test_a_caption_is_read_like_text(chat):
    await chat.sends(caption="60 min run rpe 7", photo=[])
    chat.sees("Load 420 AU")


async def test_a_service_message_gets_no_reply(chat):
    shown = len(chat.bot.shown)
    await chat.sends(delete_chat_photo=True)
    assert len(chat.bot.shown) == shown


async def test_a_forwarded_session_is_logged_only_if_it_is_ones_own(chat):
    await chat.says("60 min run rpe 7", forward_origin=OTHER)
    chat.sees("You forwarded this. Is it your own session?")
    assert "Save" not in chat.last.buttons
    await chat.taps("Yes, it is mine")
    await chat.taps("Save")
    assert len(chat.entries) == 1


async def test_editing_the_message_edits_its_open_card(chat):
    source = await chat.sends(text="60 min run rpe 7")
    card = chat.last.id
    await chat.sends("edited_message", text="70 min run rpe 7", message_id=source)
    assert chat.last.id == card
    chat.sees("Load 490 AU")


async def test_editing_a_saved_message_points_to_the_card(chat):
    source = await chat.sends(text="60 min run rpe 7")
    await chat.taps("Save")
    await chat.sends("edited_message", text="70 min run rpe 7", message_id=source)
    chat.sees("I saw your edit, but what is saved stays.")
    assert chat.entries[0].minutes == 60
    await chat.taps("Edit", chat.last.id)
    chat.sees("What shall I change?")


async def test_editing_something_else_is_gently_refused(chat):
    await chat.sends("edited_message", text="70 min run rpe 7", message_id=1)
    chat.sees("I don’t follow edits of earlier messages.")
    assert not chat.state.drafts


async def test_an_unknown_command_names_the_nearest(chat):
    await chat.says("/trends")
    chat.sees("Did you mean /trend?")
    await chat.says("/qqqqq")
    chat.sees("/help shows them all.")


async def test_a_group_gets_one_link_to_the_private_chat(stranger):
    await stranger.sends(text="hi", chat=GROUP)
    stranger.sees("https://t.me/tracker_bot")
    await stranger.sends(text="60 min run rpe 7", chat=GROUP)
    assert len(stranger.bot.shown) == 1
    assert not stranger.backend.athletes


async def test_channels_and_other_bots_are_ignored(stranger):
    channel = {"id": -5, "type": "channel", "title": "News"}
    await stranger.receives({"channel_post": {"message_id": 1, "date": 1, "chat": channel, "text": "60 min run"}})
    bot = {"id": 8, "is_bot": True, "first_name": "Other"}
    await stranger.sends(text="60 min run", **{"from": bot})
    assert not stranger.bot.calls


async def test_an_unavailable_backend_keeps_the_state_for_another_try(chat):
    await chat.says("60 min run rpe 7")
    before = chat.state.model_dump_json()
    chat.backend.fails = [BackendUnavailable()]
    with pytest.raises(BackendUnavailable):
        await chat.taps("Save")
    assert chat.state.model_dump_json() == before
    await chat.taps("Save")
    assert len(chat.entries) == 1


async def test_telegram_being_away_keeps_the_state_for_another_try(chat):
    chat.bot.fails = [TimedOut()]
    with pytest.raises(TimedOut):
        await chat.says("60 min run rpe 7")
    assert not chat.state.drafts


async def test_a_tap_whose_answer_comes_too_late_still_counts(chat):
    await chat.says("/log")
    real = chat.bot.answer

    async def too_late(*_):
        raise TimedOut

    chat.bot.answer = too_late
    await chat.taps("60 min")
    chat.bot.answer = real
    chat.sees("How hard was it")


@pytest.mark.parametrize("code", [*TROUBLE, "a7f3"])
async def test_trouble_says_that_the_message_is_kept(chat, code):
    update = Update.model_validate(
        {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 4711, "type": "private"}}}
    )
    await chat.dialogue.say_trouble(update, chat.state, code)
    if code == "a7f3":
        assert chat.last.text == "Something broke here (a7f3). Your message is kept and I’ll answer it."
    chat.bot.fails = [TimedOut()]
    await chat.dialogue.say_trouble(update, chat.state, code)


def all_of(base):
    return {base} | {one for child in base.__subclasses__() for one in all_of(child)}


def ours(base):
    return {error.code for error in all_of(base) if error.__module__ == errors.__name__}


def test_every_error_has_a_reply():
    assert ours(AthleteError) == set(ERRORS)
    assert ours(Unavailable) == set(TROUBLE)


@pytest.mark.parametrize("error", sorted(all_of(AthleteError), key=lambda each: each.code))
async def test_an_error_of_the_athletes_is_answered_in_one_sentence(chat, error):
    await chat.says("60 min run rpe 7")
    chat.backend.fails = [error()]
    await chat.taps("Save")
    assert not chat.entries
    assert chat.last.text
    if not issubclass(error, errors.InvalidEntry | errors.NoConsent):
        assert chat.last.text == ERRORS[error.code]


def test_a_tap_on_a_message_that_telegram_no_longer_shows_is_read_too():
    tapped = {"id": "q", "data": "x", "from": {"id": 4711, "is_bot": False, "first_name": "Ada"}}
    inaccessible = {"message_id": 5, "date": 0, "chat": {"id": 4711, "type": "private"}}

    nowhere = Update.model_validate({"update_id": 1, "callback_query": tapped})
    old = Update.model_validate({"update_id": 1, "callback_query": {**tapped, "message": inaccessible}})

    assert nowhere.effective_chat is None
    assert old.effective_chat.id == 4711
    assert old.callback_query.message.text is None


def test_parts_of_a_text_count_as_telegram_counts_them():
    text = "Strong 🏃🏽 run\n60 × 7 = 420 AU"
    offset = len("Strong 🏃🏽 run\n".encode("utf-16-le")) // 2
    entities = [
        {"type": "bold", "offset": 0, "length": 6},
        {"type": "blockquote", "offset": offset, "length": 15},
    ]
    message = Message(message_id=1, date=1, chat={"id": 1, "type": "private"}, text=text, entities=entities)

    assert message.parts("blockquote", "expandable_blockquote") == ["60 × 7 = 420 AU"]
    assert message.parts("bold") == ["Strong"]
