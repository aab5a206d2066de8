"""Spanish number words, and the ways to speak of parts of hours: "hora y media", "tres cuartos de hora"."""

_UP_TO_TWENTY_NINE = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_UNITS = _UP_TO_TWENTY_NINE.split()
_WHOLE_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_TENS = _WHOLE_TENS.split()

NUMBERS: dict[str, float] = {
    **{word: float(value) for value, word in enumerate(_UNITS)},
    **{word: 30.0 + 10 * place for place, word in enumerate(_TENS)},
    "un": 1.0,
    "una": 1.0,
    "veintiún": 21.0,
    "cien": 100.0,
    "ciento": 100.0,
}
NUMBER_PHRASES: dict[float, str] = {
    **{
        30.0 + 10 * place + ones: f"{ten} y {_UNITS[ones]}" + (f", {ten} y un" if ones == 1 else "")
        for place, ten in enumerate(_TENS)
        for ones in range(1, 10)
    },
    **{100.0 + tens: f"ciento {_UNITS[tens]}" for tens in (5, 10, 15, 20)},
    150.0: "ciento cincuenta",
}

_ABOUT = ("larga", "escasa", "justa", "justita", "corta", "entera", "completa", "y pico")

HOUR_PHRASES: dict[int, str] = {
    60: ", ".join(f"{one} {hour} {about}" for one in ("una", "1") for hour in ("hora", "horita") for about in _ABOUT)
    + ", hora y pico, hora larga",
    90: "hora y media, horita y media, una horita y media",
    75: "hora y cuarto, una hora y un cuarto",
    105: "hora y tres cuartos, dos horas menos cuarto, 2 horas menos cuarto",
    30: "media hora, media horita, media horilla, media h",
    15: "cuarto de hora, un cuarto de hora, un cuarto de horita, cuartito de hora, un cuartito de hora",
    45: "tres cuartos de hora, 3 cuartos de hora, tres cuartos de horita",
}
"""Minutes of whole phrases; what begins with a number is counted by the rules."""
