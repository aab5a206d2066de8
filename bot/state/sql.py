"""The inbox and the chats' states in SQL: SQLite or PostgreSQL."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, Insert, bindparam, delete, insert, or_, select, update

from backend.clock import SystemClock
from backend.ports import Clock
from backend.store.engine import reading, transaction
from backend.store.prepared import Prepared
from bot.inbox import Arrival, Outcome, Waiting
from bot.state.tables import chats, inbox, undecided

_WAITING = Prepared(
    select(inbox.c.position, inbox.c.update_id, inbox.c.chat_id, inbox.c.payload, inbox.c.attempts)
    .where(inbox.c.status == "waiting", inbox.c.position > bindparam("after"))
    .order_by(inbox.c.position)
    .limit(bindparam("most"))
)
_FINISH = Prepared(
    update(inbox)
    .where(inbox.c.update_id == bindparam("finished"), inbox.c.status == "waiting")
    .values(status="handled", payload=None, reason=None, chat_id=None)
)
_DROP_ASIDE = Prepared(
    update(inbox)
    .where(inbox.c.chat_id == bindparam("forgotten"), inbox.c.status == "aside")
    .values(status="handled", payload=None, reason=None, chat_id=None)
)
_SAVED = ("state", "athlete_id", "changed_at")
_DELETE_CHAT = Prepared(delete(chats).where(chats.c.chat_id == bindparam("forgotten")))
_AT_ONCE = 16
"""Chats that one statement loads: it is the same for any number up to that."""
_LOAD = Prepared(
    select(chats.c.chat_id, chats.c.state).where(chats.c.chat_id.in_([bindparam(f"c{n}") for n in range(_AT_ONCE)]))
)
_FIND = Prepared(
    select(chats.c.chat_id).where(chats.c.athlete_id == bindparam("of_athlete"), chats.c.chat_id > 0).limit(1)
)


def _upserts(dialect: str) -> tuple[Insert, Insert]:
    """(an update unless it is known, a chat or its new state) in the words of this database.

    The other's are not even loaded.
    """
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        row = postgresql.insert(chats)
        return (
            postgresql.insert(inbox).on_conflict_do_nothing(index_elements=[inbox.c.update_id]),
            row.on_conflict_do_update(index_elements=[chats.c.chat_id], set_={n: row.excluded[n] for n in _SAVED}),
        )
    from sqlalchemy.dialects import sqlite

    new = sqlite.insert(chats)
    return (
        sqlite.insert(inbox).on_conflict_do_nothing(index_elements=[inbox.c.update_id]),
        new.on_conflict_do_update(index_elements=[chats.c.chat_id], set_={n: new.excluded[n] for n in _SAVED}),
    )


class SqlInbox:
    """:class:`bot.inbox.Inbox` in the table ``inbox``, with :class:`bot.inbox.ChatStates` beside it in ``chats``."""

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        self._engine = engine
        self._clock = clock or SystemClock()
        self._put, self._save_chat = map(Prepared, _upserts(engine.dialect.name))

    def put(self, arrivals: Sequence[Arrival], now: datetime) -> int:
        """See the port. Durable before it returns: Telegram forgets what was acknowledged."""
        # Sorted: what one batch brings is handled in Telegram's order, however the webhooks overtook each other.
        by_id = {arrival.update_id: arrival for arrival in sorted(arrivals, key=lambda arrival: arrival.update_id)}
        received_at = int(now.timestamp())
        with transaction(self._engine) as connection:
            return sum(
                self._put.run(
                    connection,
                    {
                        "update_id": arrival.update_id,
                        "chat_id": arrival.chat_id,
                        "payload": arrival.payload,
                        "status": "waiting",
                        "received_at": received_at,
                        "attempts": 0,
                    },
                )
                for arrival in by_id.values()
            )

    def waiting(self, after: int, limit: int) -> list[Waiting]:
        """See the port."""
        with reading(self._engine) as connection:
            return [Waiting(*row) for row in _WAITING.all(connection, {"after": after, "most": limit})]

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
                self._save_chat.run_each(connection, rows)
            _DELETE_CHAT.run_each(connection, [{"forgotten": new.chat_id} for new in gone])
            _DROP_ASIDE.run_each(connection, [{"forgotten": new.chat_id} for new in erased])
            _FINISH.run_each(connection, [{"finished": update_id} for update_id in handled])

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
        wanted, found = list(chat_ids), {}
        with reading(self._engine) as connection:
            for first in range(0, len(wanted), _AT_ONCE):
                some = wanted[first : first + _AT_ONCE]
                some += some[-1:] * (_AT_ONCE - len(some))  # one of them again is none more
                for chat_id, state in _LOAD.all(connection, {f"c{n}": chat_id for n, chat_id in enumerate(some)}):
                    found[chat_id] = state
        return found

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

    def athlete_of(self, chat_id: int) -> UUID | None:
        """Whose private chat it is; None before consent and after /delete_me. For the operator's commands."""
        with reading(self._engine) as connection:
            return connection.scalar(select(chats.c.athlete_id).where(chats.c.chat_id == chat_id))

    def find(self, athlete_id: UUID) -> int | None:
        """See :class:`bot.inbox.ChatStates`. A private chat's id is positive."""
        with reading(self._engine) as connection:
            row = _FIND.first(connection, {"of_athlete": athlete_id})
        return None if row is None else row[0]
