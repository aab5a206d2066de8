"""Premium where nothing is set: the sandbox's own Stripe, set up at the first question, and what the log says."""

import json
from pathlib import Path

import httpx
import pytest

from bot.embedded import embedded
from bot.settings import read_settings
from tests.fakes.athlete import FakeAthlete

CARD = {"number": "4242 4242 4242 4242", "expiry": "12 / 34", "cvc": "123"}


async def test_a_newcomer_buys_and_cancels_premium_and_no_log_knows_who_or_by_what_card(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read_settings(data_dir=tmp_path / "data", port=0, sandbox_port=0, log_level="DEBUG")
    async with embedded(settings) as program:
        assert program.sandbox_url is not None
        async with FakeAthlete(program.sandbox_url) as athlete, httpx.AsyncClient(trust_env=False) as browser:
            await athlete.starts()
            await athlete.taps(await athlete.sees("I keep your training log"), "OK")
            await athlete.sees("What time is it for you now?")
            await athlete.says("Berlin")
            await athlete.sees("All set")
            await athlete.says("/premium")
            await athlete.taps(await athlete.sees("Premium: a coach that answers"), "€7.90 a month")
            invoice = await athlete.sees("Your invoice is ready.")
            assert (await browser.post(invoice.url, data=CARD)).status_code == 303
            await athlete.sees("Premium is on until", 20)
            await athlete.says("/billing")
            billing = await athlete.sees("Receipts:")
            assert "Billing" in (await browser.get(billing.url)).text
            await athlete.taps(billing, "Cancel premium")
            await athlete.taps(await athlete.sees("Cancel premium?"), "Cancel premium")
            await athlete.sees("Cancelled. Premium stays on until")

    written = capfd.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert not [line for line in lines if line["level"] in {"warning", "error"}]
    counted = {line["counted"] for line in lines if line["event"] == "money"}
    assert {"PremiumStarted", "PaymentsSucceeded", "RevenueMinor"} <= counted
    for private in ("4242", "sk_test", "whsec_", "cus_", "sub_", "pi_", "/stripe/pay/", "Berlin"):
        assert private not in written
