"""A Spanish-speaking athlete reads no English, is spoken to as anybody, and may answer in Spanish."""

import datetime as dt
import re
from importlib import resources

import pytest
from babel.messages.pofile import read_po

from backend.coach.questions.kinds import wanted
from backend.contract import Number
from backend.training.session import Sport
from handlers import zones
from handlers.numbers import named
from handlers.times import read_span, read_time, read_until
from words import words_for

SPANISH = {"id": 7, "is_bot": False, "first_name": "Zoë", "language_code": "es-MX"}
TODAY = dt.date(2026, 11, 22)
WINTER = dt.datetime(2026, 11, 22, 17, 40, tzinfo=dt.UTC)
PLACE = re.compile(r"\{\w+\}|<[^>]+>|/\w+|\n")


def catalogue() -> list[tuple[str, str]]:
    """Each English form beside its Spanish one."""
    with (resources.files("words") / "locales" / "es" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        messages = [message for message in read_po(source, locale="es") if message.id]
    both = [(message.id, message.string) for message in messages]
    return [
        pair
        for said, text in both
        for pair in ([(said, text)] if isinstance(said, str) else zip(said, text, strict=True))
    ]


CATALOGUE = catalogue()
ENGLISH = sorted(
    {piece.strip() for said, _ in CATALOGUE for piece in PLACE.split(said) if len(piece.strip()) >= 12}
    - {piece.strip() for _, text in CATALOGUE for piece in PLACE.split(text)}
)
"""What an English text is recognised by: its longer pieces between the places for values."""


def reads_no_english(chat) -> None:
    texts = [f"{each.html}\n{' | '.join(each.buttons)}" for each in chat.bot.shown.values()]
    shown = "\n".join([*texts, *(toast or "" for toast in chat.bot.toasts)])
    assert [piece for piece in ENGLISH if piece in shown] == []


@pytest.fixture
async def spanish(stranger):
    await stranger.sends(text="/start", **{"from": SPANISH})
    reads_no_english(stranger)
    await stranger.taps("OK, guárdalo")
    reads_no_english(stranger)
    await stranger.taps("18:40 Madrid")
    stranger.sees("Europe/Madrid. Todo listo.")
    return stranger


def test_the_check_knows_english_when_it_sees_it():
    assert "Something broke here (" in ENGLISH
    assert len(ENGLISH) > 300


def test_questions_are_opened_and_quotes_are_angled():
    for _, text in CATALOGUE:
        assert text.count("¿") == text.count("?"), text
        assert not set(text) & set('“”„"¡'), text


def test_the_words_serve_both_sides_of_the_atlantic():
    one_sided = re.compile(
        r"\b(coger|agujetas|ordenador|móvil|vosotr[oa]s|vuestr[oa]s?|vos|usted|celular|computadora)\b"
    )
    assert [text for _, text in CATALOGUE if one_sided.search(text.lower())] == []


def test_nobody_is_told_a_gender():
    # Words for the bot, a coach, a doctor or a thing may have one; those for the athlete may not.
    told = re.compile(r"\b(?:estás|eres|te sientes|te sentiste|quedas|estabas) (?:\w+ )?\w+(?:ado|ido|ada|ida)\b")
    assert [text for _, text in CATALOGUE if told.search(text.lower())] == []


async def test_the_whole_chat_speaks_spanish(spanish):
    chat = spanish
    for said in (
        "60 min rpe 7", "45 min", "rpe 11", "60 min rpe 5, 1h rpe 6", "700 min rpe 3", "/nope", "/histori", "?",
        "abcdefgh", "/log", "/week", "/trend", "/history", "/settings", "/help", "/export", "/delete_me",
        "/cancel", "/reminders", "/checkin", "/pause", "/why", "/premium", "/billing", "/whoami", "/cancel",
    ):  # fmt: skip
        await chat.says(said)
        reads_no_english(chat)


async def test_every_screen_of_a_card_is_spanish(spanish):
    chat = spanish
    await chat.says("/log")
    for label in ("Deporte…", "Atrás", "60 min", "7 muy duro", "Fresco 4", "A punto 3", "Cambiar…", "Nota", "Atrás"):
        found = next(shown for shown in chat.last.buttons if label.removesuffix("…") in shown)
        await chat.taps(found)
        reads_no_english(chat)
    chat.sees("RPE 7 muy duro · frescura 4/5 · a punto 3/5")


async def test_a_saved_card_its_numbers_and_undo_are_spanish(spanish):
    chat = spanish
    await chat.says("300 min rpe 7,5")
    await chat.taps("Guardar")
    chat.sees("Guardado. Sesión · dom 22 nov · 300 min × 7,5 = 2.250 AU")
    chat.sees("Semana: 2.250 AU en 1 de 7 días")
    await chat.taps("Deshacer")
    chat.sees("Retirado:")
    await chat.taps("Restaurar")
    chat.sees("Restaurado.")
    reads_no_english(chat)


async def test_a_note_stands_in_spanish_quotation_marks(spanish):
    await spanish.says("60 min rpe 5")
    await spanish.says("xyz abc")
    spanish.sees("«\u2068xyz abc\u2069»")


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("45 min rpe 8, dolor en el pecho", "llama al número de emergencias (112"),
        ("45 min rpe 8, chest pain", "llama al número de emergencias (112"),
        ("me quiero morir", "024 en España"),
    ],
)
async def test_a_red_flag_is_answered_in_spanish_whatever_language_raised_it(spanish, said, advice):
    await spanish.says(said)
    spanish.sees(advice)
    reads_no_english(spanish)


