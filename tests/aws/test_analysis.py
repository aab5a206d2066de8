"""The real definition with the real steps on Step Functions, DynamoDB and SQS: the same words as from one process."""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.aws.dynamo.store import DynamoStore
from backend.aws.workflow import StepFunctionsWorkflow
from backend.clock import SystemClock
from backend.contract import Athlete, Entry, Feelings, Notification
from backend.embedded.runner import Runner
from backend.ports import Store
from backend.store.engine import open_engine
from backend.store.executions import SqlPositions
from backend.store.migrate import upgrade
from backend.store.sql import SqlOutbox, SqlStore
from backend.workflow import FUNCTIONS, load_definition
from backend.workflow.steps import Tools, tasks
from sandbox.cloud.functions import make_function
from tests.fakes.cloud import client, emulator, make_queue, make_table

SECRET = "with Bob past the old mill"
DEADLINE_SECONDS = 60.0

pytestmark = pytest.mark.xdist_group("conformance")


@dataclass(frozen=True)
class Assembly:
    """One way to analyse entries. ``analyse`` waits for the execution's end; ``take`` empties the outbox."""

    store: Store
    analyse: Callable[[dict[str, Any]], None]
    take: Callable[[], list[Notification]]


@pytest.fixture(scope="module")
def on_aws() -> Iterator[Assembly]:
    table, queue = make_table("BackendTable"), make_queue("Outbox")
    iam, lambdas, machines = client("iam"), client("lambda"), client("stepfunctions")
    role_name = f"analysis-{uuid4().hex[:8]}"
    policy = {"Version": "2012-10-17", "Statement": []}
    role = iam.create_role(RoleName=role_name, AssumeRolePolicyDocument=json.dumps(policy))["Role"]["Arn"]
    usual = {"BACKEND_TABLE": table, "LOG_LEVEL": "INFO", "AWS_ENDPOINT_URL": emulator().endpoint}
    names = {}
    for placeholder, step in FUNCTIONS.items():
        names[placeholder] = f"analysis-{uuid4().hex[:8]}-{step}"
        own = {"notify": {"OUTBOX_QUEUE_URL": queue}, "coach": {"COACH": "rules", "DRAFTS_QUEUE_URL": "none"}}.get(
            step, {}
        )
        make_function(
            lambdas,
            names[placeholder],
            "backend.functions.coach.handler" if step == "coach" else f"backend.functions.steps.{step}",
            role=role,
            environment={**usual, **own},
            timeout=30,
        )
    machine = machines.create_state_machine(
        name=role_name, definition=json.dumps(load_definition(names)), roleArn=role, type="EXPRESS"
    )["stateMachineArn"]
    workflow = StepFunctionsWorkflow(machines, machine)

    def analyse(work: dict[str, Any]) -> None:
        execution = f"{work['entry_id']}:{work['revision']}"
        workflow.start(execution, work)
        asyncio.run(until(lambda: ended(machines, machine, execution)))

    def take() -> list[Notification]:
        sqs, taken = client("sqs"), []
        while messages := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                taken.append(Notification.model_validate_json(message["Body"]))
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        return taken

    yield Assembly(DynamoStore(client("dynamodb"), table), analyse, take)
    machines.delete_state_machine(stateMachineArn=machine)
    for name in names.values():
        lambdas.delete_function(FunctionName=name)
    iam.delete_role(RoleName=role_name)


def ended(machines: Any, machine: str, execution: str) -> bool:
    for each in machines.list_executions(stateMachineArn=machine)["executions"]:
        if each["name"].startswith(execution.replace(":", "-")):
            assert each["status"] in ("RUNNING", "SUCCEEDED"), machines.describe_execution(
                executionArn=each["executionArn"]
            )
            return bool(each["status"] == "SUCCEEDED")
    return False


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(DEADLINE_SECONDS):
        while not happened():  # noqa: ASYNC110 - what is waited for is in another process
            await asyncio.sleep(0.05)


@pytest.fixture
def in_one_process(tmp_path: Path) -> Iterator[Assembly]:
    engine, clock = open_engine(f"sqlite:///{tmp_path / 'one.db'}"), SystemClock()
    upgrade(engine)
    store, outbox, positions = SqlStore(engine, clock), SqlOutbox(engine, clock), SqlPositions(engine)
    runner = Runner(load_definition(), tasks(Tools(store, outbox, clock)), positions, clock)

    def analyse(work: dict[str, Any]) -> None:
        runner.start(f"{work['entry_id']}:{work['revision']}", work)

        async def serve() -> None:
            serving = asyncio.create_task(runner.serve())
            await until(lambda: not positions.unfinished())
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

        asyncio.run(serve())

    def take() -> list[Notification]:
        taken = []
        while due := outbox.due(clock.now(), 10):
            for one in due:
                outbox.done(one.id)
            taken += due
        return taken

    yield Assembly(store, analyse, take)
    engine.dispose()


