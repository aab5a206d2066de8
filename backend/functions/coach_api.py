"""The Lambda behind the coach's routes of API Gateway: over DynamoDB and the state machine that answers questions.

Messages are read and voice notes heard here, while the athlete waits.
"""

from backend.aws import clients
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.aws.dynamo.store import DynamoStore
from backend.aws.workflow import StepFunctionsWorkflow
from backend.clock import SystemClock
from backend.coaching.app import create_coach_handler
from backend.coaching.desk import CoachDesk
from backend.coaching.senses import Senses
from backend.functions.answers import counted
from backend.functions.coaching import coaching
from backend.functions.environment import setting
from backend.functions.premium_gate import premium_gate
from backend.functions.telemetry import Handler, Telemetry

_DONE = {
    ("POST", "/questions"): "QuestionsAsked",
    ("POST", "/memory"): "MemoriesKept",
    ("DELETE", "/memory/{item_id}"): "MemoriesErased",
    ("PUT", "/coach"): "TonesChosen",
    ("PUT", "/votes"): "VotesCast",
    ("POST", "/readings"): "MessagesRead",
    ("POST", "/transcriptions"): "VoiceNotesHeard",
}


def _put_together() -> Handler:
    telemetry, clock = Telemetry("coach_api"), SystemClock()
    dynamodb, table = clients.dynamodb(), setting("BACKEND_TABLE")
    store, is_premium = DynamoStore(dynamodb, table, clock), premium_gate(dynamodb, clock)
    coaches = coaching(dynamodb, clock, senses=True)
    desk = CoachDesk(
        store,
        DynamoCoachBook(dynamodb, table),
        StepFunctionsWorkflow(clients.stepfunctions(), setting("QUESTION_MACHINE_ARN")),
        clock,
        is_premium,
        int(setting("COACH_QUESTIONS_A_DAY")),
        reviews=coaches.has_reviews,
    )
    senses = Senses(store, clock, is_premium, coaches.reader, coaches.hearing)
    return counted(create_coach_handler(desk, senses), _DONE, telemetry)


handler = _put_together()
