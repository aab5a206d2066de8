"""With a model behind it: voice notes, and messages that the grammar cannot read."""

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.contract.premium import Rail
from tests.fakes.openai import FakeOpenAi, fake_openai, heard, is_silent, refuses, writes
from tests.journeys.assembly import Assembly
from tests.journeys.athletes import Athlete
from tests.journeys.one_process import one_process

LOOP = "my usual loop took me fifty, and I'd call it an eight"


@pytest.fixture(scope="module")
def openai() -> Iterator[FakeOpenAi]:
    with fake_openai() as fake:
        yield fake


@pytest.fixture(scope="module")
def program(running: Assembly, openai: FakeOpenAi) -> Iterator[Assembly]:
    """The program, which from now on asks the test's model."""
    running.think(openai.url)
    yield running
    running.think("")


@pytest.fixture
async def athlete(program: Assembly, openai: FakeOpenAi) -> AsyncIterator[Athlete]:
    program.calm()
    await program.until_finished()  # a comment on the journey before would take an answer of this one
    for kept in (openai.requests, openai.recordings, openai.answers, openai.hears):
        kept.clear()
    async with Athlete(program, first_name="Kim", language_code="en") as athlete:
        await athlete.begins()
        yield athlete


def reading(**said: Any) -> Any:
    nothing = dict.fromkeys(("sport", "minutes", "rpe", "freshness", "readiness", "mood", "day"))
    return writes(json.dumps({"session": True, "planned": False, "rest": False, **nothing, **said}))


async def test_what_the_grammar_cannot_read_the_model_does_and_the_athlete_checks(
    athlete: Athlete, openai: FakeOpenAi
) -> None:
    openai.will(reading(sport="run", minutes=50, rpe=8))
    await athlete.says(LOOP)
    card = await athlete.sees("Load 400 AU")
    assert "Run · today · 50 min · RPE 8" in card.text
    assert "Read by the coach’s model; please check." in card.text
    await athlete.taps(card, "Save")
    saved = await athlete.sees("50 min × 8 = 400 AU")
    assert "Read by" not in saved.text


async def test_an_edited_message_is_read_anew(athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.will(reading(sport="run", minutes=50, rpe=8), reading(sport="run", minutes=40, rpe=8))
    said = await athlete.says(LOOP)
    card = await athlete.sees("Load 400 AU")
    await athlete.edits(said, LOOP.replace("fifty", "forty"))
    edited = await athlete.sees("Load 320 AU")
    assert edited.id == card.id
    assert "please check" in edited.text


async def test_what_it_makes_up_is_asked_instead(athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.will(reading(sport="run", minutes=50, rpe=7))
    await athlete.says(LOOP)
    card = await athlete.sees("How hard was it, all in all?")
    assert "RPE" not in card.text


async def test_questions_and_greetings_are_sent_to_nobody(athlete: Athlete, openai: FakeOpenAi) -> None:
    await athlete.says("60 min run rpe 7")
    await athlete.taps(await athlete.sees("Load 420 AU"), "Cancel")
    await athlete.sees("Cancelled.")
    for text in ("hello", "thank you", "can you tell me what 42 means?", "what a lovely day it is"):
        await athlete.says(text)
        await athlete.sees("")
    assert openai.requests == []


@pytest.mark.parametrize("trouble", [refuses(500), is_silent(), writes("{no json")], ids=["500", "silent", "broken"])
async def test_whatever_the_model_does_there_is_the_grammars_answer(
    athlete: Athlete, openai: FakeOpenAi, trouble: Any
) -> None:
    openai.will(trouble, trouble, trouble)
    await athlete.says(LOOP)
    await athlete.sees("I found no session in that.", timeout=25)


async def test_a_voice_note_is_heard_shown_and_read_like_a_message(athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.hears.append(heard("Sixty minutes run, RPE seven, legs heavy."))
    await athlete.sends_file("voice.ogg", b"OggS said", kind="voice")
    card = await athlete.sees("Load 420 AU")
    assert "I heard: “\u2068Sixty minutes run, RPE seven, legs heavy.\u2069”" in card.text
    assert openai.recordings[0]["audio"] == b"OggS said"
    await athlete.taps(card, "Save")
    saved = await athlete.sees("60 min × 7 = 420 AU")
    assert "I heard" not in saved.text


async def test_a_voice_note_answers_what_a_card_asks(athlete: Athlete, openai: FakeOpenAi) -> None:
    await athlete.says("60 min run")
    await athlete.sees("How hard was it")
    openai.hears.append(heard("Seven."))
    await athlete.sends_file("voice.ogg", b"OggS", kind="voice")
    await athlete.sees("Load 420 AU")


async def test_a_red_flag_that_was_said_comes_before_all_else(athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.hears.append(heard("40 minutes run, RPE 8, tight chest and dizzy"))
    await athlete.sends_file("voice.ogg", b"OggS", kind="voice")
    card = await athlete.sees("Please stop training")
    assert "Shall I keep the session in your log, without comment?" in card.text


async def test_what_is_no_session_says_what_was_heard(athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.hears.append(heard("lalala"))
    await athlete.sends_file("voice.ogg", b"OggS", kind="voice")
    card = await athlete.sees("I found no session in that.")
    assert "I heard: “\u2068lalala\u2069”" in card.text


async def test_a_voice_note_that_cannot_be_made_out_is_asked_for_again(athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.hears.append(heard(""))
    await athlete.sends_file("voice.ogg", b"OggS", kind="voice")
    await athlete.sees("I could not make out that voice note.")


async def test_a_long_voice_note_is_not_even_fetched(athlete: Athlete, openai: FakeOpenAi) -> None:
    long = {"file_id": "nobody-asks", "file_unique_id": "x", "duration": 300}
    await athlete.sends_update({"message": {"voice": long}})
    await athlete.sees("up to two minutes")
    assert openai.recordings == []


async def test_nothing_of_a_voice_note_is_kept(program: Assembly, athlete: Athlete, openai: FakeOpenAi) -> None:
    openai.hears.append(heard("nobody may keep these words of mine"))
    await athlete.sends_file("voice.ogg", b"OggS not to be kept", kind="voice")
    await athlete.sees("I found no session in that.")
    assert program.stored("nobody may keep") == []
    assert program.stored("not to be kept") == []


@pytest.mark.only_in("polling", why="how premium is sold is settled when a program of one's own begins")
async def test_voice_notes_are_premiums_and_reading_is_free(mode: str, tmp_path: Path, openai: FakeOpenAi) -> None:
    with one_process(tmp_path, webhook=False, rail=Rail.STRIPE_INVOICE) as program:
        program.think(openai.url)
        openai.recordings.clear()
        async with Athlete(program, first_name="Kim", language_code="en") as athlete:
            await athlete.begins()
            await athlete.sends_file("voice.ogg", b"OggS", kind="voice")
            await athlete.sees("That belongs to premium.")
            assert openai.recordings == []
            openai.will(reading(sport="run", minutes=50, rpe=8))
            await athlete.says(LOOP)
            await athlete.sees("Load 400 AU")
