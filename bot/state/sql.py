"""The inbox and the chats' states in SQL: SQLite or PostgreSQL."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, Executable, bindparam, delete, insert, or_, select, update

from backend.clock import SystemClock
from backend.ports import Clock
from backend.store.engine import reading, transaction
from bot.inbox import Arrival, Outcome, Waiting
from bot.state.tables import chats, inbox, undecided

_FINISH = (
    update(inbox)
    .where(inbox.c.update_id == bindparam("finished"), inbox.c.status == "waiting")
    .values(status="handled", payload=None, reason=None, chat_id=None)
)
_DROP_ASIDE = (
    update(inbox)
    .where(inbox.c.chat_id == bindparam("forgotten"), inbox.c.status == "aside")
    .values(status="handled", payload=None, reason=None, chat_id=None)
)
_SAVED = ("state", "athlete_id", "changed_at")
_DELETE_CHAT = delete(chats).where(chats.c.chat_id == bindparam("forgotten"))


def _save_chat(dialect: str) -> Executable:
    """Insert a chat or replace its state, in the words of this database; the other's are not even loaded."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        row = postgresql.insert(chats)
        return row.on_conflict_do_update(index_elements=[chats.c.chat_id], set_={n: row.excluded[n] for n in _SAVED})
    from sqlalchemy.dialects import sqlite

    new = sqlite.insert(chats)
    return new.on_conflict_do_update(index_elements=[chats.c.chat_id], set_={n: new.excluded[n] for n in _SAVED})


class SqlInbox:
    """:class:`bot.inbox.Inbox` in the table ``inbox``, with :class:`bot.inbox.ChatStates` beside it in ``chats``."""

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        self._engine = engine
        self._clock = clock or SystemClock()
        self._save_chat = _save_chat(engine.dialect.name)

    def put(self, arrivals: Sequence[Arrival], now: datetime) -> int:
        """See the port. Durable before it returns: Telegram forgets what was acknowledged."""
        # Sorted: what one batch brings is handled in Telegram's order, however the webhooks overtook each other.
        by_id = {arrival.update_id: arrival for arrival in sorted(arrivals, key=lambda arrival: arrival.update_id)}
        with transaction(self._engine) as connection:
            known = connection.execute(select(inbox.c.update_id).where(inbox.c.update_id.in_(by_id))).scalars()
            for update_id in known.all():
                del by_id[update_id]
            if by_id:
                received_at = int(now.timestamp())
                rows = [
                    {
                        "update_id": arrival.update_id,
                        "chat_id": arrival.chat_id,
                        "payload": arrival.payload,
                        "status": "waiting",
                        "received_at": received_at,
                    }
                    for arrival in by_id.values()
                ]
                connection.execute(insert(inbox), rows)
        return len(by_id)

    def waiting(self, after: int, limit: int) -> list[Waiting]:
        """See the port."""
        query = (
            select(inbox.c.position, inbox.c.update_id, inbox.c.chat_id, inbox.c.payload, inbox.c.attempts)
            .where(inbox.c.status == "waiting", inbox.c.position > after)
            .order_by(inbox.c.position)
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [Waiting(*row) for row in connection.execute(query)]

    def finish(self, outcomes: Sequence[Outcome]) -> None:
        """See the port. Not waited for on the disk: after a power loss such an update is handled again, whole."""
        saved = [outcome.new for outcome in outcomes if outcome.new is not None and outcome.new.state is not None]
        gone = [outcome.new for outcome in outcomes if outcome.new is not None and outcome.new.state is None]
        erased = [outcome.new for outcome in outcomes if outcome.new is not None and outcome.new.forgets]
        handled = [outcome.update_id for outcome in outcomes if outcome.update_id is not None]
        with transaction(self._engine, durable=False) as connection:
            if saved:
                now = int(self._clock.now().timestamp())
                rows = [
                    {"chat_id": new.chat_id, "state": new.state, "athlete_id": new.athlete_id, "changed_at": now}
                    for new in saved
                ]
                connection.execute(self._save_chat, rows)
            if gone:
                connection.execute(_DELETE_CHAT, [{"forgotten": new.chat_id} for new in gone])
            if erased:
                connection.execute(_DROP_ASIDE, [{"forgotten": new.chat_id} for new in erased])
            if handled:
                connection.execute(_FINISH, [{"finished": update_id} for update_id in handled])

    def failed(self, update_id: int) -> int:
        """See the port."""
        with transaction(self._engine, durable=False) as connection:
            count = (
                update(inbox)
                .where(inbox.c.update_id == update_id)
                .values(attempts=inbox.c.attempts + 1)
                .returning(inbox.c.attempts)
            )
            return connection.execute(count).scalar() or 0

    def aside(self, update_id: int, reason: str) -> None:
        """See the port."""
        with transaction(self._engine) as connection:
            connection.execute(
                update(inbox)
                .where(inbox.c.update_id == update_id, inbox.c.status == "waiting")
                .values(status="aside", reason=reason[:64])
            )

    def readmit(self) -> int:
        """See the port."""
        # A row keeps its position for life, so each begins a new one: whoever reads the table reads forwards only.
        kept = (inbox.c.update_id, inbox.c.chat_id, inbox.c.payload, inbox.c.attempts, inbox.c.received_at)
        aside = inbox.c.status == "aside"
        with transaction(self._engine) as connection:
            rows = connection.execute(select(*kept).where(aside).order_by(inbox.c.position)).mappings().all()
            if rows:
                connection.execute(delete(inbox).where(aside))
                connection.execute(insert(inbox), [{**row, "status": "waiting"} for row in rows])
        return len(rows)

    def purge(self, handled_before: datetime, aside_before: datetime, limit: int) -> int:
        """See the port."""
        old = (
            select(inbox.c.position)
            .where(
                inbox.c.received_at < int(handled_before.timestamp()),
                or_(
                    inbox.c.status == "handled",
                    (inbox.c.status == "aside") & (inbox.c.received_at < int(aside_before.timestamp())),
                ),
            )
            .limit(limit)
        )
        with reading(self._engine) as connection:
            positions = connection.execute(old).scalars().all()
        if not positions:
            return 0
        with transaction(self._engine, durable=False) as connection:
            return connection.execute(delete(inbox).where(inbox.c.position.in_(positions))).rowcount

    def load(self, chat_ids: Iterable[int]) -> dict[int, str]:
        """See :class:`bot.inbox.ChatStates`."""
        query = select(chats.c.chat_id, chats.c.state).where(chats.c.chat_id.in_(list(chat_ids)))
        with reading(self._engine) as connection:
            return {row.chat_id: row.state for row in connection.execute(query)}

    def forget_undecided(self, before: datetime, limit: int) -> int:
        """See :class:`bot.inbox.ChatStates`."""
        old = select(chats.c.chat_id).where(undecided, chats.c.changed_at < int(before.timestamp())).limit(limit)
        with reading(self._engine) as connection:
            found = connection.execute(old).scalars().all()
        if not found:
            return 0
        still = delete(chats).where(chats.c.chat_id.in_(found), undecided)
        with transaction(self._engine, durable=False) as connection:
            return connection.execute(still).rowcount

    def find(self, athlete_id: UUID) -> int | None:
        """See :class:`bot.inbox.ChatStates`. A private chat's id is positive."""
        query = select(chats.c.chat_id).where(chats.c.athlete_id == athlete_id, chats.c.chat_id > 0).limit(1)
        with reading(self._engine) as connection:
            return connection.execute(query).scalar()
