"""Every text has a translation that fits the place where it is shown."""

import ast
import datetime as dt
import importlib.util
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from backend.training.message import read_date, understand
from handlers.routes import COMMANDS
from handlers.texts import CHECK_IN, EFFORT, FEELINGS, SPORTS
from handlers.trend import RANGES
from words import LANGUAGES, words_for

ROOT = Path(__file__).parents[2]
TRANSLATED = sorted(set(LANGUAGES) - {"en"})
TODAY = dt.date(2026, 11, 22)
LONGEST_LABEL = 24
"""Characters that a button of half a phone's width shows."""
ENTITIES = re.compile(r"</?[a-z]+>|/[a-z_]+(?![a-z_>])|\n|\{\w+\}")


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("words_script", ROOT / "scripts" / "words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = load_script()
TEMPLATE = SCRIPT.extract()


def catalogue_path(language: str) -> Path:
    return SCRIPT.LOCALES / language / "LC_MESSAGES" / "messages.po"


def catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as source:
        return read_po(source, locale=language)


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def translations(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


in_every_language = pytest.mark.parametrize("language", TRANSLATED)


def pairs(message: Message) -> list[tuple[str, str]]:
    """Each translated form beside the English one that it stands for; languages of more forms repeat the plural."""
    english, translated = forms(message.id), forms(message.string)
    return [(english[min(n, len(english) - 1)], text) for n, text in enumerate(translated)]


def test_texts_are_found_wherever_they_are_said():
    source = 'f"{words.say(\'inside\')}"; many("one", "other", n); msgid("kept"); say(known); deep.words.say("a" "b")'
    assert [text for _, text in SCRIPT.texts_of(source)] == [("one", "other"), "kept", "ab", "inside"]


def test_there_is_a_catalogue_for_each_language():
    assert sorted(path.parents[1].name for path in SCRIPT.LOCALES.glob("*/LC_MESSAGES/messages.po")) == TRANSLATED


@in_every_language
def test_a_catalogue_holds_the_texts_of_the_code_and_no_others(language: str):
    # WHEN the code's texts are merged into it
    merged = SCRIPT.merged(catalogue_path(language), TEMPLATE)
    # THEN nothing changes: no new text, none that nobody says
    assert SCRIPT.as_written(merged).decode() == catalogue_path(language).read_text("utf-8"), "run scripts/words.py"
    assert not catalogue(language).obsolete


@in_every_language
def test_every_text_is_translated_in_all_its_forms(language: str):
    plurals = catalogue(language).num_plurals
    bad = [
        message.id
        for message in translations(language)
        if len(forms(message.string)) != (plurals if message.pluralizable else 1)
        or not all(text.strip() for text in forms(message.string))
        or message.fuzzy
    ]
    assert bad == []


def fits(message: Message) -> bool:
    """The same places, tags, commands and line ends as in English; a singular may say its number in words."""
    for n, (english, text) in enumerate(pairs(message)):
        wanted, got = Counter(ENTITIES.findall(english)), Counter(ENTITIES.findall(text))
        if message.pluralizable and n == 0 and not got["{number}"]:
            del wanted["{number}"]
        if got != wanted:
            return False
    return True


@in_every_language
def test_places_tags_commands_and_lines_are_those_of_the_original(language: str):
    assert [message.string for message in translations(language) if not fits(message)] == []


def test_what_does_not_fit_is_noticed():
    assert fits(Message("<b>{day}</b>, /log", "/log, <b>{day}</b>"))
    assert fits(Message(("{number} day of {all}", "{number} days of {all}"), ("ein Tag, {all}", "{number} von {all}")))
    for wrong in ("<b>{tag}</b>, /log", "<b>{day}<b>, /log", "{day}, /log", "<b>{day}</b>", "<b>{day}</b>, /los"):
        assert not fits(Message("<b>{day}</b>, /log", wrong))
    assert not fits(Message(("{number} day", "{number} days"), ("ein Tag", "Tage")))


@in_every_language
def test_values_can_be_put_in(language: str):
    for message in translations(language):
        for english, text in pairs(message):
            names = re.findall(r"\{(\w+)\}", english + text)
            assert "{" not in text.format(**dict.fromkeys(names, "7"))


@in_every_language
def test_translations_keep_the_manner(language: str):
    for message in translations(language):
        for english, text in pairs(message):
            assert "!" not in text
            assert "'" not in text, f"typographic apostrophes only: {text}"
            assert text == " ".join(text.split(" ")).strip(), text
            if english[-1] in ".?:…":
                assert text[-1] == english[-1], text


def labels() -> list[str]:
    """The texts of buttons: those said inside a call of ``button``, and the tables that buttons are made of."""
    found = {*SPORTS.values(), *RANGES.values()}
    for path in (ROOT / "handlers").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("button"):
                found |= {text for _, text in SCRIPT.texts_of(ast.unparse(node))}
    return sorted(found)


def test_the_labels_are_found():
    assert {"Save", "Undo", "Why?", "Cancel", "OK, store my training", "Run", "4 weeks"} <= set(labels())


@in_every_language
def test_buttons_are_short(language: str):
    words = words_for(language)
    said = [words.say(label, **dict.fromkeys(re.findall(r"\{(\w+)\}", label), "12 h")) for label in labels()]
    assert [label for label in said if len(label) > LONGEST_LABEL] == []


@in_every_language
def test_the_rows_of_effort_and_feelings_are_short(language: str):
    words = words_for(language)
    assert all(len(f"✓ {rpe} {words.say(text)}") <= LONGEST_LABEL for rpe, text in EFFORT.items())
    rows = [*FEELINGS.values(), *CHECK_IN.values()]
    assert all(len(f"{words.say(name)} 5") <= 9 for name, _, _ in rows), "five of them stand in a row"


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_telegram_takes_the_command_menu(language: str):
    for command in COMMANDS:
        assert 3 <= len(words_for(language).say(command.about)) <= 256


@in_every_language
def test_what_the_athlete_is_told_to_write_is_understood(language: str):
    # GIVEN each text with examples of messages to log; what the coach is to remember is kept as it stands
    examples = [
        message
        for message in catalogue(language)
        if "<code>" in forms(message.id)[0] and ("handlers/memory.py", None) not in message.locations
    ]
    assert len(examples) >= 5
    for message in examples:
        english, translated = (re.findall("<code>(.*?)</code>", str(text)) for text in (message.id, message.string))
        assert len(english) == len(translated)
        for ours, theirs in zip(english, translated, strict=True):
            # THEN an example is read as its English one is
            meant, read = understand(ours, TODAY), understand(theirs, TODAY, language)
            assert read.problems == ()
            assert (read.kind, read.minutes, read.rpe, read.sport, read.date, bool(read.note)) == (
                meant.kind, meant.minutes, meant.rpe, meant.sport, meant.date, bool(meant.note)
            ), theirs  # fmt: skip


@in_every_language
def test_the_days_that_the_card_suggests_to_type_are_understood(language: str):
    text = "Which day was it? Tap, or type it: 12 Nov, 3 days ago."
    suggested = words_for(language).say(text).rpartition(": ")[2].rstrip(".").split(", ")
    assert [read_date(day, TODAY, language) for day in suggested] == [dt.date(2026, 11, 12), dt.date(2026, 11, 19)]


def test_a_language_without_a_catalogue_speaks_english():
    assert words_for("xx").say("Save") == "Save"
    assert words_for("xx").language == "en"


def test_german_numbers_days_and_plurals():
    words = words_for("de")
    assert words.number(1310) == "1.310"
    assert words.number(6.5, 1) == "6,5"
    assert words.number(6.0, 1) == "6"
    assert words.day(TODAY) == "So 22. Nov"
    assert words.weekday(TODAY) == "So"
    assert words.full_date(TODAY) == "22.11.2026"
    said = [words.many("{number} entry", "{number} entries", number) for number in (0, 1, 2001)]
    assert said == ["0 Einträge", "1 Eintrag", "2.001 Einträge"]


def test_french_numbers_days_plurals_and_money():
    words = words_for("fr")
    assert words.number(1310) == "1\u202f310"
    assert words.number(6.5, 1) == "6,5"
    assert words.day(TODAY) == "dim 22 nov"
    assert words.day(dt.date(2026, 2, 3)) == "mar 3 févr"
    assert words.weekday(TODAY) == "dim"
    assert words.full_date(TODAY) == "22 nov. 2026"
    assert (words.money(790, "EUR"), words.money(6900, "EUR")) == ("7,90\u00a0€", "69\u00a0€")
    said = [words.many("{number} entry", "{number} entries", number) for number in (0, 1, 2001)]
    assert said == ["0 entrée", "1 entrée", "2\u202f001 entrées"]  # nought is one in French
    assert words.town("Europe/Athens", "Athens") == "Athènes"


def test_spanish_numbers_days_money_and_plurals():
    words = words_for("es")
    assert words.number(1310) == "1.310"
    assert words.number(6.5, 1) == "6,5"
    assert words.day(TODAY) == "dom 22 nov"
    assert words.weekday(TODAY) == "dom"
    assert words.full_date(TODAY) == "22 nov 2026"
    assert words.money(790, "EUR") == "7,90\u00a0€"
    assert words.town("Europe/London", "London") == "Londres"
    said = [words.many("{number} entry", "{number} entries", number) for number in (0, 1, 2001)]
    assert said == ["0 entradas", "1 entrada", "2.001 entradas"]


def test_english_numbers_and_days():
    words = words_for("en")
    assert words.number(1310) == "1,310"
    assert words.day(TODAY) == "Sun 22 Nov"
    assert words.weekday(TODAY) == "Sun"
    assert words.full_date(TODAY) == "22 Nov 2026"


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_ends_no_sentence(language: str, month: int):
    # A point at its end would stand beside the sentence's own.
    assert not words_for(language).day(dt.date(2026, month, 3)).endswith(".")


def test_a_catalogue_is_read_once():
    assert words_for("de") is words_for("de")


def test_towns_are_spelled_as_the_language_does():
    assert words_for("de").town("Europe/Athens", "Athens") == "Athen"
    assert words_for("de").town("America/Argentina/Buenos_Aires", "Buenos Aires") == "Buenos Aires"
    assert words_for("de").town("Asia/Kolkata", "Mumbai") == "Mumbai"
    assert words_for("en").town("Europe/Athens", "Athens") == "Athens"
