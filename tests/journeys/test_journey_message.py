"""A session in one message: what was understood is shown, what is missing is asked, nothing is guessed."""

import pytest

from tests.journeys.athletes import Athlete


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("60 min run rpe 7, legs heavy", ["Run · today · 60 min · RPE 7 very hard", "legs heavy", "Load 420 AU"]),
        ("1h20 ride 5/10", ["Ride · today · 80 min · RPE 5 hard", "Load 400 AU"]),
        ("1h20 ride 5/10, felt fresh", ["Ride · today · 80 min · RPE 5 hard · fresh 4/5"]),
        ("yesterday 2x30min swim rpe 4", ["Swim · yesterday · 60 min · RPE 4 somewhat hard", "Load 240 AU"]),
        ("rest day", ["Rest day · today", "A rest day counts as 0 AU."]),
        ("last sunday 90 min hike rpe 3.5", ["Hike · Sun 15 Nov · 90 min · RPE 3.5", "Load 315 AU"]),
    ],
)
async def test_what_was_understood_is_shown_on_a_card(athlete: Athlete, said: str, understood: list[str]) -> None:
    await athlete.says(said)
    card = await athlete.sees_button("Save")
    for words in understood:
        assert words in card.text
    assert card.buttons == ["Save", "Change…", "Cancel"]


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("45'", "45 min"),
        ("45 min run", "Run · today · 45 min"),
        ("10k in 52:10", "52 min"),
        ("easy 60 min ride", "Ride · today · 60 min"),
        ("run 45 min at 145 bpm, 5:30/km", "Run · today · 45 min"),
    ],
)
async def test_a_missing_effort_is_asked(athlete: Athlete, said: str, known: str) -> None:
    await athlete.says(said)
    card = await athlete.sees_button("7 very hard")
    assert known in card.text
    assert "RPE" not in card.text
    await athlete.taps(card, "6")
    card = await athlete.sees_button("Save")
    assert "RPE 6" in card.text


@pytest.mark.parametrize(
    "said",
    ["run rpe 7", "10 km run rpe 7", "squats 5x5 at 80 kg rpe 8", "ran 12k at 4:45/km, rpe 6", "hr 150 run rpe 5"],
)
async def test_a_missing_duration_is_asked_and_never_made_of_something_else(athlete: Athlete, said: str) -> None:
    await athlete.says(said)
    card = await athlete.sees("How long was it?")
    assert " min ·" not in card.text
    await athlete.says("50")
    card = await athlete.sees("50 min")
    assert "Save" in card.buttons


@pytest.mark.parametrize("said", ["60 min run very hard", "60 min run, borg 15", "60 min run zone 2"])
async def test_effort_words_and_other_scales_are_no_rpe(athlete: Athlete, said: str) -> None:
    await athlete.says(said)
    card = await athlete.sees_button("5 hard")
    assert "RPE" not in card.text


async def test_answers_go_to_the_card_and_save_it_whole(athlete: Athlete) -> None:
    await athlete.says("this morning's row, 2000 m intervals")
    card = await athlete.sees("How long was it?")
    await athlete.says("40 min")
    await athlete.sees_button("7 very hard")
    await athlete.says("rpe 8")
    done = await athlete.sees_button("Save")
    assert done.id == card.id
    await athlete.taps(done, "Save")
    await athlete.sees("40 min × 8 = 320 AU")


async def test_words_add_to_the_open_card(athlete: Athlete) -> None:
    await athlete.says("60 min run rpe 7")
    await athlete.sees_button("Save")
    await athlete.says("windy by the river")
    card = await athlete.sees("windy by the river")
    await athlete.taps(card, "Save")
    assert "windy by the river" in (await athlete.sees("Saved.")).text


async def test_two_sessions_are_two_cards(athlete: Athlete) -> None:
    await athlete.says("60 min run rpe 7")
    first = await athlete.sees("Load 420 AU")
    await athlete.says("30 min swim rpe 4")
    second = await athlete.sees("Load 120 AU")
    assert second.id != first.id
    await athlete.taps(first, "Save")
    await athlete.sees("60 min × 7 = 420 AU")
    await athlete.taps(second, "Save")
    await athlete.sees("Week: 540 AU in 1 of 7 days")


async def test_a_typed_answer_is_seen_though_the_card_is_far_up(athlete: Athlete) -> None:
    await athlete.says("/log")
    first = await athlete.sees("How long was it?")
    await athlete.says("/week")
    await athlete.sees("Nothing logged")
    await athlete.says("/help")
    below = await athlete.sees("Write a session")
    await athlete.says("60 min run rpe 7")
    card = await athlete.sees("60 min · RPE 7")
    assert card.id > below.id, "the card comes to the bottom, where the athlete looks"
    await athlete.taps(card, "Save")
    await athlete.sees("60 min × 7 = 420 AU")
    assert "How long was it?" not in "\n".join(each.text for each in athlete.cards), f"left behind: {first.id}"


@pytest.mark.parametrize("word", ["undo", "Delete it!", "never mind"])
async def test_a_word_of_regret_is_no_note(athlete: Athlete, word: str) -> None:
    await athlete.says("60 min run rpe 7")
    await athlete.sees_button("Save")
    await athlete.says(word)
    await athlete.taps(await athlete.sees("Cancelled. Nothing was saved."), "Bring it back")
    await athlete.taps(await athlete.sees_button("Save"), "Save")
    await athlete.sees("60 min × 7 = 420 AU")
    await athlete.says(word)
    await athlete.sees("To take back something saved, tap Undo on its card or /history.")


async def test_small_talk_is_answered_shortly(athlete: Athlete) -> None:
    await athlete.says("hello there")
    await athlete.sees("I found no session in that.")
    await athlete.says("what is a good ratio?")
    await athlete.sees("That is a question")


async def test_a_plan_is_not_logged(athlete: Athlete) -> None:
    await athlete.says("tomorrow I will run 60 min, rpe 7")
    card = await athlete.sees("I log only what is done.")
    assert "Save" not in card.buttons
    await athlete.taps(card, "Leave it")
    await athlete.sees("Cancelled. Nothing was saved.")
