"""Tokens as they lie in the table: encrypted, and good for the one athlete only that they were sealed for.

AES-256-GCM with the athlete's id as associated data (NIST SP 800-38D), so that a sealed token copied into another
athlete's item opens nothing. The id of the key stands in front, so that the key can be replaced: put a new one before
the old one in the secret, separated by a blank; what is written from then on is sealed with the first, and all open.
"""

import base64
import binascii
import hashlib
import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12
_SHORTEST_KEY = 32
"""Characters of a key in the secret."""


class CannotOpen(Exception):
    """Sealed with a key that is there no more, for somebody else, or changed since."""


class Sealer:
    """``keys`` gives the secret's text each time; it may wait for the secret, so call in a thread."""

    def __init__(self, keys: Callable[[], str]) -> None:
        self._keys = keys
        self._made_of = ""
        self._made: dict[str, AESGCM] = {}

    def seal(self, token: str, whose: str) -> str:
        """``<key id>.<base64>``. Raises StoreUnavailable when the secret cannot be read."""
        key_id, key = next(iter(self._current().items()))
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + key.encrypt(nonce, token.encode(), whose.encode())
        return f"{key_id}.{base64.urlsafe_b64encode(sealed).decode()}"

    def open(self, sealed: str, whose: str) -> str:
        """The token. Raises CannotOpen, and StoreUnavailable when the secret cannot be read."""
        key_id, _, text = sealed.partition(".")
        key = self._current().get(key_id)
        if key is None:
            raise CannotOpen
        try:
            raw = base64.urlsafe_b64decode(text)
            return key.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], whose.encode()).decode()
        except (InvalidTag, binascii.Error, ValueError) as error:
            raise CannotOpen from error

    def _current(self) -> dict[str, AESGCM]:
        text = self._keys()
        if text != self._made_of:
            self._made, self._made_of = dict(map(_key, text.split())), text
        if not self._made:
            raise ValueError("the seal's secret holds no key")
        return self._made


def _key(secret: str) -> tuple[str, AESGCM]:
    if len(secret) < _SHORTEST_KEY:
        raise ValueError(f"a key of the seal's secret has less than {_SHORTEST_KEY} characters")
    derived = HKDF(SHA256(), length=32, salt=None, info=b"ai-tracker seal").derive(secret.encode())
    return hashlib.sha256(derived).hexdigest()[:8], AESGCM(derived)
