"""Pauses that are over"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "pauses",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_pauses_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "since", name="pk_pauses"),
    )


def downgrade() -> None:
    """Take this step back: what it stored is gone."""
    op.drop_table("pauses")
