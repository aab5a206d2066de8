"""How long, how hard and what, in German: what athletes type, and what should be understood of it."""

import pytest

from backend.training.message import Problem, Understood, understand
from backend.training.message import ProblemCode as Code
from backend.training.session import Kind, Sport
from tests.unit.training.utterances import ALL, TODAY, day, in_words, said

SESSION, REST_DAY = Kind.SESSION, Kind.REST
RUN, RIDE, SWIM = Sport.RUN, Sport.RIDE, Sport.SWIM


def minutes_problem(code: Code, *values: float, words: str = "") -> tuple[Problem, ...]:
    return (Problem(code, values=values, said=words),)


def effort_word(words: str) -> tuple[Problem, ...]:
    return (Problem(Code.EFFORT_WORD, said=words),)


STORYBOARDS = [
    ("60 min laufen rpe 7, beine schwer", said(kind=SESSION, sport=RUN, minutes=60, rpe=7, note="beine schwer")),
    ("1h20 rad 5/10, frisch", said(kind=SESSION, sport=RIDE, minutes=80, rpe=5, freshness=4)),
    ("gestern 2x30min schwimmen rpe 4", said(kind=SESSION, date=day(11, 21), sport=SWIM, minutes=60, rpe=4)),
    ("45'", said(kind=SESSION, minutes=45)),
    ("ruhetag", said(kind=REST_DAY)),
    ("10 km in 52:10", said(kind=SESSION, sport=RUN, minutes=52, note="10 km")),
    (
        "am montag 40 min locker gerudert",
        said(
            kind=SESSION,
            date=day(11, 16),
            sport=Sport.ROW,
            minutes=40,
            note="locker",
            problems=effort_word("locker"),
        ),
    ),
    (
        "Bin heute 60 Minuten im Wald gelaufen, RPE 6, Beine waren schwer!",
        said(kind=SESSION, date=day(11, 22), sport=RUN, minutes=60, rpe=6, note="im Wald, Beine waren schwer!"),
    ),
]

