"""French number words, Belgium's and Switzerland's too, and parts of hours: "trois quarts d'heure".

A hyphen in the message counts as a space, so phrases are written with spaces.
"""

_UP_TO_NINETEEN = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix~sept dix~huit "
    "dix~neuf"
)
_UNITS = _UP_TO_NINETEEN.split()
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "septante": 70, "huitante": 80, "nonante": 90}
_SIXTY, _EIGHTY = "soixante", "quatre vingt"

NUMBERS: dict[str, float] = {
    **{word: float(value) for value, word in enumerate(_UNITS) if "~" not in word},
    **{word: float(value) for word, value in _TENS.items()},
    "une": 1.0,
    _SIXTY: 60.0,
    "cent": 100.0,
}
_SPOKEN = [word.replace("~", " ") for word in _UNITS]
NUMBER_PHRASES: dict[float, str] = {
    **{float(value): _SPOKEN[value] for value in (17, 18, 19)},
    **{
        float(tens + ones): f"{ten} {_SPOKEN[ones]}" + (f", {ten} et un, {ten} et une" if ones == 1 else "")
        for ten, tens in _TENS.items()
        for ones in range(1, 10)
    },
    **{60.0 + more: f"{_SIXTY} {_SPOKEN[more]}" for more in range(2, 20) if more != 11},
    61.0: f"{_SIXTY} et un, {_SIXTY} et une",
    71.0: f"{_SIXTY} et onze, {_SIXTY} onze",
    80.0: f"{_EIGHTY}, {_EIGHTY}s",
    **{80.0 + more: f"{_EIGHTY} {_SPOKEN[more]}" for more in range(1, 20)},
    120.0: "cent vingt",
    150.0: "cent cinquante",
}

HOUR_PHRASES: dict[int, str] = {
    60: "une bonne heure, une petite heure, une grosse heure, une heure pile, une heure environ, une heure et "
    "quelques, une heurette, une petite heurette, une heure bien tassée",
    90: "une bonne heure et demie, une petite heure et demie, une grosse heure et demie, une heure et demi",
    30: "demi heure, une demi heure, une petite demi heure, une bonne demi heure, une grosse demi heure, la demi "
    "heure, 1/2 heure, demie heure, une demie heure, une demi h, demi h, une bonne demie heure, une petite demie heure",
    15: "quart d'heure, un quart d'heure, un petit quart d'heure, un bon quart d'heure, quart dheure, un quart dheure",
    45: "trois quarts d'heure, 3 quarts d'heure, trois quart d'heure, 3 quart d'heure, trois quarts dheure, "
    "trois petits quarts d'heure, trois bons quarts d'heure, les trois quarts d'heure",
    105: "deux heures moins le quart, 2 heures moins le quart",
}
"""Minutes of whole phrases; what begins with a number is counted by the rules."""
