"""What athletes type in French, and what should be understood of it."""

import pytest

from backend.training.message import Problem, Understood, understand
from backend.training.message import ProblemCode as Code
from backend.training.session import Kind, Sport
from tests.unit.training.utterances import ALL, TODAY, day, in_words, said

SESSION, REST_DAY = Kind.SESSION, Kind.REST

DAYS = [
    ("hier 2x30min natation rpe 4", said(kind=SESSION, date=day(11, 21), sport=Sport.SWIM, minutes=60, rpe=4)),
    ("jour de repos", said(kind=REST_DAY)),
    (
        "J'ai couru 60 minutes en forêt aujourd'hui, RPE 6, jambes lourdes !",
        said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60, rpe=6, note="en forêt, jambes lourdes !"),
    ),
    ("rpe 7 lundi", said(kind=SESSION, date=day(11, 16), rpe=7)),
    ("hier 60 min de course", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("60 min de course avant-hier", said(kind=SESSION, date=day(11, 20), sport=Sport.RUN, minutes=60)),
    ("avant hier j'ai couru 60 min", said(kind=SESSION, date=day(11, 20), sport=Sport.RUN, minutes=60)),
    ("il y a 3 jours 60 min de course", said(kind=SESSION, date=day(11, 19), sport=Sport.RUN, minutes=60)),
    ("il y a trois jours j'ai couru 60 min", said(kind=SESSION, date=day(11, 19), sport=Sport.RUN, minutes=60)),
    ("y a 2 jours 60 min de course", said(kind=SESSION, date=day(11, 20), sport=Sport.RUN, minutes=60)),
    ("il y a une semaine 60 min de course", said(kind=SESSION, date=day(11, 15), sport=Sport.RUN, minutes=60)),
    ("lundi 60 min de course", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    ("lundi : 60 min de course", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    ("lundi matin 60 min de course", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    ("mardi dernier 60 min de course", said(kind=SESSION, date=day(11, 17), sport=Sport.RUN, minutes=60)),
    ("60 min de course dimanche", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60)),
    ("dimanche dernier 60 min de course", said(kind=SESSION, date=day(11, 15), sport=Sport.RUN, minutes=60)),
    ("sam 60 min de course", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("samedi 14 60 min de course", said(kind=SESSION, date=day(11, 14), sport=Sport.RUN, minutes=60)),
    ("lundi 16 j'ai couru 60 min", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    ("lundi de la semaine dernière 60 min de course", said(kind=SESSION, date=day(11, 9), sport=Sport.RUN, minutes=60)),
    ("le 12 60 min de course", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("le 12 j'ai couru 60 min", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("60 min de course le 12", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("le 3/11 60 min de course", said(kind=SESSION, date=day(11, 3), sport=Sport.RUN, minutes=60)),
    ("3/11 60 min de course", said(kind=SESSION, date=day(11, 3), sport=Sport.RUN, minutes=60)),
    ("le 12 novembre 60 min de course", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("12 nov. 60 min de course", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("le 1er novembre 60 min de course", said(kind=SESSION, date=day(11, 1), sport=Sport.RUN, minutes=60)),
    ("12/11/2026 60 min de course", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("lundi 16/11 60 min de course", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    ("lundi 16 novembre, 60 min de course", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    ("3 août 60 min de course", said(kind=SESSION, date=day(8, 3), sport=Sport.RUN, minutes=60)),
    ("yesterday 60 min de course", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("ce matin 60 min de course", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60)),
    ("aujourd'hui 60 min de course", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60)),
    ("hier soir 60 min de course", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("le lundi je cours 60 min", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    ("séance d'hier : 60 min de course", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("la course de dimanche 60 min rpe 8", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60, rpe=8)),
    ("repos", said(kind=REST_DAY)),
    ("aujourd'hui repos", said(kind=REST_DAY)),
    ("hier repos", said(kind=REST_DAY, date=day(11, 21))),
    ("pas d'entraînement", said(kind=REST_DAY)),
    ("je ne me suis pas entraîné aujourd'hui", said(kind=REST_DAY, date=day(11, 22))),
    ("jour off", said(kind=REST_DAY)),
    (
        "hier jour de repos, aujourd'hui 60 min de course rpe 7",
        said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60, rpe=7, note="hier jour de repos"),
    ),
    (
        "yesterday 60 min run rpe 7, legs heavy",
        said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60, rpe=7, note="legs heavy"),
    ),
    ("aujourdhui couru 45 minutes rpe 5", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=45, rpe=5)),
    (
        "60 min de vélo, séance de mardi rpe 5",
        said(kind=SESSION, date=day(11, 17), sport=Sport.RIDE, minutes=60, rpe=5),
    ),
    ("entraîné hier 60 min rpe 6", said(kind=SESSION, date=day(11, 21), minutes=60, rpe=6)),
    ("mardi 60 min de natation, humeur 4", said(kind=SESSION, date=day(11, 17), sport=Sport.SWIM, minutes=60, mood=4)),
    ("60 min de course le 12 novembre 2026", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("jeudi soir 45 min de padel", said(kind=SESSION, date=day(11, 19), sport=Sport.RACKET, minutes=45, note="padel")),
    (
        "Salut ! Aujourd'hui 45 min de footing, rpe 5, plutôt bien",
        said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=45, rpe=5, note="Salut, plutôt bien"),
    ),
    (
        "hier j'ai fait 1h 30min de vélo de route à allure cool rpe 3",
        said(kind=SESSION, date=day(11, 21), sport=Sport.RIDE, minutes=90, rpe=3, note="vélo de route à allure cool"),
    ),
    (
        "samedi dernier 3 heures de rando, rpe 5",
        said(kind=SESSION, date=day(11, 21), sport=Sport.HIKE, minutes=180, rpe=5),
    ),
    ("avant-hier 40 min de yoga rpe 2", said(kind=SESSION, date=day(11, 20), sport=Sport.YOGA, minutes=40, rpe=2)),
    ("pas d'entraînement aujourd'hui à cause du boulot", said(kind=REST_DAY, note="à cause du boulot")),
    ("rien aujourd'hui", said(kind=REST_DAY)),
    (
        "une heure et demie de course mardi soir, rpe 6",
        said(kind=SESSION, date=day(11, 17), sport=Sport.RUN, minutes=90, rpe=6),
    ),
    ("3 jours sans entraînement", said(kind=REST_DAY, note="3 jours")),
    ("12 km de course le 1er novembre", said(kind=SESSION, date=day(11, 1), sport=Sport.RUN, note="12 km")),
    (
        "le 1/11 j'ai couru 12 km en 1h05",
        said(kind=SESSION, date=day(11, 1), sport=Sport.RUN, minutes=65, note="12 km"),
    ),
    (
        "60 min de course rpe 5 il y a deux jours",
        said(kind=SESSION, date=day(11, 20), sport=Sport.RUN, minutes=60, rpe=5),
    ),
    ("J'ai nagé ce midi, 45 min, rpe 5", said(kind=SESSION, date=day(11, 22), sport=Sport.SWIM, minutes=45, rpe=5)),
]

PROBLEMS = [
    (
        "lundi 40 min d'aviron tranquille",
        said(
            kind=SESSION,
            date=day(11, 16),
            sport=Sport.ROW,
            minutes=40,
            note="tranquille",
            problems=(Problem(Code.EFFORT_WORD, said="tranquille"),),
        ),
    ),
    (
        "40 à 45 min de course",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            note="40 à 45 min",
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
        "1h à 1h30 de vélo",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            note="1h à 1h30",
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
        "75m de course",
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
        "25 min aller et 25 min retour à vélo",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            note="25 min aller et 25 min retour",
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
        "douze heures de randonnée",
        said(kind=SESSION, sport=Sport.HIKE, problems=(Problem(Code.LONG_SESSION, values=(720,)),)),
    ),
    ("12 heures", said(kind=SESSION, problems=(Problem(Code.LONG_SESSION, values=(720,)),))),
    (
        "25 heures de course",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            problems=(Problem(Code.MINUTES_OUT_OF_RANGE, values=(1500,), said="25 heures"),),
        ),
    ),
    (
        "-5 min de course",
        said(
            kind=SESSION, sport=Sport.RUN, problems=(Problem(Code.MINUTES_OUT_OF_RANGE, values=(-5,), said="-5 min"),)
        ),
    ),
    (
        "10 min d'échauffement rpe 3",
        said(kind=SESSION, note=ALL, problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(10,), said="10 min"),)),
    ),
    (
        "5x3 min vite",
        said(kind=SESSION, note=ALL, problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(15,), said="5x3 min"),)),
    ),
    (
        "18:30 course",
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
        "60 min de course très dur",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="très dur",
            problems=(Problem(Code.EFFORT_WORD, said="très dur"),),
        ),
    ),
    (
        "footing tranquille 40 min",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=40,
            note="tranquille",
            problems=(Problem(Code.EFFORT_WORD, said="tranquille"),),
        ),
    ),
    (
        "60 min de vélo, c'était très dur",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            minutes=60,
            note="c'était très dur",
            problems=(Problem(Code.EFFORT_WORD, said="très dur"),),
        ),
    ),
    (
        "60 min de course rpe 11",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.RPE_OUT_OF_RANGE, values=(11,)),)),
    ),
    ("rpe 7,3", said(kind=SESSION, problems=(Problem(Code.RPE_NOT_HALF_STEP, values=(7.3,)),))),
    (
        "60 min de course borg 13",
        said(
            kind=SESSION, sport=Sport.RUN, minutes=60, note="borg 13", problems=(Problem(Code.NOT_CR10, values=(13,)),)
        ),
    ),
    (
        "13 sur l'échelle de borg, 60 min de course",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="13 sur l'échelle de borg",
            problems=(Problem(Code.NOT_CR10, values=(13,)),),
        ),
    ),
    (
        "rpe 7 à 8",
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
        "rpe 7 ou 8",
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
        "60 min de course, 6-7 sur 10",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="6-7 sur 10",
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
        "effort 4/5, 60 min de course",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="effort 4/5",
            problems=(Problem(Code.NOT_CR10, values=(4,)),),
        ),
    ),
    (
        "60 min de vélo 70 % d'effort",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            minutes=60,
            note="70 % d'effort",
            problems=(Problem(Code.NOT_CR10, values=(70,)),),
        ),
    ),
    (
        "60 min de course humeur 6",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="humeur 6",
            problems=(Problem(Code.LEVEL_OUT_OF_RANGE, values=(6,), said="mood"),),
        ),
    ),
    (
        "la semaine dernière 60 min de course",
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
        "demain 60 min de course",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),)),
    ),
    (
        "demain matin 60 min de course",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),)),
    ),
    (
        "après-demain 60 min de course",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 24),)),)),
    ),
    (
        "lundi prochain 60 min de course",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),)),
    ),
    (
        "12 décembre 60 min de course",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(12, 12),)),)),
    ),
    (
        "le 31/11 60 min de course",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.NO_SUCH_DATE, said="le 31/11"),)),
    ),
    (
        "hier et aujourd'hui 60 min de course",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="hier et aujourd'hui",
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
    ("je vais courir 60 min", said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.PLANNED),))),
    (
        "demain je vais courir 60 min",
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
    ("je veux courir 60 min", said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.PLANNED),))),
    ("60 min de course prévues", said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.PLANNED),))),
    (
        "est-ce que je dois courir 60 min demain ?",
        said(note=ALL, problems=(Problem(Code.QUESTION, said="est-ce que je dois courir 60 min demain ?"),)),
    ),
    (
        "dois-je courir 60 min demain ?",
        said(note=ALL, problems=(Problem(Code.QUESTION, said="dois-je courir 60 min demain ?"),)),
    ),
    (
        "60 min de course rpe 7, c'est bien ?",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            rpe=7,
            note="c'est bien ?",
            problems=(Problem(Code.QUESTION, said="c'est bien ?"),),
        ),
    ),
    ("ça va ?", said(note=ALL, problems=(Problem(Code.QUESTION, said="ça va ?"),))),
    (
        "course et natation 60 min",
        said(
            kind=SESSION, minutes=60, note="course et natation", problems=(Problem(Code.TWO_SPORTS, said="run,swim"),)
        ),
    ),
    (
        "j'ai fait 45 min de vélo et 20 min de muscu",
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
        "45 min de marche, tranquille",
        said(
            kind=SESSION,
            sport=Sport.WALK,
            minutes=45,
            note="tranquille",
            problems=(Problem(Code.EFFORT_WORD, said="tranquille"),),
        ),
    ),
    (
        "footing cool 30 min",
        said(
            kind=SESSION, sport=Sport.RUN, minutes=30, note="cool", problems=(Problem(Code.EFFORT_WORD, said="cool"),)
        ),
    ),
    (
        "de 9h à 10h vélo",
        said(
            kind=SESSION,
            sport=Sport.RIDE,
            note="de 9h à 10h",
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        540,
                        600,
                    ),
                ),
            ),
        ),
    ),
    (
        "30 min d'elliptique + 30 min de muscu rpe 6",
        said(
            kind=SESSION,
            rpe=6,
            note="30 min d'elliptique + 30 min de muscu",
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
        "45min natation + 15min étirements",
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
        "demain j'ai 60 min de footing",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),)),
    ),
    (
        "60 min de footing au programme aujourd'hui",
        said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60, problems=(Problem(Code.PLANNED),)),
    ),
    (
        "combien je devrais courir demain ?",
        said(note=ALL, problems=(Problem(Code.QUESTION, said="combien je devrais courir demain ?"),)),
    ),
    (
        "1:15 de vélo",
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
        "de 18h à 19h padel, rpe 6",
        said(
            kind=SESSION,
            sport=Sport.RACKET,
            rpe=6,
            note="de 18h à 19h padel",
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        1080,
                        1140,
                    ),
                ),
            ),
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=repr)
def test_the_day_or_the_day_off_in_french(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "fr") == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), PROBLEMS, ids=repr)
def test_what_is_doubtful_is_asked_in_french(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "fr") == in_words(expected, text)
