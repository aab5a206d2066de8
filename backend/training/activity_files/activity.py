"""What a watch's file says about one session, and what can be wrong with a file."""

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from backend.training.session import Sport

MAX_BYTES = 10 * 1024 * 1024
MAX_SESSIONS = 12
"""In one file; more is somebody's whole archive."""
_FIRST_WATCHES = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Before it, the watch did not know what time it was (a FIT clock that was never set begins in 1989)."""
_HEART_RATES = range(30, 241)
_FARTHEST = 2_000_000.0


class FileTrouble(StrEnum):
    """Why nothing is taken from a file."""

    UNKNOWN = "unknown"
    """It is none of the three formats, whatever its name says."""
    DAMAGED = "damaged"
    """It is cut off, or broken."""
    NO_SESSION = "no_session"
    """A course, a planned route, a setting: nothing in it was done."""
    TOO_MUCH = "too_much"
    """Larger, longer or deeper than what a watch writes, or more sessions than ``MAX_SESSIONS``."""


class BadFile(Exception):
    """Nothing is taken from the file; ``trouble`` says why, and nothing of its content is in it."""

    def __init__(self, trouble: FileTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Activity:
    """One session. None: the file does not say, or says what cannot be.

    ``started`` is UTC. ``timer_seconds``: while the watch's timer ran, pauses left out. ``elapsed_seconds``: from start
    to end. At least one of the two is there. ``metres``: distance. ``heart_rate``: mean, beats a minute.
    """

    sport: Sport | None = None
    started: dt.datetime | None = None
    timer_seconds: float | None = None
    elapsed_seconds: float | None = None
    metres: float | None = None
    heart_rate: int | None = None

    @property
    def seconds(self) -> float:
        """The session's duration: by the timer where there is one, as the watch shows it."""
        return self.timer_seconds or self.elapsed_seconds or 0.0


def checked(
    sport: Sport | None,
    started: dt.datetime | None,
    timer_seconds: float | None,
    elapsed_seconds: float | None,
    metres: float | None,
    heart_rate: float | None,
) -> Activity | None:
    """The activity without what cannot be true; None where it has no duration."""
    timer, elapsed = _positive(timer_seconds), _positive(elapsed_seconds)
    if timer is None and elapsed is None:
        return None
    if timer is not None and elapsed is not None and elapsed < timer:
        elapsed = None
    distance, rate = _positive(metres), _positive(heart_rate)
    return Activity(
        sport=sport,
        started=started.astimezone(dt.UTC) if started is not None and _is_known(started) else None,
        timer_seconds=timer,
        elapsed_seconds=elapsed,
        metres=distance if distance is not None and distance <= _FARTHEST else None,
        heart_rate=round(rate) if rate is not None and round(rate) in _HEART_RATES else None,
    )


def in_order(found: list[Activity]) -> list[Activity]:
    """The sessions of a file as they were done. Raises BadFile where there are none, or too many."""
    if not found:
        raise BadFile(FileTrouble.NO_SESSION)
    if len(found) > MAX_SESSIONS:
        raise BadFile(FileTrouble.TOO_MUCH)
    return sorted(found, key=lambda activity: activity.started or _FIRST_WATCHES)


def _positive(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) and value > 0 else None


def _is_known(started: dt.datetime) -> bool:
    return started.tzinfo is not None and started.year < dt.MAXYEAR and started >= _FIRST_WATCHES
