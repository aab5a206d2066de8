"""Stripe's webhook as API Gateway calls it: what Stripe hears, what is stored, and in which order."""

import base64
import json
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from backend.billing.ports import StripeEvent
from backend.billing.webhook import LARGEST_EVENT_BYTES, answer, read_event, subject_of
from backend.errors import StoreUnavailable, StripeUnavailable
from tests.unit.test_imports import modules_after

NOW = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)
SECRET = "whsec_here"


def event(type_: str = "invoice.paid", id_: str = "evt_1", **subject: object) -> dict[str, Any]:
    found = {"id": "in_1", "object": "invoice", "customer": "cus_1", "amount_paid": 790, **subject}
    return {"id": id_, "object": "event", "type": type_, "data": {"object": found}}


class World:
    """A store and a hand that deals with events; both can be made to fail."""

    def __init__(self) -> None:
        self.events: dict[str, StripeEvent] = {}
        self.dealt: list[StripeEvent] = []
        self.store_fails = False
        self.dealing_fails: Exception | None = None

    def add_event(self, event: StripeEvent) -> bool:
        if self.store_fails:
            raise StoreUnavailable
        return self.events.setdefault(event.id, event) is event

    def deal(self, event: StripeEvent) -> None:
        assert event.id in self.events, "stored before it is dealt with"
        if self.dealing_fails:
            raise self.dealing_fails
        self.dealt.append(event)

    def hears(self, body: object, *, header: str | None = None, **more: object) -> int:
        """The status of the answer to an event, or to a body of any other kind."""
        text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        signature = header or stripe.WebhookSignature.generate_signature_header(text, SECRET, int(NOW.timestamp()))
        asked = {"headers": {"Stripe-Signature": signature}, "body": text, "isBase64Encoded": False, **more}
        answered = answer(asked, [SECRET], self, self.deal, NOW)
        assert answered["body"] == "{}"
        return int(answered["statusCode"])


@pytest.fixture
def world() -> World:
    return World()


def test_an_event_is_stored_then_dealt_with_and_stripe_hears_200(world: World) -> None:
    assert world.hears(event()) == 200
    [stored] = world.dealt
    assert stored == world.events["evt_1"]
    assert stored == StripeEvent("evt_1", "invoice.paid", NOW, {"customer": "cus_1", "invoice": "in_1"})


def test_a_repeated_event_is_no_news(world: World) -> None:
    assert [world.hears(event()) for _ in range(3)] == [200, 200, 200]
    assert len(world.dealt) == 1


def test_a_type_that_nobody_knows_is_taken_all_the_same(world: World) -> None:
    assert world.hears(event("tax.galaxy.updated", object="galaxy")) == 200
    assert world.dealt[0].type == "tax.galaxy.updated"


@pytest.mark.parametrize("trouble", [StripeUnavailable(), StoreUnavailable(), RuntimeError("a bug"), TimeoutError()])
def test_what_cannot_be_dealt_with_now_stays_stored_and_stripe_need_not_repeat_it(
    world: World, trouble: Exception
) -> None:
    world.dealing_fails = trouble
    assert world.hears(event()) == 200
    assert world.dealt == []
    assert "evt_1" in world.events


def test_what_cannot_be_stored_is_sent_again_by_stripe_and_stored_then(world: World) -> None:
    world.store_fails = True
    assert world.hears(event()) == 503
    world.store_fails = False
    assert world.hears(event()) == 200
    assert len(world.dealt) == 1


def test_a_body_in_base64_is_what_it_stands_for(world: World) -> None:
    text = json.dumps(event(description="Größe"), ensure_ascii=False)
    header = stripe.WebhookSignature.generate_signature_header(text, SECRET, int(NOW.timestamp()))
    coded = base64.b64encode(text.encode()).decode()
    assert world.hears(coded, header=header, isBase64Encoded=True) == 200
    assert world.hears(coded, header=header) == 400, "the signature is over the bytes as Stripe sent them"
    assert world.hears("no base64!", header=header, isBase64Encoded=True) == 400


@pytest.mark.parametrize(
    "headers",
    [None, {}, {"Stripe-Signature": ""}, {"Stripe-Signature": "t=1,v1=00"}, {"X-Stripe-Signature": "t=1"}],
)
def test_without_a_good_signature_nothing_is_stored(world: World, headers: dict[str, str] | None) -> None:
    assert world.hears(event(), headers=headers) == 400
    assert world.events == {}


