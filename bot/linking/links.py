"""What is kept of sign-ins: attempts, proofs that wait for the athlete, and accounts that chats hold. The port.

``state`` (of an attempt) and ``nonce`` (of a proof) are secrets that travel through a browser: only their SHA-256 is
kept. Tokens and verifiers are sealed (:mod:`bot.linking.seal`). Both attempts and proofs end after ten minutes.

All calls are synchronous and raise :class:`backend.errors.StoreUnavailable` when the table does not answer. What has
expired reads as if it were not there, whether the engine has removed it yet or not.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol
from uuid import UUID


def fingerprint(secret: str) -> str:
    """Under what a state or a nonce is kept."""
    return sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody was sent to the sign-in page. ``user_id`` and ``chat_id`` are Telegram's: who asked, and where.

    ``verifier`` (of PKCE) is sealed; ``oidc_nonce`` comes back inside the id token. The rest is what the function that
    the page comes back to cannot know by itself.
    """

    state: str
    user_id: int
    chat_id: int
    verifier: str
    oidc_nonce: str
    client_id: str
    redirect_uri: str
    bot_name: str
    language: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """They signed in, and are to bring ``nonce`` into the chat. ``token`` is the sealed refresh token, None once used.

    ``email`` is masked.
    """

    nonce: str
    user_id: int
    athlete_id: UUID
    email: str
    token: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """An account and the chat that holds it. ``token`` is the sealed refresh token, None: the issuer refused it.

    ``proof`` is the nonce's fingerprint by which it was connected; ``farewell`` names a deletion that has begun.
    """

    athlete_id: UUID
    chat_id: int
    user_id: int
    email: str
    since: datetime
    token: str | None
    proof: str
    farewell: str = ""


class Links(Protocol):
    """Each method is one transaction."""

    def begin(self, attempt: Attempt) -> None:
        """Keep the attempt."""

    def attempt(self, state: str) -> Attempt | None:
        """The attempt of this fingerprint, which stays."""

    def prove(self, state: str, proof: Proof) -> bool:
        """The attempt is over, and the proof kept; False when it was over already, or never was: nothing is kept."""

    def end(self, state: str) -> None:
        """The attempt came to nothing."""

    def proof(self, nonce: str) -> Proof | None:
        """The proof of this fingerprint, used or not."""

    def accept(self, account: Account) -> bool:
        """Use up ``account.proof`` and keep the account, in place of what was kept of it; False: it was used already.

        The proof stays, without its token, until it expires.
        """

    def account(self, athlete_id: UUID) -> Account | None:
        """The account, as it is right now."""

    def renew(self, athlete_id: UUID, old: str, new: str) -> bool:
        """Another refresh token came for the one that was sealed as ``old``, even if that one was refused meanwhile.

        False when the account has a third one, or is gone.
        """

    def refuse(self, athlete_id: UUID, token: str) -> bool:
        """The issuer refuses the token that is sealed as ``token``. False when the account has another one by now."""

    def leave(self, athlete_id: UUID, farewell: str) -> bool:
        """Note that a deletion begins; False when this one had begun before, or there is no account."""

    def remove(self, athlete_id: UUID) -> None:
        """Forget the account, and the proof that it was connected by. A no-op where there is none."""
