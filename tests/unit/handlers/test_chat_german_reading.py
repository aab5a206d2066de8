"""What is written in German is read in German, from the first message on."""

import datetime as dt

import pytest

from backend.training.session import Sport

GERMAN = {"id": 7, "is_bot": False, "first_name": "Zoë", "language_code": "de"}


@pytest.fixture
async def german(stranger):
    await stranger.sends(text="/start", **{"from": GERMAN})
    await stranger.taps("OK, Training speichern")
    await stranger.taps("18:40 Berlin")
    return stranger


async def test_a_german_session_becomes_a_card(german) -> None:
    await german.says("gestern anderthalb Stunden Rad, Anstrengung 5 von 10, frisch")
    german.sees("90 min")
    await german.taps("Speichern")
    entry = german.entries[0]
    assert (entry.sport, entry.minutes, entry.rpe, entry.date) == (Sport.RIDE, 90, 5, dt.date(2026, 11, 21))
    assert entry.feelings.freshness == 4


@pytest.mark.parametrize(
    ("question", "answer", "seen"), [("rad rpe 5", "anderthalb Stunden", "90 min"), ("45 min rad", "7,5", "RPE 7,5")]
)
async def test_a_german_answer_to_a_question_is_read(german, question: str, answer: str, seen: str) -> None:
    await german.says(question)
    await german.says(answer)
    german.sees(seen)


async def test_a_german_red_flag_stops_the_coaching_and_stays_in_the_note(german) -> None:
    await german.says("40 min laufen rpe 8, Druck auf der Brust")
    assert next(iter(german.last.buttons)) == "Behalten"
    assert not german.entries
    await german.taps("Behalten")
    assert german.entries[0].note == "Druck auf der Brust"


async def test_a_red_flag_is_heard_in_german_before_there_are_settings(stranger) -> None:
    await stranger.sends(text="beim Laufen ohnmächtig geworden", **{"from": GERMAN})
    stranger.sees("Notruf")


async def test_a_german_session_before_the_consent_is_kept_until_then(stranger) -> None:
    await stranger.sends(text="anderthalb Stunden Rad, rpe 5", **{"from": GERMAN})
    await stranger.taps("OK, Training speichern")
    await stranger.taps("18:40 Berlin")
    stranger.sees("90 min")
