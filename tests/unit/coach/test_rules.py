"""What the rule-based coach says is true, short, plain, and not what it said last time."""

import json
from typing import Any

import pytest
from grounding import forbidden, sentences, ungrounded, without_days
from histories import NOTES, entries
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.coach import why
from backend.coach.log import Logged
from backend.coach.rules import Comment, compose
from backend.training.session import Kind
from evals.logs import SCENARIOS, STEADY, Scenario, facts_of, session
from words import words_for

WORDS = words_for("en")
BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}


def say(scenario: Scenario) -> Comment:
    return compose(scenario.facts, WORDS, scenario.recent, scenario.note)


def check_manner(comment: Comment, facts: list[Any], note: str = "") -> None:
    """The promises that every comment keeps."""
    assert 2 <= len(sentences(comment.text)) <= 4, comment.text
    assert len(comment.phrases) == len(sentences(comment.text)), comment.text
    assert ungrounded(without_days(comment.text, facts, WORDS), facts) == [], comment.text
    assert forbidden(comment.text) == [], comment.text
    assert "{" not in comment.text
    assert "None" not in comment.text
    assert comment.uses <= {fact["name"] for fact in facts}, comment.uses
    assert json.loads(json.dumps(facts)) == facts, "facts are plain JSON"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.name for scenario in SCENARIOS])
def test_every_scenario_gets_a_grounded_comment(scenario: Scenario):
    check_manner(say(scenario), scenario.facts)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.name for scenario in SCENARIOS])
def test_every_number_of_a_comment_is_explained_by_why(scenario: Scenario):
    facts: list[dict[str, Any]] = [dict(fact) for fact in scenario.facts]
    comment = say(scenario)
    for fact in facts:
        fact["used"] = fact["name"] in comment.uses
    used = [fact for fact in facts if fact["used"]]
    assert ungrounded(without_days(comment.text, used, WORDS), used) == []
    assert all("{" not in line and "None" not in line for line in why.lines(facts, WORDS))


@pytest.mark.parametrize(
    ("name", "contains"),
    [
        ("first session ever", "420 AU"),
        ("first session ever", "14 days"),
        ("first session ever, unrated", "Edit"),
        ("longest run", "90 min"),
        ("longest run", "60 min"),
        ("longest run of a young log", "log"),
        ("hardest run", "RPE 9"),
        ("biggest run, neither longest nor hardest", "354 AU"),
        ("hard and still fresh, as in the storyboard", "Your longest ride in four weeks"),
        ("hard and still fresh, as in the storyboard", "4 of 5"),
        ("harder and not fresh", "eavy legs"),
        ("a usual run that felt easier", "usual"),
        ("unrated run", "full load is not known"),
        ("six days in a row", "6"),
        ("third hard one in a week", "3 sessions"),
        ("back after 12 days", "days"),
        ("back after months", "8 weeks"),
        ("back-dated by three weeks", "Sun 1 Nov"),
        ("rest after five days", "5"),
        ("tired on day four in a row", "4"),
        ("pain", "look"),
        ("fresh after two days off", "fresh"),
    ],
)
def test_what_matters_most_is_said(name: str, contains: str):
    assert contains in say(BY_NAME[name]).text


def test_pain_gets_no_training_advice_and_no_quotation():
    # GIVEN a note about pain on the day of a hardest run, and one three weeks ago
    for days_ago in (0, 21):
        scenario = Scenario("pain", session(days_ago, 45, 9), STEADY, note="knee pain on the descent")
        text = say(scenario).text
        assert "knee" not in text
        assert "descent" not in text
        # THEN all there is to consider is to have it looked at
        assert "look" in sentences(text)[-1]
        assert "easy" not in text


def test_a_note_is_never_quoted():
    scenario = Scenario("note", session(0, 45, 5), STEADY, note="Zorblax 77 felt strong <b>99</b>")
    comment = say(scenario)
    assert "Zorblax" not in comment.text
    check_manner(comment, scenario.facts)


