"""With a model behind it: voice notes, and messages that the grammar cannot read."""

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.contract.premium import Rail
from bot.settings import Settings
from tests.fakes.openai import FakeOpenAi, fake_openai, heard, is_silent, refuses, writes
from tests.journeys.assembly import Background, TurnableClock, telegram
from tests.journeys.athletes import Athlete
from tests.journeys.one_process import TOKEN, OneProcess

pytestmark = pytest.mark.only_in("polling", why="the stack's functions find their model by a template of their own")
LOOP = "my usual loop took me fifty, and I'd call it an eight"


class WithModel(OneProcess):
    """The program, with the model that the test runs."""

    def __init__(self, openai: FakeOpenAi, *parts: Any, rail: Rail) -> None:
        self.openai = openai
        super().__init__(*parts, webhook=False, rail=rail)

    def _read_settings(self, folder: Path, webhook: bool, rail: Rail) -> Settings:
        settings = super()._read_settings(folder, webhook, rail)
        return settings.model_copy(update={"openai_base_url": self.openai.url})


def with_model(folder: Path, rail: Rail) -> Iterator[WithModel]:
    with fake_openai() as openai, Background() as background:
        clock = TurnableClock()
        sandbox = telegram(background, clock, TOKEN)
        program = WithModel(openai, folder, background, sandbox, clock, rail=rail)
        try:
            program.begin()
            yield program
        finally:
            program.end()
            background.do(sandbox.close())


@pytest.fixture(scope="module")
def program(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WithModel]:
    yield from with_model(tmp_path_factory.mktemp("model"), Rail.OFF)


@pytest.fixture
async def athlete(program: WithModel) -> AsyncIterator[Athlete]:
    program.calm()
    program.openai.requests.clear()
    program.openai.recordings.clear()
    program.openai.answers.clear()
    program.openai.hears.clear()
    async with Athlete(program, first_name="Kim", language_code="en") as athlete:
        await athlete.begins()
        yield athlete


def reading(**said: Any) -> Any:
    nothing = dict.fromkeys(("sport", "minutes", "rpe", "freshness", "readiness", "mood", "day"))
    return writes(json.dumps({"session": True, "planned": False, "rest": False, **nothing, **said}))


async def test_what_the_grammar_cannot_read_the_model_does_and_the_athlete_checks(
    program: WithModel, athlete: Athlete
) -> None:
    program.openai.will(reading(sport="run", minutes=50, rpe=8))
    await athlete.says(LOOP)
    card = await athlete.sees("Load 400 AU")
    assert "Run · today · 50 min · RPE 8" in card.text
    assert "Read by the coach's model; please check." in card.text
    await athlete.taps(card, "Save")
    saved = await athlete.sees("50 min × 8 = 400 AU")
    assert "Read by" not in saved.text


async def test_an_edited_message_is_read_anew(program: WithModel, athlete: Athlete) -> None:
    program.openai.will(reading(sport="run", minutes=50, rpe=8), reading(sport="run", minutes=40, rpe=8))
    said = await athlete.says(LOOP)
    card = await athlete.sees("Load 400 AU")
    await athlete.edits(said, LOOP.replace("fifty", "forty"))
    edited = await athlete.sees("Load 320 AU")
    assert edited.id == card.id
    assert "please check" in edited.text


async def test_what_it_makes_up_is_asked_instead(program: WithModel, athlete: Athlete) -> None:
    program.openai.will(reading(sport="run", minutes=50, rpe=7))
    await athlete.says(LOOP)
    card = await athlete.sees("How hard was it, all in all?")
    assert "RPE" not in card.text


async def test_questions_and_greetings_are_sent_to_nobody(program: WithModel, athlete: Athlete) -> None:
    await athlete.says("60 min run rpe 7")
    await athlete.taps(await athlete.sees("Load 420 AU"), "Cancel")
    await athlete.sees("Cancelled.")
    for text in ("hello", "thank you", "can you tell me what 42 means?", "what a lovely day it is"):
        await athlete.says(text)
        await athlete.sees("")
    assert program.openai.requests == []


