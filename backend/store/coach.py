"""The ledger of what models cost, in SQL: one row for an athlete's newest day, one for each month of everybody's."""

from datetime import date
from uuid import UUID

from sqlalchemy import Engine, delete, func, insert, select, text, update

from backend.coach.ports import Cost, Ledger, Limit, Limits
from backend.errors import NoConsent
from backend.store.engine import transaction
from backend.store.tables import athletes, coach_days, coach_months

_FIRST_OF_MONTH = text("INSERT INTO coach_months (month, micro_usd) VALUES (:month, 0) ON CONFLICT DO NOTHING")


class SqlLedger(Ledger):
    """A ledger in the database of :class:`backend.store.sql.SqlStore`, which erases an athlete's with them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def book(self, athlete_id: UUID, day: date, most: Cost, limits: Limits) -> Limit | None:
        """See :class:`backend.coach.ports.Ledger`."""
        mine = coach_days.c.athlete_id == athlete_id
        with transaction(self._engine) as connection:
            # Holding the athlete keeps their other requests out until this one is booked.
            if connection.scalar(select(athletes.c.id).where(athletes.c.id == athlete_id).with_for_update()) is None:
                raise NoConsent
            connection.execute(delete(coach_days).where(mine, coach_days.c.day < day))
            today = connection.scalar(select(coach_days.c.tokens).where(mine, coach_days.c.day == day))
            if (today or 0) + most.tokens > limits.tokens_a_day:
                return Limit.QUOTA
            connection.execute(_FIRST_OF_MONTH, {"month": _month(day)})
            spent = coach_months.c.micro_usd + most.micro_usd
            within = update(coach_months).where(coach_months.c.month == _month(day), spent <= limits.micro_usd_a_month)
            if not connection.execute(within.values(micro_usd=spent)).rowcount:
                return Limit.BUDGET
            if today is None:
                connection.execute(insert(coach_days).values(athlete_id=athlete_id, day=day, tokens=most.tokens))
            else:
                more = update(coach_days).where(mine, coach_days.c.day == day)
                connection.execute(more.values(tokens=coach_days.c.tokens + most.tokens))
        return None

    def correct(self, athlete_id: UUID, day: date, by: Cost) -> None:
        """See :class:`backend.coach.ports.Ledger`."""
        theirs = update(coach_days).where(coach_days.c.athlete_id == athlete_id, coach_days.c.day == day)
        everybodys = update(coach_months).where(coach_months.c.month == _month(day))
        with transaction(self._engine) as connection:
            connection.execute(theirs.values(tokens=coach_days.c.tokens + by.tokens))
            connection.execute(everybodys.values(micro_usd=coach_months.c.micro_usd + by.micro_usd))

    def raise_alarm(self, day: date) -> bool:
        """See :class:`backend.coach.ports.Ledger`."""
        not_yet = func.coalesce(coach_months.c.alarmed_on, date.min) < day
        first = update(coach_months).where(coach_months.c.month == _month(day), not_yet).values(alarmed_on=day)
        with transaction(self._engine) as connection:
            return bool(connection.execute(first).rowcount)


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
