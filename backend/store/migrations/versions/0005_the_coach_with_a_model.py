"""What models cost, and how each comment came about"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "coach_days",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_coach_days_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "day", name="pk_coach_days"),
    )
    op.create_table(
        "coach_months",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("micro_usd", sa.BigInteger(), nullable=False),
        sa.Column("alarmed_on", sa.Date()),
        sa.PrimaryKeyConstraint("month", name="pk_coach_months"),
    )
    op.add_column("feedback", sa.Column("prompt", sa.String(length=32), nullable=False, server_default=""))
    op.add_column("feedback", sa.Column("outcome", sa.String(length=32), nullable=False, server_default="rules"))


def downgrade() -> None:
    """Take this step back: what it stored is gone."""
    with op.batch_alter_table("feedback") as feedback:
        feedback.drop_column("outcome")
        feedback.drop_column("prompt")
    op.drop_table("coach_months")
    op.drop_table("coach_days")
