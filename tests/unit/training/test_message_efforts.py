"""How hard: session RPE on CR10, and what only looks like it; feelings beside it."""

import pytest

from backend.training.message import Problem, Understood, understand
from backend.training.message import ProblemCode as Code
from backend.training.session import Kind, Sport
from tests.unit.training.utterances import ALL, TODAY, in_words, said

SESSION, REST_DAY = Kind.SESSION, Kind.REST

EFFORTS = [
    ("60 min run rpe seven and a half", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7.5)),
    ("7 and a half rpe", said(kind=SESSION, rpe=7.5)),
    ("60min@rpe7", said(kind=SESSION, minutes=60, rpe=7)),
    ("RPE7/10 60 min", said(kind=SESSION, minutes=60, rpe=7)),
    ("1h 7 rpe", said(kind=SESSION, minutes=60, rpe=7)),
    ("rpe 7.5", said(kind=SESSION, rpe=7.5)),
    ("rpe 7,5", said(kind=SESSION, rpe=7.5)),
    ("rpe7", said(kind=SESSION, rpe=7)),
    ("rpe: 7", said(kind=SESSION, rpe=7)),
    ("rpe-7", said(kind=SESSION, rpe=7)),
    ("rpe - 7", said(kind=SESSION, rpe=7)),
    ("RPE 7/10", said(kind=SESSION, rpe=7)),
    ("RPE (7)", said(kind=SESSION, rpe=7)),
    ("rpe of 7.5/10", said(kind=SESSION, rpe=7.5)),
    ("rpe was about 7, 60 min run", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7)),
    ("rpe ten", said(kind=SESSION, rpe=10)),
    ("rpe 0", said(kind=SESSION, rpe=0)),
    ("rpe 10", said(kind=SESSION, rpe=10)),
    ("7 rpe 60 min run", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7)),
    ("60 min run 7 rpe", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7)),
    ("7/10", said(kind=SESSION, rpe=7)),
    ("7 / 10", said(kind=SESSION, rpe=7)),
    ("60 min run, 7/10", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7)),
    ("60 min run was 7/10", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=7)),
    ("60 min run hard 8/10", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=8, note="hard")),
    ("7 out of 10, 60 min football", said(kind=SESSION, sport=Sport.TEAM, minutes=60, rpe=7, note="football")),
    ("effort 7", said(kind=SESSION, rpe=7)),
    ("effort: 7/10", said(kind=SESSION, rpe=7)),
    ("5/10 effort, 60 min run", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=5)),
    ("intensity 6", said(kind=SESSION, rpe=6)),
    ("60 min run rpe 6, max rpe 9", said(kind=SESSION, sport=Sport.RUN, minutes=60, rpe=6, note="max rpe 9")),
    ("1h 5/10", said(kind=SESSION, minutes=60, rpe=5)),
    ("1h rpe 7", said(kind=SESSION, minutes=60, rpe=7)),
    ("borg cr10 7", said(kind=SESSION, rpe=7)),
]

NOT_EFFORT = [
    (
        "60 min basketball, 8 out of 10 free throws",
        said(kind=SESSION, sport=Sport.TEAM, minutes=60, note="basketball, 8 out of 10 free throws"),
    ),
    (
        "120 min bike ride 7/10 legs like lead",
        said(kind=SESSION, sport=Sport.RIDE, minutes=120, note="7/10 legs like lead"),
    ),
    ("between 6 and 7, 60 min", said(kind=SESSION, minutes=60, note="between 6 and 7")),
    ("60 min, 7", said(kind=SESSION, minutes=60, note="7")),
    ("60 min run @7", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="@7")),
    ("squats 3x5 @ rpe 8, 60 min", said(kind=SESSION, sport=Sport.STRENGTH, minutes=60, note="squats 3x5 @ rpe 8")),
    ("60 min run, sleep 7/10", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="sleep 7/10")),
    ("60 min run, pain 3/10", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="pain 3/10")),
    ("60 min run knee: 3/10", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="knee: 3/10")),
    ("60 min run, 8/10 mood", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="8/10 mood")),
    ("60 min run felt 7/10", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="felt 7/10")),
    ("60 min run last 10 min rpe 9", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="last 10 min rpe 9")),
    ("4x4 min @ rpe 9 60 min run", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="4x4 min @ rpe 9")),
    (
        "30 min warm up rpe 3",
        said(kind=SESSION, note=ALL, problems=(Problem(Code.AMBIGUOUS_MINUTES, values=(30,), said="30 min"),)),
    ),
    (
        "hard effort 2 min reps, 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="hard effort 2 min reps",
            problems=(Problem(Code.EFFORT_WORD, said="hard"),),
        ),
    ),
    ("all out effort 10 km", said(kind=SESSION, note=ALL, problems=(Problem(Code.EFFORT_WORD, said="all out"),))),
    ("effort at 7 am", said(note=ALL)),
    ("7/10 reps", said(note=ALL)),
]