@pytest.mark.parametrize("trouble", [refuses(500), is_silent(), writes("{no json")], ids=["500", "silent", "broken"])
async def test_whatever_the_model_does_there_is_the_grammars_answer(
    program: WithModel, athlete: Athlete, trouble: Any
) -> None:
    program.openai.will(trouble, trouble, trouble)
    await athlete.says(LOOP)
    await athlete.sees("I found no session in that.", timeout=12)


async def test_a_voice_note_is_heard_shown_and_read_like_a_message(program: WithModel, athlete: Athlete) -> None:
    program.openai.hears.append(heard("Sixty minutes run, RPE seven, legs heavy."))
    await athlete.sends_file("voice.ogg", b"OggS said", kind="voice")
    card = await athlete.sees("Load 420 AU")
    assert "I heard: “\u2068Sixty minutes run, RPE seven, legs heavy.\u2069”" in card.text
    assert program.openai.recordings[0]["audio"] == b"OggS said"
    await athlete.taps(card, "Save")
    saved = await athlete.sees("60 min × 7 = 420 AU")
    assert "I heard" not in saved.text


async def test_a_voice_note_answers_what_a_card_asks(program: WithModel, athlete: Athlete) -> None:
    await athlete.says("60 min run")
    await athlete.sees("How hard was it")
    program.openai.hears.append(heard("Seven."))
    await athlete.sends_file("voice.ogg", b"OggS", kind="voice")
    await athlete.sees("Load 420 AU")


async def test_a_red_flag_that_was_said_comes_before_all_else(program: WithModel, athlete: Athlete) -> None:
    program.openai.hears.append(heard("40 minutes run, RPE 8, tight chest and dizzy"))
    await athlete.sends_file("voice.ogg", b"OggS", kind="voice")
    card = await athlete.sees("Please stop training")
    assert "Shall I keep the session in your log, without comment?" in card.text


async def test_what_is_no_session_says_what_was_heard(program: WithModel, athlete: Athlete) -> None:
    program.openai.hears.append(heard("lalala"))
    await athlete.sends_file("voice.ogg", b"OggS", kind="voice")
    card = await athlete.sees("I found no session in that.")
    assert "I heard: “\u2068lalala\u2069”" in card.text


async def test_a_voice_note_that_cannot_be_made_out_is_asked_for_again(program: WithModel, athlete: Athlete) -> None:
    program.openai.hears.append(heard(""))
    await athlete.sends_file("voice.ogg", b"OggS", kind="voice")
    await athlete.sees("I could not make out that voice note.")


async def test_a_long_voice_note_is_not_even_fetched(program: WithModel, athlete: Athlete) -> None:
    long = {"file_id": "nobody-asks", "file_unique_id": "x", "duration": 300}
    await athlete.sends_update({"message": {"voice": long}})
    await athlete.sees("up to two minutes")
    assert program.openai.recordings == []


async def test_nothing_of_a_voice_note_is_kept(program: WithModel, athlete: Athlete) -> None:
    program.openai.hears.append(heard("nobody may keep these words of mine"))
    await athlete.sends_file("voice.ogg", b"OggS not to be kept", kind="voice")
    await athlete.sees("I found no session in that.")
    assert program.stored("nobody may keep") == []
    assert program.stored("not to be kept") == []


async def test_voice_notes_are_premiums(mode: str, tmp_path: Path) -> None:
    for program in with_model(tmp_path, Rail.STRIPE_INVOICE):
        async with Athlete(program, first_name="Kim", language_code="en") as athlete:
            await athlete.begins()
            await athlete.sends_file("voice.ogg", b"OggS", kind="voice")
            await athlete.sees("That belongs to premium.")
            assert program.openai.recordings == []
            program.openai.will(reading(sport="run", minutes=50, rpe=8))
            await athlete.says(LOOP)
            await athlete.sees("Load 400 AU")
