"""Accounts of the one-machine assembly: Telegram has told the bot who writes, and the bot vouches for them."""

from uuid import UUID

from backend.client import TokenSource
from backend.errors import LinkExpired
from handlers.accounts import Accepted, Connected, Person, Presented, Standing


class Vouching:
    """Nobody signs in: there are no passwords, no pages and no proofs of a sign-in. See handlers.accounts.Accounts."""

    sign_in = False

    def __init__(self, issuer: TokenSource) -> None:
        self._issuer = issuer

    async def connect(self, person: Person, athlete_id: UUID, *, another: bool = False) -> Connected:
        """At once."""
        del person, another
        return Connected(athlete_id)

    async def present(self, nonce: str, person: Person) -> Presented:
        """There are no sign-ins to prove. Raises LinkExpired."""
        del nonce, person
        raise LinkExpired

    async def accept(self, nonce: str, person: Person) -> Accepted:
        """Like ``present``. Raises LinkExpired."""
        del nonce, person
        raise LinkExpired

    async def standing(self, athlete_id: UUID, chat_id: int) -> Standing:
        """An athlete has one chat, the one in which they agreed."""
        del athlete_id, chat_id
        return Standing.HERE

    async def identity(self, athlete_id: UUID) -> None:
        """No account."""
        del athlete_id

    async def leave(self, athlete_id: UUID, farewell: str) -> bool:
        """Nothing is kept here that a deletion could lose on its way."""
        del athlete_id, farewell
        return True

    async def disconnect(self, athlete_id: UUID) -> None:
        """The chat's state says that it is signed out; here only the token goes."""
        self._issuer.forget(athlete_id)

    def forget(self, athlete_id: UUID) -> None:
        """Hand out no remembered token."""
        self._issuer.forget(athlete_id)
