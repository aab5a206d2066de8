"""Puts ``backend/template.yaml`` up on the emulator, as ``sam deploy`` does it on AWS.

What is packaged differs, for the emulator's sake: functions run the code of this repository with this Python
(:mod:`sandbox.cloud.functions`). Everything else is the template's own word. Then it does what the emulator leaves out.
"""

import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import punctuation
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import WaiterError

from sandbox.cloud.functions import RUNTIME, package
from sandbox.cloud.ministack import REGION, MiniStack
from sandbox.cloud.template import TEMPLATE, read_template, resources_of, uploaded

if TYPE_CHECKING:
    from types_boto3_cloudformation import CloudFormationClient

_BUCKET = "ai-tracker-packages"
_API = "aitracker"
_STAGE = "v1"
_POLL_SECONDS: Any = 0.1  # whole seconds, say the stubs
_ARCHITECTURE = "arm64" if platform.machine() in {"aarch64", "arm64"} else "x86_64"


class NotDeployed(Exception):
    """The stack did not come up; says which resource and why."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack that is up."""

    emulator: MiniStack
    name: str
    outputs: Mapping[str, str]
    """The template's outputs: ``ApiUrl``, ``WebhookUrl``, ``UserPoolId``, …"""

    def client(self, service: str) -> Any:
        """A boto3 client with every right, as the account's owner has it."""
        return aws(self.emulator, service)

    def resource(self, logical_name: str) -> str:
        """The physical name of a resource of the translated template, e.g. of ``ApiFunction``."""
        found = self.client("cloudformation").describe_stack_resource(
            StackName=self.name, LogicalResourceId=logical_name
        )
        return str(found["StackResourceDetail"]["PhysicalResourceId"])


def aws(emulator: MiniStack, service: str) -> Any:
    """A boto3 client of the emulator, with the rights of the account's owner."""
    return boto3.client(
        service,  # type: ignore[call-overload]  # the stubs know literal names only
        endpoint_url=emulator.endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(inject_host_prefix=False, connect_timeout=5, read_timeout=60, retries={"total_max_attempts": 1}),
    )


def deploy(
    emulator: MiniStack,
    parameters: Mapping[str, str],
    *paths: Path,
    name: str = "ai-tracker",
    template: Path = TEMPLATE,
) -> Stack:
    """Create the stack; ``parameters`` are the template's own.

    ``paths`` are put before the repository on the path of every function: a ``sitecustomize.py`` there runs first in
    each of them. Raises NotDeployed.
    """
    formation: CloudFormationClient = aws(emulator, "cloudformation")
    address = _upload(emulator, template, paths)
    wanted = {
        "ProtectData": "false",
        # Where the emulator is, which the template cannot know: the API, the pool's pages, the pool's keys.
        "PublicUrl": f"{emulator.endpoint}/_aws/execute-api/{_API}/{_STAGE}",
        "SignInUrl": emulator.endpoint,
        "KeysUrl": emulator.endpoint,
        **parameters,
    }
    formation.create_stack(
        StackName=name,
        TemplateURL=address,
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in wanted.items()],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    try:
        formation.get_waiter("stack_create_complete").wait(
            StackName=name, WaiterConfig={"Delay": _POLL_SECONDS, "MaxAttempts": 600}
        )
    except WaiterError:
        raise NotDeployed(_why(formation, name)) from None
    made = formation.describe_stacks(StackName=name)["Stacks"][0]
    stack = Stack(emulator, name, {each["OutputKey"]: each["OutputValue"] for each in made.get("Outputs", [])})
    _expire_items(stack, template)
    return stack


def for_emulator(template: Path, code: Mapping[str, str]) -> dict[str, Any]:
    """The template as it is uploaded, with what the emulator does otherwise; ``code`` is where the package is."""
    packaged = uploaded(template, code)
    packaged["Globals"]["Function"] |= {"Runtime": RUNTIME, "Architectures": [_ARCHITECTURE]}
    for api in resources_of(packaged, "AWS::Serverless::Api").values():
        # Its address is known before it is there.
        api["Properties"] |= {"Tags": {"ms-custom-id": _API}, "PropagateTags": True}
    for secret in resources_of(packaged, "AWS::SecretsManager::Secret").values():
        if secret["Properties"].get("GenerateSecretString", {}).get("ExcludePunctuation"):
            secret["Properties"]["GenerateSecretString"]["ExcludeCharacters"] = punctuation  # all that it understands
    return packaged


def _upload(emulator: MiniStack, template: Path, paths: tuple[Path, ...]) -> str:
    store = aws(emulator, "s3")
    store.create_bucket(Bucket=_BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    store.put_object(Bucket=_BUCKET, Key="functions.zip", Body=package(*paths))
    packaged = for_emulator(template, {"Bucket": _BUCKET, "Key": "functions.zip"})
    store.put_object(Bucket=_BUCKET, Key="template.json", Body=json.dumps(packaged).encode())
    return f"{emulator.endpoint}/{_BUCKET}/template.json"


def _why(formation: "CloudFormationClient", name: str) -> str:
    failed = [
        f"{event.get('LogicalResourceId')}: {event.get('ResourceStatusReason', '')}"
        for event in formation.describe_stack_events(StackName=name)["StackEvents"]
        if "FAILED" in event.get("ResourceStatus", "")
    ]
    return "; ".join(reversed(failed)) or "no reason was given"


def _expire_items(stack: Stack, template: Path) -> None:
    """The emulator drops ``TimeToLiveSpecification``."""
    for logical_name, table in resources_of(read_template(template), "AWS::DynamoDB::Table").items():
        expiry = table["Properties"]["TimeToLiveSpecification"]
        stack.client("dynamodb").update_time_to_live(
            TableName=stack.resource(logical_name), TimeToLiveSpecification=expiry
        )
