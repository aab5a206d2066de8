"""Every comment has one thing to consider, about training or recovery, that still makes sense today."""

import re
from itertools import pairwise

import pytest
from grounding import english_numbers, forbidden, sentences, ungrounded, without_days
from histories import NOTES, entries
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.coach.facts import Fact, by_name
from backend.coach.ideas import log_needs, suggestions
from backend.coach.log import Logged
from backend.coach.rules import Comment, compose
from backend.coach.themes import theme_of
from evals.logs import SCENARIOS, STEADY, Scenario, facts_of, rest, session
from words import Words, words_for

WORDS = words_for("en")
LANGUAGES = ("en", "de", "es", "fr")
NEXT_STEP = re.compile(r"\b(tomorrow|next (day|days|session could|one could)|could come next|would fit now)\b")
ABOUT_THE_LOG = re.compile(
    r"\b(Edit|Ändern|I need|I can say|brauche ich|kann ich sagen|logged too|Modifier|me faut|je peux dire)\b"
)


def considered(comment: Comment, facts: list[Fact], words: Words, note: str = "") -> list[str]:
    """The sentences of a comment that are something to consider."""
    keys = {idea.key for idea in suggestions(by_name(facts), theme_of(note, words.language), words)}
    said = zip(comment.phrases, sentences(without_days(comment.text, facts, words)), strict=True)
    return [sentence for phrase, sentence in said if phrase.rpartition(".")[0] in keys]


def check(facts: list[Fact], note: str, recent: tuple[str, ...], language: str) -> Comment:
    words = words_for(language)
    comment = compose(facts, words, recent, note)
    plain = without_days(comment.text, facts, words)
    assert 2 <= len(sentences(plain)) <= 4, comment.text
    (what,) = considered(comment, facts, words, note)
    assert not ABOUT_THE_LOG.search(what), comment.text
    assert ungrounded(plain if language == "en" else english_numbers(plain), facts) == [], comment.text
    assert forbidden(comment.text) == [], comment.text
    named = by_name(facts)
    # Advice for the next day or session is for one that lies ahead.
    if named["session"]["days_ago"] >= 7:
        assert not NEXT_STEP.search(what), comment.text
    return comment


def say(entry: Logged, *others: Logged, note: str = "") -> str:
    """What there is to consider about an entry, in English."""
    facts = facts_of(entry, others)
    (what,) = considered(compose(facts, WORDS, (), note), facts, WORDS, note)
    return what


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.name for scenario in SCENARIOS])
def test_every_scenario_has_one_thing_to_consider_however_often_it_comes(scenario: Scenario, language: str):
    recent: tuple[str, ...] = ()
    texts: list[str] = []
    for _ in range(6):
        comment = check(scenario.facts, scenario.note, recent, language)
        recent = (*comment.phrases, *recent)[:12]
        texts.append(comment.text)
    assert all(one != following for one, following in pairwise(texts))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    log=st.lists(entries(), max_size=40),
    entry=entries(),
    first_day_ago=st.none() | st.integers(0, 400),
    note=NOTES,
    language=st.sampled_from(LANGUAGES),
)
def test_any_entry_has_exactly_one_thing_to_consider(
    log: list[Logged], entry: Logged, first_day_ago: int | None, note: str, language: str
):
    facts = facts_of(entry, log, first_day_ago)
    # WHEN it is logged, and analysed again after an edit, beside what was said before
    said = check(facts, note, (), language)
    again = check(facts, note, said.phrases, language)
    # THEN the words differ
    assert again.text != said.text
    assert not set(again.phrases) >= set(said.phrases)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first_week=st.lists(entries(), min_size=1, max_size=10), language=st.sampled_from(LANGUAGES))
def test_the_first_weeks_have_it_too(first_week: list[Logged], language: str):
    recent: tuple[str, ...] = ()
    log = sorted((each for each in first_week if (each.date - min(one.date for one in first_week)).days < 14), key=_day)
    for number, each in enumerate(log):
        comment = check(facts_of(each, log[:number]), "", recent, language)
        recent = (*comment.phrases, *recent)[:12]


def _day(entry: Logged) -> int:
    return entry.date.toordinal()


