"""What an entry costs in the table, from being recorded to being answered: ``docs/aws.md`` says these numbers."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from backend.api.entries import Log
from backend.aws.dynamo.coach_book import DynamoCoachBook
from backend.aws.outbox import SqsOutbox
from backend.contract import ChangeEntry, RecordEntry
from backend.workflow.steps import Tools, tasks
from tests.fakes.cloud import client, make_queue
from tests.fakes.dynamo import open_bill

DOCS = Path(__file__).parents[3] / "docs" / "aws.md"


class KeptForLater:
    """A workflow that starts when a test says so."""

    def __init__(self) -> None:
        self.work = []

    def start(self, execution_id, work):
        self.work.append(work)


@pytest.fixture
def workflow():
    return KeptForLater()


@pytest.fixture
def record(store, workflow, clock, anna):
    """Record an entry of today, as the API does."""
    log = Log(store, workflow, clock)

    def record(**other):
        said = {
            "id": uuid4(),
            "date": clock.now().date(),
            "sport": "run",
            "minutes": 60,
            "rpe": 7,
            "note": "legs heavy",
        }
        return log.record(log.athlete(anna), RecordEntry.model_validate(said | other)).entry

    return record


@pytest.fixture
def logged(store, clock, run, anna):
    """A log of one session on each of the days before today, from the ``oldest`` on."""

    def logged(oldest: int, newest: int = 1):
        today = clock.now().date()
        for n in range(oldest, newest - 1, -1):
            store.add_entry(anna, run(date=today - timedelta(days=n), recorded_at=clock.now() - timedelta(days=n)))

    return logged


@pytest.fixture
def analyse(store, workflow, clock, dynamodb, table):
    """Do what the state machine does with the entry that was recorded last."""
    outbox = SqsOutbox(client("sqs"), make_queue("Outbox"), dynamodb, table, clock)
    step = tasks(Tools(store, outbox, clock, tones=DynamoCoachBook(dynamodb, table).tone))

    def analyse() -> None:
        work = workflow.work.pop()
        assert step["validate"](work)["outcome"] == "current"
        words = step["coach"]({**work, **step["analyse"](work)})
        assert step["save"]({**work, **words})["say"]
        assert step["notify"]({**work, "kind": "feedback"})["sent"]

    return analyse


def told(name: str):
    """Requests, read units and write units of a row of the docs."""
    row = re.search(rf"^\| {name} \| (\d+) \| (\d+) \| (\d+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    requests, *units = map(int, row.groups())
    return (requests, *(pytest.approx(unit, rel=0.25) for unit in units))


def test_an_entry_costs_what_the_docs_say(dynamodb, clock, logged, record, analyse):
    # GIVEN ten weeks of one session a day, the last ones answered
    logged(70)
    for _ in range(4):
        record()
        analyse()
        clock.turn(days=1)
    # WHEN one more is recorded and answered
    bill = open_bill(dynamodb)
    record()
    recording = (len(bill.requests), bill.read_units, bill.write_units)
    bill.clear()
    analyse()
    answering = (len(bill.requests), bill.read_units, bill.write_units)
    # THEN it costs what operators were told; a unit more or less is a longer sentence
    assert recording == told("recorded")
    assert answering == told("analysed and answered")


def test_an_entry_of_today_costs_the_same_after_years(dynamodb, clock, logged, record, analyse):
    bill = open_bill(dynamodb)

    def costs():
        record()
        analyse()  # the days before, too
        clock.turn(days=1)
        bill.clear()
        record()
        analyse()
        return len(bill.requests), bill.write_units

    logged(60)
    young = costs()
    logged(800, 61)
    assert costs() == young


def test_a_note_that_is_mended_rewrites_no_days(store, dynamodb, clock, workflow, logged, record, analyse, anna):
    # GIVEN an entry of a day with many after it
    logged(120)
    first = record(date=clock.now().date() - timedelta(days=119))
    analyse()
    bill = open_bill(dynamodb)
    # WHEN only what was said about it is mended
    log = Log(store, workflow, clock)
    content = first.model_dump(include=set(ChangeEntry.model_fields))
    log.change(log.athlete(anna), first.id, ChangeEntry.model_validate({**content, "note": "legs fresh"}))
    analyse()
    # THEN it costs about what an entry costs, not its 120 days
    assert bill.write_units < 60