def test_the_headers_name_is_read_however_it_is_written(world: World) -> None:
    text = json.dumps(event())
    header = stripe.WebhookSignature.generate_signature_header(text, SECRET, int(NOW.timestamp()))
    assert world.hears(text, headers={"stripe-SIGNATURE": header}) == 200


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no json",
        "[]",
        "null",
        '"event"',
        "{}",
        "[" * 100_000,
        "\ud800",
        {**event(), "object": "v2.core.event"},
        {**event(), "id": ""},
        {**event(), "id": 5},
        {**event(), "id": "e" * 256},
        {**event(), "type": None},
        {**event(), "data": None},
        {**event(), "data": {"object": "in_1"}},
    ],
    ids=lambda body: str(body)[:30].encode("ascii", "replace").decode(),
)
def test_a_body_of_another_shape_is_refused_though_it_is_signed(world: World, body: object) -> None:
    text = body if isinstance(body, str) else json.dumps(body)
    header = "t=0" if text == "\ud800" else None  # no signature can be over what is no text
    assert world.hears(text, header=header) == 400
    assert world.events == {}


def test_a_body_without_end_is_refused_before_anything_is_made_of_it(world: World) -> None:
    assert world.hears(" " * LARGEST_EVENT_BYTES + "x") == 413
    assert world.hears(json.dumps(event()).ljust(LARGEST_EVENT_BYTES)) == 200


def test_nothing_of_an_event_is_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world.dealing_fails = RuntimeError("jo@example.org")
    world.hears(event(customer_email="jo@example.org"))
    world.hears(event(customer_email="jo@example.org"), header="t=1,v1=jo@example.org")
    assert len(caplog.records) == 2
    assert "jo@" not in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("found", "subject"),
    [
        ({"object": "customer", "id": "cus_1"}, {"customer": "cus_1"}),
        (
            {"object": "subscription", "id": "sub_1", "customer": {"id": "cus_1", "object": "customer"}},
            {"subscription": "sub_1", "customer": "cus_1"},
        ),
        (
            {
                "object": "invoice",
                "id": "in_1",
                "customer": "cus_1",
                "parent": {"type": "subscription_details", "subscription_details": {"subscription": "sub_1"}},
            },
            {"invoice": "in_1", "customer": "cus_1", "subscription": "sub_1"},
        ),
        (
            {"object": "invoice", "id": "in_1", "customer": "cus_1", "parent": None},
            {"invoice": "in_1", "customer": "cus_1"},
        ),
        (
            {"object": "payment_intent", "id": "pi_1", "customer": None, "latest_charge": "ch_1"},
            {"payment_intent": "pi_1"},
        ),
        (
            {"object": "charge", "id": "ch_1", "payment_intent": "pi_1", "customer": None},
            {"charge": "ch_1", "payment_intent": "pi_1"},
        ),
        (
            {"object": "refund", "id": "re_1", "charge": "ch_1", "payment_intent": "pi_1"},
            {"charge": "ch_1", "payment_intent": "pi_1"},
        ),
        ({"object": "dispute", "id": "dp_1", "charge": "ch_1", "payment_intent": None}, {"charge": "ch_1"}),
        (
            {"object": "invoice_payment", "id": "inpay_1", "invoice": "in_1", "payment": {"payment_intent": "pi_1"}},
            {"invoice": "in_1", "payment_intent": "pi_1"},
        ),
        ({"object": "payment_method", "id": "pm_1", "customer": "cus_1"}, {"customer": "cus_1"}),
        ({"object": "price", "id": "price_1"}, {}),
        ({"object": {"no": "text"}, "customer": 5, "invoice": {"id": None}}, {}),
    ],
    ids=lambda case: str(case.get("object", ""))[:20],
)
def test_the_subject_is_whom_and_what_an_object_is_about(found: dict[str, Any], subject: dict[str, str]) -> None:
    assert subject_of(found) == subject


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "object", "customer", "parent", "payment", "invoice"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(JSON)
def test_no_shape_of_an_object_is_a_bug(found: object) -> None:
    # GIVEN a genuine event around anything at all
    body = json.dumps({"id": "evt_1", "object": "event", "type": "any", "data": {"object": found}}).encode()
    # WHEN it is read
    read = read_event(body, NOW)
    # THEN it is an event if it is about an object, and its subject holds ids only
    assert (read is None) == (not isinstance(found, dict))
    assert read is None or all(isinstance(id_, str) and id_ for id_ in read.subject.values())


def test_stripes_webhook_imports_little() -> None:
    # GIVEN a cold interpreter
    # WHEN the webhook is imported
    loaded = modules_after("import backend.billing.webhook")
    # THEN neither Stripe's, the model's nor the chat's libraries came along
    assert loaded.isdisjoint(
        {"stripe", "openai", "telegram", "sqlalchemy", "httpx", "requests", "babel", "boto3", "aws_lambda_powertools"}
    )