def test_two_weeks_without_history_give_no_verdict_but_say_what_is_missing():
    text = say(BY_NAME["twelfth day"]).text
    assert "%" not in text
    assert "day 14" in text or "14 days" in text


def test_the_same_entry_reads_the_same():
    scenario = BY_NAME["a usual run"]
    assert say(scenario) == say(scenario)


def test_a_month_of_the_same_run_never_repeats_its_last_three_comments():
    # GIVEN an athlete who does the very same every day
    recent: list[tuple[str, ...]] = []
    texts: list[str] = []
    for number in range(30):
        entry = session(30 - number, 45, 5, freshness=4)
        others = [session(30 - n, 45, 5, freshness=4) for n in range(-30, number)]
        comment = compose(facts_of(entry, others), WORDS, [phrase for said in recent[:3] for phrase in said])
        # THEN no comment has a sentence of the one before, with one exception at most, and none is a repetition
        if recent:
            assert len(set(comment.phrases) & set(recent[0])) <= 1
            assert set(comment.phrases) != set(recent[0])
        recent.insert(0, comment.phrases)
        texts.append(comment.text)
    assert len(set(texts)) > 20


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=st.lists(entries(), max_size=40), entry=entries(), following=entries(), note=NOTES)
def test_any_history_gets_a_grounded_comment_that_differs_from_the_last(
    log: list[Logged], entry: Logged, following: Logged, note: str
):
    facts = facts_of(entry, log)
    comment = compose(facts, WORDS, (), note)
    check_manner(comment, facts)
    # the next entry's comment differs, even when the next entry is the same
    for then in (following, entry):
        next_facts = facts_of(then, [*log, entry])
        next_comment = compose(next_facts, WORDS, comment.phrases, note)
        check_manner(next_comment, next_facts)
        assert not set(next_comment.phrases) >= set(comment.phrases)
        assert next_comment.text != comment.text


def test_every_idea_has_a_choice_of_words():
    """With one wording only, it would repeat itself whenever it is the one thing to say."""
    from backend.coach.facts import by_name
    from backend.coach.ideas import about_feelings, about_session, about_week, log_needs, suggestions
    from backend.coach.themes import Theme

    for scenario in SCENARIOS:
        named = by_name(scenario.facts)
        for theme in (None, *Theme):
            ideas = [
                *about_session(named, WORDS),
                *about_week(named, WORDS),
                *about_feelings(named, theme, WORDS),
                *suggestions(named, theme, WORDS),
                *log_needs(named, WORDS),
            ]
            for idea in ideas:
                assert len(set(idea.wordings)) >= 2, idea.key
                assert all(len(sentences(text)) == 1 for text in idea.wordings), idea.wordings


def test_rest_days_are_commented_on_without_advice_to_train():
    for scenario in SCENARIOS:
        if scenario.entry.kind is Kind.REST:
            assert "RPE" not in say(scenario).phrases[0]


@pytest.mark.parametrize("name", ["rated, on a day with one that is not", "a day before one with both"])
def test_a_rated_session_on_a_day_of_unknown_load_is_not_said_to_be_unrated_or_counted(name: str):
    scenario = BY_NAME[name]
    recent: list[str] = []
    for _ in range(6):  # every wording there is
        comment = compose(scenario.facts, WORDS, recent, "")
        assert "no session in them is rated" not in comment.text
        assert "rated sessions" not in comment.text
        recent += comment.phrases


def test_only_the_first_session_of_a_day_comes_after_days_without_one():
    twice = facts_of(session(0, 60, 7), [session(0, 30, 3), session(8, 60, 7)])
    once = facts_of(session(0, 60, 7), [session(8, 60, 7)])
    assert "days_off" in {fact["name"] for fact in once}
    assert "days_off" not in {fact["name"] for fact in twice}
