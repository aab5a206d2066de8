"""What the rules say always passes the check, and no other number takes the place of one of theirs."""

import re
from typing import Any

import pytest
from histories import NOTES, entries
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from backend.coach.facts import by_name
from backend.coach.grounding import ViolationKind, check, check_sentence
from backend.coach.grounding.held import Held, Number
from backend.coach.grounding.units import UNITS
from backend.coach.ideas import about_feelings, about_session, about_week, log_needs, suggestions
from backend.coach.rules import compose
from backend.coach.themes import Theme
from evals.logs import SCENARIOS, facts_of
from words import words_for

LANGUAGES = st.sampled_from(["en", "de", "es", "fr"])
"""Those that the rules speak."""
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def said_about(entry: Any, others: list[Any], note: str, language: str) -> tuple[list[Any], str]:
    facts = facts_of(entry, others)
    return facts, compose(facts, words_for(language), (), note).text


@SLOW
@given(entries(), st.lists(entries(), max_size=25), NOTES, LANGUAGES)
def test_every_comment_of_the_rules_passes(entry: Any, others: list[Any], note: str, language: str):
    facts, text = said_about(entry, others, note, language)
    assert check(text, facts, language) == [], text


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
@SLOW
@given(entry=entries(), others=st.lists(entries(), max_size=25), theme=st.none() | st.sampled_from(Theme))
def test_every_sentence_that_the_rules_could_say_passes(language: str, entry: Any, others: list[Any], theme: Any):
    facts = facts_of(entry, others)
    named, words = by_name(facts), words_for(language)
    ideas = [
        *about_session(named, words),
        *about_week(named, words),
        *about_feelings(named, theme, words),
        *suggestions(named, theme, words),
        *log_needs(named, words),
    ]
    for idea in ideas:
        for wording in idea.wordings:
            assert check_sentence(wording, facts, language) == [], wording


DIGITS = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w.,]*\d)")


@SLOW
@given(entries(), st.lists(entries(), max_size=25), LANGUAGES, st.integers(32, 99_999), st.data())
def test_another_number_in_the_place_of_one_fails(
    entry: Any, others: list[Any], language: str, other: int, data: st.DataObject
):
    # GIVEN a true comment, and a number that no fact is
    facts, text = said_about(entry, others, "", language)
    assume(not Held.of(facts).holds(Number(float(other))))
    found = data.draw(st.sampled_from(list(DIGITS.finditer(text)) or [None]))
    assume(found is not None)
    # WHEN it takes the place of any number in it, those of a date included
    changed = text[: found.start()] + str(other) + text[found.end() :]
    # THEN the check refuses it
    kinds = {violation.kind for violation in check(changed, facts, language)}
    assert kinds & {ViolationKind.NUMBER, ViolationKind.DAY}, changed


@SLOW
@given(entries(), st.lists(entries(), max_size=25))
def test_the_facts_hold_their_own_numbers_and_nothing_between(entry: Any, others: list[Any]):
    facts = facts_of(entry, others)
    held = Held.of(facts)
    for value, unit in held.numbers:
        assert held.holds(Number(abs(value), 4, unit))
    highest = max(abs(value) for value, _ in held.numbers)
    assert not held.holds(Number(highest + 1.5))


@SLOW
@given(st.text(max_size=300), st.sampled_from(["en", "de", "es", "fr"]))
def test_whatever_a_model_writes_is_judged_without_an_error(text: str, language: str):
    assert isinstance(check(text, SCENARIOS[0].facts, language), list)


@SLOW
@given(entries(), st.lists(entries(), max_size=25))
def test_every_value_of_every_fact_has_a_unit(entry: Any, others: list[Any]):
    for fact in facts_of(entry, others):
        assert set(fact["values"]) - {"entry_id"} <= set(UNITS[fact["name"]]), fact["name"]
