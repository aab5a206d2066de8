"""Questions that are the wish for words about a week"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.add_column("questions", sa.Column("review", sa.Date()))


def downgrade() -> None:
    """Take this step back: what was said about weeks is gone."""
    op.execute("DELETE FROM questions WHERE review IS NOT NULL")
    with op.batch_alter_table("questions") as questions:
        questions.drop_column("review")
