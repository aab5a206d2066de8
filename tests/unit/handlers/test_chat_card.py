"""After saving: Edit, Undo, Put back, the comment and its Why."""

import pytest
from telegram.error import BadRequest


async def saved(chat, text="60 min run rpe 7"):
    await chat.says(text)
    await chat.taps("Save", chat.last.id)
    return chat.entries[-1].id


async def test_undo_names_what_it_took_back_and_offers_it(chat):
    await saved(chat)
    await chat.taps("Undo")
    chat.sees("Taken back: Run · Sun 22 Nov · 60 min × 7 = 420 AU")
    chat.sees("Week: 0 AU in 0 of 7 days")
    assert not chat.entries
    await chat.taps("Put back")
    chat.sees("Put back. Run")
    assert len(chat.entries) == 1


async def test_a_session_of_long_ago_says_nothing_about_this_week(chat):
    await saved(chat, "60 min run rpe 7 13 days ago")
    chat.sees("Week: 0 AU in 0 of 7 days")
    await saved(chat, "50 min run rpe 6 14 days ago")
    assert "= 300 AU" in chat.last.text
    assert "Week" not in chat.last.text


async def test_undo_twice_is_harmless(chat):
    await saved(chat)
    undo = chat.last.buttons["Undo"]
    await chat.taps("Undo")
    await chat.taps_data(undo, chat.last)
    chat.sees("Taken back: Run")


async def test_an_edit_goes_over_the_same_card_and_says_changed(chat):
    entry_id = await saved(chat)
    card = chat.last.id
    await chat.taps("Edit")
    await chat.taps("Duration")
    await chat.says("75")
    await chat.taps("Save")
    assert chat.last.id == card
    chat.sees("Changed. Run · Sun 22 Nov · 75 min × 7 = 525 AU")
    assert [(e.id, e.minutes) for e in chat.entries] == [(entry_id, 75)]


async def test_undo_after_a_change_takes_back_the_change_and_then_the_session(chat):
    # GIVEN a session that was changed
    await saved(chat)
    await chat.taps("Edit")
    await chat.taps("Duration")
    await chat.says("75")
    await chat.taps("Save")
    undo = chat.last.buttons["Undo"]
    # WHEN the change is undone
    await chat.taps("Undo")
    # THEN the session is as it was, and a second tap of the same button changes nothing
    chat.sees("Changed back. Run · Sun 22 Nov · 60 min × 7 = 420 AU")
    assert [entry.minutes for entry in chat.entries] == [60]
    await chat.taps_data(undo, chat.last)
    assert [entry.minutes for entry in chat.entries] == [60]
    # AND one more Undo takes the session back
    await chat.taps("Undo")
    chat.sees("Taken back: Run")


async def test_saving_an_edit_that_changed_nothing_leaves_undo_for_the_session(chat):
    await saved(chat)
    await chat.taps("Edit")
    await chat.taps("Save")
    await chat.taps("Undo")
    chat.sees("Taken back: Run")


async def test_leaving_an_edit_changes_nothing(chat):
    await saved(chat)
    await chat.taps("Edit")
    await chat.taps("Duration")
    await chat.taps("90 min")
    await chat.taps("Leave it as it was")
    chat.sees("Run · Sun 22 Nov · 60 min × 7 = 420 AU")
    assert chat.entries[0].minutes == 60


async def test_back_dating_says_from_when_on_it_was_recalculated(chat):
    await saved(chat, "60 min run rpe 5")
    await saved(chat, "30 min swim rpe 3 on 12 nov")
    chat.sees("Recalculated from Thu 12 Nov on.")


async def test_a_tap_on_an_entry_that_is_gone_says_so(chat):
    await saved(chat)
    edit = chat.last.buttons["Edit"]
    card = chat.last
    chat.backend.entries.clear()
    await chat.taps_data(edit, card)
    chat.sees("That entry is gone. /history shows what is there.")


