"""The bot's two tables. The backend's are in a schema of their own migrations; nothing here refers to them.

Partial indexes are partial in PostgreSQL too, as the migrations say: see :mod:`backend.store.tables`.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text, Uuid, text

metadata = MetaData()

_POSITION = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts up by itself in SQLite

inbox = Table(
    "inbox",
    metadata,
    Column("position", _POSITION, primary_key=True, autoincrement=True),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("chat_id", BigInteger),
    Column("payload", Text),
    Column("status", String(8), nullable=False),
    Column("reason", String(64)),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("received_at", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)
"""Every update that Telegram sent, in order of arrival.

``payload`` is its JSON and ``chat_id`` its lane (NULL: no chat) while ``status`` is "waiting" or "aside". Once it is
"handled" both are NULL: the update's id alone stays for a while, so that a repetition is known as such.
``received_at``: Unix seconds.
"""

Index(
    "inbox_waiting",
    inbox.c.position,
    sqlite_where=inbox.c.status == "waiting",
)
Index("inbox_aside", inbox.c.chat_id, sqlite_where=inbox.c.status == "aside")
Index("inbox_age", inbox.c.received_at)

chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("athlete_id", Uuid, index=True),
    Column("state", Text, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)
"""One row a chat: ``state`` is the handlers' JSON, opaque here; ``athlete_id`` finds the chat for a push (NULL before
consent). ``changed_at``: Unix seconds.
"""

undecided = chats.c.athlete_id.is_(None) & (chats.c.chat_id > 0)
"""A private chat whose athlete has not consented (groups have negative ids)."""
Index("chats_undecided", chats.c.changed_at, sqlite_where=undecided)
