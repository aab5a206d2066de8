"""Premium: accounts, purchases, payments, and what Stripe tells"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "premium_accounts",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(length=255)),
        sa.Column("look_again_at", sa.BigInteger()),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_premium_accounts_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", name="pk_premium_accounts"),
        sa.UniqueConstraint("customer_id", name="uq_premium_accounts_customer_id"),
    )
    _index("ix_premium_accounts_due", "premium_accounts", "look_again_at", "look_again_at IS NOT NULL")
    op.create_table(
        "premium_changes",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_premium_changes_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "number", name="pk_premium_changes"),
    )
    op.create_table(
        "purchases",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_purchases_athlete_id"),
        sa.PrimaryKeyConstraint("athlete_id", "id", name="pk_purchases"),
    )
    op.create_index("ix_purchases_created", "purchases", ["athlete_id", "created_at"])
    op.create_table(
        "payments",
        sa.Column("charge_id", sa.String(length=255), nullable=False),
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("payment_intent_id", sa.String(length=255)),
        sa.Column("paid_at", sa.BigInteger(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_payments_athlete_id"),
        sa.PrimaryKeyConstraint("charge_id", name="pk_payments"),
        sa.UniqueConstraint("payment_intent_id", name="uq_payments_payment_intent_id"),
    )
    op.create_index("ix_payments_athlete", "payments", ["athlete_id", "paid_at"])
    op.create_table(
        "stripe_events",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger()),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stripe_events"),
    )
    _index("ix_stripe_events_unfinished", "stripe_events", "received_at", "finished_at IS NULL")
    _index("ix_stripe_events_finished", "stripe_events", "finished_at", "finished_at IS NOT NULL")
    op.create_table(
        "erased_customers",
        sa.Column("customer_id", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("customer_id", name="pk_erased_customers"),
    )


def downgrade() -> None:
    """Take this step back: what it stored is gone."""
    for table in ("erased_customers", "stripe_events", "payments", "purchases", "premium_changes", "premium_accounts"):
        op.drop_table(table)


def _index(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where))
