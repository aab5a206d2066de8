"""A German-speaking athlete reads no English, and may answer in German."""

import datetime as dt
import re

import pytest
from babel.messages.pofile import read_po

from handlers import zones
from words import words_for
from words.speech import LANGUAGES

WINTER = dt.datetime(2026, 11, 22, 17, 40, tzinfo=dt.UTC)
WORDS = words_for("de")
PLACE = re.compile(r"\{\w+\}|<[^>]+>|/\w+|\n")


def english() -> list[str]:
    """What an English text is recognised by: its longer pieces between the places for values."""
    from importlib import resources

    with (resources.files("words") / "locales" / "de" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        messages = [message for message in read_po(source, locale="de") if message.id]
    texts = [text for message in messages for text in ([message.id] if isinstance(message.id, str) else message.id)]
    pieces = {piece.strip() for text in texts for piece in PLACE.split(text)}
    return sorted(piece for piece in pieces if len(piece) >= 12)


ENGLISH = english()


def shown(chat) -> str:
    """All that the bot shows now."""
    texts = [f"{each.html}\n{' | '.join(each.buttons)}" for each in chat.bot.shown.values()]
    return "\n".join([*texts, *(toast or "" for toast in chat.bot.toasts)])


def reads_no_english(chat) -> None:
    assert [piece for piece in ENGLISH if piece in shown(chat)] == []


@pytest.fixture
async def german(stranger):
    await stranger.sends(
        text="/start", **{"from": {"id": 7, "is_bot": False, "first_name": "Zoë", "language_code": "de-AT"}}
    )
    reads_no_english(stranger)
    await stranger.taps("OK, Training speichern")
    reads_no_english(stranger)
    await stranger.taps("18:40 Berlin")
    stranger.sees("Europe/Berlin. Alles bereit.")
    return stranger


def test_the_check_knows_english_when_it_sees_it():
    assert "Something broke here (" in ENGLISH
    assert len(ENGLISH) > 300


async def test_the_whole_chat_speaks_german(german):
    chat = german
    for said in (
        "60 min rpe 7", "45 min", "rpe 11", "60 min rpe 5, 1h rpe 6", "700 min rpe 3", "/nope", "/histori", "?",
        "abcdefgh", "/log", "/week", "/trend", "/history", "/settings", "/help", "/export", "/delete_me",
        "/cancel", "/cancel",
    ):  # fmt: skip
        await chat.says(said)
        reads_no_english(chat)


async def test_every_screen_of_a_card_is_german(german):
    chat = german
    await chat.says("/log")
    for label in (
        "Sport…",
        "Zurück",
        "60 min",
        "7 sehr anstrengend",
        "Frisch 4",
        "Bereit 3",
        "Ändern…",
        "Notiz",
        "Zurück",
    ):
        found = next(shown for shown in chat.last.buttons if label.removesuffix("…") in shown)
        await chat.taps(found)
        reads_no_english(chat)
    chat.sees("RPE 7 sehr anstrengend · frisch 4/5 · bereit 3/5")


async def test_a_saved_card_its_numbers_and_undo_are_german(german):
    chat = german
    await chat.says("300 min rpe 7")
    await chat.taps("Speichern")
    chat.sees("Gespeichert. Einheit · So 22. Nov · 300 min × 7 = 2.100 AU")
    chat.sees("Woche: 2.100 AU an 1 von 7 Tagen")
    await chat.taps("Rückgängig")
    chat.sees("Zurückgenommen:")
    await chat.taps("Wiederherstellen")
    chat.sees("Wieder da.")
    reads_no_english(chat)


async def test_a_feeling_is_written_as_german_writes_it(german):
    await german.says("/log")
    await german.taps("60 min")
    await german.taps("7 sehr anstrengend")
    await german.taps("Laune 5")
    german.sees("Laune 5/5")


async def test_a_note_stands_in_german_quotation_marks(german):
    await german.says("60 min rpe 5")
    await german.says("xyz abc")
    german.sees("„\u2068xyz abc\u2069“")


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("45 min rpe 8, chest pain", "wähle den Notruf 112"),
        ("i want to kill myself", "116 123 oder 0800 1110111"),
    ],
)
async def test_a_red_flag_is_answered_in_german_whatever_language_raised_it(german, said, advice):
    await german.says(said)
    german.sees(advice)
    reads_no_english(german)


async def test_deleting_everything_is_said_in_german(german):
    await german.says("60 min rpe 5")
    await german.taps("Speichern")
    await german.says("/delete_me")
    german.sees("Alles löschen? Das ist 1 Eintrag samt Kommentar,")
    await german.taps("Alles löschen")
    german.sees("Wirklich löschen: 1 Eintrag")
    await german.taps("Ja, alles löschen")
    german.sees("Alles ist gelöscht: 1 Eintrag, 0 Kommentare, 0 Check-ins und alles andere,")


@pytest.mark.parametrize("answer", ["Ja", "speichern", "passt."])
async def test_a_card_is_saved_by_saying_so_in_german(german, answer):
    await german.says("60 min rpe 5")
    await german.says(answer)
    assert len(german.entries) == 1


@pytest.mark.parametrize("said", ["Danke!", "Hallo", "super"])
async def test_german_small_talk_is_no_note(german, said):
    await german.says("60 min rpe 5")
    await german.says(said)
    await german.taps("Speichern")
    assert [entry.note for entry in german.entries] == [""]


async def test_an_effort_that_nobody_knows_can_be_said_in_german(german):
    await german.says("60 min")
    await german.says("weiß ich nicht")
    german.sees("RPE unbekannt")


@pytest.mark.parametrize(("answer", "minutes"), [("ja", 700), ("nein", None)])
async def test_a_question_is_answered_in_german(german, answer, minutes):
    await german.says("700 min rpe 3")
    german.sees("700 min sind 11 h 40 min. Stimmt das?")
    await german.says(answer)
    assert german.state.open_draft().minutes == minutes


@pytest.mark.parametrize("typed", ["18:40 Uhr", "18 Uhr 40", "18.40 uhr", "es ist 18:40 Uhr", "um 18 Uhr 40"])
def test_a_german_clock_is_read(typed):
    assert "Europe/Berlin" in {place.zone for place in zones.by_clock(typed, WINTER)}


def test_a_full_hour_is_read():
    assert "Europe/Berlin" in {place.zone for place in zones.by_clock("18 Uhr", WINTER.replace(minute=0))}


@pytest.mark.parametrize("typed", ["25 Uhr", "18 Uhr 61", "Uhr", "60 uhr"])
def test_what_is_no_german_time_gives_no_place(typed):
    assert zones.by_clock(typed, WINTER) == []


async def test_the_language_is_changed_in_the_settings_and_back(german):
    await german.says("/settings")
    await german.taps("English")
    german.sees("Time zone: Europe/Berlin")
    await german.taps("Deutsch")
    german.sees("Zeitzone: Europe/Berlin")


async def test_the_menu_is_set_in_each_language(german):
    await german.dialogue.publish_commands()
    assert set(german.bot.menus) == {None, *LANGUAGES} - {"en"}
