"""Red flags come before everything else, and stop the coaching."""

import pytest

from backend.training.redflags import URGENCY, RedFlagKind, Urgency
from handlers.red_flag import ADVICE
from words import words_for

FLAGGED = "40 min run rpe 8, tight chest and dizzy"


async def test_the_advice_comes_first_and_the_session_is_kept_only_if_wanted(chat):
    await chat.says(FLAGGED)
    assert chat.last.text.startswith("Please stop training")
    chat.sees("emergency number (112 in the EU, 911 in the US)")
    chat.sees("I can’t judge it. Shall I keep the session in your log, without comment?")
    assert list(chat.last.buttons) == ["Keep", "Don’t"]
    assert not chat.entries


async def test_kept_without_comment_and_the_advice_stays_in_sight(chat):
    await chat.says(FLAGGED)
    await chat.taps("Keep")
    assert chat.last.text.startswith("Please stop training")
    chat.sees("Kept in your log, without comment: Run · Sun 22 Nov · 40 min × 8 = 320 AU")
    assert "tight chest" in chat.entries[0].note
    shown = len(chat.bot.shown)
    await chat.hears_back("Well done.", chat.entries[0].id)
    assert len(chat.bot.shown) == shown


async def test_not_kept(chat):
    await chat.says(FLAGGED)
    await chat.taps("Don’t")
    chat.sees("Not kept; your log is as it was.")
    assert chat.last.text.startswith("Please stop training")
    assert not chat.entries
    assert not chat.state.drafts


async def test_no_question_is_asked_for_what_is_missing(chat):
    await chat.says("40 min run, chest pain")
    await chat.taps("Keep")
    assert chat.entries[0].load is None


async def test_words_without_a_session_get_the_advice_alone(chat):
    await chat.says("I fainted yesterday")
    assert chat.last.text.startswith("Please stop training")
    assert not chat.last.buttons


async def test_a_flag_in_the_note_of_an_open_card_stops_it(chat):
    await chat.says("60 min run rpe 7")
    await chat.taps("Change…")
    await chat.taps("Note")
    await chat.says("chest pain on the hill")
    assert list(chat.last.buttons) == ["Keep", "Don’t"]
    await chat.taps("Keep")
    assert "chest pain" in chat.entries[0].note


async def test_a_flag_edited_into_a_message_replaces_its_card(chat):
    source = await chat.sends(text="60 min run rpe 7")
    first = chat.last
    await chat.sends("edited_message", text="60 min run rpe 7, chest pain", message_id=source)
    assert not first.buttons
    assert list(chat.last.buttons) == ["Keep", "Don’t"]
    await chat.taps("Keep")
    assert len(chat.entries) == 1


async def test_a_flag_edited_into_a_saved_message_is_no_second_session(chat):
    source = await chat.sends(text="60 min run rpe 7")
    await chat.taps("Save")
    await chat.sends("edited_message", text="60 min run rpe 7, chest pain", message_id=source)
    assert chat.last.text.startswith("Please stop training")
    assert not chat.last.buttons


async def test_bringing_a_cancelled_one_back_asks_the_same_again(chat):
    await chat.says(FLAGGED)
    await chat.says("/cancel")
    await chat.taps("Bring it back")
    assert list(chat.last.buttons) == ["Keep", "Don’t"]


async def test_a_flag_wins_over_consent_commands_and_captions(stranger, chat):
    await stranger.says("/log 40 min run, chest pain")
    stranger.sees("Please stop training")
    await chat.sends(caption="chest pain", photo=[])
    assert chat.last.text.startswith("Please stop training")


async def test_a_new_session_after_a_flag_is_its_own_card(chat):
    await chat.says(FLAGGED)
    await chat.says("30 min walk rpe 2")
    chat.sees("Load 60 AU")


def test_every_kind_has_its_advice_and_the_urgent_ones_an_emergency_number():
    assert set(ADVICE) == set(RedFlagKind)
    for kind, text in ADVICE.items():
        said = words_for("en").say(text)
        assert len(said) < 500
        if URGENCY[kind] is Urgency.EMERGENCY:
            assert "112" in said


@pytest.mark.parametrize("text", ["60 min chest day rpe 7", "60 min run rpe 7, heart rate 180"])
async def test_harmless_words_raise_no_flag(chat, text):
    await chat.says(text)
    chat.sees("Load 420 AU")
