"""The steps from a question to its answer: plain JSON in, plain JSON out, each safe to run twice."""

from collections.abc import Mapping

from backend.workflow.questions.keeping import notify_answer, save_answer, validate_question
from backend.workflow.questions.tools import QuestionTools, Task, task

__all__ = ["QuestionTools", "Task", "notify_answer", "save_answer", "task", "tasks", "validate_question"]


def tasks(tools: QuestionTools) -> Mapping[str, Task]:
    """The steps by the names that :data:`backend.workflow.QUESTION_FUNCTIONS` gives them, with their tools in hand."""
    from backend.workflow.questions.answering import answer_question  # the others need no words

    steps = (validate_question, answer_question, save_answer, notify_answer)
    return {step.__name__: task(step, tools) for step in steps}
