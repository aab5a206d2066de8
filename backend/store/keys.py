"""The token issuer's private key: made on the first start, the same ever after."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import Engine, insert, select

from backend.clock import SystemClock
from backend.ports import Clock
from backend.store.engine import reading, transaction
from backend.store.tables import signing_keys

_KEY_ID = "1"
_FIND = select(signing_keys.c.private_key).where(signing_keys.c.id == _KEY_ID)


@dataclass(frozen=True)
class SigningKey:
    """An RSA key in PEM, and the id (``kid``) that tokens signed with it carry."""

    id: str
    private_key: str = field(repr=False)


def signing_key(engine: Engine, clock: Clock | None = None) -> SigningKey:
    """The database's signing key; made now when there is none. Two processes that start at once get the same.

    It lies in the database unsealed: whoever reads that file has the athletes' data anyway. The file is created for
    its owner only (0600). Raises StoreUnavailable.
    """
    with reading(engine) as connection:
        found = connection.scalar(_FIND)
    if found is None:
        made = _new_key()  # takes a moment, so not while others wait to write
        with transaction(engine) as connection:
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("LOCK TABLE signing_keys IN EXCLUSIVE MODE")
            found = connection.scalar(_FIND)
            if found is None:
                now = (clock or SystemClock()).now()
                connection.execute(insert(signing_keys), {"id": _KEY_ID, "private_key": made, "created_at": now})
                found = made
    return SigningKey(_KEY_ID, found)


def _new_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