async def test_deleting_everything_is_said_in_spanish(spanish):
    await spanish.says("60 min rpe 5")
    await spanish.taps("Guardar")
    await spanish.says("/delete_me")
    spanish.sees("¿Borrarlo todo? Es 1 entrada con su comentario,")
    await spanish.taps("Borrarlo todo")
    spanish.sees("¿Borrar de verdad 1 entrada")
    await spanish.taps("Sí, borrarlo todo")
    spanish.sees("Todo borrado: 1 entrada, 0 comentarios, 0 check-ins y todo lo demás,")


@pytest.mark.parametrize("answer", ["Sí", "guardar", "vale."])
async def test_a_card_is_saved_by_saying_so_in_spanish(spanish, answer):
    await spanish.says("60 min rpe 5")
    await spanish.says(answer)
    assert len(spanish.entries) == 1


@pytest.mark.parametrize("said", ["Gracias!", "Hola", "genial"])
async def test_spanish_small_talk_is_no_note(spanish, said):
    await spanish.says("60 min rpe 5")
    await spanish.says(said)
    await spanish.taps("Guardar")
    assert [entry.note for entry in spanish.entries] == [""]


@pytest.mark.parametrize("said", ["cancelar", "Olvídalo.", "borrar"])
async def test_a_card_is_dropped_by_saying_so_in_spanish(spanish, said):
    await spanish.says("60 min rpe 5")
    await spanish.says(said)
    spanish.sees("Cancelado. No se guardó nada.")
    assert spanish.entries == []


async def test_the_reminders_come_by_their_spanish_name(spanish):
    await spanish.says("Recordatorios")
    spanish.sees("Horas de silencio")


async def test_an_effort_that_nobody_knows_can_be_said_in_spanish(spanish):
    await spanish.says("60 min")
    await spanish.says("no lo sé")
    spanish.sees("esfuerzo no conocido")


@pytest.mark.parametrize(("answer", "minutes"), [("sí", 700), ("para nada", None)])
async def test_a_question_is_answered_in_spanish(spanish, answer, minutes):
    await spanish.says("700 min rpe 3")
    spanish.sees("700 min son 11 h 40 min. ¿Es correcto?")
    await spanish.says(answer)
    assert spanish.state.open_draft().minutes == minutes


