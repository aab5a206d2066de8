"""Which day: relative days, weekdays, calendar dates, and what has to be asked."""

import datetime as dt

import pytest

from backend.training.message import Problem, Understood, understand
from backend.training.message import ProblemCode as Code
from backend.training.session import Kind, Sport
from tests.unit.training.utterances import ALL, TODAY, day, in_words, said

SESSION, REST_DAY = Kind.SESSION, Kind.REST

DAYS = [
    ("monday last week 60 min run", said(kind=SESSION, date=day(11, 9), sport=Sport.RUN, minutes=60)),
    ("last week on monday 60 min run", said(kind=SESSION, date=day(11, 9), sport=Sport.RUN, minutes=60)),
    ("on 12th 60 min run", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("on the 3rd lap 60 min run", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="on the 3rd lap")),
    ("monday, 12.10., 60 min run", said(kind=SESSION, date=day(10, 12), sport=Sport.RUN, minutes=60)),
    ("today 60 min run", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60)),
    ("this morning 60 min run", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60)),
    ("last night 60 min run", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("the day before yesterday 30 min walk", said(kind=SESSION, date=day(11, 20), sport=Sport.WALK, minutes=30)),
    ("3 days ago 45 min swim rpe 3", said(kind=SESSION, date=day(11, 19), sport=Sport.SWIM, minutes=45, rpe=3)),
    ("a week ago 60 min run", said(kind=SESSION, date=day(11, 15), sport=Sport.RUN, minutes=60)),
    ("two weeks ago 60 min run", said(kind=SESSION, date=day(11, 8), sport=Sport.RUN, minutes=60)),
    ("monday: 60 min run", said(kind=SESSION, date=day(11, 16), sport=Sport.RUN, minutes=60)),
    ("last tuesday 60 min run", said(kind=SESSION, date=day(11, 17), sport=Sport.RUN, minutes=60)),
    ("60 min run on sunday", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60)),
    ("60 min run last sunday", said(kind=SESSION, date=day(11, 15), sport=Sport.RUN, minutes=60)),
    ("60 min run on sat", said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60)),
    ("sun 60 min run", said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60)),
    ("run in the sun 60 min", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="in the sun")),
    ("12 nov 60 min run", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("nov 12 45 min yoga", said(kind=SESSION, date=day(11, 12), sport=Sport.YOGA, minutes=45)),
    ("november 12th, 45 min yoga", said(kind=SESSION, date=day(11, 12), sport=Sport.YOGA, minutes=45)),
    ("12th of november 45 min yoga", said(kind=SESSION, date=day(11, 12), sport=Sport.YOGA, minutes=45)),
    ("25 dec 2025 60 min run", said(kind=SESSION, date=dt.date(2025, 12, 25), sport=Sport.RUN, minutes=60)),
    ("on the 12th 60 min run", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("2026-11-12 60 min run", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("12.11. 60 min run", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("on 12.11 60 min run", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("12.11.2026 60 min run", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("12/11 60 min run", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("on 12/11 60 min run", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60)),
    ("13/10 60 min run", said(kind=SESSION, date=day(10, 13), sport=Sport.RUN, minutes=60)),
    ("60 min run. rpe 7.5. 12.11.", said(kind=SESSION, date=day(11, 12), sport=Sport.RUN, minutes=60, rpe=7.5)),
    (
        "60 min run, legs heavy from yesterday",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, note="legs heavy from yesterday"),
    ),
    ("60 min run. Yesterday I was ill.", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="Yesterday I was ill")),
    (
        "60 min run rpe 7. See you tomorrow",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="See you tomorrow"),
    ),
    ("8/10 60 min run", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=8)),
    (
        "3/4 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            problems=(
                Problem(
                    Code.AMBIGUOUS_DATE,
                    dates=(
                        day(4, 3),
                        day(3, 4),
                    ),
                ),
            ),
        ),
    ),
    ("yesterday", said(date=day(11, 21))),
]

