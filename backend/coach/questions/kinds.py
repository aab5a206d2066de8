"""What a question asks, as far as the rules can answer it, in four languages; another language is another row.

Read without accents and in small letters, first in the athlete's language, then in the others. Whoever asks something
else gets no guess: there is no kind then.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from backend.training.session import Sport

_ONE_DAY = timedelta(days=1)
_MOST_DAYS = 366


class Kind(StrEnum):
    """What is asked for, in the order in which it is looked for."""

    HEALTH = "health"
    """Of injury, pain or illness: no log tells, and no coach of ours."""
    WHEN_LAST = "when_last"
    TOO_MUCH = "too_much"
    COMPARE = "compare"
    HOW_MUCH = "how_much"
    READY = "ready"
    SCALE = "scale"
    """What an effort means: of the scale, and of no log."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question, understood. ``first``…``last``: the days that it is about; ``on``: the day that it looks ahead to.

    ``effort``: the RPE that a question about the scale names.
    """

    kind: Kind
    sport: Sport | None
    rest: bool
    first: date
    last: date
    on: date | None
    effort: float | None = None


_DEEDS = {
    "en": "run|ride|swim|session|workout|training|row|walk|hike|race|jog",
    "de": r"\w*lauf|\w*training|\w*einheit|\w*ausfahrt|radfahrt|\w*tour|schwimmen|wanderung|rennen|wettkampf",
    "es": "carrera|rodaje|entreno|entrenamiento|sesion|salida|natacion|bici|caminata|tirada",
    "fr": "course|seance|sortie|entrainement|footing|natation|rando|randonnee",
}
"""What "my last …" may be followed by to be a session."""
_SCALE = r"(?:rpe|cr ?10|borg)(?: of| von| de)?(?: \d+(?:[.,]\d)?)?"
_EFFORT = r"(?:rpe|cr ?10|borg)(?: of| von| de)? (?P<effort>\d+(?:[.,]\d)?)"
_KINDS: Mapping[str, Mapping[Kind, str]] = {
    "en": {
        Kind.HEALTH: r"injur\w*|pains?|painful|hurts?|hurting|sick|ill|fever|flu|sore throat|fracture\w*|tendon\w*",
        Kind.WHEN_LAST: r"when (?:did|was|have|were|i|my) .*\b(?:last|latest)|last time"
        r"|how long (?:ago|since|has it been)",
        Kind.TOO_MUCH: r"too (?:much|hard|many)|overtrain\w*|overdo\w*|overreach\w*|enough rest",
        Kind.COMPARE: r"compar\w+|versus|vs|(?:better|harder|longer|easier) than"
        rf"|(?:how|what|which|was)\b.*\b(?:my|the) (?:last|latest|most recent) (?:\w+ )?(?:{_DEEDS['en']})"
        rf"|how(?: \w+)?(?: was| did|'?s) (?:my|the|this|that|today'?s|yesterday'?s) (?:{_DEEDS['en']})",
        Kind.HOW_MUCH: r"how (?:much|many)(?! (?:\w+ )?(?:is|are) \d)(?! (?:should|can|could|may) i)"
        r"|how (?:often|long)(?! (?:is|are|does|do|would|will|should|can|could|may)\b)"
        r"|how (?:hard|tough|heavy|intense|was|did).*\b(?:week|month|year)|longest|in total|sum up",
        Kind.READY: r"(?:(?:can|could|should|may|shall|am|will) i|(?:if|whether) i)\b.*"
        r"\b(?:rac(?:e|ing)|run|ride|swim|train|compete|start"
        r"|ready|go|fit|rest|marathon|competition)|ready (?:for|to)|fit for",
        Kind.SCALE: r"(?:what(?: is| are| does| do|'?s)|how (?:hard|easy) (?:is|are)|explain|meaning of)(?: an?| the)?"
        rf" {_SCALE}(?: scale)?(?: mean\w*| stand for)?\W*$",
    },
    "de": {
        Kind.HEALTH: r"verletz\w*|schmerz\w*|weh|krank\w*|fieber|grippe|erkaltet|entzund\w*"
        r"|ermudungsbruch|sehne\w*",
        Kind.WHEN_LAST: r"wann .*\b(?:zuletzt|letzte\w*)|wie lange (?:ist|liegt) .*\b(?:her|zuruck)|das letzte mal",
        Kind.TOO_MUCH: r"zu ?viel|zu hart|ubertrain\w*|uberlaste\w*|ubertreib\w*|genug (?:ruhe|pause)\w*",
        Kind.COMPARE: r"vergleich\w*|verglichen|(?:besser|harter|langer|leichter) als|wie (?:war )?mein\w* letzte\w*"
        r"(?! (?:woche\w*|monat\w*|jahr\w*))"
        rf"|(?:wie|welche\w?|was|war)\b.*\b(?:mein\w*|der|die|das|dem|den) letzte\w* (?:\w+ )?(?:{_DEEDS['de']})"
        rf"|wie(?: \w+)? (?:war|lief|ging) (?:mein\w*|der|die|das) (?:{_DEEDS['de']})",
        Kind.HOW_MUCH: r"wie ?viele?(?! (?:\w+ )?(?:ist|sind) \d)(?! (?:soll|sollte|kann|darf) ich)|wie oft"
        r"|wie lange?(?! (?:ist|sind|dauer\w+) (?:\d|ein)| (?:soll|sollte|kann|darf) ich)|langste\w*|insgesamt"
        r"|wie (?:hart|schwer|anstrengend|war|lief).*\b(?:woche|monat|jahr)",
        Kind.READY: r"(?:(?:kann|konnte|soll|sollte|darf|bin|schaffe|werde) ich|ob ich)\b.*"
        r"\b(?:rennen|wettkampf\w*|laufen"
        r"|trainieren|fahren|schwimmen|starten|bereit|fit|antreten|teilnehmen|marathon|ausruhen)|bereit fur|fit fur",
        Kind.SCALE: r"(?:was (?:bedeute\w+|heiss\w+|ist|sind)|wie (?:hart|schwer|anstrengend) (?:ist|sind)"
        r"|erklar\w*(?: mir)?)"
        rf"(?: ein\w*| die| der)? {_SCALE}(?: skala)?\W*$",
    },
    "es": {
        Kind.HEALTH: r"lesion\w*|dolor\w*|duele\w*|enferm\w*|fiebre|gripe|fractura\w*|tendon\w*|tendinitis",
        Kind.WHEN_LAST: r"cuando .*\bultim\w+|hace cuanto|cuanto hace|ultima vez",
        Kind.TOO_MUCH: r"demasiad\w+|sobreentren\w*|me estoy pasando|suficiente descanso",
        Kind.COMPARE: r"compar\w+|mejor que|mas (?:dur|larg)\w+ que|como (?:fue|ha sido) mi ultim\w+"
        r"(?! (?:semana|mes|ano))"
        rf"|(?:como|que|cual|cuan\w*|fue|ha sido|estuvo)\b.*\b(?:mi|la|el) ultim\w+ (?:\w+ )?(?:{_DEEDS['es']})"
        rf"|como (?:fue|ha sido|estuvo) (?:mi|la|el) (?:{_DEEDS['es']})",
        Kind.HOW_MUCH: r"cuant[oa]s?(?! (?:\w+ )?(?:dura|duran|es|son) (?:\d|un))(?! (?:\w+ )?(?:debo|deberia|puedo))"
        r"|(?:como|que tan|como de)\b.*\b(?:semana|mes)|mas larg[oa]|en total",
        Kind.READY: r"(?:puedo|podria|deberia|debo|estoy)\b.*\b(?:correr|competir|carrera|entrenar|nadar|montar|salir"
        r"|list[oa]|preparad[oa]|forma|maraton|descansar)|list[oa] para|preparad[oa] para",
        Kind.SCALE: r"(?:que (?:significa\w*|quiere decir|es|son)|(?:como de|que tan) (?:duro|dificil) es|explica\w*)"
        rf"(?: una?| el| la)?(?: escala)? {_SCALE}\W*$",
    },
    "fr": {
        Kind.HEALTH: r"bless\w*|douleurs?|douloureu\w*|mal (?:a|au|aux)|malade\w*|fievre|grippe|fracture\w*"
        r"|tendon\w*|tendinite",
        Kind.WHEN_LAST: r"quand .*\bdernier\w*|depuis (?:quand|combien)|quand remonte|derniere fois",
        Kind.TOO_MUCH: r"trop|surentrain\w*|surmen\w*|assez de repos",
        Kind.COMPARE: r"compar\w+|mieux que|plus (?:dur|long)\w* que"
        rf"|(?:comment|quel\w*|a quel point|combien de temps|etait|a ete|est ce que)\b.*"
        rf"\b(?:ma|mon|la|le|cette) derni(?:er|ere) (?:\w+ )?(?:{_DEEDS['fr']})"
        rf"|m(?:a|on) derni(?:er|ere) (?:{_DEEDS['fr']}) (?:\w+ )?(?:etait|a t)"
        rf"|comment (?:etait|a ete|s'est passee?) (?:ma|mon|la|le|l') ?(?:{_DEEDS['fr']})",
        Kind.HOW_MUCH: r"combien(?! (?:(?:de )?\w+ )?(?:dure|durent|font|fait|ca fait) (?:\d|un))"
        r"(?! (?:de \w+ )?(?:dois|puis|devrais) je)"
        r"|(?:comment|a quel point)\b.*\b(?:semaine|mois)|plus long(?:ue)?|au total",
        Kind.READY: r"(?:puis je|je peux|dois je|devrais je|suis je|je suis|je dois)\b.*\b(?:courir|course|competition"
        r"|entrainer|rouler|nager|prete?|forme|marathon|reposer)|prete? (?:pour|a)",
        Kind.SCALE: r"(?:que (?:veut dire|signifie|veulent dire)|c'est quoi|(?:qu'est ce que|explique\w*)(?: moi"
        rf"| c'est(?: que)?| veut dire)?)(?: une?| le| la| l')?(?: ?echelle)? {_SCALE}\W*$",
    },
}
_SPORTS: Mapping[str, Mapping[Sport, str]] = {
    "en": {
        Sport.RUN: r"runs?|running|ran|jog\w*",
        Sport.RIDE: r"rides?|rode|ridden|riding|cycl\w+|bik\w+",
        Sport.SWIM: r"sw[iau]m\w*",
        Sport.STRENGTH: r"strength|gym|lift\w*|weights",
        Sport.ROW: r"row(?:s|ed|ing)?",
        Sport.WALK: r"walk\w*",
        Sport.HIKE: r"hik\w+",
        Sport.YOGA: r"yoga",
    },
    "de": {
        Sport.RUN: r"lauf\w*|gelaufen|joggen|gejoggt|laufe",
        Sport.RIDE: r"rad\w*|fahrrad\w*|gefahren|ausfahrt\w*",
        Sport.SWIM: r"schwimm\w*|geschwommen",
        Sport.STRENGTH: r"kraft\w*|fitnessstudio|gym",
        Sport.ROW: r"ruder\w*|gerudert",
        Sport.WALK: r"spazier\w*|gehen|gegangen",
        Sport.HIKE: r"wander\w*|gewandert",
        Sport.YOGA: r"yoga",
    },
    "es": {
        Sport.RUN: r"corr\w+|carreras?|rodajes?|trot\w+",
        Sport.RIDE: r"bici\w*|ciclismo|pedal\w+|mont\w+ en bici",
        Sport.SWIM: r"nad\w+|natacion",
        Sport.STRENGTH: r"fuerza|gimnasio|pesas",
        Sport.ROW: r"rem\w+",
        Sport.WALK: r"camin\w+|anduve|andar",
        Sport.HIKE: r"senderismo|excursion\w*",
        Sport.YOGA: r"yoga",
    },
    "fr": {
        Sport.RUN: r"cour(?:ir|s|u|us|t|e|ais)|courses?(?! (?:de|a|en) velo)|footing\w*|jogging\w*|sorties? course",
        Sport.RIDE: r"velo\w*|roul\w+|cyclisme|sorties? velo",
        Sport.SWIM: r"nag\w+|natation",
        Sport.STRENGTH: r"muscu\w*|renforcement",
        Sport.ROW: r"ram(?:er|e|ais)|aviron",
        Sport.WALK: r"march\w+",
        Sport.HIKE: r"rando\w*",
        Sport.YOGA: r"yoga",
    },
}
_REST = r"rest(?:ed|ing)?(?: days?)?|days? off|ruhetag\w*|pausiert|frei|descans\w+|dias? libres?|repos\w*"
_NUMBER = r"(?P<n>\d{1,3})"
_TODAY = r"today|tonight|heute|hoy|aujourd'?hui"
_TOMORROW = r"tomorrow|morgen|manana|demain"
_THIS_WEEK = r"this week|diese\w? woche|esta semana|cette semaine"
_LAST_WEEK = r"last week|letzte\w? woche|semana pasada|semaine (?:derniere|passee)"
_THIS_MONTH = r"this month|diese\w? monat|este mes|ce mois"
_LAST_MONTH = r"last month|letzte\w? monat|mes pasado|mois (?:dernier|passe)"
_THIS_YEAR = r"this year|dieses jahr|este ano|cette annee"
_DAYS = rf"{_NUMBER} (?:days?|tagen?|dias?|jours?)"
_WEEKS = rf"{_NUMBER} (?:weeks?|wochen?|semanas?|semaines?)"
_IN_DAYS = rf"(?:in|en|dans|dentro de) {_NUMBER} (?:days?|tagen?|dias?|jours?)"
_WEEKDAYS = (
    r"mondays?|montags?|lunes|lundi",
    r"tuesdays?|dienstags?|martes|mardi",
    r"wednesdays?|mittwochs?|miercoles|mercredi",
    r"thursdays?|donnerstags?|jueves|jeudi",
    r"fridays?|freitags?|viernes|vendredi",
    r"saturdays?|samstags?|sonnabends?|sabados?|samedi",
    r"sundays?|sonntags?|domingos?|dimanche",
)
_MONTHS = (
    r"jan\w*|ener\w*", r"feb\w*|fevr\w*", r"mar(?:ch|s|zo)|marz", r"apr\w*|abr\w*|avr\w*", r"may|mai|mayo",
    r"jun\w*|juin", r"jul\w*|juil\w*", r"aug\w*|ago(?:sto)?|aout", r"sep\w*", r"o[ck]t\w*", r"nov\w*",
    r"de[cz]\w*|dic\w*",
)  # fmt: skip
_DAY_OF_MONTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?: (?:of|de))? (?P<month>[a-z]+)"
_MONTH_DAY = r"(?P<month>[a-z]+) (?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NUMERIC = r"(?P<day>\d{1,2})[./](?P<number>\d{1,2})(?:[./]\d{0,4})?"


def wanted(text: str, today: date, language: str) -> Wanted | None:
    """What the question asks; None where the rules know no answer to it. Pure; never raises."""
    folded = fold(text)
    for one in (language, *(other for other in _KINDS if other != language)):
        kind = next((kind for kind in Kind if _finds(_KINDS.get(one, {}).get(kind, r"(?!)"), folded)), None)
        if kind is not None:
            first, last = _span(folded, today)
            sport = next((sport for sport, said in _SPORTS[one].items() if _finds(said, folded)), None)
            effort = _effort(folded) if kind is Kind.SCALE else None
            return Wanted(kind, sport, _finds(_REST, folded), first, last, day_ahead(text, today), effort)
    return None


def _effort(folded: str) -> float | None:
    found = _search(_EFFORT, folded)
    return None if found is None else float(found["effort"].replace(",", "."))


def day_ahead(text: str, today: date) -> date | None:
    """The day from today on that the text names, within a year; None where it names none."""
    folded = fold(text)
    if _finds(_TODAY, folded):
        return today
    if found := _search(_IN_DAYS, folded):
        return today + int(found["n"]) * _ONE_DAY
    if _finds(_TOMORROW, folded):
        return today + _ONE_DAY
    for day in _dates(folded, today):
        return day
    for number, said in enumerate(_WEEKDAYS):
        if _finds(said, folded):
            return today + ((number - today.weekday() - 1) % 7 + 1) * _ONE_DAY
    return None


def fold(text: str) -> str:
    """Small letters without accents, hyphens and doubled spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("’", "'").replace("-", " "))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def _dates(folded: str, today: date) -> Iterator[date]:
    for pattern in (_DAY_OF_MONTH, _MONTH_DAY, _NUMERIC):
        for found in _pattern(pattern).finditer(folded):
            parts = found.groupdict()
            month = int(parts["number"]) if "number" in parts else _month(parts["month"])
            for year in (today.year, today.year + 1):
                try:
                    day = date(year, month, int(parts["day"]))
                except ValueError:
                    break
                if day >= today:
                    yield day
                    break


