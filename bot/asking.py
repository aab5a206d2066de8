"""The coach's part of the one-machine program: questions and their workflow, memory, votes and tone, over SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine

from backend.api.scopes import COACH_ROUTES
from backend.coach.questions.reviewed import no_words
from backend.coaching.app import create_coach_handler
from backend.coaching.desk import QUESTION, CoachDesk
from backend.coaching.senses import Senses
from backend.coaching.upkeep import answer_again
from backend.embedded.runner import Runner
from backend.embedded.sharing import Share
from backend.ports import Agenda, CheckIns, Clock, Outbox, Positions, Store
from backend.store.coach_book import SqlCoachBook
from backend.workflow import load_question_definition
from backend.workflow.questions import QuestionTools, tasks
from bot.coaching import Coaches

ASKING_A_MODEL = frozenset({("POST", "/readings"), ("POST", "/transcriptions")})
"""Routes that wait for a model while the athlete does; questions are answered by a workflow."""
Event = dict[str, Any]
Handler = Callable[[Event, object], Event]


@dataclass(frozen=True, slots=True)
class Asking:
    """All of it, put together. ``runner`` has to be served."""

    book: SqlCoachBook
    desk: CoachDesk
    runner: Runner
    _handler: Handler

    def in_front_of(self, others: Handler) -> Handler:
        """A handler that answers the coach's routes, and hands everything else on."""

        def handle(event: Event, context: object) -> Event:
            mine = (event["httpMethod"], event["resource"]) in COACH_ROUTES
            return (self._handler if mine else others)(event, context)

        return handle

    def answer_again(self, now: datetime) -> int:
        """See :func:`backend.coaching.upkeep.answer_again`."""
        return answer_again(now, self.book, self.desk.unanswered)


def asking(
    engine: Engine,
    store: Store,
    check_ins: CheckIns,
    agenda: Agenda,
    outbox: Outbox,
    positions: Positions,
    clock: Clock,
    coaches: Coaches,
    is_premium: Callable[[UUID], bool],
    questions_a_day: int,
) -> Asking:
    """The coach's part; nothing is asked of anybody yet."""
    book = SqlCoachBook(engine)
    tools = QuestionTools(
        store, check_ins, book, clock, outbox, coaches.answers, coaches.comment, coaches.reviews, agenda
    )
    runner = Runner(load_question_definition(), tasks(tools), Share(positions, QUESTION), clock, concurrency=8)
    desk = CoachDesk(store, book, runner, clock, is_premium, questions_a_day, coaches.reviews is not no_words)
    senses = Senses(store, clock, is_premium, coaches.reader, coaches.hearing)
    return Asking(book, desk, runner, create_coach_handler(desk, senses))
