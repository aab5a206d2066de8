"""/log: one message that grows, at most five taps for a usual session."""

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete

FOSTER = {
    "0 rest",
    "1 very, very easy",
    "2 easy",
    "3 moderate",
    "4 somewhat hard",
    "5 hard",
    "6",
    "7 very hard",
    "8",
    "9",
    "10 maximal",
}


async def test_a_usual_session_takes_five_taps_and_one_message(athlete: Athlete) -> None:
    await athlete.says("/log")
    card = await athlete.sees("How long was it?")
    assert {"15 min", "30 min", "45 min", "60 min", "90 min", "120 min"} <= set(card.buttons)
    await athlete.taps(card, "60 min")
    card = await athlete.sees("How hard was it, all in all?")
    assert set(card.buttons) > FOSTER
    assert "60 min" in card.text
    await athlete.taps(card, "7 very hard")
    card = await athlete.sees("how do you feel")
    assert "RPE 7 very hard" in card.text
    assert "1 worn out … 5 very fresh" in card.text
    for row, label in enumerate(("Fresh", "Ready", "Mood")):
        assert card.rows[row] == [f"{label} {level}" for level in range(1, 6)]
    await athlete.taps(card, "Fresh 4")
    await athlete.taps(await athlete.sees("fresh 4/5"), "Ready 3")
    await athlete.taps(await athlete.sees("ready 3/5"), "Mood 5")
    saved = await athlete.sees("Saved.")
    assert "60 min × 7 = 420 AU" in saved.text
    assert "fresh 4/5 · ready 3/5 · mood 5/5" in saved.text
    assert saved.buttons == ["Edit", "Undo"]
    assert athlete.taps_made == 5
    assert saved.id == card.id, "one message, edited in place"


async def test_feelings_can_be_skipped(athlete: Athlete) -> None:
    await athlete.says("/log")
    await athlete.taps(await athlete.sees("How long was it?"), "45 min")
    await athlete.taps(await athlete.sees("How hard was it"), "3 moderate")
    await athlete.taps(await athlete.sees("how do you feel"), "Save")
    saved = await athlete.sees("Saved.")
    assert "45 min × 3 = 135 AU" in saved.text
    assert "/5" not in saved.text
    assert athlete.taps_made == 3


async def test_each_answer_can_be_typed(athlete: Athlete) -> None:
    await athlete.says("/log")
    await athlete.sees("How long was it?")
    await athlete.says("1h10")
    await athlete.sees("How hard was it")
    await athlete.says("6.5")
    await athlete.sees("how do you feel")
    await athlete.says("4 3 5")
    card = await athlete.sees("fresh 4/5 · ready 3/5 · mood 5/5")
    await athlete.taps(card, "Save")
    await athlete.sees("70 min × 6.5 = 455 AU")


async def test_back_goes_one_question_back_and_keeps_what_is_known(athlete: Athlete) -> None:
    await athlete.says("/log")
    await athlete.taps(await athlete.sees("How long was it?"), "60 min")
    await athlete.taps(await athlete.sees("How hard was it"), "5 hard")
    await athlete.taps(await athlete.sees("how do you feel"), "‹ Back")
    card = await athlete.sees("How hard was it")
    assert "✓ 5 hard" in card.buttons
    await athlete.taps(card, "‹ Back")
    card = await athlete.sees("How long was it?")
    assert "✓ 60 min" in card.buttons
    await athlete.taps(card, "75 min")
    card = await athlete.sees("how do you feel")
    assert "75 min · RPE 5 hard" in card.text


