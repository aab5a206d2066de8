"""Every zone of the zone database as segments of constant offset: another way to read a clock than the product's."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

FIRST, LAST = datetime(2023, 12, 1, tzinfo=UTC), datetime(2031, 2, 1, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NAMES = sorted(available_timezones())


@dataclass(frozen=True)
class Clock:
    """What a zone's wall clock shows: from ``starts[n]`` (naive UTC) on it is ``offsets[n]`` ahead."""

    starts: tuple[datetime, ...]
    offsets: tuple[timedelta, ...]

    def wall(self, instant: datetime) -> datetime:
        """The naive local time at that instant."""
        naive = instant.replace(tzinfo=None)
        return naive + self.offsets[bisect_right(self.starts, naive) - 1]

    def wanted(self, day: date, at: time) -> datetime | None:
        """The one instant of that time on that day, as the product promises it."""
        wall = datetime.combine(day, at)
        ends = [*self.starts[1:], datetime.max]
        for start, end, offset in zip(self.starts, ends, self.offsets, strict=True):
            if start + offset > wall:
                # No segment shows it: the clock jumped over it into this one.
                jumped = start if (start + offset).date() == day else start - MINUTE
                jumped_to = jumped.replace(tzinfo=UTC)
                return jumped_to if self.wall(jumped_to).date() == day else None
            if wall - offset < end:
                return (wall - offset).replace(tzinfo=UTC)
        raise ValueError(wall)


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> list[datetime]:
    """Instants in ``first``…``last`` at which the offset changes, to the second, searched day by day."""
    found = []
    day, offset = first, first.astimezone(zone).utcoffset()
    while day < last:
        next_day = day + DAY
        if (following := next_day.astimezone(zone).utcoffset()) != offset:
            low, high = int(day.timestamp()), int(next_day.timestamp())
            while high - low > 1:
                middle = (low + high) // 2
                if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
                    low = middle
                else:
                    high = middle
            found.append(datetime.fromtimestamp(high, UTC))
        day, offset = next_day, following
    return found


@cache
def clock(name: str, first: datetime = FIRST, last: datetime = LAST) -> Clock:
    """The clock of that zone in those years."""
    zone = ZoneInfo(name)
    starts = [first, *_changes(zone, first, last)]
    offsets = [start.astimezone(zone).utcoffset() for start in starts]
    assert all(offset is not None for offset in offsets)
    naive = tuple(start.replace(tzinfo=None) for start in starts)
    return Clock(naive, tuple(offset for offset in offsets if offset is not None))


@cache
def distinct() -> dict[Clock, str]:
    """Each clock that some zone has, with the name of one of them."""
    return {clock(name): name for name in reversed(NAMES)}