EFFORT_PROBLEMS = [
    (
        "6-7/10 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="6-7/10",
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
        "6 to 7 out of 10, 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="6 to 7 out of 10",
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
        "rpe 11 60 min run",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.RPE_OUT_OF_RANGE, values=(11,)),)),
    ),
    ("rpe -1", said(kind=SESSION, problems=(Problem(Code.RPE_OUT_OF_RANGE, values=(-1,)),))),
    ("rpe 100", said(kind=SESSION, problems=(Problem(Code.RPE_OUT_OF_RANGE, values=(100,)),))),
    (
        "11/10 60 min run",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, problems=(Problem(Code.RPE_OUT_OF_RANGE, values=(11,)),)),
    ),
    ("rpe 7.3", said(kind=SESSION, problems=(Problem(Code.RPE_NOT_HALF_STEP, values=(7.3,)),))),
    (
        "borg 13 60 min run",
        said(
            kind=SESSION, sport=Sport.RUN, minutes=60, note="borg 13", problems=(Problem(Code.NOT_CR10, values=(13,)),)
        ),
    ),
    (
        "13 on the borg scale, 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="13 on the borg scale",
            problems=(Problem(Code.NOT_CR10, values=(13,)),),
        ),
    ),
    (
        "rpe 15/20 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="rpe 15/20",
            problems=(Problem(Code.NOT_CR10, values=(15,)),),
        ),
    ),
    (
        "effort 4/5 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="effort 4/5",
            problems=(Problem(Code.NOT_CR10, values=(4,)),),
        ),
    ),
    (
        "70% effort 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="70% effort",
            problems=(Problem(Code.NOT_CR10, values=(70,)),),
        ),
    ),
    (
        "rpe 7-8 60 min run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="rpe 7-8",
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
        "rpe 7 or 8",
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
        "60 min run rpe 7 rpe 8",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="rpe 7 rpe 8",
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
        "60 min run easy",
        said(
            kind=SESSION, sport=Sport.RUN, minutes=60, note="easy", problems=(Problem(Code.EFFORT_WORD, said="easy"),)
        ),
    ),
    (
        "60 min run, very hard",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="very hard",
            problems=(Problem(Code.EFFORT_WORD, said="very hard"),),
        ),
    ),
    (
        "60 min run, trained hard",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="trained hard",
            problems=(Problem(Code.EFFORT_WORD, said="hard"),),
        ),
    ),
    (
        "60 min super easy run",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="super easy",
            problems=(Problem(Code.EFFORT_WORD, said="super easy"),),
        ),
    ),
]

FEELINGS = [
    (
        "fresh 4/5 mood 5 ready 3 60 min ride rpe 5",
        said(kind=SESSION, sport=Sport.RIDE, minutes=60, rpe=5, freshness=4, readiness=3, mood=5),
    ),
    (
        "60 min run, freshness: 2, readiness 3/5, mood 4",
        said(kind=SESSION, sport=Sport.RUN, minutes=60, freshness=2, readiness=3, mood=4),
    ),
    ("60 min run 4/5 fresh", said(kind=SESSION, sport=Sport.RUN, minutes=60, freshness=4)),
    ("60 min run, fresh", said(kind=SESSION, sport=Sport.RUN, minutes=60, freshness=4)),
    ("60 min run felt very fresh", said(kind=SESSION, sport=Sport.RUN, minutes=60, freshness=5)),
    ("60 min ride, more tired than usual", said(kind=SESSION, sport=Sport.RIDE, minutes=60, freshness=2)),
    ("60 min yoga good mood", said(kind=SESSION, sport=Sport.YOGA, minutes=60, mood=4)),
    ("felt fresh", said(freshness=4)),
    ("60 min run felt tired", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="felt tired")),
    ("60 min run didn't feel fresh", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="didn't feel fresh")),
    ("60 min run felt fresh at first", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="felt fresh at first")),
    ("60 min run in fresh snow", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="in fresh snow")),
    ("60 min run ready 10 min early", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="ready 10 min early")),
    ("60 min run, mood 7/10", said(kind=SESSION, sport=Sport.RUN, minutes=60, note="mood 7/10")),
    (
        "60 min run mood 6",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="mood 6",
            problems=(Problem(Code.LEVEL_OUT_OF_RANGE, values=(6,), said="mood"),),
        ),
    ),
    (
        "60 min run mood 0",
        said(
            kind=SESSION,
            sport=Sport.RUN,
            minutes=60,
            note="mood 0",
            problems=(Problem(Code.LEVEL_OUT_OF_RANGE, values=(0,), said="mood"),),
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), EFFORTS, ids=repr)
def test_an_effort_on_cr10(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), NOT_EFFORT, ids=repr)
def test_other_ratings_and_parts_are_not_the_sessions_effort(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), EFFORT_PROBLEMS, ids=repr)
def test_a_doubtful_effort_is_asked_about(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)


@pytest.mark.parametrize(("text", "expected"), FEELINGS, ids=repr)
def test_feelings_in_numbers_or_words_of_our_own_scale(text: str, expected: Understood) -> None:
    assert understand(text, TODAY) == in_words(expected, text)
