"""Are all numbers of a text among its facts, and is its manner right?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from words import Words

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FORBIDDEN = re.compile(
    r"!|\b(injur\w*|danger|sweet spot|risk\w*|will (?:be|get|improve|lead|make|cause)|great job|well done|awesome|"
    r"amazing|congrat\w*|keep it up|proud|crush\w*|nice work|should|must|overtrain\w*|perfect|excellent)\b",
    re.IGNORECASE,
)


def english_numbers(text: str) -> str:
    """``1.310,5``, or in French ``1 310,5``, as ``1,310.5``, which the other helpers read."""
    text = re.sub(r"(?<=\d)\u202f(?=\d)", ".", text)
    return re.sub(r"\d[\d.,]*\d|\d", lambda found: found.group().translate(str.maketrans(".,", ",.")), text)


def numbers_in(text: str) -> list[float]:
    """Every number of a text, thousands separators taken out."""
    return [float(found.rstrip(",").replace(",", "")) for found in _NUMBER.findall(text)]


def ungrounded(text: str, facts: Sequence[Mapping[str, Any]]) -> list[float]:
    """The numbers of a text that no fact holds, at the text's own precision."""
    held = {
        rounded
        for value in _values(facts)
        for rounded in (abs(round(value)), abs(round(value, 1)), abs(round(value, 2)))
    }
    return [number for number in numbers_in(text) if number not in held]


def without_days(text: str, facts: Sequence[Mapping[str, Any]], words: Words) -> str:
    """The text without the days that the facts name."""
    for day in {value for fact in facts for value in _leaves(fact["values"]) if isinstance(value, str)}:
        try:
            text = text.replace(words.day(date.fromisoformat(day)), "").replace(
                words.full_date(date.fromisoformat(day)), ""
            )
        except ValueError:
            continue
    return text


def forbidden(text: str) -> list[str]:
    """Words that a coach of ours does not use."""
    return [found.group() for found in _FORBIDDEN.finditer(text)]


def sentences(text: str) -> list[str]:
    """The text's sentences."""
    return re.split(r"(?<=[.?])\s+", text.strip()) if text.strip() else []


def _values(facts: Sequence[Mapping[str, Any]]) -> Iterator[float]:
    for fact in facts:
        for value in _leaves(fact["values"]):
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield float(value)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value
