"""What a note is about, as far as a coach may take it up: a few plain themes, found by words, never quoted.

Only themes leave this module. A word that is denied ("legs not heavy") does not count. A language is added by its
row in ``_VOCABULARY``, ``_DENIAL``, ``_LISTED`` and ``_BUT``; without one there are no themes, and the coach speaks of
the numbers alone.
"""

import re
import unicodedata
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
    },
    "de": {
        Theme.UNWELL: r"\w*schmerz\w*|weh|wehgetan|verletz\w+|\w*zerrung|gezerrt|verstaucht|krank|kränklich|erkältet"
        r"|erkältung|fieber\w*|grippe|unwohl|schwindel|schwindelig|schwindlig|übel|übelkeit|humpel\w*|gehumpelt"
        r"|geschwollen|\w*krampf|\w*krämpfe|zwickt\w*|gezwickt|sticht|\w*stechen",
        Theme.HEAVY_LEGS: r"(?:schwere|dicke|tote|bleierne) beine|beine (?:\w+ ){0,2}(?:schwer|tot|dick|bleiern|blei)",
        Theme.TIRED: r"(?:tod)?müder?|müde[ns]?|erschöpft|ausgelaugt|schlapp|ausgepowert|abgeschlagen|antriebslos|matt"
        r"|kraftlos|energielos|keine (?:energie|kraft)|(?:ganz|total|völlig|so|bin|war|fix und) (?:kaputt|platt"
        r"|fertig)",
        Theme.SORE: r"muskelkater|steif|verspannt|verspannung\w*|verhärtet",
        Theme.SLEPT_BADLY: r"(?:schlecht|wenig|kaum|mies|unruhig|zu kurz|nicht gut) geschlafen|schlafmangel"
        r"|schlaflos\w*"
        r"|(?:schlechte|kurze|miese|unruhige) nacht|(?:schlechter|wenig|kaum|kein) schlaf"
        r"|schlief (?:\w+ )?(?:schlecht|kaum)",
        Theme.STRESS: r"\w*stress|gestresst|stressige?[rsn]?",
        Theme.HEAT: r"heiß|heiße[rsnm]?|\w*hitze|schwüle?[rsn]?",
        Theme.RACE: r"wettkampf|wettkämpfe|volkslauf|stadtlauf|punktspiel|ligaspiel|turnier|radrennen|parkrun"
        r"|(?:das|ein|im|beim|erstes|letztes) rennen",
        Theme.STRONG: r"(?:gut|super|stark|toll|großartig|fantastisch|leicht|prima|bestens|top) gefühlt"
        r"|fühlt?e? mich (?:\w+ )?(?:gut|super|stark|toll|großartig|fantastisch|leicht|prima|bestens|top)"
        r"|(?:gute|starke|leichte|lockere) beine|beine (?:\w+ )?(?:gut|super|stark|leicht|locker)"
        r"|lief (?:\w+ )?(?:gut|super|rund|prima|top)",
    },
}
_DENIAL: dict[str, str] = {
    "en": r"(?:\b(?:not?|never|nothing|without|less|hardly|zero|free of)|n['’]?t)\b",
    "de": r"\b(?:nicht|nichts|kein\w*|nie|niemals|ohne|weniger|kaum|weder)\b",
}
_LISTED: dict[str, str] = {"en": r"n?or", "de": r"oder|noch"}
"""Joins the last of several denied things to the denial."""
_BUT: dict[str, str] = {"en": r"but", "de": r"aber|sondern|doch"}
"""Ends what a denial reaches."""
_UMLAUTS = str.maketrans({"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "ß": "(?:ß|ss)"})
"""However they are typed."""


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text.translate(_UMLAUTS), re.IGNORECASE)


_THEMES = {
    language: [(theme, _pattern(rf"\b(?:{pattern})\b")) for theme, pattern in rows.items()]
    for language, rows in _VOCABULARY.items()
}
_DENIED_BEFORE = {
    language: _pattern(denial + rf"(?:\W+\w+){{0,2}}(?:\W+(?:{_LISTED[language]})(?:\W+\w+)?)?\W*$")
    for language, denial in _DENIAL.items()
}
_DENIED_WITHIN = {language: _pattern(rf"\w\W+{denial}") for language, denial in _DENIAL.items()}
_CLAUSE_ENDS = {language: _pattern(rf"[.,;!?\n]|\b(?:{but})\b") for language, but in _BUT.items()}
_BEFORE = 30
"""Characters before a word in which a denial is looked for."""


def theme_of(note: str, language: str) -> Theme | None:
    """The note's first theme in the order of :class:`Theme`, so that pain is never talked past."""
    if not note or language not in _THEMES:
        return None
    note = unicodedata.normalize("NFC", note)
    for theme, pattern in _THEMES[language]:
        for found in pattern.finditer(note):
            clause = _CLAUSE_ENDS[language].split(note[max(0, found.start() - _BEFORE) : found.start()])[-1]
            if not (_DENIED_BEFORE[language].search(clause) or _DENIED_WITHIN[language].search(found.group())):
                return theme
    return None
