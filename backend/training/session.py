"""What one training session is: the sports, and the limits of duration and effort."""

from datetime import date
from enum import StrEnum

EARLIEST_DATE = date(1900, 1, 1)
"""No session is older. Metrics look back over weeks, which the first days of the calendar do not have."""
MIN_RPE = 0
MAX_RPE = 10
MAX_MINUTES = 1440
ASK_ABOVE_MINUTES = 600
"""A longer session is possible, but asked about before it is stored (SCIENCE: over 600 minutes)."""
MAX_NOTE_CHARACTERS = 1000


class Kind(StrEnum):
    """A training session, or a day on which the athlete chose to rest."""

    SESSION = "session"
    REST = "rest"


class Sport(StrEnum):
    """What was done. ``OTHER`` is anything that has no name here."""

    RUN = "run"
    RIDE = "ride"
    SWIM = "swim"
    STRENGTH = "strength"
    ROW = "row"
    WALK = "walk"
    HIKE = "hike"
    SKI = "ski"
    TEAM = "team"
    RACKET = "racket"
    CLIMB = "climb"
    YOGA = "yoga"
    OTHER = "other"


def check_rpe(rpe: float) -> float:
    """Return the session RPE (CR10, Foster et al. 2001) if it is 0-10 in half steps, else raise ValueError."""
    if not MIN_RPE <= rpe <= MAX_RPE:
        raise ValueError(f"session RPE goes from {MIN_RPE} to {MAX_RPE}")
    if rpe * 2 != int(rpe * 2):
        raise ValueError("session RPE comes in half steps")
    return rpe


def check_minutes(minutes: int) -> int:
    """Return the duration if it is 1-1440 min, else raise ValueError."""
    if not 0 < minutes <= MAX_MINUTES:
        raise ValueError(f"a session lasts more than 0 and at most {MAX_MINUTES} minutes")
    return minutes
