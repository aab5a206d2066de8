"""The Lambda of the analysis' coach step, apart from the other steps: it loads what asks a model.

Where there is a model, what it writes is shown while it writes: see :mod:`backend.aws.drafts`.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from backend.aws import clients
from backend.aws.drafts import QueuedDrafts
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.aws.dynamo.store import DynamoStore
from backend.clock import SystemClock
from backend.functions.coaching import coaching
from backend.functions.environment import setting
from backend.functions.steps import handler_of
from backend.functions.telemetry import Handler
from backend.ports import Clock, Store
from backend.workflow import steps
from backend.workflow.steps.tools import Coach, Drafts, NoDrafts, Tones


@dataclass(frozen=True, slots=True)
class _Basics:
    store: Store
    clock: Clock
    coach: Coach
    tones: Tones
    drafts: Drafts = field(default_factory=NoDrafts)


def _put_together() -> Handler:
    dynamodb, table, clock = clients.dynamodb(), setting("BACKEND_TABLE"), SystemClock()
    tones = DynamoCoachBook(dynamodb, table).tone
    basics = _Basics(DynamoStore(dynamodb, table, clock), clock, coaching(dynamodb, clock).comment, tones)
    queue = setting("DRAFTS_QUEUE_URL")
    if setting("COACH") != "model":
        return handler_of("coach", steps.task(steps.coach, basics))
    drafts = QueuedDrafts(clients.sqs_in_passing(), queue, clock)
    write = steps.task(steps.coach, replace(basics, drafts=drafts))

    def run(event: dict[str, Any]) -> dict[str, Any]:
        with drafts.about(event["entry_id"]):
            return write(event)

    return handler_of("coach", run)


handler = _put_together()
