"""The Lambda behind API Gateway: the API over DynamoDB, Step Functions and the user pool."""

from collections.abc import Mapping
from typing import Any

from backend.api.app import create_handler
from backend.aws import clients
from backend.aws.directory import CognitoDirectory
from backend.aws.dynamo.agenda import DynamoAgenda
from backend.aws.dynamo.billing import DynamoBilling
from backend.aws.dynamo.check_ins import DynamoCheckIns
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.aws.dynamo.store import DynamoStore
from backend.aws.workflow import StepFunctionsWorkflow
from backend.clock import SystemClock
from backend.functions.answers import counted
from backend.functions.environment import setting
from backend.functions.telemetry import Handler, Telemetry
from backend.ports import Workflow

_DONE = {
    ("POST", "/entries"): "EntriesRecorded",
    ("PUT", "/entries/{entry_id}"): "EntriesChanged",
    ("DELETE", "/entries/{entry_id}"): "EntriesRemoved",
    ("POST", "/entries/{entry_id}/restore"): "EntriesRestored",
    ("PUT", "/checkins/{day}"): "CheckInsKept",
    ("DELETE", "/checkins/{day}"): "CheckInsTakenBack",
    ("PUT", "/reminders"): "RemindersChosen",
    ("PUT", "/athlete"): "AthletesRegistered",
    ("DELETE", "/athlete"): "AthletesErased",
}


class _Counting(Workflow):
    """A workflow whose starts are counted, those that failed apart."""

    def __init__(self, workflow: Workflow, telemetry: Telemetry) -> None:
        self._workflow = workflow
        self._telemetry = telemetry

    def start(self, execution_id: str, work: Mapping[str, Any]) -> None:
        try:
            self._workflow.start(execution_id, work)
        except Exception:  # counted, and handed on as it is
            self._telemetry.count("ExecutionsNotStarted")
            raise
        self._telemetry.count("ExecutionsStarted")


def _put_together() -> Handler:
    telemetry, clock = Telemetry("api"), SystemClock()
    dynamodb, table = clients.dynamodb(), setting("BACKEND_TABLE")
    answer = create_handler(
        DynamoStore(dynamodb, table, clock),
        _Counting(StepFunctionsWorkflow(clients.stepfunctions(), setting("STATE_MACHINE_ARN")), telemetry),
        clock,
        CognitoDirectory(clients.cognito(), setting("USER_POOL_ID")),
        check_ins=DynamoCheckIns(dynamodb, table),
        agenda=DynamoAgenda(dynamodb, table),
        billing=DynamoBilling(dynamodb, table),
        coach_book=DynamoCoachBook(dynamodb, table),
    )
    return counted(answer, _DONE, telemetry)


handler = _put_together()