def test_what_the_log_needs_comes_beside_it_and_never_as_a_fifth_sentence():
    for scenario in SCENARIOS:
        named = by_name(scenario.facts)
        needs = {idea.key for idea in log_needs(named, WORDS)}
        comment = compose(scenario.facts, WORDS, (), scenario.note)
        said = [phrase.rpartition(".")[0] for phrase in comment.phrases]
        if needs and not needs.intersection(said):
            assert len(said) == 4
        assert not needs.intersection(said[:-1])


def test_an_unrated_session_is_told_what_to_consider_and_how_to_rate_it():
    comment = compose(facts_of(session(0, 45, None), STEADY), WORDS)
    assert "RPE" in sentences(comment.text)[-1]
    assert len(sentences(comment.text)) == 4


def test_the_first_hard_session_is_answered_with_an_easy_one():
    assert "easy" in say(session(0, 60, 8))


def test_a_long_one_is_answered_with_a_shorter_one_before_the_usual_is_known():
    assert re.search("short", say(session(0, 120, 4), session(3, 30, 4)))


def test_low_freshness_counts_before_the_usual_is_known():
    assert re.search("fresh|like that", say(session(0, 40, 4, freshness=2)))


def test_old_sessions_get_no_advice_for_a_day_that_is_over():
    # GIVEN a session that would call for an easy day, today and three weeks ago
    assert "easy" in say(session(0, 60, 9), session(1, 60, 9), session(2, 60, 9), *STEADY)
    old = say(session(21, 60, 9), session(22, 60, 9), session(23, 60, 9), *STEADY)
    # THEN the old one gets a look back
    assert "easy" not in old
    assert "orth a look" in old


def test_two_hard_days_side_by_side_are_pointed_out_afterwards():
    what = say(session(14, 50, 8), session(13, 45, 9), *STEADY[12:])
    assert "9" in what
    assert "orth a look" in what


def test_a_session_logged_late_counts_for_the_days_in_a_row_up_to_today():
    # GIVEN training on each of the last five days, of which the third is logged last
    what = say(session(2, 40, 5), *(session(n, 40, 5) for n in (0, 1, 3, 4)), *STEADY[8:])
    # THEN today's row is spoken of
    assert "5" in what
    assert "day off" in what


def test_a_third_hard_one_of_the_week_is_noticed_when_it_is_logged_late():
    what = say(session(3, 40, 8), session(1, 40, 8), session(5, 40, 8), *STEADY[8:])
    assert "3" in what
    assert "easy" in what


def test_the_days_since_are_named_where_nothing_followed():
    assert "4" in say(session(4, 40, 5), session(7, 40, 5))
    assert re.search("break|behind", say(session(30, 40, 5), session(33, 40, 5), session(2, 40, 5)))


def test_a_rest_day_asks_how_the_next_session_starts():
    assert re.search("next|again|back", say(rest(0), session(3, 40, 5), session(4, 40, 5)))
    assert "orth a look" in say(rest(10), session(9, 40, 5), session(12, 40, 5))


def test_what_followed_is_told_only_up_to_a_week_and_up_to_today():
    named = by_name(facts_of(session(20, 40, 5), [session(12, 40, 5), session(25, 40, 5)]))
    assert "next" not in named
    assert named["quiet_after"]["days"] == 7
    followed = by_name(facts_of(session(20, 40, 5), [session(18, 40, 6), session(18, 30, 7)]))
    assert (followed["next"]["days_later"], followed["next"]["rpe"]) == (2, 7)
    unknown = by_name(facts_of(session(20, 40, 5), [session(18, 40, None), session(18, 30, 7)]))
    assert unknown["next"]["rpe"] is None


def test_the_weeks_ratings_are_told_only_when_all_are_known():
    rated = [session(1, 40, 3), session(3, 40, 7.5)]
    efforts = by_name(facts_of(session(0, 40, 5), rated))["efforts"]
    assert (efforts["rpes"], efforts["easy"], efforts["hard"]) == ([7.5, 3, 5], 1, 1)
    assert "efforts" not in by_name(facts_of(session(0, 40, 5), [*rated, session(2, 30, None)]))
    assert "efforts" not in by_name(facts_of(session(0, 40, 5), rated[:1]))
