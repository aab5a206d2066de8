"""Looking over the shoulder of a DynamoDB client: what it asks, what that costs, and trouble on request."""

import itertools
from collections.abc import Callable
from io import BytesIO
from json import dumps
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ReadTimeoutError
from botocore.httpsession import URLLib3Session

from sandbox.cloud.bill import Bill, open_bill

__all__ = [
    "ALLOWED",
    "Bill",
    "Trouble",
    "answering",
    "aws_error",
    "forbid_scans",
    "losing_the_answer",
    "meet",
    "open_bill",
    "raising",
]

ALLOWED = frozenset(
    {"GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem"}
)
"""All that the store may ask; above all no Scan."""


def forbid_scans(client: Any) -> Any:
    """The client, which raises AssertionError when it is asked for anything else than ALLOWED."""

    def check(model: Any, **_: Any) -> None:
        assert model.name in ALLOWED, f"the store must not ask DynamoDB for {model.name}"

    client.meta.events.register("before-call.dynamodb", check)
    return client


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
