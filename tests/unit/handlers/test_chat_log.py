"""The guided log: /log, three questions on one card, Save."""

import datetime as dt

import pytest

TODAY = dt.date(2026, 11, 22)


async def test_a_session_is_logged_on_one_message_edited_in_place(chat):
    await chat.says("/log")
    card = chat.last.id
    await chat.taps("60 min")
    chat.sees("Session · today · 60 min")
    await chat.taps("7 very hard")
    await chat.taps("Save")
    assert chat.last.id == card
    chat.sees("Saved. Session · Sun 22 Nov · 60 min × 7 = 420 AU")
    chat.sees("Week: 420 AU in 1 of 7 days")
    assert list(chat.last.buttons) == ["Edit", "Undo"]
    assert [(e.minutes, e.rpe, e.date) for e in chat.entries] == [(60, 7, TODAY)]


async def test_log_with_a_number_begins_with_the_duration_answered(chat):
    await chat.says("/log 30")
    chat.sees("30 min")
    chat.sees("How hard was it")
    await chat.taps("7 very hard")
    await chat.taps("Save")
    assert [(e.minutes, e.rpe) for e in chat.entries] == [(30, 7)]


@pytest.mark.parametrize(
    ("said", "told"), [("1500", "You wrote \u20681500\u2069."), ("2", "could mean several things")]
)
async def test_log_with_a_number_that_is_no_sure_duration_asks_for_it(chat, said, told):
    await chat.says(f"/log {said}")
    chat.sees(told)
    chat.sees("How long was it?")
    await chat.says("45")
    chat.sees("45 min")


async def test_a_usual_session_with_all_feelings_takes_five_taps(chat):
    await chat.says("/log")
    for label in ("60 min", "7 very hard", "Fresh 2", "Ready 3", "Mood 5"):
        await chat.taps(label)
    chat.sees("Saved.")
    chat.sees("fresh 2/5 · ready 3/5 · mood 5/5")
    assert chat.entries[0].feelings.model_dump() == {"freshness": 2, "readiness": 3, "mood": 5}


async def test_a_feeling_can_be_taken_back_and_is_not_by_the_same_tap_twice(chat):
    await chat.says("/log")
    await chat.taps("60 min")
    await chat.taps("7 very hard")
    same = chat.last.buttons["Mood 4"]
    await chat.taps("Mood 4")
    await chat.taps_data(same, chat.last)
    chat.sees("mood 4/5")
    await chat.taps("✓ 4")
    assert "mood 4/5" not in chat.last.text


async def test_every_effort_button_says_what_it_means_in_fosters_words(chat):
    await chat.says("/log")
    await chat.taps("45 min")
    assert list(chat.last.buttons)[:11] == [
        "0 rest", "1 very, very easy", "2 easy", "3 moderate", "4 somewhat hard", "5 hard", "6", "7 very hard",
        "8", "9", "10 maximal",
    ]  # fmt: skip


async def test_an_effort_that_is_not_known_leaves_the_load_unknown(chat):
    await chat.says("/log")
    await chat.taps("45 min")
    await chat.taps("I don’t know")
    await chat.taps("Save")
    chat.sees("45 min, load not known")
    assert chat.entries[0].load is None


async def test_typed_answers_are_taken_at_every_step(chat):
    await chat.says("/log")
    await chat.says("1h10")
    chat.sees("70 min")
    await chat.says("7.5")
    chat.sees("RPE 7.5")
    await chat.says("4 3 5")
    chat.sees("fresh 4/5 · ready 3/5 · mood 5/5")
    await chat.says("hilly and windy")
    chat.sees("hilly and windy")
    await chat.taps("Save")
    assert chat.entries[0].load == 525


async def test_a_whole_session_typed_into_an_empty_card_fills_it(chat):
    await chat.says("/log")
    await chat.says("60 min run rpe 7, legs heavy")
    assert len(chat.state.drafts) == 1
    await chat.taps("Save")
    assert chat.entries[0].note == "legs heavy"


async def test_back_goes_one_question_back_and_shows_what_was_chosen(chat):
    await chat.says("/log")
    await chat.taps("60 min")
    await chat.taps("7 very hard")
    await chat.taps("‹ Back")
    assert "✓ 7 very hard" in chat.last.buttons
    await chat.taps("‹ Back")
    assert "✓ 60 min" in chat.last.buttons
    await chat.taps("75 min")
    chat.sees("75 min · RPE 7 very hard")


async def test_the_sport_is_remembered_shown_and_changeable(chat):
    await chat.says("/log")
    await chat.taps("Sport…")
    await chat.taps("Row")
    await chat.taps("30 min")
    await chat.taps("5 hard")
    await chat.taps("Save")
    await chat.says("/log")
    assert "Row · today" in chat.last.text
    await chat.taps("Sport: Row")
    await chat.taps("Swim")
    assert "Swim · today" in chat.last.text


