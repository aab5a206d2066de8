"""The interpreter does what the Amazon States Language says, row by row of ``conformance.yaml``, and our own
definition what ``paths.yaml`` says."""

from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml

from backend.embedded.asl import Call, Definition, Ended, Machine, Moved, UnsupportedDefinition
from backend.workflow import FUNCTIONS, load_definition

HERE = Path(__file__).parent
ROWS = yaml.safe_load((HERE / "conformance.yaml").read_text(encoding="utf-8"))
PATHS = yaml.safe_load((HERE / "paths.yaml").read_text(encoding="utf-8"))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def machine_of(states: dict[str, Any]) -> dict[str, Any]:
    return {"QueryLanguage": "JSONata", "StartAt": next(iter(states)), "States": states}


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_conformance(row: dict[str, Any]):
    follow(row, machine_of(row["states"]), row["input"])


@pytest.mark.parametrize("row", PATHS, ids=[row["name"] for row in PATHS])
def test_the_analysis_of_an_entry(row: dict[str, Any]):
    follow(row, load_definition(), {"athlete_id": "a", "entry_id": "e", "revision": 1})


def follow(row: dict[str, Any], definition: dict[str, Any], work: dict[str, Any]) -> None:
    """Execute the definition with the row's functions, and compare what happened."""
    machine = Machine(Definition(definition), chance=lambda: 0.5)
    script = {name: list(behaviour) for name, behaviour in row.get("functions", {}).items()}
    now = NOON
    position = machine.begin("execution", UUID(int=1), work, now)
    calls, waits = [], []
    for _ in range(50):
        if position.due > now:
            waits.append((position.due - now).total_seconds())
            now = position.due
        outcome = machine.step(position, now)
        if isinstance(outcome, Call):
            calls.append([outcome.function, outcome.payload])
            behaviour = script[outcome.function]
            does = behaviour.pop(0) if len(behaviour) > 1 else behaviour[0]
            if "raises" in does:
                outcome = machine.failed(position, does["raises"], "", now)
            else:
                outcome = machine.answered(position, does["returns"], now)
        if isinstance(outcome, Ended):
            break
        assert isinstance(outcome, Moved)
        position = outcome.position
    assert isinstance(outcome, Ended), "it never ended"
    if "called" in row:
        assert [function for function, _ in calls] == row["called"]
    else:
        assert calls == row.get("calls", [])
    assert waits == row.get("waits", [])
    assert outcome.error == row.get("error")
    if outcome.error is None:
        assert outcome.output == row["output"]


TASK = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f"}, "End": True}


@pytest.mark.parametrize(
    ("state", "complaint"),
    [
        ({"Type": "Map", "End": True}, "A: the embedded runner does not execute 'Map' states"),
        ({"Type": "Wait", "Seconds": 1, "End": True}, "'Wait'"),
        ({**TASK, "HeartbeatSeconds": 5}, "A: the embedded runner does not execute HeartbeatSeconds"),
        ({**TASK, "ResultPath": "$"}, "ResultPath"),
        ({**TASK, "QueryLanguage": "JSONPath"}, "QueryLanguage"),
        ({**TASK, "Resource": "arn:aws:states:::sqs:sendMessage"}, "Resource must be"),
        ({**TASK, "Arguments": {"FunctionName": "${F}"}}, "names no function"),
        ({**TASK, "Arguments": {"FunctionName": "f", "Qualifier": "x"}}, "A.Arguments"),
        ({**TASK, "Output": "{% $states. %}"}, "A.Output"),
        ({**TASK, "Output": "{% ( %}"}, "A.Output"),
        ({**TASK, "Next": "A"}, "either Next or End"),
        ({"Type": "Pass"}, "either Next or End"),
        ({"Type": "Pass", "Next": "B"}, "there is no state 'B'"),
        ({"Type": "Choice", "Choices": [{"Next": "A"}]}, "needs a Condition"),
        ({"Type": "Choice", "Choices": [{"Condition": True, "Next": "B"}]}, "no state 'B'"),
        ({**TASK, "TimeoutSeconds": "{% 5 %}"}, "TimeoutSeconds"),
        ({**TASK, "TimeoutSeconds": 0}, "TimeoutSeconds"),
        ({**TASK, "Retry": [{"ErrorEquals": ["States.ALL", "X"]}]}, "States.ALL alone"),
        ({**TASK, "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["X"]}]}, "must come last"),
        ({**TASK, "Catch": [{"ErrorEquals": ["States.ALL"]}]}, "Next is missing"),
        ({**TASK, "Retry": [{"ErrorEquals": ["X"], "BackoffRate": 0.5}]}, "BackoffRate"),
        ({**TASK, "Retry": [{"ErrorEquals": ["X"], "JitterStrategy": "HALF"}]}, "JitterStrategy"),
        ({**TASK, "Retry": [{"ErrorEquals": ["X"], "MaxAttempts": True}]}, "MaxAttempts"),
    ],
)
def test_what_is_not_supported_is_refused_by_name(state: dict[str, Any], complaint: str):
    with pytest.raises(UnsupportedDefinition, match=complaint):
        Definition(machine_of({"A": state}))


def test_a_machine_in_the_other_query_language_is_refused():
    with pytest.raises(UnsupportedDefinition, match="QueryLanguage"):
        Definition({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}})
    with pytest.raises(UnsupportedDefinition, match="TimeoutSeconds"):
        Definition({**machine_of({"A": {"Type": "Succeed"}}), "TimeoutSeconds": 1})


def test_the_definition_has_no_yaml_aliases_which_cloudformation_does_not_read():
    source = (resources.files("backend.workflow") / "definition.asl.yaml").read_text(encoding="utf-8")
    assert not [token for token in yaml.scan(source) if isinstance(token, yaml.AnchorToken | yaml.AliasToken)]


def test_a_placeholder_without_substitution_is_refused():
    with pytest.raises(KeyError, match="SaveFunction"):
        load_definition({name: "f" for name in FUNCTIONS if name != "SaveFunction"})
