"""The coach keeps its promises in French: grounded numbers in French writing, whole sentences, the same manner."""

import re
from dataclasses import replace
from typing import Any

import pytest
from grounding import english_numbers, sentences, ungrounded, without_days

from backend.coach import why
from backend.coach.rules import Comment, compose
from backend.training.session import Sport
from evals.logs import SCENARIOS, Scenario, facts_of, session
from words import words_for

WORDS = words_for("fr")
FORBIDDEN = re.compile(
    r"!|\b(bless\w*|risqu\w*|danger\w*|surentraîn\w*|génial\w*|fantastiqu\w*|parfait\w*|excellent\w*|"
    r"bravo|félicit\w*|continue comme ça|beau travail|fiers?|fières?|dois|devrais|il faut que)\b",
    re.IGNORECASE,
)
FORMAL = re.compile(r"\b(vous|votre|vos|\w{2,}(?<!ass)(?<!ch)ez)\b", re.IGNORECASE)
GENDERED = re.compile(r"\btu (?:es|étais|te sens|te sentais) (?:\w+ )?(?:fatiguée?|fraîche|frais|prête?|reposée?)\b")
"""An athlete is spoken to in words that fit everybody."""
COMMAND = re.compile(r"/[a-z]+")
ENGLISH = re.compile(r"\b(the|your|you|of|and|load|day|days|week|usual|felt|with)\b")
UNPARTED = re.compile(r"[^\u202f][;?%]|[^\u00a0]:")
"""French signs stand apart from the word before them, and never begin a line."""


def check(comment: Comment, facts: list[Any]) -> None:
    text = without_days(comment.text, facts, WORDS)
    assert ungrounded(english_numbers(text), facts) == [], comment.text
    assert len(sentences(text)) == len(comment.phrases), comment.text
    assert FORBIDDEN.findall(comment.text) == [], comment.text
    assert FORMAL.findall(comment.text) == [], comment.text
    assert GENDERED.findall(comment.text.lower()) == [], comment.text
    assert ENGLISH.findall(COMMAND.sub("", comment.text)) == [], comment.text
    assert UNPARTED.findall(comment.text) == [], comment.text
    assert ".." not in comment.text
    assert "{" not in comment.text
    for sentence in sentences(text):
        assert sentence[0].isupper() or sentence[0].isdigit(), comment.text


def wordings(scenario: Scenario) -> list[Comment]:
    """The comments of one scenario, each with the wordings that the ones before have not used."""
    said: list[Comment] = []
    for _ in range(5):
        recent = [phrase for comment in reversed(said) for phrase in comment.phrases]
        said.append(compose(scenario.facts, WORDS, recent, scenario.note))
    return said


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.name for scenario in SCENARIOS])
def test_every_scenario_gets_grounded_french(scenario: Scenario):
    for comment in wordings(scenario):
        check(comment, scenario.facts)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.name for scenario in SCENARIOS])
def test_the_same_ideas_are_said_as_in_english(scenario: Scenario):
    # A note is read in the athlete's language, so without it.
    of = replace(scenario, note="")
    english, french = (compose(of.facts, words, of.recent, of.note) for words in (words_for("en"), WORDS))
    assert french.phrases == english.phrases
    assert french.uses == english.uses


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.name for scenario in SCENARIOS])
def test_why_explains_in_french(scenario: Scenario):
    for line in why.lines([{**fact, "used": True} for fact in scenario.facts], WORDS):
        assert ENGLISH.findall(line) == [], line
        assert "{" not in line


@pytest.mark.parametrize("sport", list(Sport))
def test_each_sport_agrees_with_its_words(sport: Sport):
    # GIVEN a longest session of that sport
    others = [session(days, 50, 5, sport) for days in range(3, 40, 6)]
    facts = facts_of(session(0, 90, 5, sport), others)
    # THEN noun and ending agree
    text = compose(facts, WORDS).text
    assert re.search(r"Ta (course|séance|sortie|marche|randonnée)\b[\w’ ]* la plus longue\b", text), text


def test_thousands_and_decimals_are_french():
    others = [session(days, 120, 6.5) for days in range(1, 20)]
    said = " ".join(comment.text for comment in wordings(Scenario("big", session(0, 120, 6.5), others)))
    assert re.search(r"\b\d\u202f\d{3} UA", said)
    assert "6,5" in said
