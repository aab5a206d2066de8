"""Who somebody is, without Cognito: tokens of the same shape, signed in the process.

The bot vouches for its athletes (Telegram has told it who writes), so a token is made for whom it asks. Everything that
reads tokens checks them as it would check Cognito's: signature, algorithm, key, issuer, use, client and time.
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from jwt.algorithms import RSAAlgorithm

from backend.api.scopes import ATHLETE_SCOPES, Scope
from backend.errors import NotSignedIn
from backend.ports import Clock
from backend.store.keys import SigningKey

LIFETIME = timedelta(hours=1)
RENEW_BEFORE = timedelta(minutes=5)
_ALGORITHM = "RS256"
_LEEWAY = timedelta(seconds=5)
_REMEMBER = 10_000


class Issuer:
    """Signs access tokens for athletes and for the bot itself, and verifies them. Also the bot's source of both."""

    def __init__(
        self,
        key: SigningKey,
        clock: Clock,
        issuer: str = "https://ai-tracker.localhost/embedded",
        client_id: str = "ai-tracker-bot",
    ) -> None:
        private_key = load_pem_private_key(key.private_key.encode(), password=None)
        if not isinstance(private_key, RSAPrivateKey):
            raise TypeError("the signing key is not an RSA key")
        self._key_id = key.id
        self._private_key = private_key
        self._public_key = private_key.public_key()
        self._clock = clock
        self._issuer = issuer
        self._client_id = client_id
        self._made: dict[UUID, tuple[str, datetime]] = {}
        self._made_for_bot: tuple[str, datetime] | None = None
        self._verified: dict[str, dict[str, Any]] = {}

    async def access_token(self, athlete_id: UUID) -> str:
        """A token that is good for five minutes at least; the same one until then."""
        now = self._clock.now()
        made = self._made.get(athlete_id)
        if made is not None and made[1] - now > RENEW_BEFORE:
            return made[0]
        if len(self._made) >= _REMEMBER:
            self._made.clear()
        token = self._sign(str(athlete_id), ATHLETE_SCOPES, now)
        self._made[athlete_id] = (token, now + LIFETIME)
        return token

    def forget(self, athlete_id: UUID) -> None:
        """Make a new token the next time."""
        self._made.pop(athlete_id, None)

    async def bot_token(self) -> str:
        """A token for what only the bot may say, good for five minutes at least. As of client credentials: no user."""
        now = self._clock.now()
        made = self._made_for_bot
        if made is None or made[1] - now <= RENEW_BEFORE:
            made = self._made_for_bot = (self._sign(self._client_id, (Scope.BOT,), now), now + LIFETIME)
        return made[0]

    def forget_bot_token(self) -> None:
        """Make a new token the next time."""
        self._made_for_bot = None

    def verify(self, token: str) -> dict[str, Any]:
        """The claims of a token of ours that is good now. Raises NotSignedIn for any other."""
        claims = self._verified.get(token)
        if claims is None:
            claims = self._checked(token)
            # The same token comes with each call of its hour; what the clock says is checked every time.
            if len(self._verified) >= _REMEMBER:
                self._verified.clear()
            self._verified[token] = claims
        self._check_time(claims)
        return claims

    def jwks(self) -> dict[str, Any]:
        """The public key as a JSON Web Key Set (RFC 7517)."""
        key = json.loads(RSAAlgorithm.to_jwk(self._public_key))
        return {
            "keys": [{"kty": "RSA", "n": key["n"], "e": key["e"], "kid": self._key_id, "use": "sig", "alg": "RS256"}]
        }

    def _sign(self, subject: str, scopes: Iterable[Scope], now: datetime) -> str:
        claims = {
            "sub": subject,
            "iss": self._issuer,
            "client_id": self._client_id,
            "username": subject,
            "token_use": "access",
            "scope": " ".join(scopes),
            "auth_time": int(now.timestamp()),
            "iat": int(now.timestamp()),
            "exp": int((now + LIFETIME).timestamp()),
            "jti": str(uuid4()),
        }
        return jwt.encode(claims, self._private_key, algorithm=_ALGORITHM, headers={"kid": self._key_id})

    def _checked(self, token: str) -> dict[str, Any]:
        """Everything about the token that time does not change."""
        try:
            if jwt.get_unverified_header(token).get("kid") != self._key_id:
                raise NotSignedIn
            claims: dict[str, Any] = jwt.decode(
                token,
                self._public_key,
                algorithms=[_ALGORITHM],
                issuer=self._issuer,
                options={
                    "require": ["sub", "iss", "exp", "iat", "token_use", "client_id"],
                    # The machine's clock is not asked: ours is, below.
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                },
            )
        except jwt.PyJWTError as error:
            raise NotSignedIn from error
        if claims["token_use"] != "access" or claims["client_id"] != self._client_id:
            raise NotSignedIn
        return claims

    def _check_time(self, claims: dict[str, Any]) -> None:
        now = self._clock.now()
        try:
            expires = datetime.fromtimestamp(claims["exp"], UTC)
            issued = datetime.fromtimestamp(claims["iat"], UTC)
        except (TypeError, ValueError, OverflowError) as error:
            raise NotSignedIn from error
        if not issued - _LEEWAY <= now < expires:
            raise NotSignedIn
