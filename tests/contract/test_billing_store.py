"""The contract of ``BillingStore``: accounts saved only over what was read, everything else stored once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from backend.aws.dynamo.billing import DynamoBilling
from backend.aws.dynamo.store import DynamoStore
from backend.billing.ports import (
    Account,
    BillingStore,
    Coverage,
    CoverageStatus,
    PaymentRecord,
    PurchaseRecord,
    PurchaseState,
    StripeEvent,
)
from backend.contract import Athlete
from backend.contract.premium import PlanId, PremiumCause, PremiumChange, PremiumState, Price, Rail
from backend.errors import NoConsent
from backend.store.billing import SqlBilling
from backend.store.engine import open_engine
from backend.store.migrate import upgrade
from backend.store.sql import SqlStore
from backend.store.tables import metadata
from tests.fakes.billing import NOON, MemoryAthletes, MemoryBilling
from tests.fakes.cloud import client, make_table
from tests.fakes.dynamo import forbid_scans

EUR = Price(amount=790, currency="EUR")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """One way to keep billing, with its athletes."""

    billing: BillingStore
    add_athlete: Callable[[Athlete], object]
    erase: Callable[[UUID], object]


@contextmanager
def _sqlite(folder: Path) -> Iterator[Kept]:
    engine = open_engine(f"sqlite:///{folder}/billing.db")
    upgrade(engine, tables=metadata)
    store = SqlStore(engine)
    yield Kept(SqlBilling(engine), store.add_athlete, store.erase_athlete)
    engine.dispose()


@contextmanager
def _memory(_: Path) -> Iterator[Kept]:
    athletes = MemoryAthletes()
    billing = MemoryBilling(athletes)
    yield Kept(billing, lambda one: athletes.athletes.update({one.id: one}), billing.erase)


@contextmanager
def _dynamodb(_: Path) -> Iterator[Kept]:
    dynamodb, table = forbid_scans(client("dynamodb")), make_table("BackendTable")
    store = DynamoStore(dynamodb, table)
    yield Kept(DynamoBilling(dynamodb, table), store.add_athlete, store.erase_athlete)


KEPT = {"sqlite": _sqlite, "memory": _memory, "dynamodb": _dynamodb}


@pytest.fixture(params=KEPT)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    with KEPT[request.param](tmp_path) as kept:
        yield kept


@pytest.fixture
def billing(kept: Kept) -> BillingStore:
    return kept.billing


@pytest.fixture
def new_athlete(kept: Kept) -> Callable[[], UUID]:
    def register() -> UUID:
        athlete = Athlete(id=uuid4(), language="en", zone="Europe/Berlin", consented_at=NOON)
        kept.add_athlete(athlete)
        return athlete.id

    return register


@pytest.fixture
def anna(new_athlete) -> UUID:
    return new_athlete()


@pytest.fixture
def ben(new_athlete) -> UUID:
    return new_athlete()


def purchase(athlete_id: UUID, **other) -> PurchaseRecord:
    usual = PurchaseRecord(uuid4(), athlete_id, PlanId.MONTH, Rail.STRIPE_INVOICE, EUR, NOON)
    return replace(usual, **other)


def payment(athlete_id: UUID, charge_id: str = "charge", **other) -> PaymentRecord:
    usual = PaymentRecord(
        charge_id, athlete_id, uuid4(), Rail.TELEGRAM_CARD, PlanId.YEAR, EUR, paid_at=NOON, paid_until=NOON + 365 * DAY
    )
    return replace(usual, **other)


def change(n: int) -> PremiumChange:
    return PremiumChange(at=NOON + n * DAY, state=PremiumState.ACTIVE, cause=PremiumCause.PAID, until=None)


# ---- accounts ----


def test_who_has_none_has_an_empty_one(billing, anna):
    assert billing.account(anna) == Account(anna)
    assert billing.changes(anna, 9) == []


def test_an_account_is_there_as_it_was_saved_one_version_on(billing, anna):
    covered = Coverage(
        "sub_1", Rail.STRIPE_INVOICE, PlanId.YEAR, CoverageStatus.PAID, NOON, EUR, NOON + DAY, renews=True, declined="x"
    )
    account = Account(
        anna,
        customer_id="cus_1",
        covered=(covered, replace(covered, source="b", price=None, paid_until=None)),
        state=PremiumState.ACTIVE,
        cause=PremiumCause.RENEWED,
        until=NOON + timedelta(microseconds=1),
        changed=1,
        look_again_at=NOON + DAY,
    )
    assert billing.save_account(account, change(1))
    assert billing.account(anna) == replace(account, version=1)
    assert billing.changes(anna, 9) == [change(1)]


def test_an_older_look_does_not_overwrite_a_newer_one(billing, anna):
    assert billing.save_account(Account(anna, customer_id="cus_1"), None)
    assert not billing.save_account(Account(anna, customer_id="cus_2", changed=1), change(1))
    assert not billing.save_account(Account(anna, version=2, customer_id="cus_2"), None)
    assert billing.account(anna) == Account(anna, version=1, customer_id="cus_1")
    assert billing.changes(anna, 9) == [], "what was not saved did not change"


def test_of_many_looks_at_once_one_is_saved(kept, billing, anna):
    def save(n: int) -> bool:
        return billing.save_account(Account(anna, customer_id=f"cus_{n}", changed=1), change(1))

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(save, range(8))) == [False] * 7 + [True]
    assert billing.account(anna).version == 1
    assert len(billing.changes(anna, 9)) == 1


def test_of_many_claims_at_once_one_is_heard(billing, anna):
    for n in range(8):
        billing.add_payment(payment(anna, f"charge-{n}"))
    with ThreadPoolExecutor(8) as pool:
        heard = list(pool.map(lambda n: billing.claim_intent("pi_1", f"charge-{n}"), range(8)))
    assert heard.count(True) == 1
    assert billing.payment_of_intent("pi_1").charge_id == f"charge-{heard.index(True)}"


def test_changes_come_newest_first_and_no_more_than_wanted(billing, anna, ben):
    for n in range(1, 12):
        assert billing.save_account(Account(anna, version=n - 1, changed=n), change(n))
    assert billing.changes(anna, 3) == [change(11), change(10), change(9)]
    assert billing.changes(ben, 3) == []


def test_a_customer_leads_to_the_athlete(billing, anna, ben):
    billing.save_account(Account(anna, customer_id="cus_1"), None)
    billing.save_account(Account(ben), None)
    assert billing.athlete_of_customer("cus_1") == anna
    assert billing.athlete_of_customer("cus_2") is None
    billing.save_account(Account(anna, version=1), None)
    assert billing.athlete_of_customer("cus_1") is None


def test_due_is_who_wants_to_be_looked_at_the_earliest_first(billing, new_athlete):
    late, early, later, never = (new_athlete() for _ in range(4))
    wanted = ((late, NOON), (early, NOON - DAY), (later, NOON + MINUTE), (never, None))
    for athlete, at in wanted:
        billing.save_account(Account(athlete, look_again_at=at), None)
    assert billing.due(NOON, 9) == [early, late]
    assert billing.due(NOON, 1) == [early]
    billing.save_account(Account(early, version=1), None)
    assert billing.due(NOON, 9) == [late]


# ---- purchases ----


def test_a_purchase_is_stored_once_and_for_its_athlete(billing, anna, ben):
    first = purchase(anna)
    assert billing.add_purchase(first) == first
    assert billing.add_purchase(replace(first, plan=PlanId.YEAR)) == first
    assert billing.purchase(anna, first.id) == first
    assert billing.purchase(ben, first.id) is None
    mine = replace(first, athlete_id=ben, plan=PlanId.YEAR)
    assert billing.add_purchase(mine) == mine, "whose the same id is, is somebody else's affair"
    assert billing.purchase(anna, first.id) == first


def test_a_purchase_can_be_replaced_and_the_newest_come_first(billing, anna):
    made = [purchase(anna, created_at=NOON + n * MINUTE) for n in (2, 0, 1)]
    for one in made:
        billing.add_purchase(one)
    opened = replace(
        made[0], state=PurchaseState.OPEN, subscription_id="sub_1", invoice_id="in_1", url="https://pay.example/1"
    )
    billing.save_purchase(opened)
    assert billing.purchases(anna, 2) == [opened, made[2]]
    assert billing.purchases(anna, 9)[-1] == made[1]


# ---- payments ----


def test_a_payment_is_stored_once_for_its_charge_whoever_says_it(billing, anna, ben):
    first = payment(anna)
    assert billing.add_payment(first) == first
    assert billing.add_payment(payment(ben, price=Price(amount=1, currency="EUR"))) == first
    assert billing.payment("charge") == first
    assert billing.payment("other") is None
    assert (billing.payments(anna), billing.payments(ben)) == ([first], [])


def test_payments_can_be_replaced_and_the_oldest_come_first(billing, anna):
    for n in (2, 0, 1):
        billing.add_payment(payment(anna, f"charge-{n}", paid_at=NOON + n * DAY))
    seen = replace(billing.payment("charge-0"), verified=True, refunded_at=NOON, disputed=True, flagged="why")
    billing.save_payment(replace(seen, recurring=True, stopped=True, declines=2, provider_charge_id="pi_1"))
    found = billing.payments(anna)
    assert [one.charge_id for one in found] == ["charge-0", "charge-1", "charge-2"]
    assert replace(found[0], recurring=False, stopped=False, declines=0, provider_charge_id="") == seen


def test_a_payment_intent_counts_for_the_first_charge_that_claims_it(billing, anna, ben):
    billing.add_payment(payment(anna, "first"))
    billing.add_payment(payment(ben, "second"))
    assert billing.payment_of_intent("pi_1") is None
    assert billing.claim_intent("pi_1", "first")
    assert billing.claim_intent("pi_1", "first")
    assert not billing.claim_intent("pi_1", "second")
    assert billing.payment_of_intent("pi_1") == billing.payment("first")
    billing.save_payment(replace(billing.payment("first"), verified=True))
    assert not billing.claim_intent("pi_1", "second"), "saving the payment gives nothing free"
    assert billing.claim_intent("pi_2", "second")
    with pytest.raises(NoConsent):
        billing.claim_intent("pi_3", "unheard of")


# ---- events ----


def test_an_event_is_new_once(billing):
    event = StripeEvent("evt_1", "invoice.paid", NOON, {"customer": "cus_1", "invoice": "in_1"})
    assert billing.add_event(event)
    assert not billing.add_event(event)
    assert billing.unfinished_events(NOON, 9) == []
    assert billing.unfinished_events(NOON + MINUTE, 9) == [event]
    billing.finish_event("evt_1", NOON)
    billing.finish_event("evt_1", NOON + DAY)
    billing.finish_event("evt_unheard_of", NOON)
    assert billing.unfinished_events(NOON + MINUTE, 9) == []
    assert not billing.add_event(event), "its id stays"


def test_unfinished_events_come_oldest_first_and_no_more_than_wanted(billing):
    for n in (2, 0, 1):
        billing.add_event(StripeEvent(f"evt_{n}", "invoice.paid", NOON + n * MINUTE))
    assert [one.id for one in billing.unfinished_events(NOON + DAY, 2)] == ["evt_0", "evt_1"]


def test_finished_events_are_forgotten_after_their_time(billing):
    for n in range(3):
        billing.add_event(StripeEvent(f"evt_{n}", "invoice.paid", NOON))
    billing.finish_event("evt_0", NOON)
    billing.finish_event("evt_1", NOON + DAY)
    assert billing.purge_events(NOON + MINUTE, 9) in (0, 1)  # an engine may do it by itself
    assert [one.id for one in billing.unfinished_events(NOON + DAY, 9)] == ["evt_2"]


# ---- who is gone ----


def test_an_erased_athlete_leaves_a_customer_to_delete_and_nothing_else(kept, billing, anna, ben):
    for athlete, customer in ((anna, "cus_1"), (ben, None)):
        billing.save_account(Account(athlete, customer_id=customer, changed=1, look_again_at=NOON), change(1))
        billing.add_purchase(purchase(athlete))
        billing.add_payment(payment(athlete, f"charge of {athlete}"))
    billing.claim_intent("pi_1", f"charge of {anna}")
    kept.erase(anna)
    assert billing.account(anna) == Account(anna)
    assert (billing.changes(anna, 9), billing.purchases(anna, 9), billing.payments(anna)) == ([], [], [])
    assert billing.payment_of_intent("pi_1") is None
    assert billing.athlete_of_customer("cus_1") is None
    assert billing.due(NOON, 9) == [ben]
    assert billing.customers_to_delete(9) == ["cus_1"]
    kept.erase(ben)
    assert billing.customers_to_delete(9) == ["cus_1"], "who never bought anything leaves nothing"
    billing.customer_deleted("cus_1")
    assert billing.customers_to_delete(9) == []


def test_nothing_is_stored_for_who_is_gone(kept, billing, anna):
    bought, paid = billing.add_purchase(purchase(anna)), billing.add_payment(payment(anna))
    kept.erase(anna)
    for store in (
        lambda: billing.save_account(Account(anna), None),
        lambda: billing.add_purchase(purchase(anna)),
        lambda: billing.save_purchase(bought),
        lambda: billing.add_payment(payment(anna, "another")),
        lambda: billing.save_payment(paid),
    ):
        with pytest.raises(NoConsent):
            store()
