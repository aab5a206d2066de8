"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``.

https://core.telegram.org/bots/api#making-requests
"""

import inspect
import logging
import re
from collections.abc import Collection

from aiohttp import web

from sandbox.checkout import Checkout
from sandbox.faults import Fault, Faults, RateLimits
from sandbox.files import Upload
from sandbox.methods import METHODS, Context, WebhookSwitch
from sandbox.parameters import Signature, read_raw
from sandbox.specification import specification
from sandbox.wire import BotApiError, Json, dumps
from sandbox.world import World

log = logging.getLogger("sandbox")

_TOKEN = re.compile(r"\d{1,18}:[\w-]{10,}", re.ASCII)
_LIMITED = frozenset(
    {"sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup", "sendInvoice", "copyMessage", "forwardMessage"}
)
_NOT_FOUND = BotApiError(404, "Not Found")


class SpecificationBroken(AssertionError):
    """The sandbox was about to answer something that the specification does not allow: a bug of the sandbox."""


class BotApi:
    """Answers Bot API calls. ``allowed_tokens`` None: any well-formed token is a bot.

    ``strict``: unknown parameters are refused, and every answer is checked against the specification.
    """

    def __init__(
        self,
        world: World,
        webhooks: WebhookSwitch,
        checkout: Checkout,
        faults: Faults,
        *,
        strict: bool = False,
        allowed_tokens: Collection[str] | None = None,
    ) -> None:
        self.calls = 0
        self.limits = RateLimits(world.clock)
        self._world = world
        self._webhooks = webhooks
        self._checkout = checkout
        self._faults = faults
        self._strict = strict
        self._allowed = allowed_tokens
        self._names = {name.lower(): name for name in METHODS}
        self._signatures = {name: Signature(name) for name in METHODS}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call, whatever becomes of it, as Telegram words it."""
        self.calls += 1
        fault: Fault | None = None
        try:
            name = self._method(request)
            token = request.match_info["token"]
            raw, uploads = await read_raw(request)
            if self._faults.wanted:
                fault = await self._faults.meet(name, _text(raw.get("chat_id")))
                if fault is not None and not fault.takes_effect:
                    return self._trouble(request, fault) or await self._carry_out(name, token, raw, uploads)
            response = await self._carry_out(name, token, raw, uploads)
            return (self._trouble(request, fault) if fault else None) or response
        except BotApiError as error:
            return _refusal(error)
        except web.HTTPRequestEntityTooLarge:
            return _refusal(BotApiError(413, "Request Entity Too Large"))

    def _method(self, request: web.Request) -> str:
        """The method's name as the specification spells it. Raises 401 and 404."""
        token = request.match_info["token"]
        if not _TOKEN.fullmatch(token):
            raise _NOT_FOUND
        if self._allowed is not None and token not in self._allowed:
            raise BotApiError(401, "Unauthorized")
        asked = request.match_info["method"]
        name = self._names.get(asked.lower())
        if name is None:
            log.warning("the sandbox does not implement the Bot API method %.64r", asked)
            raise _NOT_FOUND
        return name

    async def _carry_out(self, name: str, token: str, raw: Json, uploads: dict[str, Upload]) -> web.Response:
        bot = self._world.bot(token)
        call = self._signatures[name].bind(raw, uploads, strict=self._strict)
        if self.limits.on and name in _LIMITED:
            self.limits.check(token, str(call.values["chat_id"]))
        result = METHODS[name](Context(self._world, bot, self._webhooks, self._checkout), call)
        if inspect.isawaitable(result):
            result = await result
        if self._strict:
            returns = specification().methods[name]["returns"]
            problem = specification().problem(returns, result, name, strict=True)
            if problem is not None:
                raise SpecificationBroken(problem)
        body = f'{{"ok":true,"result":{dumps(result)}}}'.encode()
        return web.Response(body=body, content_type="application/json")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file by the path that getFile gave."""
        token = request.match_info["token"]
        stored = self._world.files.by_path.get(request.match_info["path"])
        if token not in self._world.bots or stored is None:
            return _refusal(_NOT_FOUND)
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def _trouble(self, request: web.Request, fault: Fault) -> web.Response | None:
        if fault.drop_connection:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        error = fault.error()
        return None if error is None else _refusal(error)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _refusal(error: BotApiError) -> web.Response:
    body: dict[str, object] = {"ok": False, "error_code": error.status, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return web.Response(status=error.status, body=dumps(body).encode(), content_type="application/json")
