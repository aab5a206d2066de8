"""What a note is about, as far as a coach may take it up: a few plain themes, found by words, never quoted.

Only themes leave this module. A word that is denied ("legs not heavy") does not count. A language is added by its
row in ``_VOCABULARY``, ``_DENIAL``, ``_LISTED`` and ``_BUT``; without one there are no themes, and the coach speaks of
the numbers alone.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


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
        Theme.STRESS: r"stress(?! (?:fracture|reaction|test)s?\b)|stressed|stressful",
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
    "es": {
        Theme.UNWELL: r"dolor(?:es)?|doloros[oa]s?|duel[ea]n?|dol[ií]a|dolid[oa]|molestias?|lesi[oó]n\w*|lesionad[oa]"
        r"|esguince"
        r"|torced\w+|enferm[oa]|enfermedad|resfriad[oa]|resfriado|catarro|fiebre|gripe|mare[oa]\w*|n[aá]useas?"
        r"|v[oó]mit\w+"
        r"|coje\w+|hinchad[oa]s?|calambres?|pinchazos?|tir[oó]n(?:es)?|jaqueca|migraña",
        Theme.HEAVY_LEGS: r"piernas (?:\w+ ){0,2}(?:pesadas|cargadas|muertas|de plomo)|pesadez de piernas",
        Theme.TIRED: r"cansad[oa]s?|cansancio|agotad[oa]s?|agotamiento|fatigad[oa]s?|fatiga|reventad[oa]|fundid[oa]"
        r"|sin (?:fuerzas?"
        r"|energ[ií]as?)|flojo|floja",
        Theme.SORE: r"agujetas|agarrotad[oa]s?|r[ií]gid[oa]s?|rigidez",
        Theme.SLEPT_BADLY: r"(?:dorm[ií]|dormido|he dormido) (?:\w+ )?(?:mal|poco|fatal|regular)|mala noche"
        r"|noche (?:mala|corta)"
        r"|poco sueño|sin dormir|apenas dorm[ií]",
        Theme.STRESS: r"(?<!fractura por )(?<!fracturas por )(?<!fractura de )estr[eé]s|estresad[oa]|estresante",
        Theme.HEAT: r"calor|caluros[oa]|bochorno|sofocante",
        Theme.RACE: r"competici[oó]n|carrera popular|dorsal|partido|campeonato|parkrun|(?:la|una|mi) carrera de \d+",
        Theme.STRONG: r"(?:me (?:he )?sent[ií]d?o?|sensaciones?) (?:\w+ )?(?:bien|genial|fuerte|muy bien|buen[ao]s?"
        r"|[aá]gil|liger[oa])"
        r"|buenas (?:piernas|sensaciones)",
    },
    "fr": {
        Theme.UNWELL: r"douleurs?|douloureu\w+|mal (?:au|aux|à|a|partout)|bless[ée]\w*|blessures?|entorse|foul[ée]\w*"
        r"|malades?|maladie"
        r"|rhumes?|enrhum[ée]e?|fi[eè]vre|grippe|vertiges?|naus[ée]es?|vomi\w*|boit\w+|gonfl[ée]\w*|crampes?"
        r"|tendinite|migraine"
        r"|pointe de côt[ée]",
        Theme.HEAVY_LEGS: r"jambes (?:\w+ ){0,2}(?:lourdes|mortes|de plomb|coup[ée]es)",
        Theme.TIRED: r"fatigu[ée]e?s?(?<!fracture de fatigue)|[ée]puis[ée]e?|crev[ée]e?|claqu[ée]e?"
        r"|lessiv[ée]e?|vid[ée]e?|à plat|sans (?:[ée]nergie|jus)"
        r"|naze",
        Theme.SORE: r"courbatur\w*|courbatu|raides?|raideurs?",
        Theme.SLEPT_BADLY: r"(?:mal|peu|à peine|trop peu) dormi|mauvaise nuit|nuit (?:courte|mauvaise|agit[ée]e)"
        r"|manque de sommeil|insomnie",
        Theme.STRESS: r"(?<!fracture de )(?<!fractures de )stress|stress[ée]e?|stressante?",
        Theme.HEAT: r"chaud|chaude|chaleur|canicule|[ée]touffante?",
        Theme.RACE: r"comp[ée]tition|dossard|match|championnat|parkrun|(?:la|une|ma) course (?:de|officielle)",
        Theme.STRONG: r"(?:(?:je )?me (?:suis )?senti?s?e?|sensations?) (?:\w+ )?(?:bien|fort|forte|super"
        r"|l[ée]g[eè]re?|bonnes?|en forme)"
        r"|bonnes (?:jambes|sensations)|en (?:pleine )?forme",
    },
}
_DENIAL: dict[str, str] = {
    "en": r"(?:\b(?:not?|never|nothing|without|less|hardly|zero|free of)|n['’]?t)\b",
    "es": r"\b(?:no|ni|nada|nunca|sin|menos|apenas|ningun[oa]?|ningún)\b",
    "fr": r"(?:\b(?:pas|ni|jamais|rien|sans|moins|aucune?)\b)",
    "de": r"\b(?:nicht|nichts|kein\w*|nie|niemals|ohne|weniger|kaum|weder)\b",
}
_LISTED: dict[str, str] = {"en": r"n?or", "de": r"oder|noch", "es": r"o|ni|y", "fr": r"ou|ni|et"}
"""Joins the last of several denied things to the denial."""
_BUT: dict[str, str] = {"en": r"but", "de": r"aber|sondern|doch", "es": r"pero|aunque|sino", "fr": r"mais|pourtant"}
"""Ends what a denial reaches."""
_UMLAUTS = str.maketrans({"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "ß": "(?:ß|ss)"})
"""However they are typed."""


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text.translate(_UMLAUTS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """A language's rows, made ready when it is first used."""

    themes: list[tuple[Theme, re.Pattern[str]]]
    denied_before: re.Pattern[str]
    denied_within: re.Pattern[str]
    clause_ends: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    denial, listed = _DENIAL[language], _LISTED[language]
    return _Patterns(
        themes=[(theme, _pattern(rf"\b(?:{pattern})\b")) for theme, pattern in _VOCABULARY[language].items()],
        denied_before=_pattern(denial + rf"(?:\W+\w+){{0,2}}(?:\W+(?:{listed})(?:\W+\w+)?)?\W*$"),
        denied_within=_pattern(rf"\w\W+{denial}"),
        clause_ends=_pattern(rf"[.,;!?\n]|\b(?:{_BUT[language]})\b"),
    )


_BEFORE = 30
"""Characters before a word in which a denial is looked for."""


def is_about_pain_or_illness(note: str) -> bool:
    """Whether the note speaks of either in any of the languages: athletes mix them, and this is not to be missed."""
    return any(theme_of(note, language) is Theme.UNWELL for language in _VOCABULARY)


def theme_of(note: str, language: str) -> Theme | None:
    """The note's first theme in the order of :class:`Theme`, so that pain is never talked past."""
    if not note or language not in _VOCABULARY:
        return None
    note = unicodedata.normalize("NFC", note)
    patterns = _patterns(language)
    for theme, pattern in patterns.themes:
        for found in pattern.finditer(note):
            clause = patterns.clause_ends.split(note[max(0, found.start() - _BEFORE) : found.start()])[-1]
            if not (patterns.denied_before.search(clause) or patterns.denied_within.search(found.group())):
                return theme
    return None