async def test_any_field_can_be_changed_before_saving(athlete: Athlete) -> None:
    await athlete.says("/log")
    await athlete.taps(await athlete.sees("How long was it?"), "60 min")
    await athlete.taps(await athlete.sees("How hard was it"), "5 hard")
    await athlete.taps(await athlete.sees("how do you feel"), "Change…")
    await athlete.taps(await athlete.sees("What shall I change?"), "Sport")
    await athlete.taps(await athlete.sees("Which sport was it?"), "Swim")
    await athlete.taps(await athlete.sees("Swim · today"), "Change…")
    await athlete.taps(await athlete.sees("What shall I change?"), "Day")
    await athlete.taps(await athlete.sees("Which day was it?"), "yesterday")
    await athlete.taps(await athlete.sees("Swim · yesterday"), "Change…")
    await athlete.taps(await athlete.sees("What shall I change?"), "Note")
    await athlete.sees("Type the note.")
    await athlete.says("outdoor pool, cold")
    await athlete.taps(await athlete.sees("outdoor pool, cold"), "Change…")
    await athlete.taps(await athlete.sees("What shall I change?"), "Effort")
    await athlete.taps(await athlete.sees("How hard was it"), "4 somewhat hard")
    await athlete.taps(await athlete.sees("RPE 4 somewhat hard"), "Save")
    saved = await athlete.sees("Saved.")
    assert "Swim · Tue 17 Nov · 60 min × 4 = 240 AU" in saved.text
    assert "outdoor pool, cold" in saved.text


async def test_sport_and_day_may_be_picked_first(athlete: Athlete) -> None:
    await athlete.says("/log")
    await athlete.taps(await athlete.sees("How long was it?"), "Sport…")
    await athlete.taps(await athlete.sees("Which sport was it?"), "Row")
    await athlete.taps(await athlete.sees("How long was it?"), "Day: today")
    await athlete.sees("Which day was it?")
    await athlete.says("3 days ago")
    card = await athlete.sees("How long was it?")
    assert card.text.startswith("Row · Sun 15 Nov")


async def test_a_rest_day_is_two_taps(athlete: Athlete) -> None:
    await athlete.says("/log")
    await athlete.taps(await athlete.sees("How long was it?"), "Rest day")
    await athlete.taps(await athlete.sees("A rest day counts as 0 AU."), "Save")
    await athlete.sees("Rest day · Wed 18 Nov · 0 AU")


async def test_an_effort_that_nobody_knows_is_no_number(athlete: Athlete) -> None:
    await athlete.says("/log")
    await athlete.taps(await athlete.sees("How long was it?"), "30 min")
    await athlete.taps(await athlete.sees("How hard was it"), "I don’t know")
    await athlete.taps(await athlete.sees("how do you feel"), "Save")
    saved = await athlete.sees("Saved.")
    assert "30 min, load not known" in saved.text
    assert "Week: load not known, 1 of 7 days logged" in saved.text
    assert "left out" in (await athlete.logs("30 min run rpe 4 yesterday")).text


async def test_cancel_saves_nothing_and_can_be_taken_back(athlete: Athlete) -> None:
    await athlete.says("/log")
    await athlete.taps(await athlete.sees("How long was it?"), "60 min")
    await athlete.taps(await athlete.sees("How hard was it"), "Cancel")
    card = await athlete.sees("Cancelled. Nothing was saved.")
    await athlete.taps(card, "Bring it back")
    card = await athlete.sees("How hard was it")
    assert "60 min" in card.text
    await athlete.says("/cancel")
    await athlete.sees("Cancelled. Nothing was saved.")
    await athlete.says("/history")
    await athlete.sees("Your log is empty.")


async def test_log_with_words_is_the_message_itself(athlete: Athlete) -> None:
    await athlete.says("/log 60 min run rpe 7")
    await athlete.sees("Load 420 AU")


async def test_log_again_brings_the_half_filled_card_down(athlete: Athlete) -> None:
    await athlete.says("/log")
    await athlete.taps(await athlete.sees("How long was it?"), "90 min")
    first = await athlete.sees("How hard was it")
    await athlete.says("/week")
    await athlete.sees("Nothing logged")
    await athlete.says("/log")
    card = await athlete.sees("How hard was it")
    assert "90 min" in card.text
    assert card.id > first.id
    await athlete.sees_gone(first)


async def test_a_half_filled_card_goes_on_after_a_restart(own_bot: Assembly) -> None:
    async with Athlete(own_bot) as athlete:
        await athlete.begins()
        await athlete.says("/log")
        await athlete.taps(await athlete.sees("How long was it?"), "60 min")
        card = await athlete.sees("How hard was it")
        own_bot.restart()
        await athlete.taps(card, "7 very hard")
        card = await athlete.sees("how do you feel")
        own_bot.restart()
        await athlete.taps(card, "Save")
        await athlete.sees("60 min × 7 = 420 AU")
