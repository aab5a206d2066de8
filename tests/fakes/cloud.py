"""AWS for a test: one emulator for each test process, and tables and queues as the template has them."""

import atexit
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import boto3
import yaml
from botocore.config import Config

from sandbox.cloud.ministack import REGION, MiniStack, ministack

TEMPLATE = Path(__file__).parents[2] / "backend" / "template.yaml"


@cache
def emulator() -> MiniStack:
    """The emulator of this process, without IAM; started when it is first asked for, ended with the process."""
    stack = ExitStack()
    atexit.register(stack.close)
    folder = stack.enter_context(TemporaryDirectory(prefix="ministack-"))
    return stack.enter_context(ministack(Path(folder), enforce_iam=False))


def client(service: str, endpoint: str | None = None, **other: Any) -> Any:
    """A boto3 client of the emulator."""
    return boto3.client(
        service,
        endpoint_url=endpoint or emulator().endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(inject_host_prefix=False, retries={"max_attempts": 1}),
        **other,
    )


def make_table(resource: str) -> str:
    """A new, empty table as the template's ``resource`` describes it; its name."""
    wanted = dict(_resource(resource))
    for handled_elsewhere in (
        "PointInTimeRecoverySpecification",
        "SSESpecification",
        "TimeToLiveSpecification",
        "Tags",
        "DeletionProtectionEnabled",
    ):
        wanted.pop(handled_elsewhere, None)
    name = f"{resource}-{uuid4().hex[:8]}"
    client("dynamodb").create_table(TableName=name, **wanted)
    return name


def make_queue(resource: str) -> str:
    """A new, empty queue as the template's ``resource`` describes it, without its dead letters; its address."""
    attributes = {
        name: _text(value) for name, value in _resource(resource).items() if not isinstance(value, dict | _Tag)
    }
    attributes.pop("Tags", None)
    answer = client("sqs").create_queue(QueueName=f"{resource}-{uuid4().hex[:8]}.fifo", Attributes=attributes)
    return str(answer["QueueUrl"])


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Tag:
    """A function of CloudFormation (``!Ref``, ``!Sub``), which is of no interest here."""


class _Loader(yaml.SafeLoader):
    pass


_Loader.add_multi_constructor("!", lambda *_: _Tag())


@cache
def _template() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(TEMPLATE.read_text(encoding="utf-8"), _Loader)
    return loaded


def _resource(name: str) -> dict[str, Any]:
    properties: dict[str, Any] = _template()["Resources"][name]["Properties"]
    return {key: value for key, value in properties.items() if not isinstance(value, _Tag)}
