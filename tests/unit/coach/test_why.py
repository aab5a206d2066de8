"""*Why?* shows each number with its formula and inputs."""

from typing import Any

from backend.coach.why import lines
from backend.training.session import Sport
from evals.logs import SCENARIOS, STEADY, facts_of, session
from words import words_for

WORDS = words_for("en")


def why_of(*names: str, entry: Any, others: Any = ()) -> list[str]:
    facts: list[dict[str, Any]] = [dict(fact) for fact in facts_of(entry, others)]
    for fact in facts:
        fact["used"] = fact["name"] in names
    return lines(facts, WORDS)


def test_the_storyboards_sums():
    entry = session(0, 80, 5, Sport.RIDE, freshness=4)
    others = [
        session(6, 30, 7), session(4, 60, 5), session(3, 80, 5), session(8, 59, 10), session(13, 59, 10),
    ]  # fmt: skip
    assert why_of("session", "week", entry=entry, others=others) == [
        "80 min × RPE 5 = 400 AU (Foster 2001)",
        "7 days to Sun 22 Nov: 210 + 0 + 300 + 400 + 0 + 0 + 400 = 1,310 AU",
        "7 days before: 1,180 AU · (1,310 − 1,180) ÷ 1,180 = +11 %",
    ]


def test_an_unknown_day_is_shown_as_such():
    assert why_of("session", "week", entry=session(0, 60, None), others=[session(2, 40, 5)]) == [
        "60 min × RPE not known: no load",
        "7 days to Sun 22 Nov: 0 + 0 + 0 + 0 + 200 + 0 + ? = not known",
        "7 days before: needs 14 days of log, there are 3",
    ]


def test_only_used_facts_are_shown_and_all_where_none_is_marked():
    facts = facts_of(session(0, 90, 4), STEADY)
    assert len(lines(facts, WORDS)) > 5
    assert why_of("longest", entry=session(0, 90, 4), others=STEADY) == [
        "Longest since Mon 26 Oct: 60 min on Fri 20 Nov"
    ]


def test_the_ratio_names_its_variant_and_both_loads():
    [line] = why_of("acute_chronic", entry=session(0, 70, 4), others=STEADY)
    assert line == "Ratio, coupled: mean of 7 days ÷ mean of 28 days = 144 ÷ 138 = 1.04"


def test_every_fact_of_every_scenario_can_be_shown():
    for scenario in SCENARIOS:
        for line in lines(scenario.facts, WORDS):
            assert line
            assert "{" not in line
            assert "None" not in line


def test_nothing_stored_means_nothing_to_show():
    assert lines([], WORDS) == []
