"""The Lambdas of the workflow's tasks: ``backend.functions.steps.<step>`` is the handler of each but the coach's.

Lambda's runtime asks this module for the one step that the process is for, and only what that step needs is put
together then: before the first event, while the processor is fast, and without the settings of the others.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from backend.aws import clients
from backend.aws.dynamo.store import DynamoStore
from backend.aws.outbox import SqsOutbox
from backend.clock import SystemClock
from backend.functions.environment import setting
from backend.functions.telemetry import Handler, Telemetry, outcome
from backend.ports import Clock, Store
from backend.workflow import steps
from backend.workflow.steps.tools import Coach, Drafts, NoDrafts, Tones, Tools, by_rules, plainly

# Not imported by their own names: those are the handlers' here.
_THINKING = {step.__name__: step for step in (steps.validate, steps.analyse, steps.save)}
_OUTCOMES: dict[str, dict[tuple[str, object], str]] = {
    "validate": {
        ("outcome", "current"): "EntriesCurrent",
        ("outcome", "removed"): "EntriesToRecompute",
        ("outcome", "superseded"): "EntriesSuperseded",
    },
    "save": {("say", True): "CommentsKept", ("say", False): "CommentsNotForTheAthlete"},
    "save_answer": {("kept", True): "AnswersKept", ("kept", False): "AnswersNotNeeded"},
    "notify_answer": {("sent", True): "AnswersSent", ("sent", False): "AnswersNotNeeded"},
    "notify": {("sent", True): "NotificationsSent", ("sent", False): "NotificationsNotNeeded"},
}
"""What a step's answer counts for."""
_ABOUT = ("entry_id", "revision", "question_id")
"""What is logged of an event."""


@dataclass(frozen=True, slots=True)
class _Basics:
    """All that the steps before the last one need."""

    store: Store
    clock: Clock
    coach: Coach = by_rules
    tones: Tones = plainly
    drafts: Drafts = field(default_factory=NoDrafts)


def __getattr__(name: str) -> Handler:
    if name in _THINKING:
        return handler_of(name, steps.task(_THINKING[name], _basics()))
    if name == steps.notify.__name__:
        table, clock = setting("BACKEND_TABLE"), SystemClock()
        dynamodb = clients.dynamodb()
        outbox = SqsOutbox(clients.sqs(), setting("OUTBOX_QUEUE_URL"), dynamodb, table, clock)
        return handler_of(name, steps.task(steps.notify, Tools(DynamoStore(dynamodb, table, clock), outbox, clock)))
    raise AttributeError(f"there is no step {name!r}")


def _basics() -> _Basics:
    clock = SystemClock()
    return _Basics(DynamoStore(clients.dynamodb(), setting("BACKEND_TABLE"), clock), clock)


def handler_of(name: str, run: Callable[[dict[str, Any]], dict[str, Any]]) -> Handler:
    """The step as Lambda calls it, observed and counted as ``name``."""
    telemetry = Telemetry(name)

    def handle(event: dict[str, Any], _: object) -> dict[str, Any]:
        answer = run(event)
        counts = outcome(_OUTCOMES.get(name, {}), answer)
        if counts:
            telemetry.count(counts)
        about = {name: event[name] for name in _ABOUT if name in event}
        telemetry.log.info("done", extra={**about, "counts": counts})
        return answer

    return telemetry.observed(handle)
