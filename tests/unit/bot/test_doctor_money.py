"""What the doctor sees of premium, with the sandbox's Stripe in Stripe's place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.aws.secrets import NOT_GIVEN
from backend.billing.plans import read_plans
from backend.billing.setup import set_up
from bot.cli_stripe import WEBHOOK_PATH
from bot.deployed import Deployed
from bot.doctor_money import money, support
from bot.doctor_stack import support as on_a_stack
from bot.findings import Finding
from bot.settings import Settings, read_settings
from tests.contract.stripe_worlds import KEY, SandboxWorld

TOKEN = "123456789:AAE-abcdefghijklmnop_q"
PUBLIC = "https://me.example"


@pytest.fixture(scope="module")
def world() -> Iterator[SandboxWorld]:
    world = SandboxWorld()
    yield world
    world.close()


def sells(**given: object) -> Settings:
    return read_settings(_env_file=None, telegram_bot_token=TOKEN, stripe_mode="test", **given)


def seen(settings: Settings) -> list[tuple[bool, str, str]]:
    return [(found.well, found.seen, found.mend) for found in money(settings)]


def test_where_nothing_is_sold_nobody_is_asked() -> None:
    [(well, said, _)] = seen(sells())
    assert well
    assert said.startswith("Premium is included for everyone")
    assert seen(sells(premium_rail="stars")) == [(True, "Premium is sold in Telegram Stars.", "")]
    [(well, said, _)] = seen(read_settings(_env_file=None))
    assert well
    assert "the sandbox's own Stripe" in said


def test_who_sells_for_real_names_whom_to_write_to() -> None:
    [unnamed] = support(sells(premium_rail="stars"))
    assert not unnamed.well
    assert "SUPPORT_CONTACT" in unnamed.mend
    [named] = support(sells(premium_rail="stars", support_contact="@club_treasurer"))
    assert named == Finding(True, "About payments athletes can write to @club_treasurer.")
    assert list(support(sells())) == [], "nothing is sold"
    assert list(support(read_settings(_env_file=None))) == [], "the sandbox moves no money"


@pytest.mark.parametrize(("named", "well"), [("@club_treasurer", True), (NOT_GIVEN, False), (None, False)])
def test_a_stack_that_sells_names_whom_to_write_to(named: str | None, well: bool) -> None:
    told = {} if named is None else {"SupportContact": named}
    [found] = on_a_stack(Deployed("club", "UPDATE_COMPLETE", {"PremiumRail": "stars", **told}))
    assert found.well is well
    assert well or "SupportContact" in found.mend
    assert list(on_a_stack(Deployed("club", "UPDATE_COMPLETE", {"PremiumRail": "off", **told}))) == []


def test_without_a_public_address_the_clock_looks(world: SandboxWorld) -> None:
    first, second = seen(sells(stripe_secret_key=KEY, stripe_api_url=world.url))
    assert first == (True, "Stripe takes the test key; premium is paid by stripe_invoice.", "")
    assert second == (True, "No public address: what is paid is looked up at Stripe once a minute.", "")


def test_a_webhook_that_stripe_does_not_know_is_found(world: SandboxWorld) -> None:
    more = {"telegram_webhook_url": PUBLIC, "telegram_webhook_secret": "s3cret"}
    settings = sells(stripe_secret_key=KEY, stripe_api_url=world.url, **more)
    assert seen(settings)[1:] == [
        (
            False,
            "Stripe's webhook is not set up.",
            f"Run 'ai-tracker stripe setup --webhook-url {PUBLIC}{WEBHOOK_PATH}'.",
        )
    ]
    set_up(KEY, read_plans(), PUBLIC + WEBHOOK_PATH, world.url)
    assert [found[:2] for found in seen(settings)[1:]] == [(False, "Stripe's events cannot be checked.")]
    settings = sells(stripe_secret_key=KEY, stripe_api_url=world.url, stripe_webhook_secret="whsec_a", **more)
    assert seen(settings)[1:] == [(True, "Stripe's webhook is set up.", "")]


def test_prices_that_stripe_lacks_are_counted(world: SandboxWorld, tmp_path: Path) -> None:
    plans = tmp_path / "plans.yaml"
    plans.write_text("default_currency: EUR\nmonth: {prices: {EUR: 790, SEK: 9900}}\nyear: {prices: {EUR: 6900}}\n")
    settings = sells(stripe_secret_key=KEY, stripe_api_url=world.url, premium_plans=str(plans))
    assert seen(settings)[1] == (False, "Stripe lacks 1 of the plans' prices.", "Run 'ai-tracker stripe setup'.")


def test_a_key_that_stripe_refuses_and_a_stripe_that_is_away_are_told_apart(world: SandboxWorld) -> None:
    [(well, said, _)] = seen(sells(stripe_secret_key=KEY, stripe_api_url="http://127.0.0.1:9"))
    assert (well, said) == (False, "Stripe does not answer (APIConnectionError).")
    refused = "sk_live_a"
    settings = read_settings(
        _env_file=None, telegram_bot_token=TOKEN, stripe_secret_key=refused, stripe_api_url=world.url
    )
    [(well, said, mend)] = seen(settings)
    assert (well, said) == (False, "Stripe refuses the key.")
    assert refused not in mend
