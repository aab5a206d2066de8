"""The chat speaks the language of the athlete's phone, and another one when asked to."""

from collections.abc import AsyncIterator

import pytest

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete


@pytest.fixture
async def german(bot: Assembly) -> AsyncIterator[Athlete]:
    async with Athlete(bot, first_name="Jörg", language_code="de") as athlete:
        yield athlete


async def test_a_session_told_and_answered_in_german(german: Athlete) -> None:
    await german.starts()
    await german.taps(await german.sees("Ich führe dein Trainingstagebuch"), "OK")
    asked = await german.sees("Wie spät ist es jetzt bei dir?")
    assert asked.buttons[0] == "18:40 Berlin"
    await german.taps(asked, "18:40 Berlin")
    await german.sees("Europe/Berlin")
    await german.says("90 min rpe 5,5")
    await german.taps(await german.sees("495 AU"), "Speichern")
    await german.signs_in()
    saved = await german.sees("Gespeichert.")
    assert "90 min × 5,5 = 495 AU" in saved.text
    assert "Mi 18. Nov" in saved.text
    feedback = await german.sees_button("Warum?")
    assert feedback.replies_to == saved.id
    await german.taps(feedback, "Warum?")
    await german.sees("90 min × RPE 5,5 = 495 AU")
    assert {each["command"]: each["description"] for each in await german.menu()}["week"].startswith("Diese Woche")


async def test_the_language_is_changed_in_the_settings(athlete: Athlete) -> None:
    await athlete.says("/settings")
    await athlete.taps(await athlete.sees("Language: English"), "Deutsch")
    await athlete.sees("Sprache: Deutsch")
    await athlete.says("/history")
    await athlete.sees("Dein Tagebuch ist leer")
