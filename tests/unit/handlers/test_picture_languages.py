"""The picture's words fit the picture, in every language."""

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from handlers.drawing import WIDTH
from words import LANGUAGES, words_for

POINTS = WIDTH * 72
TITLE_ROOM = (1 - 0.11) * POINTS
"""From the axes' left end to the card's right end."""
LABEL_ROOM = (1 - 0.795) * POINTS - 6 + 0.02 * 0.685 * POINTS
"""From the last day to the card's right end, with the gap before the label."""
TITLES = (
    "Ratio: acute ÷ chronic (coupled)",
    "Monotony: the 7 days’ mean ÷ their spread",
    "Load, AU a day, and its means of 7 and 28 days",
    "Load, AU a day",
    "Load, AU a day (hatched: effort not known)",
    "Load, AU a day: 7 days and the 7 before",
    "Readiness, 5–25, on your own band",
)


def width(text: str, size: float) -> float:
    """Points that a text takes, set in bold."""
    font = FontProperties(family="DejaVu Sans", weight="bold")
    return float(TextPath((0, 0), text, size=size, prop=font).get_extents().width)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_titles_are_not_cut(language: str):
    words = words_for(language)
    longest = words.say("Form: fitness − fatigue, AU a day") + "  " + words.say("(dashed: warming up)")
    titles = [*(words.say(title) for title in TITLES), longest]
    assert [title for title in titles if width(title, 7) > TITLE_ROOM] == []


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_names_of_lines_are_not_cut_with_a_thousand_beside_them(language: str):
    words = words_for(language)
    labels = [f"{words.say(name)} {words.number(1310)}" for name in ("acute", "chronic")]
    labels.append(words.say("usual {usual}", usual=words.number(25)))
    assert [label for label in labels if width(label, 6.5) > LABEL_ROOM] == []


def test_what_is_too_wide_is_noticed():
    assert width("Belastung, AU pro Tag, und ihre Mittel über sieben und achtundzwanzig Tage", 7) > TITLE_ROOM
    assert width("chronisch 1.310", 6.5) > LABEL_ROOM
