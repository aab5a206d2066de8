"""Typed answers to one question in Spanish and French."""

import datetime as dt

import pytest

from backend.training.message import Problem, read_date, read_level, read_minutes, read_rpe
from backend.training.message import ProblemCode as Code
from tests.unit.training.utterances import TODAY, day

MINUTES = [
    ("es", "60", 60),
    ("es", "unos 60", 60),
    ("es", "sesenta", 60),
    ("es", "cuarenta y cinco", 45),
    ("es", "1h10", 70),
    ("es", "1,5 horas", 90),
    ("es", "hora y media", 90),
    ("es", "una hora y cuarto", 75),
    ("es", "media hora", 30),
    ("es", "1 hora y 20", 80),
    ("es", "75m", 75),
    ("es", "2", Problem(Code.AMBIGUOUS_MINUTES, values=(120, 2), said="2")),
    ("es", "40 a 45", Problem(Code.TWO_DURATIONS, values=(40, 45))),
    ("es", "10 km", None),
    ("es", "ni idea", None),
    ("fr", "60", 60),
    ("fr", "environ 60", 60),
    ("fr", "soixante", 60),
    ("fr", "quatre-vingt-dix", 90),
    ("fr", "soixante et onze", 71),
    ("fr", "1h10", 70),
    ("fr", "1,5 heure", 90),
    ("fr", "une heure et demie", 90),
    ("fr", "trois quarts d'heure", 45),
    ("fr", "une demi-heure", 30),
    ("fr", "75m", 75),
    ("fr", "2", Problem(Code.AMBIGUOUS_MINUTES, values=(120, 2), said="2")),
    ("fr", "40 à 45", Problem(Code.TWO_DURATIONS, values=(40, 45))),
    ("fr", "10 km", None),
    ("fr", "aucune idée", None),
]
EFFORTS = [
    ("es", "7", 7.0),
    ("es", "7,5", 7.5),
    ("es", "siete", 7.0),
    ("es", "siete y medio", 7.5),
    ("es", "7 de 10", 7.0),
    ("es", "7 sobre 10", 7.0),
    ("es", "como un 7", 7.0),
    ("es", "11", Problem(Code.RPE_OUT_OF_RANGE, values=(11,))),
    ("es", "7 u 8", Problem(Code.TWO_EFFORTS, values=(7, 8))),
    ("es", "durísimo", Problem(Code.EFFORT_WORD, said="durísimo")),
    ("es", "no sé", None),
    ("fr", "7", 7.0),
    ("fr", "7,5", 7.5),
    ("fr", "sept", 7.0),
    ("fr", "sept et demi", 7.5),
    ("fr", "7 sur 10", 7.0),
    ("fr", "environ 7", 7.0),
    ("fr", "11", Problem(Code.RPE_OUT_OF_RANGE, values=(11,))),
    ("fr", "7 ou 8", Problem(Code.TWO_EFFORTS, values=(7, 8))),
    ("fr", "très dur", Problem(Code.EFFORT_WORD, said="très dur")),
    ("fr", "je ne sais pas", None),
]
DATES = [
    ("es", "hoy", day(11, 22)),
    ("es", "ayer", day(11, 21)),
    ("es", "anteayer", day(11, 20)),
    ("es", "hace 3 días", day(11, 19)),
    ("es", "hace una semana", day(11, 15)),
    ("es", "el viernes", day(11, 20)),
    ("es", "lun", day(11, 16)),
    ("es", "el 12", day(11, 12)),
    ("es", "3/11", day(11, 3)),
    ("es", "12 de noviembre", day(11, 12)),
    ("es", "12 de noviembre de 2025", Problem(Code.LONG_AGO, dates=(dt.date(2025, 11, 12),))),
    ("es", "11/20", day(11, 20)),
    ("es", "mañana", Problem(Code.FUTURE_DATE, dates=(day(11, 23),))),
    ("es", "31/11", Problem(Code.NO_SUCH_DATE, said="31/11")),
    ("es", "7", None),
    ("fr", "aujourd'hui", day(11, 22)),
    ("fr", "hier", day(11, 21)),
    ("fr", "avant-hier", day(11, 20)),
    ("fr", "il y a 3 jours", day(11, 19)),
    ("fr", "il y a une semaine", day(11, 15)),
    ("fr", "vendredi", day(11, 20)),
    ("fr", "lundi dernier", day(11, 16)),
    ("fr", "mer", day(11, 18)),
    ("fr", "le 12", day(11, 12)),
    ("fr", "le 1er", day(11, 1)),
    ("fr", "3/11", day(11, 3)),
    ("fr", "12 novembre", day(11, 12)),
    ("fr", "demain", Problem(Code.FUTURE_DATE, dates=(day(11, 23),))),
    ("fr", "7", None),
]
LEVELS = [
    ("es", "4", 4),
    ("es", "cuatro", 4),
    ("es", "fresco", 4),
    ("es", "ánimo 3", 3),
    ("es", "bien", None),
    ("fr", "4", 4),
    ("fr", "quatre", 4),
    ("fr", "en forme", 4),
    ("fr", "humeur 3", 3),
    ("fr", "bien", None),
]


@pytest.mark.parametrize(("language", "text", "answer"), MINUTES, ids=repr)
def test_how_long(language: str, text: str, answer: int | Problem | None) -> None:
    assert read_minutes(text, language) == answer


@pytest.mark.parametrize(("language", "text", "answer"), EFFORTS, ids=repr)
def test_how_hard(language: str, text: str, answer: float | Problem | None) -> None:
    assert read_rpe(text, language) == answer


@pytest.mark.parametrize(("language", "text", "answer"), DATES, ids=repr)
def test_which_day(language: str, text: str, answer: dt.date | Problem | None) -> None:
    assert read_date(text, TODAY, language) == answer


@pytest.mark.parametrize(("language", "text", "answer"), LEVELS, ids=repr)
def test_how_fresh(language: str, text: str, answer: int | Problem | None) -> None:
    assert read_level(text, language) == answer
