"""The backend's tables.

Whatever belongs to an athlete has an ``athlete_id`` column: erasing an athlete empties every table that has one.
Instants are whole microseconds since 1970 UTC, which sort and compare the same in every database.
Partial indexes are partial in PostgreSQL too: its tables are made by the migrations, and those say so. Said here, it
would load that database's dialect (3 MB) beside SQLite's.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as microseconds since 1970; read back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To the database. A naive datetime raises TypeError: it names no instant."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the same
        """From the database."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

athletes = Table(
    "athletes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("language", String(2), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("consented_at", Instant, nullable=False),
    # The history mark: see backend.ports.HistoryMark.
    Column("revision", BigInteger, nullable=False),
    Column("stale_from", Date),
)

entries = Table(
    "entries",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("date", Date, nullable=False),
    Column("sport", String(16), nullable=False),
    Column("minutes", SmallInteger),
    Column("rpe", Float),
    Column("freshness", SmallInteger),
    Column("readiness", SmallInteger),
    Column("mood", SmallInteger),
    Column("note", Text, nullable=False),
    Column("load", Float),
    Column("recorded_at", Instant, nullable=False),
    Column("revision", Integer, nullable=False),
    # When it last changed, until it has its feedback.
    Column("awaiting_since", Instant),
    Column("removed_at", Instant),
    Column("emptied_at", Instant),
)
live = entries.c.removed_at.is_(None)
awaiting = entries.c.awaiting_since.is_not(None)
_removed_and_awaiting = entries.c.removed_at.is_not(None) & awaiting
_removed_and_full = entries.c.removed_at.is_not(None) & entries.c.emptied_at.is_(None)
Index(
    "ix_entries_live",
    entries.c.athlete_id,
    entries.c.date,
    entries.c.recorded_at,
    entries.c.id,
    sqlite_where=live,
)
Index("ix_entries_awaiting", entries.c.awaiting_since, sqlite_where=awaiting)
Index(
    "ix_entries_removed_awaiting",
    entries.c.athlete_id,
    sqlite_where=_removed_and_awaiting,
)
Index("ix_entries_removed", entries.c.removed_at, sqlite_where=_removed_and_full)

