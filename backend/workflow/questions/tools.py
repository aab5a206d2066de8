"""What the steps of a question work with, and how they read their event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.coach.questions.answered import Answers, by_rules
from backend.coach.questions.reviewed import Reviews, no_words
from backend.coaching.ports import CoachBook, Question
from backend.errors import QuestionNotFound
from backend.ports import Agenda, CheckIns, Clock, Outbox, Store
from backend.workflow.steps.tools import Coach
from backend.workflow.steps.tools import by_rules as comment_by_rules

Task = Callable[[dict[str, Any]], dict[str, Any]]
IDS = ("athlete_id", "question_id")
"""What an execution starts with, and every step hands on."""


@dataclass(frozen=True, slots=True)
class QuestionTools:
    """The world as the steps see it. ``answers``, ``coach`` and ``reviews`` find the words; by rules they need nothing.

    ``outbox`` None: in a function that never notifies. ``agenda`` None: in one that never looks back on weeks.
    """

    store: Store
    check_ins: CheckIns
    book: CoachBook
    clock: Clock
    outbox: Outbox | None = None
    answers: Answers = by_rules
    coach: Coach = comment_by_rules
    reviews: Reviews = no_words
    agenda: Agenda | None = None

    def question(self, event: Mapping[str, Any]) -> tuple[UUID, Question]:
        """(whose, the question) that an event is about. Raises QuestionNotFound."""
        athlete_id = UUID(event["athlete_id"])
        question = self.book.question(athlete_id, UUID(event["question_id"]))
        if question is None:
            raise QuestionNotFound
        return athlete_id, question


def task(step: Callable[[dict[str, Any], QuestionTools], dict[str, Any]], tools: QuestionTools) -> Task:
    """The step with its tools in hand. Its answer carries the ids on, for the step after it."""

    def run(event: dict[str, Any]) -> dict[str, Any]:
        return {**step(event, tools), **{name: event[name] for name in IDS}}

    return run
