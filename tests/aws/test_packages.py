"""A function's package holds what it imports: tried in a Python that may import nothing else."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sandbox.cloud.template import read_template, resources_of
from scripts.costs import (
    DOCUMENT,
    DRAFTS,
    MODEL,
    per_check_ins,
    per_drafts,
    per_entries,
    per_month,
    per_month_of_a_model,
    rows,
)
from scripts.package import LOCKS, REPOSITORY, own_files
from tests.fakes.cloud import client, emulator

FUNCTIONS = resources_of(read_template(), "AWS::Serverless::Function")

ONLY_THE_PACKAGE = """
import importlib, importlib.metadata, sys
allowed_distributions, *own = sys.argv[1:]
allowed_distributions, own = set(allowed_distributions.split(",")), set(own)
distributions = {
    name: {each.lower().replace("_", "-").replace(".", "-") for each in of}
    for name, of in importlib.metadata.packages_distributions().items()
}

class NotInThePackage:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top in ("backend", "bot", "handlers", "words", "sandbox", "prompts", "tests") and name not in own:
            raise ImportError(f"{name} is ours and not in the package")
        if top in distributions and not distributions[top] & allowed_distributions:
            raise ImportError(f"{name} is of {distributions[top]}, which is not in the lock")

sys.meta_path.insert(0, NotInThePackage())
"""
IMPORT = (
    """
import sys
handler = sys.argv.pop(1)
"""
    + ONLY_THE_PACKAGE
    + """
from backend.functions import environment
read, look_up = set(), environment.setting
environment.setting = lambda name: (read.add(name), look_up(name))[1]
module, _, name = handler.rpartition(".")
assert callable(getattr(importlib.import_module(module), name))
print(*sorted(read))
"""
)
NOT_READ_BY_US = {"POWERTOOLS_SERVICE_NAME"}


@cache
def locked(lock: str) -> str:
    """The distributions of a lock, as their names are normalised."""
    names = re.findall(r"^([A-Za-z0-9._-]+)==", (LOCKS / f"{lock}.lock").read_text(encoding="utf-8"), re.MULTILINE)
    return ",".join(name.lower().replace("_", "-").replace(".", "-") for name in names)


@cache
def secret() -> str:
    made = client("secretsmanager").create_secret(Name="any", SecretString="1:a-bot-that-is-not-there")
    return str(made["ARN"])


def settings(function: dict[str, Any]) -> dict[str, str]:
    variables = function["Properties"].get("Environment", {}).get("Variables", {})
    everywhere = read_template()["Globals"]["Function"]["Environment"]["Variables"]
    values = {name: secret() if name.endswith("_SECRET") else "https://setting.invalid" for name in variables}
    chosen = {"LOG_LEVEL": "INFO", "PREMIUM_RAIL": "off", "STRIPE_MODE": "live", "COACH": "model"}
    numbers = ("COACH_DAILY_TOKENS", "COACH_MONTHLY_BUDGET_USD", "COACH_QUESTIONS_A_DAY")
    chosen |= {name: "10" for name in numbers if name in values}
    return {**dict.fromkeys(everywhere, "any"), **values, **chosen}


def files_of(function: dict[str, Any]) -> list[Path]:
    module = function["Properties"]["Handler"].rpartition(".")[0]
    return [file.relative_to(REPOSITORY) for file in own_files(module)]


def modules(function: dict[str, Any]) -> list[str]:
    sources = [file for file in files_of(function) if file.suffix == ".py"]
    return [".".join(file.with_suffix("").parts).removesuffix(".__init__") for file in sources]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_starts_with_what_its_package_and_its_settings_hold(name: str, tmp_path: Path) -> None:
    function = FUNCTIONS[name]
    handler = function["Properties"]["Handler"]

    started = subprocess.run(
        [sys.executable, "-c", IMPORT, handler, locked(function["Metadata"]["Lock"]), *modules(function)],
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": str(tmp_path),
            "PYTHONPATH": str(REPOSITORY),
            "AWS_DEFAULT_REGION": "eu-central-1",
            "AWS_ACCESS_KEY_ID": "nobody",
            "AWS_SECRET_ACCESS_KEY": "nobody",
            "AWS_ENDPOINT_URL": emulator().endpoint,
            **settings(function),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert started.returncode == 0, started.stderr[-2000:]
    told = set(function["Properties"]["Environment"]["Variables"]) - NOT_READ_BY_US
    assert told == set(started.stdout.split()) - {"LOG_LEVEL"}, "a function is told what it asks for, and nothing else"


DRAWING = """
from datetime import date, timedelta
from backend.contract import TrendPoint
from handlers.week_panels import paint_week
nothing = dict.fromkeys(["acute", "chronic", "ratio", "monotony", "fitness", "fatigue", "form"])
days = [date(2026, 11, 9) + timedelta(days=n) for n in range(14)]
paint_week([TrendPoint(date=day, load=100.0, logged=True, **nothing) for day in days], [], "en")
"""


@pytest.mark.parametrize("name", ["UpdatesFunction", "PushesFunction"])
def test_who_sends_pictures_can_draw_them(name: str, tmp_path: Path) -> None:
    function = FUNCTIONS[name]

    drawn = subprocess.run(
        [sys.executable, "-c", ONLY_THE_PACKAGE + DRAWING, locked(function["Metadata"]["Lock"]), *modules(function)],
        env={"PATH": "/usr/bin:/bin", "MPLCONFIGDIR": str(tmp_path), "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert drawn.returncode == 0, drawn.stderr[-2000:]


READING = """
import fitdecode
from backend.training.activity_files import fit
from backend.training.activity_files.reader import read
times = "<trkpt lat='52.5' lon='13.4'><time>2026-11-21T06:{}:00Z</time></trkpt>"
assert read(f"<gpx version='1.1'><trk><trkseg>{times.format(30)}{times.format(50)}</trkseg></trk></gpx>".encode())
space = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
lap = "<Lap StartTime='2026-11-21T06:30:00Z'><TotalTimeSeconds>600</TotalTimeSeconds></Lap>"
activities = f"<Activities><Activity Sport='Biking'>{lap}</Activity></Activities>"
assert read(f"<TrainingCenterDatabase xmlns='{space}'>{activities}</TrainingCenterDatabase>".encode())
"""


def test_who_is_sent_files_can_read_them() -> None:
    function = FUNCTIONS["UpdatesFunction"]

    found = subprocess.run(
        [sys.executable, "-c", ONLY_THE_PACKAGE + READING, locked(function["Metadata"]["Lock"]), *modules(function)],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert found.returncode == 0, found.stderr[-2000:]


ASKING = """
from backend.coach.grounding import check
from backend.coach.grounding.lexicon import LANGUAGES
from backend.coach.model import client
from backend.coach.model.prices import Prices
from words import words_for
for language in LANGUAGES:
    check("60 min.", [], language)
    assert words_for(language).language == language
