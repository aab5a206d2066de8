"""A session in one message: what was understood is shown, what is missing is asked, nothing is guessed."""

import datetime as dt

import pytest


async def test_a_full_message_becomes_a_card_to_save(chat):
    await chat.says("1h20 ride 5/10, felt fresh")
    assert chat.last.text.splitlines() == ["Ride · today · 80 min · RPE 5 hard · fresh 4/5", "Load 400 AU"]
    assert list(chat.last.buttons) == ["Save", "Change…", "Cancel"]
    await chat.taps("Save")
    chat.sees("Saved. Ride · Sun 22 Nov · 80 min × 5 = 400 AU")


async def test_what_waited_overnight_is_about_the_day_on_which_it_was_written(chat):
    # GIVEN a bot that was away: written on Sunday evening, read on Monday morning
    written = chat.clock.now()
    chat.clock.time += dt.timedelta(hours=12)
    await chat.says("60 min run rpe 7", date=int(written.timestamp()))
    assert chat.last.text.startswith("Run · yesterday · 60 min")
    await chat.taps("Save")
    assert chat.entries[0].date == dt.date(2026, 11, 22)
    # "yesterday" then means the day before that Sunday
    await chat.says("yesterday 30 min swim rpe 3", date=int(written.timestamp()))
    assert chat.last.text.startswith("Swim · Sat 21 Nov · 30 min")


async def test_a_missing_effort_is_asked(chat):
    await chat.says("10k in 52:10")
    assert chat.last.text.startswith("Run · today · 52 min")
    assert "How hard was it, all in all?" in chat.last.text
    await chat.says("6")
    chat.sees("Load 312 AU")


async def test_a_missing_duration_is_asked(chat):
    await chat.says("run rpe 6")
    chat.sees("How long was it?")
    await chat.says("40")
    chat.sees("Load 240 AU")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("60 min run rpe 5 on 25 nov", "25 Nov 2026 has not come yet; I log only what is done."),
        ("60 min run rpe 11", "That needs a number from 0 to 10. You wrote 11."),
        ("-5 min run rpe 3", "That needs 1 to 1,440 minutes, a whole day at most. You wrote \u2068-5 min\u2069."),
        ("25 h ride rpe 3", "a whole day at most. You wrote \u206825 h\u2069."),
        ("60 min run rpe 7.3", "Whole or half numbers only: 7 or 7.5. You wrote 7.3."),
        ("60 min easy run", "is not a number yet."),
    ],
)
async def test_a_value_out_of_range_is_said_and_asked_again(chat, text, told):
    await chat.says(text)
    chat.sees(told)
    assert "Save" not in chat.last.buttons


async def test_over_ten_hours_is_asked_about(chat):
    await chat.says("700 min hike rpe 3")
    chat.sees("700 min is 11 h 40 min. Is that right?")
    await chat.taps("Yes, 11 h 40 min")
    await chat.taps("Save")
    assert chat.entries[0].minutes == 700


async def test_over_ten_hours_by_mistake_is_asked_again(chat):
    await chat.says("700 min hike rpe 3")
    await chat.taps("No, change it")
    await chat.says("70")
    chat.sees("Load 210 AU")


@pytest.mark.parametrize(("answer", "minutes"), [("yes", 700), ("70", 70), ("it was 70 min", 70)])
async def test_over_ten_hours_can_be_answered_by_typing(chat, answer, minutes):
    await chat.says("700 min hike rpe 3")
    await chat.says(answer)
    await chat.taps("Save")
    assert [entry.minutes for entry in chat.entries] == [minutes]


async def test_a_typed_no_asks_again(chat):
    await chat.says("700 min hike rpe 3")
    await chat.says("no")
    chat.sees("How long was it?")


async def test_a_day_years_ago_can_be_answered_by_typing(chat):
    await chat.says("60 min run rpe 5 on 1 jan 2020")
    await chat.says("yesterday")
    await chat.taps("Save")
    assert chat.entries[0].date == dt.date(2026, 11, 21)


