"""Agreement with values that others have published; each test names its source."""

import math
from datetime import date, timedelta
from statistics import fmean, pstdev

import pytest

from backend.training.averages import Averages
from backend.training.load import advance, day_load

START = date(2026, 1, 5)


def test_foster_2001_training_diary(history):
    """Foster et al. 2001, J Strength Cond Res 15:109-115, Table 5: a speed skater's week, Sunday to Saturday.

    Printed: weekly load 3400, monotony 1.26, strain 4284. The printed monotony is that of the *nine sessions*
    with the population SD; the sample SD would give 1.19. Over the seven daily loads, as the definition
    (daily mean / SD) has it, the same diary gives 1.21.
    """
    diary = [[940], [50], [840, 280], [180], [390], [50], [390, 280]]
    sessions = [load for day in diary for load in day]
    assert round(fmean(sessions) / pstdev(sessions), 2) == 1.26

    this = history([day_load(day) for day in diary]).at_the_end().week
    assert this.load.value == 3400
    assert this.monotony.value == pytest.approx(1.21, abs=0.005)
    assert this.strain.value == pytest.approx(3400 * 1.2116, abs=1)
    # printed strain = printed load x printed monotony
    assert round(this.load.value * 1.26) == 4284


@pytest.mark.parametrize(
    ("loads", "mean", "sd"),
    [([0, 20, 10, 10, 10, 10, 10], 10, math.sqrt(200 / 7)), ([5, 15, 20, 20, 20, 25, 35], 20, 8.45)],
)
def test_runalyze_monotony_and_strain(history, loads, mean, sd):
    """Runalyze, Sports/Performance/MonotonyTest: mean / population SD, and 7 x mean x monotony."""
    this = history(loads).at_the_end().week
    assert this.monotony.value == pytest.approx(mean / sd, abs=0.01)
    assert this.strain.value == pytest.approx(7 * mean * mean / sd, abs=0.1)


def test_sample_sd_differs_by_the_known_factor(history):
    """R's ``sd()`` divides by 6, so a monotony published from R is smaller by sqrt(6/7)."""
    # mean 20; squared deviations 225 + 25 + 0 + 0 + 0 + 25 + 225 = 500; sample SD = sqrt(500 / 6)
    ours = history([5, 15, 20, 20, 20, 25, 35]).at_the_end().week.monotony.value
    assert ours * math.sqrt(6 / 7) == pytest.approx(20 / math.sqrt(500 / 6))


def test_williams_2017_ewma_and_rolling_ratio(history):
    """Williams et al. 2017, Br J Sports Med 51:209-210: day 28 of "athlete 1", EWMA 1.25 and rolling 1.43.

    The letter does not print the daily loads. The series here is the one of the R package ACWR 0.1.0's own
    tests (21 days of 30, then 7 of 50), which gives both of the letter's values.
    """
    got = history([30] * 21 + [50] * 7).at_the_end()
    assert round(got.acwr_ewma.value, 2) == 1.25
    assert round(got.acwr_coupled.value, 2) == 1.43
    # uncoupled, as ACWR's RAU and Windt & Gabbett 2019, Br J Sports Med 53:988-990: 50 / 30
    assert got.acwr_uncoupled.value == pytest.approx(5 / 3)


def test_windt_and_gabbett_2019_coupled_ratio_ends_at_four(history):
    """Windt & Gabbett 2019, Br J Sports Med 53:988-990: coupled = 4u / (3 + u), so it cannot pass 4."""
    assert history([0] * 21 + [500] * 7).at_the_end().acwr_coupled.value == 4


def test_goldencheetah_performance_manager(history):
    """GoldenCheetah, src/Metrics/PMCData.cpp: L(1 - e^(-1/tau)) + X₋₁ e^(-1/tau), balance shown the day after."""
    loads = [100, 0, 85.5, 230, 0, 0, 60] * 9
    fitness = fatigue = balance = 0.0
    for load in loads:
        balance = fitness - fatigue
        fitness = load * (1.0 - math.exp(-1 / 42)) + fitness * math.exp(-1 / 42)
        fatigue = load * (1.0 - math.exp(-1 / 7)) + fatigue * math.exp(-1 / 7)
    got = history(loads).at_the_end()
    assert got.fitness.value == pytest.approx(fitness, rel=1e-12)
    assert got.fatigue.value == pytest.approx(fatigue, rel=1e-12)
    assert got.form.value == pytest.approx(balance, rel=1e-9)


def test_a_reading_of_wko():
    """cyclingforums.com, thread 395732 (2008), a reading of WKO+: six weeks of 55 a day, from a fitness of 36.

    Printed: fitness (CTL) 48, fatigue (ATL) 54, balance -6; the weeks were "385 give or take 20".
    """
    averages = Averages(START, 36, 36, fitness=36, fatigue=36)
    for n in range(1, 43):
        averages = advance(averages, START + timedelta(days=n), 55)
    assert averages.fitness == pytest.approx(48, abs=0.5)
    assert averages.fatigue == pytest.approx(54, abs=1.5)
    assert averages.fitness - averages.fatigue == pytest.approx(-6, abs=1.5)


def test_trainingpeaks_differs_by_its_weight(history):
    """TrainingPeaks steps by 1/tau; on a constant load that is 63.65 % after 42 days where ours is 63.21 %."""
    stored = history([100] * 42).stored
    theirs = 100 * (1 - (1 - 1 / 42) ** 42)
    assert stored[max(stored)].fitness == pytest.approx(63.21, abs=0.01)
    assert theirs == pytest.approx(63.65, abs=0.01)