DURATIONS = [
    ("fast eine Stunde laufen", said(kind=SESSION, sport=RUN, minutes=60)),
    (
        "2 min rest between sets, 45 min gym rpe 7",
        said(kind=SESSION, sport=Sport.STRENGTH, minutes=45, rpe=7, note="2 min rest between sets, gym"),
    ),
    ("60 min Lauf, davon 20 min Schwelle", said(kind=SESSION, sport=RUN, minutes=60, note="davon 20 min Schwelle")),
    ("nicht 60 sondern 45 min gelaufen", said(kind=SESSION, sport=RUN, minutes=45, note="nicht 60 sondern")),
    ("eineinhalb stunden", said(kind=SESSION, minutes=90)),
    ("anderthalb std", said(kind=SESSION, minutes=90)),
    ("anderthalb Stunden Rad", said(kind=SESSION, sport=RIDE, minutes=90)),
    ("eine dreiviertelstunde", said(kind=SESSION, minutes=45)),
    ("dreiviertel stunde yoga", said(kind=SESSION, sport=Sport.YOGA, minutes=45)),
    ("halbe stunde", said(kind=SESSION, minutes=30)),
    ("eine halbe Stunde joggen", said(kind=SESSION, sport=RUN, minutes=30)),
    ("ne halbe stunde gejoggt", said(kind=SESSION, sport=RUN, minutes=30)),
    ("viertelstunde seilspringen", said(kind=SESSION, sport=Sport.OTHER, minutes=15, note="seilspringen")),
    ("eine Stunde laufen", said(kind=SESSION, sport=RUN, minutes=60)),
    ("ne knappe stunde laufen", said(kind=SESSION, sport=RUN, minutes=60)),
    ("eine Stunde und 20 Minuten gelaufen", said(kind=SESSION, sport=RUN, minutes=80)),
    ("eine Stunde zwanzig gelaufen", said(kind=SESSION, sport=RUN, minutes=80)),
    ("1 Stunde 20 Rad", said(kind=SESSION, sport=RIDE, minutes=80)),
    ("1 Std. 20 Min. Lauf", said(kind=SESSION, sport=RUN, minutes=80)),
    ("1 std 5 min rad", said(kind=SESSION, sport=RIDE, minutes=65)),
    ("1,5 h", said(kind=SESSION, minutes=90)),
    ("1,5 Std. Rad, RPE 4", said(kind=SESSION, sport=RIDE, minutes=90, rpe=4)),
    ("1 ½ Stunden wandern", said(kind=SESSION, sport=Sport.HIKE, minutes=90)),
    ("3/4 Stunde schwimmen", said(kind=SESSION, sport=SWIM, minutes=45)),
    ("zweieinhalb stunden wandern", said(kind=SESSION, sport=Sport.HIKE, minutes=150)),
    ("2 und eine halbe stunde wandern", said(kind=SESSION, sport=Sport.HIKE, minutes=150)),
    ("zwei Stunden geklettert", said(kind=SESSION, sport=Sport.CLIMB, minutes=120)),
    ("fünfundvierzig minuten laufen", said(kind=SESSION, sport=RUN, minutes=45)),
    ("fuenfundvierzig minuten laufen", said(kind=SESSION, sport=RUN, minutes=45)),
    ("dreißig minuten laufen", said(kind=SESSION, sport=RUN, minutes=30)),
    ("dreissig minuten laufen", said(kind=SESSION, sport=RUN, minutes=30)),
    ("90 MINUTEN LAUFEN", said(kind=SESSION, sport=RUN, minutes=90)),
    ("45-minütiger Lauf", said(kind=SESSION, sport=RUN, minutes=45)),
    ("45 minuetiger lauf", said(kind=SESSION, sport=RUN, minutes=45)),
    ("zweistündige Radtour", said(kind=SESSION, sport=RIDE, minutes=120, note="Radtour")),
    ("1:20 Std. Rad", said(kind=SESSION, sport=RIDE, minutes=80)),
    ("1:20:00 rad", said(kind=SESSION, sport=RIDE, minutes=80)),
    ("zweimal 30 min schwimmen", said(kind=SESSION, sport=SWIM, minutes=60)),
    ("2 mal 45 min fußball", said(kind=SESSION, sport=Sport.TEAM, minutes=90, note="fußball")),
    ("Dauer: 60, RPE: 7, Sport: Rad", said(kind=SESSION, sport=RIDE, minutes=60, rpe=7)),
    (
        "insgesamt 55 min, 15 min einlaufen, 4x1 km",
        said(kind=SESSION, minutes=55, note="15 min einlaufen, 4x1 km"),
    ),
    ("60 min laufen, dabei 5x3 min schnell", said(kind=SESSION, sport=RUN, minutes=60, note="dabei 5x3 min schnell")),
    ("45 min Intervalle rpe 8", said(kind=SESSION, minutes=45, rpe=8, note="Intervalle")),
    ("nach der Arbeit 60 min Laufen rpe 5", said(kind=SESSION, sport=RUN, minutes=60, rpe=5, note="nach der Arbeit")),
    ("10 km lauf in 1:02", said(kind=SESSION, sport=RUN, minutes=62, note="10 km")),
    ("halbmarathon in 1:45:30 rpe 9", said(kind=SESSION, sport=RUN, minutes=106, rpe=9, note="halbmarathon")),
    ("60 min run rpe 7, legs heavy", said(kind=SESSION, sport=RUN, minutes=60, rpe=7, note="legs heavy")),
    ("an hour and a half ride", said(kind=SESSION, sport=RIDE, minutes=90)),
    ("ca. 60 min laufen", said(kind=SESSION, sport=RUN, minutes=60)),
    ("60 min am Fluss gelaufen", said(kind=SESSION, sport=RUN, minutes=60, note="am Fluss")),
    ("in 60 min gelaufen, rpe 5", said(kind=SESSION, sport=RUN, minutes=60, rpe=5)),
]

