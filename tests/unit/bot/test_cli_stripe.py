"""``ai-tracker stripe setup``, against the sandbox's Stripe."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import Settings
from sandbox.stripe import ApiFault
from tests.contract.stripe_worlds import KEY, SandboxWorld

PUBLIC = "https://bot.example.org"
WEBHOOK = f"{PUBLIC}/v1/stripe/webhook"


@pytest.fixture
def world() -> Iterator[SandboxWorld]:
    world = SandboxWorld(set_up_already=False)
    yield world
    world.close()


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def at_sandbox(world: SandboxWorld, monkeypatch: pytest.MonkeyPatch) -> SandboxWorld:
    monkeypatch.setenv("STRIPE_SECRET_KEY", KEY)
    monkeypatch.setenv("STRIPE_API_URL", world.url)
    return world


def test_it_makes_everything_once_and_says_what_to_set(
    at_sandbox: SandboxWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stripe", "setup", "--webhook-url", WEBHOOK]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "made: price ai-tracker_month_EUR 790" in said
    assert f"made: webhook {WEBHOOK}" in said
    assert re.fullmatch(r"STRIPE_WEBHOOK_SECRET=whsec_\w+", said[-1])

    assert main(["stripe", "setup", "--webhook-url", WEBHOOK]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "there already: 11",
        "Its secret is in Stripe's dashboard, at the webhook; put it into STRIPE_WEBHOOK_SECRET.",
    ]


def test_with_telegrams_public_address_stripes_is_beside_it(
    at_sandbox: SandboxWorld, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", PUBLIC)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "a-secret")
    assert main(["stripe", "setup"]) == 0
    assert f"made: webhook {WEBHOOK}" in capsys.readouterr().out


def test_without_a_public_address_it_says_how_payments_are_seen(
    at_sandbox: SandboxWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stripe", "setup"]) == 0
    assert "There is no webhook" in capsys.readouterr().out
    assert at_sandbox.dashboard.webhook_endpoints.list().data == []


def test_a_secret_that_is_set_is_not_repeated_and_the_new_one_goes_before_it(
    at_sandbox: SandboxWorld, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", "whsec_before")
    assert main(["stripe", "setup", "--webhook-url", WEBHOOK]) == 0
    said = capsys.readouterr().out
    assert "It goes before the one that is set" in said
    assert "whsec_before" not in said


def test_the_operators_own_prices_are_made(
    at_sandbox: SandboxWorld, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "prices.yaml"
    file.write_text("default_currency: SEK\nmonth: {prices: {SEK: 8900}}\nyear: {prices: {SEK: 79000}}\n")
    monkeypatch.setenv("PREMIUM_PLANS", str(file))
    assert main(["stripe", "setup"]) == 0
    prices = {one.lookup_key: one.unit_amount for one in at_sandbox.dashboard.prices.list().data}
    assert prices == {"ai-tracker_month_SEK": 8900, "ai-tracker_year_SEK": 79000}


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        (
            {},
            "STRIPE_SECRET_KEY must be set: a key from Stripe's dashboard. The sandbox sets its own Stripe up",
        ),
        ({"STRIPE_SECRET_KEY": "sk_live_1"}, "STRIPE_SECRET_KEY must be a test key, sk_test_… or rk_test_…"),
        ({"STRIPE_SECRET_KEY": "sk_test_1"}, "--webhook-url must be an https address that Stripe can reach."),
    ],
    ids=["no key", "a live key in a trial", "an address without TLS"],
)
def test_what_cannot_work_is_refused_in_one_sentence(
    environment: dict[str, str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["stripe", "setup", "--webhook-url", "http://127.0.0.1/v1/stripe/webhook"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_stripe_in_trouble_fails_the_command_which_may_be_repeated(
    at_sandbox: SandboxWorld, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    at_sandbox.local.api.faults.append(ApiFault(path="/v1/prices", method="POST", status=500, times=9))
    assert main(["stripe", "setup"]) == 1
    assert "run this again" in capsys.readouterr().out
    assert "stripe_unavailable: APIError 500" in caplog.text
    at_sandbox.local.api.faults.clear()
    assert main(["stripe", "setup"]) == 0


def test_stripe_asks_for_an_action(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["stripe"])
    assert stopped.value.code == 2
