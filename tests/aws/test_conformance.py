"""Step Functions does with our definitions what the embedded runner does: the rows that the runner is put to, put to
the emulator's Express workflows, with functions that answer, fail and hang as each row says."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml

from backend.workflow import FUNCTIONS, load_definition
from sandbox.cloud.functions import make_function
from tests.fakes.cloud import client, emulator

HERE = Path(__file__).parent
ROWS_FOLDER = HERE.parents[1] / "tests" / "unit" / "workflow"
ROWS = yaml.safe_load((ROWS_FOLDER / "conformance.yaml").read_text(encoding="utf-8"))
PATHS = yaml.safe_load((ROWS_FOLDER / "paths.yaml").read_text(encoding="utf-8"))
PATIENCE_SECONDS = 5
"""For a function that hangs longer (``scripted.HANGS_SECONDS``), instead of the definition's own."""
WORK = {"athlete_id": "a", "entry_id": "e", "revision": 1}
Run = Callable[[dict[str, Any], dict[str, Any], Any], tuple[dict[str, Any], list[Any]]]

pytestmark = pytest.mark.xdist_group("conformance")


def of_step_functions(rows: list[dict[str, Any]]) -> list[Any]:
    return [
        pytest.param(row | row.get("emulator", {}), id=row["name"]) for row in rows if row.get("only") != "embedded"
    ]


@pytest.fixture(scope="module")
def role() -> Iterator[str]:
    """Nobody checks it: who may do what is asked elsewhere."""
    iam, name = client("iam"), f"conformance-{uuid4().hex[:8]}"
    policy = {"Version": "2012-10-17", "Statement": []}
    yield iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(policy))["Role"]["Arn"]
    iam.delete_role(RoleName=name)


@pytest.fixture(scope="module")
def run(role: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Execute a definition with a row's functions: how it ended, and the calls."""
    folder = tmp_path_factory.mktemp("script")
    lambdas, machines = client("lambda"), client("stepfunctions")
    names = {name: f"{uuid4().hex[:8]}-{name}" for name in ("f", *FUNCTIONS.values())}
    for name in names.values():
        make_function(lambdas, name, "scripted.handler", HERE, role=role, environment={"SCRIPT": str(folder)})
    emulator().configure({"stepfunctions._SFN_WAIT_SCALE": 0})

    def execute(row: dict[str, Any], definition: dict[str, Any], work: Any) -> tuple[dict[str, Any], list[Any]]:
        script = row.get("functions", {})
        (folder / "row.json").write_text(json.dumps(script), encoding="utf-8")
        (folder / "calls.jsonl").write_text("", encoding="utf-8")
        hangs = any(does.get("raises") == "States.Timeout" for each in script.values() for does in each)
        machine = machines.create_state_machine(
            name=f"conformance-{uuid4().hex[:8]}",
            definition=json.dumps(deployed(definition, names, hangs=hangs)),
            roleArn=role,
            type="EXPRESS",
        )["stateMachineArn"]
        ended = machines.start_sync_execution(stateMachineArn=machine, input=json.dumps(work))
        machines.delete_state_machine(stateMachineArn=machine)
        notes = (folder / "calls.jsonl").read_text(encoding="utf-8").splitlines()
        return ended, [json.loads(line) for line in notes]

    yield execute
    emulator().configure({"stepfunctions._SFN_WAIT_SCALE": 1})
    for name in names.values():
        lambdas.delete_function(FunctionName=name)


def deployed(definition: dict[str, Any], names: dict[str, str], *, hangs: bool) -> dict[str, Any]:
    """The definition with the functions' names here, and with less patience where one of them hangs."""
    states = {}
    for name, state in definition["States"].items():
        if state["Type"] == "Task":
            arguments = state["Arguments"]
            state = {**state, "Arguments": {**arguments, "FunctionName": names[arguments["FunctionName"]]}}
            if hangs:
                state["TimeoutSeconds"] = PATIENCE_SECONDS
        states[name] = state
    return {**definition, "States": states}


@pytest.mark.parametrize("row", of_step_functions(ROWS))
def test_step_functions_executes_a_row_as_the_runner_does(row: dict[str, Any], run: Run):
    machine = {"QueryLanguage": "JSONata", "StartAt": next(iter(row["states"])), "States": row["states"]}
    compare(row, *run(row, machine, row["input"]))


@pytest.mark.parametrize("row", of_step_functions(PATHS))
def test_step_functions_analyses_an_entry_as_the_runner_does(row: dict[str, Any], run: Run):
    compare(row, *run(row, load_definition(), WORK))


def compare(row: dict[str, Any], ended: dict[str, Any], calls: list[Any]) -> None:
    """What the runner's test compares, but for the waits: they are skipped here."""
    if "called" in row:
        assert [name for name, _ in calls] == row["called"]
    else:
        assert calls == row.get("calls", [])
    assert ended.get("error") == row.get("error")
    assert ended["status"] == ("FAILED" if row.get("error") else "SUCCEEDED")
    if not row.get("error"):
        output = json.loads(ended["output"])
        # A caught error's cause has the function's traceback here; the runner hands nothing on.
        assert without_cause(output) == without_cause(row["output"])


def without_cause(output: Any) -> Any:
    if isinstance(output, dict) and set(output) == {"Error", "Cause"}:
        return {"Error": output["Error"]}
    return output


def test_rows_that_differ_say_why():
    for row in ROWS + PATHS:
        differs = row.get("emulator") if "emulator" in row else row if "only" in row else None
        assert differs is None or len(differs["why"]) > 20, row["name"]
