"""The workflow port on Step Functions: one Express execution for each start.

Express executions are not told apart by their names, so a second start runs the steps again; they are idempotent.
https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from backend.aws.trouble import unavailable_as
from backend.errors import Unavailable
from backend.ports import Workflow

if TYPE_CHECKING:
    from types_boto3_stepfunctions import SFNClient

_LONGEST_NAME = 80
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]")


class StepFunctionsWorkflow(Workflow):
    """Starts executions of one state machine."""

    def __init__(self, client: "SFNClient", machine_arn: str) -> None:
        self._client = client
        self._machine_arn = machine_arn

    def start(self, execution_id: str, work: Mapping[str, Any]) -> None:
        """Start an execution that can be found in the machine's log by its id. Raises Unavailable."""
        with unavailable_as(Unavailable):
            self._client.start_execution(
                stateMachineArn=self._machine_arn, name=execution_name(execution_id), input=json.dumps(work)
            )


def execution_name(execution_id: str) -> str:
    """The id as a name that Step Functions takes: 1–80 letters, digits, ``_`` and ``-``."""
    name = _NOT_IN_A_NAME.sub("-", execution_id)
    if len(name) <= _LONGEST_NAME:
        return name
    digest = hashlib.sha256(execution_id.encode()).hexdigest()[:32]
    return f"{name[: _LONGEST_NAME - len(digest) - 1]}-{digest}"
