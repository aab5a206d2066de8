"""Looking over the shoulder of a DynamoDB client: what it asks, what that costs, and trouble on request."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from json import dumps
from threading import Lock
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ReadTimeoutError
from botocore.httpsession import URLLib3Session

ALLOWED = frozenset(
    {"GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem"}
)
"""All that the store may ask; above all no Scan."""
_READS = frozenset({"GetItem", "BatchGetItem", "Query"})


def forbid_scans(client: Any) -> Any:
    """The client, which raises AssertionError when it is asked for anything else than ALLOWED."""

    def check(model: Any, **_: Any) -> None:
        assert model.name in ALLOWED, f"the store must not ask DynamoDB for {model.name}"

    client.meta.events.register("before-call.dynamodb", check)
    return client


@dataclass
class Bill:
    """Requests and capacity units since it was opened.

    Writes are what the answers say. Reads are counted here, because the emulator takes every item for a small one: each
    started 4 KB of what was read is a unit, half of one where the read may be outdated, one at least.
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
    """

    requests: list[str] = field(default_factory=list)
    read_units: float = 0
    write_units: float = 0

    def clear(self) -> None:
        self.requests.clear()
        self.read_units = self.write_units = 0


def open_bill(client: Any) -> Bill:
    """What the client's requests cost from now on."""
    bill, adding = Bill(), Lock()

    def ask(params: dict[str, Any], context: dict[str, Any], **_: Any) -> dict[str, Any]:
        context["asked"] = params
        return {**params, "ReturnConsumedCapacity": "TOTAL"}

    def add(model: Any, parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        with adding:  # many threads may use the client
            bill.requests.append(model.name)
            if model.name in _READS:
                bill.read_units += _read_units(model.name, context["asked"], parsed)
            else:
                consumed = parsed["ConsumedCapacity"]
                bill.write_units += sum(
                    each["CapacityUnits"] for each in (consumed if isinstance(consumed, list) else [consumed])
                )

    client.meta.events.register("provide-client-params.dynamodb", ask)
    client.meta.events.register("after-call.dynamodb", add)
    return bill


def _read_units(operation: str, asked: dict[str, Any], answer: dict[str, Any]) -> float:
    if operation == "GetItem":
        return _units([answer.get("Item", {})])
    if operation == "Query":
        return _units(answer["Items"]) * (1 if asked["ConsistentRead"] else 0.5)
    (table,) = asked["RequestItems"].values()
    (found,) = answer["Responses"].values() if answer["Responses"] else [[]]
    return sum(_units([item]) for item in found) + len(table["Keys"]) - len(found)


def _units(items: list[dict[str, Any]]) -> int:
    read = sum(len(name) + len(next(iter(value.values())).encode()) for item in items for name, value in item.items())
    return max(1, -(-read // 4096))


Trouble = Callable[[AWSPreparedRequest], AWSResponse | None]
"""What a request meets on its way: an answer, an error raised, or None, which lets it pass."""


def meet(
    client: Any, operation: str, trouble: Trouble, *, first: int = 0, last: int | None = None
) -> Callable[[], None]:
    """Such requests meet ``trouble``, the ``first``-th from now (from 0) until before the ``last``; the end of it."""
    count = itertools.count()
    over = False

    def on_the_way(request: AWSPreparedRequest, **_: Any) -> AWSResponse | None:
        n = next(count)
        return trouble(request) if not over and first <= n and (last is None or n < last) else None

    def mend() -> None:
        nonlocal over
        over = True

    client.meta.events.register(f"before-send.dynamodb.{operation}", on_the_way)
    return mend


def raising(error: Exception) -> Trouble:
    """The request gets no answer."""

    def trouble(_: AWSPreparedRequest) -> None:
        raise error

    return trouble


def aws_error(code: str, status: int = 400, **other: Any) -> Trouble:
    """DynamoDB's answer for an error of this name."""
    return answering(status, __type=f"com.amazonaws.dynamodb.v20120810#{code}", message=code, **other)


def answering(status: int = 200, **body: Any) -> Trouble:
    """This answer, without DynamoDB having been asked."""
    content = dumps(body).encode()

    def answer(_: AWSPreparedRequest) -> AWSResponse:
        headers = {"content-type": "application/x-amz-json-1.0", "content-length": str(len(content))}
        return AWSResponse("https://dynamodb.invalid/", status, headers, _Raw(content))

    return answer


def losing_the_answer(request: AWSPreparedRequest) -> None:
    """The request is done, but its answer never comes."""
    URLLib3Session().send(request)
    raise ReadTimeoutError(endpoint_url=request.url)


class _Raw(BytesIO):
    """A body as urllib3 would give it."""

    def stream(self, **_: Any) -> Any:
        yield self.read()
