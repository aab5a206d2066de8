"""GET /why: how a number of today comes about; what is said must be what the metrics have computed."""

import re
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from backend.contract import ChangeAthlete, CheckInItems, Number, RecordEntry
from backend.errors import NoConsent
from backend.training.metric import Missing
from backend.training.session import Kind

SUNDAY = date(2026, 11, 22)
GOOD = CheckInItems(freshness=4, sleep=4, muscles=4, calm=3, mood=4)


async def runs(athlete, *, days=60, unknown=()):
    """Every second day, 30 to 60 minutes at RPE 4 to 6."""
    for back in range(days - 1, -1, -2):
        rpe = None if back in unknown else 4 + back % 3
        day = SUNDAY - timedelta(days=back)
        await athlete.record(RecordEntry(id=uuid4(), date=day, minutes=30 + 10 * (back % 4), rpe=rpe))


def text(why) -> str:
    return "\n".join(why.lines)


@pytest.mark.parametrize("number", list(Number))
async def test_each_has_a_formula_and_a_source_before_anything_is_logged(anna, number):
    said = await anna.why_number(number)
    assert said.number is number
    assert said.metric is None or said.metric.value is None or number is Number.WEEK
    assert " = " in said.lines[0]
    assert said.lines[-1].startswith("Source: ")


async def test_the_load_is_that_of_the_newest_day_with_each_session(anna):
    for order, minutes, rpe in ((1, 60, 7), (2, 30, 4)):  # recorded at one instant, they are in the order of their ids
        await anna.record(RecordEntry(id=UUID(int=order), date=SUNDAY - timedelta(days=2), minutes=minutes, rpe=rpe))
    said = await anna.why_number(Number.LOAD)
    assert said.metric.value == 540
    assert "60 min × RPE 7 = 420 AU (Foster 2001)" in said.lines
    assert "30 min × RPE 4 = 120 AU (Foster 2001)" in said.lines
    assert "420 + 120 = 540 AU" in said.lines
    assert "20 Nov 2026" in text(said)


async def test_a_session_without_an_effort_makes_the_load_unknown(anna):
    await anna.record(RecordEntry(id=uuid4(), date=SUNDAY, minutes=60, rpe=None))
    said = await anna.why_number(Number.LOAD)
    assert said.metric.missing is Missing.UNKNOWN_LOAD
    assert "60 min × RPE not known: no load" in said.lines


async def test_a_rest_day_is_zero(anna):
    await anna.record(RecordEntry(id=uuid4(), date=SUNDAY, kind=Kind.REST))
    said = await anna.why_number(Number.LOAD)
    assert said.metric.value == 0
    assert "A rest day: 0 AU" in said.lines


async def test_the_week_adds_up_and_its_change_is_worked_out(anna):
    await runs(anna)
    week = (await anna.week()).week
    said = await anna.why_number(Number.WEEK)
    assert said.metric == week.load
    sum_up = re.search(r"to Sun 22 Nov: ([\d +]+) = ([\d,]+) AU", text(said))
    assert sum(map(int, sum_up[1].split(" + "))) == int(sum_up[2].replace(",", "")) == week.load.value
    assert f"{week.logged_days} of 7 days logged" in text(said)
    assert f"{week.ramp.value * 100:.0f} %".replace("-", "−") in text(said)


async def test_the_ratio_shows_both_loads_and_its_other_variants(anna):
    await runs(anna)
    metrics = await anna.week()
    said = await anna.why_number(Number.RATIO)
    assert said.metric == metrics.acwr_coupled
    for days, mean in ((7, metrics.acute.value), (28, metrics.chronic.value)):
        line = re.search(rf"([\d,.]+) AU ÷ {days} days = ([\d,.]+) AU a day", text(said))
        total, shown = (float(each.replace(",", "")) for each in line.groups())
        assert total / days == pytest.approx(shown, abs=0.06)
        assert shown == pytest.approx(mean, abs=0.06)
    assert f"the 21 before them: {round(metrics.acwr_uncoupled.value, 2):g}" in text(said)
    assert f"N = 7 and 28: {round(metrics.acwr_ewma.value, 2):g}" in text(said)
    assert "predicts nothing (Impellizzeri et al. 2020" in text(said)


async def test_monotony_and_strain_can_be_worked_out_by_hand(anna):
    await runs(anna)
    week = (await anna.week()).week
    monotony = await anna.why_number(Number.MONOTONY)
    mean, sd, value = map(float, re.search(r"Mean ([\d.]+) ÷ SD ([\d.]+) = ([\d.]+)", text(monotony)).groups())
    assert mean / sd == pytest.approx(value, abs=0.01)
    assert monotony.metric.value == pytest.approx(value, abs=0.005)
    strain = await anna.why_number(Number.STRAIN)
    assert f"× {round(week.monotony.value, 2):g} = {week.strain.value:,.0f} AU" in text(strain)


async def test_form_is_yesterdays_fitness_less_yesterdays_fatigue(anna):
    await runs(anna)
    said = await anna.why_number(Number.FORM)
    line = re.search(r"Sat 21 Nov: ([\d.]+) − ([\d.]+) = (−?[\d.]+) AU", text(said))
    fitness, fatigue, form = (float(each.replace("−", "-")) for each in line.groups())
    assert fitness - fatigue == pytest.approx(form, abs=0.11)
    assert said.metric.value == pytest.approx(form, abs=0.05)
    assert "Warming up until day 126: both began at 0" in said.lines


async def test_a_number_that_a_gap_hides_keeps_its_formula(anna):
    await runs(anna, unknown=(3,))
    for number in (Number.WEEK, Number.RATIO, Number.MONOTONY, Number.STRAIN, Number.FORM):
        said = await anna.why_number(number)
        assert said.metric.missing is Missing.UNKNOWN_LOAD
        assert " = " in said.lines[0]
        assert said.lines[-1].startswith("Source: ")


async def test_readiness_is_todays_sum_beside_its_normal(anna):
    await anna.check_in(SUNDAY, GOOD)
    said = await anna.why_number(Number.READINESS)
    assert said.metric.value == 19
    assert "4 + 4 + 4 + 3 + 4 = 19" in text(said)
    await anna.take_back_check_in(SUNDAY)
    said = await anna.why_number(Number.READINESS)
    assert said.metric is None
    assert "No check-in today: /checkin" in said.lines


async def test_it_speaks_the_athletes_language(anna):
    await anna.change(ChangeAthlete(language="de"))
    said = await anna.why_number(Number.RATIO)
    assert said.lines[0].startswith("Verhältnis, gekoppelt = akut ÷ chronisch")
    assert said.lines[-1].startswith("Quelle: ")


async def test_who_agreed_to_nothing_is_told_nothing(backend):
    with pytest.raises(NoConsent):
        await backend.as_athlete(uuid4()).why_number(Number.LOAD)