async def test_the_comment_is_a_reply_to_the_card(chat):
    entry_id = await saved(chat)
    card = chat.last.id
    await chat.hears_back("Your longest run in four weeks & <more>.", entry_id)
    assert chat.last.reply_to == card
    assert chat.last.html == "Your longest run in four weeks &amp; &lt;more&gt;."
    assert list(chat.last.buttons) == ["Why?", "👍", "👎"]


async def test_the_same_comment_twice_is_said_once(chat):
    entry_id = await saved(chat)
    await chat.hears_back("Longest run.", entry_id)
    calls = len(chat.bot.calls)
    await chat.hears_back("Longest run.", entry_id)
    assert len(chat.bot.calls) == calls


async def test_the_comment_on_an_edit_replaces_the_first_in_place(chat):
    entry_id = await saved(chat)
    await chat.hears_back("Longest run.", entry_id)
    comment = chat.last.id
    await chat.taps("Edit")
    await chat.taps("Duration")
    await chat.taps("30 min")
    await chat.taps("Save")
    await chat.hears_back("A short one.", entry_id, revision=2)
    assert chat.bot.shown[comment].text == "A short one."
    await chat.hears_back("Longest run.", entry_id, revision=1)
    assert chat.bot.shown[comment].text == "A short one."


async def test_a_comment_on_what_was_taken_back_is_not_said(chat):
    entry_id = await saved(chat)
    await chat.taps("Undo")
    shown = len(chat.bot.shown)
    await chat.hears_back("Longest run.", entry_id)
    await chat.hears_back("Longest run.", entry_id, revision=2)
    await chat.hears_back("", entry_id, revision=2, kind="comment_delayed")
    assert len(chat.bot.shown) == shown


async def test_the_record_of_a_rest_day_long_ago_names_its_year(chat):
    await chat.says("rest day on 3 Jan 2026")
    await chat.taps("Save")
    chat.sees("Rest day · 3 Jan 2026 · 0 AU")


@pytest.mark.parametrize("typed", ["1h10", "70", "70 min", "it was 70 minutes"])
async def test_a_duration_typed_where_it_is_asked_changes_the_stored_entry(chat, typed):
    entry_id = await saved(chat)
    await chat.taps("Edit")
    await chat.taps("Duration")
    await chat.says(typed)
    await chat.taps("Save")
    chat.sees("Changed.")
    assert [(entry.id, entry.minutes) for entry in chat.entries] == [(entry_id, 70)]


async def test_taking_back_takes_the_comment_along(chat):
    entry_id = await saved(chat)
    await chat.hears_back("Longest run.", entry_id)
    comment = chat.last.id
    await chat.taps("Undo")
    assert comment not in chat.bot.shown


async def test_a_comment_too_old_to_delete_says_that_its_session_is_gone(chat):
    entry_id = await saved(chat)
    await chat.hears_back("Longest run.", entry_id)
    chat.bot.delete_message = _refuse
    await chat.taps("Undo")
    chat.sees("This comment was on a session that you took back.")


async def _refuse(*_):
    raise BadRequest("Message can't be deleted for everyone")


async def test_why_shows_the_numbers_below_the_comment_and_folds_away(chat):
    entry_id = await saved(chat)
    await chat.hears_back("Longest run & more.", entry_id)
    await chat.taps("Why?")
    assert chat.last.text == "Longest run & more.\n60 min × RPE 7 = 420 AU (Foster 2001)\nweek: 420 < 500 AU"
    await chat.taps("Less")
    assert chat.last.text == "Longest run & more."
    assert list(chat.last.buttons) == ["Why?", "👍", "👎"]


async def test_a_delayed_comment_is_announced_once(chat):
    entry_id = await saved(chat)
    await chat.hears_back("", entry_id, kind="comment_delayed")
    chat.sees("Saved on my side; the comment will follow.")
    shown = len(chat.bot.shown)
    await chat.hears_back("", entry_id, kind="comment_delayed")
    assert len(chat.bot.shown) == shown
    await chat.hears_back("Longest run.", entry_id)
    chat.sees("Longest run.")
