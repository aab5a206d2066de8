"""Which day, in German; plans, questions, and typed answers to one question."""

import datetime as dt

import pytest

from backend.training.message import Problem, Understood, read_date, read_level, read_minutes, read_rpe, understand
from backend.training.message import ProblemCode as Code
from backend.training.session import Kind, Sport
from tests.unit.training.utterances import ALL, TODAY, day, in_words, said

SESSION = Kind.SESSION
RUN = Sport.RUN
PLANNED = (Problem(Code.PLANNED),)


def run_on(date: dt.date | None, note: str = "") -> Understood:
    return said(kind=SESSION, date=date, sport=RUN, minutes=60, note=note)


def run_but(*problems: Problem, note: str = "") -> Understood:
    return said(kind=SESSION, sport=RUN, minutes=60, note=note, problems=problems)


DAYS = [
    ("60 min laufen 21.11.", run_on(day(11, 21))),
    ("60 min laufen (21.11.)", run_on(day(11, 21))),
    ("Sa 14.11. 60 min laufen", run_on(day(11, 14))),
    ("12.11 60 min laufen", run_on(day(11, 12))),
    ("Sa 14.11.2026 60 min laufen", run_on(day(11, 14))),
    ("60 min laufen, länger als letzte Woche", run_on(None, "länger als letzte Woche")),
    ("heute 60 min laufen", run_on(day(11, 22))),
    ("heute morgen 60 min laufen", run_on(day(11, 22))),
    ("heute früh 60 min laufen", run_on(day(11, 22))),
    ("heute frueh 60 min laufen", run_on(day(11, 22))),
    ("gestern 60 min laufen", run_on(day(11, 21))),
    ("gestern Abend 60 min laufen", run_on(day(11, 21))),
    ("gestern morgen 60 min laufen", run_on(day(11, 21))),
    ("60 min laufen gestern", run_on(day(11, 21))),
    ("vorgestern 60 min laufen", run_on(day(11, 20))),
    ("vor 3 Tagen 60 min laufen", run_on(day(11, 19))),
    ("vor drei tagen 60 min laufen", run_on(day(11, 19))),
    ("vor einer Woche 60 min laufen", run_on(day(11, 15))),
    ("vor zwei Wochen 60 min laufen", run_on(day(11, 8))),
    ("am Montag 60 min laufen", run_on(day(11, 16))),
    ("Montag: 60 min laufen", run_on(day(11, 16))),
    ("Montagabend 60 min laufen", run_on(day(11, 16))),
    ("am Montag morgen 60 min laufen", run_on(day(11, 16))),
    ("letzten Dienstag 60 min laufen", run_on(day(11, 17))),
    ("60 min laufen am Sonntag", run_on(day(11, 22))),
    ("letzten Sonntag 60 min laufen", run_on(day(11, 15))),
    ("am So 60 min laufen", run_on(day(11, 22))),
    ("Do 60 min laufen", run_on(day(11, 19))),
    ("Fr. 60 min laufen", run_on(day(11, 20))),
    ("Montag letzte Woche 60 min laufen", run_on(day(11, 9))),
    ("12.11. 60 min laufen", run_on(day(11, 12))),
    ("am 12.11. 60 min laufen", run_on(day(11, 12))),
    ("am 12.11 60 min laufen", run_on(day(11, 12))),
    ("12. November 60 min laufen", run_on(day(11, 12))),
    ("am 12. Nov. 60 min laufen", run_on(day(11, 12))),
    ("am 12. 60 min laufen", run_on(day(11, 12))),
    ("12.11.2026 60 min laufen", run_on(day(11, 12))),
    ("12.11.26 60 min laufen", run_on(day(11, 12))),
    ("Montag, 16.11., 60 min laufen", run_on(day(11, 16))),
    ("3. märz 60 min laufen", run_on(day(3, 3))),
    ("3. maerz 60 min laufen", run_on(day(3, 3))),
    ("yesterday 60 min laufen", run_on(day(11, 21))),
    ("gestern", said(date=day(11, 21))),
    ("so 60 min laufen", said(kind=SESSION, sport=RUN, minutes=60)),
    ("60 min laufen am Morgen", said(kind=SESSION, sport=RUN, minutes=60, note="am Morgen")),
    ("Guten Morgen, 60 min laufen", said(kind=SESSION, sport=RUN, minutes=60, note="Guten Morgen")),
    ("jeden Montag 60 min laufen", said(kind=SESSION, sport=RUN, minutes=60, note="jeden Montag")),
    ("60 min laufen, Beine schwer von gestern", run_on(None, "Beine schwer von gestern")),
    ("60 min laufen. Gestern war ich krank.", run_on(None, "Gestern war ich krank")),
    ("60 min laufen, am 3. Berg eingebrochen", run_on(None, "am 3. Berg eingebrochen")),
]