NOT_MINUTES = [
    ("5:10/km", said(note=ALL)),
    ("60 min laufen 5:10/km", said(kind=SESSION, sport=RUN, minutes=60, note="5:10/km")),
    ("5 min pro km, 40 min laufen", said(kind=SESSION, sport=RUN, minutes=40, note="5 min pro km")),
    ("60 min laufen, Schnitt 5:10", said(kind=SESSION, sport=RUN, minutes=60, note="Schnitt 5:10")),
    ("60 min laufen im 5:30er schnitt", said(kind=SESSION, sport=RUN, minutes=60, note="im 5:30er schnitt")),
    ("2h Rad, Schnitt 28 km/h", said(kind=SESSION, sport=RIDE, minutes=120, note="Schnitt 28 km/h")),
    ("puls 150", said(note=ALL)),
    ("60 min laufen, Puls 150", said(kind=SESSION, sport=RUN, minutes=60, note="Puls 150")),
    ("laufen bei puls 145 rpe 4", said(kind=SESSION, sport=RUN, rpe=4, note="bei puls 145")),
    ("80 kg", said(note=ALL)),
    ("ich wiege 80 kg", said(note=ALL)),
    ("250 watt", said(note=ALL)),
    ("60 min rad 250 Watt", said(kind=SESSION, sport=RIDE, minutes=60, note="250 Watt")),
    ("800 hm", said(note=ALL)),
    ("60 min rad, 800 Höhenmeter", said(kind=SESSION, sport=RIDE, minutes=60, note="800 Höhenmeter")),
    ("10 km laufen", said(kind=SESSION, sport=RUN, note="10 km")),
    ("12,5 km gelaufen rpe 6", said(kind=SESSION, sport=RUN, rpe=6, note="12,5 km")),
    ("schwimmen 2.500 m rpe 5", said(kind=SESSION, sport=SWIM, rpe=5, note="2.500 m")),
    ("10.000 Schritte", said(note=ALL)),
    ("um 18:30 60 min laufen", said(kind=SESSION, sport=RUN, minutes=60, note="um 18:30")),
    ("60 min laufen um 7 Uhr, rpe 5", said(kind=SESSION, sport=RUN, minutes=60, rpe=5, note="um 7 Uhr")),
    ("60 min laufen um 18.30 uhr", said(kind=SESSION, sport=RUN, minutes=60, note="um 18.30 uhr")),
    ("18:00 uhr laufen, 45 min", said(kind=SESSION, sport=RUN, minutes=45, note="18:00 uhr")),
    ("8 Stunden geschlafen, 45 min Rad", said(kind=SESSION, sport=RIDE, minutes=45, note="8 Stunden geschlafen")),
    ("Schlaf 7 h, 60 min laufen rpe 5", said(kind=SESSION, sport=RUN, minutes=60, rpe=5, note="Schlaf 7 h")),
    (
        "60 min laufen, nach 20 min Seitenstechen",
        said(kind=SESSION, sport=RUN, minutes=60, note="nach 20 min Seitenstechen"),
    ),
    ("vor 20 min fertig geworden", said(note=ALL)),
    (
        "2 min pause zwischen den sätzen, 45 min krafttraining rpe 7",
        said(kind=SESSION, sport=Sport.STRENGTH, minutes=45, rpe=7, note="2 min pause zwischen den sätzen"),
    ),
    (
        "Kniebeugen 3x5 100 kg, 60 min, rpe 8",
        said(kind=SESSION, sport=Sport.STRENGTH, minutes=60, rpe=8, note="Kniebeugen 3x5 100 kg"),
    ),
    ("bin 45 Jahre alt", said(note=ALL)),
    ("60 min bei 30 Grad gelaufen", said(kind=SESSION, sport=RUN, minutes=60, note="bei 30 Grad")),
    ("60 min in zone 2 rad", said(kind=SESSION, sport=RIDE, minutes=60, note="in zone 2")),
    ("60 min rad bei 70 %", said(kind=SESSION, sport=RIDE, minutes=60, note="bei 70 %")),
    ("60", said(note=ALL)),
    ("7", said(note=ALL)),
    ("400 m", said(note=ALL)),
    ("5 Meilen gelaufen", said(kind=SESSION, sport=RUN, note="5 Meilen")),
]

