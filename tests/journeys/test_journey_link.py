"""/link, /unlink and /whoami in the one-machine assembly, where Telegram's word is enough."""

import pytest

from tests.journeys.athletes import Athlete

pytestmark = pytest.mark.only_in("polling", "webhook", why="athletes have accounts on AWS: tests/aws/test_linking.py")


async def test_signed_out_and_back_by_link(athlete: Athlete) -> None:
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/unlink")
    await athlete.taps(await athlete.sees("Sign this chat out?"), "Sign out")
    await athlete.sees("Signed out.")
    await athlete.says("/history")
    await athlete.sees("This chat is signed out.")
    await athlete.says("/link")
    await athlete.sees("You are connected again.")
    await athlete.says("/history")
    await athlete.sees("Your log: 1 entry")


async def test_a_session_brings_the_athlete_back(athlete: Athlete) -> None:
    await athlete.says("/unlink")
    await athlete.taps(await athlete.sees("Sign this chat out?"), "Sign out")
    await athlete.sees("Signed out.")
    await athlete.says("60 min run rpe 7")
    await athlete.taps(await athlete.sees_button("Save"), "Save")
    await athlete.sees("You are connected again. What waited:")
    await athlete.hears(await athlete.sees("Saved. Run"))


async def test_whoami_says_what_is_stored(athlete: Athlete) -> None:
    await athlete.logs_and_hears("60 min run rpe 7")
    await athlete.says("/whoami")
    assert "Stored: 1 entry" in (await athlete.sees("You are who Telegram says you are")).text