async def test_a_spanish_session_becomes_a_card(spanish):
    await spanish.says("ayer hora y media de bici, esfuerzo 5 de 10, fresca")
    spanish.sees("90 min")
    await spanish.taps("Guardar")
    entry = spanish.entries[0]
    assert (entry.sport, entry.minutes, entry.rpe, entry.date) == (Sport.RIDE, 90, 5, dt.date(2026, 11, 21))
    assert entry.feelings.freshness == 4


@pytest.mark.parametrize("text", ["Am I doing too much?", "Compare my last session with those before"])
def test_the_questions_on_buttons_are_understood(text: str):
    read = wanted(words_for("es").say(text), TODAY, "es")
    assert read is not None
    assert read == wanted(text, TODAY, "en")


def test_the_questions_shown_as_examples_are_understood():
    (pair,) = [pair for pair in CATALOGUE if pair[0].startswith("I can’t answer that from your log.")]
    english, spanish = re.findall("“(.*?)”", pair[0]), re.findall("«(.*?)»", pair[1])
    assert [wanted(text, TODAY, "es") for text in spanish] == [wanted(text, TODAY, "en") for text in english]


@pytest.mark.parametrize(
    "typed", ["18:40 h", "son las 18:40", "a las 18.40 hs", "6:40 de la tarde", "las 6.40 de la tarde", "18:40 horas"]
)
def test_a_spanish_clock_is_read(typed):
    assert "Europe/Berlin" in {place.zone for place in zones.by_clock(typed, WINTER)}


@pytest.mark.parametrize("typed", ["25 h", "18:61 h", "horas", "la tarde", "son las", "7"])
def test_what_is_no_spanish_time_gives_no_place(typed):
    assert zones.by_clock(typed, WINTER) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("a las 7", "07:00"), ("7:30 h", "07:30"), ("19.30 horas", "19:30"), ("7 de la tarde", "19:00"),
        ("10 de la noche", "22:00"), ("12 de la noche", "00:00"), ("12 de la mañana", "12:00"),
        ("2 de la noche", "02:00"), ("6 de la mañana", "06:00"), ("12 de la madrugada", "00:00"),
    ],
)  # fmt: skip
def test_spanish_times(said: str, meant: str):
    assert read_time(said) == dt.time.fromisoformat(meant)


@pytest.mark.parametrize("said", ["apagado", "Nunca.", "no", "ninguna"])
def test_spanish_off(said: str):
    assert read_time(said) == read_span(said) == "off"


@pytest.mark.parametrize(
    "said", ["de 22 a 7", "desde las 22 hasta las 7", "entre las 22 y las 7 h", "de 10 de la noche a 7 de la mañana"]
)
def test_spanish_spans(said: str):
    assert read_span(said) == (dt.time(22), dt.time(7))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("viernes", dt.date(2026, 11, 27)), ("hasta el 12 de diciembre", dt.date(2026, 12, 12)),
        ("dos semanas", dt.date(2026, 12, 6)), ("un mes", dt.date(2026, 12, 22)), ("3 días", dt.date(2026, 11, 25)),
        ("pasado mañana", dt.date(2026, 11, 24)), ("dentro de una semana", dt.date(2026, 11, 29)),
        ("ayer", "unfit"), ("hasta nuevo aviso", "open"), ("no lo sé", "open"),
    ],
)  # fmt: skip
def test_the_end_of_a_pause_is_read_in_spanish(said: str, meant: object):
    assert read_until(said, TODAY, "es") == meant


@pytest.mark.parametrize(
    ("said", "meant"), [("Monotonía", Number.MONOTONY), ("tension", Number.STRAIN), ("disposicion", Number.READINESS)]
)
def test_a_number_is_asked_for_by_its_spanish_name(said: str, meant: Number):
    assert named(words_for("es"), said) is meant


async def test_the_language_is_changed_in_the_settings_and_back(spanish):
    await spanish.says("/settings")
    await spanish.taps("English")
    spanish.sees("Time zone: Europe/Madrid")
    await spanish.taps("Español")
    spanish.sees("Zona horaria: Europe/Madrid")