DURATION_PROBLEMS = [
    (
        "75m laufen",
        said(
            kind=SESSION,
            sport=RUN,
            note="75m",
            problems=minutes_problem(Code.AMBIGUOUS_MINUTES, 75, words="75m"),
        ),
    ),
    (
        "1h 7",
        said(kind=SESSION, note=ALL, problems=minutes_problem(Code.AMBIGUOUS_MINUTES, 60, 67, words="1h 7")),
    ),
    (
        "40 bis 45 min laufen",
        said(kind=SESSION, sport=RUN, note="40 bis 45 min", problems=minutes_problem(Code.TWO_DURATIONS, 40, 45)),
    ),
    (
        "25 min hin und 25 min zurück mit dem Rad",
        said(
            kind=SESSION,
            sport=RIDE,
            note="25 min hin und 25 min zurück",
            problems=minutes_problem(Code.TWO_DURATIONS, 25, 25),
        ),
    ),
    ("zwölf Stunden wandern", said(kind=SESSION, sport=Sport.HIKE, problems=minutes_problem(Code.LONG_SESSION, 720))),
    (
        "25 Stunden laufen",
        said(kind=SESSION, sport=RUN, problems=minutes_problem(Code.MINUTES_OUT_OF_RANGE, 1500, words="25 stunden")),
    ),
    (
        "-5 min laufen",
        said(kind=SESSION, sport=RUN, problems=minutes_problem(Code.MINUTES_OUT_OF_RANGE, -5, words="-5 min")),
    ),
    (
        "10 min einlaufen rpe 3",
        said(kind=SESSION, note=ALL, problems=minutes_problem(Code.AMBIGUOUS_MINUTES, 10, words="10 min")),
    ),
    (
        "5x3 min schnell",
        said(kind=SESSION, note=ALL, problems=minutes_problem(Code.AMBIGUOUS_MINUTES, 15, words="5x3 min")),
    ),
    (
        "18:30 laufen",
        said(
            kind=SESSION,
            sport=RUN,
            note="18:30",
            problems=minutes_problem(Code.AMBIGUOUS_MINUTES, 19, 1110, words="18:30"),
        ),
    ),
]

EFFORTS = [
    ("60min lauf RPE7 puls 150 8km", said(kind=SESSION, sport=RUN, minutes=60, rpe=7, note="puls 150 8km")),
    ("rpe 7,5", said(kind=SESSION, rpe=7.5)),
    ("60 min laufen rpe 7,5", said(kind=SESSION, sport=RUN, minutes=60, rpe=7.5)),
    ("anstrengung 7", said(kind=SESSION, rpe=7)),
    ("Anstrengung: 7/10", said(kind=SESSION, rpe=7)),
    ("belastung 7 von 10", said(kind=SESSION, rpe=7)),
    ("60 min laufen, 7 von 10", said(kind=SESSION, sport=RUN, minutes=60, rpe=7)),
    ("60 min laufen, war 7/10", said(kind=SESSION, sport=RUN, minutes=60, rpe=7)),
    ("Belastung war etwa 6, 60 min Rad", said(kind=SESSION, sport=RIDE, minutes=60, rpe=6)),
    ("RPE von 7", said(kind=SESSION, rpe=7)),
    ("rpe sieben", said(kind=SESSION, rpe=7)),
    ("rpe siebeneinhalb", said(kind=SESSION, rpe=7.5)),
    ("intensität 6", said(kind=SESSION, rpe=6)),
    ("intensitaet 6", said(kind=SESSION, rpe=6)),
    ("60 min laufen hart 8/10", said(kind=SESSION, sport=RUN, minutes=60, rpe=8, note="hart")),
    ("60 min laufen rpe 6, max rpe 9", said(kind=SESSION, sport=RUN, minutes=60, rpe=6, note="max rpe 9")),
    ("rpe 7 am Montag", said(kind=SESSION, date=day(11, 16), rpe=7)),
    ("rpe 7 und eine halbe stunde laufen", said(kind=SESSION, sport=RUN, minutes=30, rpe=7)),
]

NOT_EFFORT = [
    (
        "60 min Basketball, 8 von 10 Freiwürfen",
        said(kind=SESSION, sport=Sport.TEAM, minutes=60, note="Basketball, 8 von 10 Freiwürfen"),
    ),
    (
        "60 min bouldern, schwierigkeit 6b",
        said(kind=SESSION, sport=Sport.CLIMB, minutes=60, note="bouldern, schwierigkeit 6b"),
    ),
    (
        "7 harte intervalle, 60 min",
        said(kind=SESSION, minutes=60, note="7 harte intervalle", problems=effort_word("harte")),
    ),
    ("60 min laufen, Schlaf 7/10", said(kind=SESSION, sport=RUN, minutes=60, note="Schlaf 7/10")),
    ("60 min laufen, Schmerzen 3/10", said(kind=SESSION, sport=RUN, minutes=60, note="Schmerzen 3/10")),
    ("60 min laufen, Knie 3 von 10", said(kind=SESSION, sport=RUN, minutes=60, note="Knie 3 von 10")),
    ("60 min laufen, 8/10 Laune", said(kind=SESSION, sport=RUN, minutes=60, note="8/10 Laune")),
    ("60 min laufen, Muskelkater 4/10", said(kind=SESSION, sport=RUN, minutes=60, note="Muskelkater 4/10")),
    ("7 von 10 intervallen geschafft", said(note=ALL)),
    ("60 min, 7", said(kind=SESSION, minutes=60, note="7")),
    ("letzte 10 min rpe 9, 60 min laufen", said(kind=SESSION, sport=RUN, minutes=60, note="letzte 10 min rpe 9")),
    ("laufen um 7", said(kind=SESSION, sport=RUN, note="um 7")),
    ("60 min laufen, stufe 7", said(kind=SESSION, sport=RUN, minutes=60, note="stufe 7")),
]

