"""The inbox and the chats' states."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "inbox",
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("update_id", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("payload", sa.Text()),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(64)),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sqlite_autoincrement=True,
    )
    waiting, aside = sa.text("status = 'waiting'"), sa.text("status = 'aside'")
    op.create_index("inbox_waiting", "inbox", ["position"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("inbox_aside", "inbox", ["chat_id"], sqlite_where=aside, postgresql_where=aside)
    op.create_index("inbox_age", "inbox", ["received_at"])
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("athlete_id", sa.Uuid()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
    )
    undecided = sa.text("athlete_id IS NULL AND chat_id > 0")
    op.create_index("chats_undecided", "chats", ["changed_at"], sqlite_where=undecided, postgresql_where=undecided)
    op.create_index("ix_chats_athlete_id", "chats", ["athlete_id"])


def downgrade() -> None:
    """Remove both tables."""
    op.drop_table("chats")
    op.drop_table("inbox")