Prices.read()
"""


@pytest.mark.parametrize("name", ["CoachFunction", "AnswerQuestionFunction", "CoachApiFunction"])
def test_who_asks_a_model_can_check_its_answers_in_every_language(name: str, tmp_path: Path) -> None:
    function = FUNCTIONS[name]

    asked = subprocess.run(
        [sys.executable, "-c", ONLY_THE_PACKAGE + ASKING, locked(function["Metadata"]["Lock"]), *modules(function)],
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert asked.returncode == 0, asked.stderr[-2000:]
    files = {str(file) for file in files_of(function)}
    prompts = {str(file.relative_to(REPOSITORY)) for file in (REPOSITORY / "prompts").glob("*.md")}
    assert prompts | {"backend/coach/model/prices.yaml"} <= files


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_package_has_its_functions_data_and_nobody_elses(name: str) -> None:
    files = {str(file) for file in files_of(FUNCTIONS[name])}

    assert not {file for file in files if "template" in file or "migrations" in file or file.endswith(".lock")}
    assert ("words/locales/de/LC_MESSAGES/messages.mo" in files) is ("words/speech.py" in files)
    assert not {file for file in files if file.endswith(".po")}


def test_the_costs_in_the_documentation_are_those_of_the_template() -> None:
    template = read_template()
    document = DOCUMENT.read_text(encoding="utf-8")

    assert rows("1,000 entries", per_entries(FUNCTIONS)) in document, "python -m scripts.costs writes them anew"
    assert rows("1,000 check-ins", per_check_ins(FUNCTIONS)) in document
    assert rows(DRAFTS, per_drafts(FUNCTIONS)) in document
    assert rows("a month, whether used or not", per_month(template)) in document
    assert rows(MODEL, per_month_of_a_model(template)) in document
