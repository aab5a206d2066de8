"""The first minute: who this is, consent or none, the time zone."""

import pytest

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete


async def test_the_first_minute(newcomer: Athlete) -> None:
    await newcomer.starts()
    card = await newcomer.sees("I keep your training log")
    assert "how you felt included" in card.text
    assert "/delete_me" in card.text
    assert card.rows == [["OK, store my training"], ["Read more", "No"], ["Deutsch", "Español"], ["Français"]]
    await newcomer.taps(card, "OK")
    asked = await newcomer.sees("What time is it for you now?")
    assert asked.id == card.id
    await newcomer.taps(asked, "18:40 Berlin")
    ready = await newcomer.sees("Europe/Berlin. All set.")
    assert ready.id == card.id
    assert ready.buttons == []
    assert "60 min run rpe 7, legs heavy" in ready.text


async def test_read_more_says_what_is_stored_and_why(newcomer: Athlete) -> None:
    await newcomer.starts()
    await newcomer.taps(await newcomer.sees("I keep your training log"), "Read more")
    more = await newcomer.sees("What I store:")
    assert "health data" in more.text
    assert "I am no doctor" in more.text
    await newcomer.taps(more, "OK")
    await newcomer.sees("What time is it")


async def test_no_leaves_nothing_behind(newcomer: Athlete, bot: Assembly) -> None:
    await newcomer.sends_update({"message": {"text": "another numbat", "edit_date": 10**17}})  # cannot be read
    await newcomer.says("90 min ride rpe 4, sentinel before consent")
    await newcomer.taps(await newcomer.sees("I keep your training log"), "No")
    refused = await newcomer.sees("nothing is stored")
    assert refused.buttons == []
    await bot.until_idle()
    assert bot.stored("sentinel before consent") == []
    assert bot.stored("another numbat") == []
    assert bot.stored(str(newcomer.id)) == []


async def test_after_a_no_start_asks_again(newcomer: Athlete) -> None:
    await newcomer.starts()
    await newcomer.taps(await newcomer.sees("I keep your training log"), "No")
    await newcomer.sees("nothing is stored")
    await newcomer.starts()
    await newcomer.taps(await newcomer.sees("I keep your training log"), "OK")
    await newcomer.sees("What time is it")


async def test_a_session_written_before_consent_is_offered_right_after_it(newcomer: Athlete) -> None:
    await newcomer.says("60 min run rpe 7, legs heavy")
    await newcomer.taps(await newcomer.sees("what you wrote comes right after"), "OK")
    await newcomer.sees("What time is it")
    await newcomer.says("Berlin")
    card = await newcomer.sees("Load 420 AU")
    await newcomer.taps(card, "Save")
    await newcomer.signs_in()
    await newcomer.sees("60 min × 7 = 420 AU")


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("18:40", "Europe/Berlin"),
        ("6.38 pm", "Europe/Berlin"),
        ("Madrid", "Europe/Madrid"),
        ("málaga", "Europe/Madrid"),
        ("UTC", "Europe/London"),
    ],
)
async def test_the_time_zone_by_clock_or_town(newcomer: Athlete, said: str, zone: str) -> None:
    await newcomer.starts()
    await newcomer.taps(await newcomer.sees("I keep your training log"), "OK")
    await newcomer.sees("What time is it")
    await newcomer.says(said)
    answer = await newcomer.sees("")
    if "Which of these is yours?" in answer.text:  # several zones have that clock today
        await newcomer.taps(answer, f"z:{zone}")
    await newcomer.sees(f"{zone}. All set.")


async def test_a_town_that_nobody_knows_is_asked_again(newcomer: Athlete) -> None:
    await newcomer.starts()
    await newcomer.taps(await newcomer.sees("I keep your training log"), "OK")
    await newcomer.sees("What time is it")
    await newcomer.says("<b>Qwertyuiopolis</b>")
    asked = await newcomer.sees("I know no town")
    assert "<b>Qwertyuiopolis</b>" in asked.text
    await newcomer.says("Reykjavík")
    await newcomer.sees("Atlantic/Reykjavik. All set.")


async def test_a_town_of_several_zones_lets_the_athlete_choose(newcomer: Athlete) -> None:
    await newcomer.starts()
    await newcomer.taps(await newcomer.sees("I keep your training log"), "OK")
    await newcomer.sees("What time is it")
    await newcomer.says("Springfield")
    choice = await newcomer.sees("Which of these is yours?")
    assert len(choice.buttons) > 1
    await newcomer.taps(choice, choice.buttons[0])
    await newcomer.sees("All set.")


async def test_a_deep_link_brings_no_trouble(newcomer: Athlete) -> None:
    await newcomer.starts("coach_42-from-a-poster")
    await newcomer.taps(await newcomer.sees("I keep your training log"), "OK")
    await newcomer.sees("What time is it")


async def test_a_deep_link_to_a_command_opens_it(athlete: Athlete) -> None:
    await athlete.starts("log")
    await athlete.sees("How long was it?")


async def test_start_again_changes_nothing(athlete: Athlete) -> None:
    await athlete.starts()
    await athlete.sees("You are set up already.")


async def test_commands_wait_for_consent_and_help_does_not(newcomer: Athlete) -> None:
    await newcomer.says("/trend")
    await newcomer.sees("I keep your training log")
    await newcomer.says("/help")
    await newcomer.sees("Write a session")


async def test_the_zone_is_asked_before_the_first_session(newcomer: Athlete) -> None:
    await newcomer.starts()
    await newcomer.taps(await newcomer.sees("I keep your training log"), "OK")
    await newcomer.sees("What time is it")
    await newcomer.says("/log")
    await newcomer.sees("What time is it")
    await newcomer.says("45 min swim rpe 3")
    await newcomer.sees("I have that, and need one thing first.")
    await newcomer.says("Lisbon")
    await newcomer.sees("Load 135 AU")
