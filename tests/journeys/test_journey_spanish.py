"""What a Spanish-speaking athlete writes is understood as it is meant, and answered in Spanish."""

from collections.abc import AsyncIterator

import pytest

from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete


@pytest.fixture
async def spanish(bot: Assembly) -> AsyncIterator[Athlete]:
    async with Athlete(bot, first_name="Íñigo", language_code="es") as athlete:
        await athlete.starts()
        await athlete.taps(await athlete.sees("Llevo tu diario de entrenamiento"), "OK")
        asked = await athlete.sees("¿Qué hora es ahora para ti?")
        assert asked.buttons[0] == "18:40 Madrid"
        await athlete.taps(asked, "18:40 Madrid")
        await athlete.sees("Europe/Madrid. Todo listo.")
        yield athlete


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("60 min correr rpe 7, piernas pesadas 🏃🏽‍♀️", ["60 min", "RPE 7 muy duro", "420 AU", "piernas pesadas 🏃🏽‍♀️"]),
        ("ayer hora y media de bici, 5 de 10, fresca", ["ayer", "90 min", "RPE 5 duro", "450 AU", "4/5"]),
        ("día de descanso", ["Día de descanso"]),
    ],
)
async def test_a_spanish_message_becomes_a_card(spanish: Athlete, said: str, understood: list[str]) -> None:
    await spanish.says(said)
    card = await spanish.sees_button("Guardar")
    for words in understood:
        assert words in card.text


async def test_spanish_effort_words_are_asked_about_and_answered(spanish: Athlete) -> None:
    await spanish.says("45 min natación suave, 2.000 m, pulso 130")
    card = await spanish.sees("45 min")
    assert "RPE" not in card.text
    assert "¿cuánto esfuerzo fue?" in card.text
    await spanish.says("tres y medio")
    await spanish.sees("RPE 3,5")


async def test_a_session_is_saved_commented_and_in_the_week(spanish: Athlete) -> None:
    await spanish.says("90 min rpe 5,5")
    await spanish.taps(await spanish.sees("495 AU"), "Guardar")
    await spanish.signs_in()
    saved = await spanish.sees("Guardado.")
    assert "90 min × 5,5 = 495 AU" in saved.text
    assert "mié 18 nov" in saved.text
    feedback = await spanish.sees_button("¿Por qué?")
    assert feedback.replies_to == saved.id
    await spanish.taps(feedback, "¿Por qué?")
    await spanish.sees("90 min × RPE 5,5 = 495 AU")
    await spanish.says("/week")
    await spanish.sees("Semana hasta el mié 18 nov: 495 AU")
    menu = {each["command"]: each["description"] for each in await spanish.menu()}
    assert menu["week"].startswith("Esta semana")


async def test_a_spanish_red_flag_comes_before_everything_else(spanish: Athlete) -> None:
    await spanish.says("40 min correr rpe 8, opresión en el pecho y mareo")
    card = await spanish.sees_button("Conservar")
    assert "112" in card.text
    assert card.text.startswith("Por favor, deja de entrenar")


async def test_the_settings_are_spanish_and_change_the_language(spanish: Athlete) -> None:
    await spanish.says("/settings")
    await spanish.taps(await spanish.sees("Idioma: Español"), "English")
    await spanish.sees("Language: English")
