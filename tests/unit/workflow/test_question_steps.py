"""The steps from a question to its answer, over the real store: kept once, said once."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from backend.coach.rules import Comment
from backend.coaching.desk import CoachDesk
from backend.coaching.ports import Question
from backend.coaching.upkeep import answer_again
from backend.contract import Athlete, CheckIn, Entry, Feelings
from backend.contract.coach import Remembered
from backend.embedded.asl import Definition
from backend.errors import NoConsent, QuestionNotFound
from backend.ports import Feedback
from backend.store.check_ins import SqlCheckIns
from backend.store.coach_book import SqlCoachBook
from backend.store.engine import open_engine
from backend.store.migrate import upgrade
from backend.store.sql import SqlOutbox, SqlStore
from backend.tone import Tone
from backend.training.session import Kind, Sport
from backend.workflow import QUESTION_FUNCTIONS, load_question_definition
from backend.workflow.questions import (
    QuestionTools,
    notify_answer,
    save_answer,
    tasks,
    validate_question,
)
from backend.workflow.questions.answering import answer_question

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ANNA, ENTRY, QUESTION = UUID(int=1), UUID(int=2), UUID(int=3)
SECRET = "with Bob past the old mill"


class StoppedClock:
    def now(self) -> datetime:
        return NOON


@pytest.fixture
def tools(tmp_path: Path) -> Iterator[QuestionTools]:
    engine = open_engine(f"sqlite:///{tmp_path / 'steps.db'}")
    upgrade(engine)
    clock = StoppedClock()
    store = SqlStore(engine, clock)
    store.add_athlete(Athlete(id=ANNA, language="en", zone="Europe/Berlin", consented_at=NOON))
    values: dict[str, Any] = {"kind": Kind.SESSION, "date": TODAY, "sport": Sport.RUN, "minutes": 60, "rpe": 7.0}
    said: dict[str, Any] = {"feelings": Feelings(freshness=3), "note": SECRET, "load": 420.0}
    store.add_entry(ANNA, Entry(id=ENTRY, **values, **said, recorded_at=NOON, revision=1))
    check_ins = SqlCheckIns(engine)
    levels = dict.fromkeys(("freshness", "sleep", "muscles", "calm", "mood"), 3)
    check_ins.save_check_in(ANNA, CheckIn(date=TODAY, recorded_at=NOON, **levels))
    yield QuestionTools(store, check_ins, SqlCoachBook(engine), clock, SqlOutbox(engine, clock))
    engine.dispose()


def asks(tools: QuestionTools, text: str, **more: Any) -> dict[str, str]:
    tools.book.ask(ANNA, Question(QUESTION, text, NOON, **more), NOON, 5)
    return {"athlete_id": str(ANNA), "question_id": str(QUESTION)}


def run(work: dict[str, str], tools: QuestionTools) -> dict[str, Any]:
    """As the definition strings them together; through JSON, as they travel."""
    assert validate_question(work, tools) == {"outcome": "open"}
    found: dict[str, Any] = json.loads(json.dumps(answer_question(work, tools)))
    assert SECRET not in json.dumps(found), "what an athlete wrote must not travel"
    save_answer({**work, **found}, tools)
    notify_answer(work, tools)
    return found


def test_a_question_gets_an_answer_that_is_kept_and_sent(tools: QuestionTools):
    work = asks(tools, "When did I last run, with a check-in?")
    run(work, tools)
    kept = tools.book.question(ANNA, QUESTION)
    assert kept is not None
    assert kept.answer is not None
    assert "60 min at RPE 7" in kept.answer
    [sent] = tools.outbox.due(NOON, 9)  # type: ignore[union-attr]  # this outbox is polled
    assert (sent.id, sent.kind, sent.question_id, sent.text) == (f"{QUESTION}:answer", "answer", QUESTION, kept.answer)


def test_a_check_in_is_part_of_an_answer(tools: QuestionTools):
    assert "15 of 25" in run(asks(tools, "Can I race on Saturday?"), tools)["text"]


def test_running_everything_twice_changes_nothing(tools: QuestionTools):
    work = asks(tools, "When did I last run?")
    found = run(work, tools)
    kept = tools.book.question(ANNA, QUESTION)
    assert validate_question(work, tools) == {"outcome": "answered"}
    assert save_answer({**work, **found, "text": "another"}, tools) == {"kept": False}
    assert notify_answer(work, tools) == {"sent": False}
    assert tools.book.question(ANNA, QUESTION) == kept


def test_a_race_that_is_asked_about_is_proposed_and_not_remembered(tools: QuestionTools):
    found = run(asks(tools, "Can I race on Saturday?"), tools)
    assert found["proposal"] == {"kind": "race", "text": "Race on 28 Nov 2026", "date": "2026-11-28"}
    assert tools.book.remembered(ANNA) == []


def test_no_race_is_proposed_beside_one_that_is_remembered(tools: QuestionTools):
    item = {"id": UUID(int=9), "kind": "race", "text": "10 km", "date": TODAY + timedelta(days=6), "added_at": NOON}
    tools.book.remember(ANNA, Remembered.model_validate(item))
    assert run(asks(tools, "Can I race on Saturday?"), tools)["proposal"] is None


def test_what_was_erased_meanwhile_is_given_up(tools: QuestionTools):
    work = {"athlete_id": str(ANNA), "question_id": str(UUID(int=99))}
    assert validate_question(work, tools) == {"outcome": "gone"}
    for step in (answer_question, notify_answer):
        with pytest.raises(QuestionNotFound):
            step(work, tools)
    asked = asks(tools, "When did I last run?")
    tools.store.erase_athlete(ANNA)
    with pytest.raises(QuestionNotFound):
        answer_question(asked, tools)


def test_a_comment_is_said_differently_from_the_same_facts(tools: QuestionTools):
    began = {"days": 1, "first_day": "2026-11-22", "first_session": True}
    facts = [
        {"name": "session", "unit": "", "source": "x", "used": True, "values": _session()},
        {"name": "history", "unit": "", "source": "x", "values": began},
    ]
    said = Feedback(ENTRY, 1, "A run. And more. And more.", facts, ["x.0"], NOON)
    tools.store.save_feedback(ANNA, said)
    tools.book.choose_tone(ANNA, Tone.BRIEF)
    heard = []

    def coach(facts: Any, words: Any, recent: Any, note: str, athlete_id: UUID, *, tone: Tone = Tone.PLAIN) -> Any:
        heard.append((len(facts), "used" in facts[0], note, tone))
        return Comment("A run. Rest.", ("x.1",), frozenset({"session"}), "comment/1", "model")

    found = run(asks(tools, "", entry_id=ENTRY), replace(tools, coach=coach))
    assert heard == [(2, False, SECRET, Tone.BRIEF)]
    assert (found["text"], found["prompt"]) == ("A run. Rest.", "comment/1")
    assert [fact.get("used") for fact in found["facts"]] == [True, None]


def test_there_is_nothing_to_say_differently_without_a_comment(tools: QuestionTools):
    with pytest.raises(QuestionNotFound):
        answer_question(asks(tools, "", entry_id=ENTRY), tools)


def test_nobody_is_answered_without_consent(tools: QuestionTools, monkeypatch: pytest.MonkeyPatch):
    work = asks(tools, "When did I last run?")
    monkeypatch.setattr(tools.store, "athlete", lambda _: None)
    with pytest.raises(NoConsent):
        answer_question(work, tools)


def test_the_definition_calls_these_steps_and_no_others(tools: QuestionTools):
    assert set(QUESTION_FUNCTIONS.values()) == set(tasks(tools))
    definition = Definition(load_question_definition())
    assert definition.functions == set(tasks(tools))


class Started:
    def __init__(self) -> None:
        self.ids: list[str] = []

    def start(self, execution_id: str, work: Any) -> None:
        self.ids.append(execution_id)


def test_the_clock_has_answered_what_waits_and_no_old_news(tools: QuestionTools):
    workflow = Started()
    desk = CoachDesk(tools.store, tools.book, workflow, tools.clock, lambda _: True)
    asks(tools, "When did I last run?")

    def again(minutes: int) -> int:
        return answer_again(NOON + timedelta(minutes=minutes), tools.book, desk.unanswered)

    assert again(4) == 0
    assert again(6) == 1
    assert again(7) == 1
    assert len(set(workflow.ids)) == 1, "the same attempt for ten minutes"
    assert again(13 * 60) == 0


def _session() -> dict[str, Any]:
    return {"entry_id": str(ENTRY), "kind": "session", "sport": "run", "date": "2026-11-22", "days_ago": 0}
