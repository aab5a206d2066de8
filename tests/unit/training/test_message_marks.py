"""Marks that belong to the character before them stay with it, also where a note ends."""

import datetime as dt

import pytest

from backend.training.message import understand

TODAY = dt.date(2026, 11, 18)


@pytest.mark.parametrize(
    "note",
    [
        "hard \N{HEAVY BLACK HEART}\ufe0f",
        "long cafe\u0301 stop, one cafe\u0301",
        "\u05e7\u05b8\u05e9\u05b6\u05c1\u05d4\u05b4",
        "with Mary \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "\U0001f3c3\U0001f3fd\u200d\u2640\ufe0f",
    ],
    ids=["an emoji's look", "a letter and its accent", "vowel signs", "a flag's tags", "a joined emoji"],
)
def test_a_note_keeps_the_marks_of_its_last_character(note: str) -> None:
    assert understand(f"60 min run rpe 7, {note}", TODAY).note == note
