"""What is sent to a model, and nothing beyond it: listed in ``docs/privacy.md``, held by a test.

Facts by the allow-list of ``backend.coach.grounding.units``, the language, a tone, and the note of the one entry. No
ids, no names, no chat; who asks is a pseudonym that only groups the requests of one athlete for the provider's abuse
checks, and cannot be turned back without this installation's key.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from backend.coach.grounding.units import UNITS, Unit
from backend.tone import Tone

INPUT_KEYS = ("facts", "athlete_wrote")
"""Sent for a comment; and ``remembered``, where something is."""
LOOK_UP_KEYS = ("asked", "remembered", "today")
"""Sent to have chosen what is looked up for a question."""
ANSWER_KEYS = ("facts", "asked", "remembered")
"""Sent to have a question answered."""
REVIEW_KEYS = ("facts", "remembered")
"""Sent to have words about a week."""
READ_KEYS = ("said", "today")
"""Sent to have a message read."""
REPAIR_KEYS = ("refused", "because")
"""Sent beside them after an answer was refused: that answer, and why."""
FACT_KEYS = ("name", "unit", "values")
MOST_NOTE_CHARACTERS = 1000
MOST_REFUSED_CHARACTERS = 1500


TONES: Mapping[Tone, str] = {
    Tone.PLAIN: "calm and plain",
    Tone.BRIEF: "as brief as possible, two sentences",
    Tone.EXPLAINING: "explaining, saying in a few words what a number means",
    Tone.TOUGH: "direct and demanding, never rude",
}
LANGUAGE_NAMES: Mapping[str, str] = {"en": "English", "de": "German (du)", "es": "Spanish (tú)", "fr": "French (tu)"}
MOST_REASONS = 10
_DATES = (Unit.DATE, Unit.SPAN_START)


def input_of(
    facts: Sequence[Mapping[str, Any]],
    note: str,
    refused: str = "",
    because: Sequence[str] = (),
    remembered: Sequence[str] = (),
) -> str:
    """The request's input: one JSON document, in which no quotation mark or line of the note can end the quotation.

    After an answer was ``refused`` it goes along with the reasons. ``remembered``: lines of the athlete's own.
    """
    document: dict[str, Any] = {"facts": _sent_of(facts), "athlete_wrote": _plain(note)}
    if remembered:
        document["remembered"] = [_plain(each) for each in remembered]
    return _document(document, refused, because)


def look_up_input(asked: str, remembered: Sequence[str], today: date) -> str:
    """The input of a request about what has to be looked up."""
    return _document({**_words_of(asked, remembered), "today": _day(today.isoformat())})


def reading_input(said: str, today: date) -> str:
    """The input of a request to take down what a message says about a session."""
    return _document({"said": _plain(said), "today": _day(today.isoformat())})


def answer_input(
    facts: Sequence[Mapping[str, Any]],
    asked: str,
    remembered: Sequence[str],
    refused: str = "",
    because: Sequence[str] = (),
) -> str:
    """The input of a request to answer a question; ``refused`` and ``because`` as in :func:`input_of`."""
    return _document({"facts": _sent_of(facts), **_words_of(asked, remembered)}, refused, because)


def review_input(
    facts: Sequence[Mapping[str, Any]], remembered: Sequence[str], refused: str = "", because: Sequence[str] = ()
) -> str:
    """The input of a request for words about a week; ``refused`` and ``because`` as in :func:`input_of`."""
    return _document({"facts": _sent_of(facts), "remembered": [_plain(each) for each in remembered]}, refused, because)


def _words_of(asked: str, remembered: Sequence[str]) -> dict[str, Any]:
    return {"asked": _plain(asked), "remembered": [_plain(each) for each in remembered]}


def _sent_of(facts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [_sent(fact) for fact in facts if fact["name"] in UNITS]


def _document(document: dict[str, Any], refused: str = "", because: Sequence[str] = ()) -> str:
    if because:
        document |= {"refused": refused[:MOST_REFUSED_CHARACTERS], "because": list(because)[:MOST_REASONS]}
    # ASCII only: no sign of another script can pass for one of the document's own.
    return json.dumps(document, ensure_ascii=True, separators=(",", ":"))


def pseudonym(athlete_id: UUID, key: bytes) -> str:
    """A name for the athlete that says nothing about them, and is another one in every installation."""
    return hmac.new(key, athlete_id.bytes, hashlib.sha256).hexdigest()[:32]


def _sent(fact: Mapping[str, Any]) -> dict[str, Any]:
    units = UNITS[fact["name"]]
    values = {key: _value(fact["values"][key], unit) for key, unit in units.items() if key in fact["values"]}
    return {"name": fact["name"], "unit": fact["unit"], "values": {k: v for k, v in values.items() if v is not None}}


def _value(value: Any, unit: Unit) -> Any:
    if unit in _DATES and isinstance(value, list):
        return [_day(each) for each in value]
    if unit in _DATES and isinstance(value, str):
        return _day(value)
    return value


def _day(iso: str) -> str:
    """With its weekday, which models are bad at."""
    return f"{iso} ({date.fromisoformat(iso):%A})"


def _plain(note: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in note)[:MOST_NOTE_CHARACTERS]
