"""Spanish days: relative ones, weekdays, months."""

from backend.training.grammar.vocabulary import words

_PARTS = ("por la mañana", "en la mañana", "a la mañana", "por la tarde", "en la tarde", "a la tarde", "por la noche")
_PARTS_OF_A_DAY = (*_PARTS, "en la noche", "a la noche", "noche", "tarde", "al mediodía", "a mediodía", "temprano")


def _parts_of(day: str) -> str:
    return ", ".join(f"{day} {part}" for part in _PARTS_OF_A_DAY)


RELATIVE_DAYS: dict[int, str] = {
    0: "hoy, esta mañana, esta tarde, esta noche, este mediodía, hoy día, hace un rato, recién, ahora mismo, "
    + _parts_of("hoy"),
    1: f"ayer, anoche, {_parts_of('ayer')}",
    2: "anteayer, antes de ayer, antier, antes de anoche, anteanoche, antesdeayer, " + _parts_of("anteayer"),
    3: "trasanteayer",
    -1: f"mañana, {_parts_of('mañana')}, mañana mismo",
    -2: "pasado mañana",
}

AGO_UNITS = {
    **dict.fromkeys(("día", "días"), 1),
    **dict.fromkeys(("semana", "semanas"), 7),
    **dict.fromkeys(("mes", "meses"), 30),
    **dict.fromkeys(("año", "años"), 365),
}

_WEEKDAYS = ("lunes lun", "martes", "miércoles mié", "jueves jue", "viernes vie", "sábado sáb", "domingo dom")
WEEKDAYS = {name: day for day, names in enumerate(_WEEKDAYS) for name in names.split()}
UNSURE_WEEKDAYS = words("lun mié jue vie sáb dom")

_MONTHS = (
    "enero ene",
    "febrero feb",
    "marzo",
    "abril abr",
    "mayo may",
    "junio jun",
    "julio jul",
    "agosto ago",
    "septiembre setiembre sept sep set",
    "octubre oct",
    "noviembre nov",
    "diciembre dic",
)
MONTHS = {name: month for month, names in enumerate(_MONTHS, start=1) for name in names.split()}
