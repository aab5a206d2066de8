"""The whole program with a model: its comment reaches the chat when it is true, and the rules' when it is not."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from backend.clock import SystemClock
from backend.coach.model.asking import NoAnswer, Trouble
from backend.contract import Athlete
from backend.store.engine import open_engine, reading
from backend.store.migrate import upgrade
from backend.store.sql import SqlStore
from bot.coaching import coaching
from bot.embedded import embedded
from bot.logs import set_up_logs
from bot.settings import Settings, WrongSetting, read_settings
from tests.fakes.athlete import FakeAthlete
from tests.fakes.openai import FakeOpenAi, fake_openai, refuses, says, says_slowly, writes

TRUE = ("Your log begins with 60 min at RPE 7, a load of 420 AU.", "If you run again tomorrow, it could stay easy.")
FALSE = ("That was a run of 95 min, and it was a hard one for you.", "If you run again tomorrow, it could stay easy.")
KEY = "not-a-key"


@pytest.fixture
def openai() -> Iterator[FakeOpenAi]:
    with fake_openai() as fake:
        yield fake


def settings_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **other: Any) -> Settings:
    monkeypatch.chdir(tmp_path)
    given = {"premium_rail": "off", "openai_api_key": KEY, "log_level": "DEBUG", **other}
    return read_settings(data_dir=tmp_path / "data", port=0, sandbox_port=0, **given)


async def log_a_run(settings: Settings, message: str, expected: str) -> FakeAthlete:
    """Start the program and log a run as a newcomer; until ``expected`` is read."""
    async with embedded(settings) as program:
        assert program.sandbox_url is not None
        async with FakeAthlete(program.sandbox_url) as athlete:
            await athlete.starts()
            await athlete.taps(await athlete.sees("I keep your training log"), "OK")
            await athlete.sees("What time is it for you now?")
            await athlete.says("Berlin")
            await athlete.sees("All set")
            await athlete.says(message)
            await athlete.taps(await athlete.sees("Load 420 AU"), "Save")
            comment = await athlete.sees_button("Why?")
            assert expected in comment.text
            await athlete.taps(comment, "Why?")
            await athlete.sees("60 min × RPE 7 = 420 AU")
            return athlete


def without_times(capfd: pytest.CaptureFixture[str]) -> str:
    """The log; a time of day may well have the figures of a session."""
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    return "\n".join(json.dumps({**line, "timestamp": "", "ms": 0}) for line in lines)


def kept(settings: Settings) -> list[tuple[str, str, str]]:
    engine = open_engine(settings.database)
    with reading(engine) as connection:
        rows = connection.execute(text("SELECT text, outcome, prompt FROM feedback")).all()
    engine.dispose()
    return [tuple(row) for row in rows]


async def test_a_true_comment_of_the_model_reaches_the_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, openai: FakeOpenAi, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = settings_for(tmp_path, monkeypatch, openai_base_url=openai.url)
    openai.always = says(*TRUE, facts=["session"], suggests=1)
    await log_a_run(settings, "60 min run rpe 7, with Bob past the mill", TRUE[0])
    assert kept(settings) == [(" ".join(TRUE), "model", "comment/2")]
    assert json.loads(openai.requests[0]["input"])["athlete_wrote"] == "with Bob past the mill"
    assert openai.keys[0] == f"Bearer {KEY}"
    written = without_times(capfd)
    outcomes = [line for line in map(json.loads, written.splitlines()) if line["event"] == "coach"]
    assert [line["outcome"] for line in outcomes if line["counted"] == "CoachComments"] == ["model"]
    for private in ("Bob", "mill", "420", "begins", KEY):
        assert private not in written


async def test_a_comment_is_seen_growing_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, openai: FakeOpenAi
) -> None:
    settings = settings_for(tmp_path, monkeypatch, openai_base_url=openai.url)
    openai.always = says_slowly(*TRUE, facts=["session"], seconds=3)
    athlete = await log_a_run(settings, "60 min run rpe 7", TRUE[1])
    assert athlete.drafts() == ["…", TRUE[0]], "typing, then what is whole and right; the rest comes with the message"
    [message] = [card for card in athlete.cards if TRUE[0] in card.text]
    assert message.text.startswith(" ".join(TRUE))


async def test_nothing_wrong_is_ever_seen_of_a_comment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, openai: FakeOpenAi
) -> None:
    settings = settings_for(tmp_path, monkeypatch, openai_base_url=openai.url)
    openai.always = says_slowly(TRUE[0], *FALSE, seconds=2)
    athlete = await log_a_run(settings, "60 min run rpe 7", "420 AU")
    assert not any("95" in text for text in athlete.drafts())


async def test_a_refused_comment_is_neither_shown_nor_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, openai: FakeOpenAi
) -> None:
    settings = settings_for(tmp_path, monkeypatch, openai_base_url=openai.url)
    openai.always = says(*FALSE)
    await log_a_run(settings, "60 min run rpe 7", "420 AU")
    (said,) = kept(settings)
    assert said[1:] == ("rules:ungrounded", "")
    assert "95" not in said[0]


async def test_a_model_that_is_away_delays_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, openai: FakeOpenAi
) -> None:
    settings = settings_for(tmp_path, monkeypatch, openai_base_url=openai.url)
    openai.always = refuses(401)
    await log_a_run(settings, "60 min run rpe 7", "420 AU")
    assert [said[1] for said in kept(settings)] == ["rules:refused"]


async def test_without_premium_no_model_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, openai: FakeOpenAi
) -> None:
    settings = settings_for(tmp_path, monkeypatch, openai_base_url=openai.url, premium_rail="stripe_invoice")
    await log_a_run(settings, "60 min run rpe 7", "420 AU")
    assert [said[1] for said in kept(settings)] == ["rules:free"]
    assert openai.requests == []


async def test_prices_that_cannot_be_read_are_named_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(tmp_path, monkeypatch, coach_prices=str(tmp_path / "none.yaml"))
    with pytest.raises(WrongSetting, match="COACH_PRICES"):
        async with embedded(settings):
            pass


def test_there_is_a_model_where_a_key_or_an_address_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_for(tmp_path, monkeypatch).has_model
    assert settings_for(tmp_path, monkeypatch, openai_api_key="", openai_base_url="http://127.0.0.1:1/v1").has_model
    assert not settings_for(tmp_path, monkeypatch, openai_api_key="").has_model


# ---- questions ----

LOOK_UPS = json.dumps({"look_ups": [{"tool": "comparison", "sport": "run", "first": None, "last": None}]})


def replies(*sentences: str, known: bool = True) -> str:
    """A model's answer to a question."""
    written = [{"text": text, "facts": ["logged"], "suggests": False} for text in sentences]
    return json.dumps({"sentences": written, "known": known})


