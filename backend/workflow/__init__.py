"""The analysis of an entry: validate ▸ analyse ▸ coach ▸ save ▸ notify, as a state machine and its steps.

Beside it the answering of a question: validate ▸ answer ▸ save ▸ notify.
"""

import re
from collections.abc import Mapping
from importlib import resources
from typing import Any

FUNCTIONS = {
    "ValidateFunction": "validate",
    "AnalyseFunction": "analyse",
    "CoachFunction": "coach",
    "SaveFunction": "save",
    "NotifyFunction": "notify",
}
"""The definition's placeholders, and the steps' names that the embedded runner puts there."""
QUESTION_FUNCTIONS = {
    "ValidateQuestionFunction": "validate_question",
    "AnswerQuestionFunction": "answer_question",
    "SaveAnswerFunction": "save_answer",
    "NotifyAnswerFunction": "notify_answer",
}
"""The same of the definition that answers questions."""
_PLACEHOLDER = re.compile(r"\$\{(\w+)\}")


def load_question_definition(substitutions: Mapping[str, str] = QUESTION_FUNCTIONS) -> dict[str, Any]:
    """The state machine that answers questions; see :func:`load_definition`."""
    return load_definition(substitutions, "question.asl.yaml")


def load_definition(substitutions: Mapping[str, str] = FUNCTIONS, file: str = "definition.asl.yaml") -> dict[str, Any]:
    """The state machine with its ``${placeholders}`` filled in, as ``DefinitionSubstitutions`` does when deployed.

    Raises KeyError for a placeholder that has no substitution.
    """
    import yaml  # no Lambda reads the definition, so none has to bring this along

    source = (resources.files("backend.workflow") / file).read_text(encoding="utf-8")
    filled = _PLACEHOLDER.sub(lambda match: substitutions[match[1]], source)
    definition: dict[str, Any] = yaml.safe_load(filled)
    return definition
