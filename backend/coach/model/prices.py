"""What a model's tokens cost, from a table that the operator can edit."""

import math
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from backend.coach.ports import Cost

_UsdPerMillion = Annotated[float, Field(ge=0, le=1000)]


class WrongPrices(Exception):
    """The table of prices cannot be read; its text says why in one sentence."""


class Price(BaseModel):
    """Of a million tokens, in US dollars: which is as many millionths of a dollar for one token."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    input: _UsdPerMillion
    output: _UsdPerMillion


_TABLE = TypeAdapter(Annotated[dict[str, Price], Field(min_length=1)])


class Prices:
    """A table of prices."""

    def __init__(self, table: Mapping[str, Price]) -> None:
        self._table = table

    @classmethod
    def read(cls, file: Path | None = None) -> "Prices":
        """The operator's table, or the one that comes with the program. Raises WrongPrices."""
        import yaml  # only where a model is asked

        source = file or resources.files("backend.coach.model") / "prices.yaml"
        try:
            return cls(_TABLE.validate_python(yaml.safe_load(source.read_text(encoding="utf-8"))))
        except (OSError, yaml.YAMLError, ValidationError) as error:
            raise WrongPrices(f"The table of prices cannot be read ({type(error).__name__}).") from None

    def cost(self, model: str, tokens_in: int, tokens_out: int) -> Cost:
        """What so many tokens cost; of a model that is not listed, what they would at the dearest prices.

        A dated name (``gpt-4.1-mini-2025-04-14``) costs what the longest listed name that it begins with does.
        """
        price = self._price(model)
        micro_usd = tokens_in * price.input + tokens_out * price.output
        return Cost(tokens_in + tokens_out, math.ceil(micro_usd))

    def _price(self, model: str) -> Price:
        if model in self._table:
            return self._table[model]
        prefixes = [name for name in self._table if model.startswith(f"{name}-2")]
        if prefixes:
            return self._table[max(prefixes, key=len)]
        return Price(
            input=max(price.input for price in self._table.values()),
            output=max(price.output for price in self._table.values()),
        )
