"""Send what is due. One function behind every clock: the one-machine program's tick and the tick Lambda.

A notification is put into the outbox first and its due moved on after. A crash in between puts it again, and so do a
second tick or a second bot: the outbox refuses an id that it was given before, and a local day has one id for whatever
nobody asked for (:func:`backend.reminders.plan.notification_id`). So there is at most one, and none is lost.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from backend.contract import Notification, Reminders
from backend.errors import NoConsent, Unavailable
from backend.ports import Agenda, CheckIns, Due, DueKind, Outbox, Store
from backend.reminders.occurrence import is_quiet, local_day
from backend.reminders.plan import (
    expires_at,
    is_paused,
    next_question,
    next_to_send,
    notification_id,
    on_day,
    question_on,
)
from backend.reminders.strays import bring_back, look_at
from backend.training.session import Kind

logger = logging.getLogger(__name__)

USUAL_WEEKS = 4
USUAL_FROM = 3
"""A weekday with sessions in so many of the last four weeks is a usual training day."""
_STRAYS_EVERY, _STRAYS_AT = 10, 5
"""Minutes: often enough after a clock was wrong, and not where most reminders are due."""
_AT_ONCE = 100
_AFTER_A_BUG = timedelta(days=1)
_ONE_DAY = timedelta(days=1)


def send_due(
    now: datetime,
    agenda: Agenda,
    check_ins: CheckIns,
    store: Store,
    outbox: Outbox,
    limit: int,
    until: Callable[[], bool] = lambda: False,
) -> int:
    """Put what is due at ``now`` (UTC) into the outbox, who is due first first; how much was put.

    Deals with ``limit`` dues at most, and with no further one when ``until`` says that time is up: the rest is still
    due at the next tick. Doing it twice, or twice at once, sends nothing twice. Raises backend.errors.Unavailable.
    """
    if now.minute % _STRAYS_EVERY == _STRAYS_AT:
        bring_back(now, agenda, store, limit, until)
    sending = _Sending(now, agenda, check_ins, store, outbox)
    sent, left = 0, limit
    while left > 0 and (batch := agenda.due(now, min(left, _AT_ONCE))):
        for due in sorted(batch, key=_in_turn):
            if until():
                return sent
            sent += sending.deal_with(due)
        left -= len(batch)
    return sent


class _Sending:
    def __init__(self, now: datetime, agenda: Agenda, check_ins: CheckIns, store: Store, outbox: Outbox) -> None:
        self._now = now
        self._agenda = agenda
        self._check_ins = check_ins
        self._store = store
        self._outbox = outbox

    def deal_with(self, due: Due) -> bool:
        """Send it or leave it, then move it on; whether it was sent."""
        try:
            sent, next_at = self._send(due)
        except Unavailable:
            raise
        except NoConsent:  # erased a moment ago
            sent, next_at = False, None
        except Exception as error:  # one athlete's trouble must not hold up all who are due after them
            logger.error("a reminder could not be sent: %s", type(error).__name__)
            sent, next_at = False, self._now + _AFTER_A_BUG
        moved_on = self._agenda.claim(due, look_at(next_at, self._now))
        if moved_on and due.kind is DueKind.PAUSE_OVER and next_at is not None and next_at <= self._now:
            # At once: what is due later than the question was must not take the day that it comes on now.
            return self.deal_with(replace(due, at=next_at))
        return sent

    def _send(self, due: Due) -> tuple[bool, datetime | None]:
        """Whether it was sent, and when that kind is due next."""
        athlete = self._store.athlete(due.athlete_id)
        if athlete is None:
            return False, None
        reminders, zone = self._agenda.reminders(athlete.id), athlete.zone
        day, ends = local_day(due.at, zone), expires_at(due.kind, due.at, reminders, zone)
        sent, in_time = False, self._now < ends and _is_wanted(due, day, reminders, zone)
        if in_time and self._has_reason(due, day, reminders):
            sent = self._outbox.put(_notification(due, day, self._now, ends))
        if due.kind is not DueKind.PAUSE_OVER:
            return sent, next_to_send(due.kind, reminders, zone, due.at, self._now)
        # Once for each pause: what was slept through is made up for, what had its day is over.
        return sent, None if in_time else next_question(reminders, zone, due.at, self._now)

    def _has_reason(self, due: Due, day: date, reminders: Reminders) -> bool:
        """Whether what the athlete did meanwhile has not made it needless."""
        match due.kind:
            case DueKind.CHECK_IN | DueKind.LATER:
                return not self._check_ins.check_ins_between(due.athlete_id, day, day)
            case DueKind.NUDGE:
                return self._is_usual_and_empty(due.athlete_id, day)
            case DueKind.REVIEW:
                return True
            case DueKind.PAUSE_OVER:
                return not self._is_back(due.athlete_id, day, reminders)

    def _is_back(self, athlete_id: UUID, day: date, reminders: Reminders) -> bool:
        """Whether they checked in or trained on a day between the pause and that day, on which they are asked late."""
        pause = reminders.pause
        first = day if pause is None or pause.until is None else pause.until + _ONE_DAY
        if first == day:
            return False
        entries = self._store.entries_between(athlete_id, first, day)
        trained = any(entry.kind is Kind.SESSION for entry in entries)
        return trained or bool(self._check_ins.check_ins_between(athlete_id, first, day))

    def _is_usual_and_empty(self, athlete_id: UUID, day: date) -> bool:
        """Whether they usually train on this weekday, and nothing, not even a rest day, is logged of it yet."""
        same_weekday = {day - 7 * n * _ONE_DAY for n in range(1, USUAL_WEEKS + 1)}
        entries = self._store.entries_between(athlete_id, min(same_weekday), day)
        if any(entry.date == day for entry in entries):
            return False
        trained = {entry.date for entry in entries if entry.kind is Kind.SESSION}
        return len(trained & same_weekday) >= USUAL_FROM


def _in_turn(due: Due) -> tuple[datetime, bool]:
    """Who is due first first; the question after a pause before what is due at the same instant, whose day it takes."""
    return due.at, due.kind is not DueKind.PAUSE_OVER


def _is_wanted(due: Due, day: date, reminders: Reminders, zone: str) -> bool:
    """Whether the athlete still wants it then: what was planned for another zone or another choice is for nobody."""
    if due.kind is DueKind.LATER:
        quiet = is_quiet(due.at, zone, reminders.quiet_from, reminders.quiet_until)
        return not quiet and not is_paused(reminders.pause, day)
    if due.kind is DueKind.PAUSE_OVER:
        return question_on(day, reminders, zone) == due.at
    return on_day(day, reminders, zone).get(due.kind) == due.at


def _notification(due: Due, day: date, now: datetime, ends: datetime) -> Notification:
    id_ = notification_id(due.kind, due.athlete_id, day)
    if due.kind is DueKind.LATER:  # asked for with a tap, as often as they like
        id_ += f":{due.at:%H%M%S}"
    return Notification(
        id=id_,
        athlete_id=due.athlete_id,
        kind=_SAID_AS[due.kind],
        date=day,
        created_at=now,
        expires_at=ends,
    )


_SAID_AS: dict[DueKind, Literal["check_in", "nudge", "review", "pause_over"]] = {
    DueKind.CHECK_IN: "check_in",
    DueKind.LATER: "check_in",
    DueKind.NUDGE: "nudge",
    DueKind.REVIEW: "review",
    DueKind.PAUSE_OVER: "pause_over",
}
