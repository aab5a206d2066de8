"""Who the athlete behind a chat is, and how a chat comes to an account: what the dialogue needs of either assembly.

Embedded: the bot vouches for whom Telegram vouches for; there is no page and no password. On AWS: the athlete signs in
on Cognito's page, and the chat holds the link. The words are the same handlers' in both.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

NONCE_PREFIX = "link_"
"""A deep link's payload that carries the proof of a sign-in begins so: ``?start=link_<nonce>``."""
DENIED = "denied"
"""In place of a nonce: the athlete said no on the sign-in page."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, as Telegram says. ``language`` is that of the pages they are sent to."""

    user_id: int
    chat_id: int
    language: str


@dataclass(frozen=True, slots=True)
class Connected:
    """It needs no sign-in: the chat is this athlete's."""

    athlete_id: UUID


@dataclass(frozen=True, slots=True)
class SignInAt:
    """The page where the athlete signs in. Only the person who asked can bring its proof back, within ``minutes``."""

    url: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Presented:
    """Somebody signed in. ``email`` is masked.

    ``elsewhere``: another chat holds this account now. ``done``: this very proof was accepted before, in this chat.
    """

    athlete_id: UUID
    email: str
    elsewhere: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """The chat holds the account from now on. ``left``: the chat that held it until now, if another did."""

    athlete_id: UUID
    email: str
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """The account that a chat holds: masked e-mail address, and since when."""

    email: str
    since: dt.datetime


class Standing(StrEnum):
    """Which chat holds the link to an account."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"


class Accounts(Protocol):
    """Identities. All but ``forget`` raise backend.errors.Unavailable where something did not answer."""

    @property
    def sign_in(self) -> bool:
        """Athletes have an account and sign in; False: Telegram's word is enough."""

    async def connect(self, person: Person, athlete_id: UUID, *, another: bool = False) -> Connected | SignInAt:
        """Begin: ``athlete_id`` is whom the bot would vouch for.

        ``another``: the page should ask which account, even where the browser is signed in already.
        """

    async def present(self, nonce: str, person: Person) -> Presented:
        """Look at the proof of a sign-in; nothing changes. Raises LinkExpired, LinkNotYours, LinkUsed."""

    async def accept(self, nonce: str, person: Person) -> Accepted:
        """Give the account to the chat, and take it from any other. Again: the same answer. Raises as ``present``."""

    async def standing(self, athlete_id: UUID, chat_id: int) -> Standing:
        """Whether the chat still holds the athlete's account."""

    async def identity(self, athlete_id: UUID) -> Identity | None:
        """The account; None where there is none, or the athlete needs none."""

    async def leave(self, athlete_id: UUID, farewell: str) -> bool:
        """Note that everything is about to be deleted. False: that was noted before under this very name, or there
        is no account any more; then being signed out means that the deletion was done, and a crash cut it short.
        """

    async def disconnect(self, athlete_id: UUID) -> None:
        """Sign the chat out: the issuer is told, and what would sign it in again is deleted. Repeating is fine."""

    def forget(self, athlete_id: UUID) -> None:
        """Hand out no remembered token of this athlete again: it was refused, or they are gone."""
