"""Sign-ins in memory, for tests that need no table; the contract suite says that they behave like the real ones."""

from dataclasses import replace
from threading import Lock
from uuid import UUID

from backend.ports import Clock
from bot.linking.links import Account, Attempt, Proof


class MemoryLinks:
    """:class:`bot.linking.links.Links`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self.attempts: dict[str, Attempt] = {}
        self.proofs: dict[str, Proof] = {}
        self.accounts: dict[UUID, Account] = {}
        self._refused: dict[UUID, str] = {}

    def begin(self, attempt: Attempt) -> None:
        self.attempts[attempt.state] = attempt

    def attempt(self, state: str) -> Attempt | None:
        found = self.attempts.get(state)
        return found if found is not None and found.expires_at > self._clock.now() else None

    def prove(self, state: str, proof: Proof) -> bool:
        with self._lock:
            if self.attempts.pop(state, None) is None:
                return False
            self.proofs[proof.nonce] = proof
            return True

    def end(self, state: str) -> None:
        self.attempts.pop(state, None)

    def proof(self, nonce: str) -> Proof | None:
        found = self.proofs.get(nonce)
        return found if found is not None and found.expires_at > self._clock.now() else None

    def accept(self, account: Account) -> bool:
        with self._lock:
            proof = self.proofs.get(account.proof)
            if proof is None or proof.token is None:
                return False
            self.proofs[proof.nonce] = replace(proof, token=None)
            self.accounts[account.athlete_id] = account
            self._refused.pop(account.athlete_id, None)
            return True

    def account(self, athlete_id: UUID) -> Account | None:
        return self.accounts.get(athlete_id)

    def renew(self, athlete_id: UUID, old: str, new: str) -> bool:
        with self._lock:
            account = self.accounts.get(athlete_id)
            if account is None or old not in (account.token, self._refused.get(athlete_id)):
                return False
            self._refused.pop(athlete_id, None)
            self.accounts[athlete_id] = replace(account, token=new)
            return True

    def refuse(self, athlete_id: UUID, token: str) -> bool:
        with self._lock:
            account = self.accounts.get(athlete_id)
            if account is None or account.token != token:
                return False
            self._refused[athlete_id] = token
            self.accounts[athlete_id] = replace(account, token=None)
            return True

    def leave(self, athlete_id: UUID, farewell: str) -> bool:
        with self._lock:
            account = self.accounts.get(athlete_id)
            if account is None or account.farewell == farewell:
                return False
            self.accounts[athlete_id] = replace(account, farewell=farewell)
            return True

    def remove(self, athlete_id: UUID) -> None:
        account = self.accounts.pop(athlete_id, None)
        if account is not None:
            self.proofs.pop(account.proof, None)
        self._refused.pop(athlete_id, None)