async def test_a_day_years_ago_is_asked_about(chat):
    await chat.says("60 min run rpe 5 on 1 jan 2020")
    chat.sees("1 Jan 2020 is more than a year ago. Is that right?")
    await chat.taps("Yes, 1 Jan 2020")
    await chat.taps("Save")
    assert chat.entries[0].date == dt.date(2020, 1, 1)


async def test_a_typed_day_years_ago_can_be_corrected(chat):
    await chat.says("60 min run rpe 5 on 1 jan 2020")
    await chat.taps("No, another day")
    await chat.says("yesterday")
    await chat.taps("Save")
    assert chat.entries[0].date == dt.date(2026, 11, 21)


async def test_a_plan_is_not_logged(chat):
    await chat.says("I will run 60 min rpe 5 tomorrow")
    chat.sees("This reads like a plan. I log only what is done.")
    assert "Save" not in chat.last.buttons
    await chat.taps("Leave it")
    assert not chat.entries


async def test_a_day_in_the_future_is_refused_in_one_sentence(chat):
    await chat.says("60 min run rpe 5")
    await chat.taps("Change…")
    await chat.taps("Day")
    await chat.says("25 nov")
    assert "Which day was it?" in chat.last.text
    await chat.taps("yesterday")
    await chat.taps("Save")
    assert chat.entries[0].date == dt.date(2026, 11, 21)


async def test_a_typed_answer_brings_a_card_that_is_out_of_sight_to_the_bottom(chat):
    await chat.says("10k in 52:10")
    above = chat.last.id
    await chat.says("/help")
    below = chat.last.id
    await chat.says("7")
    assert above not in chat.bot.shown
    assert chat.sees("Load 364 AU").id > below


async def test_an_open_card_is_saved_by_saying_so_and_small_talk_is_no_note(chat):
    await chat.says("60 min run rpe 5")
    await chat.says("thanks!")
    chat.sees("I found no session in that.")
    await chat.says("Ok.")
    assert [entry.note for entry in chat.entries] == [""]


async def test_two_sessions_in_a_row_are_two_cards(chat):
    await chat.says("60 min run rpe 5")
    run = chat.last.id
    await chat.says("30 min swim rpe 3")
    swim = chat.last.id
    assert run != swim
    await chat.taps("Save", run)
    await chat.taps("Save", swim)
    assert sorted(entry.sport for entry in chat.entries) == ["run", "swim"]


@pytest.mark.parametrize("asks_the_day", ["40 min run rpe 5 tomorrow", "40 min run rpe 5 on 1 jan 2020"])
async def test_a_session_written_where_a_day_is_asked_is_another_one(chat, asks_the_day):
    await chat.says(asks_the_day)
    first = chat.last.id
    await chat.says("yesterday 50 min swim rpe 3")
    assert chat.last.id != first
    await chat.taps("Save")
    assert [(entry.minutes, entry.rpe, entry.sport) for entry in chat.entries] == [(50, 3, "swim")]


async def test_an_effort_written_where_a_day_is_asked_is_taken_with_the_day(chat):
    await chat.says("40 min run rpe 5 tomorrow")
    await chat.says("rpe 6 yesterday")
    await chat.taps("Save")
    assert [(entry.rpe, entry.date) for entry in chat.entries] == [(6, dt.date(2026, 11, 21))]


@pytest.mark.parametrize(
    "text",
    [
        "-5 min swim rpe 3",
        "25 h swim rpe 3",
        "11 h swim rpe 3",
        "75m swim rpe 3",
        "60 min swim rpe 7 and 30 min strength rpe 3",
        "last monday 2x20 min intervals 8/10",
    ],
)
async def test_a_session_with_a_duration_to_ask_about_leaves_the_open_card_alone(chat, text):
    await chat.says("60 min run rpe 5")
    run = chat.last.id
    await chat.says(text)
    assert chat.last.id != run
    await chat.taps("Save", run)
    assert [(entry.minutes, entry.rpe, entry.sport) for entry in chat.entries] == [(60, 5, "run")]


async def test_a_session_of_another_sport_leaves_a_card_without_duration_alone(chat):
    await chat.says("50m swim rpe 5")
    swim = chat.last.id
    await chat.says("2 hours 30 hike rpe 4")
    assert chat.last.id != swim
    await chat.taps("Save")
    assert [(entry.minutes, entry.sport, entry.note) for entry in chat.entries] == [(150, "hike", "")]


