"""The Lambda that EventBridge Scheduler calls once a minute: takes up what is unfinished.

What the one-machine program clears from its tables, DynamoDB clears by its time to live.
"""

from typing import Any

from backend.aws import clients
from backend.aws.dynamo.store import DynamoStore
from backend.aws.workflow import StepFunctionsWorkflow
from backend.clock import SystemClock
from backend.functions.environment import setting
from backend.functions.telemetry import Handler, Telemetry
from bot.follow_up import follow_up


def _put_together() -> Handler:
    telemetry, clock = Telemetry("tick"), SystemClock()
    store = DynamoStore(clients.dynamodb(), setting("BACKEND_TABLE"), clock)
    workflow = StepFunctionsWorkflow(clients.stepfunctions(), setting("STATE_MACHINE_ARN"))

    def tick(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001  # nothing of either is needed
        restarted, emptied = follow_up(clock.now(), store, workflow)
        for _ in range(restarted):
            telemetry.count("AnalysesRestarted")
        return {"restarted": restarted, "emptied": emptied}

    return telemetry.observed(tick)


handler = _put_together()
"""Answers how much there was to do. An error is raised, without its words: the next minute comes all the same."""
