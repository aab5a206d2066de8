"""What is due next to an athlete, from what they chose. Pure.

One local day has one reminder at most. Which one, by what comes first here:

1. in a pause: none; on the day after it: only the question whether they are back. If nothing could be sent on that day,
   the question comes first on one of the week's other days, and once (:func:`next_question`);
2. on Monday the review, if they want it (a button in it offers the check-in);
3. the check-in;
4. the nudge, in the evening, if nothing else was sent that day. Whether something was is known only then: it is planned
   all the same, unless a check-in or review is still to come, and the day's one :func:`notification_id` decides.

What falls into the quiet hours moves to their end, or is left out if that is on another day.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from backend.contract import Pause, Reminders
from backend.ports import DueKind
from backend.reminders.occurrence import end_of_day, instant_of, is_quiet, local_day, next_clock, quiet_begins

_DAY = timedelta(days=1)
_MONDAY = 0
_SEARCHED_DAYS = 16
_NEVER = date(9999, 1, 1)
"""Nobody comes back then, and the calendar ends."""
_CHECK_IN_LIFE = timedelta(hours=6)
"""How you woke up is no question for the evening."""
BACK_AT = time(9)
"""When the question at the end of a pause is asked, on a weekday whose check-in comes not at all."""
_BACK_WITHIN = 7
"""Days after a pause on which it may still be asked: later than that, they are back or gone."""
PLANNED = (DueKind.CHECK_IN, DueKind.NUDGE, DueKind.REVIEW, DueKind.PAUSE_OVER)
"""Every kind but the check-in put off for an hour, which only a tap makes due."""


def plan(reminders: Reminders, zone: str, now: datetime) -> dict[DueKind, datetime | None]:
    """When each of ``PLANNED`` is due next, later than ``now`` (aware); UTC, None: not at all."""
    return {kind: next_due(kind, reminders, zone, now) for kind in PLANNED}


def next_due(kind: DueKind, reminders: Reminders, zone: str, after: datetime) -> datetime | None:
    """The first instant (UTC) later than ``after`` (aware) at which this kind is due; None: not at all."""
    for day in _days(local_day(after, zone), reminders.pause):
        if not _can_be_on(day, kind, reminders):
            continue
        at = on_day(day, reminders, zone).get(kind)
        if at is not None and at > after:
            return at
    return None


def next_to_send(kind: DueKind, reminders: Reminders, zone: str, after: datetime, now: datetime) -> datetime | None:
    """As :func:`next_due`, past what has expired by ``now``: what comes after ``after`` was dealt with.

    May be earlier than ``now``: whoever slept for three days still asks about today.
    """
    # Nothing that was due a day and more ago is still to be sent.
    at = next_due(kind, reminders, zone, max(after, now - 2 * _DAY))
    while at is not None and at <= now and expires_at(kind, at, reminders, zone) <= now:
        at = next_due(kind, reminders, zone, at)
    return at


def question_on(day: date, reminders: Reminders, zone: str) -> datetime | None:
    """When (UTC) the question at the end of the pause may be asked on that local day; None: not on that day.

    On the day after the pause it is :func:`on_day`'s. On the other days of the week it comes before all else.
    """
    pause = reminders.pause
    if pause is None or pause.until is None or not 1 <= (day - pause.until).days <= _BACK_WITHIN:
        return None
    back = _moment(day, reminders.check_in[day.weekday()], reminders, zone) or _moment(day, BACK_AT, reminders, zone)
    if back is None or day - _DAY == pause.until:
        return back
    return min([back, *on_day(day, reminders, zone).values()])


def next_question(reminders: Reminders, zone: str, after: datetime, now: datetime) -> datetime | None:
    """The first instant (UTC) later than ``after`` at which the question, not asked yet, may be asked at ``now``, or
    some time later. May be earlier than ``now``; None: it is too late for it, or the pause is another."""
    pause = reminders.pause
    if pause is None or pause.until is None or pause.until >= _NEVER:
        return None
    for n in range(1, _BACK_WITHIN + 1):
        at = question_on(pause.until + n * _DAY, reminders, zone)
        if at is not None and at > after and now < expires_at(DueKind.PAUSE_OVER, at, reminders, zone):
            return at
    return None


def on_day(day: date, reminders: Reminders, zone: str) -> Mapping[DueKind, datetime]:
    """What may be due on that local day, by the order above; instants in UTC."""
    pause = reminders.pause
    if is_paused(pause, day):
        return {}
    if pause is not None and day - _DAY == pause.until:
        back = question_on(day, reminders, zone)
        return {} if back is None else {DueKind.PAUSE_OVER: back}
    review = _moment(day, reminders.review, reminders, zone) if day.weekday() == _MONDAY else None
    main = review or _moment(day, reminders.check_in[day.weekday()], reminders, zone)
    nudge = _moment(day, reminders.nudge, reminders, zone)
    due: dict[DueKind, datetime] = {}
    if main is not None:
        due[DueKind.REVIEW if review else DueKind.CHECK_IN] = main
    if nudge is not None and (main is None or main < nudge):
        due[DueKind.NUDGE] = nudge
    return due


def is_paused(pause: Pause | None, day: date) -> bool:
    """Whether that local day lies in the pause."""
    return pause is not None and pause.since <= day and (pause.until is None or day <= pause.until)


def expires_at(kind: DueKind, at: datetime, reminders: Reminders, zone: str) -> datetime:
    """Until when (UTC) what is due ``at`` may be said: never on another day, nor in the quiet hours.

    A check-in is worth asking for six hours at most.
    """
    ends = [end_of_day(local_day(at, zone), zone)]
    quiet = quiet_begins(at, zone, reminders.quiet_from, reminders.quiet_until)
    if quiet is not None:
        ends.append(quiet)
    if kind in (DueKind.CHECK_IN, DueKind.LATER):
        ends.append(at.astimezone(UTC) + _CHECK_IN_LIFE)
    return min(ends)


def notification_id(kind: DueKind, athlete_id: UUID, day: date) -> str:
    """The id of what is sent for that local day: one for all that nobody asked for, so that one a day is put.

    The outbox takes an id once: a second tick, a second bot and what was due by another zone are refused by it.
    """
    return f"{'later' if kind is DueKind.LATER else 'reminder'}:{athlete_id}:{day}"


def _can_be_on(day: date, kind: DueKind, reminders: Reminders) -> bool:
    """Whether there is need to look closer."""
    match kind:
        case DueKind.CHECK_IN:
            return reminders.check_in[day.weekday()] is not None
        case DueKind.NUDGE:
            return reminders.nudge is not None
        case DueKind.REVIEW:
            return reminders.review is not None and day.weekday() == _MONDAY
        case DueKind.PAUSE_OVER:
            return reminders.pause is not None and day - _DAY == reminders.pause.until
        case DueKind.LATER:
            return False


def _days(first: date, pause: Pause | None) -> Iterator[date]:
    """Days enough to find one of each weekday, beside those of the pause."""
    for n in range(_SEARCHED_DAYS):
        yield first + n * _DAY
    if pause is not None and pause.until is not None and first - _DAY <= pause.until < _NEVER:
        for n in range(1, _SEARCHED_DAYS):
            yield max(pause.until, first) + n * _DAY


def _moment(day: date, at: time | None, reminders: Reminders, zone: str) -> datetime | None:
    """The instant of that time on that day, outside of the quiet hours; None when there is none."""
    instant = None if at is None else instant_of(day, at, zone)
    if instant is None or reminders.quiet_until is None:
        return instant
    while is_quiet(instant, zone, reminders.quiet_from, reminders.quiet_until):
        instant = next_clock(instant, reminders.quiet_until, zone)
    return instant if local_day(instant, zone) == day else None
