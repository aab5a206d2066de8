"""A user pool in memory: the sign-in page, the token endpoint with rotation and revocation, and its keys."""

import base64
import json
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.linking.cognito import Cognito, Pool, challenge

CLIENT, BOT = "athletes", "bot"
CALLBACK = "https://api.example.org/v1/link/callback"
POOL = Pool("eu-central-1_Fake", "https://sign-in.example.org", "https://keys.example.org/jwks.json")
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_KEY_ID = "key-1"


@dataclass
class _Session:
    """One sign-in of one user: the refresh tokens that came from it, newest last."""

    email: str
    tokens: list[str]
    revoked: bool = False


@dataclass
class FakeCognito:
    """What Cognito does, as far as the bot asks it to. ``asked`` lists the paths in order."""

    rotates: bool = True
    grace: int = 0
    """How many refresh tokens before the newest still work."""
    revokes: bool = True
    down: bool = False
    users: dict[str, UUID] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    claims: dict[str, object] = field(default_factory=dict)
    """Put into the next id token in place of the right ones."""
    algorithm: str = "RS256"
    bot_secret: str = "one"
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _sessions: list[_Session] = field(default_factory=list)

    def client(self) -> Cognito:
        """The bot's side of it."""
        return Cognito(POOL, httpx.AsyncClient(transport=httpx.MockTransport(self._answer)))

    # ---- what people do ----

    def sign_in(self, url: str, email: str) -> dict[str, str]:
        """What the page at ``url`` sends the browser back with."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert url.startswith(f"{POOL.sign_in_url}/oauth2/authorize?")
        assert query["client_id"] == CLIENT
        assert query["redirect_uri"] == CALLBACK
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        self.users.setdefault(email, uuid4())
        code = uuid4().hex
        self._codes[code] = query | {"email": email}
        return {"code": code, "state": query["state"]}

    def sign_out(self, email: str) -> None:
        """The operator ends every session."""
        for session in self._sessions:
            session.revoked |= session.email == email

    def delete(self, email: str) -> None:
        """The operator deletes the user."""
        self.sign_out(email)
        del self.users[email]

    # ---- what the server answers ----

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if self.down:
            raise httpx.ConnectError("down")
        if request.url.path.endswith("jwks.json"):
            return httpx.Response(200, json={"keys": [_public_key()]})
        form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        if request.url.path == "/oauth2/revoke":
            return self._revoke(form)
        if form["grant_type"] == "client_credentials":
            return self._own(request, form["scope"])
        if form["client_id"] != CLIENT:
            return _error("invalid_client")
        if form["grant_type"] == "refresh_token":
            return self._refresh(form["refresh_token"])
        return self._exchange(form)

    def _own(self, request: httpx.Request, scope: str) -> httpx.Response:
        who = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        if who != f"{BOT}:{self.bot_secret}":
            return _error("invalid_client")
        body = {"access_token": f"{scope} {uuid4().hex}", "expires_in": 3600, "token_type": "Bearer"}
        return httpx.Response(200, json=body)

    def _exchange(self, form: dict[str, str]) -> httpx.Response:
        begun = self._codes.pop(form["code"], None)
        if begun is None or begun["redirect_uri"] != form["redirect_uri"]:
            return _error("invalid_grant")
        if challenge(form["code_verifier"]) != begun["code_challenge"]:
            return _error("invalid_grant")
        session = _Session(begun["email"], [uuid4().hex])
        self._sessions.append(session)
        now = int(time.time())
        claims = {
            "sub": str(self.users[session.email]),
            "iss": POOL.issuer,
            "aud": CLIENT,
            "token_use": "id",
            "email": session.email,
            "nonce": begun["nonce"],
            "iat": now,
            "exp": now + 3600,
        }
        claims |= self.claims
        key = _KEY if self.algorithm == "RS256" else "not a key, but long enough to be taken for one"
        id_token = jwt.encode(claims, key, self.algorithm, headers={"kid": _KEY_ID})
        return self._tokens(session, id_token=id_token)

    def _refresh(self, token: str) -> httpx.Response:
        session = next((each for each in self._sessions if token in each.tokens[-1 - self.grace :]), None)
        if session is None or session.revoked:
            return _error("invalid_grant")
        if self.rotates:
            session.tokens.append(uuid4().hex)
        return self._tokens(session)

    def _tokens(self, session: _Session, **more: str) -> httpx.Response:
        access = f"access-{self.users[session.email]}-{uuid4().hex}"
        body = {"access_token": access, "expires_in": 3600, "token_type": "Bearer", **more}
        if self.rotates or more:
            body["refresh_token"] = session.tokens[-1]
        return httpx.Response(200, json=body)

    def _revoke(self, form: dict[str, str]) -> httpx.Response:
        if not self.revokes:
            return httpx.Response(404, text="no such path")
        for session in self._sessions:
            session.revoked |= form["token"] in session.tokens
        return httpx.Response(200)


def _public_key() -> dict[str, str]:
    key: dict[str, str] = json.loads(RSAAlgorithm.to_jwk(_KEY.public_key()))
    return key | {"kid": _KEY_ID, "use": "sig", "alg": "RS256"}


def _error(name: str) -> httpx.Response:
    return httpx.Response(400, json={"error": name})
