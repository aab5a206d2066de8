"""From the wish for words about a week to those words, over the real store: kept once, said once, or not at all."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from backend.coach.questions.answered import Answered
from backend.coaching.exporting import exported
from backend.coaching.ports import Question
from backend.contract import Athlete, CheckIn, Entry, Feelings, Pause, Reminders
from backend.contract.coach import Remembered
from backend.store.agenda import SqlAgenda
from backend.store.check_ins import SqlCheckIns
from backend.store.coach_book import SqlCoachBook
from backend.store.engine import open_engine
from backend.store.migrate import upgrade
from backend.store.sql import SqlOutbox, SqlStore
from backend.tone import Tone
from backend.training.session import Kind, Sport
from backend.workflow.questions import (
    QuestionTools,
    notify_answer,
    save_answer,
    validate_question,
)
from backend.workflow.questions.answering import answer_question

MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
SUNDAY = date(2026, 11, 22)
ANNA, QUESTION = UUID(int=1), UUID(int=3)
SECRET = "with Bob past the old mill"
WORDS = "The week came to 720 AU. Next week could stay easy."


class StoppedClock:
    def now(self) -> datetime:
        return MONDAY


@dataclass
class Coach:
    """Is :class:`backend.coach.questions.reviewed.Reviews`."""

    text: str = WORDS
    heard: list[dict[str, Any]] = field(default_factory=list)

    def __call__(
        self, facts: Sequence[Any], remembered: Sequence[str], language: str, athlete_id: UUID, *, tone: Tone
    ) -> Answered:
        values = {fact["name"]: fact["values"] for fact in facts}
        self.heard.append({"facts": values, "remembered": list(remembered), "tone": tone, "language": language})
        return Answered(self.text, [{**fact, "used": True} for fact in facts], "review/1", "model")


@pytest.fixture
def coach() -> Coach:
    return Coach()


@pytest.fixture
def tools(tmp_path: Path, coach: Coach) -> Iterator[QuestionTools]:
    engine = open_engine(f"sqlite:///{tmp_path / 'steps.db'}")
    upgrade(engine)
    clock = StoppedClock()
    store, check_ins, agenda = SqlStore(engine, clock), SqlCheckIns(engine), SqlAgenda(engine)
    store.add_athlete(Athlete(id=ANNA, language="en", zone="Europe/Berlin", consented_at=MONDAY))
    for number, (back, minutes, rpe) in enumerate([(9, 60, 4.0), (4, 45, 8.0), (2, 60, 5.0)]):
        values: dict[str, Any] = {"date": SUNDAY - timedelta(days=back), "minutes": minutes, "rpe": rpe}
        said: dict[str, Any] = {"feelings": Feelings(freshness=3), "note": SECRET, "load": minutes * rpe}
        entry = Entry(
            id=UUID(int=50 + number),
            kind=Kind.SESSION,
            sport=Sport.RUN,
            **values,
            **said,
            recorded_at=MONDAY,
            revision=1,
        )
        store.add_entry(ANNA, entry)
    for back, level in ((8, 4), (3, 2), (1, 4)):
        levels = dict.fromkeys(("freshness", "sleep", "muscles", "calm", "mood"), level)
        check_ins.save_check_in(ANNA, CheckIn(date=SUNDAY - timedelta(days=back), recorded_at=MONDAY, **levels))
    book = SqlCoachBook(engine)
    yield QuestionTools(store, check_ins, book, clock, SqlOutbox(engine, clock), reviews=coach, agenda=agenda)
    engine.dispose()


def wishes(tools: QuestionTools) -> dict[str, str]:
    tools.book.ask(ANNA, Question(QUESTION, "", MONDAY, review=SUNDAY), MONDAY, 5)
    return {"athlete_id": str(ANNA), "question_id": str(QUESTION)}


def run(work: dict[str, str], tools: QuestionTools) -> dict[str, Any]:
    """As the definition strings them together; through JSON, as they travel."""
    assert validate_question(work, tools) == {"outcome": "open"}
    found: dict[str, Any] = json.loads(json.dumps(answer_question(work, tools)))
    assert SECRET not in json.dumps(found), "what an athlete wrote must not travel"
    save_answer({**work, **found}, tools)
    notify_answer(work, tools)
    return found


def test_words_about_a_week_are_kept_and_sent_once(tools: QuestionTools):
    work = wishes(tools)
    found = run(work, tools)
    kept = tools.book.question(ANNA, QUESTION)
    assert kept is not None
    assert (kept.answer, kept.prompt, kept.outcome, kept.review) == (WORDS, "review/1", "model", SUNDAY)
    assert validate_question(work, tools) == {"outcome": "answered"}
    assert save_answer({**work, **found, "text": "another"}, tools) == {"kept": False}
    assert notify_answer(work, tools) == {"sent": False}
    [sent] = tools.outbox.due(MONDAY, 9)  # type: ignore[union-attr]  # this outbox is polled
    assert (sent.kind, sent.question_id, sent.text) == ("answer", QUESTION, WORDS)


def test_the_facts_are_those_of_the_review(tools: QuestionTools, coach: Coach):
    race = {"id": UUID(int=9), "kind": "race", "text": "10 km", "date": SUNDAY + timedelta(days=6), "added_at": MONDAY}
    tools.book.remember(ANNA, Remembered.model_validate(race))
    tools.book.choose_tone(ANNA, Tone.TOUGH)
    run(wishes(tools), tools)
    [heard] = coach.heard
    assert (heard["remembered"], heard["tone"], heard["language"]) == (["10 km"], Tone.TOUGH, "en")
    facts = heard["facts"]
    assert (facts["week"]["load"], facts["week"]["previous"], facts["week"]["logged_days"]) == (660, 240, 2)
    assert facts["hardest_day"] == {"date": "2026-11-18", "load": 360}
    assert facts["best_day"] == {"date": "2026-11-21", "total": 20, "most": 25, "level": None}
    assert facts["mornings"] == {"check_ins": 2, "mean": 15.0, "most": 25, "check_ins_before": 1, "before": 20.0}
    assert facts["race"]["days"] == 5
    assert "paused" not in facts


def test_days_that_were_paused_are_named(tools: QuestionTools, coach: Coach):
    pause = Pause(reason="travelling", since=SUNDAY - timedelta(days=9), until=SUNDAY - timedelta(days=5))
    assert tools.agenda is not None
    tools.agenda.save_reminders(ANNA, Reminders(pause=pause), {})
    run(wishes(tools), tools)
    paused = coach.heard[0]["facts"]["paused"]
    assert paused == {"days": 2, "dates": ["2026-11-16", "2026-11-17"], "reasons": ["travelling"]}


def test_where_there_are_no_words_nothing_is_sent_and_it_is_not_asked_again(tools: QuestionTools, coach: Coach):
    coach.text = ""
    work = wishes(tools)
    run(work, tools)
    assert tools.outbox.due(MONDAY, 9) == []  # type: ignore[union-attr]  # this outbox is polled
    assert validate_question(work, tools) == {"outcome": "answered"}
    assert tools.book.unanswered(MONDAY - timedelta(days=1), MONDAY + timedelta(days=1), 9) == []
    assert exported(tools.book, ANNA).questions == []


def test_by_rules_there_are_none(tools: QuestionTools):
    without = QuestionTools(tools.store, tools.check_ins, tools.book, tools.clock, tools.outbox)
    assert run(wishes(without), without)["text"] == ""


def test_a_week_of_an_empty_log_breaks_nothing(tools: QuestionTools, coach: Coach):
    tools.book.ask(ANNA, Question(UUID(int=4), "", MONDAY, review=SUNDAY - timedelta(days=300)), MONDAY, 5)
    run({"athlete_id": str(ANNA), "question_id": str(UUID(int=4))}, replace(tools))
    assert coach.heard[0]["facts"]["week"]["logged_days"] == 0
