"""Runs first in every function of a stack under test: writes down what it asks of AWS, and what it is told.

One line of JSON a call, in the folder that this file was copied to: ``{"function": …, "rights": [[action, resource],
…], "error": …}``. Resources are named as the call names them: a table, ``<table>/index/<index>``, a queue's address, an
ARN.
"""

import json
import os
from pathlib import Path

FUNCTION = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "")
ITEM_ACTIONS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
NAMESPACES = {"stepfunctions": "states"}
NAMED_BY = ("QueueUrl", "SecretId", "stateMachineArn", "UserPoolId")


def rights_of(service: str, operation: str, parameters: dict) -> list[tuple[str, str]]:
    """(action, resource) of each right that a call needs, as AWS's service authorization reference names them."""
    if operation == "TransactWriteItems":  # needs the right to each of its parts
        parts = [(name, part["TableName"]) for item in parameters["TransactItems"] for name, part in item.items()]
        return sorted({(f"dynamodb:{ITEM_ACTIONS[name]}", table) for name, table in parts})
    action = f"{NAMESPACES.get(service, service)}:{operation.removesuffix('Batch')}"
    if "RequestItems" in parameters:
        return [(action, table) for table in parameters["RequestItems"]]
    if "IndexName" in parameters:
        return [(action, f"{parameters['TableName']}/index/{parameters['IndexName']}")]
    if "TableName" in parameters:
        return [(action, parameters["TableName"])]
    return [(action, next((parameters[name] for name in NAMED_BY if name in parameters), "?"))]


def record() -> None:
    import botocore.client
    from botocore.exceptions import ClientError

    calls = (Path(__file__).parent / f"calls-{os.getpid()}.jsonl").open("a", encoding="utf-8", buffering=1)
    made = botocore.client.BaseClient._make_api_call

    def make_and_write_down(self, operation_name: str, api_params: dict):
        call = {
            "function": FUNCTION,
            "rights": rights_of(self.meta.service_model.service_name, operation_name, api_params),
            "error": None,
        }
        try:
            return made(self, operation_name, api_params)
        except ClientError as error:
            call["error"] = error.response.get("Error", {}).get("Code", "")
            raise
        finally:
            calls.write(json.dumps(call) + "\n")

    botocore.client.BaseClient._make_api_call = make_and_write_down


if FUNCTION:  # not in the process that a function starts to draw in, nor anywhere else
    record()
