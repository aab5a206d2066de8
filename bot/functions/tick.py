"""The Lambda that EventBridge Scheduler calls once a minute: sends what is due, and takes up what is unfinished.

What is due about money is done beside the reminders: it may wait for Stripe, and they wait for nobody. What the
one-machine program clears from its tables, DynamoDB clears by its time to live.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from backend.aws import clients
from backend.aws.dynamo.agenda import DynamoAgenda
from backend.aws.dynamo.check_ins import DynamoCheckIns
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.aws.dynamo.keys import SHARDS
from backend.aws.dynamo.store import DynamoStore
from backend.aws.outbox import SqsOutbox
from backend.aws.secrets import secrets_manager
from backend.aws.workflow import StepFunctionsWorkflow
from backend.billing import upkeep
from backend.clock import SystemClock
from backend.coaching.ports import Question
from backend.coaching.upkeep import answer_again
from backend.functions.environment import setting
from backend.functions.money import books
from backend.functions.telemetry import Handler, Telemetry
from backend.ports import Clock, Due
from backend.reminders.engine import send_due
from bot.aws.pacing import PacedOutbox
from bot.follow_up import follow_up

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

REMINDERS_PER_SECOND = 20
"""Telegram takes 30 messages a second; the rest is for answers and comments."""
REMINDING_SECONDS = 40
"""After these the rest of what is due waits for the next minute: the function has to end before that."""
MONEY_SECONDS = 25
"""After these no other account is begun; one may take as long as Stripe answers, each time in some seconds."""
LATE = timedelta(minutes=10)
_AT_MOST = 100_000
_ACCOUNTS_AT_MOST = 200


class _Part(DynamoAgenda):
    """One part of the agenda. Counts what it moved on long after it was due, whether that was still worth saying."""

    def __init__(self, client: "DynamoDBClient", table: str, part: int, clock: Clock) -> None:
        super().__init__(client, table, (part,))
        self._clock = clock
        self.late = 0

    def claim(self, due: Due, next_at: datetime | None) -> bool:
        claimed = super().claim(due, next_at)
        if claimed and self._clock.now() - due.at > LATE:
            self.late += 1
        return claimed


def _put_together() -> Handler:
    telemetry, clock = Telemetry("tick"), SystemClock()
    dynamodb, table = clients.dynamodb(), setting("BACKEND_TABLE")
    store, check_ins = DynamoStore(dynamodb, table, clock), DynamoCheckIns(dynamodb, table)
    outbox = SqsOutbox(clients.sqs(), setting("OUTBOX_QUEUE_URL"), dynamodb, table, clock)
    machines = clients.stepfunctions()
    workflow = StepFunctionsWorkflow(machines, setting("STATE_MACHINE_ARN"))
    answering = StepFunctionsWorkflow(machines, setting("QUESTION_MACHINE_ARN"))
    book = DynamoCoachBook(dynamodb, table)
    money = books(dynamodb, secrets_manager(), clock)

    def remind(now: datetime, until: Callable[[], bool]) -> int:
        """Send what is due, all parts of the index at the same time: one after the other would be below the pace."""
        paced = PacedOutbox(outbox, REMINDERS_PER_SECOND)
        parts = [_Part(dynamodb, table, part, clock) for part in range(SHARDS)]
        with ThreadPoolExecutor(SHARDS) as threads:
            going = [
                threads.submit(send_due, now, part, check_ins, store, paced, _AT_MOST, until=until) for part in parts
            ]
        sent = sum(one.result() for one in going if one.exception() is None)
        for metric, number in {"RemindersSent": sent, "RemindersLate": sum(part.late for part in parts)}.items():
            if number:
                telemetry.count(metric, number)
        for one in going:
            one.result()
        return sent

    def start_answer(athlete_id: UUID, question: Question, attempt: int) -> None:
        from backend.coaching.desk import CoachDesk  # words and a grammar, which nothing else here needs

        desk = CoachDesk(store, book, answering, clock, lambda _: False)
        desk.unanswered(athlete_id, question, attempt)

    def look_after_money(now: datetime) -> upkeep.Looked:
        time_is_up = time.monotonic() + MONEY_SECONDS
        looked = upkeep.tick(money, now, _ACCOUNTS_AT_MOST, lambda: time.monotonic() > time_is_up)
        late = len(money.store.unfinished_events(now - LATE, _ACCOUNTS_AT_MOST))
        for metric, number in {"StripeEventsLate": late, "AccountsLookedAfter": looked.accounts}.items():
            if number:
                telemetry.count(metric, number)
        return looked

    def tick(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001  # nothing of either is needed
        now, time_is_up = clock.now(), time.monotonic() + REMINDING_SECONDS
        with ThreadPoolExecutor(1) as beside:
            looking = beside.submit(look_after_money, now)
            try:
                reminded = remind(now, lambda: time.monotonic() > time_is_up)
            finally:  # trouble of the one is no reason to leave the other
                restarted, emptied = follow_up(now, store, workflow)
                answered = answer_again(now, book, start_answer)
        for metric, number in {"AnalysesRestarted": restarted, "AnswersRestarted": answered}.items():
            if number:
                telemetry.count(metric, number)
        looked = looking.result()
        return {
            "reminded": reminded,
            "restarted": restarted,
            "answered": answered,
            "emptied": emptied,
            "events": looked.events,
            "accounts": looked.accounts,
        }

    return telemetry.observed(tick)


handler = _put_together()
"""Answers how much there was to do. An error is raised, without its words: the next minute comes all the same."""
