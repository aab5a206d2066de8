"""What goes wrong between us and Stripe: nothing is made twice, and nothing of it is told to anybody."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from stripe._api_version import _ApiVersion  # the version that the library's types were made from

from backend.billing import stripe_reading
from backend.billing.plans import read_plans
from backend.billing.ports import CoverageStatus
from backend.billing.setup import set_up
from backend.billing.stripe_client import API_VERSION
from backend.billing.stripe_gateway import StripeGateway
from backend.contract.premium import PlanId, Price
from backend.errors import NotForSale, StripeUnavailable
from sandbox.stripe import ApiFault
from tests.contract.stripe_worlds import EUR, KEY, SandboxWorld, purchase

GOOD = "4242424242424242"


@pytest.fixture(scope="module")
def world() -> Iterator[SandboxWorld]:
    world = SandboxWorld()
    yield world
    world.close()


@pytest.fixture(autouse=True)
def no_trouble_left(world: SandboxWorld) -> Iterator[None]:
    yield
    world.local.api.faults.clear()


def gateway(world: SandboxWorld, **options: Any) -> StripeGateway:
    return StripeGateway(KEY, world.url, **{"retries": 0, **options})


def test_the_api_version_is_the_librarys() -> None:
    assert _ApiVersion.CURRENT == API_VERSION, "read the changelog of docs.stripe.com, then move both"


# ---- trouble ----


@pytest.mark.parametrize(
    ("fault", "logged"),
    [
        (ApiFault(status=500, times=9), "stripe_unavailable: APIError 500"),
        (ApiFault(status=429, times=9), "stripe_unavailable: RateLimitError 429"),
        (ApiFault(drop=True, times=9), "stripe_unavailable: APIConnectionError"),
    ],
    ids=["500", "429", "dropped"],
)
def test_stripe_in_trouble_is_unavailable(
    world: SandboxWorld, fault: ApiFault, logged: str, caplog: pytest.LogCaptureFixture
) -> None:
    world.local.api.faults.append(fault)
    with pytest.raises(StripeUnavailable) as trouble:
        gateway(world).customer(uuid4(), "en")
    assert trouble.value.__cause__ is None
    assert trouble.value.__context__ is None, "it would carry what was sent"
    assert logged in caplog.text


def test_a_slow_stripe_is_not_waited_for(world: SandboxWorld) -> None:
    world.local.api.faults.append(ApiFault(latency_seconds=5, status=500))
    with pytest.raises(StripeUnavailable):
        gateway(world, timeout=(0.2, 0.1)).coverages("cus_1")


def test_a_stripe_that_is_not_there_is_unavailable() -> None:
    with socket.socket() as probe:  # bound, and nobody listens
        probe.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(StripeUnavailable):
            StripeGateway(KEY, nobody, retries=0).coverages("cus_1")


def test_a_passing_trouble_is_tried_again(world: SandboxWorld) -> None:
    world.local.api.faults.append(ApiFault(status=500, times=1))
    assert gateway(world, retries=1).customer(uuid4(), "en").startswith("cus_")


def test_a_wrong_key_is_the_operators_trouble(world: SandboxWorld, caplog: pytest.LogCaptureFixture) -> None:
    refused = StripeGateway("sk_live_not_here", world.url, retries=0)
    with pytest.raises(StripeUnavailable):
        refused.customer(uuid4(), "en")
    assert "stripe_refuses_the_key: 401" in caplog.text
    assert caplog.records[-1].levelno == logging.ERROR


def test_no_key_no_address_and_no_card_is_in_any_log_or_error(
    world: SandboxWorld, caplog: pytest.LogCaptureFixture
) -> None:
    # GIVEN a program that logs everything it can
    caplog.set_level(logging.DEBUG)
    secret = "sk_test_top_secret"
    mine = StripeGateway(secret, world.url, retries=0)
    # WHEN somebody with an e-mail address buys, pays, and Stripe refuses one thing and fails at another
    customer = mine.customer(uuid4(), "en")
    world.dashboard.customers.update(customer, {"email": "jo@example.org", "name": "Jo Doe"})
    invoice = mine.subscribe(customer, purchase())
    world.pays(invoice.invoice_id, GOOD)
    mine.coverages(customer)
    errors = []
    for trouble in (
        lambda: mine.charge_saved_card(customer, "pm_jo@example.org", EUR[PlanId.MONTH], "key"),
        lambda: mine.refund("pi_jo@example.org", "key-2"),
        lambda: StripeGateway("sk_live_top_secret", world.url, retries=0).coverages(customer),
    ):
        with pytest.raises(StripeUnavailable) as error:
            trouble()
        errors.append(repr(error.value.args))
    # THEN neither is anywhere to be read
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith(("backend", "stripe")))
    assert "stripe_refused" in ours
    told = ours + "".join(errors)
    for private in ("top_secret", "jo@", "Jo Doe", "4242", customer):
        assert private not in told


def test_an_answer_of_another_shape_is_named_by_its_fields_only(
    world: SandboxWorld, caplog: pytest.LogCaptureFixture
) -> None:
    customer = world.gateway.customer(uuid4(), "en")
    invoice = world.gateway.subscribe(customer, purchase())
    subscription = world.local.objects.get("subscription", invoice.subscription_id)
    subscription["pause_collection"] = "jo@doe"
    with pytest.raises(StripeUnavailable):
        world.gateway.coverages(customer)
    assert "stripe_answer_not_understood: pause_collection in Subscription" in caplog.text
    assert "jo@doe" not in caplog.text


# ---- once ----


@pytest.mark.parametrize("drop", [False, True], ids=["error", "dropped"])
@pytest.mark.parametrize("path", ["/v1/customers", "/v1/subscriptions"])
def test_an_answer_that_was_lost_makes_nothing_twice(world: SandboxWorld, path: str, drop: bool) -> None:
    # GIVEN an answer that gets lost after it took effect
    bought = purchase()
    if path != "/v1/customers":
        world.gateway.customer(bought.athlete_id, "en")
    world.local.api.faults.append(ApiFault(path=path, method="POST", drop=drop, takes_effect=True))
    # WHEN the same is asked for again
    with pytest.raises(StripeUnavailable):
        world.gateway.subscribe(world.gateway.customer(bought.athlete_id, "en"), bought)
    customer = world.gateway.customer(bought.athlete_id, "en")
    world.gateway.subscribe(customer, bought)
    # THEN there is one of it
    athlete = str(bought.athlete_id)
    everyone = list(world.dashboard.customers.list({"limit": 100}).auto_paging_iter())
    assert [one.id for one in everyone if one.metadata and one.metadata.to_dict().get("athlete_id") == athlete] == [
        customer
    ]
    assert len(world.gateway.coverages(customer)) == 1


@pytest.mark.parametrize("drop", [False, True], ids=["error", "dropped"])
def test_a_card_is_charged_once_though_the_answer_was_lost(world: SandboxWorld, drop: bool) -> None:
    paid = world.gateway.payment(world.paid_in_chat(EUR[PlanId.MONTH], GOOD, save=True))
    assert paid is not None
    assert paid.customer_id is not None
    assert paid.payment_method_id is not None
    key = f"renewal:{uuid4()}"
    world.local.api.faults.append(ApiFault(path="/v1/payment_intents", method="POST", drop=drop, takes_effect=True))
    with pytest.raises(StripeUnavailable):
        world.gateway.charge_saved_card(paid.customer_id, paid.payment_method_id, paid.price, key)
    again = world.gateway.charge_saved_card(paid.customer_id, paid.payment_method_id, paid.price, key)
    assert again.status == "succeeded"
    charges = world.dashboard.charges.list({"customer": paid.customer_id})
    assert len(charges.data) == 2


def test_a_card_is_charged_once_though_stripe_has_forgotten_the_key(world: SandboxWorld) -> None:
    # GIVEN a renewal whose answer was lost, and nobody there until Stripe forgot the key, after a day
    paid = world.gateway.payment(world.paid_in_chat(EUR[PlanId.MONTH], GOOD, save=True))
    assert paid is not None
    assert paid.customer_id is not None
    assert paid.payment_method_id is not None
    key = f"renewal:{uuid4()}"
    first = world.gateway.charge_saved_card(paid.customer_id, paid.payment_method_id, paid.price, key)
    world.there(world.local.api.answers.kept.clear)
    # WHEN it is made again
    again = world.gateway.charge_saved_card(paid.customer_id, paid.payment_method_id, paid.price, key)
    # THEN it is the same payment
    assert again.id == first.id
    assert len(world.dashboard.charges.list({"customer": paid.customer_id}).data) == 2


def test_any_number_of_threads_may_ask_at_once(world: SandboxWorld) -> None:
    athletes = [uuid4() for _ in range(8)]
    start = threading.Barrier(16)

    def ask(number: int) -> tuple[int, str]:
        start.wait(timeout=20)
        return number % 8, world.gateway.customer(athletes[number % 8], "en")

    # The two that ask for the same athlete at once may be told to wait, which the library does.
    patient = StripeGateway(KEY, world.url)
    world_gateway, world.gateway = world.gateway, patient
    try:
        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(ask, range(16)))
    finally:
        world.gateway = world_gateway
    assert len(set(answers)) == 8


# ---- what is sold ----


def test_nothing_is_sold_at_a_price_that_stripe_does_not_have(
    world: SandboxWorld, caplog: pytest.LogCaptureFixture
) -> None:
    customer = world.gateway.customer(uuid4(), "en")
    for price in (Price(amount=791, currency="EUR"), Price(amount=790, currency="SEK")):
        with pytest.raises(NotForSale):
            world.gateway.subscribe(customer, purchase(price=price))
    assert "ai-tracker stripe setup" in caplog.text
    assert world.gateway.coverages(customer) == ()


def test_all_pages_of_a_long_life_are_read(world: SandboxWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    customer = world.gateway.customer(uuid4(), "en")
    invoices = [world.gateway.subscribe(customer, purchase()) for _ in range(3)]
    for invoice in invoices[:2]:
        world.pays(invoice.invoice_id, GOOD)
    whole = sorted(world.gateway.coverages(customer), key=lambda one: one.source)
    monkeypatch.setattr(stripe_reading, "PAGE", 1)
    assert sorted(world.gateway.coverages(customer), key=lambda one: one.source) == whole
    assert [one.status for one in whole].count(CoverageStatus.PAID) == 2
    assert len(world.gateway.receipts(customer, 9)) == 2


def test_what_the_portal_cancelled_by_a_date_goes_on_again(world: SandboxWorld) -> None:
    # GIVEN a subscription that Stripe's portal ends by a date, as it does in flexible billing mode
    customer = world.gateway.customer(uuid4(), "en")
    invoice = world.gateway.subscribe(customer, purchase())
    world.pays(invoice.invoice_id, GOOD)
    subscription = world.local.objects.get("subscription", invoice.subscription_id)
    subscription["cancel_at"] = subscription["items"]["data"][0]["current_period_end"]
    [coverage] = world.gateway.coverages(customer)
    assert not coverage.renews
    # WHEN it is to go on
    asked = asked_of(world, lambda: world.gateway.set_renewal(invoice.subscription_id, True))
    # THEN the date is what is taken back
    assert asked == [("POST", f"/v1/subscriptions/{invoice.subscription_id}", {"cancel_at": ""})]


def test_what_is_ended_while_its_renewal_is_being_prepared_is_not_charged(world: SandboxWorld) -> None:
    # GIVEN a subscription whose renewal Stripe has drafted, as for an hour before it takes the money
    customer = world.gateway.customer(uuid4(), "en")
    invoice = world.gateway.subscribe(customer, purchase())
    world.pays(invoice.invoice_id, GOOD)
    [coverage] = world.gateway.coverages(customer)
    assert coverage.paid_until is not None
    world.passes((coverage.paid_until - world.now()) / timedelta(days=1) + 0.01)

    def statuses() -> list[str]:
        return sorted(one["status"] for one in world.local.objects.all("invoice", customer=customer))

    assert statuses() == ["draft", "paid"]
    # WHEN it is ended
    world.gateway.cancel_now(invoice.subscription_id)
    # THEN nothing of it can be collected or paid any more
    assert statuses() == ["paid", "void"]


def asked_of(world: SandboxWorld, act: Callable[[], object]) -> list[tuple[str, str, dict[str, object]]]:
    """What is sent to change something, whatever becomes of it."""
    sent: list[tuple[str, str, dict[str, object]]] = []
    service = world.gateway._stripe.subscriptions
    original = service.update

    def update(id_: str, params: dict[str, object]) -> None:
        sent.append(("POST", f"/v1/subscriptions/{id_}", params))

    service.update = update  # type: ignore[method-assign, assignment]  # the sandbox's Stripe has no cancel_at
    try:
        act()
    finally:
        service.update = original  # type: ignore[method-assign]
    return sent


# ---- setting up ----


def test_setting_up_twice_makes_everything_once(world: SandboxWorld) -> None:
    url = "https://bot.example.org/v1/stripe/webhook"
    first = set_up(KEY, read_plans(), url, world.url)
    second = set_up(KEY, read_plans(), url, world.url)
    assert first.made == [f"webhook {url}"], "the world was set up without a webhook before"
    assert first.webhook_secret is not None
    assert first.webhook_secret.startswith("whsec_")
    assert (second.made, second.webhook_secret) == ([], None)
    assert len(second.kept) == 11
    known = [one for one in world.dashboard.webhook_endpoints.list().data if one.url == url]
    assert len(known) == 1
    assert known[0].api_version == API_VERSION
    assert "invoice.created" not in known[0].enabled_events, "Stripe would hold renewals back for its answer"


def test_a_new_price_takes_the_old_ones_name_and_leaves_its_subscribers(world: SandboxWorld) -> None:
    customer = world.gateway.customer(uuid4(), "en")
    old = world.gateway.subscribe(customer, purchase(price=Price(amount=790, currency="CHF")))
    world.pays(old.invoice_id, GOOD)
    plans = read_plans()
    dearer = plans.model_copy(
        update={"month": plans.month.model_copy(update={"prices": {**plans.month.prices, "CHF": 990}})}
    )
    assert set_up(KEY, dearer, None, world.url).made == ["price ai-tracker_month_CHF 990"]
    with pytest.raises(NotForSale):
        world.gateway.subscribe(customer, purchase(price=Price(amount=790, currency="CHF")))
    assert world.gateway.subscribe(customer, purchase(price=Price(amount=990, currency="CHF"))).url
    prices = {one.source: one.price for one in world.gateway.coverages(customer)}
    assert prices[old.subscription_id] == Price(amount=790, currency="CHF")


def test_what_the_operator_switched_off_is_switched_on_again(world: SandboxWorld) -> None:
    url = "https://other.example.org/v1/stripe/webhook"
    set_up(KEY, read_plans(), url, world.url)
    [endpoint] = [one for one in world.dashboard.webhook_endpoints.list().data if one.url == url]
    world.dashboard.webhook_endpoints.update(endpoint.id, {"enabled_events": ["invoice.paid"], "disabled": True})
    world.dashboard.products.update("ai-tracker-premium", {"active": False})
    [portal] = world.dashboard.billing_portal.configurations.list({"active": True}).data
    world.dashboard.billing_portal.configurations.update(portal.id, {"metadata": {"version": "0"}})

    made = set_up(KEY, read_plans(), url, world.url).made

    assert made == [
        "product ai-tracker-premium, which was archived",
        "portal (card, receipts, cancelling at the period's end), in place of an older one",
        f"webhook {url}, brought up to date",
    ]
    assert set_up(KEY, read_plans(), url, world.url).made == []
    [endpoint] = [one for one in world.dashboard.webhook_endpoints.list().data if one.url == url]
    assert endpoint.status == "enabled"
    assert "charge.dispute.created" in endpoint.enabled_events


def test_a_setup_that_was_cut_off_is_finished_by_the_next(world: SandboxWorld) -> None:
    plans = read_plans()
    more = plans.model_copy(
        update={"year": plans.year.model_copy(update={"prices": {**plans.year.prices, "SEK": 79000, "NOK": 79000}})}
    )
    world.local.api.faults.append(ApiFault(path="/v1/prices", method="POST", takes_effect=True, times=3))
    with pytest.raises(StripeUnavailable):
        set_up(KEY, more, None, world.url)
    world.local.api.faults.clear()
    assert "price ai-tracker_year_NOK 79000" in set_up(KEY, more, None, world.url).made
    assert set_up(KEY, more, None, world.url).made == []
