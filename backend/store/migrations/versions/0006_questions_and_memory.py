"""Questions to the coach, what it remembers, tones and votes"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.add_column("outbox", sa.Column("question_id", sa.Uuid()))
    op.create_table(
        "questions",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("entry_id", sa.Uuid()),
        sa.Column("answer", sa.Text()),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("proposal", sa.Text()),
        sa.Column("prompt", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_questions_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "id", name="pk_questions"),
    )
    op.create_index("ix_questions_asked", "questions", ["athlete_id", "asked_at"])
    op.create_index(
        "ix_questions_open",
        "questions",
        ["asked_at"],
        sqlite_where=sa.text("answer IS NULL"),
        postgresql_where=sa.text("answer IS NULL"),
    )
    op.create_table(
        "memory",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_memory_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "id", name="pk_memory"),
    )
    op.create_table(
        "tones",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("tone", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_tones_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", name="pk_tones"),
    )
    op.create_table(
        "votes",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("cast", sa.Text(), nullable=False),
        sa.Column("prompt", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("tone", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_votes_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "about", name="pk_votes"),
    )


def downgrade() -> None:
    """Take this step back: what it stored is gone."""
    for table in ("votes", "tones", "memory", "questions"):
        op.drop_table(table)
    op.execute("DELETE FROM outbox WHERE kind = 'answer'")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("question_id")
