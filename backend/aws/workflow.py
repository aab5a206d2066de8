"""The workflow port on Step Functions: one Express execution for each start.

A second start of the same id runs the steps again, which are idempotent. Express executions are not told apart by
their names anyway; each gets a name of its own, so that it can be found, and so that what failed can be started again
also where names are told apart.
https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
"""

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

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
        """Start an execution, whose name in the machine's log begins with the id. Raises Unavailable."""
        with unavailable_as(Unavailable):
            self._client.start_execution(
                stateMachineArn=self._machine_arn, name=execution_name(execution_id), input=json.dumps(work)
            )


def execution_name(execution_id: str) -> str:
    """A new name that Step Functions takes (1–80 letters, digits, ``_`` and ``-``): the id, and something random."""
    own = uuid4().hex[:12]
    return f"{_NOT_IN_A_NAME.sub('-', execution_id)[: _LONGEST_NAME - len(own) - 1]}-{own}"
