"""Accounts of the AWS assembly: athletes sign in at Cognito, chats hold the link, tokens renew themselves.

A refresh token may be good for one use only (rotation). So the new one is stored before the access token that came
with it is used, by a write that fails when somebody else was quicker; whoever comes second reads again. An access
token is kept in memory until five minutes before it expires.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from backend.errors import LinkExpired, LinkNotYours, LinkUsed, NotSignedIn, SignInUnavailable
from bot.linking.cognito import Cognito, Refused, UnexpectedAnswer
from bot.linking.links import Account, Attempt, Links, Proof, fingerprint
from bot.linking.seal import CannotOpen, Sealer
from bot.logs import Log, what
from handlers.accounts import Accepted, Identity, Person, Presented, SignInAt, Standing

if TYPE_CHECKING:
    from backend.ports import Clock

LINK_FOR = timedelta(minutes=10)
"""How long an attempt, and then its proof, are good."""
RENEW_BEFORE = timedelta(minutes=5)
_REMEMBER = 10_000
_PAUSES = (0.2, 0.5, 1.0)
"""Seconds in which a process that was quicker may store what it got."""
_TRIES = 3


class CognitoAccounts:
    """See handlers.accounts.Accounts and backend.client.TokenSource. One for each process, used in one event loop.

    ``bot_name`` gives the bot's user name, ``callback_url`` is where the sign-in page comes back to.
    """

    sign_in = True

    def __init__(
        self,
        cognito: Cognito,
        client_id: str,
        callback_url: str,
        links: Links,
        sealer: Sealer,
        clock: "Clock",
        bot_name: Callable[[], Awaitable[str]],
        log: Log,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._cognito = cognito
        self._client_id = client_id
        self._callback_url = callback_url
        self._links = links
        self._sealer = sealer
        self._clock = clock
        self._bot_name = bot_name
        self._log = log
        self._sleep = sleep
        self._known: dict[UUID, tuple[str, datetime]] = {}
        self._renewing: dict[UUID, asyncio.Task[str]] = {}

    # ---- connecting ----

    async def connect(self, person: Person, athlete_id: UUID, *, another: bool = False) -> SignInAt:
        """An attempt, and the address of the page."""
        del athlete_id  # whom the bot would vouch for: here it does not
        state, verifier, nonce = (secrets.token_urlsafe(size) for size in (32, 48, 24))
        sealed = await asyncio.to_thread(self._sealer.seal, verifier, fingerprint(state))
        attempt = Attempt(
            state=fingerprint(state),
            user_id=person.user_id,
            chat_id=person.chat_id,
            verifier=sealed,
            oidc_nonce=nonce,
            client_id=self._client_id,
            redirect_uri=self._callback_url,
            bot_name=await self._bot_name(),
            language=person.language,
            expires_at=self._clock.now() + LINK_FOR,
        )
        await asyncio.to_thread(self._links.begin, attempt)
        url = self._cognito.page(
            self._client_id,
            state=state,
            verifier=verifier,
            nonce=nonce,
            redirect_uri=self._callback_url,
            language=person.language,
            another=another,
        )
        return SignInAt(url, LINK_FOR // timedelta(minutes=1))

    async def present(self, nonce: str, person: Person) -> Presented:
        """The proof, if it is this person's."""
        proof, held = await self._proof(nonce, person)
        elsewhere = held is not None and held.token is not None and held.chat_id != person.chat_id
        return Presented(proof.athlete_id, proof.email, elsewhere=elsewhere, done=proof.token is None)

    async def accept(self, nonce: str, person: Person) -> Accepted:
        """The chat holds the account; the refresh token that another chat had is revoked."""
        proof, held = await self._proof(nonce, person)
        left = held.chat_id if held is not None and held.chat_id != person.chat_id else None
        if proof.token is not None:
            account = Account(
                athlete_id=proof.athlete_id,
                chat_id=person.chat_id,
                user_id=person.user_id,
                email=proof.email,
                since=self._clock.now(),
                token=proof.token,
                proof=proof.nonce,
            )
            if await asyncio.to_thread(self._links.accept, account):
                self.forget(proof.athlete_id)
                if held is not None and held.token is not None:
                    await self._revoke(held.token, held.athlete_id)
            else:
                await self._proof(nonce, person)  # somebody was quicker: was that this very chat?
        return Accepted(proof.athlete_id, proof.email, left)

    async def _proof(self, nonce: str, person: Person) -> tuple[Proof, Account | None]:
        """The proof, and who holds its account. One that was used is good again only for the chat that used it."""
        proof = await asyncio.to_thread(self._links.proof, fingerprint(nonce))
        if proof is None:
            raise LinkExpired
        if proof.user_id != person.user_id:
            self._log.warning("link_of_somebody_else")
            raise LinkNotYours
        held = await asyncio.to_thread(self._links.account, proof.athlete_id)
        if proof.token is None and not _is_of(held, proof, person):
            raise LinkUsed
        return proof, held

    # ---- the account ----

    async def standing(self, athlete_id: UUID, chat_id: int) -> Standing:
        """Asked of the table each time."""
        account = await asyncio.to_thread(self._links.account, athlete_id)
        if account is None:
            return Standing.NOWHERE
        return Standing.HERE if account.chat_id == chat_id else Standing.ELSEWHERE

    async def identity(self, athlete_id: UUID) -> Identity | None:
        """None also where the issuer has refused the athlete's token."""
        account = await asyncio.to_thread(self._links.account, athlete_id)
        return None if account is None or account.token is None else Identity(account.email, account.since)

    async def leave(self, athlete_id: UUID, farewell: str) -> bool:
        """Kept beside the account."""
        return await asyncio.to_thread(self._links.leave, athlete_id, farewell)

    async def disconnect(self, athlete_id: UUID) -> None:
        """Revoke, then forget. A server that does not revoke is no reason to stay signed in here."""
        self.forget(athlete_id)
        account = await asyncio.to_thread(self._links.account, athlete_id)
        if account is not None and account.token is not None:
            await self._revoke(account.token, athlete_id)
        await asyncio.to_thread(self._links.remove, athlete_id)

    def forget(self, athlete_id: UUID) -> None:
        """Drop the access token."""
        self._known.pop(athlete_id, None)

    async def _revoke(self, sealed: str, athlete_id: UUID) -> None:
        try:
            token = await asyncio.to_thread(self._sealer.open, sealed, str(athlete_id))
            await self._cognito.revoke(self._client_id, token)
        except (CannotOpen, SignInUnavailable, UnexpectedAnswer) as error:
            self._log.warning("not_revoked", error=what(error))

    # ---- tokens ----

    async def access_token(self, athlete_id: UUID) -> str:
        """Good for five minutes at least. Raises NotSignedIn, SignInUnavailable, StoreUnavailable."""
        known = self._known.get(athlete_id)
        if known is not None and known[1] - self._clock.now() > RENEW_BEFORE:
            return known[0]
        renewing = self._renewing.get(athlete_id)
        if renewing is None:
            renewing = self._renewing[athlete_id] = asyncio.create_task(self._renew(athlete_id))
            renewing.add_done_callback(lambda _: self._renewing.pop(athlete_id, None))
        return await asyncio.shield(renewing)  # others wait for it, too

    async def _renew(self, athlete_id: UUID) -> str:
        for _ in range(_TRIES):
            account = await asyncio.to_thread(self._links.account, athlete_id)
            if account is None or account.token is None:
                raise NotSignedIn
            try:
                token = await self._refreshed(athlete_id, account.token)
            except (Refused, CannotOpen) as error:
                if await self._is_another_by_now(athlete_id, account.token):
                    continue
                if await asyncio.to_thread(self._links.refuse, athlete_id, account.token):
                    self._log.warning("signed_out_by_issuer", error=what(error))
                    raise NotSignedIn from error
            else:
                if token is not None:
                    return token
        raise SignInUnavailable  # others renew it all the time: come back later

    async def _refreshed(self, athlete_id: UUID, sealed: str) -> str | None:
        """A new access token; None where somebody else renewed the refresh token in between.

        Raises Refused, CannotOpen, SignInUnavailable.
        """
        token = await asyncio.to_thread(self._sealer.open, sealed, str(athlete_id))
        asked_at = self._clock.now()
        tokens = await self._cognito.refresh(self._client_id, token)
        if tokens.refresh is not None and tokens.refresh != token:
            new = await asyncio.to_thread(self._sealer.seal, tokens.refresh, str(athlete_id))
            if not await asyncio.to_thread(self._links.renew, athlete_id, sealed, new):
                return None
        if len(self._known) >= _REMEMBER:
            self._known.clear()
        self._known[athlete_id] = (tokens.access, asked_at + timedelta(seconds=tokens.expires_in))
        return tokens.access

    async def _is_another_by_now(self, athlete_id: UUID, sealed: str) -> bool:
        """Whether a process that renewed the token first has stored what it got."""
        for pause in _PAUSES:
            await self._sleep(pause)
            account = await asyncio.to_thread(self._links.account, athlete_id)
            if account is None or account.token != sealed:
                return True
        return False


def _is_of(held: Account | None, proof: Proof, person: Person) -> bool:
    """Whether the chat holds the account by this very proof, and is signed in."""
    return held is not None and held.token is not None and held.chat_id == person.chat_id and held.proof == proof.nonce


def masked(email: str) -> str:
    """``k…@example.org``: enough to know one's own address by."""
    name, at, domain = email.rpartition("@")
    return f"{name[:1]}…@{domain}" if at else "…"
