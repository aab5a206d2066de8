"""How the athlete wants to be spoken to."""

from enum import StrEnum


class Tone(StrEnum):
    """A manner of speaking: it changes how much is said and how, never what is true."""

    PLAIN = "plain"
    BRIEF = "brief"
    """Two sentences."""
    EXPLAINING = "explaining"
    """With what a number means."""
    TOUGH = "tough"
    """Straight to the numbers."""
