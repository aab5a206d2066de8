"""The API over HTTP: keys, versions, idempotency, expansion, errors. https://docs.stripe.com/api."""

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import BasicAuth, web

from sandbox.stripe.account import API_VERSION, RELEASE, Account
from sandbox.stripe.calls import Call, Handler
from sandbox.stripe.errors import InvalidRequest, NoSuchRoute, StripeError, Unauthorized
from sandbox.stripe.forms import Params, parse
from sandbox.stripe.idempotency import Answers
from sandbox.stripe.objects import token
from sandbox.stripe.rendering import Expander, rendered
from sandbox.stripe.resources import (
    catalogue,
    customers,
    invoices,
    payment_intents,
    payment_methods,
    portal,
    subscriptions,
    telling,
)
from sandbox.stripe.timetable import catch_up
from sandbox.wire import Json, dumps

_ROUTES = tuple(
    (method, re.compile("/v1" + path.replace("{}", "([^/]+)")), handler)
    for module in (
        customers,
        catalogue,
        subscriptions,
        invoices,
        payment_methods,
        payment_intents,
        portal,
        telling,
    )
    for method, path, handler in module.ROUTES
)


@dataclass(slots=True)
class ApiFault:
    """Trouble for the next ``times`` calls whose address begins with ``path`` (``/v1/refunds``).

    ``status`` None: it is answered as ever, only late. ``drop``: the connection is closed without an answer.
    ``takes_effect``: it is done all the same, and only the answer is lost.
    """

    path: str = "/v1"
    method: str | None = None
    status: int | None = 500
    drop: bool = False
    latency_seconds: float = 0.0
    takes_effect: bool = False
    times: int = 1


class Api:
    """Answers what comes to ``/stripe/v1/…``. ``faults``: the trouble that is wanted, the first that fits."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.answers = Answers()
        self.faults: list[ApiFault] = []
        self.calls: list[tuple[str, str]] = []
        """What was asked, as (method, address): for tests that count."""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        request_id = f"req_{token(14)}"
        path = "/v1/" + request.match_info["path"]
        self.calls.append((request.method, path))
        fault = await self._meet(request.method, path)
        if fault is not None and not fault.takes_effect:
            return self._broken(request, fault, request_id)
        key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
        headers = {"Stripe-Version": request.headers.get("Stripe-Version", API_VERSION), "Request-Id": request_id}
        if key is not None:
            headers["Idempotency-Key"] = key
        try:
            _authorize(request)
            _check_version(headers["Stripe-Version"])
            tree = parse(parse_qsl(await _form(request), keep_blank_values=True))
            asked: Json = {"method": request.method, "path": path, "params": tree}
            now = int(self._account.machine_now())
            earlier = self.answers.again(key, asked, now) if key is not None else None
            if earlier is not None:
                status, body, first_request = earlier
                headers |= {"Idempotent-Replayed": "true", "Original-Request": first_request}
            else:
                status, body = self.call(request.method, path, tree, request_id, key)
                if key is not None:
                    self.answers.keep(key, asked, now, status, body, request_id)
        except StripeError as error:
            status, body = error.status, _error_body(error, request_id)
        if fault is not None:
            return self._broken(request, fault, request_id)
        return web.Response(status=status, text=dumps(body), content_type="application/json", headers=headers)

    def call(
        self, method: str, path: str, tree: Json, request_id: str | None = None, key: str | None = None
    ) -> tuple[int, Json]:
        """Carry out a call (``/v1/…``, its parameters as nested strings): the HTTP status and the answer."""
        account = self._account
        catch_up(account)
        params = Params(tree)
        account.request = {"id": request_id, "idempotency_key": key}
        try:
            handler, ids = _route(method, path)
            expand = params.texts("expand")
            found = handler(Call(account, path, ids, params))
            params.finish()
            answer = rendered(found, account.base_url)
            return 200, Expander(account.objects, account.base_url).expand(answer, expand)
        except StripeError as error:
            return error.status, _error_body(error, request_id)
        finally:
            account.request = {"id": None, "idempotency_key": None}

    async def _meet(self, method: str, path: str) -> ApiFault | None:
        for fault in self.faults:
            if path.startswith(fault.path) and fault.method in (None, method):
                fault.times -= 1
                if fault.times <= 0:
                    self.faults.remove(fault)
                if fault.latency_seconds:
                    await asyncio.sleep(fault.latency_seconds)
                return fault if fault.drop or fault.status is not None else None
        return None

    def _broken(self, request: web.Request, fault: ApiFault, request_id: str) -> web.Response:
        status = fault.status or 500
        if fault.drop and request.transport is not None:
            request.transport.close()
        error = {"type": "rate_limit_error" if status == 429 else "api_error", "message": "An error occurred."}
        return web.json_response({"error": error}, status=status, headers={"Request-Id": request_id})


def _route(method: str, path: str) -> tuple[Handler, tuple[str, ...]]:
    for allowed, pattern, handler in _ROUTES:
        found = pattern.fullmatch(path)
        if found is not None and allowed == method:
            return handler, found.groups()
    raise NoSuchRoute(method, path)


async def _form(request: web.Request) -> str:
    """Parameters are in the address of what reads, in the body of what changes something."""
    if request.method == "GET" or not request.can_read_body:
        return request.query_string
    return await request.text()


def _authorize(request: web.Request) -> None:
    """Any secret key of test mode will do. Raises Unauthorized."""
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            key = BasicAuth.decode(f"{kind} {key}").login
        except ValueError:
            key = ""
    if not key:
        raise Unauthorized(
            "You did not provide an API key. You need to provide your API key in the Authorization header, using "
            "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        )
    if key.startswith(("sk_live_", "rk_live_")):
        raise Unauthorized(
            "This is the sandbox: it takes no live keys. Nothing was done.", code="api_key_live_in_sandbox"
        )
    if not key.startswith(("sk_test_", "rk_test_")):
        raise Unauthorized("Invalid API Key provided.")


def _check_version(wanted: str) -> None:
    """Other releases have other shapes, which are not here. Raises InvalidRequest."""
    if wanted.partition(".")[2] != RELEASE:
        raise InvalidRequest(f"Invalid Stripe API version: {wanted}. The sandbox speaks {API_VERSION}.")


def _error_body(error: StripeError, request_id: str | None) -> Json:
    return {"error": {**error.fields, "request_log_url": f"https://dashboard.stripe.com/test/logs/{request_id}"}}
