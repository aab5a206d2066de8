"""The first minute: consent, the clock, and what was written before."""

import pytest


async def test_start_says_what_is_stored_before_anything_is(stranger):
    await stranger.says("/start")
    stranger.sees("I store what you log, how you felt included")
    assert list(stranger.last.buttons) == ["OK, store my training", "Read more", "No", "Deutsch", "Español", "Français"]
    assert not stranger.backend.athletes


async def test_another_language_than_telegrams_can_be_chosen_first_of_all(stranger):
    await stranger.says("60 min run rpe 7")
    card = stranger.last.id
    await stranger.taps("Deutsch")
    assert stranger.last.id == card
    assert "English" in stranger.last.buttons
    await stranger.says("45 min laufen rpe 5")
    stranger.sees("Erst eine Frage")
    await stranger.taps("OK, Training speichern")
    await stranger.says("Berlin")
    stranger.sees("Laufen · heute")
    assert stranger.backend.athletes[stranger.state.athlete_id].language == "de"


async def test_a_refusal_forgets_the_chosen_language_too(stranger):
    await stranger.says("/start")
    await stranger.taps("Deutsch")
    await stranger.taps("Nein")
    assert not stranger.state.worth_keeping


async def test_ok_stores_the_consent_and_asks_for_the_clock_in_place(stranger):
    await stranger.says("/start")
    card = stranger.last.id
    await stranger.taps("OK, store my training")
    assert stranger.last.id == card
    assert "18:40 Berlin" in stranger.last.buttons
    assert list(stranger.backend.athletes) == [stranger.state.athlete_id]
    await stranger.taps("18:40 Berlin")
    stranger.sees("Europe/Berlin. All set.")
    assert stranger.backend.athletes[stranger.state.athlete_id].zone == "Europe/Berlin"


async def test_no_leaves_nothing_behind(stranger):
    await stranger.says("60 min run rpe 7")
    await stranger.taps("No")
    stranger.sees("nothing is stored")
    assert not stranger.backend.athletes
    assert not stranger.state.worth_keeping
    assert "60 min" not in stranger.state.model_dump_json()


async def test_reading_more_keeps_the_question(stranger):
    await stranger.says("/start")
    await stranger.taps("Read more")
    stranger.sees("/export gives you all of it")
    stranger.sees("Who else gets it: a language model, where one is set up here")
    assert "OK, store my training" in stranger.last.buttons


async def test_what_was_written_before_consent_is_offered_right_after_it(stranger):
    await stranger.says("60 min run rpe 7, legs heavy")
    stranger.sees("One question first")
    await stranger.taps("OK, store my training")
    await stranger.taps("18:40 Berlin")
    stranger.sees("Run · today · 60 min · RPE 7 very hard")
    await stranger.taps("Save")
    assert [entry.note for entry in stranger.entries] == ["legs heavy"]


@pytest.mark.parametrize(
    ("typed", "zone"), [("Bogotá", "America/Bogota"), ("bogota", "America/Bogota"), ("Asia/Tokyo", "Asia/Tokyo")]
)
async def test_a_town_may_be_typed(stranger, typed, zone):
    await stranger.says("/start")
    await stranger.taps("OK, store my training")
    await stranger.says(typed)
    assert f"{zone}. All set." in stranger.last.text, "what was typed is answered below it"
    assert not stranger.sees("What time is it for you now?").buttons
    assert stranger.state.zone == zone


async def test_a_town_that_exists_often_is_asked_about(stranger):
    await stranger.says("/start")
    await stranger.taps("OK, store my training")
    await stranger.says("Springfield")
    stranger.sees("Which of these is yours?")
    await stranger.taps("11:40 Springfield, MO")
    assert stranger.state.zone == "America/Chicago"


async def test_a_typed_time_offers_the_towns_with_that_clock(stranger):
    await stranger.says("/start")
    await stranger.taps("OK, store my training")
    await stranger.says("6:42 pm")
    assert {"18:40 Berlin", "18:40 Lagos"} <= set(stranger.last.buttons)


async def test_an_unknown_town_is_said_so_without_its_markup(stranger):
    await stranger.says("/start")
    await stranger.taps("OK, store my training")
    await stranger.says("<b>Xyzzyville</b>")
    assert "&lt;b&gt;Xyzzyville" in stranger.last.html
    stranger.sees("I know no town")


async def test_a_session_written_while_the_clock_is_asked_for_waits_for_it(stranger):
    await stranger.says("/start")
    await stranger.taps("OK, store my training")
    await stranger.says("45 min swim rpe 3")
    stranger.sees("I have that, and need one thing first")
    await stranger.taps("18:40 Berlin")
    stranger.sees("Swim · today · 45 min")


async def test_no_command_but_start_and_help_works_before_consent(stranger):
    await stranger.says("/week")
    assert "OK, store my training" in stranger.last.buttons
    await stranger.says("/help")
    stranger.sees("/history What you logged")


async def test_a_deep_link_is_accepted(stranger):
    await stranger.says("/start from_a_poster")
    stranger.sees("I keep your training log")


async def test_a_deep_link_may_name_a_command(chat):
    await chat.says("/start week")
    chat.sees("Nothing logged yet")


async def test_start_again_changes_nothing(chat):
    me = chat.state.athlete_id
    await chat.says("/start")
    chat.sees("You are set up already")
    assert chat.state.athlete_id == me


async def test_the_same_consent_twice_is_one_athlete(stranger):
    await stranger.says("/start")
    await stranger.taps("OK, store my training")
    await stranger.taps_data("c:ok", stranger.last)
    assert len(stranger.backend.athletes) == 1


async def test_an_old_clock_does_not_move_the_athlete(chat):
    await chat.taps_data("z:Asia/Tokyo", chat.last)
    assert chat.state.zone == "Europe/Berlin"
    assert chat.bot.toasts[-1] == "This card is old. /settings changes your time zone."
