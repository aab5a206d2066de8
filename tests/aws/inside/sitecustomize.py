"""Runs first in every function of a stack under test: writes down which actions of AWS it asks for.

One line of JSON a call, in the folder that this file was copied to: ``{"function": …, "actions": […], "indexes": …}``.
"""

import json
import os
from pathlib import Path

FUNCTION = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "")
ITEM_ACTIONS = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
NAMESPACES = {"stepfunctions": "states"}


def actions_of(service: str, operation: str, parameters: dict) -> list[str]:
    """The rights that a call needs, as AWS's service authorization reference names them."""
    if operation == "TransactWriteItems":  # needs the right to each of its parts
        return sorted({f"dynamodb:{ITEM_ACTIONS[part]}" for item in parameters["TransactItems"] for part in item})
    return [f"{NAMESPACES.get(service, service)}:{operation.removesuffix('Batch')}"]


def record() -> None:
    import botocore.client

    calls = (Path(__file__).parent / f"calls-{os.getpid()}.jsonl").open("a", encoding="utf-8", buffering=1)
    made = botocore.client.BaseClient._make_api_call

    def make_and_write_down(self, operation_name: str, api_params: dict):
        actions = actions_of(self.meta.service_model.service_name, operation_name, api_params)
        call = {"function": FUNCTION, "actions": actions, "index": api_params.get("IndexName")}
        calls.write(json.dumps(call) + "\n")
        return made(self, operation_name, api_params)

    botocore.client.BaseClient._make_api_call = make_and_write_down


if FUNCTION:  # not in the process that a function starts to draw in, nor anywhere else
    record()
