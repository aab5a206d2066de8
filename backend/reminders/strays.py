"""Bring back what a clock that ran far ahead moved on that far, once the clock is right again.

Nothing is kept as due later than :data:`LOOK_AGAIN` from when it was worked out, so whatever is due later than that is
astray, and the index on ``next_due`` finds it from its other end: where nothing is astray, that costs one look.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from backend.contract import Reminders
from backend.errors import NoConsent, Unavailable
from backend.ports import Agenda, Due, DueKind, Store
from backend.reminders.plan import plan

logger = logging.getLogger(__name__)

LOOK_AGAIN = timedelta(days=8)
"""A week and a day: what is due later, after a long pause, is looked at again then, and moved on in silence."""
_ASTRAY = LOOK_AGAIN + timedelta(days=1)
_AT_ONCE = 100
_AFTER_A_BUG = timedelta(days=1)


def look_at(at: datetime | None, now: datetime) -> datetime | None:
    """When to look at what is due ``at`` (None: never), as it is kept."""
    return None if at is None else min(at, now + LOOK_AGAIN)


def looks(reminders: Reminders, zone: str, now: datetime) -> dict[DueKind, datetime | None]:
    """:func:`backend.reminders.plan.plan`, as it is kept."""
    return {kind: look_at(at, now) for kind, at in plan(reminders, zone, now).items()}


def bring_back(now: datetime, agenda: Agenda, store: Store, limit: int, until: Callable[[], bool]) -> int:
    """Work out anew what is due too late to be right, ``limit`` at most and none after ``until``; how much it was.

    Raises Unavailable.
    """
    brought = 0
    while brought < limit and (astray := agenda.due_later_than(now + _ASTRAY, min(limit - brought, _AT_ONCE))):
        for due in astray:
            if until():
                return brought
            _bring_back(due, now, agenda, store)
            brought += 1
    return brought


def _bring_back(due: Due, now: datetime, agenda: Agenda, store: Store) -> None:
    try:
        athlete = store.athlete(due.athlete_id)
        dues = {} if athlete is None else looks(agenda.reminders(athlete.id), athlete.zone, now)
        back = dues.get(DueKind.PAUSE_OVER)
        if back is not None:  # by the wrong clock it was too late for it
            agenda.put_off(due.athlete_id, DueKind.PAUSE_OVER, back)
        next_at = dues.get(due.kind)
    except Unavailable:
        raise
    except NoConsent:  # erased a moment ago
        next_at = None
    except Exception as error:  # one athlete's trouble must not hold up the others
        logger.error("a reminder could not be brought back: %s", type(error).__name__)
        next_at = now + _AFTER_A_BUG
    agenda.claim(due, next_at)
