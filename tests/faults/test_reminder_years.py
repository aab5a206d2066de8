"""Two years of a thousand athletes, with everything going wrong that can: what must hold is counted."""

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest

from tests.faults.promises import Report

ROOT = Path(__file__).parents[2]
ATHLETES = 1000
WORLDS = 2
"""Beside each other, a process for each: apart from the clock, one athlete's reminders are no one else's business."""

# garmin-fit-sdk, which other tests write files with, installs a package "tests" that would be found before this folder.
RUN = """
import runpy, sys, types
tests = types.ModuleType("tests")
tests.__path__ = ["tests"]
sys.modules["tests"] = tests
runpy.run_module("tests.faults.promises", run_name="__main__")
"""

pytestmark = [
    pytest.mark.timeout(600),  # half a minute on two processors of its own
    pytest.mark.xdist_group("years"),  # lived once, for all tests
]


def lived_elsewhere(seed: int) -> Report:
    command = [sys.executable, "-c", RUN, str(seed), str(ATHLETES // WORLDS)]
    process = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return Report(**json.loads(process.stdout))


@pytest.fixture(scope="module")
def report() -> Report:
    with ThreadPoolExecutor(WORLDS) as beside_each_other:
        reports = list(beside_each_other.map(lived_elsewhere, range(20261122, 20261122 + WORLDS)))
    return Report(
        sent=sum((Counter(one.sent) for one in reports), Counter()),
        violations=list(chain.from_iterable(one.violations for one in reports)),
        undisturbed=sum((Counter(one.undisturbed) for one in reports), Counter()),
        surprises=list(chain.from_iterable(one.surprises for one in reports)),
        deaths=sum(one.deaths for one in reports),
        doubles=sum(one.doubles for one in reports),
    )


def test_no_message_that_should_not_have_been(report: Report) -> None:
    assert report.sent["check_in"] > 60 * ATHLETES, "else nothing was tried"
    assert min(report.sent[kind] for kind in ("nudge", "review", "pause_over", "later")) > ATHLETES
    assert report.deaths > 1000
    assert report.doubles > 1000
    assert report.violations == []


def test_on_each_undisturbed_day_exactly_what_was_chosen(report: Report) -> None:
    assert report.undisturbed["check_in"] > 60 * ATHLETES, "else nothing was tried"
    assert min(report.undisturbed[kind] for kind in ("none", "nudge", "review", "pause_over")) > ATHLETES
    assert report.surprises == []
