"""Stripe's key in Secrets Manager, and what is counted of money."""

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import EndpointConnectionError

from backend.aws.secrets import NOT_GIVEN, Secret
from backend.aws.stripe_by_secret import stripe_by_secret
from backend.billing.keys import StripeMode
from backend.errors import StoreUnavailable, StripeUnavailable
from backend.functions.money import MoneyMetrics
from tests.contract.stripe_worlds import SandboxWorld

LATER = 301.0
"""Seconds; a secret is read again after five minutes."""


class Vault:
    """Secrets Manager with one secret."""

    def __init__(self, text: str) -> None:
        self.text, self.time, self.away = text, 0.0, False

    def get_secret_value(self, SecretId: str) -> dict[str, str]:  # noqa: N803  # AWS's name
        if self.away:
            raise EndpointConnectionError(endpoint_url="https://secrets.invalid")
        return {"SecretString": self.text}

    def secret(self) -> Secret:
        return Secret(self, "any", lambda: self.time)  # type: ignore[arg-type]  # all that is asked of the client


def stripe(vault: Vault, url: str = "https://stripe.invalid", mode: StripeMode = StripeMode.TEST) -> Any:
    return stripe_by_secret(vault.secret(), mode, url, (1.0, 2.0), 0)


@pytest.fixture
def sandbox() -> Iterator[SandboxWorld]:
    world = SandboxWorld()
    yield world
    world.close()


def test_it_asks_with_the_key_of_the_secret_and_with_the_next_one_once_that_is_known(sandbox: SandboxWorld) -> None:
    vault = Vault("sk_test_one")
    there = stripe(vault, sandbox.url)
    customer = there.customer(uuid4(), "en")
    first = there.coverages
    vault.text, vault.time = "sk_test_two", LATER
    assert there.coverages.__self__ is not first.__self__
    assert list(there.coverages(customer)) == []


@pytest.mark.parametrize("key", ["sk_live_one", "pk_test_one", "anything"])
def test_a_key_of_the_wrong_kind_is_refused_before_anything_is_sent(key: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(StripeUnavailable):
        stripe(Vault(key)).customer(uuid4(), "en")
    assert "stripe_key_refused: it must be a test key" in caplog.text
    assert key not in caplog.text


def test_without_a_key_stripe_is_away_and_that_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(StripeUnavailable):
        stripe(Vault(NOT_GIVEN)).customer(uuid4(), "en")
    assert caplog.text == ""


def test_while_the_secret_cannot_be_read_stripe_is_away() -> None:
    vault = Vault("sk_test_one")
    vault.away = True
    with pytest.raises(StripeUnavailable):
        stripe(vault).customer(uuid4(), "en")


def test_a_secret_that_nobody_gave_is_told_from_one_that_cannot_be_read() -> None:
    vault = Vault(NOT_GIVEN)
    assert vault.secret().given() == ""
    vault.away = True
    with pytest.raises(StoreUnavailable):
        vault.secret().given()


def sent(capsys: pytest.CaptureFixture[str], count: Callable[[MoneyMetrics], None]) -> list[tuple[set[str], dict]]:
    """(dimensions, what is told) of each metric."""
    count(MoneyMetrics())
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [(set(one["_aws"]["CloudWatchMetrics"][0]["Dimensions"][0]), one) for one in found]


def test_what_is_of_a_kind_is_counted_for_itself_and_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    [(_, plain), (dimensions, by_rail)] = sent(capsys, lambda money: money.count("PaymentsFlagged", rail="stars"))
    assert (plain["service"], plain["PaymentsFlagged"]) == ("money", [1.0])
    assert (dimensions, by_rail["rail"]) == ({"service", "rail"}, "stars")


def test_money_of_different_currencies_is_not_added_up(capsys: pytest.CaptureFixture[str]) -> None:
    [(dimensions, told)] = sent(capsys, lambda money: money.count("RevenueMinor", 790, currency="EUR"))
    assert dimensions == {"service", "currency"}
    assert told["RevenueMinor"] == [790.0]
    assert told["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "AITracker"
