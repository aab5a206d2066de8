"""What tokens cost, by a table that an operator may write."""

from pathlib import Path

import pytest

from backend.coach.model.prices import Prices, WrongPrices
from backend.coach.ports import Cost


def table(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "prices.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_input_and_output_have_prices_of_their_own(tmp_path: Path):
    prices = Prices.read(table(tmp_path, "small: {input: 0.5, output: 2}\nlarge: {input: 5, output: 20}\n"))
    assert prices.cost("small", 100, 10) == Cost(110, 70)
    assert prices.cost("small", 1, 0) == Cost(1, 1), "rounded up"


def test_a_dated_model_costs_what_its_family_does(tmp_path: Path):
    prices = Prices.read(table(tmp_path, "m-4: {input: 1, output: 1}\nm-4-mini: {input: 0.1, output: 0.1}\n"))
    assert prices.cost("m-4-mini-2026-01-01", 100, 0).micro_usd == 10
    assert prices.cost("m-4-2026-01-01", 100, 0).micro_usd == 100


def test_a_model_that_nobody_priced_costs_what_the_dearest_does(tmp_path: Path):
    prices = Prices.read(table(tmp_path, "small: {input: 0.5, output: 9}\nlarge: {input: 5, output: 2}\n"))
    assert prices.cost("mine", 10, 10).micro_usd == 140


def test_ones_own_machine_costs_nothing(tmp_path: Path):
    assert Prices.read(table(tmp_path, "mine: {input: 0, output: 0}\n")).cost("mine", 9999, 9999) == Cost(19998, 0)


def test_ours_prices_the_model_that_the_prompt_names():
    assert Prices.read().cost("gpt-5.6-luna", 1_000_000, 1_000_000).micro_usd == 1_400_000


@pytest.mark.parametrize(
    "text", ["", "[]", "small: 3", "small: {input: -1, output: 1}", "small: {input: 1}", "{", "x: y"]
)
def test_a_table_that_is_not_right_is_refused(tmp_path: Path, text: str):
    with pytest.raises(WrongPrices):
        Prices.read(table(tmp_path, text))


def test_one_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(WrongPrices):
        Prices.read(tmp_path / "none.yaml")
