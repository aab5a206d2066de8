"""Spanish."""

from backend.coach.grounding.lexicon import Vocabulary, listed
from backend.coach.grounding.units import Unit

_UNITS = listed(
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho"
    " diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho"
    " veintinueve"
)
_TENS = listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_HUNDREDS = listed(
    "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_ORDINALS = listed("tercer cuart quint sext séptim octav noven décim")

VOCABULARY = Vocabulary(
    decimal=",",
    group_by_space=True,
    numerals={
        **{word: number for number, word in enumerate(_UNITS, 2)},
        **{word: 10 * number for number, word in enumerate(_TENS, 3)},
        **{word: 100 * number for number, word in enumerate(_HUNDREDS, 1)},
        **{word.replace("os", "as"): 100 * number for number, word in enumerate(_HUNDREDS[1:], 2)},
        **{f"{stem}{ending}": number for number, stem in enumerate(_ORDINALS, 3) for ending in ("o", "a", "os", "as")},
        "tercer": 3,
        "ciento": 100,
        "cero": 0,
        "dieciseis": 16,
        "veintidos": 22,
        "veintitres": 23,
        "veintiseis": 26,
        "veintiún": 21,
    },
    one=("uno", "una", "un"),
    hundred=(),
    thousand=("mil",),
    joins=("y",),
    compounds="",
    harmless=r"un[oa]?(?: \w+){0,2} o dos|las dos cosas|dos o tres",
    special={
        # Nothing is known of months and years, nor multiplied by more than three.
        r"(?:mes|meses|años?)": (1, Unit.FOREIGN),
        r"cuadruplic\w*|cuádruples?|quintuplic\w*": (4, Unit.FOREIGN),
        r"media hora": (30, Unit.MINUTES),
        r"(?:una )?hora y media": (90, Unit.MINUTES),
        r"dos horas y media": (150, Unit.MINUTES),
        r"(?:una )?hora y cuarto": (75, Unit.MINUTES),
        r"tres cuartos de hora": (45, Unit.MINUTES),
        r"(?:un )?cuarto de hora": (15, Unit.MINUTES),
        r"una hora": (60, Unit.MINUTES),
        r"mitad|la mitad": (50, Unit.PERCENT),
        r"un tercio|la tercera parte": (100 / 3, Unit.PERCENT),
        r"dos tercios": (200 / 3, Unit.PERCENT),
        r"un cuarto|la cuarta parte": (25, Unit.PERCENT),
        r"tres cuartos": (75, Unit.PERCENT),
        r"un quinto|la quinta parte": (20, Unit.PERCENT),
        r"un décimo|la décima parte": (10, Unit.PERCENT),
        r"dobles?|duplic\w*": (100, Unit.PERCENT),
        r"triples?|triplic\w*": (200, Unit.PERCENT),
        r"un par de": (2, None),
        r"una docena|docenas?": (12, None),
        r"una quincena": (15, Unit.DAYS),
        r"cientos|miles": (1000, None),
    },
    units={
        Unit.MINUTES: r"min|minutos?",
        Unit.LOAD: r"AU|UA|unidades arbitrarias",
        Unit.PERCENT: r"%|por ciento|puntos porcentuales",
        Unit.DAYS: r"días?|noches?|dias?",
        Unit.WEEKS: r"semanas?",
        Unit.COUNT: r"sesi[oó]n(?:es)?|entrenamientos?|carreras?|salidas?|veces|vez|valoraci[oó]n(?:es)?|rodajes?"
        r"|entradas?",
        Unit.FOREIGN: r"x|km|kil[oó]metros?|m|metros?|millas?|km/h|ppm|lpm|bpm|pulsaciones|latidos|kcal|calor[ií]as?|kg"
        r"|kilos?"
        r"|vatios?|w|°c|°|grados?|ml|l|litros?|segundos?|seg|s|mes|meses|años?|puntos?|repeticiones|series|pasos|vueltas?"
        r"|largos|pisos?|pulso"
        r"|gramos?|g"
        r"|euros?|€|tss|vo2max",
    },
    hours=r"h|horas?",
    rpe_before=r"RPE|CR10|esfuerzo(?: de)?",
    foreign_before=r"(?:pulso|pulsaciones|frecuencia|card[ií]aca|fc|ritmo|velocidad|cadencia|vatios)"
    r"(?: (?:fue|era|es|de|a|en|sobre|hasta|unas?|unos))*",
    between=r"últim[oa]s|primer[oa]s|de",
    out_of=r"de|sobre|entre",
    up=r"más|mayor|por encima|superior|aumento|subida|arriba",
    down=r"menos|menor|por debajo|inferior|descenso|bajada|abajo",
    rose=r"(?:sube|subió|subido|aumenta|aumentó|aumentado|crece|creció)(?: en)?(?: un)?|(?:aumento|subida"
    r"|incremento) del?(?: un)?",
    fell=r"(?:baja|bajó|bajado|disminuye|disminuyó|cae|cayó)(?: en)?(?: un)?|(?:descenso|bajada|caída) del?(?: un)?",
    yesterday=r"ayer|anoche",
    stop_words=frozenset(
        listed(
            "el la los las un una unos unas y o pero de del al a en con sin por para como es son era fue ser está"
            " están ha has"
            " han había lo se su sus tu tus te ti mi que qué si cuando donde cómo no ni más menos muy ya también solo"
            " sólo"
            " esta este esto estos estas esa ese eso hay tras antes después desde hasta sobre entre semana días día"
            " sesión"
            " carga próxima próximo último última últimos últimas podría puede sería habitual tuya tuyo aún todavía"
            " porque"
            " mientras le me nos sigue queda quedar descanso fácil hoy mañana ayer cada mismo misma"
        )
    ),
    forbidden={
        "injury": r"lesi[oó]n\w*|lesion\w*|riesgo\w*|arriesg\w*|peligr\w*|daño\w*|dañ\w*|sobreentren\w*|sobrecarg\w*"
        r"|agotamiento|prevenir|prevenci[oó]n|evitar[áa]s?",
        "zone": r"sweet ?spots?|punto dulce|zonas? (?:de peligro|peligrosas?|rojas?|verdes?|seguras?|óptimas?|de riesgo"
        r"|de confort)",
        "diagnosis": r"diagn[oó]stic\w*|tendin\w*|fractura\w*|esguince\w*|rotura\w*|desgarro\w*|inflam\w*|artr\w*"
        r"|s[ií]ndrome\w*|asma|anemi\w*|infecci\w*|virus|viral|covid\w*|gripe|enferm\w*|trastorn\w*|depresi\w*|ansiedad"
        r"|d[eé]ficit|deficienci\w*|fascitis|s[ií]ntoma\w*|conmoci\w*|periostitis",
        "treatment": r"ibuprofeno|aspirina|paracetamol|analg[eé]sic\w*|medicament\w*|medicaci\w*|pastilla\w*|dosis"
        r"|suplement\w*|creatina|cafe[ií]na|calor[ií]a\w*|dieta\w*|adelgaz\w*|perder peso|hielo|masaje\w*",
        "cheering": r"bien hecho|buen trabajo|gran"
        r" trabajo|genial\w*|increíble\w*|fant[aá]stic\w*|estupend\w*|enhorabuena"
        r"|felicid\w*|felicit\w*|muchos? ánimos?|(?<![\w,;:] )ánimo(?=[,.;])"
        r"|sigue así|orgull\w*|bravo|perfect\w*|excelente\w*|impresionante\w*|maravill\w*"
        r"|espectacular\w*|campe[oó]n\w*|crack|máquina|vamos",
        "promise": r"(?:vas a|va a|te va a)"
        r" (?:mejorar|empeorar|ganar|perder|ayudar|hacer\w*|causar|sentir\w*|recuperar\w*)"
        r"|vas a (?:batir|lograr|conseguir)|mejor marca|marca personal|correrás|batirás|lograrás|conseguirás"
        r"|mejorarás|te hará|te ayudará|provocará|causará|garantiz\w*",
        "itself": r"como (?:una )?ia|modelo de lenguaje|inteligencia artificial|chatgpt|openai|prompts?|instruccion\w*"
        r"|mensaje del sistema|json|esquema|soy un\w*|ignor\w*",
    },
    suggests=r"considera\w*|plant[eé]a\w*|prueba|intenta|podrías?|podría\w*|deber[ií]a\w*|convendría|conviene|quizá\w*"
    r"|tal vez|vale la pena|merece la pena|qué tal|por qué no|sería (?:una )?buen\w*|sería razonable|encajaría"
    r"|vendría bien"
    r"|deja que|tómate|toma|procura|asegúrate|mantén|planea|por favor",
)
