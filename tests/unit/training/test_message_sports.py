"""What was done, days off, and the athlete's own words."""

import pytest

from backend.training.message import Problem, Understood, understand
from backend.training.message import ProblemCode as Code
from backend.training.session import Kind, Sport
from tests.unit.training.utterances import ALL, TODAY, day, in_words, said

SESSION, REST_DAY = Kind.SESSION, Kind.REST

SPORTS = [
    ("60 min run was cancelled", said(note=ALL)),
    (
        "the run got cancelled, 30 min ride",
        said(kind=SESSION, sport=Sport.RIDE, minutes=30, note="the run got cancelled"),
    ),
    ("football 90 min rpe 8", said(kind=SESSION, sport=Sport.TEAM, minutes=90, rpe=8, note="football")),
    ("played tennis for 2h", said(kind=SESSION, sport=Sport.RACKET, minutes=120, note="played tennis")),
    ("60 min bench press", said(kind=SESSION, sport=Sport.STRENGTH, minutes=60, note="bench press")),
    ("climbing 90 min rpe 6", said(kind=SESSION, sport=Sport.CLIMB, minutes=90, rpe=6)),
    ("60 min trail run with a climb", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="trail run with a climb")),
    ("20 min tempo run rpe 8", said(kind=SESSION, sport=Sport.RUN, minutes=20, rpe=8, note="tempo run")),
    ("60 min cross-country skiing", said(kind=SESSION, sport=Sport.SKI, minutes=60, note="cross-country skiing")),
    ("boxing 60 min", said(kind=SESSION, sport=Sport.OTHER, minutes=60, note="boxing")),
    ("60 min horse riding", said(kind=SESSION, sport=Sport.OTHER, minutes=60, note="horse riding")),
    ("treadmill walk 40 min", said(kind=SESSION, sport=Sport.WALK, minutes=40, note="treadmill")),
    (
        "walked to the gym, 60 min weights rpe 7",
        said(kind=SESSION, sport=Sport.STRENGTH, minutes=60, rpe=7, note="walked to the gym"),
    ),
    ("sport: row 30 min", said(kind=SESSION, sport=Sport.ROW, minutes=30)),
    ("60 min workout rpe 6", said(kind=SESSION, minutes=60, rpe=6)),
    (
        "swim and run 60 min",
        said(kind=SESSION, minutes=60, note="swim and run", problems=(Problem(Code.TWO_SPORTS, said="swim,run"),)),
    ),
    (
        "run/walk 40 min",
        said(kind=SESSION, minutes=40, note="run/walk", problems=(Problem(Code.TWO_SPORTS, said="run,walk"),)),
    ),
    ("didn't run", said(note=ALL)),
    ("couldn't run today", said(note=ALL)),
    ("skipped my run", said(note=ALL)),
    ("running late", said(note=ALL)),
    ("instead of running 60 min ride", said(kind=SESSION, sport=Sport.RIDE, minutes=60, note="instead of running")),
    ("I like to run with my dog", said(kind=SESSION, sport=Sport.RUN, note=ALL)),
]

REST = [
    ("rest", said(kind=REST_DAY)),
    ("rest today", said(kind=REST_DAY)),
    ("day off", said(kind=REST_DAY)),
    ("yesterday rest day", said(kind=REST_DAY, date=day(11, 21))),
    ("no training today", said(kind=REST_DAY)),
    ("rest day, no run", said(kind=REST_DAY, note="no run")),
    ("no rest day", said(note=ALL)),
    (
        "rest day yesterday, today 60 min run rpe 7",
        said(kind=SESSION, date=day(11, 22), sport=Sport.RUN, minutes=60, rpe=7, note="rest day yesterday"),
    ),
    ("rest day but 30 min yoga", said(kind=SESSION, sport=Sport.YOGA, minutes=30, note="rest day")),
    ("well rested, 60 min run rpe 4", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=4, note="well rested")),
    (
        "active recovery 30 min ride rpe 2",
        said(kind=SESSION, sport=Sport.RIDE, minutes=30, rpe=2, note="active recovery"),
    ),
    (
        "60 min run rpe 7, rest day tomorrow",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="rest day tomorrow"),
    ),
    (
        "did 60 min run yesterday, will rest tomorrow",
        said(kind=SESSION, date=day(11, 21), sport=Sport.RUN, minutes=60, note="will rest tomorrow"),
    ),
]

NOTES = [
    ("hello", said(note=ALL)),
    ("legs heavy", said(note=ALL)),
    ("60 min run rpe 7 🔥", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="🔥")),
    ("60 min 🏃 rpe 7", said(kind=SESSION, minutes=60, rpe=7, note="🏃")),
    ("60 min <b>run</b> rpe 7", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="<b>run</b>")),
    ("60 min run rpe 7 רגליים כבדות", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="רגליים כבדות")),
    ("\u206660 min run\u2069 rpe 7", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7)),
    (
        "60 min run rpe 7\nlegs heavy\nsore knee",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="legs heavy\nsore knee"),
    ),
    (
        "60 min run rpe 7. Legs HEAVY! Slept badly…",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="Legs HEAVY! Slept badly…"),
    ),
    ("60 min run rpe 7 (with Tom)", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="with Tom")),
    (
        "60 min run rpe 7, note: 10k in 55:10, what?",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7, note="10k in 55:10, what?"),
    ),
    ("legs heavy note: 60 min", said(note="legs heavy\n60 min")),
    ("note: 60 min run", said(note="60 min run")),
    ("rpe", said(note=ALL)),
    ("min", said(note=ALL)),
    (":", said()),
    (",,,", said()),
]


@pytest.mark.parametrize(("text", "expected"), SPORTS, ids=repr)
def test_the_sport(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), REST, ids=repr)
def test_days_off(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), NOTES, ids=repr)
def test_the_rest_stays_in_the_athletes_words(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)
