"""When a local time comes in a zone. Pure.

A wall clock is not a line: it jumps over times in spring and shows some twice in autumn, countries change their rules,
and islands have left out a whole day to cross the date line. What holds here is that each local day there is has
each time of day exactly once: :func:`instant_of`.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)
_SEARCHED_DAYS = 16
"""Two weeks: one of a weekday's days may have been left out."""


@cache
def _zone(name: str) -> ZoneInfo:
    """Kept: the standard library keeps eight of them, and reads the others from their files again."""
    return ZoneInfo(name)


def local_day(instant: datetime, zone: str) -> date:
    """The calendar day that the athlete has at ``instant`` (aware)."""
    return instant.astimezone(_zone(zone)).date()


def instant_of(day: date, at: time, zone: str) -> datetime | None:
    """The one instant (UTC) that stands for ``at`` on that local day; None when the zone left the day out.

    A time that comes twice counts the first time. One that does not come at all counts as the first instant after the
    gap; if that is another day already (Nuuk puts its clock from 23 to 24 h), as the last minute before it.
    """
    wall = datetime.combine(day, at, _zone(zone))
    if (shown := _shown(wall)) is not None:
        return shown
    after = _after_gap(wall, zone)
    if local_day(after, zone) == day:
        return after
    before = after - _MINUTE
    return before if local_day(before, zone) == day else None


def next_occurrence(after: datetime, times: Sequence[time | None], zone: str) -> datetime | None:
    """The first instant (UTC) later than ``after`` (aware) that is the time of its local weekday.

    ``times``: one for each weekday, Monday first; None: not on that day. None when there is none.
    """
    if not any(at is not None for at in times):
        return None
    # What stands for a time of an earlier day is over: the clock has been beyond it, also if it goes back there.
    first = local_day(after, zone)
    for day in (first + n * _DAY for n in range(_SEARCHED_DAYS)):
        at = times[day.weekday()]
        instant = None if at is None else instant_of(day, at, zone)
        if instant is not None and instant > after:
            return instant
    return None


def end_of_day(day: date, zone: str) -> datetime:
    """The first instant (UTC) after that local day."""
    return _arrival(day + _DAY, time(), zone)


def is_quiet(instant: datetime, zone: str, quiet_from: time | None, quiet_until: time | None) -> bool:
    """Whether the clock stands in the quiet hours, which may cross midnight. The end is not in them.

    Without both ends, or with both the same, there are none.
    """
    if quiet_from is None or quiet_until is None:
        return False
    now = instant.astimezone(_zone(zone)).time()
    if quiet_from <= quiet_until:
        return quiet_from <= now < quiet_until
    return now >= quiet_from or now < quiet_until


def next_clock(after: datetime, at: time, zone: str) -> datetime:
    """The first instant (UTC) later than ``after`` at which the clock gets to ``at``, or jumps over it."""
    first = local_day(after, zone)
    days = (first + n * _DAY for n in range(_SEARCHED_DAYS))
    return next(instant for day in days if (instant := _arrival(day, at, zone)) > after)


def quiet_begins(after: datetime, zone: str, quiet_from: time | None, quiet_until: time | None) -> datetime | None:
    """The first instant (UTC) later than ``after``, which is not quiet, that is; None when there are no quiet hours."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return None
    begins = next_clock(after, quiet_from, zone)
    # In autumn the clock can go back into quiet hours that are over.
    if _offset(after, zone) != _offset(begins, zone):
        change = _change(after, begins, zone)
        if is_quiet(change, zone, quiet_from, quiet_until):
            return change
    return begins


def _arrival(day: date, at: time, zone: str) -> datetime:
    """The first instant (UTC) at which the wall clock has got to that day and time, or beyond."""
    wall = datetime.combine(day, at, _zone(zone))
    return _shown(wall) or _after_gap(wall, zone)


def _shown(wall: datetime) -> datetime | None:
    """The first instant (UTC) at which a clock shows that time of its zone; None when it jumps over it."""
    instant = wall.astimezone(UTC)
    return instant if instant.astimezone(wall.tzinfo).replace(tzinfo=None) == wall.replace(tzinfo=None) else None


def _after_gap(wall: datetime, zone: str) -> datetime:
    """The first instant (UTC) after a gap with that time in it."""
    # PEP 495 reads fold=0 there by the offset before the gap and fold=1 by the one after it: the change lies between.
    return _change(wall.replace(fold=1).astimezone(UTC), wall.astimezone(UTC), zone)


def _offset(instant: datetime, zone: str) -> timedelta | None:
    return instant.astimezone(_zone(zone)).utcoffset()


def _change(earlier: datetime, later: datetime, zone: str) -> datetime:
    """The instant (UTC, to the second) between those two at which the zone's offset changes."""
    before = _offset(earlier, zone)
    earlier, later = (instant.astimezone(UTC).replace(microsecond=0) for instant in (earlier, later))
    while later - earlier > _SECOND:
        middle = earlier + (later - earlier) // _SECOND // 2 * _SECOND
        if _offset(middle, zone) == before:
            earlier = middle
        else:
            later = middle
    return later