async def test_another_day_can_be_picked_or_typed(chat):
    await chat.says("/log")
    await chat.taps("Day: today")
    await chat.taps("yesterday")
    assert "Session · yesterday" in chat.last.text
    await chat.taps("Day: yesterday")
    await chat.says("12 nov")
    await chat.taps("60 min")
    await chat.taps("5 hard")
    await chat.taps("Save")
    assert chat.entries[0].date == dt.date(2026, 11, 12)


async def test_any_field_can_be_changed_before_saving(chat):
    await chat.says("/log")
    await chat.taps("60 min")
    await chat.taps("5 hard")
    await chat.taps("Change…")
    await chat.taps("Duration")
    await chat.taps("90 min")
    await chat.taps("Change…")
    await chat.taps("Note")
    await chat.says("with Tom")
    await chat.taps("Save")
    assert (chat.entries[0].minutes, chat.entries[0].note) == (90, "with Tom")


async def test_a_rest_day_has_no_more_questions(chat):
    await chat.says("/log")
    await chat.taps("Rest day")
    await chat.taps("Save")
    chat.sees("Saved. Rest day · Sun 22 Nov · 0 AU")
    assert chat.entries[0].load == 0


async def test_cancel_saves_nothing_and_can_be_taken_back(chat):
    await chat.says("/log")
    await chat.taps("60 min")
    await chat.taps("Cancel")
    chat.sees("Cancelled. Nothing was saved.")
    assert not chat.entries
    await chat.taps("Bring it back")
    chat.sees("How hard was it")


async def test_log_again_goes_on_with_the_half_filled_card(chat):
    await chat.says("/log")
    first = chat.last.id
    await chat.taps("60 min")
    await chat.says("/log")
    assert first not in chat.bot.shown
    chat.sees("Session · today · 60 min")
    assert len(chat.state.drafts) == 1


async def test_a_tap_on_a_card_left_behind_shows_the_current_one(chat):
    await chat.says("/log")
    first = chat.last.id
    await chat.taps("60 min")
    chat.bot.frozen.add(first)  # too old to be deleted: its copy stays in the chat
    buttons = chat.bot.shown[first].markup
    await chat.says("/log")
    chat.bot.frozen.clear()
    chat.bot.shown[first].markup = buttons
    await chat.taps("8", first)
    chat.sees("This card is old. Here is the current one.")
    assert "How hard was it" in chat.last.text
    assert chat.state.drafts[-1].rpe is None


@pytest.mark.parametrize("data", ["m:60", "save", "r:7", "f:mood:5", "cancel"])
async def test_a_tap_on_a_card_of_which_nothing_is_known_is_harmless(chat, data):
    await chat.says("/log")
    chat.state.drafts = []
    await chat.taps_data(f"d:00000000:{data}", chat.last)
    chat.sees("This card is old.")
    assert not chat.entries


async def test_save_tapped_twice_saves_once(chat):
    await chat.says("/log")
    await chat.taps("60 min")
    await chat.taps("7 very hard")
    save = chat.last.buttons["Save"]
    await chat.taps("Save")
    record = chat.last.text
    await chat.taps_data(save, chat.last)
    assert len(chat.entries) == 1
    assert chat.last.text == record
    assert chat.bot.toasts[-1] == "Saved already. Tap Edit to change it."


async def test_every_tap_is_answered(chat):
    await chat.says("/log")
    answered = len(chat.bot.toasts)
    await chat.taps("60 min")
    await chat.taps_data("nonsense", chat.last)
    await chat.taps_data("e:nonsense:edit", chat.last)
    assert len(chat.bot.toasts) == answered + 3


async def test_the_same_update_again_after_a_crash_doubles_nothing(chat):
    await chat.says("/log")
    await chat.taps("60 min")
    await chat.taps("7 very hard")
    card, before = chat.last, chat.state
    data = card.buttons["Save"]
    await chat.taps_data(data, card)
    chat.state = before  # the process died before the state was saved
    chat.update_id -= 1
    await chat.taps_data(data, card)
    assert len(chat.entries) == 1
    chat.sees("Saved.")


async def test_a_day_that_begins_under_way_keeps_the_day_that_was_shown(chat):
    chat.clock.time = dt.datetime(2026, 11, 22, 22, 58, tzinfo=dt.UTC)  # 23:58 in Berlin
    await chat.says("60 min run rpe 5")
    chat.clock.time += dt.timedelta(minutes=5)
    await chat.taps("Save")
    assert chat.entries[0].date == TODAY
