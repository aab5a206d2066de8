"""Days that do not fit into one transaction, and what somebody else changes between reading and writing."""

from datetime import date, timedelta

import pytest

from backend.errors import StoreUnavailable
from backend.ports import Feedback, StoredDay
from backend.training.load import Averages, Day
from tests.fakes.cloud import client
from tests.fakes.dynamo import aws_error, meet, open_bill

SUNDAY = date(2026, 11, 22)
FIRST = SUNDAY - timedelta(days=249)


def days(count: int, load: float = 420.0) -> list[StoredDay]:
    dates = [FIRST + timedelta(days=n) for n in range(count)]
    return [StoredDay(Day(on, load, True, 1, 60), Averages(on, 1.5, None, 2.25, 60.0)) for on in dates]


def test_days_are_marked_stale_until_the_last_is_saved(store, dynamodb, anna, run):
    # GIVEN a true history of 250 days, and another one that stops in its second transaction of three
    store.add_entry(anna, run(date=FIRST))
    store.save_days(anna, FIRST, days(250), revision=1)
    over = meet(dynamodb, "TransactWriteItems", aws_error("InternalServerError", 500), first=1)
    with pytest.raises(StoreUnavailable):
        store.save_days(anna, FIRST, days(250, 1.0), revision=1)
    over()
    # THEN nobody trusts them
    assert store.history(anna).stale_from == FIRST
    # WHEN it is done again, THEN they are what they should be
    assert store.save_days(anna, FIRST, days(250, 1.0), revision=1)
    assert store.days_between(anna, FIRST, SUNDAY) == days(250, 1.0)
    assert store.history(anna).stale_from is None


def test_a_change_on_the_way_stops_the_rest(store, dynamodb, anna, run):
    store.add_entry(anna, run(date=FIRST))
    changed = []

    def change_in_between(request):
        if not changed:
            changed.append(True)
            store.add_entry(anna, run(date=SUNDAY))

    meet(dynamodb, "TransactWriteItems", change_in_between, first=1, last=2)
    assert not store.save_days(anna, FIRST, days(250), revision=1)
    assert store.history(anna).stale_from == FIRST


def test_days_that_are_so_already_are_not_written_again(store, dynamodb, anna, run):
    store.add_entry(anna, run(date=FIRST))
    store.save_days(anna, FIRST, days(250), revision=1)
    bill = open_bill(dynamodb)
    assert store.save_days(anna, FIRST, days(250), revision=1)
    assert bill.requests.count("TransactWriteItems") == 1
    assert bill.write_units <= 2


def test_removed_entries_are_settled_with_the_days_however_many(store, clock, anna, run):
    entries = [run() for _ in range(120)]
    for entry in entries:
        store.add_entry(anna, entry)
        store.replace_entry(anna, entry.model_copy(update={"revision": 2, "removed": True}), stale_from=SUNDAY)
    clock.turn(minutes=1)
    assert len(store.unfinished(clock.now(), 200)) == 120
    assert store.save_days(anna, SUNDAY, [], revision=240)
    assert store.unfinished(clock.now(), 200) == []
    clock.turn(days=1)
    assert store.purge_removed(clock.now(), 200) == 120


def test_an_index_that_lags_finds_nothing_that_is_done(store, dynamodb, clock, anna, run, table):
    # GIVEN an entry that has its feedback, and an index that still lists it
    entry, waiting = run(), run()
    store.add_entry(anna, entry)
    store.add_entry(anna, waiting)
    clock.turn(minutes=1)
    listed = client("dynamodb").query(
        TableName=table,
        IndexName="by_due",
        KeyConditionExpression="due = :due",
        ExpressionAttributeValues={":due": {"S": "analysis"}},
    )["Items"]
    store.save_feedback(anna, Feedback(entry.id, 1, "A run.", [], [], clock.now()))

    def lag(parsed, **_):
        if parsed["Items"] and "due" in parsed["Items"][0]:
            parsed["Items"] = listed

    dynamodb.meta.events.register("after-call.dynamodb.Query", lag)
    assert [one.id for _, one in store.unfinished(clock.now(), 10)] == [waiting.id]


def test_an_index_that_has_an_entry_twice_counts_it_once(store, dynamodb, clock, anna, run, table):
    # GIVEN a removed entry that the index still lists as waiting for its days, and already to be emptied
    entry = run()
    store.add_entry(anna, entry)
    store.replace_entry(anna, entry.model_copy(update={"revision": 2, "removed": True}), stale_from=SUNDAY)
    clock.turn(days=1)

    def lag(parsed, **_):
        where = {"pk": {"S": f"A#{anna}"}, "sk": {"S": f"E#{entry.id}"}}
        parsed["Items"] = [{**where, "due": {"S": "emptying"}, "due_at": {"S": "2026-11-22"}}]

    dynamodb.meta.events.register("after-call.dynamodb.Query", lag)
    assert [one.id for _, one in store.unfinished(clock.now(), 10)] == [entry.id]
    assert store.purge_removed(clock.now(), 10) == 1


def test_what_is_put_back_while_it_is_emptied_stays(store, dynamodb, clock, anna, run):
    entry = run()
    store.add_entry(anna, entry)
    store.replace_entry(anna, entry.model_copy(update={"revision": 2, "removed": True}), stale_from=SUNDAY)
    clock.turn(days=1)
    back = entry.model_copy(update={"revision": 3})

    def put_back(request):
        store.replace_entry(anna, back, stale_from=SUNDAY)

    meet(dynamodb, "TransactWriteItems", put_back, last=1)
    assert store.purge_removed(clock.now(), 10) == 0
    assert store.entry(anna, entry.id) == back


def first_meets(dynamodb, rival):
    """Somebody is quicker than the next transaction."""
    meet(dynamodb, "TransactWriteItems", lambda _: rival() and None, last=1)


def test_days_of_an_older_revision_are_not_saved_by_who_is_slower(store, dynamodb, anna, run):
    store.add_entry(anna, run(date=FIRST))
    first_meets(dynamodb, lambda: store.add_entry(anna, run(date=FIRST)))
    assert not store.save_days(anna, FIRST, days(1), revision=1)
    assert store.days_between(anna, FIRST, SUNDAY) == []
    assert store.history(anna).stale_from == FIRST


def test_a_change_is_not_undone_by_feedback_on_what_was_before(store, dynamodb, clock, anna, run):
    entry = run()
    store.add_entry(anna, entry)
    changed = entry.model_copy(update={"revision": 2, "minutes": 70})
    first_meets(dynamodb, lambda: store.replace_entry(anna, changed, stale_from=SUNDAY))
    assert store.save_feedback(anna, Feedback(entry.id, 1, "A run.", [], [], clock.now()))
    assert store.entry(anna, entry.id) == changed
    clock.turn(minutes=1)
    assert [one for _, one in store.unfinished(clock.now(), 10)] == [changed]


def test_what_is_emptied_while_it_is_put_back_stays_empty(store, dynamodb, clock, anna, run):
    entry = run()
    store.add_entry(anna, entry)
    store.replace_entry(anna, entry.model_copy(update={"revision": 2, "removed": True}), stale_from=SUNDAY)
    clock.turn(days=1)
    first_meets(dynamodb, lambda: store.purge_removed(clock.now(), 10))
    assert not store.replace_entry(anna, entry.model_copy(update={"revision": 3}), stale_from=SUNDAY)
    assert store.entry(anna, entry.id).minutes is None
