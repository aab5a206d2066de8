"""The API's manners: keys, idempotency, errors, lists, expansion, unknown parameters."""

import asyncio
from typing import Any

import httpx
import pytest
import stripe
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.server import Sandbox
from sandbox.stripe import ApiFault
from sandbox.stripe.account import API_VERSION
from sandbox.stripe.errors import InvalidRequest
from sandbox.stripe.forms import Params, parse
from tests.fakes.shop import KEY, Shop

BEARER = {"Authorization": f"Bearer {KEY}"}


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({}, "You did not provide an API key"),
        ({"Authorization": "Bearer sk_live_abc"}, "it takes no live keys"),
        ({"Authorization": "Bearer rk_live_abc"}, "it takes no live keys"),
        ({"Authorization": "Bearer pk_test_abc"}, "Invalid API Key"),
        ({"Authorization": "Basic !"}, "You did not provide an API key"),
    ],
)
async def test_without_a_test_key_nothing_is_answered(http: httpx.AsyncClient, headers: dict, words: str) -> None:
    answer = await http.post("/stripe/v1/customers", headers=headers)
    assert answer.status_code == 401
    assert words in answer.json()["error"]["message"]
    assert answer.headers["Request-Id"].startswith("req_")


async def test_a_live_key_is_an_authentication_error_to_stripe_python(shop: Shop, sandbox: Sandbox) -> None:
    live = Shop(sandbox.url, shop.local, key="sk_live_not_a_key")
    with pytest.raises(stripe.AuthenticationError):
        await live.customer()
    live.close()
    assert shop.local.objects.all("customer") == []


async def test_basic_authentication_does_as_well(http: httpx.AsyncClient) -> None:
    answer = await http.get("/stripe/v1/customers", auth=(KEY, ""))
    assert (answer.status_code, answer.json()["data"]) == (200, [])
    assert answer.headers["Stripe-Version"] == API_VERSION


def test_the_api_version_is_the_one_that_stripe_python_pins() -> None:
    assert stripe.api_version == API_VERSION


@pytest.mark.parametrize(("version", "status"), [("2026-11-25.endive", 200), ("2025-03-31.basil", 400), ("today", 400)])
async def test_only_the_release_whose_shapes_are_here_is_spoken(
    http: httpx.AsyncClient, version: str, status: int
) -> None:
    answer = await http.get("/stripe/v1/customers", headers={**BEARER, "Stripe-Version": version})
    assert (answer.status_code, answer.headers["Stripe-Version"]) == (status, version)


@pytest.mark.parametrize("path", ["/stripe/v1/customers", "/stripe/control/advance"])
async def test_pages_of_elsewhere_reach_neither_api_nor_controls(http: httpx.AsyncClient, path: str) -> None:
    elsewhere = {**BEARER, "Origin": "https://example.com"}
    assert (await http.post(path, headers=elsewhere, json={"seconds": 1})).status_code == 403
    assert (await http.post(path, headers={**BEARER, "Host": "example.com"}, json={"seconds": 1})).status_code == 403


async def test_an_unknown_address_is_stripes_404(http: httpx.AsyncClient) -> None:
    answer = await http.get("/stripe/v1/quotes", headers=BEARER)
    assert answer.status_code == 404
    error = answer.json()["error"]
    assert error["type"] == "invalid_request_error"
    assert error["message"].startswith("Unrecognized request URL (GET: /v1/quotes).")


async def test_what_does_not_exist_is_missing(shop: Shop) -> None:
    for ask, name in (
        (shop.v1.customers.retrieve, "No such customer: 'nobody'"),
        (shop.v1.payment_intents.retrieve, "No such payment_intent: 'nobody'"),
        (shop.v1.charges.retrieve, "No such charge: 'nobody'"),
        (shop.v1.subscriptions.retrieve, "No such subscription: 'nobody'"),
    ):
        with pytest.raises(stripe.InvalidRequestError) as missing:
            await shop.ask(ask, "nobody")
        assert (missing.value.http_status, missing.value.code) == (404, "resource_missing")
        assert missing.value.user_message == name