async def ask(settings: Settings, question: str, *expected: str) -> None:
    """Start the program, log a run as a newcomer and ask; until the answer, and what it stands on, is read."""
    async with embedded(settings) as program:
        assert program.sandbox_url is not None
        async with FakeAthlete(program.sandbox_url) as athlete:
            await athlete.starts()
            await athlete.taps(await athlete.sees("I keep your training log"), "OK")
            await athlete.sees("What time is it for you now?")
            await athlete.says("Berlin")
            await athlete.sees("All set")
            await athlete.says("60 min run rpe 7")
            await athlete.taps(await athlete.sees("Load 420 AU"), "Save")
            comment = await athlete.sees_button("Why?")
            await athlete.says(question)
            answer = await athlete.sees(expected[0])
            assert answer.id > comment.id
            for text in expected[1:]:
                assert text in answer.text
            await athlete.taps(answer, "Why?")
            await athlete.sees("60 min × RPE 7 = 420 AU")
            await athlete.taps(answer, "👍")
            await athlete.sees_button("✓ 👍")


def answers_kept(settings: Settings) -> list[tuple[str, str, str]]:
    engine = open_engine(settings.database)
    with reading(engine) as connection:
        rows = connection.execute(text("SELECT answer, outcome, prompt FROM questions")).all()
        votes = connection.execute(text("SELECT outcome FROM votes")).all()
    engine.dispose()
    assert [vote.outcome for vote in votes] == [row.outcome for row in rows]
    return [tuple(row) for row in rows]


