"""The file of plans says what is sold; whatever is wrong in it is said in one sentence."""

import pytest

from backend.billing.plans import WrongPlans, currency_at, lookup_key, read_plans
from backend.contract.premium import PlanId, Price, Rail

GOOD = "default_currency: EUR\nmonth: {prices: {EUR: 790}, stars: 450}\nyear: {prices: {EUR: 6900, USD: 7900}}\n"


@pytest.fixture
def plans(tmp_path):
    def read(text: str):
        file = tmp_path / "plans.yaml"
        file.write_text(text, encoding="utf-8")
        return read_plans(file)

    return read


def prices(found) -> list[tuple[PlanId, int, str]]:
    return [(one.id, one.price.amount, one.price.currency) for one in found]


def test_our_own_file_prices_both_plans_in_the_currencies_it_knows():
    ours = read_plans()
    for currency in ("EUR", "USD", "GBP", "CHF"):
        assert [one.price.currency for one in ours.offered(Rail.STRIPE_INVOICE, currency)] == [currency] * 2
    assert ours.offered(Rail.OFF, "EUR") == ()


def test_a_plan_is_sold_in_the_currency_if_it_is_priced_else_in_the_default(plans):
    found = plans(GOOD).offered(Rail.TELEGRAM_CARD, "USD")
    assert prices(found) == [(PlanId.MONTH, 790, "EUR"), (PlanId.YEAR, 7900, "USD")]
    assert prices(plans(GOOD).offered(Rail.STARS, "USD")) == [(PlanId.MONTH, 450, "XTR")]
    assert plans(GOOD).all_prices()[PlanId.YEAR] == (
        Price(amount=6900, currency="EUR"),
        Price(amount=7900, currency="USD"),
    )


def test_a_plan_without_stars_is_not_sold_for_them(plans):
    assert plans(GOOD.replace(", stars: 450", "")).offered(Rail.STARS, "") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("790", "7.9"), "month.prices.EUR"),
        (GOOD.replace("790", "0"), "month.prices.EUR"),
        (GOOD.replace("{EUR: 790}", "{}"), "month.prices"),
        (GOOD.replace("EUR: 6900, ", ""), "year has no price in EUR"),
        (GOOD.replace("USD", "usd"), "year.prices.usd"),
        (GOOD.replace("USD: 7900", "XTR: 7900"), "has a line of its own"),
        (GOOD.replace("stars: 450", "stars: 100000"), "month.stars"),
        (GOOD + "week: {prices: {EUR: 200}}\n", "week"),
        ("month: [", "is not YAML"),
        ("", "the whole"),
        ("\x00", "is not YAML"),
    ],
)
def test_what_is_wrong_is_named(plans, text, said):
    with pytest.raises(WrongPlans) as wrong:
        plans(text)
    assert said in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(WrongPlans, match=r"prices\.yaml cannot be read"):
        read_plans(tmp_path / "prices.yaml")


def test_a_price_at_stripe_is_found_by_plan_and_currency():
    assert lookup_key(PlanId.MONTH, "EUR") == "ai-tracker_month_EUR"


@pytest.mark.parametrize(("zone", "currency"), [("Europe/Vienna", "EUR"), ("Asia/Tokyo", "JPY"), ("UTC", "")])
def test_a_zone_lies_in_a_country_with_a_currency(zone, currency):
    assert currency_at(zone) == currency
