"""What holds for every history: invariants of the load arithmetic."""

import math
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from backend.training.load import Averages, Day, Metrics, Week, advance, carry, day_load, metrics
from backend.training.metric import Metric, Missing

properties = settings(deadline=None, max_examples=60)

KNOWN = st.integers(0, 3000).map(lambda half: half / 2)
SILENT = st.just("-")
TRAINED = st.one_of(KNOWN, SILENT)
ANY_DAY = st.one_of(KNOWN, SILENT, st.none())
FIRST_DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
WINDOWS = {"acute": 7, "chronic": 28, "acwr_coupled": 28, "acwr_uncoupled": 28, "acwr_ewma": 28}
RATIOS = ("acwr_coupled", "acwr_uncoupled", "acwr_ewma")
LOADS = ("acute", "chronic", "fitness", "fatigue", "form")


def logs(day, longest=150):
    """Days of a history whose first one has an entry."""
    return st.tuples(day.filter(lambda load: load != "-"), st.lists(day, max_size=longest)).map(
        lambda parts: [parts[0], *parts[1]]
    )


def named(got: Metrics | Week, prefix: str = "") -> Iterator[tuple[str, Metric]]:
    """Every metric in there, by name."""
    for field in fields(got):
        value = getattr(got, field.name)
        if isinstance(value, Metric):
            yield prefix + field.name, value
        elif isinstance(value, Week):
            yield from named(value, "week.")


@properties
@given(loads=logs(ANY_DAY), later=st.integers(0, 400))
@example(loads=[0.0] * 150, later=0)
@example(loads=[1500.0, *["-"] * 149], later=4000)
@example(loads=[None] * 60, later=0)
def test_each_metric_is_a_finite_number_or_a_reason(history, loads, later):
    log = history(loads)
    got = log.on(log.last + timedelta(days=later))
    for name, metric in named(got):
        assert (metric.value is None) != (metric.missing is None), name
        assert (metric.needs_days is not None) == (metric.missing is Missing.HISTORY), name
        assert metric.caveat is None or metric.value is not None, name
        if metric.value is not None:
            assert math.isfinite(metric.value), name
            assert metric.value != 0 or math.copysign(1, metric.value) == 1, f"{name} is a negative zero"
            assert metric.value >= 0 or name in {"form", "week.ramp"}, name
    assert got.week.ramp.value is None or got.week.ramp.value >= -1


@properties
@given(loads=logs(TRAINED), factor=st.sampled_from([0.5, 2, 3, 7.5]))
def test_ratios_and_monotony_do_not_depend_on_the_unit_and_loads_scale_with_it(history, loads, factor):
    got = dict(named(history(loads).at_the_end()))
    scaled = dict(named(history([load if load == "-" else load * factor for load in loads]).at_the_end()))
    for name, metric in got.items():
        assert scaled[name].missing == metric.missing
        unitless = name in {*RATIOS, "week.ramp", "week.monotony"}
        if metric.value is not None:
            expected = metric.value if unitless else metric.value * factor
            assert scaled[name].value == pytest.approx(expected, rel=1e-9, abs=1e-9)


@properties
@given(loads=logs(ANY_DAY), first=FIRST_DAYS, shift=st.integers(-2000, 2000))
def test_the_calendar_does_not_matter_only_the_distance_of_days(history, loads, first, shift):
    here, there = history(loads, first), history(loads, first + timedelta(days=shift))
    assert list(named(here.at_the_end())) == list(named(there.at_the_end()))


@properties
@given(pairs=st.lists(st.tuples(KNOWN, KNOWN), min_size=42, max_size=90))
def test_loads_add_up_day_by_day(history, pairs):
    one, other, both = (history([pick(pair) for pair in pairs]).at_the_end() for pick in (min, max, sum))
    assert both.week.load.value == pytest.approx(one.week.load.value + other.week.load.value)
    for name in LOADS:
        summed = getattr(one, name).value + getattr(other, name).value
        assert getattr(both, name).value == pytest.approx(summed, rel=1e-9, abs=1e-9), name


@properties
@given(
    loads=st.lists(st.one_of(st.none(), st.floats(0, 14400)), max_size=6).flatmap(
        lambda day: st.tuples(st.just(day), st.permutations(day))
    )
)
def test_the_order_of_a_days_sessions_does_not_matter(loads):
    told, shuffled = loads
    assert day_load(told) == day_load(shuffled)
    assert (day_load(told) is None) == (None in told)


def stepwise(loads: list[float | str | None], first: date) -> Averages | None:
    """The recursion as the papers have it, one day at a time, silent days as load 0."""
    averages: Averages | None = None
    for n, load in enumerate(loads):
        averages = advance(averages, first + timedelta(days=n), 0.0 if load == "-" else load)
    return averages


def approximately(averages: Averages) -> tuple[object, ...]:
    return (
        averages.date,
        *(
            None if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)
            for value in (averages.ewma_acute, averages.ewma_chronic, averages.fitness, averages.fatigue)
        ),
    )


def plain(averages: Averages) -> tuple[object, ...]:
    return (averages.date, averages.ewma_acute, averages.ewma_chronic, averages.fitness, averages.fatigue)


@properties
@given(loads=logs(ANY_DAY))
def test_leaping_over_silent_days_equals_walking_through_them(history, loads):
    log = history(loads)
    leapt = carry(log.stored[max(log.stored)], log.last)
    assert plain(leapt) == approximately(stepwise(loads, log.first))


