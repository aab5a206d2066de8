"""Billing in DynamoDB: what the contract cannot see, which is what lies in the table."""

from datetime import timedelta
from uuid import uuid4

import pytest
from botocore.exceptions import ReadTimeoutError

from backend.aws.dynamo.billing import KEPT
from backend.billing.ports import Account, PaymentRecord, StripeEvent
from backend.contract.premium import PlanId, Price, Rail
from backend.errors import StoreUnavailable
from tests.fakes.billing import NOON
from tests.fakes.cloud import client
from tests.fakes.dynamo import losing_the_answer, meet, raising

EUR = Price(amount=790, currency="EUR")
NO_ANSWER = ReadTimeoutError(endpoint_url="https://dynamodb.invalid")


@pytest.fixture
def everything(table):
    """All items of the table, as somebody sees them who does not believe that something is gone."""
    owner = client("dynamodb")  # who may scan
    return lambda: owner.scan(TableName=table)["Items"]


def payment(athlete_id, charge_id="charge"):
    return PaymentRecord(
        charge_id, athlete_id, uuid4(), Rail.TELEGRAM_CARD, PlanId.MONTH, EUR, NOON, NOON + timedelta(days=30)
    )


def event(n=1):
    return StripeEvent(f"evt_{n}", "invoice.paid", NOON + timedelta(minutes=n), {"customer": "cus_1"})


def buy(billing, athlete_id):
    billing.save_account(Account(athlete_id, customer_id="cus_1", look_again_at=NOON), None)
    billing.add_payment(payment(athlete_id))
    billing.claim_intent("pi_1", "charge")


def test_of_an_erased_athlete_only_the_customer_is_left_and_nothing_leads_to_them(billing, store, anna, everything):
    buy(billing, anna)
    store.erase_athlete(anna)
    [left] = everything()
    assert {name: value["S"] for name, value in left.items() if name != "due_at"} == {
        "pk": "CUSTOMER#cus_1",
        "sk": "OWNER",
        "due": "customer",
    }
    billing.customer_deleted("cus_1")
    assert everything() == []


@pytest.mark.parametrize(
    ("request_", "before"),
    [("UpdateItem", 0), ("PutItem", 0), ("BatchWriteItem", 0), ("BatchWriteItem", 1), ("BatchWriteItem", 2)],
)
def test_erasing_that_stops_anywhere_goes_on_the_next_time(
    billing, store, anna, everything, dynamodb, request_, before
):
    buy(billing, anna)
    mend = meet(dynamodb, request_, raising(NO_ANSWER), first=before)
    with pytest.raises(StoreUnavailable):
        store.erase_athlete(anna)
    assert billing.customers_to_delete(9) == ([] if before == 0 and request_ != "BatchWriteItem" else ["cus_1"])
    mend()
    store.erase_athlete(anna)
    assert [item["pk"]["S"] for item in everything()] == ["CUSTOMER#cus_1"]


def test_a_customer_who_came_back_is_not_forgotten_by_the_deletion_of_before(billing, store, new_athlete):
    anna, ben = new_athlete(), new_athlete()
    buy(billing, anna)
    store.erase_athlete(anna)
    billing.save_account(Account(ben, customer_id="cus_1"), None)
    billing.customer_deleted("cus_1")
    assert billing.athlete_of_customer("cus_1") == ben
    assert billing.customers_to_delete(9) == []


def test_an_event_that_was_dealt_with_says_nothing_of_anybody_and_expires_after_a_month(billing, everything):
    billing.add_event(event())
    billing.finish_event("evt_1", NOON)
    [item] = everything()
    assert "cus_1" not in str(item)
    assert int(item["expires_at"]["N"]) == int((NOON + KEPT).timestamp())
    assert "due" not in item


def test_an_event_whose_answer_was_lost_is_new_all_the_same(billing, dynamodb):
    meet(dynamodb, "TransactWriteItems", losing_the_answer, last=1)
    assert billing.add_event(event())
    assert not billing.add_event(event())


def test_a_payment_whose_answer_was_lost_is_stored_once(billing, anna, dynamodb):
    meet(dynamodb, "TransactWriteItems", losing_the_answer, last=1)
    assert billing.add_payment(payment(anna)) == billing.payment("charge")
    assert len(billing.payments(anna)) == 1


def test_an_account_whose_answer_was_lost_is_saved(billing, anna, dynamodb):
    meet(dynamodb, "TransactWriteItems", losing_the_answer, last=1)
    assert billing.save_account(Account(anna), None)
    assert billing.account(anna).version == 1


def test_a_table_that_does_not_answer_is_said_to_be_unavailable(billing, anna, dynamodb):
    meet(dynamodb, "GetItem", raising(NO_ANSWER))
    with pytest.raises(StoreUnavailable):
        billing.account(anna)
