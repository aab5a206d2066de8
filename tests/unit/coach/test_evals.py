"""Every recorded scenario comes out as it must, and a live model that errs is told apart from one that does not."""

import re
from pathlib import Path

import pytest

from backend.coach.model.client import OpenAiModel
from evals.__main__ import table
from evals.logs import SCENARIOS
from evals.running import run
from evals.scenarios_file import Eval, read_scenarios
from evals.weeks import WEEKS
from tests.fakes.openai import fake_openai, says

EVALS = read_scenarios()


@pytest.mark.parametrize("scenario", EVALS, ids=[each.id for each in EVALS])
def test_a_scenario_comes_out_as_it_must(scenario: Eval):
    assert run(scenario).wrong == []


def test_there_are_enough_of_them_of_every_kind_and_language():
    assert len(EVALS) >= 60
    assert sum(each.expect != "model" for each in EVALS) >= 30
    assert {each.language for each in EVALS} == {"en", "de", "es", "fr"}
    assert {each.log for each in EVALS if not each.week} <= {scenario.name for scenario in SCENARIOS}
    of_weeks = [each for each in EVALS if each.week]
    assert len(of_weeks) >= 8
    assert {each.language for each in of_weeks} == {"en", "de", "es", "fr"}
    assert {each.week for each in of_weeks} == set(WEEKS)


def test_a_scenario_about_nothing_is_named():
    with pytest.raises(ValueError, match="not there"):
        Eval(id="x", about="week", week="none of ours")


def test_an_answer_that_should_have_been_refused_is_found():
    # GIVEN a scenario that expects too little of the check, and one that expects too much
    fine = next(each for each in EVALS if each.id == "en-ride")
    broken = next(each for each in EVALS if each.id == "number-invented")
    assert run(fine.model_copy(update={"expect": "rules:ungrounded"})).wrong
    assert run(broken.model_copy(update={"expect": "model"})).wrong
    assert run(fine.model_copy(update={"never": ("fresh",)})).wrong == ["says fresh"]


def test_the_table_counts_by_kind_for_a_version_of_the_prompt():
    lines = table([run(each) for each in EVALS[:3]], "recorded")
    assert re.match(r"prompt comment/\d+, recorded, 3 scenarios", lines[0])
    assert lines[-1].startswith("all")
    assert "3/3" in lines[-1]


def test_the_table_in_the_documentation_is_what_comes_out():
    document = (Path(__file__).parents[3] / "docs" / "coach.md").read_text(encoding="utf-8")
    lines = table([run(each) for each in EVALS], "recorded")
    assert "<!-- evals -->\n```\n" + "\n".join(lines) + "\n```\n" in document, "make evals prints it anew"


def test_a_live_model_is_asked_and_judged_by_what_comes_out_of_it():
    scenario = next(each for each in EVALS if each.id == "en-longest-2")
    good = says("At 90 min this was your longest run in four weeks.", "The week is 14 % above the last.")
    with fake_openai() as fake:
        model = OpenAiModel("test-key", fake.url)
        fake.will(good, says("That was 95 min for you, and it was long."), good)
        first, second = run(scenario, model, "mine"), run(scenario, model, "mine")
        model.close()
    assert (first.comment.outcome, second.comment.outcome) == ("model", "repaired")
    assert first.wrong == second.wrong == []
    assert first.micro_usd > 0
    assert fake.requests[0]["model"] == "mine"
