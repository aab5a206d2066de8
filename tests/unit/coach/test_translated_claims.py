"""A translation claims no number that the English text does not: "una hora más" would be sixty minutes more."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages import pofile

from backend.coach.grounding.reading import read
from words import LANGUAGES

LOCALES = Path(__file__).parents[3] / "words" / "locales"
PLACEHOLDER = re.compile(r"\{\w+\}")
NUMERAL_BESIDE_A_VALUE = re.compile(r"\d[ \u00a0]\{")


def claims(text: str, language: str) -> Counter[float]:
    said = read(PLACEHOLDER.sub("§", text), language)
    return Counter(round(float(number.value), 3) for number in said.numbers)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_no_translation_says_a_number_that_the_english_does_not(language: str):
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = pofile.read_po(file, locale=language)
    seen = 0
    for message in catalogue:
        if not any(path.startswith("backend/coach/") for path, _ in message.locations):
            continue
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        most: Counter[float] = Counter()
        for text in english:
            most |= claims(text, "en")
        for text in said:
            assert claims(text, language) <= most, text
            # "los últimos 28 {load} AU" reads as 28 100 AU.
            assert not NUMERAL_BESIDE_A_VALUE.search(text), text
            seen += 1
    assert seen > 300
