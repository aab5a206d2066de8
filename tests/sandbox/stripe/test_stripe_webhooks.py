"""Webhooks: signed as stripe-python wants them, repeated until taken, in any order on request."""

import asyncio
import gc
import json
import random
import time as machine
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
import stripe
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.server import STRIPE_WEBHOOK_SECRET, Sandbox
from sandbox.stripe import LocalStripe
from sandbox.stripe.delivery import signature
from tests.fakes.shop import PAYS, Shop
from tests.sandbox.conftest import Time


class Receiver:
    """A merchant's end of a webhook. ``answer`` decides the HTTP status for each event."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[tuple[bytes, str]] = []
        self.answer: Callable[[dict], int] = lambda event: 200
        self._news = asyncio.Condition()

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        async with self._news:
            self.got.append((body, request.headers["Stripe-Signature"]))
            self._news.notify_all()
        return web.Response(status=self.answer(json.loads(body)))

    @property
    def types(self) -> list[str]:
        return [json.loads(body)["type"] for body, _ in self.got]

    async def until(self, count: int) -> list[str]:
        async with asyncio.timeout(5), self._news:
            await self._news.wait_for(lambda: len(self.got) >= count)
        return self.types


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.receive)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def listen(shop: Shop, receiver: Receiver, *events: str) -> str:
    """Register the receiver; the endpoint's id."""
    made = await shop.ask(
        shop.v1.webhook_endpoints.create, {"url": receiver.url, "enabled_events": list(events or ("*",))}
    )
    assert made.secret == STRIPE_WEBHOOK_SECRET
    return made.id


async def test_events_arrive_signed_and_in_order(shop: Shop, receiver: Receiver, time: Time) -> None:
    time.now = machine.time()
    await listen(shop, receiver)
    made = await shop.subscribe(await shop.customer())
    shop.local.pay_invoice(made["latest_invoice"]["id"], PAYS)
    await shop.local.webhooks.idle()
    assert len(receiver.types) == 12
    assert receiver.types == shop.told()[-12:]
    for body, header in receiver.got:
        event = stripe.Webhook.construct_event(body, header, STRIPE_WEBHOOK_SECRET)
        assert event.data.object["object"] == event.type.split(".")[-2]
        assert event.api_version == stripe.api_version
        kept = await shop.ask(shop.v1.events.retrieve, event.id)
        assert kept.data.to_dict() == event.data.to_dict()
        assert kept.pending_webhooks == 0
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(receiver.got[0][0] + b" ", receiver.got[0][1], STRIPE_WEBHOOK_SECRET)


async def test_only_what_was_asked_for_comes(shop: Shop, receiver: Receiver) -> None:
    endpoint = await listen(shop, receiver, "customer.deleted")
    customer = await shop.customer()
    await shop.ask(shop.v1.customers.delete, customer)
    await shop.local.webhooks.idle()
    assert receiver.types == ["customer.deleted"]
    # AND nothing when it is switched off, or gone
    await shop.ask(shop.v1.webhook_endpoints.update, endpoint, {"disabled": True, "enabled_events": ["*"]})
    await shop.customer()
    await shop.ask(shop.v1.webhook_endpoints.update, endpoint, {"disabled": False})
    await shop.ask(shop.v1.webhook_endpoints.delete, endpoint)
    await shop.customer()
    assert not shop.local.webhooks.waiting
    assert receiver.types == ["customer.deleted"]
    assert (await shop.ask(shop.v1.webhook_endpoints.list)).data == []


async def test_an_event_comes_again_until_it_is_taken_and_holds_nothing_up(shop: Shop, receiver: Receiver) -> None:
    await listen(shop, receiver, "customer.created", "customer.deleted")
    answers = iter([500, 404])
    receiver.answer = lambda event: next(answers, 200) if event["type"] == "customer.created" else 200
    customer = await shop.customer()
    await shop.ask(shop.v1.customers.delete, customer)
    await receiver.until(4)
    assert sorted(receiver.types) == ["customer.created"] * 3 + ["customer.deleted"]
    ids = {json.loads(body)["id"] for body, _ in receiver.got}
    assert len(ids) == 2


async def test_a_repeated_event_that_fails_arrives_all_the_same(shop: Shop, receiver: Receiver) -> None:
    problems: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, problem: problems.append(problem))
    await listen(shop, receiver)
    webhooks = shop.local.webhooks
    webhooks.repeats, webhooks.delay_seconds = 3, 0.001
    answers = iter([500, 500])
    receiver.answer = lambda event: next(answers, 200)
    await shop.customer()
    async with asyncio.timeout(5):
        while webhooks.failed or webhooks.waiting or len(receiver.got) < 3:
            await receiver.until(len(receiver.got))
            await asyncio.sleep(0.002)
    before = len(receiver.got)
    await shop.customer()
    await receiver.until(before + 3)
    assert len({json.loads(body)["id"] for body, _ in receiver.got}) == 2
    # AND nothing of the sending broke on the way
    gc.collect()
    assert problems == []


