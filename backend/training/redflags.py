"""Red flags: words that stop coaching, decided in code before anything else reads the message.

The list is SCIENCE's (ACSM pre-participation screening; Amsterdam concussion consensus 2022; IOC REDs 2023).
Nothing here diagnoses or advises: the caller words what to do, by ``kind`` and ``urgency``.
"""

from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """How soon help is needed."""

    EMERGENCY = "emergency"
    """The emergency number first."""
    URGENT = "urgent"
    """A doctor today."""
    SOON = "soon"
    """A professional within days."""


class RedFlagKind(StrEnum):
    """What the words point to."""

    CHEST_PAIN = "chest_pain"
    FAINTING = "fainting"
    PALPITATIONS = "palpitations"
    BREATHLESSNESS = "breathlessness"
    HEAD_INJURY = "head_injury"
    SUDDEN_HEADACHE = "sudden_headache"
    HEAT_ILLNESS = "heat_illness"
    DARK_URINE = "dark_urine"
    BONE_PAIN = "bone_pain"
    CALF_SWELLING = "calf_swelling"
    LOW_ENERGY = "low_energy"
    """Missed periods or signs of low energy availability (REDs)."""
    DISORDERED_EATING = "disordered_eating"
    SELF_HARM = "self_harm"
    PREGNANCY = "pregnancy"
    """A warning sign in pregnancy."""


URGENCY = {
    RedFlagKind.SELF_HARM: Urgency.EMERGENCY,
    RedFlagKind.CHEST_PAIN: Urgency.EMERGENCY,
    RedFlagKind.FAINTING: Urgency.EMERGENCY,
    RedFlagKind.HEAT_ILLNESS: Urgency.EMERGENCY,
    RedFlagKind.SUDDEN_HEADACHE: Urgency.EMERGENCY,
    RedFlagKind.HEAD_INJURY: Urgency.EMERGENCY,
    RedFlagKind.BREATHLESSNESS: Urgency.EMERGENCY,
    RedFlagKind.PREGNANCY: Urgency.URGENT,
    RedFlagKind.PALPITATIONS: Urgency.URGENT,
    RedFlagKind.DARK_URINE: Urgency.URGENT,
    RedFlagKind.CALF_SWELLING: Urgency.URGENT,
    RedFlagKind.BONE_PAIN: Urgency.SOON,
    RedFlagKind.LOW_ENERGY: Urgency.SOON,
    RedFlagKind.DISORDERED_EATING: Urgency.SOON,
}
"""Every kind's urgency, the most urgent first: where several flags are found, the first one here is told."""


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A red flag in a message. ``said`` is the words that raised it, as typed; never log it."""

    kind: RedFlagKind
    urgency: Urgency
    said: str


def red_flag(text: str, language: str = "en") -> RedFlag | None:
    """The most urgent red flag in ``text``, or None. Pure, never raises, linear in the text's length."""
    return None
