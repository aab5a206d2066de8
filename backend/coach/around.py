"""What has come after a session, and how the week that is spoken of is made up: easy, hard, in a row."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from backend.coach.log import LOOK_AHEAD_DAYS, WEEK_DAYS, Log
from backend.coach.recovery import HARD_RPE
from backend.training.session import Kind

Named = tuple[str, str, str, dict[str, Any]]
EASY_RPE = 3
"""Foster's "moderate": this and less is called easy, beside "very hard" from 7 on."""
_MIN_SESSIONS = 3
_MIN_IN_A_ROW = 2
_ONE = timedelta(days=1)


def around(log: Log) -> Iterator[Named]:
    """Facts about the days after the entry, up to today, and about the week as it stands now."""
    yield from _efforts(log)
    yield from _next(log)
    yield from _quiet_after(log)
    yield from _row_now(log)


def _efforts(log: Log) -> Iterator[Named]:
    """The ratings of the week that is spoken of; none where a session of it has no rating, or where they are few."""
    rpes = [each.rpe for each in log.of_week()]
    rated = [rpe for rpe in rpes if rpe is not None]
    if len(rated) < max(_MIN_SESSIONS, len(rpes)):
        return
    yield (
        "efforts",
        "CR10",
        "the log, 7 days",
        {
            "end": log.week_end.isoformat(),
            "window_days": WEEK_DAYS,
            "sessions": len(rated),
            "rpes": rated,
            "easy": sum(rpe <= EASY_RPE for rpe in rated),
            "hard": sum(rpe >= HARD_RPE for rpe in rated),
            "easy_to": EASY_RPE,
            "hard_from": HARD_RPE,
        },
    )


def _next(log: Log) -> Iterator[Named]:
    """The session that followed on a later day."""
    if later := log.later():
        following = later[0]
        of_that_day = [each.rpe for each in later if each.date == following.date]
        rated = [rpe for rpe in of_that_day if rpe is not None]
        yield (
            "next",
            "days, CR10",
            "the log, 7 days after",
            {
                "date": following.date.isoformat(),
                "days_later": (following.date - log.entry.date).days,
                # The hardest of the day; unknown while one of them is.
                "rpe": max(rated) if len(rated) == len(of_that_day) else None,
                "sessions": len(of_that_day),
            },
        )


def _quiet_after(log: Log) -> Iterator[Named]:
    if not log.later() and (log.today - log.entry.date).days > LOOK_AHEAD_DAYS:
        first, last = log.entry.date + _ONE, log.entry.date + timedelta(days=LOOK_AHEAD_DAYS)
        values = {"days": LOOK_AHEAD_DAYS, "first": first.isoformat(), "last": last.isoformat()}
        yield "quiet_after", "days", "days without a session", values


def _row_now(log: Log) -> Iterator[Named]:
    """Training days in a row that end today or yesterday, where a back-dated session is one of them."""
    if log.entry.kind is Kind.REST or not log.later() or log.week_end != log.today:
        return
    trained = {each.date for each in (*log.sessions(), log.entry, *log.later())}
    last = max(trained)
    day = last
    while day in trained:
        day -= _ONE
    days = (last - day).days
    if days >= _MIN_IN_A_ROW and last >= log.today - _ONE and day < log.entry.date:
        values = {"days": days, "first": (day + _ONE).isoformat(), "last": last.isoformat()}
        yield "row_now", "days", "days with a session", values
