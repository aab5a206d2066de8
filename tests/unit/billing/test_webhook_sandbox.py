"""The webhook, and what the sandbox's Stripe sends to it: signed with an old or a new secret, about somebody."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
from aiohttp import web

from backend.billing.plans import read_plans
from backend.billing.ports import StripeEvent
from backend.billing.setup import set_up
from backend.billing.webhook import answer
from tests.contract.stripe_worlds import GOOD, KEY, SandboxWorld, purchase


class Listener:
    """Our webhook, on a port of this machine."""

    def __init__(self) -> None:
        self.secrets: list[str] = []
        self.events: dict[str, StripeEvent] = {}
        self.statuses: list[int] = []
        self.url = ""

    def add_event(self, event: StripeEvent) -> bool:
        return self.events.setdefault(event.id, event) is event

    async def hear(self, request: web.Request) -> web.Response:
        event = {"headers": dict(request.headers), "body": await request.text(), "isBase64Encoded": False}
        result = answer(event, self.secrets, self, lambda _: None, datetime.now(UTC))
        self.statuses.append(result["statusCode"])
        return web.Response(status=result["statusCode"], text=result["body"])

    def heard(self, type_: str) -> list[StripeEvent]:
        return [event for event in self.events.values() if event.type == type_]


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    listener = Listener()
    app = web.Application()
    app.router.add_post("/v1/stripe/webhook", listener.hear)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listener.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1/stripe/webhook"
    yield listener
    await runner.cleanup()


@pytest.fixture
async def world() -> AsyncIterator[SandboxWorld]:
    world = await asyncio.to_thread(SandboxWorld, delivers=True)
    yield world
    await asyncio.to_thread(world.close)


async def until(true: Callable[[], object]) -> None:
    for _ in range(2_000):
        if true():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it never came true")


async def buy(world: SandboxWorld) -> str:
    """A customer who paid."""

    def at_stripe() -> str:
        bought = purchase()
        customer = world.gateway.customer(bought.athlete_id, "en")
        world.pays(world.gateway.subscribe(customer, bought).invoice_id, GOOD)
        return customer

    return await asyncio.to_thread(at_stripe)


async def test_each_event_that_was_asked_for_is_genuine_and_leads_to_the_customer(
    world: SandboxWorld, listener: Listener
) -> None:
    done = await asyncio.to_thread(set_up, KEY, read_plans(), listener.url, world.url)
    listener.secrets = [done.webhook_secret or ""]

    customer = await buy(world)
    await until(lambda: listener.heard("invoice.paid") and listener.heard("customer.subscription.updated"))

    assert set(listener.statuses) == {200}
    [endpoint] = (await asyncio.to_thread(world.dashboard.webhook_endpoints.list)).data
    assert {event.type for event in listener.events.values()} <= set(endpoint.enabled_events)
    for event in listener.events.values():
        assert event.subject["customer"] == customer
        others = {kind: id_ for kind, id_ in event.subject.items() if kind != "customer"}
        assert not others or await asyncio.to_thread(world.gateway.customer_of, others) == customer


async def test_events_are_taken_while_the_secret_is_rolled_and_after(world: SandboxWorld, listener: Listener) -> None:
    done = await asyncio.to_thread(set_up, KEY, read_plans(), listener.url, world.url)
    old = done.webhook_secret or ""
    [endpoint] = (await asyncio.to_thread(world.dashboard.webhook_endpoints.list)).data
    new = world.there(lambda: world.local.roll_secret(endpoint.id))
    # Stripe signs with both: whoever knows either hears it
    for known in ([old], [old, new], [new]):
        listener.secrets, before = known, len(listener.heard("invoice.paid"))
        await buy(world)
        await until(lambda before=before: len(listener.heard("invoice.paid")) > before)
    assert set(listener.statuses) == {200}


async def test_what_was_refused_comes_again_when_the_secret_is_right(world: SandboxWorld, listener: Listener) -> None:
    done = await asyncio.to_thread(set_up, KEY, read_plans(), listener.url, world.url)
    listener.secrets = ["whsec_mistyped"]
    await buy(world)
    await until(lambda: listener.statuses)
    assert listener.events == {}
    listener.secrets = [done.webhook_secret or ""]
    await until(lambda: listener.heard("invoice.paid"))
    assert set(listener.statuses) == {200, 400}
