"""French days: relative ones, weekdays, months."""

from backend.training.grammar.vocabulary import words

_PARTS = ("matin", "soir", "après-midi", "aprem", "midi", "après midi", "aprèm", "dans la soirée", "dans la matinée")


def _parts_of(day: str) -> str:
    return ", ".join(f"{day} {part}".replace("-", " ") for part in _PARTS)


RELATIVE_DAYS: dict[int, str] = {
    0: "aujourd'hui, aujourdhui, auj, aujd, ce matin, ce midi, ce soir, cet après midi, cet aprem, cette après midi, "
    "cette nuit, ce jour, tout à l'heure, à l'instant, ce matin même, ajd, tantôt, " + _parts_of("aujourd'hui"),
    1: "hier, hier au soir, la veille, " + _parts_of("hier"),
    2: "avant hier, avanthier, " + _parts_of("avant hier"),
    7: "il y a une semaine jour pour jour",
    -1: "demain, demain matin tôt, " + _parts_of("demain"),
    -2: "après demain, aprèsdemain, surlendemain, " + _parts_of("après demain"),
}

AGO_UNITS = {
    **dict.fromkeys(("jour", "jours", "j"), 1),
    **dict.fromkeys(("semaine", "semaines", "sem"), 7),
    **dict.fromkeys(("mois",), 30),
    **dict.fromkeys(("an", "ans", "année", "années"), 365),
}

_WEEKDAYS = ("lundi lun", "mardi", "mercredi mer", "jeudi jeu", "vendredi ven", "samedi sam", "dimanche dim")
WEEKDAYS = {name: day for day, names in enumerate(_WEEKDAYS) for name in names.split()}
UNSURE_WEEKDAYS = words("lun mer jeu ven sam dim")

_MONTHS = (
    "janvier janv jan",
    "février févr fév",
    "mars",
    "avril avr",
    "mai",
    "juin",
    "juillet juil",
    "août",
    "septembre sept",
    "octobre oct",
    "novembre nov",
    "décembre déc",
)
MONTHS = {name: month for month, names in enumerate(_MONTHS, start=1) for name in names.split()}
