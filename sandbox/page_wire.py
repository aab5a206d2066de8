"""What the handlers of the page's API share: JSON in and out, and refusals."""

import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.wire import Json, dumps

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Refused(Exception):
    """A request that the page API cannot carry out: HTTP status and one sentence."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def answer(value: object, status: int = 200) -> web.Response:
    """JSON."""
    return web.Response(status=status, body=dumps(value).encode(), content_type="application/json")


async def body_of(request: web.Request) -> Json:
    """The JSON object that was sent; an empty one for nothing. Raises Refused."""
    raw = await request.read()
    try:
        parsed = json.loads(raw) if raw else {}
    except ValueError:
        raise Refused(400, "the body must be JSON") from None
    if not isinstance(parsed, dict):
        raise Refused(400, "the body must be a JSON object")
    return parsed


def field_of(body: Json, name: str, kind: type | tuple[type, ...]) -> object:
    """This field of the body. Raises Refused when it is missing or of another kind."""
    value = body.get(name)
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        raise Refused(400, f'"{name}" is missing or of the wrong type')
    return value
