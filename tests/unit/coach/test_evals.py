"""Every recorded scenario comes out as it must, and a live model that errs is told apart from one that does not."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.coach.model.client import OpenAiModel
from backend.coach.questions import by_model
from backend.coach.reading import held, reader
from evals import comments, questions, readings
from evals.__main__ import main
from evals.asked_logs import LOGS
from evals.comments import CommentScenario
from evals.logs import SCENARIOS
from evals.questions import QuestionScenario
from evals.scenario import Live, read_scenarios
from evals.table import BLOCKS, lines
from evals.weeks import WEEKS
from tests.fakes.openai import FakeOpenAi, fake_openai, says, writes

COMMENTS = {each.id: each for each in comments.scenarios()}
QUESTIONS = {each.id: each for each in questions.scenarios()}
READINGS = {each.id: each for each in readings.scenarios()}
LANGUAGES = {"en", "de", "es", "fr"}


@pytest.mark.parametrize("name", COMMENTS)
def test_a_comment_comes_out_as_it_must(name: str):
    assert comments.run(COMMENTS[name]).wrong == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_comes_out_as_it_must(name: str):
    result = questions.run(QUESTIONS[name])
    assert (result.wrong, result.missed) == ([], [])


@pytest.mark.parametrize("name", READINGS)
def test_a_reading_comes_out_as_it_must(name: str):
    assert readings.run(READINGS[name]).wrong == []


def test_there_are_enough_of_them_of_every_kind_and_language():
    assert len(COMMENTS) >= 60
    assert sum(each.expect != "model" for each in COMMENTS.values()) >= 30
    assert {each.log for each in COMMENTS.values() if not each.week} <= {scenario.name for scenario in SCENARIOS}
    of_weeks = [each for each in COMMENTS.values() if each.week]
    assert len(of_weeks) >= 8
    assert {each.week for each in of_weeks} == set(WEEKS)
    assert len(QUESTIONS) >= 16
    assert {each.log for each in QUESTIONS.values()} == set(LOGS)
    assert len(READINGS) >= 16
    for some in (COMMENTS.values(), of_weeks, QUESTIONS.values(), READINGS.values()):
        assert {each.language for each in some} == LANGUAGES


def test_every_prompt_has_its_scenarios():
    written = {each.stem for each in (Path(__file__).parents[3] / "prompts").glob("*.md")}
    assert {name for block in BLOCKS.values() for name in block.prompts} == written


def test_a_scenario_about_nothing_is_named():
    with pytest.raises(ValueError, match="not there"):
        CommentScenario(id="x", about="week", week="none of ours")
    with pytest.raises(ValueError, match="not there"):
        QuestionScenario(id="x", about="plain", log="none of ours", asked="How was my week?")


def test_two_scenarios_of_one_name_are_refused():
    with pytest.raises(ValueError, match="same id"):
        read_scenarios(CommentScenario, "weeks", "weeks")


# ---- a scenario can fail ----


def test_a_comment_that_should_have_been_refused_is_found():
    # GIVEN a scenario that expects too little of the check, and one that expects too much
    fine, broken = COMMENTS["en-ride"], COMMENTS["number-invented"]
    assert comments.run(fine.model_copy(update={"expect": "rules:ungrounded"})).wrong
    assert comments.run(broken.model_copy(update={"expect": "model"})).wrong
    assert comments.run(fine.model_copy(update={"never": ("fresh",)})).wrong == ["says fresh"]


def test_an_answer_that_should_have_been_refused_is_found(monkeypatch: pytest.MonkeyPatch):
    # GIVEN a product that lets through whatever a model answers
    monkeypatch.setattr(by_model, "check", lambda *_: [])
    result = questions.run(QUESTIONS["ask-number"])
    # THEN it is seen that it was shown, and why it should not have been
    assert "shown although number" in result.wrong
    assert "model, not rules:ungrounded" in result.wrong
    assert r"says \b95\b" in result.wrong


def test_a_question_that_no_model_should_have_been_asked_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(by_model, "names_red_flag", lambda *_: False)
    assert "a model was asked what none may be" in questions.run(QUESTIONS["ask-chest"]).wrong
    assert questions.run(QUESTIONS["memory-flag"]).wrong == ["a model was sent chest"]


def test_what_was_not_looked_up_is_missed():
    blind = QUESTIONS["ask-much"].model_copy(update={"looks_up": ("numbers",), "recorded": (("? I cannot tell.",),)})
    assert questions.run(blind).missed == ["415", "sessions"]


def test_a_number_that_is_not_in_the_words_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(held, "_take", lambda *_: True)
    wrong = readings.run(READINGS["read-number"]).wrong
    assert "minutes 54, not None" in wrong
    assert "the card shows review, not minutes" in wrong


def test_a_message_that_no_model_should_have_read_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reader, "names_red_flag", lambda *_: False)
    monkeypatch.setattr(reader, "is_about_pain_or_illness", lambda *_: False)
    for name in ("read-chest", "read-pain"):
        assert "a model was asked what none may be" in readings.run(READINGS[name]).wrong


def test_a_plan_that_would_be_logged_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(held, "days_told", lambda *_: ())
    wrong = readings.run(READINGS["read-plan-overlooked"]).wrong
    assert wrong == ["missed in doubt: ['future_date'], asked about: []", "the card shows effort, not day"]


# ---- the table ----


def test_the_table_counts_by_what_it_is_about_for_versions_of_the_prompts():
    block = BLOCKS["questions"]
    some = [questions.run(QUESTIONS[name]) for name in ("ask-race", "ask-number", "ask-repaired")]
    table = lines(block, some, "recorded")
    assert re.match(r"prompt look_up/\d+, answer/\d+, recorded, 3 scenarios", table[0])
    assert table[-1].split() == ["all", "3/3", "1", "1", "1", "0"]
    failing = questions.run(QUESTIONS["ask-number"].model_copy(update={"expect": "model"}))
    table = lines(block, [failing], "recorded")
    assert table[-1] == "WRONG ask-number: rules:ungrounded, not model"
    assert "0/1" in table[-2]


def test_what_becomes_of_readings_has_columns_of_its_own():
    some = [readings.run(READINGS[name]) for name in ("read-loop", "read-sister", "read-cut-off", "read-chest")]
    table = lines(BLOCKS["readings"], some, "recorded")
    assert table[1].split() == ["about", "right", "read", "nothing", "failed", "unsent", "missed"]
    assert table[-1].split() == ["all", "4/4", "1", "1", "1", "1", "0"]


def test_the_table_in_the_documentation_is_what_comes_out():
    document = (Path(__file__).parents[3] / "docs" / "coach.md").read_text(encoding="utf-8")
    blocks = ["\n".join(lines(block, block.run(None), "recorded")) for block in BLOCKS.values()]
    assert "<!-- evals -->\n```\n" + "\n\n".join(blocks) + "\n```\n" in document, "make evals prints it anew"


def test_the_command_prints_what_it_is_asked_for(capsys: pytest.CaptureFixture[str]):
    assert main(["--only", "readings", "--show"]) == 0
    printed = capsys.readouterr().out
    assert "read-loop [read] kind session · minutes 45 · rpe 6.0" in printed
    assert "prompt read/" in printed
    assert "prompt answer/" not in printed


# ---- live ----


@pytest.fixture
def fake() -> Iterator[FakeOpenAi]:
    with fake_openai() as server:
        yield server


@pytest.fixture
def live(fake: FakeOpenAi) -> Iterator[Live]:
    model = OpenAiModel("test-key", fake.url)
    yield Live(model, "mine")
    model.close()


def test_a_live_model_is_asked_and_judged_by_what_comes_out_of_it(fake: FakeOpenAi, live: Live):
    scenario = COMMENTS["en-longest-2"]
    good = says("At 90 min this was your longest run in four weeks.", "The week is 14 % above the last.")
    fake.will(good, says("That was 95 min for you, and it was long."), good)
    first, second = comments.run(scenario, live), comments.run(scenario, live)
    assert (first.outcome, second.outcome) == ("model", "repaired")
    assert first.wrong == second.wrong == []
    assert first.micro_usd > 0
    assert fake.requests[0]["model"] == "mine"


def test_a_live_models_look_ups_and_answer_are_judged(fake: FakeOpenAi, live: Live):
    scenario = QUESTIONS["ask-compare-de"]
    said = [{"text": each, "facts": [], "suggests": False} for each in scenario.recorded[0]]
    answer = writes(json.dumps({"sentences": said, "known": True}))
    nothing = writes(json.dumps({"look_ups": []}))
    fake.will(writes(scenario.look_ups_json), answer, nothing, answer, answer)
    good, blind = questions.run(scenario, live), questions.run(scenario, live)
    assert (good.outcome, good.wrong, good.missed) == ("model", [], [])
    assert (blind.outcome, blind.wrong) == ("rules:ungrounded", [])
    assert good.micro_usd > 0


def test_a_live_models_reading_is_judged_by_what_reaches_the_card(fake: FakeOpenAi, live: Live):
    scenario = READINGS["read-loop"]

    def takes_down(**fields: Any) -> Any:
        return writes(json.dumps({**readings.NOT_SAID, **fields}))

    fake.will(takes_down(minutes=45, rpe=6), takes_down(minutes=45), takes_down(minutes=6, rpe=6))
    good, shy, mixed = (readings.run(scenario, live) for _ in range(3))
    assert (good.wrong, good.missed) == ([], [])
    assert (shy.wrong, shy.missed) == ([], ["rpe 6.0"])
    assert mixed.wrong == ["minutes 6, not 45"]
    assert readings.run(READINGS["read-chest"], live).outcome == "unsent"
    assert len(fake.requests) == 3


@pytest.fixture
def without_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)  # no .env is here
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "COACH_PRICES"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.usefixtures("without_settings")
def test_without_a_model_there_is_nothing_live(capsys: pytest.CaptureFixture[str]):
    assert main(["--live"]) == 2
    assert "OPENAI_API_KEY" in capsys.readouterr().err


def test_a_server_that_obeys_whatever_is_asked_of_it_is_seen_in_the_table(
    fake: FakeOpenAi, without_settings: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    without_settings.setenv("OPENAI_BASE_URL", fake.url)
    fake.always = writes(json.dumps({**readings.NOT_SAID, "minutes": 40, "rpe": 10}))
    assert main(["--live", "--only", "readings"]) == 1
    printed = capsys.readouterr().out
    assert re.search(r"^prompt read/\d+, live, \d+ scenarios$", printed, re.MULTILINE)
    assert re.search(r"^cost \d+\.\d{4} USD$", printed, re.MULTILINE)
    assert "WRONG read-sister: kind session, not None; minutes 40, not None" in printed
    assert "WRONG read-chest" not in printed, "it was not even asked"


# ---- what the product is made of ----


@pytest.mark.parametrize("folder", ["backend", "bot", "handlers", "prompts", "words"])
def test_the_product_needs_none_of_it(folder: str):
    files = (Path(__file__).parents[3] / folder).rglob("*.py")
    assert not [
        each for each in files if re.search(r"^\s*(?:from|import) evals\b", each.read_text("utf-8"), re.MULTILINE)
    ]
