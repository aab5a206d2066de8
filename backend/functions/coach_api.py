"""The Lambda behind the coach's routes of API Gateway: over DynamoDB and the state machine that answers questions."""

from backend.aws import clients
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.aws.dynamo.store import DynamoStore
from backend.aws.workflow import StepFunctionsWorkflow
from backend.clock import SystemClock
from backend.coaching.app import create_coach_handler
from backend.coaching.desk import CoachDesk
from backend.functions.answers import counted
from backend.functions.coaching import premium_gate
from backend.functions.environment import setting
from backend.functions.telemetry import Handler, Telemetry

_DONE = {
    ("POST", "/questions"): "QuestionsAsked",
    ("POST", "/memory"): "MemoriesKept",
    ("DELETE", "/memory/{item_id}"): "MemoriesErased",
    ("PUT", "/coach"): "TonesChosen",
    ("PUT", "/votes"): "VotesCast",
}


def _put_together() -> Handler:
    telemetry, clock = Telemetry("coach_api"), SystemClock()
    dynamodb, table = clients.dynamodb(), setting("BACKEND_TABLE")
    desk = CoachDesk(
        DynamoStore(dynamodb, table, clock),
        DynamoCoachBook(dynamodb, table),
        StepFunctionsWorkflow(clients.stepfunctions(), setting("QUESTION_MACHINE_ARN")),
        clock,
        premium_gate(dynamodb, clock),
        int(setting("COACH_QUESTIONS_A_DAY")),
    )
    return counted(create_coach_handler(desk), _DONE, telemetry)


handler = _put_together()
