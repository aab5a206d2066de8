"""German days: relative ones, weekdays with their parts, months."""

from backend.training.grammar.vocabulary import words

_PARTS = "früh morgen vormittag mittag nachmittag abend nacht"
PARTS_OF_DAY = words(f"{_PARTS} morgens abends nachmittags vormittags mittags nachts")

_WEEKDAYS = (
    "montag mo",
    "dienstag di",
    "mittwoch mi",
    "donnerstag do",
    "freitag fr",
    "samstag sonnabend sa",
    "sonntag so",
)
WEEKDAYS = {
    name: day
    for day, names in enumerate(_WEEKDAYS)
    for word in names.split()
    for name in ([word] if len(word) == 2 else [word, *(f"{word}{part}" for part in _PARTS.split())])
}
UNSURE_WEEKDAYS = words("mo di mi do fr sa")
"""Short names that are words too."""


def _parts_of(day: str) -> str:
    return ", ".join(f"{day} {part}" for part in PARTS_OF_DAY)


RELATIVE_DAYS: dict[int, str] = {
    0: f"heute, heut, heute in der früh, eben, gerade eben, soeben, diesen morgen, {_parts_of('heute')}, "
    + _parts_of("heut"),
    1: f"gestern, letzte nacht, {_parts_of('gestern')}, am vortag",
    2: f"vorgestern, {_parts_of('vorgestern')}",
    3: "vorvorgestern",
    7: "heute vor einer woche, heute vor 1 woche",
    -1: f"morgen, {_parts_of('morgen')}",
    -2: f"übermorgen, {_parts_of('übermorgen')}",
}

AGO_UNITS = {
    **dict.fromkeys(("tag", "tage", "tagen"), 1),
    **dict.fromkeys(("woche", "wochen"), 7),
    **dict.fromkeys(("monat", "monate", "monaten"), 30),
    **dict.fromkeys(("jahr", "jahre", "jahren"), 365),
}

_MONTHS = (
    "januar jan jänner",
    "februar feb feber",
    "märz mrz maerz",
    "april apr",
    "mai",
    "juni jun juno",
    "juli jul",
    "august aug",
    "september sept sep",
    "oktober okt",
    "november nov",
    "dezember dez",
)
MONTHS = {name: month for month, names in enumerate(_MONTHS, start=1) for name in names.split()}

OTHER_DAY_BEFORE = words("von vom seit nach als vor bis wie gegenüber wegen trotz vergleich im-vergleich zu anders ab")
"""Before a day that is not the session's."""
