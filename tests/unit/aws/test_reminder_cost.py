"""What check-ins and reminders cost in the table, and that only who is due costs: ``docs/aws.md`` says the numbers."""

from datetime import time, timedelta
from uuid import UUID, uuid4

import pytest

from backend.api.check_ins import Diary
from backend.aws.dynamo import keys
from backend.aws.dynamo.items import typed
from backend.aws.dynamo.records import Profile
from backend.aws.dynamo.table import parts
from backend.contract import Athlete, CheckInItems, Reminders
from backend.ports import DueKind
from backend.reminders.plan import plan
from tests.fakes.cloud import client
from tests.fakes.dynamo import open_bill
from tests.unit.aws.test_dynamo_cost import told

BERLIN = "Europe/Berlin"
AT_ONE = Reminders(check_in=(time(13),) * 7)
"""Noon is one o'clock in Berlin."""
DUE = 50


@pytest.fixture
def crowd(clock, table):
    """Store so many athletes with a check-in a day, of whom ``DUE`` are due now, the others within the next day."""

    def store(athletes: int) -> None:
        now = clock.now()
        dues = [plan(AT_ONE, BERLIN, now - timedelta(minutes=1))[DueKind.CHECK_IN]] * DUE
        dues += [now + timedelta(seconds=60 + 86_000 * n / athletes) for n in range(athletes - DUE)]
        requests = [
            {"PutRequest": {"Item": typed(item)}} for due in dues for item in _stored(uuid4(), keys.instant(due), now)
        ]
        raw = client("dynamodb")
        for some in parts(requests, 25):
            raw.batch_write_item(RequestItems={table: some})

    return store


def _stored(athlete_id: UUID, due_at: str, now):
    athlete = Athlete(id=athlete_id, language="en", zone=BERLIN, consented_at=now)
    pk = keys.athlete_pk(athlete_id)
    yield Profile(athlete, revision=0, stale_from=None, entries=0).item()
    yield {"pk": pk, "sk": keys.REMINDERS, "data": AT_ONE.model_dump_json()}
    yield {
        "pk": pk,
        "sk": keys.reminder_sk(DueKind.CHECK_IN.value),
        "due": keys.reminder_due(athlete_id),
        "due_at": due_at,
    }


@pytest.fixture
def bill(dynamodb):
    return open_bill(dynamodb)


@pytest.mark.parametrize("athletes", [100, 10_000])
def test_who_is_due_costs_the_same_among_a_hundred_and_among_ten_thousand(athletes, crowd, tick, unpaced, bill):
    # GIVEN an empty table's tick, and 50 of so many athletes who are due
    assert tick()["reminded"] == 0
    assert (len(bill.requests), bill.read_units, bill.write_units) == told("minute in which nothing is due")
    idle = len(bill.requests), bill.read_units
    crowd(athletes)
    bill.clear()
    # WHEN they are asked, THEN each costs what operators were told, however many are not due
    assert tick()["reminded"] == DUE
    asked = [(len(bill.requests) - idle[0]) / DUE, (bill.read_units - idle[1]) / DUE, bill.write_units / DUE]
    assert (round(asked[0]), *asked[1:]) == told("check-in asked for")


def test_looking_for_what_a_wrong_clock_left_costs_a_look_into_each_part(crowd, clock, tick, bill):
    # GIVEN athletes who are due within the next day, and who are due now asked
    crowd(100)
    clock.turn(minutes=5)
    tick()
    bill.clear()
    # WHEN it is that minute of ten, THEN nobody's due is read for it
    assert tick()["reminded"] == 0
    assert (len(bill.requests), bill.read_units, bill.write_units) == told("one in ten, that looks for strays, too")


def test_a_check_in_costs_what_the_docs_say(store, check_ins, agenda, clock, anna, check_in, bill):
    # GIVEN four weeks of check-ins
    today = clock.now().date()
    for n in range(1, 29):
        check_ins.save_check_in(anna, check_in(today - timedelta(days=n)))
    diary = Diary(store, check_ins, agenda, clock)
    said = CheckInItems.model_validate(check_in().model_dump(include=set(CheckInItems.model_fields)))
    bill.clear()
    # WHEN today's is said, as the API takes it
    diary.check_in(store.athlete(anna), today, said)
    assert (len(bill.requests), bill.read_units, bill.write_units) == told("check-in answered")
