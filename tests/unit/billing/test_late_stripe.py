"""Stripe's library comes at the first question, once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pytest

from backend.billing.late_stripe import gateway_later, made_late
from backend.billing.ports import Stripe
from tests.unit.test_imports import modules_after


class OneAnswer:
    """As much of a Stripe as is asked for here."""

    def portal(self, customer_id: str, return_url: str) -> str:
        return f"{return_url}?{customer_id}"


def one_answer() -> Stripe:
    return cast(Stripe, OneAnswer())


def test_it_is_made_at_the_first_question_by_one_of_all_who_ask() -> None:
    made: list[Stripe] = []
    start = threading.Barrier(8)

    def make() -> Stripe:
        made.append(one_answer())
        return made[-1]

    late = made_late(make)
    assert made == []

    def ask(_: int) -> None:
        start.wait(timeout=20)
        assert late.portal("cus_1", "https://back") == "https://back?cus_1"

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(8)))
    assert len(made) == 1


def test_what_could_not_be_made_is_tried_again() -> None:
    troubles = [ImportError("no memory")]

    def make() -> Stripe:
        if troubles:
            raise troubles.pop()
        return one_answer()

    late = made_late(make)
    with pytest.raises(ImportError):
        late.portal("cus_1", "https://back")
    assert late.portal("cus_1", "https://back") == "https://back?cus_1"


def test_neither_the_program_nor_its_gateway_to_be_loads_stripes_library() -> None:
    # GIVEN a cold interpreter
    # WHEN the one-machine program is imported, and a gateway is announced
    loaded = modules_after(
        "import bot.embedded; from backend.billing.late_stripe import gateway_later; gateway_later('sk_test_x', 'http://x')"
    )
    # THEN what only a question to Stripe needs did not come along
    assert loaded.isdisjoint({"stripe", "requests"})


def test_the_first_question_is_the_gateways() -> None:
    late = gateway_later("sk_test_x", "http://127.0.0.1:1")  # nobody listens
    assert late.payment("neither a charge nor an intent") is None