async def test_several_endpoints_get_the_same_event(shop: Shop, receiver: Receiver) -> None:
    await listen(shop, receiver)
    await listen(shop, receiver)
    await shop.customer()
    await shop.local.webhooks.idle()
    (first, _), (second, _) = receiver.got
    assert json.loads(first)["id"] == json.loads(second)["id"]


async def test_while_a_secret_is_rotated_both_fit(shop: Shop, receiver: Receiver, time: Time) -> None:
    time.now = machine.time()
    endpoint = await listen(shop, receiver)
    new = shop.local.roll_secret(endpoint)
    await shop.customer()
    await shop.local.webhooks.idle()
    body, header = receiver.got[0]
    assert header.count("v1=") == 2
    for secret in (STRIPE_WEBHOOK_SECRET, new):
        stripe.Webhook.construct_event(body, header, secret)
    newest = shop.local.roll_secret(endpoint, keep_old=False)
    await shop.customer()
    await shop.local.webhooks.idle()
    body, header = receiver.got[1]
    stripe.Webhook.construct_event(body, header, newest)
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body, header, new)


async def test_delivery_can_be_held_repeated_and_shuffled(shop: Shop, receiver: Receiver) -> None:
    await listen(shop, receiver)
    webhooks = shop.local.webhooks
    webhooks.held, webhooks.repeats, webhooks.shuffle = True, 3, random.Random(7)
    made = await shop.subscribe(await shop.customer())
    shop.local.pay_invoice(made["latest_invoice"]["id"], PAYS)
    await webhooks.idle()
    assert receiver.got == []
    happened = [event_id for event_id, _ in webhooks.waiting]
    webhooks.release()
    await webhooks.idle()
    came = [json.loads(body)["id"] for body, _ in receiver.got]
    assert sorted(came) == sorted(happened)
    assert came != happened
    # AND an old one can be sent again by hand
    webhooks.repeats = 1
    webhooks.send_again(happened[0])
    await webhooks.idle()
    assert json.loads(receiver.got[-1][0])["id"] == happened[0]


async def test_a_bad_address_or_no_events_are_refused(shop: Shop) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="Invalid URL"):
        await shop.ask(shop.v1.webhook_endpoints.create, {"url": "nowhere", "enabled_events": ["*"]})
    with pytest.raises(stripe.InvalidRequestError, match="enabled_events"):
        await shop.ask(shop.v1.webhook_endpoints.create, {"url": "https://example.com", "enabled_events": []})


async def test_each_endpoint_of_a_stripe_by_itself_has_its_own_secret() -> None:
    local = LocalStripe(machine.time)
    assert local.account.endpoint_secret is None


async def test_events_are_listed_by_type(shop: Shop) -> None:
    await shop.customer()
    listed = await shop.ask(shop.v1.events.list, {"types": ["customer.created", "price.created"], "limit": 2})
    assert [event.type for event in listed.data] == ["customer.created", "price.created"]


async def test_the_controls_are_there_for_other_processes(
    sandbox: Sandbox, shop: Shop, http: httpx.AsyncClient
) -> None:
    made = await shop.subscribed()
    assert (await http.post("/stripe/control/advance", json={"seconds": 32 * 86_400})).json() == {"done": 2}
    charge = shop.local.objects.all("charge", customer=str(made.customer))[0]
    opened = await http.post("/stripe/control/dispute", json={"charge": charge["id"]})
    assert opened.json()["charge"] == charge["id"]
    event = shop.local.objects.all("event")[-1]
    assert (await http.post("/stripe/control/resend", json={"event": event["id"]})).status_code == 200
    assert (await http.post("/stripe/control/explode", json={})).status_code == 404
    assert (await http.post("/stripe/control/dispute", json={"charge": "ch_none"})).status_code == 404
    assert (await http.post("/stripe/control/advance", json={"days": 1})).status_code == 400


@settings(deadline=None)
@given(st.binary(max_size=64), st.lists(st.text("abcdef0123", min_size=1, max_size=20), min_size=1, max_size=3))
def test_signatures_are_what_stripe_python_checks(body: bytes, secrets: list[str]) -> None:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return
    header = signature(secrets, 1_790_000_000, body)
    for secret in secrets:
        assert stripe.WebhookSignature.verify_header(text, header, secret, tolerance=None)