@pytest.mark.parametrize(
    ("parameters", "param", "code"),
    [
        ({"colour": "blue"}, "colour", "parameter_unknown"),
        ({"invoice_settings": {"colour": "blue"}}, "invoice_settings[colour]", "parameter_unknown"),
        ({"invoice_settings": "blue"}, "invoice_settings", None),
        ({"metadata": "blue"}, "metadata", None),
        ({"test_clock": "clock_none"}, "test_clock", "resource_missing"),
    ],
)
async def test_parameters_are_checked_and_nothing_is_left_behind(
    shop: Shop, parameters: dict, param: str, code: str | None
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await shop.ask(shop.v1.customers.create, parameters)
    assert (refused.value.param, refused.value.code) == (param, code)
    assert shop.local.objects.all("customer") == []


async def test_metadata_is_merged_and_unset(shop: Shop) -> None:
    customer = await shop.customer(metadata={"a": "1", "b": "2"}, name="Ada")
    changed = await shop.ask(shop.v1.customers.update, customer, {"metadata": {"a": "", "c": "3"}, "name": ""})
    assert (changed.metadata.to_dict(), changed.name) == ({"b": "2", "c": "3"}, None)
    event = shop.local.objects.all("event")[-1]
    assert event["type"] == "customer.updated"
    assert event["data"]["previous_attributes"] == {"metadata": {"a": "1", "b": "2"}, "name": "Ada"}


# ---- idempotency ----


async def test_the_same_key_gives_the_same_answer(shop: Shop) -> None:
    options: Any = {"idempotency_key": "customer:a1"}
    first = await shop.ask(shop.v1.customers.create, {"name": "Ada"}, options)
    again = await shop.ask(shop.v1.customers.create, {"name": "Ada"}, options)
    assert first.id == again.id
    assert len(shop.local.objects.all("customer")) == 1
    assert again.last_response is not None
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert first.last_response is not None
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert again.last_response.headers["Original-Request"] == first.last_response.headers["Request-Id"]


async def test_the_same_key_for_something_else_is_refused(shop: Shop) -> None:
    options: Any = {"idempotency_key": "customer:a1"}
    await shop.ask(shop.v1.customers.create, {"name": "Ada"}, options)
    with pytest.raises(stripe.IdempotencyError, match="same parameters"):
        await shop.ask(shop.v1.customers.create, {"name": "Ben"}, options)
    with pytest.raises(stripe.IdempotencyError, match="same endpoint"):
        await shop.ask(shop.v1.products.create, {"name": "Ada"}, options)


async def test_a_decline_is_kept_and_a_refusal_is_not(shop: Shop) -> None:
    # GIVEN a payment that was declined under a key
    options: Any = {"idempotency_key": "renewal:1"}
    payment: Any = {"amount": 790, "currency": "eur", "payment_method": "pm_card_chargeDeclined", "confirm": True}
    for _ in range(2):
        with pytest.raises(stripe.CardError):
            await shop.ask(shop.v1.payment_intents.create, payment, options)
    # THEN asking again was no second attempt
    assert len(shop.local.objects.all("charge")) == 1
    # BUT what was wrong from the start may be mended under the same key
    options = {"idempotency_key": "renewal:2"}
    with pytest.raises(stripe.InvalidRequestError):
        await shop.ask(shop.v1.payment_intents.create, {**payment, "amount": 1}, options)
    mended = await shop.ask(shop.v1.payment_intents.create, {"amount": 790, "currency": "eur"}, options)
    assert mended.status == "requires_payment_method"


async def test_after_a_day_a_key_is_forgotten(shop: Shop, time: Any) -> None:
    options: Any = {"idempotency_key": "k"}
    first = await shop.ask(shop.v1.customers.create, {}, options)
    time.now += 24 * 3_600
    assert (await shop.ask(shop.v1.customers.create, {}, options)).id != first.id


async def test_stripe_pythons_own_retries_do_nothing_twice(sandbox: Sandbox) -> None:
    # GIVEN a connection that breaks after the work was done
    sandbox.stripe.api.faults.append(ApiFault("/v1/customers", drop=True, takes_effect=True))
    shop = Shop(sandbox.url, sandbox.stripe, retries=1)
    # WHEN the library asks again by itself, THEN there is one customer
    made = await shop.customer()
    assert [customer["id"] for customer in sandbox.stripe.objects.all("customer")] == [made]
    assert len(sandbox.stripe.api.calls) == 2
    shop.close()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (ApiFault(status=500), stripe.APIError),
        (ApiFault(status=429), stripe.RateLimitError),
        (ApiFault(drop=True), stripe.APIConnectionError),
    ],
)
async def test_trouble_on_request(shop: Shop, fault: ApiFault, error: type[Exception]) -> None:
    shop.local.api.faults.append(fault)
    with pytest.raises(error):
        await shop.customer()
    assert shop.local.objects.all("customer") == []
    await shop.customer()


# ---- lists ----


async def test_lists_are_paged_newest_first(shop: Shop) -> None:
    made = [await shop.customer() for _ in range(5)]
    first = await shop.ask(shop.v1.customers.list, {"limit": 2})
    assert ([one.id for one in first.data], first.has_more, first.url) == (made[:2:-1], True, "/v1/customers")
    everyone = await asyncio.to_thread(lambda: [one.id for one in first.auto_paging_iter()])
    assert everyone == made[::-1]
    before = await shop.ask(shop.v1.customers.list, {"limit": 2, "ending_before": made[0]})
    assert ([one.id for one in before.data], before.has_more) == ([made[2], made[1]], True)
    with pytest.raises(stripe.InvalidRequestError):
        await shop.ask(shop.v1.customers.list, {"starting_after": "cus_nobody"})
    with pytest.raises(stripe.InvalidRequestError, match="between 1 and 100"):
        await shop.ask(shop.v1.customers.list, {"limit": 101})


