"""/why: any number of the product, with its formula, what went in, and where it is from."""

import pytest

from backend.contract import Number
from handlers.numbers import NAMES, named
from words import words_for

ALL = ["Load", "Week", "Ratio", "Monotony", "Strain", "Form", "Readiness"]


async def runs(chat, days=40):
    for n in range(days - 1, 0, -3):
        await chat.says(f"{30 + n % 20} min run rpe 5 {n} days ago")
        await chat.taps("Save", chat.last.id)


async def test_why_alone_asks_which_number(chat):
    await chat.says("/why")
    chat.sees("Which number?")
    assert list(chat.last.buttons) == ALL


async def test_a_named_number_is_explained_with_its_value(chat):
    await runs(chat)
    await chat.says("/why ratio")
    assert chat.last.text.splitlines()[0].startswith("Ratio: 0.")
    chat.sees("ratio = 6 < 7")
    chat.sees("Source: Foster 2001")
    assert list(chat.last.buttons) == [f"✓ {name}" if name == "Ratio" else name for name in ALL]


async def test_another_number_takes_its_place_in_the_same_message(chat):
    await chat.says("/why ratio")
    shown = chat.last.id
    await chat.taps("Strain")
    assert chat.last.id == shown
    chat.sees("strain = 6 < 7")
    await chat.taps("✓ Strain")
    assert chat.last.id == shown


async def test_a_number_without_a_value_says_what_is_missing(chat):
    await chat.says("30 min run rpe 5")
    await chat.taps("Save")
    await chat.says("/why ratio")
    chat.sees("Ratio: I need 28 days, you have 1.")
    chat.sees("ratio = 6 < 7")


async def test_an_unknown_name_is_said_to_be_one(chat):
    await chat.says("/why did I do this")
    chat.sees("I know no number of that name.")
    chat.sees("Which number?")


@pytest.mark.parametrize("command", ["/week", "/trend"])
async def test_week_and_trend_lead_there(chat, command):
    await runs(chat)
    await chat.says(command)
    picture = chat.last.id
    await chat.taps("Why?", picture)
    chat.sees("Which number?")
    assert chat.last.id != picture
    await chat.taps("Form")
    chat.sees("form = 6 < 7")


@pytest.mark.parametrize("data", ["y", "y:", "y:nonsense", "y:ask:nonsense", "y:ask:"])
async def test_a_tap_that_no_button_of_ours_makes_breaks_nothing(chat, data):
    await chat.says("/why")
    await chat.taps_data(data, chat.last)


def test_every_number_can_be_asked_for_by_its_name_in_every_language():
    assert set(NAMES) == set(Number)
    for language in ("en", "de"):
        words = words_for(language)
        for number, name in NAMES.items():
            assert named(words, words.say(name).upper()) is number
            assert named(words, number.value) is number
    assert named(words_for("en"), "ACWR?") is Number.RATIO
    assert named(words_for("de"), "verhältnis") is Number.RATIO
    assert named(words_for("en"), "") is None