days = Table(
    "days",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("date", Date, primary_key=True),
    Column("load", Float),
    Column("logged", Boolean, nullable=False),
    Column("sessions", SmallInteger, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("ewma_acute", Float),
    Column("ewma_chronic", Float),
    Column("fitness", Float, nullable=False),
    Column("fatigue", Float, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("entry_id", Uuid, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("phrases", JSON, nullable=False),
    Column("written_at", Instant, nullable=False),
    Column("prompt", String(32), nullable=False, server_default=""),
    Column("outcome", String(32), nullable=False, server_default="rules"),
)
Index("ix_feedback_athlete_written", feedback.c.athlete_id, feedback.c.written_at)

outbox = Table(
    "outbox",
    metadata,
    # SQLite counts up by itself only in a column that is exactly INTEGER.
    Column("sequence", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("id", String(128), nullable=False, unique=True),
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("entry_id", Uuid),
    Column("revision", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("done_at", Instant),
    Column("date", Date),
    Column("expires_at", Instant),
    Column("question_id", Uuid),
)
waiting = outbox.c.done_at.is_(None)
prompt = outbox.c.expires_at.is_(None)
"""What somebody waits for; the rest are reminders."""
_delivered = outbox.c.done_at.is_not(None)
Index("ix_outbox_athlete", outbox.c.athlete_id, outbox.c.done_at, outbox.c.sequence)
Index("ix_outbox_due", outbox.c.sequence, sqlite_where=waiting)
Index("ix_outbox_prompt", outbox.c.sequence, sqlite_where=waiting & prompt)
Index("ix_outbox_done", outbox.c.done_at, sqlite_where=_delivered)

check_ins = Table(
    "check_ins",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("date", Date, primary_key=True),
    Column("freshness", SmallInteger, nullable=False),
    Column("sleep", SmallInteger, nullable=False),
    Column("muscles", SmallInteger, nullable=False),
    Column("calm", SmallInteger, nullable=False),
    Column("mood", SmallInteger, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("choice", Text, nullable=False),
)
"""``choice`` is :class:`backend.contract.Reminders` as JSON."""

dues = Table(
    "dues",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("at", Instant, nullable=False),
)
"""When each kind of reminder is due next; what is never due has no row."""
Index("ix_dues_at", dues.c.at)

pauses = Table(
    "pauses",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date, nullable=False),
    Column("reason", String(16), nullable=False),
)
"""Pauses that are over; one that is not stands in its athlete's choice."""

premium_accounts = Table(
    "premium_accounts",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("customer_id", String(255), unique=True),
    Column("look_again_at", Instant),
    Column("record", Text, nullable=False),
)
"""``record``, here and in the tables of billing below, is one of :mod:`backend.billing.stored`."""
Index(
    "ix_premium_accounts_due",
    premium_accounts.c.look_again_at,
    sqlite_where=premium_accounts.c.look_again_at.is_not(None),
)

premium_changes = Table(
    "premium_changes",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("record", Text, nullable=False),
)

purchases = Table(
    "purchases",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("record", Text, nullable=False),
)
Index("ix_purchases_created", purchases.c.athlete_id, purchases.c.created_at)

payments = Table(
    "payments",
    metadata,
    Column("charge_id", String(255), primary_key=True),
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), nullable=False),
    # The payment at Stripe that was credited for it: one counts for one charge only.
    Column("payment_intent_id", String(255), unique=True),
    Column("paid_at", Instant, nullable=False),
    Column("record", Text, nullable=False),
)
Index("ix_payments_athlete", payments.c.athlete_id, payments.c.paid_at)

stripe_events = Table(
    "stripe_events",
    metadata,
    Column("id", String(255), primary_key=True),
    Column("received_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("record", Text, nullable=False),
)
unfinished = stripe_events.c.finished_at.is_(None)
_finished_events = stripe_events.c.finished_at.is_not(None)
Index("ix_stripe_events_unfinished", stripe_events.c.received_at, sqlite_where=unfinished)
Index("ix_stripe_events_finished", stripe_events.c.finished_at, sqlite_where=_finished_events)

erased_customers = Table(
    "erased_customers",
    metadata,
    Column("customer_id", String(255), primary_key=True),
)
"""Customers at Stripe of athletes who were erased, until they are deleted there too."""

executions = Table(
    "executions",
    metadata,
    Column("id", String(128), primary_key=True),
    # No foreign key: whether the athlete is still there is the workflow's first question.
    Column("athlete_id", Uuid, nullable=False),
    # Where it stands, as JSON; empty once it has finished.
    Column("position", Text),
    Column("due", Instant, nullable=False),
    Column("finished_at", Instant),
)
running = executions.c.finished_at.is_(None)
_finished = executions.c.finished_at.is_not(None)
Index("ix_executions_athlete_id", executions.c.athlete_id)
Index("ix_executions_due", executions.c.due, sqlite_where=running)
Index("ix_executions_finished", executions.c.finished_at, sqlite_where=_finished)

coach_days = Table(
    "coach_days",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("tokens", BigInteger, nullable=False),
)
"""What an athlete's comments took of a model on the newest day that they took anything."""

coach_months = Table(
    "coach_months",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("micro_usd", BigInteger, nullable=False),
    Column("alarmed_on", Date),
)
"""What models cost, everybody's together."""

questions = Table(
    "questions",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("text", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("entry_id", Uuid),
    Column("answer", Text),
    Column("facts", JSON, nullable=False),
    Column("proposal", Text),
    Column("prompt", String(32), nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("review", Date),
)
open_question = questions.c.answer.is_(None)
Index("ix_questions_asked", questions.c.athlete_id, questions.c.asked_at)
Index("ix_questions_open", questions.c.asked_at, sqlite_where=open_question)

memory = Table(
    "memory",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("added_at", Instant, nullable=False),
    Column("item", Text, nullable=False),
)
"""What the coach remembers of an athlete, each as JSON."""

tones = Table(
    "tones",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    Column("tone", String(16), nullable=False),
)

votes = Table(
    "votes",
    metadata,
    Column("athlete_id", Uuid, ForeignKey("athletes.id"), primary_key=True),
    # The entry whose comment, or the question whose answer it is about.
    Column("about", Uuid, primary_key=True),
    Column("cast", Text, nullable=False),
    Column("prompt", String(32), nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("tone", String(16), nullable=False),
    Column("at", Instant, nullable=False),
)

signing_keys = Table(
    "signing_keys",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("private_key", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)
