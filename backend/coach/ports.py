"""What the coach with a model needs from the world."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Cost:
    """What an answer takes: tokens, in and out together, and millionths of a US dollar."""

    tokens: int
    micro_usd: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be spent: tokens by one athlete on a day of UTC's, and millionths of a dollar in a month of it."""

    tokens_a_day: int
    micro_usd_a_month: int


class Limit(StrEnum):
    """What stands in the way of asking."""

    QUOTA = "quota"
    """This athlete has had their tokens of the day."""
    BUDGET = "budget"
    """The month's money is spent: nobody's requests are sent any more."""


class Ledger(Protocol):
    """What has been spent on models. Days and months are UTC's. Erasing an athlete (``Store``) removes theirs.

    A request is booked at its most before it is sent, and corrected when its answer says what it took: so many
    requests at once cannot go over a limit together, and a crash in between errs towards spending less.
    """

    def book(self, athlete_id: UUID, day: date, most: Cost, limits: Limits) -> Limit | None:
        """Book ``most`` if that stays within both limits, in one transaction; else what stands in the way.

        Raises NoConsent when there is no such athlete, StoreUnavailable.
        """

    def correct(self, athlete_id: UUID, day: date, by: Cost) -> None:
        """Add ``by`` (mostly below zero) to what was booked on ``day``; no limit is asked. Raises StoreUnavailable."""

    def raise_alarm(self, day: date) -> bool:
        """Whether this is the day's first alarm about the month's money. Raises StoreUnavailable."""


class Counts(Protocol):
    """Where it is counted how the coach's answers came about."""

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """So many more of these. Dimensions are words of ours, never an id."""
