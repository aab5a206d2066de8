"""How every handler of the API answers: its routes on a resolver, its errors as Problems, nothing cached or logged."""

import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)

from backend.api import problems
from backend.api.resolver import Event, Resolver, ResolverPool
from backend.errors import AthleteError, NotSignedIn, Unavailable

MAX_BODY_BYTES = 64 * 1024
Table = Iterable[tuple[str, str, Callable[..., Any]]]
"""(method, path, function) of every route; the functions' docstrings are the API's public description."""
_HEADERS = {"multiValueHeaders": {"Content-Type": ["application/json"], "Cache-Control": ["no-store"]}}


def serving(routes: Callable[[Resolver], Table]) -> Resolver:
    """A resolver that answers these routes."""
    app = Resolver(
        enable_validation=True,
        response_validation_error_http_code=HTTPStatus.INTERNAL_SERVER_ERROR,
        debug=False,  # POWERTOOLS_DEV would print whole events, notes and all
    )
    known: list[tuple[str, str]] = []
    for method, rule, function in routes(app):
        app.route(rule, method, summary=function.__doc__, operation_id=function.__name__)(function)
        known.append((method, rule))
    app.exception_handler(AthleteError)(problems.refused)
    app.exception_handler(Unavailable)(problems.unavailable)
    app.exception_handler(RequestValidationError)(problems.invalid)
    app.exception_handler(RequestUnsupportedContentType)(
        lambda _: problems.problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type")
    )
    app.exception_handler(Exception)(problems.bug)

    @app.not_found
    def no_such_route(_: NotFoundError) -> Response[Any]:
        allowed = sorted(method for method, rule in known if _matches(rule, app.current_event.path))
        if not allowed:
            return problems.problem(HTTPStatus.NOT_FOUND, "not_found")
        answer = problems.problem(HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed")
        answer.headers["Allow"] = ", ".join(allowed)
        return answer

    return app


def answering(build: Callable[[], Resolver], most_bytes: int = MAX_BODY_BYTES) -> Callable[[Event, object], Event]:
    """The Lambda handler of a resolver. May be called from many threads at once. ``most_bytes``: of a request."""
    pool = ResolverPool(build)

    def handler(event: Event, context: object) -> Event:
        if len((event.get("body") or "").encode()) > most_bytes:
            refused = problems.problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large")
            return {"statusCode": int(refused.status_code), "body": refused.body, "isBase64Encoded": False, **_HEADERS}
        answer = pool.resolve(event, context)
        answer["multiValueHeaders"]["Cache-Control"] = ["no-store"]
        return answer

    return handler


def caller(app: Resolver) -> UUID:
    """Whose token the event under way came with. Raises NotSignedIn."""
    claims = (app.current_event["requestContext"].get("authorizer") or {}).get("claims") or {}
    try:
        return UUID(claims.get("sub", ""))
    except ValueError:
        raise NotSignedIn from None


def _matches(rule: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"<\w+>", "[^/]+", rule) + "/?", path) is not None