@properties
@given(loads=logs(KNOWN), gap=st.integers(0, 5000))
def test_carrying_in_two_steps_equals_carrying_in_one(history, loads, gap):
    log = history(loads)
    latest = log.stored[log.last]
    half = carry(latest, log.last + timedelta(days=gap // 2))
    assert plain(carry(half, log.last + timedelta(days=gap))) == approximately(
        carry(latest, log.last + timedelta(days=gap))
    )


@properties
@given(loads=logs(TRAINED))
def test_averages_stay_between_the_least_and_the_greatest_load(history, loads):
    log = history(loads)
    latest = carry(log.stored[max(log.stored)], log.last)
    numbers = [0.0 if load == "-" else load for load in loads]
    slack = 1e-9 * max(numbers) + 1e-9
    for ewma in (latest.ewma_acute, latest.ewma_chronic):
        assert min(numbers) - slack <= ewma <= max(numbers) + slack
    for from_zero in (latest.fitness, latest.fatigue):
        assert 0 <= from_zero <= max(numbers) + slack


@properties
@given(loads=st.lists(KNOWN, min_size=28, max_size=60))
def test_the_coupled_ratio_is_at_most_four_and_follows_from_the_uncoupled_one(history, loads):
    got = history(loads).at_the_end()
    assume(got.acwr_uncoupled.value is not None)
    uncoupled = got.acwr_uncoupled.value
    assert got.acwr_coupled.value <= 4
    assert got.acwr_coupled.value == pytest.approx(4 * uncoupled / (3 + uncoupled))
    assert got.acwr_coupled.value == pytest.approx(got.acute.value / got.chronic.value)


@properties
@given(loads=st.lists(KNOWN, min_size=60, max_size=90), ago=st.integers(0, 59))
def test_an_unknown_day_hides_exactly_the_metrics_whose_window_holds_it(history, loads, ago):
    # GIVEN the same history twice, once with the RPE of one day missing
    at = len(loads) - 1 - ago
    known, unknown = (dict(named(history([*loads[:at], load, *loads[at + 1 :]]).at_the_end())) for load in (99.0, None))
    reaches_back = WINDOWS | {"fitness": 42, "fatigue": 7, "week.load": 7, "week.monotony": 7, "week.ramp": 14}
    # THEN it is unknown where the window holds the day, and never a 0 in disguise
    for name, window in reaches_back.items():
        assert (unknown[name].missing is Missing.UNKNOWN_LOAD) == (ago < window), name
    assert (unknown["form"].missing is Missing.UNKNOWN_LOAD) == (1 <= ago <= 42)
    for name in ("acute", "chronic", "acwr_coupled", "acwr_uncoupled", "week.load", "week.ramp"):
        assert ago < reaches_back[name] or unknown[name] == known[name]


@properties
@given(loads=logs(ANY_DAY, longest=120), span=st.tuples(st.integers(-50, 130), st.integers(0, 100)))
def test_a_series_says_of_each_day_what_that_day_said_itself(history, loads, span):
    log = history(loads)
    first = log.first + timedelta(days=span[0])
    last = first + timedelta(days=span[1])
    points = log.between(first, last)
    assert [point.on for point in points] == [first + timedelta(days=n) for n in range(span[1] + 1)]
    for point in points:
        alone = dict(named(log.on(point.on)))
        for name, metric in named(point):
            expected = alone[name]
            assert (metric.missing, metric.needs_days, metric.has_days, metric.caveat) == (
                expected.missing,
                expected.needs_days,
                expected.has_days,
                expected.caveat,
            )
            assert metric.value == (
                None if expected.value is None else pytest.approx(expected.value, rel=1e-9, abs=1e-9)
            )


EDITS = st.lists(
    st.tuples(st.integers(0, 90), st.lists(st.one_of(KNOWN, st.none()), max_size=2)), min_size=1, max_size=25
)


@properties
@given(edits=EDITS)
def test_recomputing_from_the_edited_day_on_equals_starting_over(edits):
    """Logging, editing, back-dating and deleting (an empty day) in any order."""
    start = date(2028, 1, 1)
    days: dict[date, Day] = {}
    stored: dict[date, Averages] = {}
    for offset, loads in edits:
        # WHEN a day changes, the stored days from there on are advanced from the last one before it
        edited = start + timedelta(days=offset)
        days.pop(edited, None)
        if loads:
            days[edited] = Day(edited, day_load(loads), logged=True, sessions=len(loads))
        stored = {day: averages for day, averages in stored.items() if day < edited}
        latest = stored[max(stored)] if stored else None
        for day in sorted(day for day in days if day >= edited):
            latest = stored[day] = advance(latest, day, days[day].load)
    # THEN nothing remembers how the history came about
    afresh: dict[date, Averages] = {}
    latest = None
    for day in sorted(days):
        latest = afresh[day] = advance(latest, day, days[day].load)
    assert stored == afresh
    today = start + timedelta(days=90)
    yesterday = max((day for day in stored if day < today), default=None)
    got = metrics(today, days, min(days, default=None), latest, stored[yesterday] if yesterday else None)
    if all(day.load is not None for day in days.values()):
        assert Missing.UNKNOWN_LOAD not in {metric.missing for _, metric in named(got)}
