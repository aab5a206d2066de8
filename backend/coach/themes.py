"""What a note is about, as far as a coach may take it up: a few plain themes, found by words, never quoted.

Only themes leave this module. A word that is denied ("legs not heavy") does not count. A language is added by its
row in ``_VOCABULARY``; without one there are no themes, and the coach speaks of the numbers alone.
"""

import re
from enum import StrEnum


class Theme(StrEnum):
    """What was said, roughly."""

    UNWELL = "unwell"
    """Pain or illness: acknowledged, never judged."""
    HEAVY_LEGS = "heavy_legs"
    TIRED = "tired"
    SORE = "sore"
    SLEPT_BADLY = "slept_badly"
    STRESS = "stress"
    HEAT = "heat"
    RACE = "race"
    STRONG = "strong"


_VOCABULARY: dict[str, dict[Theme, str]] = {
    "en": {
        Theme.UNWELL: r"pains?|painful|hurts?|hurting|injur\w+|sprain\w*|sick|ill|illness|fever\w*|flu|unwell"
        r"|dizzy|nause\w+|limp\w*|swollen|aching|aches?|ached|headache\w*|cramp\w*",
        Theme.HEAVY_LEGS: r"(?:heavy|dead|leaden|lead) legs|legs? (?:\w+ ){0,2}(?:heavy|dead|lead|leaden)",
        Theme.TIRED: r"tired|exhausted|fatigued?|knackered|drained|worn out|wiped out|sluggish|no energy|flat",
        Theme.SORE: r"sore|soreness|stiff|stiffness|doms",
        Theme.SLEPT_BADLY: r"(?:slept|sleep|sleeping) (?:\w+ ){0,2}(?:bad|badly|poor|poorly|little)"
        r"|(?:bad|poor|little|no|short) (?:sleep|night)|hardly slept|barely slept",
        Theme.STRESS: r"stress|stressed|stressful",
        Theme.HEAT: r"hot|heat|humid|scorching|boiling",
        Theme.RACE: r"race|raced|competition|parkrun|match",
        Theme.STRONG: r"(?:felt|feeling|feel) (?:\w+ )?(?:good|great|strong|amazing|fantastic|light|smooth|easy)"
        r"|strong legs|good legs|legs good",
    }
}
_DENIAL: dict[str, str] = {"en": r"(?:\b(?:not?|never|nothing|without|less|hardly|zero|free of)|n['’]?t)\b"}
_UP_TO_THE_WORD = r"(?:\W+\w+){0,2}(?:\W+n?or(?:\W+\w+)?)?\W*$"
_THEMES = {
    language: [(theme, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for theme, pattern in rows.items()]
    for language, rows in _VOCABULARY.items()
}
_DENIED_BEFORE = {language: re.compile(denial + _UP_TO_THE_WORD, re.I) for language, denial in _DENIAL.items()}
_DENIED_WITHIN = {language: re.compile(rf"\w\W+{denial}", re.I) for language, denial in _DENIAL.items()}
_BEFORE = 30
"""Characters before a word in which a denial is looked for."""


def theme_of(note: str, language: str) -> Theme | None:
    """The note's first theme in the order of :class:`Theme`, so that pain is never talked past."""
    if not note or language not in _THEMES:
        return None
    for theme, pattern in _THEMES[language]:
        for found in pattern.finditer(note):
            clause = re.split(r"[.,;!?\n]|\bbut\b", note[max(0, found.start() - _BEFORE) : found.start()])[-1]
            if not (_DENIED_BEFORE[language].search(clause) or _DENIED_WITHIN[language].search(found.group())):
                return theme
    return None
