"""What DynamoDB's troubles become: waiting, trying again, or StoreUnavailable; a mistake of ours stays one."""

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError, ReadTimeoutError

from backend.aws.dynamo import table as table_module
from backend.aws.dynamo.store import DynamoStore
from backend.errors import StoreUnavailable
from tests.fakes.cloud import client
from tests.fakes.dynamo import aws_error, losing_the_answer, meet, open_bill, raising

ENDPOINT = "https://dynamodb.invalid"


def cancelled(*reasons):
    return aws_error("TransactionCanceledException", CancellationReasons=[{"Code": reason} for reason in reasons])


@pytest.fixture
def no_pauses(monkeypatch):
    monkeypatch.setattr(table_module, "_FIRST_PAUSE_SECONDS", 0.0)


@pytest.mark.parametrize(
    "trouble",
    [
        aws_error("ThrottlingException"),
        aws_error("ProvisionedThroughputExceededException"),
        aws_error("RequestLimitExceeded"),
        aws_error("InternalServerError", 500),
        aws_error("ServiceUnavailable", 503),
        raising(EndpointConnectionError(endpoint_url=ENDPOINT)),
        raising(ConnectionClosedError(endpoint_url=ENDPOINT)),
        raising(ReadTimeoutError(endpoint_url=ENDPOINT)),
    ],
)
def test_not_just_now_is_store_unavailable(store, dynamodb, anna, trouble):
    # GIVEN trouble that outlasts the client's patience
    over = meet(dynamodb, "GetItem", trouble)
    with pytest.raises(StoreUnavailable):
        store.athlete(anna)
    # WHEN it is over, THEN the same call works
    over()
    assert store.athlete(anna).id == anna


@pytest.mark.parametrize(
    ("operation", "call"),
    [
        ("Query", lambda store, anna, run: store.latest_feedback(anna, 3)),
        ("TransactWriteItems", lambda store, anna, run: store.add_entry(anna, run())),
        ("BatchGetItem", lambda store, anna, run: store.add_entry(anna, run())),
        ("UpdateItem", lambda store, anna, run: store.erase_athlete(anna)),
        ("BatchWriteItem", lambda store, anna, run: store.erase_athlete(anna)),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_whatever_was_asked_for(store, dynamodb, anna, run, operation, call):
    over = meet(dynamodb, operation, aws_error("InternalServerError", 500))
    with pytest.raises(StoreUnavailable):
        call(store, anna, run)
    over()
    call(store, anna, run)


def test_nobody_listening_is_store_unavailable(anna, table):
    nobody = client("dynamodb", "http://127.0.0.1:1")
    with pytest.raises(StoreUnavailable):
        DynamoStore(nobody, table).athlete(anna)


def test_a_mistake_of_ours_stays_what_it_is(anna, dynamodb):
    with pytest.raises(ClientError, match="ResourceNotFound"):
        DynamoStore(dynamodb, "no-such-table").athlete(anna)


def test_a_transaction_that_is_wrong_stays_what_it_is(store, dynamodb, anna, run):
    meet(dynamodb, "TransactWriteItems", cancelled("None", "ValidationError"), last=1)
    with pytest.raises(ClientError, match="TransactionCanceled"):
        store.add_entry(anna, run())


def test_a_throttled_transaction_is_store_unavailable(store, dynamodb, anna, run):
    meet(dynamodb, "TransactWriteItems", cancelled("ThrottlingError", "None"), last=1)
    with pytest.raises(StoreUnavailable):
        store.add_entry(anna, run())


def test_who_meets_a_rival_tries_again(store, dynamodb, anna, run, no_pauses):
    meet(dynamodb, "TransactWriteItems", cancelled("TransactionConflict", "None"), last=3)
    entry = run()
    assert store.add_entry(anna, entry) == (entry, True)
    assert store.history(anna).revision == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda store, anna, entry: store.replace_entry(
            anna, entry.model_copy(update={"revision": 2}), stale_from=entry.date
        ),
        lambda store, anna, entry: store.save_days(anna, entry.date, [], revision=1),
    ],
)
def test_a_rival_is_no_reason_to_say_that_something_changed(store, dynamodb, anna, run, no_pauses, call):
    entry = run()
    store.add_entry(anna, entry)
    meet(dynamodb, "TransactWriteItems", cancelled("TransactionConflict", "None"), last=2)
    assert call(store, anna, entry)


def test_settings_wait_for_a_rival_too(store, dynamodb, anna, no_pauses):
    meet(dynamodb, "UpdateItem", aws_error("TransactionConflictException"), last=2)
    changed = store.athlete(anna).model_copy(update={"zone": "Asia/Tokyo"})
    assert store.change_athlete(changed) == changed == store.athlete(anna)


def test_rivals_without_end_are_store_unavailable(store, dynamodb, anna, run, no_pauses):
    meet(dynamodb, "TransactWriteItems", cancelled("TransactionConflict", "None"))
    with pytest.raises(StoreUnavailable):
        store.add_entry(anna, run())


def test_an_answer_that_was_lost_does_not_store_twice(store, dynamodb, anna, run):
    # GIVEN a transaction that is done, and whose answer gets lost: the client sends it again
    bill, entry = open_bill(dynamodb), run()
    meet(dynamodb, "TransactWriteItems", losing_the_answer, last=1)
    # WHEN it is stored, THEN it is, and new
    assert store.add_entry(anna, entry) == (entry, True)
    assert store.history(anna).revision == 1
    assert store.entries_page(anna, None, 5).total == 1
    assert bill.requests.count("TransactWriteItems") == 1


def test_what_dynamodb_left_out_is_asked_for_again(store, dynamodb, anna, run):
    entry = run()
    store.add_entry(anna, entry)
    bill = open_bill(dynamodb)
    cut = []

    def leave_one_out(parsed, **_):
        if not cut:
            (name, items), *_ = parsed["Responses"].items()
            cut.append(items.pop())
            key = {attribute: cut[0][attribute] for attribute in ("pk", "sk")}
            parsed["UnprocessedKeys"] = {name: {"Keys": [key], "ConsistentRead": True}}

    dynamodb.meta.events.register("after-call.dynamodb.BatchGetItem", leave_one_out)
    assert store.add_entry(anna, entry) == (entry, False)
    assert bill.requests == ["BatchGetItem", "BatchGetItem"]


def test_what_dynamodb_did_not_delete_is_deleted_again(store, dynamodb, table, anna, run):
    for _ in range(30):
        store.add_entry(anna, run())
    held_back = []

    def hold_back(params, **_):
        if not held_back:
            (deletes,) = params["RequestItems"].values()
            held_back.append(deletes.pop())

    def own_up(parsed, **_):
        if len(held_back) == 1:
            parsed["UnprocessedItems"] = {table: [held_back[0]]}
            held_back.append(None)

    dynamodb.meta.events.register("provide-client-params.dynamodb.BatchWriteItem", hold_back)
    dynamodb.meta.events.register("after-call.dynamodb.BatchWriteItem", own_up)
    assert store.erase_athlete(anna).entries == 30
    assert client("dynamodb").scan(TableName=table)["Items"] == []


def test_a_scan_would_be_noticed(dynamodb, table):
    # GIVEN the client that the contract suite and these tests give the store
    with pytest.raises(AssertionError, match="Scan"):
        dynamodb.scan(TableName=table)
