"""Stripe's library comes at the first question, once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.billing.late_stripe import gateway_later, made_late
from backend.billing.no_stripe import NoStripe
from backend.billing.ports import Stripe
from backend.errors import StripeUnavailable
from tests.unit.test_imports import modules_after


def test_it_is_made_at_the_first_question_by_one_of_all_who_ask() -> None:
    made: list[Stripe] = []
    start = threading.Barrier(8)

    def make() -> Stripe:
        made.append(NoStripe())
        return made[-1]

    late = made_late(make)
    assert made == []

    def ask(_: int) -> None:
        start.wait(timeout=20)
        with pytest.raises(StripeUnavailable):
            late.coverages("cus_1")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(8)))
    assert len(made) == 1


def test_what_could_not_be_made_is_tried_again() -> None:
    troubles = [ImportError("no memory")]

    def make() -> Stripe:
        if troubles:
            raise troubles.pop()
        return NoStripe()

    late = made_late(make)
    with pytest.raises(ImportError):
        late.payment("pi_1")
    with pytest.raises(StripeUnavailable):
        late.payment("pi_1")


def test_neither_the_program_nor_its_gateway_to_be_loads_stripes_library() -> None:
    # GIVEN a cold interpreter
    # WHEN the one-machine program is imported, and a gateway is announced
    loaded = modules_after(
        "import bot.embedded; from backend.billing.late_stripe import gateway_later; gateway_later('sk_test_x', 'http://x')"
    )
    # THEN what only a question to Stripe needs did not come along
    assert loaded.isdisjoint({"stripe", "requests"})


def test_the_first_question_is_the_gateways(caplog: pytest.LogCaptureFixture) -> None:
    late = gateway_later("sk_test_x", "http://127.0.0.1:1")  # nobody listens
    assert late.payment("neither a charge nor an intent") is None
