"""What the roles of the template grant, and what its functions were seen to use.

Both in the template's own names: ``("dynamodb:Query", "BackendTable/index/by_time")``.
"""

import json
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from sandbox.cloud.deploy import Stack
from sandbox.cloud.template import read_template, resources_of

TEMPLATE = read_template()
ROLES = tuple(resources_of(TEMPLATE, "AWS::IAM::Role"))
FUNCTIONS = resources_of(TEMPLATE, "AWS::Serverless::Function")
RECORDER = Path(__file__).parent / "inside" / "sitecustomize.py"
DENIED = re.compile("AccessDenied|NotAuthorized|Unauthorized")


class Right(NamedTuple):
    """To do something with something."""

    action: str
    resource: str


class Call(NamedTuple):
    """What a function asked of AWS. ``error``: its code, None where it was answered."""

    function: str
    rights: frozenset[Right]
    error: str | None


def role_of(function: str) -> str:
    """The role that a function works under."""
    return str(FUNCTIONS[function]["Properties"]["Role"]["Fn::GetAtt"][0])


def granted(role: str) -> set[Right]:
    """All that a role may do."""
    return {
        Right(action, _named(resource))
        for policy in TEMPLATE["Resources"][role]["Properties"]["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
        for action in statement["Action"]
        for resource in (statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]])
    }


def _named(resource: Any) -> str:
    match resource:
        case {"Fn::GetAtt": [name, "Arn" | "Id"]} | {"Ref": name}:
            return str(name)
        case {"Fn::Sub": text}:
            return re.sub(r"\$\{(\w+)\.Arn\}", r"\1", str(text))
        case _:
            return str(resource)


def reasons() -> dict[str, dict[Right, str]]:
    """Of each role: what is granted although no function is seen to use it, and why."""
    read = yaml.safe_load((Path(__file__).parent / "rights.yaml").read_text(encoding="utf-8"))
    everywhere = [(row, Right(action, row["to"])) for row in read["of every function"] for action in row["may"]]
    found: dict[str, dict[Right, str]] = {}
    for role in ROLES:
        rows = [(row, Right(action, row["to"])) for row in read["of one role"].get(role, []) for action in row["may"]]
        own = everywhere if role in map(role_of, FUNCTIONS) else []
        logs = role.removesuffix("Role") + "Logs"
        found[role] = {
            Right(right.action, logs if right.resource == "its logs" else right.resource): row["because"]
            for row, right in [*own, *rows]
        }
    return found


def record(folder: Path, name: str = "sitecustomize.py") -> Path:
    """Have the functions for which this folder comes first write down there what they ask for."""
    shutil.copy(RECORDER, folder / name)
    return folder


def calls(stack: Stack, inside: Path) -> list[Call]:
    """All that the functions of the stack were seen to ask for so far."""
    names = logical_names(stack)
    found = []
    for file in inside.glob("calls-*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            call = json.loads(line)
            rights = frozenset(Right(action, _logical(resource, names)) for action, resource in call["rights"])
            found.append(Call(names[call["function"]], rights, call["error"]))
    return found


def logical_names(stack: Stack) -> dict[str, str]:
    """Physical → logical name of every resource."""
    described = stack.client("cloudformation").describe_stack_resources(StackName=stack.name)["StackResources"]
    return {each["PhysicalResourceId"]: each["LogicalResourceId"] for each in described}


def _logical(resource: str, names: dict[str, str]) -> str:
    """Tables, queues, machines and pools are called by their physical names, secrets by their ARNs."""
    name, slash, index = resource.partition("/index/")
    secret = re.fullmatch(r"arn:[^:]+:secretsmanager:.*:secret:(.+)-\w{6}", name)
    return names.get(secret[1] if secret else name, name) + slash + index


def denials(stack: Stack, inside: Path) -> list[Call]:
    """The calls that were refused for want of a right."""
    return [call for call in calls(stack, inside) if call.error is not None and DENIED.search(call.error)]