DAY_PROBLEMS = [
    (
        "60 min run last week",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            problems=(Problem(Code.AMBIGUOUS_DATE, dates=tuple(day(11, 15 - back) for back in range(7))),),
        ),
    ),
    (
        "on 3/4 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            problems=(
                Problem(
                    Code.AMBIGUOUS_DATE,
                    dates=(
                        day(4, 3),
                        day(3, 4),
                    ),
                ),
            ),
        ),
    ),
    (
        "on 8/10 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            problems=(
                Problem(
                    Code.AMBIGUOUS_DATE,
                    dates=(
                        day(10, 8),
                        day(8, 10),
                    ),
                ),
            ),
        ),
    ),
    (
        "31 nov 60 min run",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.NO_SUCH_DATE, said="31 nov"),)),
    ),
    (
        "on 30/2 60 min run",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.NO_SUCH_DATE, said="on 30/2"),)),
    ),
    (
        "2025-01-01 60 min run",
        said(
            kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.LONG_AGO, dates=(dt.date(2025, 1, 1),)),)
        ),
    ),
    (
        "500 days ago 60 min run",
        said(
            kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.LONG_AGO, dates=(dt.date(2025, 7, 10),)),)
        ),
    ),
    (
        "12 dec 60 min run",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(12, 12),)),)),
    ),
    (
        "tomorrow 60 min run rpe 5",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            rpe=5,
            problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),),
        ),
    ),
    (
        "tomorrow: long run 2h",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=120,
            note="long",
            problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),),
        ),
    ),
    (
        "tomorrow, 60 min run",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),)),
    ),
    (
        "next monday 60 min run",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.FUTURE_DATE, dates=(day(11, 23),)),)),
    ),
    (
        "yesterday and today 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="yesterday and today",
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
    (
        "60 min run on monday and tuesday",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="on monday and tuesday",
            problems=(
                Problem(
                    Code.TWO_DATES,
                    dates=(
                        day(11, 16),
                        day(11, 17),
                    ),
                ),
            ),
        ),
    ),
    (
        "yesterday was hard, 45 min run rpe 3",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=45,
            rpe=3,
            note="yesterday was hard",
            problems=(
                Problem(
                    Code.AMBIGUOUS_DATE,
                    dates=(
                        day(11, 22),
                        day(11, 21),
                    ),
                ),
            ),
        ),
    ),
    (
        "60 min swim yesterday and 30 min run today",
        said(
            kind=SESSION,
            note=ALL,
            problems=(
                Problem(
                    Code.TWO_DURATIONS,
                    values=(
                        60,
                        30,
                    ),
                ),
                Problem(Code.TWO_SPORTS, said="swim,run"),
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
]

PLANS_AND_QUESTIONS = [
    ("I will run 60 min", said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.PLANNED),))),
    ("want to run 60 min", said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.PLANNED),))),
    ("gonna swim 60 min", said(kind=SESSION, sport=Sport.SWIM, minutes=60, problems=(Problem(Code.PLANNED),))),
    ("60 min run planned", said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.PLANNED),))),
    ("need a rest day", said(kind=REST_DAY, problems=(Problem(Code.PLANNED),))),
    ("60 min run as planned rpe 6", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=6, note="as planned")),
    (
        "planned 60 min, did 45 min run rpe 5",
        said(kind=SESSION, sport=Sport.RUN, minutes=45, rpe=5, note="planned 60 min"),
    ),
    (
        "60 min easy run will do more",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="easy run will do more",
            problems=(Problem(Code.EFFORT_WORD, said="easy"),),
        ),
    ),
    (
        "should I run 60 min tomorrow?",
        said(note=ALL, problems=(Problem(Code.QUESTION, said="should I run 60 min tomorrow?"),)),
    ),
    ("how hard was 60 min run?", said(note=ALL, problems=(Problem(Code.QUESTION, said="how hard was 60 min run?"),))),
    (
        "60 min run rpe 7, is that ok?",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            rpe=7,
            note="is that ok?",
            problems=(Problem(Code.QUESTION, said="is that ok?"),),
        ),
    ),
    (
        "60 min run?",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.QUESTION, said="60 min run?"),)),
    ),
    ("how are you?", said(note=ALL, problems=(Problem(Code.QUESTION, said="how are you?"),))),
]


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=repr)
def test_the_day_of_the_session(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), DAY_PROBLEMS, ids=repr)
def test_a_doubtful_day_is_asked_about(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), PLANS_AND_QUESTIONS, ids=repr)
def test_what_is_planned_or_asked_is_told_apart(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)
