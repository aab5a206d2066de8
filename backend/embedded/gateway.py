"""API Gateway for one process: an HTTP request becomes the REST proxy event that the Lambda handler knows.

Used as the bot's httpx transport, without a socket, and mounted on a web server for anybody else: one way for both.
https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx
from aiohttp import web

from backend.api.scopes import Scope, route_of
from backend.embedded.proxy import STAGE, LambdaContext, answer_from, proxy_event
from backend.errors import NotSignedIn

logger = logging.getLogger(__name__)

Handler = Callable[[dict[str, Any], object], dict[str, Any]]

TIMEOUT_SECONDS = 29.0
"""API Gateway's own limit for an integration."""
MAX_BODY_BYTES = 10 * 1024 * 1024
_THREADS = 16
_THREADS_APART = 8


@dataclass(frozen=True)
class _Request:
    method: str
    path: str
    query: list[tuple[str, str]]
    headers: list[tuple[str, str]]
    body: bytes
    source_ip: str


class GatewayTransport(httpx.AsyncBaseTransport):
    """Calls ``handler`` in a thread for each request that the authorizer lets through.

    ``verify`` gives the claims of a bearer token or raises NotSignedIn. An executor that is handed in is its owner's to
    shut down; without one the transport has its own. ``apart``: routes (method, resource) that wait for somebody far
    away have threads of their own, so that they hold up no other.
    """

    def __init__(
        self,
        handler: Handler,
        verify: Callable[[str], dict[str, Any]],
        executor: Executor | None = None,
        apart: Collection[tuple[str, str]] = (),
    ) -> None:
        self._handler = handler
        self._verify = verify
        self._own_executor = None if executor else ThreadPoolExecutor(_THREADS, thread_name_prefix="api")
        self._executor = executor or self._own_executor
        self._apart = apart
        # Its threads begin with its first call.
        self._executor_apart = ThreadPoolExecutor(_THREADS_APART, thread_name_prefix="api-apart")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """httpx's side: a request without a socket. Raises ReadTimeout when the client's patience is over."""
        asked = _Request(
            method=request.method,
            path=request.url.path,
            query=list(request.url.params.multi_items()),
            headers=[(name.decode(), value.decode("latin-1")) for name, value in request.headers.raw],
            body=await request.aread(),
            source_ip="127.0.0.1",
        )
        try:
            async with asyncio.timeout(request.extensions.get("timeout", {}).get("read")):
                status, headers, body = await self._answer(asked)
        except TimeoutError as error:
            raise httpx.ReadTimeout("the API took too long", request=request) from error
        return httpx.Response(status, headers=headers, content=body, request=request)

    async def aclose(self) -> None:
        """Wait for the calls under way, and stop the threads."""
        if self._own_executor is not None:
            await asyncio.to_thread(self._own_executor.shutdown)
        await asyncio.to_thread(self._executor_apart.shutdown)

    def mount(self, app: web.Application) -> None:
        """Serve the API under ``/v1/`` of a web application."""
        app.router.add_route("*", f"/{STAGE}/{{path:.*}}", self._serve)

    async def _serve(self, request: web.Request) -> web.Response:
        status, headers, body = await self._answer(
            _Request(
                method=request.method,
                path=request.path,
                query=list(request.query.items()),
                headers=list(request.headers.items()),
                body=await request.read(),
                source_ip=request.remote or "",
            )
        )
        response = web.Response(status=status, body=body)
        for name, value in headers:
            response.headers.add(name, value)
        return response

    async def _answer(self, request: _Request) -> tuple[int, list[tuple[str, str]], bytes]:
        """(status, headers, body), as API Gateway would answer."""
        if not request.path.startswith(f"/{STAGE}/"):
            return _answer(403, '{"message":"Forbidden"}')
        if len(request.body) > MAX_BODY_BYTES:
            return _refusal(413, "too_large")
        path = request.path.removeprefix(f"/{STAGE}")
        route = route_of(request.method, path)
        if route is None:
            return _refusal(404, "not_found")
        claims: dict[str, Any] | None = None
        if route.scope is not None:
            try:
                claims = self._claims(request, route.scope)
            except NotSignedIn:
                return _refusal(401, "not_signed_in")
        event = proxy_event(
            request.method, path, request.query, request.headers, request.body, claims, request.source_ip
        )
        return await self._invoke(event)

    def _claims(self, request: _Request, scope: Scope) -> dict[str, Any]:
        """Of a token that may do this. Cognito's authorizer refuses a missing scope as it does a missing token."""
        claims = self._verify(_bearer_token(request.headers))
        if scope not in str(claims.get("scope", "")).split():
            raise NotSignedIn
        return claims

    async def _invoke(self, event: dict[str, Any]) -> tuple[int, list[tuple[str, str]], bytes]:
        context = LambdaContext(event["requestContext"]["requestId"])
        call = partial(self._handler, event, context)
        waits = (event["httpMethod"], event["resource"]) in self._apart
        executor = self._executor_apart if waits else self._executor
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                return answer_from(await asyncio.get_running_loop().run_in_executor(executor, call))
        except TimeoutError:
            return _refusal(504, "unavailable")
        except Exception as error:  # whatever a Lambda raises, its caller sees a 502
            logger.error("the handler failed: %s", type(error).__name__)
            return _refusal(502, "unavailable")


def _bearer_token(headers: Iterable[tuple[str, str]]) -> str:
    """Cognito's authorizer takes the token with or without ``Bearer``. Raises NotSignedIn when there is none."""
    for name, value in headers:
        if name.lower() == "authorization":
            return value.removeprefix("Bearer ").strip()
    raise NotSignedIn


def _refusal(status: int, code: str) -> tuple[int, list[tuple[str, str]], bytes]:
    """What the gateway answers by itself, in the API's own shape: the template's ``GatewayResponses`` say the same."""
    return _answer(status, f'{{"code":"{code}","details":{{}}}}')


def _answer(status: int, body: str) -> tuple[int, list[tuple[str, str]], bytes]:
    return status, [("content-type", "application/json")], body.encode()
