"""Athletes, entries, days, feedback, outbox and signing key"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "athletes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("consented_at", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("stale_from", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_athletes"),
    )
    op.create_table(
        "signing_keys",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("private_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signing_keys"),
    )
    op.create_table(
        "days",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("load", sa.Float()),
        sa.Column("logged", sa.Boolean(), nullable=False),
        sa.Column("sessions", sa.SmallInteger(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("ewma_acute", sa.Float()),
        sa.Column("ewma_chronic", sa.Float()),
        sa.Column("fitness", sa.Float(), nullable=False),
        sa.Column("fatigue", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_days_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "date", name="pk_days"),
    )
    op.create_table(
        "entries",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("sport", sa.String(length=16), nullable=False),
        sa.Column("minutes", sa.SmallInteger()),
        sa.Column("rpe", sa.Float()),
        sa.Column("freshness", sa.SmallInteger()),
        sa.Column("readiness", sa.SmallInteger()),
        sa.Column("mood", sa.SmallInteger()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("load", sa.Float()),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("awaiting_since", sa.BigInteger()),
        sa.Column("removed_at", sa.BigInteger()),
        sa.Column("emptied_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_entries_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "id", name="pk_entries"),
    )
    op.create_index(
        "ix_entries_awaiting",
        "entries",
        ["awaiting_since"],
        sqlite_where=sa.text("awaiting_since IS NOT NULL"),
        postgresql_where=sa.text("awaiting_since IS NOT NULL"),
    )
    op.create_index(
        "ix_entries_live",
        "entries",
        ["athlete_id", "date", "recorded_at", "id"],
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_entries_removed",
        "entries",
        ["removed_at"],
        sqlite_where=sa.text("removed_at IS NOT NULL AND emptied_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NOT NULL AND emptied_at IS NULL"),
    )
    op.create_index(
        "ix_entries_removed_awaiting",
        "entries",
        ["athlete_id"],
        sqlite_where=sa.text("removed_at IS NOT NULL AND awaiting_since IS NOT NULL"),
        postgresql_where=sa.text("removed_at IS NOT NULL AND awaiting_since IS NOT NULL"),
    )

    op.create_table(
        "executions",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Text()),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_executions"),
    )
    op.create_index("ix_executions_athlete_id", "executions", ["athlete_id"])
    op.create_index(
        "ix_executions_due",
        "executions",
        ["due"],
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_index(
        "ix_executions_finished",
        "executions",
        ["finished_at"],
        sqlite_where=sa.text("finished_at IS NOT NULL"),
        postgresql_where=sa.text("finished_at IS NOT NULL"),
    )

    op.create_table(
        "feedback",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("phrases", sa.JSON(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_feedback_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "entry_id", name="pk_feedback"),
    )
    op.create_index("ix_feedback_athlete_written", "feedback", ["athlete_id", "written_at"])

    op.create_table(
        "outbox",
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_outbox_athlete_id"),
        sa.PrimaryKeyConstraint("sequence", name="pk_outbox"),
        sa.UniqueConstraint("id", name="uq_outbox_id"),
    )
    op.create_index(
        "ix_outbox_done",
        "outbox",
        ["done_at"],
        sqlite_where=sa.text("done_at IS NOT NULL"),
        postgresql_where=sa.text("done_at IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["sequence"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_index("ix_outbox_athlete", "outbox", ["athlete_id", "done_at", "sequence"])


def downgrade() -> None:
    """Take this step back."""
    op.drop_table("outbox")
    op.drop_table("feedback")
    op.drop_table("executions")
    op.drop_table("entries")
    op.drop_table("days")
    op.drop_table("signing_keys")
    op.drop_table("athletes")