PROBLEMS = [
    (
        "letzte Woche 60 min laufen",
        run_but(Problem(Code.AMBIGUOUS_DATE, dates=tuple(day(11, 15 - back) for back in range(7)))),
    ),
    ("morgen 60 min laufen", run_but(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)))),
    ("morgen früh 60 min laufen", run_but(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)))),
    ("übermorgen 60 min laufen", run_but(Problem(Code.FUTURE_DATE, dates=(day(11, 24),)))),
    ("uebermorgen 60 min laufen", run_but(Problem(Code.FUTURE_DATE, dates=(day(11, 24),)))),
    ("nächsten Montag 60 min laufen", run_but(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)))),
    ("12. Dezember 60 min laufen", run_but(Problem(Code.FUTURE_DATE, dates=(day(12, 12),)))),
    ("vor 500 Tagen 60 min laufen", run_but(Problem(Code.LONG_AGO, dates=(dt.date(2025, 7, 10),)))),
    ("31.11. 60 min laufen", run_but(Problem(Code.NO_SUCH_DATE, said="31.11."))),
    (
        "gestern und heute 60 min laufen",
        run_but(Problem(Code.TWO_DATES, dates=(day(11, 21), day(11, 22))), note="gestern und heute"),
    ),
    ("ich will 60 min laufen", run_but(*PLANNED)),
    ("heute will ich 60 min laufen", said(kind=SESSION, date=day(11, 22), sport=RUN, minutes=60, problems=PLANNED)),
    ("60 min laufen will ich", run_but(*PLANNED)),
    ("werde 60 min laufen", run_but(*PLANNED)),
    ("wollte 60 min laufen", run_but(*PLANNED)),
    ("60 min laufen geplant", run_but(*PLANNED)),
    ("60 min laufen wie geplant", said(kind=SESSION, sport=RUN, minutes=60, note="wie geplant")),
    ("60 min geplant, 45 min gelaufen rpe 5", said(kind=SESSION, sport=RUN, minutes=45, rpe=5, note="60 min geplant")),
    ("60 min laufen, morgen Ruhetag", said(kind=SESSION, sport=RUN, minutes=60, note="morgen Ruhetag")),
    (
        "soll ich morgen 60 min laufen?",
        said(note=ALL, problems=(Problem(Code.QUESTION, said="soll ich morgen 60 min laufen?"),)),
    ),
    (
        "60 min laufen rpe 7, ist das ok?",
        said(
            kind=SESSION,
            sport=RUN,
            minutes=60,
            rpe=7,
            note="ist das ok?",
            problems=(Problem(Code.QUESTION, said="ist das ok?"),),
        ),
    ),
    ("wie geht's?", said(note=ALL, problems=(Problem(Code.QUESTION, said="wie geht's?"),))),
]

MINUTES = [
    ("60", 60),
    ("etwa 60", 60),
    ("sechzig", 60),
    ("fünfundvierzig", 45),
    ("1h10", 70),
    ("1,5 Stunden", 90),
    ("anderthalb Stunden", 90),
    ("eine Stunde", 60),
    ("75m", 75),
    ("2", Problem(Code.AMBIGUOUS_MINUTES, values=(120, 2), said="2")),
    ("40 bis 45", Problem(Code.TWO_DURATIONS, values=(40, 45))),
    ("10 km", None),
    ("keine Ahnung", None),
]
EFFORTS = [
    ("7", 7.0),
    ("7,5", 7.5),
    ("sieben", 7.0),
    ("siebeneinhalb", 7.5),
    ("7 von 10", 7.0),
    ("etwa 7", 7.0),
    ("11", Problem(Code.RPE_OUT_OF_RANGE, values=(11,))),
    ("7 bis 8", Problem(Code.TWO_EFFORTS, values=(7, 8))),
    ("hart", Problem(Code.EFFORT_WORD, said="hart")),
    ("weiß nicht", None),
]
DATES = [
    ("heute", day(11, 22)),
    ("gestern", day(11, 21)),
    ("vorgestern", day(11, 20)),
    ("so", day(11, 22)),
    ("Mo", day(11, 16)),
    ("am Freitag", day(11, 20)),
    ("vor 3 Tagen", day(11, 19)),
    ("12.11.", day(11, 12)),
    ("12.11", day(11, 12)),
    ("12.", day(11, 12)),
    ("der 12.", day(11, 12)),
    ("12. November", day(11, 12)),
    ("übermorgen", Problem(Code.FUTURE_DATE, dates=(day(11, 24),))),
    ("7", None),
]
LEVELS = [("4", 4), ("vier", 4), ("frisch", 4), ("Laune 3", 3), ("gut", None)]


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=repr)
def test_the_day_of_the_session_in_german(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "de") == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), PROBLEMS, ids=repr)
def test_doubtful_days_plans_and_questions_in_german(text: str, expected: Understood) -> None:
    assert understand(text, TODAY, "de") == in_words(expected, text)


@pytest.mark.parametrize(("text", "answer"), MINUTES, ids=repr)
def test_how_long_in_german(text: str, answer: int | Problem | None) -> None:
    assert read_minutes(text, "de") == answer


@pytest.mark.parametrize(("text", "answer"), EFFORTS, ids=repr)
def test_how_hard_in_german(text: str, answer: float | Problem | None) -> None:
    assert read_rpe(text, "de") == answer


@pytest.mark.parametrize(("text", "answer"), DATES, ids=repr)
def test_which_day_in_german(text: str, answer: dt.date | Problem | None) -> None:
    assert read_date(text, TODAY, "de") == answer


@pytest.mark.parametrize(("text", "answer"), LEVELS, ids=repr)
def test_how_fresh_in_german(text: str, answer: int | Problem | None) -> None:
    assert read_level(text, "de") == answer
