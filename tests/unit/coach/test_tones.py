"""The rules' comments in each tone: another length, the same truth."""

import pytest

from backend.coach.grounding import check
from backend.coach.grounding.manner import sentences
from backend.coach.meaning import meaning_of
from backend.coach.rules import compose
from backend.tone import Tone
from evals.logs import SCENARIOS, Scenario
from words import LANGUAGES, words_for

EN = words_for("en")
by_name = pytest.mark.parametrize("scenario", SCENARIOS, ids=[each.name for each in SCENARIOS])


@by_name
def test_brief_is_two_sentences_at_most_and_shorter_than_plain(scenario: Scenario):
    brief, plain = (compose(scenario.facts, EN, (), scenario.note, tone) for tone in (Tone.BRIEF, Tone.PLAIN))
    assert len(brief.phrases) <= 2
    assert len(brief.text) <= len(plain.text)


@by_name
def test_explaining_says_what_a_number_means_where_it_uses_one(scenario: Scenario):
    comment = compose(scenario.facts, EN, (), scenario.note, Tone.EXPLAINING)
    meaning = meaning_of(sorted(comment.uses), EN)
    without = compose(scenario.facts, EN, (), scenario.note, Tone.TOUGH)
    assert (comment.text != without.text) is bool(meaning)
    assert comment.text.startswith(without.text)


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_the_tone_it_is_true(tone: Tone, language: str):
    for scenario in SCENARIOS:
        comment = compose(scenario.facts, words_for(language), (), scenario.note, tone)
        wrong = [each for each in check(comment.text, scenario.facts, language) if each.kind not in ("length", "empty")]
        assert wrong == [], comment.text
        assert len(sentences(comment.text)) <= 6
