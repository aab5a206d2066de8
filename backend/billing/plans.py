"""What is sold and for how much: a validated file that the operator edits. Prices never come from the client's side."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, model_validator

from backend.contract.model import Model
from backend.contract.premium import Currency, Plan, PlanId, Price, Rail

OUR_PLANS = Path(__file__).with_name("plans.yaml")
STARS = "XTR"
_MOST = 99_999_999
"""Stripe's largest amount, in minor units."""
Amount = Annotated[int, Field(gt=0, le=_MOST)]


class WrongPlans(Exception):
    """The file of plans cannot be used. Its text says where it is wrong, in one sentence."""


class PlanPrices(Model):
    """A plan's price in each currency, and in Stars where it is sold for them."""

    prices: Annotated[Mapping[Currency, Amount], Field(min_length=1)]
    stars: Annotated[int, Field(gt=0, le=10_000)] | None = None
    """https://core.telegram.org/bots/api#createinvoicelink: a subscription costs 10,000 Stars at most."""

    @model_validator(mode="after")
    def _stars_stand_apart(self) -> Self:
        if STARS in self.prices:
            raise ValueError(f"{STARS} has a line of its own, stars")
        return self


class Plans(Model):
    """All that is sold. Every plan is priced in the default currency."""

    default_currency: Currency
    month: PlanPrices
    year: PlanPrices

    @model_validator(mode="after")
    def _default_is_priced(self) -> Self:
        for plan in PlanId:
            if self.default_currency not in self._of(plan).prices:
                raise ValueError(f"{plan} has no price in {self.default_currency}, the default_currency")
        return self

    def offered(self, rail: Rail, currency: str) -> tuple[Plan, ...]:
        """What can be bought by this rail; each at its price in the currency, or in the default one without one."""
        offers = ((plan, self._price(plan, rail, currency)) for plan in PlanId)
        return tuple(Plan(id=plan, price=price) for plan, price in offers if price is not None)

    def all_prices(self) -> dict[PlanId, tuple[Price, ...]]:
        """Every price in money, by plan: what Stripe is set up with."""
        return {
            plan: tuple(Price(amount=amount, currency=currency) for currency, amount in self._of(plan).prices.items())
            for plan in PlanId
        }

    def _price(self, plan: PlanId, rail: Rail, currency: str) -> Price | None:
        sold = self._of(plan)
        match rail:
            case Rail.OFF:
                return None
            case Rail.STARS:
                # Telegram's subscriptions have 30 days, no other length.
                if sold.stars is None or plan is not PlanId.MONTH:
                    return None
                return Price(amount=sold.stars, currency=STARS)
            case Rail.STRIPE_INVOICE | Rail.TELEGRAM_CARD:
                known = currency if currency in sold.prices else self.default_currency
                return Price(amount=sold.prices[known], currency=known)

    def _of(self, plan: PlanId) -> PlanPrices:
        return self.month if plan is PlanId.MONTH else self.year


def read_plans(file: Path | None = None) -> Plans:
    """The plans of a YAML file; ours without one. Raises WrongPlans."""
    import yaml  # what never sells does without

    file = file or OUR_PLANS
    try:
        content: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
        return Plans.model_validate(content)
    except OSError as error:
        raise WrongPlans(f"{file.name} cannot be read ({error.strerror}).") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise WrongPlans(f"{file.name} is not YAML.") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise WrongPlans(f"{file.name}: {place}: {first['msg'].removeprefix('Value error, ')}.") from None


def lookup_key(plan: PlanId, currency: str) -> str:
    """By which the plan's price is found at Stripe."""
    return f"ai-tracker_{plan.value}_{currency}"


def currency_at(zone: str) -> str:
    """The currency of the country that an IANA time zone lies in; "" where that is not known."""
    from babel.core import get_global  # reads a file of its own
    from babel.numbers import get_territory_currencies

    territory = get_global("zone_territories").get(zone)
    found = get_territory_currencies(territory) if territory else []
    return found[0] if found else ""
