"""What an athlete types where a time of day or the end of a pause is asked for. Pure."""

import datetime as dt
import re
from typing import Literal

from backend.training.message import Problem, ProblemCode, read_date
from handlers.zones import minutes_of_clock

Off = Literal["off"]

# Whole answers of all languages at once: athletes mix them, and none means another thing in another language.
_OFF = frozenset(
    {"off", "none", "no", "never", "stop"}
    | {"aus", "nie", "nein", "kein", "keine", "abschalten", "ausschalten"}
    | {"apagado", "apagar", "nunca", "ninguno", "ninguna", "desactivar", "desactivado", "quitar"}
    | {"aucun", "aucune", "jamais", "non", "arrêt", "arrêter", "couper", "désactiver", "désactivé", "désactivée"}
)
_OPEN = frozenset(
    {"open", "until further notice", "further notice", "i don't know", "i don’t know", "no idea", "don't know"}
    | {"offen", "bis auf weiteres", "weiß nicht", "weiß ich nicht", "keine ahnung", "unbestimmt"}
    | {"hasta nuevo aviso", "nuevo aviso", "no lo sé", "no lo se", "no sé", "no se", "ni idea", "indefinido"}
    | {"jusqu'à nouvel ordre", "jusqu’à nouvel ordre", "nouvel ordre", "je ne sais pas", "je sais pas", "aucune idée"}
)
_BEFORE_A_TIME = re.compile(r"^(?:at|um|gegen|about|around|a las?|sobre las?|hacia las?|las?|à|a|vers|dès)\s+")
_BARE = re.compile(r"^(\d{1,2})$")
_TOGETHER = re.compile(r"^(\d{1,2})(\d{2})$")
_BETWEEN = re.compile(
    r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\band\b|\bbis\b|\bund\b|\ba\b(?!\.)|\bhasta\b|\by\b"
    r"|jusqu['’][àa]\b|\bà\b|\bet\b)\s*"
)
_FROM = re.compile(r"^(?:from|von|between|zwischen|desde|de|entre|dès)\s+")
_UNTIL = re.compile(
    r"^(?:until|till|til|up to|to|for|bis|bis zum|für|hasta|hasta el|durante|por|el|jusqu['’]au|jusqu['’][àa]"
    r"|pour|pendant|le)\s+"
)
_SPAN = re.compile(
    r"^(?:(?:in|dentro de|dans)\s+)?"
    r"(?P<count>\d{1,3}|a|an|one|two|three|four|einen?|einer|zwei|drei|vier|una?|dos|tres|cuatro"
    r"|une|deux|trois|quatre|huit|quinze)\s+"
    r"(?P<unit>days?|weeks?|months?|tage?n?|wochen?|monate?n?|d[ií]as?|semanas?|mes(?:es)?|jours?|semaines?|mois)$"
)
_COUNTS = {
    **{"two": 2, "three": 3, "four": 4, "zwei": 2, "drei": 3, "vier": 4, "dos": 2, "tres": 3, "cuatro": 4},
    **{"deux": 2, "trois": 3, "quatre": 4, "huit": 8, "quinze": 15},
}
_UNITS = {"d": 1, "t": 1, "j": 1, "w": 7, "s": 7, "m": 30}
_WEEK = 7
LONGEST_PAUSE = dt.timedelta(days=366)


def read_time(text: str) -> dt.time | Off | None:
    """``7:30``, ``6.45``, ``7``, ``0630``, ``7 pm``, ``um 7 Uhr``, ``a las 7``, ``à 7 h``, ``off``; None for others."""
    plain = text.strip(" .!").casefold()
    if plain in _OFF:
        return "off"
    plain = _BEFORE_A_TIME.sub("", plain)
    bare, together = _BARE.match(plain), _TOGETHER.match(plain)
    if bare is not None:
        plain = f"{bare[1]}:00"
    elif together is not None:
        plain = f"{together[1]}:{together[2]}"
    minutes = minutes_of_clock(plain)
    return None if minutes is None else dt.time(minutes // 60, minutes % 60)


def read_span(text: str) -> tuple[dt.time, dt.time] | Off | None:
    """``22:00-7:00``, ``10 pm to 7``, ``von 22 bis 7``, ``de 22 a 7``, ``off``; None for no span at all."""
    plain = text.strip(" .!").casefold()
    if plain in _OFF:
        return "off"
    match [read_time(part) for part in _BETWEEN.split(_FROM.sub("", plain))]:
        case [dt.time() as first, dt.time() as last] if first != last:
            return first, last
        case _:
            return None


def read_until(text: str, today: dt.date, language: str) -> dt.date | Literal["open", "unfit"] | None:
    """The last day of a pause: ``Friday``, ``until 12 Dec``, ``two weeks``, ``open``.

    "unfit" for a day that is over, that does not exist or is more than a year ahead; None for what is no day.
    """
    plain = text.strip(" .!").casefold()
    if plain in _OPEN:
        return "open"
    plain = _UNTIL.sub("", _UNTIL.sub("", plain))
    span = _SPAN.match(plain)
    if span is not None:
        count = int(span["count"]) if span["count"].isdecimal() else _COUNTS.get(span["count"], 1)
        day = today + dt.timedelta(days=count * _UNITS[span["unit"][0]])
    else:
        said = _day(plain, today, language)
        if not isinstance(said, dt.date):
            return said
        day = said
    return day if today <= day <= today + LONGEST_PAUSE else "unfit"


def _day(plain: str, today: dt.date, language: str) -> dt.date | Literal["unfit"] | None:
    said = read_date(plain, today, language)
    if isinstance(said, Problem):
        return said.dates[0] if said.code is ProblemCode.FUTURE_DATE and said.dates else "unfit"
    if said is None:
        return None
    # A session on Friday was last Friday; a pause until Friday ends on the next. "Yesterday" moves with today.
    names_a_weekday = not any(sign.isdecimal() for sign in plain) and said == read_date(
        plain, today + dt.timedelta(days=1), language
    )
    return said + dt.timedelta(days=_WEEK) if names_a_weekday and said < today else said
