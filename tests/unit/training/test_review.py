"""A week looked back on: its hardest day, its best one, and what to ask about it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.training.load import Day, Week, week
from backend.training.review import Question, hardest, highest, question

SUNDAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)
UNEVEN = (500, 0, 100, 300, 0, 400, 0)


def of(*loads: float | None, before: float = 1300 / 7, logged: int = 7, end: date = SUNDAY, history: int = 60) -> Week:
    """The week with these loads, after one in which each day had ``before``; the first ``logged`` days are logged."""
    days = {}
    for n, load in enumerate([before] * 7 + list(loads)):
        day = end - (13 - n) * ONE_DAY
        if n < 7 + logged:
            days[day] = Day(day, load, True, 1 if load != 0 else 0, 60)
    return week(end, days, end - history * ONE_DAY)


def test_the_hardest_day_is_the_one_with_the_highest_known_load():
    assert hardest(of(*UNEVEN)) == date(2026, 11, 16)
    assert hardest(of(None, 0, 100, 300, 0, 400, 0)) == date(2026, 11, 21)


def test_of_two_equal_days_it_is_the_later_one():
    assert hardest(of(500, 0, 500, 300, 0, 400, 0)) == date(2026, 11, 18)


@pytest.mark.parametrize("loads", [(0,) * 7, (0, 0, 500, 0, 0, 0, 0), (200, 0, 200, 0, 200, 0, 0), (None,) * 7])
def test_where_there_is_nothing_to_compare_there_is_no_hardest_day(loads):
    assert hardest(of(*loads)) is None


@given(st.dictionaries(st.dates(), st.integers(5, 25)))
def test_the_highest_is_one_of_them_and_none_is_higher(values):
    day = highest(values)
    if day is None:
        assert len(set(values.values())) <= 1
    else:
        assert values[day] == max(values.values()) > min(values.values())


@pytest.mark.parametrize(
    ("of_week", "readiness", "asked"),
    [
        (of(500, 100, 100, 0, 0, 0, 0, logged=3), (20, 20), {Question.LOG_KEPT_FROM, Question.LOG_FORGOTTEN}),
        (of(*UNEVEN), (17, 19), {Question.LOWER_CAUSE, Question.LOWER_HELP}),
        (of(*UNEVEN, before=100), (20, 20.5), {Question.MORE_WHY, Question.MORE_FELT}),
        (of(*UNEVEN, before=300), (None, None), {Question.LESS_WHY, Question.LESS_FELT}),
        (of(200, 190, 210, 150, 180, 190, 200), (None, 20), {Question.ALIKE_EASIER, Question.ALIKE_HARDER}),
        (of(*UNEVEN), (20, None), {Question.HARDEST_WORTH, Question.HARDEST_AGAIN}),
        (of(0, 0, 1300, 0, 0, 0, 0), (None, None), {Question.STEADY_PROUD, Question.STEADY_NEXT}),
    ],
)
def test_what_is_asked_follows_from_the_week(of_week, readiness, asked):
    assert question(of_week, *readiness) in asked


BEGUN = {Question.BEGUN_AIM, Question.BEGUN_LEARN}
GAPS = {Question.LOG_KEPT_FROM, Question.LOG_FORGOTTEN}


def begun(*logged: int) -> Week:
    """A week of a log whose days are these, counted back from its end; the first is where the log begins."""
    days = {SUNDAY - n * ONE_DAY: Day(SUNDAY - n * ONE_DAY, 300, True, 1, 60) for n in logged}
    return week(SUNDAY, days, min(days, default=None))


@pytest.mark.parametrize("logged", [(), (0,), (1,), (2, 0), (4, 0), (5, 2, 0), (3,)])
def test_who_has_just_begun_is_not_asked_what_is_missing_from_days_before_that(logged):
    assert question(begun(*logged), None, None) in BEGUN


@pytest.mark.parametrize("logged", [(6, 1, 0), (5, 0), (4,), (9, 0), (7,)])
def test_gaps_since_the_log_began_are_asked_about(logged):
    assert question(begun(*logged), None, None) in GAPS


def test_a_first_week_with_enough_days_is_asked_about_like_any_other():
    assert question(begun(4, 3, 1, 0), None, None) not in BEGUN | GAPS


PAUSED = {Question.PAUSED_BACK, Question.PAUSED_NOTICED}


@pytest.mark.parametrize(
    "of_week", [of(500, 0, 0, 0, 0, 0, 0, logged=1), of(*UNEVEN, before=300), of(*UNEVEN, before=100)]
)
def test_a_week_with_a_pause_is_asked_about_that_and_not_about_what_is_missing(of_week):
    assert question(of_week, 15, 20, [SUNDAY]) in PAUSED
    assert question(of_week, 15, 20, [SUNDAY - 7 * ONE_DAY]) not in PAUSED


def test_more_than_in_a_week_with_a_pause_is_no_question():
    more = of(*UNEVEN, before=100)
    assert question(more, None, None, [SUNDAY - 9 * ONE_DAY]) in {Question.HARDEST_WORTH, Question.HARDEST_AGAIN}


loads = st.lists(st.sampled_from([0.0, 100.0, 200.0, 450.0, None]), min_size=7, max_size=7)
means = st.none() | st.floats(5, 25)


pauses = st.sets(st.integers(0, 20))
ends = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@given(
    loads,
    loads,
    st.integers(0, 7),
    st.integers(0, 7),
    means,
    means,
    pauses,
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.integers(0, 20),
)
def test_no_question_is_asked_two_weeks_in_a_row(first, second, logged, then_logged, this, before, off, end, history):
    next_end = end + 7 * ONE_DAY
    paused = {next_end - n * ONE_DAY for n in off}
    asked = question(
        of(*first, logged=logged, end=end, history=history), this, before, [day for day in paused if day <= end]
    )
    next_asked = question(of(*second, logged=then_logged, end=next_end, history=history + 7), before, this, paused)
    assert asked is not next_asked
