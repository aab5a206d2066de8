"""Requests to the API and what their answers mean: tokens, second tries, errors."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

import httpx
from pydantic import ValidationError

from backend.contract import Problem
from backend.errors import AthleteError, BackendUnavailable, NotSignedIn, StripeUnavailable


class TokenSource(Protocol):
    """Where an athlete's access token comes from."""

    async def access_token(self, athlete_id: UUID) -> str:
        """A token that is good for some minutes yet. Raises NotSignedIn when there is none to be had."""

    def forget(self, athlete_id: UUID) -> None:
        """Hand out no remembered token of this athlete again: it was refused, or they are gone."""


class BotTokenSource(Protocol):
    """Where the bot's own access token comes from."""

    async def bot_token(self) -> str:
        """A token that is good for some minutes yet. Raises NotSignedIn when there is none to be had."""

    def forget_bot_token(self) -> None:
        """Hand out no remembered token again: it was refused."""


class UnexpectedAnswer(Exception):
    """The API answered something that it never should: a bug on one of the two sides."""


class Api:
    """The API at ``base_url`` (stage included, e.g. ``https://…/v1``). Built once; holds one connection pool.

    ``timeout`` is in seconds and holds for connecting and for every read. ``bot_tokens`` None: the bot has no token of
    its own, and what only it may say is refused.
    """

    def __init__(
        self,
        base_url: str,
        tokens: TokenSource,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: float = 10.0,
        bot_tokens: BotTokenSource | None = None,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._tokens = tokens
        self._bot_tokens = bot_tokens
        # Not an httpx.AsyncClient: redirects, cookies and other authentication, none of which this API has,
        # made up half of a call's cost on this side (0.3 ms).
        self._transport = transport or httpx.AsyncHTTPTransport(trust_env=False)
        self._extensions = {"timeout": httpx.Timeout(timeout).as_dict()}

    async def aclose(self) -> None:
        """Close the connections."""
        await self._transport.aclose()

    async def call(
        self,
        athlete_id: UUID | None,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> bytes:
        """The body of a good answer. ``athlete_id`` None: the bot itself asks.

        Raises an AthleteError by the answer's code, BackendUnavailable when there was no answer or a server error,
        StripeUnavailable when the API says that, UnexpectedAnswer for anything else. A refused token is replaced once;
        a torn connection is tried once more (every command carries its id, so that the second time changes nothing).
        """
        response = await self._send(athlete_id, method, path, body, query)
        if response.status_code == httpx.codes.UNAUTHORIZED:
            self._forget(athlete_id)
            response = await self._send(athlete_id, method, path, body, query)
        if response.is_success:
            return response.content
        raise _error(response)

    async def _send(
        self, athlete_id: UUID | None, method: str, path: str, body: bytes | None, query: Mapping[str, str | int] | None
    ) -> httpx.Response:
        headers = {
            "authorization": f"Bearer {await self._token(athlete_id)}",
            "accept": "application/json",
            "user-agent": "ai-tracker",
        }
        if body is not None:
            headers["content-type"] = "application/json"
        request = httpx.Request(
            method, self._base_url + path, params=query, headers=headers, content=body, extensions=self._extensions
        )
        try:
            try:
                return await self._exchange(request)
            except (httpx.NetworkError, httpx.RemoteProtocolError):
                return await self._exchange(request)
        except httpx.TransportError as error:
            raise BackendUnavailable from error

    async def _token(self, athlete_id: UUID | None) -> str:
        if athlete_id is not None:
            return await self._tokens.access_token(athlete_id)
        if self._bot_tokens is None:
            raise NotSignedIn
        return await self._bot_tokens.bot_token()

    def _forget(self, athlete_id: UUID | None) -> None:
        if athlete_id is not None:
            self._tokens.forget(athlete_id)
        elif self._bot_tokens is not None:
            self._bot_tokens.forget_bot_token()

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        response = await self._transport.handle_async_request(request)
        try:
            await response.aread()
        finally:
            await response.aclose()
        return response

    def forget(self, athlete_id: UUID) -> None:
        """Drop what is remembered of an athlete who is gone."""
        self._tokens.forget(athlete_id)


def _error(response: httpx.Response) -> Exception:
    """What a refused request means to the caller."""
    if response.is_server_error or response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        # Its own answer, not the update's trouble: the athlete is told to try again in a minute.
        return StripeUnavailable() if _code(response) == StripeUnavailable.code else BackendUnavailable()
    if response.status_code == httpx.codes.UNAUTHORIZED:
        return NotSignedIn()
    problem = _problem(response)
    if problem is None:
        return UnexpectedAnswer(f"status {response.status_code} without a problem")
    known = _errors_by_code(AthleteError)
    if problem.code not in known:
        return UnexpectedAnswer(f"status {response.status_code}, unknown code")
    return known[problem.code](**problem.details)


def _code(response: httpx.Response) -> str:
    problem = _problem(response)
    return "" if problem is None else problem.code


def _problem(response: httpx.Response) -> Problem | None:
    try:
        return Problem.model_validate_json(response.content)
    except ValidationError:
        return None


def _errors_by_code(base: type[AthleteError]) -> dict[str, type[AthleteError]]:
    found = {base.code: base}
    for child in base.__subclasses__():
        found |= _errors_by_code(child)
    return found