def entry(days_ago: int, **changes: Any) -> Entry:
    values: dict[str, Any] = {
        "id": uuid4(),
        "kind": "session",
        "date": datetime.now(UTC).date() - timedelta(days=days_ago),
        "sport": "run",
        "minutes": 60,
        "rpe": 7.0,
        "feelings": Feelings(freshness=3),
        "note": SECRET,
        "load": 420.0,
        "recorded_at": datetime.now(UTC),
        "revision": 1,
    }
    return Entry.model_validate(values | changes)


def history() -> list[Entry]:
    """Six weeks of odd numbers: sums that floats do not hold exactly, a rest day, an effort that is not known."""
    sessions = [
        entry(
            days, minutes=31 + 7 * days % 60, rpe=(days * 3 % 17) / 2, load=(31 + 7 * days % 60) * (days * 3 % 17) / 2
        )
        for days in range(2, 42, 3)
    ]
    rest = entry(4, kind="rest", minutes=None, rpe=None, load=0.0, note="", feelings=Feelings())
    unknown = entry(6, rpe=None, load=None, sport="ride")
    return [*sessions, rest, unknown]


def work_on(athlete: UUID, one: Entry) -> dict[str, Any]:
    return {"athlete_id": str(athlete), "entry_id": str(one.id), "revision": one.revision}


def what_remains(assembly: Assembly, athlete: UUID, one: Entry) -> dict[str, Any]:
    """All that an analysis leaves behind, but for when."""
    feedback = assembly.store.feedback(athlete, one.id)
    return {
        "feedback": None
        if feedback is None
        else (feedback.entry_id, feedback.revision, feedback.text, list(feedback.facts), list(feedback.phrases)),
        "days": assembly.store.days_between(athlete, date.min, date.max),
        "history": assembly.store.history(athlete),
        "sent": [each.model_dump(exclude={"created_at"}) for each in assembly.take()],
        "unfinished": assembly.store.unfinished(datetime.now(UTC) + timedelta(days=1), 100),
    }


@pytest.fixture
def both(on_aws: Assembly, in_one_process: Assembly) -> Callable[[list[Entry], Entry], dict[str, Any]]:
    """Analyse an entry of the same log in both, and compare what remains of it."""
    athlete = Athlete(id=uuid4(), language="en", zone="UTC", consented_at=datetime.now(UTC))
    assemblies = (on_aws, in_one_process)
    for assembly in assemblies:
        assembly.store.add_athlete(athlete)

    def analyse(before: list[Entry], one: Entry) -> dict[str, Any]:
        remains = []
        for assembly in assemblies:
            for each in before:
                assembly.store.add_entry(athlete.id, each)
            if one.revision == 1:
                assembly.store.add_entry(athlete.id, one)
            else:
                assert assembly.store.replace_entry(athlete.id, one, stale_from=one.date)
            assembly.analyse(work_on(athlete.id, one))
            remains.append(what_remains(assembly, athlete.id, one))
        on_step_functions, by_the_runner = remains
        for field, value in by_the_runner.items():
            if field != "unfinished":
                assert on_step_functions[field] == value, field
        assert one.id not in [each.id for _, each in on_step_functions["unfinished"]]
        return on_step_functions

    return analyse


def test_an_entry_gets_the_same_words_from_the_same_facts(both):
    remains = both(history(), entry(0))
    assert "RPE 7" in remains["feedback"][2]
    [sent] = remains["sent"]
    assert sent["text"] == remains["feedback"][2]
    assert SECRET not in json.dumps(remains["feedback"], default=str)


def test_a_change_gets_new_words_and_a_removed_entry_none(both):
    first = entry(1)
    both(history(), first)
    changed = both([], first.model_copy(update={"rpe": 4.0, "load": 240.0, "revision": 2}))
    assert changed["feedback"][1] == 2
    assert changed["sent"][0]["text"] == changed["feedback"][2] != ""
    removed = both([], first.model_copy(update={"rpe": 4.0, "load": 240.0, "removed": True, "revision": 3}))
    assert removed["sent"] == []
    assert all(day.day.date != first.date for day in removed["days"])


def test_a_red_flag_is_kept_without_comment(both):
    remains = both([], entry(0, note="tight chest and dizzy"))
    assert remains["feedback"][2] == ""
    assert remains["sent"] == []
