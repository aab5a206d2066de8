"""Check-ins, reminders and what is due; messages without an entry"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("entry_id", existing_type=sa.Uuid(), nullable=True)
        outbox.add_column(sa.Column("date", sa.Date()))
        outbox.add_column(sa.Column("expires_at", sa.BigInteger()))
    op.create_index(
        "ix_outbox_prompt",
        "outbox",
        ["sequence"],
        sqlite_where=sa.text("done_at IS NULL AND expires_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL AND expires_at IS NULL"),
    )
    op.create_table(
        "check_ins",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("freshness", sa.SmallInteger(), nullable=False),
        sa.Column("sleep", sa.SmallInteger(), nullable=False),
        sa.Column("muscles", sa.SmallInteger(), nullable=False),
        sa.Column("calm", sa.SmallInteger(), nullable=False),
        sa.Column("mood", sa.SmallInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_check_ins_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "date", name="pk_check_ins"),
    )
    op.create_table(
        "reminders",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_reminders_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", name="pk_reminders"),
    )
    op.create_table(
        "dues",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_dues_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "kind", name="pk_dues"),
    )
    op.create_index("ix_dues_at", "dues", ["at"])


def downgrade() -> None:
    """Take this step back: what it stored is gone."""
    for table in ("dues", "reminders", "check_ins"):
        op.drop_table(table)
    op.drop_index("ix_outbox_prompt", "outbox")
    op.execute("DELETE FROM outbox WHERE entry_id IS NULL")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("expires_at")
        outbox.drop_column("date")
        outbox.alter_column("entry_id", existing_type=sa.Uuid(), nullable=False)
