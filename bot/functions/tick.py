"""The Lambda that EventBridge Scheduler calls once a minute: takes up what is unfinished.

What the one-machine program clears from its tables, DynamoDB clears by its time to live.
"""

from backend.aws import clients
from backend.aws.dynamo.store import DynamoStore
from backend.aws.workflow import StepFunctionsWorkflow
from backend.clock import SystemClock
from backend.functions.environment import setting
from bot.follow_up import follow_up
from bot.logs import set_up_logs

_log = set_up_logs(setting("LOG_LEVEL"))
_clock = SystemClock()
_store = DynamoStore(clients.dynamodb(), setting("BACKEND_TABLE"), _clock)
_workflow = StepFunctionsWorkflow(clients.stepfunctions(), setting("STATE_MACHINE_ARN"))


def handler(event: object, context: object) -> dict[str, int]:  # noqa: ARG001  # Lambda's way to call
    """How much there was to do. An error is raised as it is: the next minute comes all the same."""
    restarted, emptied = follow_up(_clock.now(), _store, _workflow)
    if restarted or emptied:
        _log.info("tick", restarted=restarted, emptied=emptied)
    return {"restarted": restarted, "emptied": emptied}
