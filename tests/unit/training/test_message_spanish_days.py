"""What athletes type in Spanish, and what should be understood of it."""

import pytest

from backend.training.message import Problem, Understood, understand
from backend.training.message import ProblemCode as Code
from backend.training.session import Kind, Sport
from tests.unit.training.utterances import ALL, TODAY, day, in_words, said

SESSION, REST_DAY = Kind.SESSION, Kind.REST

DAYS = [
    ("ayer 2x30min natación rpe 4", said(kind=SESSION, date=day(11, 21), sport=Sport.SWIM, minutes=60, rpe=4)),
    ("día de descanso", said(kind=REST_DAY)),
    (
        "Hoy corrí 60 minutos por el bosque, RPE 6, ¡las piernas pesadas!",
        said(
            kind=SESSION,
            date=day(11, 22),
            sport=Sport.RUN,
            minutes=60,
            rpe=6,
            note="por el bosque, ¡las piernas pesadas!",
        ),
    ),
    ("rpe 7 el lunes", said(kind=SESSION, date=day(11, 16), rpe=7)),
    ("ayer 60 min corriendo", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("60 min corriendo anteayer", said(kind=SESSION, date=day(11, 20), sport=Sport.RUN, minutes=60)),
    ("antier corri 60 min", said(kind=SESSION, date=day(11, 20), sport=Sport.RUN, minutes=60)),
    ("hace 3 días 60 min corriendo", said(kind=SESSION, date=day(11, 19), sport=Sport.RUN, minutes=60)),
    ("hace tres dias corri 60 min", said(kind=SESSION, date=day(11, 19), sport=Sport.RUN, minutes=60)),
    ("hace una semana 60 min corriendo", said(kind=SESSION, date=day(11, 15), sport=Sport.RUN, minutes=60)),
    ("el lunes 60 min corriendo", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    ("lunes: 60 min corriendo", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    (
        "el lunes por la mañana 60 min corriendo",
        said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60, note="por la mañana"),
    ),
    ("el martes pasado 60 min corriendo", said(kind=SESSION, date=day(11, 17), sport=Sport.RUN, minutes=60)),
    ("el pasado martes 60 min corriendo", said(kind=SESSION, date=day(11, 17), sport=Sport.RUN, minutes=60)),
    ("60 min corriendo el domingo", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60)),
    ("el domingo pasado 60 min corriendo", said(kind=SESSION, date=day(11, 15), sport=Sport.RUN, minutes=60)),
    ("sab 60 min corriendo", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("el sábado 60 min corriendo", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("sabado 14 60 min corriendo", said(kind=SESSION, date=day(11, 14), sport=Sport.RUN, minutes=60)),
    ("el lunes de la semana pasada 60 min corriendo", said(kind=SESSION, date=day(11, 9), sport=Sport.RUN, minutes=60)),
    ("el 12 60 min corriendo", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("el 12 corrí 60 min", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("60 min corriendo el 12", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("el 3/11 60 min corriendo", said(kind=SESSION, date=day(11, 3), sport=Sport.RUN, minutes=60)),
    ("3/11 60 min corriendo", said(kind=SESSION, date=day(11, 3), sport=Sport.RUN, minutes=60)),
    ("el 12 de noviembre 60 min corriendo", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("12 nov 60 min corriendo", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("12/11/2026 60 min corriendo", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("lunes 16/11 60 min corriendo", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    ("lunes 16 de noviembre, 60 min corriendo", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    ("3 de marzo 60 min corriendo", said(kind=SESSION, date=day(3, 3), sport=Sport.RUN, minutes=60)),
    ("yesterday 60 min corriendo", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("esta mañana 60 min corriendo", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60)),
    ("hoy por la mañana 60 min corriendo", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60)),
    ("anoche 60 min corriendo", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("entreno de ayer: 60 min corriendo", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("la carrera del domingo 60 min rpe 8", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60, rpe=8)),
    ("descanso", said(kind=REST_DAY)),
    ("hoy descanso", said(kind=REST_DAY)),
    ("ayer descanso", said(kind=REST_DAY, date=day(11, 21))),
    ("no entrené", said(kind=REST_DAY)),
    ("no he entrenado hoy", said(kind=REST_DAY, date=day(11, 22))),
    ("día libre", said(kind=REST_DAY)),
    (
        "ayer día de descanso, hoy 60 min corriendo rpe 7",
        said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60, rpe=7, note="ayer día de descanso"),
    ),
    (
        "yesterday 60 min run rpe 7, legs heavy",
        said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60, rpe=7, note="legs heavy"),
    ),
    ("hoy sali a correr 45 minutos rpe 5", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=45, rpe=5)),
    (
        "60 min bici, entreno del martes rpe 5",
        said(kind=SESSION, date=day(11, 17), sport=Sport.RIDE, minutes=60, rpe=5),
    ),
    ("entrené ayer 60 min rpe 6", said(kind=SESSION, date=day(11, 21), minutes=60, rpe=6)),
    (
        "el martes 60 min de natación, ánimo 4",
        said(kind=SESSION, date=day(11, 17), sport=Sport.SWIM, minutes=60, mood=4),
    ),
    ("60 min corriendo el 12 de noviembre de 2026", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    (
        "el jueves por la tarde 45 min de pádel",
        said(kind=SESSION, date=day(11, 19), sport=Sport.RACKET, minutes=45, note="por la tarde 45 min de pádel"),
    ),
    (
        "Hola! Hoy he hecho 45 min de carrera continua, rpe 5, bastante bien",
        said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=45, rpe=5, note="Hola, bastante bien"),
    ),
    (
        "ayer hice 1h 30min de bici de carretera a ritmo suave rpe 3",
        said(
            kind=SESSION, date=day(11, 21), sport=Sport.RIDE, minutes=90, rpe=3, note="bici de carretera a ritmo suave"
        ),
    ),
    (
        "el sábado pasado hice 3 horas de senderismo, rpe 5",
        said(kind=SESSION, date=day(11, 21), sport=Sport.HIKE, minutes=180, rpe=5),
    ),
    ("anteayer 40 min yoga rpe 2", said(kind=SESSION, date=day(11, 20), sport=Sport.YOGA, minutes=40, rpe=2)),
    ("no pude entrenar por trabajo", said(kind=REST_DAY, note="por trabajo")),
    ("hoy nada", said(kind=REST_DAY)),
    (
        "hora y media corriendo el martes por la tarde, rpe 6",
        said(kind=SESSION, date=day(11, 17), sport=Sport.RUN, minutes=90, rpe=6, note="por la tarde"),
    ),
    ("llevo 3 días sin entrenar", said(kind=REST_DAY, note="llevo 3 días")),
    ("12 km corriendo el 1 de noviembre", said(kind=SESSION, date=day(11, 1), sport=Sport.RUN, note="12 km")),
    ("el 1/11 corrí 12 km en 1h05", said(kind=SESSION, date=day(11, 1), sport=Sport.RUN, minutes=65, note="12 km")),
    ("60 min corriendo rpe 5 hace dos días", said(kind=SESSION, date=day(11, 20), sport=Sport.RUN, minutes=60, rpe=5)),
]

PROBLEMS = [
    (
        "el lunes 40 min de remo suave",
        said(
            kind=SESSION,
            date=day(11, 16),
            sport=Sport.ROW,
            minutes=40,
            note="suave",
            problems=(Problem(Code.EFFORT_WORD, said="suave"),),
        ),
    ),
    (
        "60 min corriendo con 5x3 min fuerte",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="con 5x3 min fuerte",
            problems=(Problem(Code.EFFORT_WORD, said="fuerte"),),
        ),
    ),
    (
        "de 40 a 45 min corriendo",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="de 40 a 45 min",
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        40,
                        45,
                    ),
                ),
            ),
        ),
    ),
    (
        "1h a 1h30 de bici",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            note="1h a 1h30",
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        60,
                        90,
                    ),
                ),
            ),
        ),
    ),
    (
        "75m corriendo",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="75m",
            problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(75,), said="75m"),),
        ),
    ),
    (
        "1h 7",
        said(
            kind=SESSION,
            note=ALL,
            problems=(
                Problem(
                    Code.AMBIGUOUS_MINUTES,
                    values=(
                        60,
                        67,
                    ),
                    said="1h 7",
                ),
            ),
        ),
    ),
    (
        "25 min de ida y 25 min de vuelta en bici",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            note=ALL,
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        25,
                        25,
                    ),
                ),
            ),
        ),
    ),
    (
        "doce horas de senderismo",
        said(kind=SESSION, sport=Sport.HIKE, problems=(Problem(Code.LONG_SESSION, values=(720,)),)),
    ),
    ("12 horas", said(kind=SESSION, problems=(Problem(Code.LONG_SESSION, values=(720,)),))),
    (
        "25 horas corriendo",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            problems=(Problem(Code.MINUTES_OUT_OF_RANGE, values=(1500,), said="25 horas"),),
        ),
    ),
    (
        "-5 min corriendo",
        said(
            kind=SESSION, sport=Sport.RUN, problems=(Problem(Code.MINUTES_OUT_OF_RANGE, values=(-5,), said="-5 min"),)
        ),
    ),
    (
        "10 min de calentamiento rpe 3",
        said(kind=SESSION, note=ALL, problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(10,), said="10 min"),)),
    ),
    (
        "5x3 min fuerte",
        said(
            kind=SESSION,
            note=ALL,
            problems=(
                Problem(Code.AMBIGUOUS_MINUTES, values=(15,), said="5x3 min"),
                Problem(Code.EFFORT_WORD, said="fuerte"),
            ),
        ),
    ),
    (
        "18:30 corriendo",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="18:30",
            problems=(
                Problem(
                    Code.AMBIGUOUS_MINUTES,
                    values=(
                        19,
                        1110,
                    ),
                    said="18:30",
                ),
            ),
        ),
    ),
    (
        "60 min corriendo muy duro",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="muy duro",
            problems=(Problem(Code.EFFORT_WORD, said="muy duro"),),
        ),
    ),
    (
        "rodaje suave 40 min",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=40,
            note="rodaje suave",
            problems=(Problem(Code.EFFORT_WORD, said="suave"),),
        ),
    ),
    (
        "60 min bici, fue durísimo",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            minutes=60,
            note="fue durísimo",
            problems=(Problem(Code.EFFORT_WORD, said="durísimo"),),
        ),
    ),
    (
        "60 min corriendo rpe 11",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.RPE_OUT_OF_RANGE, values=(11,)),)),
    ),
    ("rpe 7,3", said(kind=SESSION, problems=(Problem(Code.RPE_NOT_HALF_STEP, values=(7.3,)),))),
    (
        "60 min corriendo borg 13",
        said(
            kind=SESSION, sport=Sport.RUN, minutes=60, note="borg 13", problems=(Problem(Code.NOT_CR10, values=(13,)),)
        ),
    ),
    (
        "13 en la escala de borg, 60 min corriendo",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="13 en la escala de borg",
            problems=(Problem(Code.NOT_CR10, values=(13,)),),
        ),
    ),
    (
        "rpe 7 a 8",
        said(
            kind=SESSION,
            note=ALL,
            problems=(
                Problem(
                    Code.TWO_EFFORTS,
                    values=(
                        7,
                        8,
                    ),
                ),
            ),
        ),
    ),
    (
        "rpe 7 u 8",
        said(
            kind=SESSION,
            note=ALL,
            problems=(
                Problem(
                    Code.TWO_EFFORTS,
                    values=(
                        7,
                        8,
                    ),
                ),
            ),
        ),
    ),
    (
        "60 min corriendo, 6-7 de 10",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="6-7 de 10",
            problems=(
                Problem(
                    Code.TWO_EFFORTS,
                    values=(
                        6,
                        7,
                    ),
                ),
            ),
        ),
    ),
    (
        "esfuerzo 4/5, 60 min corriendo",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="esfuerzo 4/5",
            problems=(Problem(Code.NOT_CR10, values=(4,)),),
        ),
    ),
    (
        "60 min bici 70 % esfuerzo",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            minutes=60,
            note="70 % esfuerzo",
            problems=(Problem(Code.NOT_CR10, values=(70,)),),
        ),
    ),
    (
        "60 min corriendo humor 6",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="humor 6",
            problems=(Problem(Code.LEVEL_OUT_OF_RANGE, values=(6,), said="mood"),),
        ),
    ),
    (
        "la semana pasada 60 min corriendo",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            problems=(
                Problem(
                    Code.AMBIGUOUS_DATE,
                    dates=(
                        day(11, 15),
                        day(11, 14),
                        day(11, 13),
                        day(11, 12),
                        day(11, 11),
                        day(11, 10),
                        day(11, 9),
                    ),
                ),
            ),
        ),
    ),
    (
        "mañana 60 min corriendo",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),)),
    ),
    (
        "manana por la manana 60 min corriendo",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),)),
    ),
    (
        "pasado mañana 60 min corriendo",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 24),)),)),
    ),
    (
        "el próximo lunes 60 min corriendo",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),)),
    ),
    (
        "el lunes que viene 60 min corriendo",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),)),
    ),
    (
        "12 de diciembre 60 min corriendo",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(12, 12),)),)),
    ),
    (
        "ayer y hoy 60 min corriendo",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="ayer y hoy",
            problems=(
                Problem(
                    Code.TWO_DATES,
                    dates=(
                        day(11, 21),
                        day(11, 22),
                    ),
                ),
            ),
        ),
    ),
    ("voy a correr 60 min", said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.PLANNED),))),
    (
        "mañana voy a correr 60 min",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            problems=(
                Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),
                Problem(Code.PLANNED),
            ),
        ),
    ),
    ("quiero correr 60 min", said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.PLANNED),))),
    ("60 min corriendo planeados", said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.PLANNED),))),
    (
        "¿debería correr mañana 60 min?",
        said(note=ALL, problems=(Problem(Code.QUESTION, said="¿debería correr mañana 60 min?"),)),
    ),
    (
        "60 min corriendo rpe 7, ¿está bien?",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            rpe=7,
            note="¿está bien?",
            problems=(Problem(Code.QUESTION, said="¿está bien?"),),
        ),
    ),
    (
        "60 min corriendo rpe 7 ¿está bien?",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            rpe=7,
            note="¿está bien?",
            problems=(Problem(Code.QUESTION, said="¿está bien?"),),
        ),
    ),
    ("¿qué tal?", said(note=ALL, problems=(Problem(Code.QUESTION, said="¿qué tal?"),))),
    (
        "correr y nadar 60 min",
        said(kind=SESSION, minutes=60, note="correr y nadar", problems=(Problem(Code.TWO_SPORTS, said="run,swim"),)),
    ),
    (
        "hice 45 min de bici y 20 min de pesas",
        said(
            kind=SESSION,
            note=ALL,
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        45,
                        20,
                    ),
                ),
                Problem(Code.TWO_SPORTS, said="ride,strength"),
            ),
        ),
    ),
    (
        "45 min de caminata, tranquilo",
        said(
            kind=SESSION,
            sport=Sport.WALK,
            minutes=45,
            note="tranquilo",
            problems=(Problem(Code.EFFORT_WORD, said="tranquilo"),),
        ),
    ),
    (
        "trote suave 30 min",
        said(
            kind=SESSION, sport=Sport.RUN, minutes=30, note="suave", problems=(Problem(Code.EFFORT_WORD, said="suave"),)
        ),
    ),
    (
        "de 9:00 a 10:00 bici",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            note="de 9:00 a 10:00",
            problems=(
                Problem(
                    Code.AMBIGUOUS_MINUTES,
                    values=(
                        540,
                        9,
                    ),
                    said="9:00",
                ),
            ),
        ),
    ),
    (
        "30 min elíptica + 30 min pesas rpe 6",
        said(
            kind=SESSION,
            rpe=6,
            note="30 min elíptica + 30 min pesas",
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        30,
                        30,
                    ),
                ),
                Problem(Code.TWO_SPORTS, said="other,strength"),
            ),
        ),
    ),
    (
        "45min natación + 15min estiramientos",
        said(
            kind=SESSION,
            sport=Sport.SWIM,
            note=ALL,
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        45,
                        15,
                    ),
                ),
            ),
        ),
    ),
    (
        "mañana tengo 60 min de rodaje",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="tengo 60 min de rodaje",
            problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),),
        ),
    ),
    (
        "hoy toca 60 min de rodaje",
        said(
            kind=SESSION,
            date=day(11, 22),
            sport=Sport.RUN,
            minutes=60,
            note="rodaje",
            problems=(Problem(Code.PLANNED),),
        ),
    ),
    ("me toca descansar hoy", said(kind=REST_DAY, date=day(11, 22), problems=(Problem(Code.PLANNED),))),
    (
        "¿cuánto debería correr mañana?",
        said(note=ALL, problems=(Problem(Code.QUESTION, said="¿cuánto debería correr mañana?"),)),
    ),
    (
        "1:15 de bici",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            note="1:15",
            problems=(
                Problem(
                    Code.AMBIGUOUS_MINUTES,
                    values=(
                        75,
                        1,
                    ),
                    said="1:15",
                ),
            ),
        ),
    ),
    (
        "de 18:00 a 19:00 pádel, rpe 6",
        said(
            kind=SESSION,
            sport=Sport.RACKET,
            rpe=6,
            note="de 18:00 a 19:00 pádel",
            problems=(
                Problem(
                    Code.AMBIGUOUS_MINUTES,
                    values=(
                        18,
                        1080,
                    ),
                    said="18:00",
                ),
            ),
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=repr)
def test_the_day_or_the_day_off_in_spanish(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "es") == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), PROBLEMS, ids=repr)
def test_what_is_doubtful_is_asked_in_spanish(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "es") == in_words(expected, text)