async def test_a_guided_card_takes_a_session_of_another_sport_than_the_last(chat):
    await chat.says("60 min run rpe 5")
    await chat.taps("Save")
    await chat.says("/log")
    card = chat.last.id
    await chat.says("40 min swim rpe 3")
    assert chat.last.id == card
    chat.sees("Swim · today · 40 min · RPE 3 moderate")


async def test_a_number_alone_is_no_note(chat):
    await chat.says("60 min run rpe 5")
    await chat.says("7")
    chat.sees("I could not read that as an answer.")
    await chat.taps("Save")
    assert [entry.note for entry in chat.entries] == [""]


async def test_words_for_an_open_card_become_its_note(chat):
    await chat.says("60 min run rpe 5")
    await chat.says("legs were heavy")
    assert len(chat.bot.shown) == 2
    chat.sees("“\u2068legs were heavy\u2069”")


async def test_what_an_athlete_typed_never_becomes_markup(chat):
    note = "<b>bold</b> & 🏃‍♀️ שלום"
    await chat.says(f"60 min run rpe 5, {note}")
    await chat.taps("Save")
    assert chat.entries[0].note == note
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; 🏃‍♀️ שלום" in chat.last.html


async def test_a_long_note_is_kept_and_shown_shortened(chat):
    await chat.says("60 min run rpe 5, " + "very windy " * 500)
    chat.sees("Your note was long: I keep its first 1,000 characters.")
    await chat.taps("Save")
    assert 900 < len(chat.entries[0].note) <= 1000
    assert len(chat.last.text) < 500


@pytest.mark.parametrize("text", ["hello", "blah " * 1000, "🤷", "שלום"])
async def test_words_without_a_session_are_told_how_to_write_one(chat, text):
    await chat.says(text)
    assert "I found no session in that." in chat.last.text
    assert len(chat.last.text) < 250
    assert not chat.state.drafts


async def test_a_question_is_offered_to_the_coach(chat):
    await chat.says("should I run tomorrow?")
    offer = chat.sees("That is a question")
    assert list(offer.buttons) == ["Ask the coach"]


async def test_rest_day_in_words(chat):
    await chat.says("rest day")
    await chat.taps("Save")
    assert chat.entries[0].kind == "rest"


async def test_a_rest_day_is_todays_though_a_card_of_another_day_was_left_open(chat):
    await chat.says("rest day")
    chat.clock.time += dt.timedelta(days=2)
    await chat.says("rest day")
    chat.sees("Rest day · today")
    await chat.taps("Save")
    assert [entry.date for entry in chat.entries] == [chat.today]


async def test_a_session_is_todays_though_a_guided_card_was_left_open(chat):
    await chat.says("/log")
    chat.clock.time += dt.timedelta(days=1)
    await chat.says("45 min run rpe 5")
    chat.sees("Run · today · 45 min · RPE 5")


async def test_the_guided_card_is_filled_by_a_message_of_the_same_hours(chat):
    await chat.says("/log")
    chat.clock.time += dt.timedelta(hours=5, minutes=59)
    await chat.says("45 min run rpe 5")
    chat.sees("And how do you feel after it?")


async def test_log_begins_anew_where_its_card_was_left_behind(chat):
    await chat.says("/log 45")
    chat.clock.time += dt.timedelta(days=1)
    await chat.says("/log")
    chat.sees("How long was it?")
    assert "Day: today" in chat.last.buttons


async def test_a_bare_word_that_is_a_command_is_that_command(chat):
    await chat.says("Help")
    chat.sees("/history What you logged")


async def test_log_with_words_reads_them(chat):
    await chat.says("/log@tracker_bot 60 min run rpe 7")
    chat.sees("Load 420 AU")


async def test_a_card_that_cannot_be_edited_any_more_is_shown_anew(chat):
    await chat.says("10k in 52:10")
    chat.bot.frozen.add(chat.last.id)
    await chat.says("7")
    chat.sees("Load 364 AU")
    await chat.taps("Save")
    assert len(chat.entries) == 1
