"""Answers without a model: from the log, in the catalogue's words, with nothing in them that the facts do not hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.coach.grounding import ViolationKind, check
from backend.coach.questions import rules, tools
from backend.coach.questions.kinds import Kind
from backend.coach.questions.lines import lines
from backend.coach.questions.sources import CheckedIn, Noted
from backend.training.session import Sport
from evals.logs import TODAY, session
from evals.sources import LogInMemory
from tests.unit.coach.histories import entries
from words import LANGUAGES, words_for

EN = words_for("en")
YESTERDAY = TODAY - timedelta(days=1)
LOG = LogInMemory(
    [session(20, 80, 5), session(9, 60, 4), session(6, 50, 5), session(2, 45, 8), session(0, 60, 6)],
    [CheckedIn(TODAY, 15, 19.0)],
)
QUESTIONS = {
    Kind.READY: "Can I race on Saturday?",
    Kind.TOO_MUCH: "Am I doing too much?",
    Kind.COMPARE: "Compare my last run with those before",
    Kind.HOW_MUCH: "How much did I run in the last 28 days?",
    Kind.WHEN_LAST: "When did I last run?",
}


def test_how_much():
    reply = rules.answer("How much did I run last week?", LOG, EN)
    assert "1 session, 60 min" in reply.text
    assert "240 AU" in reply.text


def test_when_last():
    assert "Your last run" in rules.answer("When did I last run?", LOG, EN).text
    assert rules.answer("When did I last swim?", LOG, EN).text == "Swim: none in the last 366 days of your log."
    rested = rules.answer("When was my last day off?", LOG, EN).text
    assert "yesterday" in rested


def test_comparing_says_which_was_longer_and_harder():
    text = rules.answer(QUESTIONS[Kind.COMPARE], LOG, EN).text
    assert "It took 60 min at RPE 6, a load of 360 AU." in text
    assert "The 4 before it, by their median: 55 min at RPE 5." in text
    assert "longer, and you rated it harder" in text


@pytest.mark.parametrize(
    ("language", "question", "effort"),
    [
        ("en", "How hard was my last run?", "RPE 6"),
        ("de", "Wie hart war mein letzter Lauf?", "RPE 6"),
        ("es", "¿Qué tan duro fue mi último rodaje?", "RPE 6"),
        ("fr", "À quel point ma dernière course était-elle dure ?", "RPE 6"),
    ],
)
def test_how_hard_the_last_one_was_is_told_beside_those_before(language: str, question: str, effort: str):
    reply = rules.answer(question, LOG, words_for(language))
    assert reply.kind is Kind.COMPARE
    assert effort in reply.text
    assert "RPE 5" in reply.text


def test_a_race_to_come_is_never_promised():
    text = rules.answer(QUESTIONS[Kind.READY], LOG, EN).text
    assert "6 days away, and no log can promise" in text
    assert "15 of 25, where 19 is usual" in text
    assert "RPE 8" in text


@pytest.mark.parametrize("log", [LOG, LogInMemory()], ids=["log", "no log"])
@pytest.mark.parametrize(
    ("language", "question", "said"),
    [
        ("en", "what does rpe 7 mean", "RPE 7 is called “very hard”."),
        ("en", "what is an rpe of 8.5", "RPE 8.5 has no name of its own: it lies between “very hard” and “maximal”."),
        ("en", "what is rpe", "RPE says how hard a session was as a whole, from 0 rest to 10 maximal."),
        ("en", "what is rpe 15", "RPE says how hard"),
        ("de", "Was bedeutet RPE 7?", "„sehr anstrengend“"),
        ("es", "¿Qué significa RPE 10?", "«máximo»"),
        ("fr", "Que veut dire RPE 2 ?", "«\u00a0facile\u00a0»"),
    ],
)
def test_what_an_effort_means_is_no_matter_of_the_log(log: LogInMemory, language: str, question: str, said: str):
    reply = rules.answer(question, log, words_for(language))
    assert reply.kind is Kind.SCALE
    assert said in reply.text
    unusual = {ViolationKind.LENGTH, ViolationKind.EMPTY, ViolationKind.SUGGESTIONS}
    assert [each for each in check(reply.text, reply.facts, language) if each.kind not in unusual] == []
    assert "Foster 2001" in lines(reply.facts, words_for(language))[0]


def test_injury_is_never_judged():
    reply = rules.answer("Will I get injured?", LOG, EN)
    assert "can’t judge" in reply.text
    assert reply.facts == []


def test_what_it_cannot_answer_it_says_with_examples():
    reply = rules.answer("What is the meaning of life?", LOG, EN)
    assert reply.kind is None
    assert reply.text.count("“") == 2


@pytest.mark.parametrize("question", QUESTIONS.values())
def test_an_empty_log_tells_nothing(question: str):
    assert "still empty" in rules.answer(question, LogInMemory(), EN).text


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.data())
@settings(max_examples=25, deadline=None)
def test_whatever_the_log_an_answer_holds_nothing_but_its_facts(language: str, data: st.DataObject):
    log = data.draw(st.lists(entries(), min_size=1, max_size=25))
    totals = data.draw(st.lists(st.integers(5, 25), max_size=3))
    said = [CheckedIn(TODAY - timedelta(days=n), total, 18.25) for n, total in enumerate(totals)]
    kind = data.draw(st.sampled_from(list(QUESTIONS)))
    reply = rules.answer(QUESTIONS[kind], LogInMemory(log, said[::-1]), words_for(language))
    facts = [*tools.calendar(LogInMemory(log)), *reply.facts]
    wrong = check(reply.text, facts, language)
    unusual = {ViolationKind.LENGTH, ViolationKind.EMPTY, ViolationKind.LANGUAGE, ViolationKind.SUGGESTIONS}
    assert [each for each in wrong if each.kind not in unusual] == [], reply.text


@pytest.mark.parametrize("kind", QUESTIONS)
def test_why_has_a_line_with_a_source_for_each_fact(kind: Kind):
    reply = rules.answer(QUESTIONS[kind], LOG, EN)
    said = lines(reply.facts, EN)
    assert len(said) >= len({fact["name"] for fact in reply.facts})
    for fact in reply.facts:
        assert any(fact["source"] in line for line in said)


def test_a_look_up_is_bounded_whoever_asks():
    years = LogInMemory([session(days, 30, 5) for days in range(0, 900, 3)])
    total, *listed = tools.entries(years, date.min, date.max)
    assert len(listed) == tools.MOST_LISTED
    assert total["values"]["days"] == tools.LOOK_BACK_DAYS + 1
    assert len(tools.comparison(years, Sport.RUN)) == 2 + tools.MOST_BEFORE


def test_a_race_that_is_remembered_is_a_fact_until_it_is_over():
    race = Noted("race", "10 km in town", TODAY + timedelta(days=14))
    over = Noted("race", "the last one", YESTERDAY)
    facts = tools.calendar(LogInMemory(LOG.log, remembered=[race, over]))
    assert [fact["values"] for fact in facts if fact["name"] == "race"] == [{"date": "2026-12-06", "days": 14}]