EFFORT_PROBLEMS = [
    (
        "60 min laufen sehr hart",
        said(kind=SESSION, sport=RUN, minutes=60, note="sehr hart", problems=effort_word("sehr hart")),
    ),
    (
        "lockerer lauf 40 min",
        said(kind=SESSION, sport=RUN, minutes=40, note="lockerer", problems=effort_word("lockerer")),
    ),
    (
        "60 min Rad, war anstrengend",
        said(kind=SESSION, sport=RIDE, minutes=60, note="war anstrengend", problems=effort_word("anstrengend")),
    ),
    (
        "60 min laufen rpe 11",
        said(kind=SESSION, sport=RUN, minutes=60, problems=(Problem(Code.RPE_OUT_OF_RANGE, values=(11,)),)),
    ),
    ("rpe 7,3", said(kind=SESSION, problems=(Problem(Code.RPE_NOT_HALF_STEP, values=(7.3,)),))),
    (
        "60 min laufen borg 13",
        said(kind=SESSION, sport=RUN, minutes=60, note="borg 13", problems=(Problem(Code.NOT_CR10, values=(13,)),)),
    ),
    (
        "13 auf der borgskala, 60 min laufen",
        said(
            kind=SESSION,
            sport=RUN,
            minutes=60,
            note="13 auf der borgskala",
            problems=(Problem(Code.NOT_CR10, values=(13,)),),
        ),
    ),
    (
        "rpe 7 bis 8",
        said(kind=SESSION, note=ALL, problems=(Problem(Code.TWO_EFFORTS, values=(7, 8)),)),
    ),
    (
        "60 min laufen, 6 bis 7 von 10",
        said(
            kind=SESSION,
            sport=RUN,
            minutes=60,
            note="6 bis 7 von 10",
            problems=(Problem(Code.TWO_EFFORTS, values=(6, 7)),),
        ),
    ),
    (
        "belastung 4/5, 60 min laufen",
        said(
            kind=SESSION,
            sport=RUN,
            minutes=60,
            note="belastung 4/5",
            problems=(Problem(Code.NOT_CR10, values=(4,)),),
        ),
    ),
    (
        "60 min rad 70 % anstrengung",
        said(
            kind=SESSION,
            sport=RIDE,
            minutes=60,
            note="70 % anstrengung",
            problems=(Problem(Code.NOT_CR10, values=(70,)),),
        ),
    ),
]

FEELINGS = [
    ("60 min rad, fühlte mich frisch", said(kind=SESSION, sport=RIDE, minutes=60, freshness=4)),
    ("60 min rad, fuehlte mich frisch", said(kind=SESSION, sport=RIDE, minutes=60, freshness=4)),
    ("60 min rad, sehr frisch", said(kind=SESSION, sport=RIDE, minutes=60, freshness=5)),
    (
        "frisch 4/5 laune 5 bereit 3, 60 min rad",
        said(kind=SESSION, sport=RIDE, minutes=60, freshness=4, readiness=3, mood=5),
    ),
    ("60 min rad, Stimmung: 2", said(kind=SESSION, sport=RIDE, minutes=60, mood=2)),
    ("60 min laufen, gute Laune", said(kind=SESSION, sport=RUN, minutes=60, mood=4)),
    ("60 min laufen, müder als sonst", said(kind=SESSION, sport=RUN, minutes=60, freshness=2)),
    ("60 min laufen, mood 4", said(kind=SESSION, sport=RUN, minutes=60, mood=4)),
    ("60 min laufen, nicht frisch", said(kind=SESSION, sport=RUN, minutes=60, note="nicht frisch")),
    ("60 min laufen, müde", said(kind=SESSION, sport=RUN, minutes=60, note="müde")),
    ("60 min laufen, frische Luft", said(kind=SESSION, sport=RUN, minutes=60, note="frische Luft")),
    ("60 min laufen, anfangs frisch", said(kind=SESSION, sport=RUN, minutes=60, note="anfangs frisch")),
    ("60 min laufen, leicht müde rpe 5", said(kind=SESSION, sport=RUN, minutes=60, rpe=5, note="leicht müde")),
    (
        "60 min laufen laune 6",
        said(
            kind=SESSION,
            sport=RUN,
            minutes=60,
            note="laune 6",
            problems=(Problem(Code.LEVEL_OUT_OF_RANGE, values=(6,), said="mood"),),
        ),
    ),
]

