"""Each function's role grants what the function asks of the backend's table, and nothing else."""

from datetime import time, timedelta

import pytest

from backend import history
from backend.aws.outbox import SqsOutbox
from backend.contract import Reminders
from backend.ports import DueKind
from backend.reminders.engine import send_due
from backend.workflow.steps import Tools, tasks
from sandbox.cloud.template import read_template
from tests.fakes.cloud import client, make_queue

TEMPLATE = read_template()
IN_A_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


def granted(role: str) -> set[tuple[str, str]]:
    """(where, action) of all that the role may do in the backend's table and its indexes."""
    allowed = set()
    for policy in TEMPLATE["Resources"][role]["Properties"]["Policies"]:
        for statement in policy["PolicyDocument"]["Statement"]:
            match statement["Resource"]:
                case {"Fn::GetAtt": ["BackendTable", "Arn"]}:
                    where = "table"
                case {"Fn::Sub": str(text)} if text.startswith("${BackendTable.Arn}/index/"):
                    where = text.rpartition("/")[2]
                case _:
                    continue
            allowed |= {(where, action.removeprefix("dynamodb:")) for action in statement["Action"]}
    return allowed


@pytest.fixture
def asked(dynamodb):
    """(where, action) of all that is asked from now on, by the names that IAM has for it."""
    seen: set[tuple[str, str]] = set()

    def note(params, model, **_):
        if model.name == "TransactWriteItems":
            seen.update(("table", IN_A_TRANSACTION[kind]) for action in params["TransactItems"] for kind in action)
        else:
            seen.add((params.get("IndexName", "table"), model.name))

    dynamodb.meta.events.register("provide-client-params.dynamodb", note)
    return seen


@pytest.fixture
def step(store, clock, dynamodb, table):
    return tasks(Tools(store, SqsOutbox(client("sqs"), make_queue("Outbox"), dynamodb, table, clock), clock))


@pytest.fixture
def work(store, anna, run):
    """An entry to be analysed, and one to be taken out of the days again."""
    entry, other = run(), run(date=run().date - timedelta(days=1))
    for one in (other, entry):
        store.add_entry(anna, one)
    history.bring_up_to_date(store, anna)
    gone = other.model_copy(update={"revision": 2, "removed": True})
    store.replace_entry(anna, gone, stale_from=other.date)
    return {"athlete_id": str(anna), "entry_id": str(entry.id), "revision": 1}


def test_the_api(store, check_ins, agenda, clock, anna, run, check_in, asked):
    athlete = store.athlete(anna)
    store.add_athlete(athlete)
    store.change_athlete(athlete)
    early, late = run(date=run().date - timedelta(days=40)), run()
    for entry in (early, late):
        store.add_entry(anna, entry)
    history.trend(store, anna, late.date, 7)
    gone = late.model_copy(update={"revision": 2, "removed": True})
    store.replace_entry(anna, gone, stale_from=late.date)
    history.metrics_on(store, anna, late.date)
    store.entry(anna, late.id)
    store.entries_page(anna, None, 5)
    store.feedback(anna, late.id)
    store.latest_feedback(anna, 5)
    check_ins.save_check_in(anna, check_in())
    check_ins.check_ins_between(anna, check_in().date, check_in().date)
    check_ins.remove_check_in(anna, check_in().date)
    agenda.save_reminders(anna, agenda.reminders(anna), {DueKind.NUDGE: clock.now(), DueKind.CHECK_IN: None})
    agenda.put_off(anna, DueKind.LATER, clock.now())
    store.erase_athlete(anna)
    assert asked == granted("ApiRole")


def test_validate(step, work, asked):
    step["validate"](work)
    assert asked == granted("ValidateRole")


def test_analyse(step, work, asked):
    step["analyse"](work)
    assert asked == granted("AnalyseRole")


def test_coach(step, work, asked):
    analysed = step["analyse"](work)
    asked.clear()
    step["coach"]({**work, **analysed})
    assert asked == granted("CoachRole")


def test_save(step, work, asked):
    words = {"text": "A run.", "facts": [], "phrases": []}
    step["save"]({**work, **words})
    step["save"]({**work, **words})
    assert asked == granted("SaveRole")


def test_notify(step, work, asked):
    step["save"]({**work, "text": "A run.", "facts": [], "phrases": []})
    asked.clear()
    step["notify"]({**work, "kind": "feedback"})
    assert asked == granted("NotifyRole")


def test_the_tick(store, check_ins, agenda, clock, anna, new_athlete, work, dynamodb, table, asked):
    outbox, ben = SqsOutbox(client("sqs"), make_queue("Outbox"), dynamodb, table, clock), new_athlete()
    at_one = time(13)  # noon, in Berlin
    agenda.save_reminders(anna, Reminders(check_in=(at_one,) * 7), {DueKind.CHECK_IN: clock.now()})
    agenda.save_reminders(ben, Reminders(nudge=at_one), {DueKind.NUDGE: clock.now()})
    agenda.put_off(ben, DueKind.LATER, clock.now())
    asked.clear()
    assert send_due(clock.now(), agenda, check_ins, store, outbox, 10) == 2
    clock.turn(days=2)
    assert len(agenda.due(clock.now(), 10)) == 2
    assert store.unfinished(clock.now(), 10)
    assert store.purge_removed(clock.now(), 10)
    assert asked == granted("TickRole")