async def test_without_a_model_a_question_is_answered_by_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_for(tmp_path, monkeypatch, openai_api_key="")
    await ask(settings, "/ask When did I last run?", "Your last run:", "60 min at RPE 7, a load of 420 AU")
    [(_, outcome, prompt)] = answers_kept(settings)
    assert (outcome, prompt) == ("rules", "")


async def test_a_model_looks_up_and_answers_from_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, openai: FakeOpenAi, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = settings_for(tmp_path, monkeypatch, openai_base_url=openai.url)
    said = ("Your run took 60 min at RPE 7.", "It is the first one in your log, so there is none to set it beside.")
    openai.will(says(*TRUE, facts=["session"], suggests=1), writes(LOOK_UPS), writes(replies(*said)))
    await ask(settings, "/ask how was my run with Bob?", said[0])
    assert answers_kept(settings) == [(" ".join(said), "model", "answer/1")]
    asked = json.loads(openai.requests[2]["input"])
    assert asked["asked"] == "how was my run with Bob?"
    assert [fact["values"]["minutes"] for fact in asked["facts"] if fact["name"] == "logged"] == [60]
    written = without_times(capfd)
    assert "Bob" not in written
    assert "420" not in written


async def test_an_invented_number_is_repaired_or_the_rules_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, openai: FakeOpenAi
) -> None:
    settings = settings_for(tmp_path, monkeypatch, openai_base_url=openai.url)
    lie = replies("Your run took 95 min at RPE 7.", "It is the first one in your log, so far as I can see.")
    openai.will(says(*TRUE, facts=["session"], suggests=1), writes(LOOK_UPS), writes(lie), writes(lie))
    await ask(settings, "/ask When did I last run?", "Your last run:")
    [(answer, outcome, _)] = answers_kept(settings)
    assert outcome == "rules:ungrounded"
    assert "95" not in answer
    assert "number: 95 min" in json.loads(openai.requests[3]["input"])["because"][0]


def test_two_who_are_the_first_to_ask_share_the_models_connections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    met, models = Barrier(2), []

    class Slow:
        """Made only when both are making one, or the other was kept waiting."""

        def __init__(self, _key: str, _url: str) -> None:
            models.append(self)
            with suppress(BrokenBarrierError):
                met.wait(0.3)
            self.closed = False

        def transcribe(self, *_: object) -> str:
            raise NoAnswer(Trouble.SERVER)

        def close(self) -> None:
            self.closed = True

    monkeypatch.setattr("backend.coach.model.client.OpenAiModel", Slow)
    engine = open_engine(f"sqlite:///{tmp_path}/data.db")
    upgrade(engine)
    pair, now = (uuid4(), uuid4()), SystemClock().now()
    for each in pair:
        SqlStore(engine, SystemClock()).add_athlete(Athlete(id=each, language="en", zone="UTC", consented_at=now))
    settings, log = settings_for(tmp_path, monkeypatch), set_up_logs("INFO")
    coaches = coaching(settings, engine, SystemClock(), log, b"salt", lambda _: True)
    hearing = coaches.hearing
    assert hearing is not None
    with ThreadPoolExecutor(2) as both:
        assert list(both.map(lambda whose: hearing(b"OggS", "audio/ogg", 3, whose), pair)) == ["", ""]
    coaches.close()
    engine.dispose()
    assert [each.closed for each in models] == [True]
