"""What a French-speaking athlete writes is understood as it is meant, and answered in French."""

from collections.abc import AsyncIterator

import pytest

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete


@pytest.fixture
async def french(bot: Assembly) -> AsyncIterator[Athlete]:
    async with Athlete(bot, first_name="Gaëlle", language_code="fr") as athlete:
        await athlete.starts()
        await athlete.taps(await athlete.sees("Je tiens ton carnet d’entraînement"), "OK")
        asked = await athlete.sees("Quelle heure est-il chez toi")
        assert asked.buttons[0] == "18:40 Paris"
        await athlete.taps(asked, "18:40 Paris")
        await athlete.sees("Europe/Paris. Tout est prêt.")
        yield athlete


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        (
            "60 min course rpe 7, jambes lourdes 🏃🏽‍♀️",
            ["Course", "60 min", "RPE 7 très dur", "420 UA", "jambes lourdes 🏃🏽‍♀️"],
        ),
        (
            "hier une heure et demie de vélo, 5 sur 10, fraîche",
            ["Vélo", "hier", "90 min", "RPE 5 dur", "450 UA", "4/5"],
        ),
        ("jour de repos", ["Jour de repos"]),
    ],
)
async def test_a_french_message_becomes_a_card(french: Athlete, said: str, understood: list[str]) -> None:
    await french.says(said)
    card = await french.sees_button("Enregistrer")
    for words in understood:
        assert words in card.text


async def test_french_effort_words_are_asked_about_and_answered(french: Athlete) -> None:
    await french.says("45 min natation facile, 2 000 m, pouls 130")
    card = await french.sees("45 min")
    assert "RPE" not in card.text
    assert "C’était dur à quel point" in card.text
    await french.says("trois et demi")
    await french.sees("RPE 3,5")


async def test_a_session_is_saved_commented_and_in_the_week(french: Athlete) -> None:
    await french.says("90 min rpe 5,5")
    await french.taps(await french.sees("495 UA"), "Enregistrer")
    await french.signs_in()
    saved = await french.sees("Enregistré.")
    assert "90 min × 5,5 = 495 UA" in saved.text
    assert "mer 18 nov" in saved.text
    feedback = await french.sees_button("Pourquoi\u202f?")
    assert feedback.replies_to == saved.id
    await french.taps(feedback, "Pourquoi\u202f?")
    await french.sees("90 min × RPE 5,5 = 495 UA")
    await french.says("/week")
    await french.sees("Semaine jusqu’au mer 18 nov\u00a0: 495 UA")
    menu = {each["command"]: each["description"] for each in await french.menu()}
    assert menu["week"].startswith("Cette semaine")


async def test_a_french_red_flag_comes_before_everything_else(french: Athlete) -> None:
    await french.says("40 min course rpe 8, oppression dans la poitrine et vertiges")
    card = await french.sees_button("Garder")
    assert "112 en Europe, 15 en France" in card.text
    assert card.text.startswith("Arrête l’entraînement")


async def test_a_french_word_about_death_is_answered_with_the_number_to_call(french: Athlete) -> None:
    await french.says("je n'ai plus envie de vivre")
    await french.sees("3114 en France")


async def test_the_settings_are_french_and_change_the_language(french: Athlete) -> None:
    await french.says("/settings")
    await french.taps(await french.sees("Langue\u00a0: Français"), "English")
    await french.sees("Language: English")
