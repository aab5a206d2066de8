"""Our objects have no fewer keys than Stripe's own examples: ``sandbox/stripe/spec/keys.json``."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sandbox.stripe.spec.extract import KEYS_FILE, Keys, keys_of
from tests.fakes.shop import DISPUTED, PAYS, Shop

KEYS: dict[str, Keys] = json.loads(KEYS_FILE.read_text(encoding="utf-8"))
PUBLISHED = Path(__file__).parents[4] / "shared" / "spec" / "stripe-fixtures.json"
NOT_SERVED = {"checkout.session", "setup_intent", "invoiceitem"}
"""The product pays by hosted invoices and payment intents; nobody asks for these."""
MAPS = {"payment_method_options", "parent", "destination_details", "evidence", "payment", "pricing", "price_details"}
"""Objects of which Stripe shows only the entries that apply."""


def missing(ours: dict[str, Any], theirs: Keys, where: str) -> list[str]:
    """Keys that Stripe has and we have not, also inside objects that both have."""
    found = [f"{where}.{name}" for name in theirs if name not in ours]
    for name, inside in theirs.items():
        if inside is not None and name not in MAPS and isinstance(ours.get(name), dict) and ours[name]:
            found += missing(ours[name], inside, f"{where}.{name}")
    return found


@pytest.fixture
async def everything(shop: Shop) -> dict[str, dict[str, Any]]:
    """One of each, after a life with a renewal, a refund, a dispute and a portal."""
    made = await shop.subscribed()
    features: Any = {"features": {"invoice_history": {"enabled": True}}}
    configuration = await shop.ask(shop.v1.billing_portal.configurations.create, features)
    session: Any = {"customer": made.customer, "configuration": configuration.id}
    await shop.ask(shop.v1.billing_portal.sessions.create, session)
    await shop.ask(
        shop.v1.webhook_endpoints.create, {"url": "http://127.0.0.1:9/nobody-listens", "enabled_events": ["x.y"]}
    )
    shop.local.advance(32 * 86_400)
    await shop.ask(shop.v1.refunds.create, {"payment_intent": shop.local.charge_card(790, "eur", PAYS)["id"]})
    shop.local.charge_card(790, "eur", DISPUTED)
    shop.local.advance(3_600)
    shown = {}
    for kind, known in shop.local.objects.by_kind.items():
        for object_id in known:
            one = shop.local.show(object_id)
            assert one is not None
            shown[kind] = one
    return shown


async def test_no_object_has_fewer_keys_than_stripes_example(everything: dict[str, dict[str, Any]]) -> None:
    assert KEYS.keys() - everything.keys() == NOT_SERVED
    short = {kind: missing(everything[kind], theirs, kind) for kind, theirs in KEYS.items() if kind not in NOT_SERVED}
    assert {kind: names for kind, names in short.items() if names} == {}


async def test_objects_say_what_they_are(everything: dict[str, dict[str, Any]]) -> None:
    for kind, one in everything.items():
        assert one["object"] == kind
        assert one.get("livemode", False) is False


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="only where the published examples are at hand")
def test_the_keys_are_those_of_the_published_examples() -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))["resources"]
    assert {name: keys_of(example) for name, example in published.items()} == KEYS


def test_the_sandboxs_stripe_needs_neither_stripe_python_nor_the_product() -> None:
    code = (
        "import sys, sandbox.stripe; print([m for m in sys.modules if m.split('.')[0] in ('stripe', 'backend', 'bot')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
