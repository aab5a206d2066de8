"""The Lambdas of a question's tasks but the answer: ``backend.functions.question_steps.<step>`` is the handler of each.

As with :mod:`backend.functions.steps`, only what the process is for is put together.
"""

from backend.aws import clients
from backend.aws.dynamo.check_ins import DynamoCheckIns
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.aws.dynamo.store import DynamoStore
from backend.aws.outbox import SqsOutbox
from backend.clock import SystemClock
from backend.functions.environment import setting
from backend.functions.steps import handler_of
from backend.functions.telemetry import Handler
from backend.workflow import questions
from backend.workflow.questions import QuestionTools

_STEPS = {step.__name__: step for step in (questions.validate_question, questions.save_answer)}


def __getattr__(name: str) -> Handler:
    if name in _STEPS:
        return handler_of(name, questions.task(_STEPS[name], _tools()))
    if name == questions.notify_answer.__name__:
        return handler_of(name, questions.task(questions.notify_answer, _tools(sends=True)))
    raise AttributeError(f"there is no step {name!r}")


def _tools(*, sends: bool = False) -> QuestionTools:
    dynamodb, table, clock = clients.dynamodb(), setting("BACKEND_TABLE"), SystemClock()
    store, check_ins = DynamoStore(dynamodb, table, clock), DynamoCheckIns(dynamodb, table)
    outbox = SqsOutbox(clients.sqs(), setting("OUTBOX_QUEUE_URL"), dynamodb, table, clock) if sends else None
    return QuestionTools(store, check_ins, DynamoCoachBook(dynamodb, table), clock, outbox)
