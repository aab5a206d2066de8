"""What one training session is: the sports, and the limits of duration and effort."""

from enum import StrEnum

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