def _month(said: str) -> int:
    return next((number for number, name in enumerate(_MONTHS, 1) if re.fullmatch(name, said)), 0)


def _span(folded: str, today: date) -> tuple[date, date]:
    """The days that a question looks back on; a week, where it names none."""
    if found := _search(_DAYS, folded):
        return today - (_within(found["n"], 1) - 1) * _ONE_DAY, today
    if found := _search(_WEEKS, folded):
        return today - (_within(found["n"], 7) - 1) * _ONE_DAY, today
    if _finds(_LAST_WEEK, folded):
        return today - 13 * _ONE_DAY, today - 7 * _ONE_DAY
    if _finds(_THIS_MONTH, folded):
        return today.replace(day=1), today
    if _finds(_LAST_MONTH, folded):
        last = today.replace(day=1) - _ONE_DAY
        return last.replace(day=1), last
    if _finds(_THIS_YEAR, folded):
        return today.replace(month=1, day=1), today
    if _finds(_TODAY, folded) and not _finds(_THIS_WEEK, folded):
        return today, today
    return today - 6 * _ONE_DAY, today


def _within(said: str, days: int) -> int:
    return min(max(int(said) * days, 1), _MOST_DAYS)


def _finds(pattern: str, folded: str) -> bool:
    return _search(pattern, folded) is not None


def _search(pattern: str, folded: str) -> re.Match[str] | None:
    return _pattern(pattern).search(folded)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
