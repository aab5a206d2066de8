"""The Lambda that answers questions, a task of their workflow: it loads what asks a model."""

from backend.aws import clients
from backend.aws.dynamo.agenda import DynamoAgenda
from backend.aws.dynamo.check_ins import DynamoCheckIns
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.aws.dynamo.store import DynamoStore
from backend.clock import SystemClock
from backend.functions.coaching import coaching
from backend.functions.environment import setting
from backend.functions.steps import handler_of
from backend.functions.telemetry import Handler
from backend.workflow import questions
from backend.workflow.questions import QuestionTools
from backend.workflow.questions.answering import answer_question


def _put_together() -> Handler:
    dynamodb, table, clock = clients.dynamodb(), setting("BACKEND_TABLE"), SystemClock()
    coaches = coaching(dynamodb, clock)
    tools = QuestionTools(
        DynamoStore(dynamodb, table, clock),
        DynamoCheckIns(dynamodb, table),
        DynamoCoachBook(dynamodb, table),
        clock,
        answers=coaches.answer,
        coach=coaches.comment,
        reviews=coaches.review,
        agenda=DynamoAgenda(dynamodb, table),
    )
    return handler_of("answer_question", questions.task(answer_question, tools))


handler = _put_together()
