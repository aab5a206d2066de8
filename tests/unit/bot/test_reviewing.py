"""The whole program with a model: true words of its about a week follow the review, and others never do."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from backend.store.engine import open_engine, reading
from bot.embedded import embedded
from bot.settings import Settings, read_settings
from tests.fakes.athlete import FakeAthlete
from tests.fakes.openai import FakeOpenAi, fake_openai, says

PATIENCE = 20.0

COMMENT = ("Your log begins with 60 min at RPE 7, a load of 420 AU.", "If you run again tomorrow, it could stay easy.")
TRUE = (
    "This week holds 420 AU, all of it from one run of 60 min at RPE 7.",
    "With 1 day logged of 7 the log tells only part of it.",
    "Next week could begin with an easy session.",
)
FALSE = ("This week holds 950 AU from 9 sessions.", "Next week could begin with an easy session.")


@pytest.fixture
def openai() -> Iterator[FakeOpenAi]:
    with fake_openai() as fake:
        yield fake


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, openai: FakeOpenAi) -> Settings:
    monkeypatch.chdir(tmp_path)
    given: dict[str, Any] = {"premium_rail": "off", "openai_api_key": "not-a-key", "openai_base_url": openai.url}
    return read_settings(data_dir=tmp_path / "data", port=0, sandbox_port=0, **given)


async def looks_back(athlete: FakeAthlete) -> int:
    """As a newcomer log a run and look at the week; the picture's message id."""
    await athlete.starts()
    await athlete.taps(await athlete.sees("I keep your training log"), "OK")
    await athlete.sees("What time is it for you now?")
    await athlete.says("Berlin")
    await athlete.sees("All set")
    await athlete.says("60 min run rpe 7")
    await athlete.taps(await athlete.sees("Load 420 AU"), "Save")
    await athlete.sees_button("Why?")
    await athlete.says("/week")
    return (await athlete.sees("420 AU, 1 of 7 days logged")).id


def kept(settings: Settings) -> list[tuple[str, str, str]]:
    engine = open_engine(settings.database)
    with reading(engine) as connection:
        rows = connection.execute(text("SELECT answer, outcome, prompt FROM questions")).all()
    engine.dispose()
    return [tuple(row) for row in rows]


def reviewed(openai: FakeOpenAi) -> list[dict[str, Any]]:
    """The inputs of the requests that were about a week."""
    inputs = [json.loads(request["input"]) for request in openai.requests]
    return [each for each in inputs if "athlete_wrote" not in each]


async def test_true_words_are_kept_once(settings: Settings, openai: FakeOpenAi) -> None:
    openai.will(says(*COMMENT, facts=["session"], suggests=1), says(*TRUE, facts=["week", "logged"], suggests=2))
    async with embedded(settings) as program:
        assert program.sandbox_url is not None
        async with FakeAthlete(program.sandbox_url) as athlete:
            picture = await looks_back(athlete)
            assert (await athlete.sees(" ".join(TRUE))).replies_to == picture
    assert kept(settings) == [(" ".join(TRUE), "model", "review/1")]
    [asked] = reviewed(openai)
    assert asked["remembered"] == []


async def test_refused_words_are_neither_shown_nor_kept(settings: Settings, openai: FakeOpenAi) -> None:
    lie = says(*FALSE, facts=["week"], suggests=1)
    openai.will(says(*COMMENT, facts=["session"], suggests=1), lie, lie)
    async with embedded(settings) as program:
        assert program.sandbox_url is not None
        async with FakeAthlete(program.sandbox_url) as athlete:
            await looks_back(athlete)
            # WHEN it is over, and a question has been answered, too
            async with asyncio.timeout(PATIENCE):
                while not any(outcome for _, outcome, _ in kept(settings)):  # noqa: ASYNC110  # a table tells nobody
                    await asyncio.sleep(0.02)
            await athlete.says("/ask What is the capital of France?")
            await athlete.sees("I can’t answer that from your log.")
            # THEN nothing of the false words was to be seen
            assert not any("950" in card.text for card in athlete.cards)
    assert ("", "rules:ungrounded", "") in kept(settings)
    assert any("950" in reason for reason in reviewed(openai)[1]["because"])


async def test_without_premium_no_model_is_asked_about_the_week(settings: Settings, openai: FakeOpenAi) -> None:
    free = settings.model_copy(update={"premium_rail": "stripe_invoice"})
    async with embedded(free) as program:
        assert program.sandbox_url is not None
        async with FakeAthlete(program.sandbox_url) as athlete:
            await looks_back(athlete)
            await athlete.says("/history")
            await athlete.sees("Your log: 1 entry")
    assert kept(free) == []
    assert openai.requests == []


async def test_without_a_model_nothing_is_kept_of_it(settings: Settings, openai: FakeOpenAi) -> None:
    without = settings.model_copy(update={"openai_api_key": SecretStr(""), "openai_base_url": ""})
    async with embedded(without) as program:
        assert program.sandbox_url is not None
        async with FakeAthlete(program.sandbox_url) as athlete:
            await looks_back(athlete)
    assert kept(without) == []
