"""What a German-speaking athlete writes is understood as it is meant."""

from collections.abc import AsyncIterator

import pytest

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete


@pytest.fixture
async def german(bot: Assembly) -> AsyncIterator[Athlete]:
    async with Athlete(bot, first_name="Jörg", language_code="de") as athlete:
        await athlete.starts()
        await athlete.taps(await athlete.sees("Ich führe dein Trainingstagebuch"), "OK")
        await athlete.taps(await athlete.sees("Wie spät ist es jetzt bei dir?"), "18:40 Berlin")
        await athlete.sees("Europe/Berlin")
        yield athlete


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("60 min laufen rpe 7, Beine schwer 🏃🏽‍♀️", ["60 min", "RPE 7", "420 AU", "Beine schwer 🏃🏽‍♀️"]),
        ("gestern anderthalb Stunden Rad, 5 von 10, frisch", ["gestern", "90 min", "RPE 5", "450 AU", "4/5"]),
        ("Ruhetag", ["Ruhetag"]),
    ],
)
async def test_a_german_message_becomes_a_card(german: Athlete, said: str, understood: list[str]) -> None:
    await german.says(said)
    card = await german.sees_button("Speichern")
    for words in understood:
        assert words in card.text


async def test_german_effort_words_are_asked_about_and_answered(german: Athlete) -> None:
    await german.says("45 min locker schwimmen, 2.000 m, Puls 130")
    card = await german.sees("45 min")
    assert "RPE" not in card.text
    await german.says("dreieinhalb")
    await german.sees("RPE 3,5")


async def test_a_german_red_flag_comes_before_everything_else(german: Athlete) -> None:
    await german.says("40 min laufen rpe 8, Druck auf der Brust und schwindlig")
    card = await german.sees_button("Behalten")
    assert "112" in card.text
