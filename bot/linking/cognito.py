"""Cognito as an OAuth 2.0 server: the sign-in page's address, tokens for a code, new tokens, and their end.

Athletes: public client, authorization code with PKCE S256 (RFC 6749, RFC 7636), refresh-token rotation, revocation
(RFC 7009). The bot itself: client credentials.
https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import httpx
import jwt

from backend.errors import SignInUnavailable

SCOPES = "openid email ai-tracker/log.read ai-tracker/log.write ai-tracker/account"
_SECONDS = 5.0
_LEEWAY_SECONDS = 30
_NOT_THE_CALLERS = ("server_error", "temporarily_unavailable")
_LANGUAGES = {"de": "de", "es": "es", "fr": "fr"}
"""Of ours, those that the hosted page speaks beside English."""


class Refused(Exception):
    """The code or the refresh token is no good (any more): used, expired, revoked, or its user is gone or disabled."""


class WrongToken(Exception):
    """An id token that is not what was asked for. It says which claim."""


class UnexpectedAnswer(Exception):
    """The server refused the request itself: a mistake in the stack's configuration. It says by which error."""


@dataclass(frozen=True, slots=True)
class Pool:
    """``sign_in_url`` is the hosted page's base, ``keys_url`` where the pool's public keys are (JWKS)."""

    id: str
    sign_in_url: str
    keys_url: str

    @property
    def issuer(self) -> str:
        """As it stands in the tokens."""
        return f"https://cognito-idp.{self.id.partition('_')[0]}.amazonaws.com/{self.id}"


@dataclass(frozen=True, slots=True, repr=False)
class Tokens:
    """What the token endpoint answers. ``refresh`` is None where the old one stays, ``id`` where none was asked for."""

    access: str
    expires_in: int
    refresh: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """Who signed in."""

    athlete_id: UUID
    email: str


@dataclass(slots=True)
class Cognito:
    """``http`` is the caller's to close. Each call raises SignInUnavailable where the server does not answer."""

    pool: Pool
    http: httpx.AsyncClient
    _keys: dict[str, jwt.PyJWK] = field(default_factory=dict, repr=False)

    def page(
        self,
        client_id: str,
        *,
        state: str,
        verifier: str,
        nonce: str,
        redirect_uri: str,
        language: str,
        another: bool = False,
    ) -> str:
        """The sign-in page's address. ``another``: it shall ask for the account, even of who is signed in there."""
        query = {
            "response_type": "code",
            "client_id": client_id,
            "redirect_uri": redirect_uri,
            "scope": SCOPES,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
        }
        if language in _LANGUAGES:
            query["lang"] = _LANGUAGES[language]
        if another:
            query["prompt"] = "login"
        return f"{self.pool.sign_in_url}/oauth2/authorize?{urlencode(query)}"

    async def exchange(self, client_id: str, code: str, verifier: str, redirect_uri: str) -> Tokens:
        """Tokens for a code. Raises Refused."""
        return await self._tokens(
            grant_type="authorization_code",
            client_id=client_id,
            code=code,
            code_verifier=verifier,
            redirect_uri=redirect_uri,
        )

    async def refresh(self, client_id: str, refresh_token: str) -> Tokens:
        """New tokens; where tokens rotate, also a new refresh token, and the old one soon is good no more.

        Raises Refused.
        """
        return await self._tokens(grant_type="refresh_token", client_id=client_id, refresh_token=refresh_token)

    async def own(self, client_id: str, client_secret: str, scope: str) -> Tokens:
        """A token of the client's own, for nobody. Raises UnexpectedAnswer where its secret is not the right one."""
        who = httpx.BasicAuth(client_id, client_secret)
        return await self._tokens(who, grant_type="client_credentials", scope=scope)

    async def revoke(self, client_id: str, refresh_token: str) -> None:
        """End the refresh token and all that came from it. Raises UnexpectedAnswer."""
        answer = await self._post("/oauth2/revoke", {"token": refresh_token, "client_id": client_id})
        if not answer.is_success:
            raise UnexpectedAnswer(_error_in(answer))

    async def claims(self, client_id: str, id_token: str | None, nonce: str) -> Claims:
        """Who the id token says signed in. Raises WrongToken.

        It came over TLS from its issuer; signature, issuer, audience, use, nonce and time are checked all the same.
        """
        try:
            key = await self._key(str(jwt.get_unverified_header(id_token or "").get("kid")))
            claims: dict[str, Any] = jwt.decode(
                id_token or "",
                key.key,
                algorithms=["RS256"],
                audience=client_id,
                issuer=self.pool.issuer,
                leeway=_LEEWAY_SECONDS,
                options={"require": ["sub", "iss", "aud", "exp", "iat", "token_use", "nonce"]},
            )
        except jwt.PyJWTError as error:
            raise WrongToken(type(error).__name__) from error
        if claims["token_use"] != "id":
            raise WrongToken("token_use")
        if not hmac.compare_digest(str(claims["nonce"]), nonce):
            raise WrongToken("nonce")
        try:
            return Claims(UUID(str(claims["sub"])), str(claims.get("email", "")))
        except ValueError as error:
            raise WrongToken("sub") from error

    async def _key(self, key_id: str) -> jwt.PyJWK:
        if key_id not in self._keys:  # asked for again when a new key comes up
            answer = await self._request("GET", self.pool.keys_url)
            try:
                found = jwt.PyJWKSet.from_dict(answer.json())
            except (ValueError, jwt.PyJWTError) as error:
                raise SignInUnavailable from error
            self._keys = {key.key_id: key for key in found.keys if key.key_id}
        if key_id not in self._keys:
            raise WrongToken("kid")
        return self._keys[key_id]

    async def _tokens(self, who: httpx.BasicAuth | None = None, /, **form: str) -> Tokens:
        answer = await self._post("/oauth2/token", form, who)
        if not answer.is_success:
            error = _error_in(answer)
            if error == "invalid_grant":
                raise Refused
            if error in _NOT_THE_CALLERS:
                raise SignInUnavailable
            raise UnexpectedAnswer(error)
        try:
            body = answer.json()
            return Tokens(
                str(body["access_token"]),
                int(body["expires_in"]),
                body.get("refresh_token"),
                body.get("id_token"),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise UnexpectedAnswer("no tokens") from error

    async def _post(self, path: str, form: dict[str, str], who: httpx.BasicAuth | None = None) -> httpx.Response:
        return await self._request("POST", self.pool.sign_in_url + path, form, who)

    async def _request(
        self, method: str, url: str, form: dict[str, str] | None = None, who: httpx.BasicAuth | None = None
    ) -> httpx.Response:
        try:
            answer = await self.http.request(method, url, data=form, auth=who, timeout=_SECONDS)
        except httpx.TransportError as error:
            raise SignInUnavailable from error
        if answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            raise SignInUnavailable
        return answer


def challenge(verifier: str) -> str:
    """PKCE's S256 of the verifier (RFC 7636, 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _error_in(answer: httpx.Response) -> str:
    """The OAuth error's name, which is no secret; else the status."""
    try:
        name = json.loads(answer.content)["error"]
    except (ValueError, KeyError, TypeError):
        return f"status {answer.status_code}"
    return str(name)[:40]