SPORTS = [
    ("60 min Rad Licht ausgefallen", said(kind=SESSION, sport=RIDE, minutes=60, note="Licht ausgefallen")),
    ("ich mag laufen, 60 min rpe 5", said(kind=SESSION, sport=RUN, minutes=60, rpe=5, note="ich mag")),
    ("Laufen ist heute leider ausgefallen", said(date=None, note=ALL)),
    ("Krafttraining 60 min", said(kind=SESSION, sport=Sport.STRENGTH, minutes=60)),
    ("Dauerlauf 50 min", said(kind=SESSION, sport=RUN, minutes=50, note="Dauerlauf")),
    ("Radtour 3 Std", said(kind=SESSION, sport=RIDE, minutes=180, note="Radtour")),
    ("Rad-Tour 3 Std", said(kind=SESSION, sport=RIDE, minutes=180, note="Rad-Tour")),
    ("Intervalltraining 45 min rpe 8", said(kind=SESSION, minutes=45, rpe=8, note="Intervalltraining")),
    ("Training 60 min rpe 6", said(kind=SESSION, minutes=60, rpe=6)),
    ("Lauftraining 60 min", said(kind=SESSION, sport=RUN, minutes=60)),
    ("Morgenlauf 30 min", said(kind=SESSION, sport=RUN, minutes=30, note="Morgenlauf")),
    ("Rad gefahren, 2 Stunden", said(kind=SESSION, sport=RIDE, minutes=120)),
    ("bin 90 min Fahrrad gefahren", said(kind=SESSION, sport=RIDE, minutes=90)),
    ("2h geradelt", said(kind=SESSION, sport=RIDE, minutes=120)),
    ("war 45 min schwimmen", said(kind=SESSION, sport=SWIM, minutes=45)),
    ("Freiwasserschwimmen 40 min", said(kind=SESSION, sport=SWIM, minutes=40, note="Freiwasserschwimmen")),
    ("60 min bouldern", said(kind=SESSION, sport=Sport.CLIMB, minutes=60, note="bouldern")),
    ("Fußballtraining 90 min rpe 7", said(kind=SESSION, sport=Sport.TEAM, minutes=90, rpe=7, note="Fußballtraining")),
    ("fussball 90 min", said(kind=SESSION, sport=Sport.TEAM, minutes=90, note="fussball")),
    ("60 min Tischtennis", said(kind=SESSION, sport=Sport.RACKET, minutes=60, note="Tischtennis")),
    ("Langlauf 90 min", said(kind=SESSION, sport=Sport.SKI, minutes=90, note="Langlauf")),
    ("Skitour 3 h", said(kind=SESSION, sport=Sport.SKI, minutes=180, note="Skitour")),
    ("Bergwanderung 5 Stunden", said(kind=SESSION, sport=Sport.HIKE, minutes=300, note="Bergwanderung")),
    ("30 min Spaziergang", said(kind=SESSION, sport=Sport.WALK, minutes=30)),
    ("30 min spazieren gegangen", said(kind=SESSION, sport=Sport.WALK, minutes=30)),
    (
        "40 min Klimmzüge und Liegestütze",
        said(kind=SESSION, sport=Sport.STRENGTH, minutes=40, note="Klimmzüge und Liegestütze"),
    ),
    ("Brusttraining 60 min rpe 8", said(kind=SESSION, sport=Sport.STRENGTH, minutes=60, rpe=8, note="Brusttraining")),
    ("60 min Kraft rpe 7", said(kind=SESSION, sport=Sport.STRENGTH, minutes=60, rpe=7)),
    (
        "60 min rad, keine Kraft in den Beinen",
        said(kind=SESSION, sport=RIDE, minutes=60, note="keine Kraft in den Beinen"),
    ),
    ("60 min rad, Kreislauf im Keller", said(kind=SESSION, sport=RIDE, minutes=60, note="Kreislauf im Keller")),
    ("60 min rad, lief gut", said(kind=SESSION, sport=RIDE, minutes=60, note="lief gut")),
    ("lief 10 km in 50:00", said(kind=SESSION, sport=RUN, minutes=50, note="10 km")),
    ("90 min tanzen", said(kind=SESSION, sport=Sport.OTHER, minutes=90, note="tanzen")),
    (
        "laufen und schwimmen 60 min",
        said(
            kind=SESSION, minutes=60, note="laufen und schwimmen", problems=(Problem(Code.TWO_SPORTS, said="run,swim"),)
        ),
    ),
    ("statt laufen 60 min rad", said(kind=SESSION, sport=RIDE, minutes=60, note="statt laufen")),
    ("nicht gelaufen", said(note=ALL)),
    ("konnte nicht laufen", said(note=ALL)),
    ("keine Zeit zum Laufen", said(note=ALL)),
    ("60 Minuten Schwimmen ausgefallen", said(note=ALL)),
    ("laufen fällt heute aus", said(note=ALL)),
]

