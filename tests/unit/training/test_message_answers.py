"""Typed answers to one question: how long, how hard, which day, how fresh."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.training.message import Problem, read_date, read_level, read_minutes, read_rpe
from backend.training.message import ProblemCode as Code
from tests.unit.training.utterances import TODAY, day

MINUTES = [
    ("60", 60),
    ("60.", 60),
    ("about 60", 60),
    ("~45", 45),
    ("60ish", 60),
    ("60 min", 60),
    ("sixty", 60),
    ("1h10", 70),
    ("1:10", 70),
    ("45:00", 45),
    ("an hour and a half", 90),
    ("75m", 75),
    ("5", 5),
    ("5x3 min", 15),
    ("600", 600),
    ("601", Problem(Code.LONG_SESSION, values=(601,))),
    ("1440", Problem(Code.LONG_SESSION, values=(1440,))),
    ("1441", Problem(Code.MINUTES_OUT_OF_RANGE, values=(1441,), said="1441")),
    ("25h", Problem(Code.MINUTES_OUT_OF_RANGE, values=(1500,), said="25h")),
    ("-5", Problem(Code.MINUTES_OUT_OF_RANGE, values=(-5,), said="-5")),
    ("0", Problem(Code.MINUTES_OUT_OF_RANGE, values=(0,), said="0")),
    ("2", Problem(Code.AMBIGUOUS_MINUTES, values=(120, 2), said="2")),
    ("1.5", Problem(Code.AMBIGUOUS_MINUTES, values=(90, 2), said="1.5")),
    ("7:30", Problem(Code.AMBIGUOUS_MINUTES, values=(450, 8), said="7:30")),
    ("40-45", Problem(Code.TWO_DURATIONS, values=(40, 45))),
    ("40-45 min", Problem(Code.TWO_DURATIONS, values=(40, 45))),
    ("", None),
    ("abc", None),
    ("10k", None),
    ("150 bpm", None),
    ("5:10/km", None),
]

EFFORTS = [
    ("7", 7.0),
    ("7!", 7.0),
    ("7.5", 7.5),
    ("7,5", 7.5),
    ("7½", 7.5),
    ("seven", 7.0),
    ("about 7", 7.0),
    ("7/10", 7.0),
    ("7 of 10", 7.0),
    ("rpe 7", 7.0),
    ("0", 0.0),
    ("10", 10.0),
    ("11", Problem(Code.RPE_OUT_OF_RANGE, values=(11,))),
    ("-1", Problem(Code.RPE_OUT_OF_RANGE, values=(-1,))),
    ("7.3", Problem(Code.RPE_NOT_HALF_STEP, values=(7.3,))),
    ("15/20", Problem(Code.NOT_CR10, values=(15,))),
    ("borg 13", Problem(Code.NOT_CR10, values=(13,))),
    ("7-8", Problem(Code.TWO_EFFORTS, values=(7, 8))),
    ("hard", Problem(Code.EFFORT_WORD, said="hard")),
    ("very easy", Problem(Code.EFFORT_WORD, said="very easy")),
    ("", None),
    ("I don't know", None),
    ("60 min", None),
    ("7 km", None),
]

DATES = [
    ("today", day(11, 22)),
    ("yesterday", day(11, 21)),
    ("3 days ago", day(11, 19)),
    ("monday", day(11, 16)),
    ("sat", day(11, 21)),
    ("sunday", day(11, 22)),
    ("last sunday", day(11, 15)),
    ("on friday", day(11, 20)),
    ("12.11.", day(11, 12)),
    ("12.11", day(11, 12)),
    ("12/11", day(11, 12)),
    ("nov 12", day(11, 12)),
    ("the 12th", day(11, 12)),
    ("2026-11-20", day(11, 20)),
    ("3/4", Problem(Code.AMBIGUOUS_DATE, dates=(day(4, 3), day(3, 4)))),
    ("8/10", Problem(Code.AMBIGUOUS_DATE, dates=(day(10, 8), day(8, 10)))),
    ("tomorrow", Problem(Code.FUTURE_DATE, dates=(day(11, 23),))),
    ("2020-01-01", Problem(Code.LONG_AGO, dates=(dt.date(2020, 1, 1),))),
    ("31.11.", Problem(Code.NO_SUCH_DATE, said="31.11.")),
    ("", None),
    ("abc", None),
    ("7", None),
]

LEVELS = [
    ("4", 4),
    ("4/5", 4),
    ("four", 4),
    ("mood 3", 3),
    ("very fresh", 5),
    ("fresh", 4),
    ("0", Problem(Code.LEVEL_OUT_OF_RANGE, values=(0,))),
    ("7", Problem(Code.LEVEL_OUT_OF_RANGE, values=(7,))),
    ("4.5", Problem(Code.LEVEL_OUT_OF_RANGE, values=(4.5,))),
    ("", None),
    ("good", None),
]


@pytest.mark.parametrize(("text", "answer"), MINUTES, ids=repr)
def test_how_long(text: str, answer: int | Problem | None) -> None:
    assert read_minutes(text) == answer


@pytest.mark.parametrize(("text", "answer"), EFFORTS, ids=repr)
def test_how_hard(text: str, answer: float | Problem | None) -> None:
    assert read_rpe(text) == answer


@pytest.mark.parametrize(("text", "answer"), DATES, ids=repr)
def test_which_day(text: str, answer: dt.date | Problem | None) -> None:
    assert read_date(text, TODAY) == answer


@pytest.mark.parametrize(("text", "answer"), LEVELS, ids=repr)
def test_how_fresh(text: str, answer: int | Problem | None) -> None:
    assert read_level(text) == answer


@pytest.mark.parametrize(
    ("text", "today", "meant"),
    [
        ("28 dec", dt.date(2027, 1, 5), dt.date(2026, 12, 28)),
        ("30.12.", dt.date(2027, 1, 5), dt.date(2026, 12, 30)),
        ("feb 29", dt.date(2028, 3, 1), dt.date(2028, 2, 29)),
        ("on the 31st", dt.date(2027, 3, 2), dt.date(2027, 1, 31)),
        ("monday", dt.date(2027, 1, 1), dt.date(2026, 12, 28)),
    ],
)
def test_days_around_a_turn_of_the_year_or_month(text: str, today: dt.date, meant: dt.date) -> None:
    assert read_date(text, today) == meant


@given(st.text(), st.dates())
def test_no_answer_breaks_it_or_leaves_the_range(text: str, today: dt.date) -> None:
    minutes, rpe, date, level = read_minutes(text), read_rpe(text), read_date(text, today), read_level(text)

    assert minutes is None or isinstance(minutes, Problem) or 1 <= minutes <= 600
    assert rpe is None or isinstance(rpe, Problem) or (0 <= rpe <= 10 and (rpe * 2).is_integer())
    assert date is None or isinstance(date, Problem) or dt.timedelta(0) <= today - date <= dt.timedelta(days=365)
    assert level is None or isinstance(level, Problem) or 1 <= level <= 5


@given(st.integers(5, 600))
def test_every_number_of_minutes_is_taken(minutes: int) -> None:
    assert read_minutes(str(minutes)) == minutes


@given(st.integers(0, 20))
def test_every_half_step_is_taken(half_steps: int) -> None:
    assert read_rpe(f"{half_steps / 2:g}") == half_steps / 2
