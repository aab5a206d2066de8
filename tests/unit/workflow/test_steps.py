"""The steps of the analysis, over the real store: what is kept, what is sent, and that twice is once."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from backend import history
from backend.contract import Athlete, Entry, Feelings
from backend.errors import EntryNotFound, NoConsent
from backend.store.engine import open_engine
from backend.store.migrate import upgrade
from backend.store.sql import SqlOutbox, SqlStore
from backend.training.session import Kind, Sport
from backend.workflow import FUNCTIONS
from backend.workflow.steps import Tools, analyse, coach, notify, save, tasks, validate

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ANNA = UUID(int=1)
SECRET = "with Bob past the old mill"


class StoppedClock:
    def now(self) -> datetime:
        return NOON


@pytest.fixture
def tools(tmp_path: Path) -> Iterator[Tools]:
    engine = open_engine(f"sqlite:///{tmp_path / 'steps.db'}")
    upgrade(engine)
    clock = StoppedClock()
    tools = Tools(SqlStore(engine, clock), SqlOutbox(engine, clock), clock)
    tools.store.add_athlete(Athlete(id=ANNA, language="en", zone="Europe/Berlin", consented_at=NOON))
    yield tools
    engine.dispose()


def entry(number: int = 1, days_ago: int = 0, **changes: Any) -> Entry:
    values: dict[str, Any] = {
        "id": UUID(int=number),
        "kind": Kind.SESSION,
        "date": TODAY - timedelta(days=days_ago),
        "sport": Sport.RUN,
        "minutes": 60,
        "rpe": 7.0,
        "feelings": Feelings(freshness=3),
        "note": SECRET,
        "load": 420.0,
        "recorded_at": NOON,
        "revision": 1,
    }
    return Entry(**{**values, **changes})


def event(of: Entry) -> dict[str, Any]:
    return {"athlete_id": str(ANNA), "entry_id": str(of.id), "revision": of.revision}


def run(of: Entry, tools: Tools) -> dict[str, Any]:
    """Analyse, coach, save and notify, as the definition strings them together; through JSON, as they travel."""
    work = event(of)
    facts = json.loads(json.dumps(analyse(work, tools)))
    words = json.loads(json.dumps(coach({**work, **facts}, tools)))
    assert SECRET not in json.dumps([facts, words]), "what an athlete wrote must not travel"
    if save({**work, **words}, tools)["say"]:
        notify({**work, "kind": "feedback"}, tools)
    return words


def test_a_new_entry_gets_words_that_are_kept_with_their_facts_and_sent(tools: Tools):
    # GIVEN a stored entry
    new, _ = tools.store.add_entry(ANNA, entry())
    assert validate(event(new), tools) == {"outcome": "current"}
    # WHEN it goes through the steps
    run(new, tools)
    # THEN the words are stored with their facts, and wait in the outbox
    kept = tools.store.feedback(ANNA, new.id)
    assert kept is not None
    assert "420 AU" in kept.text
    assert {fact["name"] for fact in kept.facts if fact.get("used")} >= {"session", "week"}
    [sent] = tools.outbox.due(NOON, 9)
    assert (sent.id, sent.kind, sent.text) == (f"{new.id}:1:feedback", "feedback", kept.text)
    # AND the entry is finished
    assert tools.store.unfinished(NOON + timedelta(days=1), 9) == []


def test_running_everything_twice_changes_nothing(tools: Tools):
    new, _ = tools.store.add_entry(ANNA, entry())
    first = run(new, tools)
    kept = tools.store.feedback(ANNA, new.id)
    assert run(new, tools) == first
    assert tools.store.feedback(ANNA, new.id) == kept
    assert len(tools.outbox.due(NOON, 9)) == 1


def test_words_that_were_kept_before_a_crash_are_still_sent(tools: Tools):
    new, _ = tools.store.add_entry(ANNA, entry())
    work = event(new)
    words = coach({**work, **analyse(work, tools)}, tools)
    save({**work, **words}, tools)
    # WHEN the process died here, and save runs again
    assert save({**work, **words}, tools) == {"say": True}


def test_an_edited_entry_supersedes_its_first_analysis(tools: Tools):
    # GIVEN an entry whose analysis is under way when it is edited
    first, _ = tools.store.add_entry(ANNA, entry())
    work = event(first)
    words = coach({**work, **analyse(work, tools)}, tools)
    edited = entry(rpe=4.0, load=240.0, revision=2)
    assert tools.store.replace_entry(ANNA, edited, stale_from=TODAY)
    # THEN the old words are neither kept nor sent
    assert save({**work, **words}, tools) == {"say": False}
    assert notify({**work, "kind": "feedback"}, tools) == {"sent": False}
    assert validate(work, tools) == {"outcome": "superseded"}
    # AND the new ones are
    run(edited, tools)
    assert [each.revision for each in tools.outbox.due(NOON, 9)] == [2]
    kept = tools.store.feedback(ANNA, edited.id)
    assert kept is not None
    assert "240 AU" in kept.text


def test_a_removed_entry_only_changes_the_numbers(tools: Tools):
    # GIVEN two entries, of which one is removed
    tools.store.add_entry(ANNA, entry(1))
    gone, _ = tools.store.add_entry(ANNA, entry(2, days_ago=1))
    run(gone, tools)
    removed = gone.model_copy(update={"removed": True, "revision": 2})
    assert tools.store.replace_entry(ANNA, removed, stale_from=gone.date)
    assert validate(event(removed), tools) == {"outcome": "removed"}
    # WHEN it is analysed
    assert analyse(event(removed), tools)["facts"] == []
    # THEN the days are right again, and nobody is told
    assert tools.store.history(ANNA).stale_from is None
    assert history.metrics_on(tools.store, ANNA, TODAY).week.load.value == 420
    assert notify({**event(removed), "kind": "comment_delayed"}, tools) == {"sent": False}


def test_a_red_flag_is_kept_without_comment(tools: Tools):
    # GIVEN a session whose note raises a red flag, kept on the athlete's wish
    flagged, _ = tools.store.add_entry(ANNA, entry(note="tight chest and dizzy"))
    # WHEN it is analysed
    words = run(flagged, tools)
    # THEN there are no words, nothing is sent, and it is not tried again
    assert words == {"text": "", "phrases": ["red_flag"], "facts": []}
    assert tools.outbox.due(NOON, 9) == []
    assert tools.store.unfinished(NOON + timedelta(days=1), 9) == []
    # AND its load counts all the same
    assert history.metrics_on(tools.store, ANNA, TODAY).week.load.value == 420


def test_two_entries_in_a_row_do_not_read_the_same(tools: Tools):
    texts, phrases = [], []
    for number in range(1, 8):
        new, _ = tools.store.add_entry(ANNA, entry(number, days_ago=7 - number))
        words = run(new, tools)
        texts.append(words["text"])
        phrases.append(set(words["phrases"]))
    assert len(set(texts)) == len(texts)
    assert all(now != before for before, now in pairwise(phrases))


def test_a_back_dated_entry_speaks_of_its_own_week(tools: Tools):
    for number, days_ago in ((1, 40), (2, 33), (3, 31), (4, 2)):
        tools.store.add_entry(ANNA, entry(number, days_ago=days_ago))
    late, _ = tools.store.add_entry(ANNA, entry(9, days_ago=30))
    assert "Fri 23 Oct" in run(late, tools)["text"]


def test_a_back_dated_entry_is_asked_about_the_session_that_followed_it(tools: Tools):
    # GIVEN a hard session that was logged late, and another one on the day after
    for number, days_ago in ((1, 40), (2, 33), (3, 29), (4, 2)):
        tools.store.add_entry(ANNA, entry(number, days_ago=days_ago))
    late, _ = tools.store.add_entry(ANNA, entry(9, days_ago=30))
    facts = {fact["name"]: fact["values"] for fact in analyse(event(late), tools)["facts"]}
    assert (facts["next"]["days_later"], facts["next"]["rpe"]) == (1, 7)
    assert "orth a look" in run(late, tools)["text"]


def test_the_athletes_day_is_the_one_where_they_are(tools: Tools):
    # GIVEN an athlete in Kiritimati, where it is already tomorrow
    tools.store.change_athlete(Athlete(id=ANNA, language="en", zone="Pacific/Kiritimati", consented_at=NOON))
    new, _ = tools.store.add_entry(ANNA, entry(days_ago=-1))
    facts = {fact["name"]: fact["values"] for fact in analyse(event(new), tools)["facts"]}
    assert facts["session"]["days_ago"] == 0
    assert facts["week"]["ends_today"] is True


def test_a_delay_is_told_once_and_the_words_still_come(tools: Tools):
    new, _ = tools.store.add_entry(ANNA, entry())
    late = {**event(new), "kind": "comment_delayed"}
    assert notify(late, tools) == {"sent": True}
    assert notify(late, tools) == {"sent": False}
    run(new, tools)
    [first] = tools.outbox.due(NOON, 9)
    tools.outbox.done(first.id)
    assert [each.kind for each in tools.outbox.due(NOON, 9)] == ["feedback"]


def test_an_erased_athlete_ends_it(tools: Tools):
    new, _ = tools.store.add_entry(ANNA, entry())
    tools.store.erase_athlete(ANNA)
    assert validate(event(new), tools) == {"outcome": "superseded"}
    with pytest.raises(NoConsent):
        analyse(event(new), tools)
    with pytest.raises(EntryNotFound):
        coach({**event(new), "facts": [], "language": "en"}, tools)
    assert save({**event(new), "text": "x", "facts": [], "phrases": []}, tools) == {"say": False}
    assert notify({**event(new), "kind": "feedback"}, tools) == {"sent": False}


def test_an_unknown_entry_cannot_be_analysed(tools: Tools):
    with pytest.raises(EntryNotFound):
        analyse(event(entry(77)), tools)


def test_another_coach_can_take_the_rules_place(tools: Tools):
    from backend.coach.rules import Comment

    seen: list[Any] = []

    def parrot(facts: Any, words: Any, recent: Any, note: str, athlete_id: UUID, **_: object) -> Comment:
        seen.append((len(facts) > 2, words.language, recent, note, athlete_id))
        return Comment("Said.", ("parrot.0",), frozenset({"session"}), prompt="parrot/3", outcome="model")

    new, _ = tools.store.add_entry(ANNA, entry())
    assert run(new, replace(tools, coach=parrot))["text"] == "Said."
    assert seen == [(True, "en", [], SECRET, ANNA)]
    kept = tools.store.feedback(ANNA, new.id)
    assert kept is not None
    assert (kept.prompt, kept.outcome) == ("parrot/3", "model")


def test_the_steps_are_the_functions_that_the_definition_names(tools: Tools):
    assert set(tasks(tools)) == set(FUNCTIONS.values())
