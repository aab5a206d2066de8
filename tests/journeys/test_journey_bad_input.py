"""What does not fit gets one short, clear reply, and nothing is lost, doubled or guessed."""

import pytest

from tests.journeys.athletes import Athlete

FAMILY = "👨‍👩‍👧‍👦"
RIGHT_TO_LEFT = "ריצה קשה"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("60 min run rpe 11", "That needs a number from 0 to 10. You wrote 11."),
        ("60 min run rpe 7.3", "Whole or half numbers only: 7 or 7.5. You wrote 7.3."),
        ("-5 min run rpe 5", "That needs 1 to 1,440 minutes"),
        ("25 h ride rpe 5", "That needs 1 to 1,440 minutes"),
        ("0 min run rpe 5", "That needs 1 to 1,440 minutes"),
        ("60 min run rpe 7 on 31 november", "not in the calendar"),
    ],
)
async def test_what_cannot_be_is_named_and_asked_again(athlete: Athlete, said: str, answer: str) -> None:
    await athlete.says(said)
    card = await athlete.sees(answer)
    assert "AU" not in card.text
    await athlete.says("/history")
    await athlete.sees("Your log is empty.")


@pytest.mark.parametrize(("typed", "answer"), [("11", "You wrote 11."), ("seven and a bit", "could not read that")])
async def test_a_wrong_answer_to_how_hard_is_asked_again(athlete: Athlete, typed: str, answer: str) -> None:
    await athlete.says("60 min run")
    await athlete.sees_button("7 very hard")
    await athlete.says(typed)
    card = await athlete.sees(answer)
    await athlete.taps(card, "7 very hard")
    await athlete.sees("Load 420 AU")


@pytest.mark.parametrize("typed", ["-5", "25 h", "1500"])
async def test_a_wrong_answer_to_how_long_is_asked_again(athlete: Athlete, typed: str) -> None:
    await athlete.says("/log")
    await athlete.sees("How long was it?")
    await athlete.says(typed)
    card = await athlete.sees("That needs 1 to 1,440 minutes")
    await athlete.taps(card, "60 min")
    await athlete.sees("How hard was it")


async def test_a_feeling_off_the_scale_is_left_out_and_named(athlete: Athlete) -> None:
    await athlete.says("60 min run rpe 7, mood 9")
    card = await athlete.sees("Feelings go from 1 to 5, higher is better. You wrote 9.")
    assert "9/5" not in card.text


async def test_over_600_minutes_is_asked(athlete: Athlete) -> None:
    await athlete.says("700 min ride rpe 4")
    card = await athlete.sees("700 min is 11 h 40 min. Is that right?")
    assert "Save" not in card.buttons
    await athlete.taps(card, "Yes, 11 h 40 min")
    await athlete.taps(await athlete.sees("Load 2,800 AU"), "Save")
    await athlete.sees("700 min × 4 = 2,800 AU")


async def test_over_600_minutes_can_be_a_mistake(athlete: Athlete) -> None:
    await athlete.says("700 min ride rpe 4")
    await athlete.taps(await athlete.sees("Is that right?"), "No, change it")
    await athlete.sees("How long was it?")
    await athlete.says("70")
    await athlete.sees("Load 280 AU")


async def test_a_day_in_the_future_is_asked_again(athlete: Athlete) -> None:
    await athlete.says("60 min run rpe 7 on 20 Nov 2026")
    card = await athlete.sees("has not come yet")
    assert "Save" not in card.buttons
    await athlete.taps(card, "yesterday")
    await athlete.taps(await athlete.sees("Load 420 AU"), "Save")
    await athlete.sees("Tue 17 Nov · 60 min × 7 = 420 AU")


async def test_a_day_years_ago_is_asked(athlete: Athlete) -> None:
    await athlete.says("60 min run rpe 7 on 3 May 2024")
    card = await athlete.sees("3 May 2024 is more than a year ago. Is that right?")
    await athlete.taps(card, "Yes, 3 May 2024")
    await athlete.taps(await athlete.sees("Load 420 AU"), "Save")
    saved = await athlete.sees("Saved.")
    assert "3 May 2024 · 60 min × 7 = 420 AU" in saved.text
    assert "Week" not in saved.text, "this week has nothing to do with it"


async def test_a_day_years_ago_can_be_a_mistake(athlete: Athlete) -> None:
    await athlete.says("60 min run rpe 7 on 3 May 2024")
    await athlete.taps(await athlete.sees("Is that right?"), "No, another day")
    await athlete.taps(await athlete.sees("Which day was it?"), "today")
    await athlete.sees("Load 420 AU")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("blorp", "I found no session in that."),
        ("/trnd", "Did you mean /trend?"),
        ("/nonsense_<b>", "is no command here"),
        ("?", "That is a question"),
        ("🏃", "I found no session in that."),
    ],
)
async def test_an_unknown_word_gets_a_short_answer(athlete: Athlete, said: str, answer: str) -> None:
    await athlete.says(said)
    assert len((await athlete.sees(answer)).text) < 200


async def test_a_very_long_message_is_kept_as_far_as_a_note_goes(athlete: Athlete) -> None:
    await athlete.says("60 min run rpe 7, " + "legs heavy and the wind from ahead. " * 140)  # 5,058 characters
    card = await athlete.sees("Your note was long")
    await athlete.taps(card, "Save")
    saved = await athlete.sees("60 min × 7 = 420 AU")
    assert len(saved.text) < 1000
    await athlete.says("/history")
    await athlete.sees("Your log: 1 entry")


async def test_a_very_long_message_without_a_session_is_answered_once(athlete: Athlete) -> None:
    await athlete.says("word " * 1000)
    await athlete.sees("I found no session in that.")


@pytest.mark.parametrize(
    "note", ["<b>bold</b> & <script>alert(1)</script>", f"hard {FAMILY} 🏃🏽‍♀️", f"{RIGHT_TO_LEFT} (hard)"]
)
async def test_a_note_is_shown_as_it_was_typed(athlete: Athlete, note: str) -> None:
    await athlete.says(f"60 min run rpe 7, {note}")
    card = await athlete.sees_button("Save")
    assert note in card.text
    formatting = [each for each in card.entities if each["type"] != "bot_command"]  # Telegram finds one in "</b>"
    assert [(each["type"], each["offset"], each["length"]) for each in formatting] == [("bold", 0, 38)]
    await athlete.taps(card, "Save")
    assert note in (await athlete.sees("Saved.")).text
    await athlete.says("/history")
    page = await athlete.sees("Your log: 1 entry")
    await athlete.taps(page, page.buttons[0])
    assert note in (await athlete.sees_button("Delete")).text
