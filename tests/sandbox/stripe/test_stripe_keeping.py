"""What Stripe knows outlives a restart of the sandbox."""

from pathlib import Path
from typing import Any

import pytest

from sandbox.server import start
from sandbox.stripe import LocalStripe
from tests.fakes.shop import DAY, PAYS, Shop

NOW = 1_790_000_000.0


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "sandbox" / "chats.json"


async def test_after_a_restart_it_goes_on(state: Path) -> None:
    # GIVEN a subscription that was paid, and another that waits, in a sandbox that was closed
    sandbox = await start(state_file=state, clock=lambda: NOW)
    shop = Shop(sandbox.url, sandbox.stripe)
    await shop.open()
    options: Any = {"idempotency_key": "customer:a1"}
    customer = (await shop.ask(shop.v1.customers.create, {"name": "Ada"}, options)).id
    paid, waits = await shop.subscribe(customer), await shop.subscribe(customer)
    sandbox.stripe.pay_invoice(paid["latest_invoice"]["id"], PAYS)
    sandbox.stripe.advance(3_600)
    prices = shop.prices
    shop.close()
    await sandbox.close()
    # WHEN it is started again, perhaps on another port
    sandbox = await start(state_file=state, clock=lambda: NOW)
    shop = Shop(sandbox.url, sandbox.stripe)
    # THEN both are there, and the invoice's page is at the new address
    assert (await shop.fresh(paid)).status == "active"
    again = await shop.fresh(waits)
    assert again["latest_invoice"]["hosted_invoice_url"].startswith(f"{sandbox.url}/stripe/pay/")
    assert sandbox.stripe.pay_invoice(again["latest_invoice"]["id"], PAYS).status == "paid"
    # AND a key still means the same customer, and time is where it was
    assert (await shop.ask(shop.v1.customers.create, {"name": "Ada"}, options)).id == customer
    assert sandbox.stripe.account.now() == NOW + 3_600
    # AND it renews, with lines and items that belong to it
    sandbox.stripe.advance(32 * DAY)
    renewed = await shop.fresh(paid)
    assert renewed["latest_invoice"]["billing_reason"] == "subscription_cycle"
    assert renewed["latest_invoice"]["status"] == "paid"
    await shop.ask(shop.v1.prices.update, prices["month"], {"nickname": "monthly"})
    assert (await shop.fresh(paid))["items"]["data"][0]["price"]["nickname"] == "monthly"
    shop.close()
    await sandbox.close()


async def test_a_webhook_that_was_not_taken_is_sent_after_the_restart(state: Path) -> None:
    sandbox = await start(state_file=state, clock=lambda: NOW)
    shop = Shop(sandbox.url, sandbox.stripe)
    endpoint = {"url": "http://127.0.0.1:9/nobody-listens", "enabled_events": ["*"]}
    await shop.ask(shop.v1.webhook_endpoints.create, endpoint)
    await shop.customer()
    await sandbox.stripe.webhooks.idle()
    shop.close()
    await sandbox.close()
    local = LocalStripe(lambda: NOW, state_file=state.with_name("stripe.json"))
    assert len(local.webhooks.waiting) == 1


async def test_a_file_that_cannot_be_read_is_put_aside(tmp_path: Path) -> None:
    file = tmp_path / "stripe.json"
    file.write_text('{"version": 1, "objects"')
    local = LocalStripe(lambda: NOW, state_file=file)
    assert local.objects.all("customer") == []
    assert file.with_suffix(".unreadable").read_text() == '{"version": 1, "objects"'


async def test_card_numbers_are_not_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "stripe.json"
    local = LocalStripe(lambda: NOW, state_file=file)
    local.charge_card(790, "eur", PAYS, save=True)
    await local.close()
    written = file.read_text()
    assert "pi_" in written
    assert "4242424242424242" not in written
    assert PAYS not in written
