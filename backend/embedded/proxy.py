"""The event and answer of API Gateway's Lambda proxy integration (REST API, payload format 1.0)."""

from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from backend.api.scopes import route_of

STAGE = "v1"


@dataclass(frozen=True)
class LambdaContext:
    """What a Lambda is told about its invocation, as far as one process has it."""

    aws_request_id: str
    function_name: str = "api"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:local:none:function:api"


def proxy_event(
    method: str,
    path: str,
    query: Iterable[tuple[str, str]],
    headers: Iterable[tuple[str, str]],
    body: bytes,
    claims: Mapping[str, Any] | None,
    source_ip: str,
) -> dict[str, Any]:
    """The event for a request to ``path`` (without the stage).

    Of repeated headers and query parameters the single-valued map has the last, the other all; both are null where
    there are none. Claims are text.
    """
    route = route_of(method, path)
    resource = path if route is None else route.resource
    many_headers, many_query = _gathered(headers), _gathered(query)
    now = datetime.now(UTC)
    request_id = str(uuid4())
    return {
        "resource": resource,
        "path": path,
        "httpMethod": method,
        "headers": _last_of_each(many_headers),
        "multiValueHeaders": many_headers,
        "queryStringParameters": _last_of_each(many_query),
        "multiValueQueryStringParameters": many_query,
        "pathParameters": dict(route.parameters) if route and route.parameters else None,
        "stageVariables": None,
        "requestContext": {
            "accountId": "none",
            "apiId": "embedded",
            "authorizer": {"claims": {name: str(value) for name, value in claims.items()}} if claims else None,
            "domainName": "embedded.localhost",
            "domainPrefix": "embedded",
            "extendedRequestId": request_id,
            "httpMethod": method,
            "identity": {"sourceIp": source_ip, "userAgent": (many_headers or {}).get("user-agent", [None])[-1]},
            "path": f"/{STAGE}{path}",
            "protocol": "HTTP/1.1",
            "requestId": request_id,
            "requestTime": now.strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "requestTimeEpoch": int(now.timestamp() * 1000),
            "resourceId": "embedded",
            "resourcePath": resource,
            "stage": STAGE,
        },
        "body": body.decode("utf-8", "replace") if body else None,
        "isBase64Encoded": False,
    }


def answer_from(result: Mapping[str, Any]) -> tuple[int, list[tuple[str, str]], bytes]:
    """(status, headers, body) of a handler's result. Raises TypeError, KeyError or ValueError for a malformed one."""
    many = {name: [str(value)] for name, value in (result.get("headers") or {}).items()}
    many |= {name: [str(value) for value in values] for name, values in (result.get("multiValueHeaders") or {}).items()}
    body = "" if result.get("body") is None else result["body"]
    if not isinstance(body, str):
        raise TypeError("a handler's body is text")
    content = b64decode(body) if result.get("isBase64Encoded") else body.encode()
    return int(result["statusCode"]), [(name, value) for name, values in many.items() for value in values], content


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]] | None:
    gathered: dict[str, list[str]] = {}
    for name, value in pairs:
        gathered.setdefault(name, []).append(value)
    return gathered or None


def _last_of_each(gathered: Mapping[str, list[str]] | None) -> dict[str, str] | None:
    return None if gathered is None else {name: values[-1] for name, values in gathered.items()}