async def test_lists_know_when_things_were_made(shop: Shop, time: Any) -> None:
    early = await shop.customer()
    time.now += 100
    late = await shop.customer()
    now = int(time.now)
    for wanted, found in (
        ({"gte": now}, [late]),
        ({"lt": now}, [early]),
        ({"gt": now - 101, "lte": now}, [late, early]),
    ):
        listed = await shop.ask(shop.v1.customers.list, {"created": wanted})
        assert [one.id for one in listed.data] == found


async def test_prices_are_found_by_their_lookup_key_which_can_move(shop: Shop) -> None:
    async def found() -> list[str]:
        listed = await shop.ask(shop.v1.prices.list, {"lookup_keys": ["ai-tracker_month_eur"], "active": True})
        return [price.id for price in listed.data]

    old = shop.local.objects.get("price", shop.prices["month"])
    dearer: Any = {
        "product": old["product"],
        "currency": "eur",
        "unit_amount": 890,
        "recurring": {"interval": "month"},
        "lookup_key": "ai-tracker_month_eur",
    }
    with pytest.raises(stripe.InvalidRequestError, match="already uses that lookup key"):
        await shop.ask(shop.v1.prices.create, dearer)
    assert await found() == [shop.prices["month"]]
    new = await shop.ask(shop.v1.prices.create, {**dearer, "transfer_lookup_key": True})
    assert await found() == [new.id]
    await shop.ask(shop.v1.prices.update, old["id"], {"active": False})
    with pytest.raises(stripe.InvalidRequestError, match="inactive"):
        await shop.subscribe(await shop.customer())


# ---- expansion ----


async def test_objects_are_expanded_where_that_is_asked_for(shop: Shop) -> None:
    made = await shop.subscribed()
    expanded = await shop.ask(
        shop.v1.subscriptions.list,
        {"customer": made.customer, "expand": ["data.customer", "data.latest_invoice", "data.items.data.price"]},
    )
    (subscription,) = expanded.data
    assert subscription["customer"]["metadata"]["athlete"] == "a1"
    assert subscription["latest_invoice"]["status"] == "paid"
    assert "payments" not in subscription["latest_invoice"].to_dict()
    invoice = await shop.ask(
        shop.v1.invoices.retrieve,
        subscription["latest_invoice"]["id"],
        {"expand": ["payments.data.payment.payment_intent"]},
    )
    assert invoice["payments"]["data"][0]["payment"]["payment_intent"]["status"] == "succeeded"


@pytest.mark.parametrize(
    "path", ["colour", "status", "metadata.athlete", "latest_invoice.payments.data.payment.charge"]
)
async def test_what_cannot_be_expanded_is_refused(shop: Shop, path: str) -> None:
    made = await shop.subscribed()
    with pytest.raises(stripe.InvalidRequestError, match=r"cannot be expanded|expand more than 4 levels"):
        await shop.ask(shop.v1.subscriptions.retrieve, made.id, {"expand": [path]})


async def test_private_notes_stay_private(shop: Shop) -> None:
    made = await shop.subscribed()
    customer = str(made.customer)
    portal = await shop.ask(
        shop.v1.billing_portal.configurations.create, {"features": {"invoice_history": {"enabled": True}}}
    )
    await shop.ask(shop.v1.billing_portal.sessions.create, {"customer": customer, "configuration": portal.id})

    def names(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*(names(item) for item in value.values()))
        return set().union(*(names(item) for item in value)) if isinstance(value, list) else set()

    for kind in shop.local.objects.by_kind.values():
        for object_id in kind:
            assert not [name for name in names(shop.local.show(object_id)) if name.startswith("_")]


# ---- forms ----

leaves = st.text(min_size=1, max_size=8)
keys = st.text(alphabet="abcdefgh_", min_size=1, max_size=6)
trees = st.dictionaries(
    keys,
    st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.dictionaries(keys, inner, min_size=1, max_size=3), st.lists(inner, min_size=1, max_size=3)
        ),
        max_leaves=6,
    ),
    max_size=3,
)


@settings(deadline=None)
@given(trees)
def test_what_stripe_python_encodes_is_understood(tree: dict) -> None:
    from stripe._encode import _api_encode

    pairs = [(key, str(value)) for key, value in _api_encode(tree)]
    try:
        assert parse(pairs) == tree
    except InvalidRequest:
        assert max(key.count("[") for key, _ in pairs) > 8


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(alphabet="ab[]01", max_size=12), st.text(max_size=3)), max_size=4))
def test_no_form_breaks_the_parser(pairs: list[tuple[str, str]]) -> None:
    try:
        tree = parse(pairs)
    except InvalidRequest:
        return
    params = Params(tree)
    params.metadata({}) if "metadata" in params else None
    if tree:
        with pytest.raises(InvalidRequest):
            params.finish()


def test_a_list_without_numbers_is_a_list() -> None:
    assert parse([("expand[]", "a"), ("expand[]", "b")]) == {"expand": ["a", "b"]}