REST = [
    ("Ruhetag", said(kind=REST_DAY)),
    ("heute Ruhetag", said(kind=REST_DAY, date=day(11, 22))),
    ("gestern Ruhetag", said(kind=REST_DAY, date=day(11, 21))),
    ("Pause", said(kind=REST_DAY)),
    ("heute kein Training", said(kind=REST_DAY)),
    ("trainingsfrei", said(kind=REST_DAY)),
    ("nicht trainiert", said(kind=REST_DAY)),
    ("kein Ruhetag", said(note=ALL)),
    ("rest day", said(kind=REST_DAY)),
    ("Ruhetag, aber 30 min Yoga", said(kind=SESSION, sport=Sport.YOGA, minutes=30, note="Ruhetag")),
    (
        "gestern Ruhetag, heute 60 min laufen rpe 7",
        said(kind=SESSION, date=day(11, 22), sport=RUN, minutes=60, rpe=7, note="gestern Ruhetag"),
    ),
    ("gut ausgeruht, 60 min laufen rpe 4", said(kind=SESSION, sport=RUN, minutes=60, rpe=4, note="gut ausgeruht")),
    ("60 min laufen, der Rest war Gehen", said(kind=SESSION, sport=RUN, minutes=60, note="der Rest war Gehen")),
]

NOTES = [
    ("hallo", said(note=ALL)),
    ("Beine schwer", said(note=ALL)),
    ("Guten Morgen", said(note=ALL)),
    (
        "60 min laufen rpe 7. Schlecht geschlafen…",
        said(kind=SESSION, sport=RUN, minutes=60, rpe=7, note="Schlecht geschlafen…"),
    ),
    ("60 min laufen rpe 7 (mit Tom)", said(kind=SESSION, sport=RUN, minutes=60, rpe=7, note="mit Tom")),
    (
        "60 min laufen rpe 7, Notiz: 10 km in 55:10",
        said(kind=SESSION, sport=RUN, minutes=60, rpe=7, note="10 km in 55:10"),
    ),
    ("60 min laufen\nrpe 7\nWade zwickt", said(kind=SESSION, sport=RUN, minutes=60, rpe=7, note="Wade zwickt")),
]


@pytest.mark.parametrize(("text", "expected"), STORYBOARDS + DURATIONS, ids=repr)
def test_a_session_in_german(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "de") == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), NOT_MINUTES, ids=repr)
def test_other_german_quantities_are_no_minutes(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "de") == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), DURATION_PROBLEMS + EFFORT_PROBLEMS, ids=repr)
def test_what_is_doubtful_in_german_is_asked_about(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "de") == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), EFFORTS + NOT_EFFORT, ids=repr)
def test_an_effort_in_german_and_what_only_looks_like_it(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "de") == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), FEELINGS, ids=repr)
def test_german_feelings_in_numbers_or_words_of_our_own_scale(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "de") == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), SPORTS + REST, ids=repr)
def test_the_sport_or_the_day_off_in_german(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "de") == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), NOTES, ids=repr)
def test_the_rest_stays_in_german(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "de") == in_words(expected, text)
