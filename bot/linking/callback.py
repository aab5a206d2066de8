"""Where the sign-in page comes back to: a code becomes a proof, which the athlete takes into the chat.

What Cognito hands over goes no further than the table, sealed; the browser gets the proof only. The attempt is over
once its code was exchanged: until then the page can be loaded again.
"""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from backend.errors import SignInUnavailable, StoreUnavailable
from bot.linking.accounts import LINK_FOR, masked
from bot.linking.cognito import Claims, Cognito, Refused, UnexpectedAnswer, WrongToken
from bot.linking.links import Attempt, Links, Proof, fingerprint
from bot.linking.seal import CannotOpen, Sealer
from bot.logs import Log, what, where
from handlers.accounts import DENIED

if TYPE_CHECKING:
    from backend.ports import Clock

_LONGEST = 4096
"""Characters of a state or a code; Cognito's codes are shorter."""


class Outcome(StrEnum):
    """How it went."""

    SIGNED_IN = "signed in"
    DENIED = "denied"
    """The athlete said no."""
    OVER = "over"
    """There is no such attempt, any more or ever, or its code is no good."""
    LATER = "later"
    """Something did not answer; the same page may work in a moment."""


@dataclass(frozen=True, slots=True)
class Result:
    """``payload`` goes behind ``?start=`` of the bot ``bot_name``; both are empty where nobody knows whose it was.

    ``language`` is the chat's; ``email`` is masked.
    """

    outcome: Outcome
    bot_name: str = ""
    payload: str = ""
    email: str = ""
    language: str = ""


class Callback:
    """``answer`` takes the query of one request."""

    def __init__(self, cognito: Cognito, links: Links, sealer: Sealer, clock: "Clock", log: Log) -> None:
        self._cognito = cognito
        self._links = links
        self._sealer = sealer
        self._clock = clock
        self._log = log

    async def answer(self, query: Mapping[str, str]) -> Result:
        """What became of the sign-in. Never raises."""
        state, code = query.get("state", ""), query.get("code", "")
        if not state or max(len(state), len(code)) > _LONGEST:
            return Result(Outcome.OVER)
        try:
            attempt = await asyncio.to_thread(self._links.attempt, fingerprint(state))
            if attempt is None:
                return Result(Outcome.OVER)
            return await self._go_on(attempt, code, query.get("error", ""))
        except (StoreUnavailable, SignInUnavailable) as error:
            self._log.warning("link_unavailable", error=what(error))
            return Result(Outcome.LATER)
        except Exception as error:  # a bug: the browser gets a page all the same, and the log no word of the message
            self._log.error("bug", code="link", error=what(error), at=where(error))
            return Result(Outcome.LATER)

    async def _go_on(self, attempt: Attempt, code: str, error: str) -> Result:
        over = Result(Outcome.OVER, attempt.bot_name, DENIED, language=attempt.language)
        if not code:
            if error != "access_denied":
                self._log.warning("link_without_code")
                return over
            await asyncio.to_thread(self._links.end, attempt.state)
            return Result(Outcome.DENIED, attempt.bot_name, DENIED, language=attempt.language)
        try:
            return await self._exchange(attempt, code) or over
        except (Refused, WrongToken, CannotOpen) as trouble:
            self._log.warning("link_refused", error=what(trouble))
            return over
        except UnexpectedAnswer as trouble:
            self._log.error("link_misconfigured", error=what(trouble), code=str(trouble))
            return Result(Outcome.LATER, language=attempt.language)

    async def _exchange(self, attempt: Attempt, code: str) -> Result | None:
        """None where another request for the same attempt was quicker."""
        verifier = await asyncio.to_thread(self._sealer.open, attempt.verifier, attempt.state)
        tokens = await self._cognito.exchange(attempt.client_id, code, verifier, attempt.redirect_uri)
        claims = await self._cognito.claims(attempt.client_id, tokens.id, attempt.oidc_nonce)
        if tokens.refresh is None:
            raise UnexpectedAnswer("no refresh token")
        nonce = secrets.token_urlsafe(32)
        sealed = await asyncio.to_thread(self._sealer.seal, tokens.refresh, str(claims.athlete_id))
        proof = self._proof(attempt, nonce, claims, sealed)
        if not await asyncio.to_thread(self._links.prove, attempt.state, proof):
            return None
        return Result(Outcome.SIGNED_IN, attempt.bot_name, nonce, proof.email, attempt.language)

    def _proof(self, attempt: Attempt, nonce: str, claims: Claims, sealed: str) -> Proof:
        return Proof(
            nonce=fingerprint(nonce),
            user_id=attempt.user_id,
            athlete_id=claims.athlete_id,
            email=masked(claims.email),
            token=sealed,
            expires_at=self._clock.now() + LINK_FOR,
        )
