"""The contract of ``Workflow``: what was started runs with its work, at least once, while the starter goes on."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from botocore.exceptions import EndpointConnectionError

from backend.aws.workflow import StepFunctionsWorkflow, execution_name
from backend.clock import SystemClock
from backend.embedded.runner import Runner
from backend.errors import StoreUnavailable, Unavailable
from backend.ports import Position, Workflow
from backend.store.engine import open_engine
from backend.store.executions import SqlPositions
from backend.store.migrate import upgrade
from backend.workflow import FUNCTIONS, load_definition
from sandbox.cloud.functions import make_function
from tests.fakes.cloud import client

SCRIPTED = Path(__file__).parents[1] / "aws"
DEADLINE_SECONDS = 60.0


@dataclass(frozen=True)
class Adapter:
    """A workflow, what its first task was called with so far, and a switch that puts its engine out of reach."""

    workflow: Workflow
    seen: Callable[[], list[dict[str, Any]]]
    put_out_of_reach: Callable[[], None]

    def wait_for(self, number: int) -> list[dict[str, Any]]:
        """What the first task was called with, when it has been called so often."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while len(self.seen()) < number:
            assert time.monotonic() < deadline, f"{len(self.seen())} of {number} executions began"
            time.sleep(0.02)
        return self.seen()


class _Breakable(SqlPositions):
    """Positions whose database can be put out of reach."""

    broken = False

    def break_down(self) -> None:
        self.broken = True

    def add(self, position: Position) -> bool:
        if self.broken:
            raise StoreUnavailable
        return super().add(position)


@contextmanager
def _embedded(folder: Path) -> Iterator[Adapter]:
    engine = open_engine(f"sqlite:///{folder / 'workflow.db'}")
    upgrade(engine)
    seen: list[dict[str, Any]] = []

    def validate(event: dict[str, Any]) -> dict[str, Any]:
        seen.append(event)
        return {"outcome": "superseded"}

    def not_reached(_: dict[str, Any]) -> dict[str, Any]:
        raise AssertionError

    tasks = {**dict.fromkeys(FUNCTIONS.values(), not_reached), "validate": validate}
    positions = _Breakable(engine)
    runner = Runner(load_definition(), tasks, positions, SystemClock())
    stop = Event()

    async def serve() -> None:
        serving = asyncio.create_task(runner.serve())
        await asyncio.to_thread(stop.wait)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

    thread = Thread(target=asyncio.run, args=(serve(),))
    thread.start()

    try:
        yield Adapter(runner, lambda: list(seen), positions.break_down)
    finally:
        stop.set()
        thread.join()
        engine.dispose()


@contextmanager
def _step_functions(folder: Path) -> Iterator[Adapter]:
    iam, lambdas, machines = client("iam"), client("lambda"), client("stepfunctions")
    name = f"contract-{uuid4().hex[:8]}"
    (folder / "row.json").write_text(json.dumps({"validate": [{"returns": {"outcome": "superseded"}}]}))
    (folder / "calls.jsonl").write_text("")
    policy = {"Version": "2012-10-17", "Statement": []}
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(policy))["Role"]["Arn"]
    function = f"{name}-validate"
    make_function(lambdas, function, "scripted.handler", SCRIPTED, role=role, environment={"SCRIPT": str(folder)})
    machine = machines.create_state_machine(
        name=name,
        definition=json.dumps(load_definition(dict.fromkeys(FUNCTIONS, function))),
        roleArn=role,
        type="EXPRESS",
    )["stateMachineArn"]
    starter = client("stepfunctions")

    def refuse(**_: Any) -> None:
        raise EndpointConnectionError(endpoint_url="")

    yield Adapter(
        StepFunctionsWorkflow(starter, machine),
        lambda: [json.loads(line)[1] for line in (folder / "calls.jsonl").read_text().splitlines()],
        lambda: starter.meta.events.register("before-call.sfn.StartExecution", refuse),
    )
    machines.delete_state_machine(stateMachineArn=machine)
    lambdas.delete_function(FunctionName=function)
    iam.delete_role(RoleName=name)


ADAPTERS: Mapping[str, Callable[[Path], AbstractContextManager[Adapter]]] = {
    "embedded": _embedded,
    "step functions": _step_functions,
}


@pytest.fixture(params=ADAPTERS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Adapter]:
    with ADAPTERS[request.param](tmp_path) as adapter:
        yield adapter


def work(number: int = 1) -> dict[str, Any]:
    return {"athlete_id": str(UUID(int=7)), "entry_id": str(UUID(int=number)), "revision": 1}


def test_the_first_task_gets_the_work_as_it_was_given(engine):
    engine.workflow.start("a:1", work())
    assert engine.wait_for(1) == [work()]


def test_executions_of_other_ids_are_others(engine):
    for number in range(5):
        engine.workflow.start(f"{UUID(int=number)}:1", work(number))
    began = engine.wait_for(5)
    assert sorted(each["entry_id"] for each in began) == [str(UUID(int=number)) for number in range(5)]


def test_the_same_id_again_is_no_trouble_and_no_other_work(engine):
    """It may run again (the steps are idempotent), as long as it is the same."""
    for _ in range(3):
        engine.workflow.start("a:1", work())
    engine.workflow.start("b:1", work(2))
    began = engine.wait_for(2)
    assert {each["entry_id"] for each in began} <= {str(UUID(int=1)), str(UUID(int=2))}


@pytest.mark.parametrize("execution_id", ["x" * 300, "Straße 7/ü?*", "a b"])
def test_any_id_will_do(engine, execution_id):
    engine.workflow.start(execution_id, work())
    assert engine.wait_for(1) == [work()]


def test_an_engine_out_of_reach_is_unavailable(engine):
    engine.put_out_of_reach()
    with pytest.raises(Unavailable):
        engine.workflow.start("a:1", work())


def test_a_name_begins_with_the_id_and_is_new_each_time():
    names = [execution_name(f"{UUID(int=1)}:12") for _ in range(2)]
    assert names[0] != names[1]
    assert all(name.startswith(f"{UUID(int=1)}-12-") for name in names)
    assert len(execution_name("x" * 300)) == 80
