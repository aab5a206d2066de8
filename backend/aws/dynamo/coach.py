"""The ledger of what models cost, on DynamoDB: an item of the athlete's newest day, one of everybody's month.

Both are read, decided on and written on condition that they are still so: rivals try again.
"""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from boto3.dynamodb.conditions import Attr, ConditionBase

from backend.aws.dynamo import keys
from backend.aws.dynamo.items import Item, Key, number, text
from backend.aws.dynamo.records import IS_SOMEBODY, Profile, profile_key
from backend.aws.dynamo.table import Table, tries
from backend.coach.ports import Cost, Ledger, Limit, Limits
from backend.errors import NoConsent

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoLedger(Ledger):
    """A ledger in the template's BackendTable, whose store erases an athlete's with them. Thread-safe."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._table = Table(client, table)

    def book(self, athlete_id: UUID, day: date, most: Cost, limits: Limits) -> Limit | None:
        """See :class:`backend.coach.ports.Ledger`."""
        athlete, theirs, everybodys = profile_key(athlete_id), _theirs(athlete_id), _everybodys(day)
        for _ in tries():
            found = self._table.get_each([athlete, theirs, everybodys])
            if Profile.of(found.get(athlete)) is None:
                raise NoConsent
            mine, month = found.get(theirs), found.get(everybodys)
            tokens = _tokens_of(mine, day) + most.tokens
            micro_usd = _spent_in(month) + most.micro_usd
            if tokens > limits.tokens_a_day:
                return Limit.QUOTA
            if micro_usd > limits.micro_usd_a_month:
                return Limit.BUDGET
            if self._table.write(
                [
                    self._table.check(athlete, IS_SOMEBODY),
                    self._table.update(theirs, _same(mine, "tokens"), put={"day": day.isoformat(), "tokens": tokens}),
                    self._table.update(everybodys, _same(month, "micro_usd"), put={"micro_usd": micro_usd}),
                ]
            ):
                return None
        raise AssertionError  # tries() ends by itself

    def correct(self, athlete_id: UUID, day: date, by: Cost) -> None:
        """See :class:`backend.coach.ports.Ledger`."""
        theirs, everybodys = _theirs(athlete_id), _everybodys(day)
        for _ in tries():
            found = self._table.get_each([theirs, everybodys])
            mine, month = found.get(theirs), found.get(everybodys)
            changes = []
            if mine is not None and text(mine, "day") == day.isoformat():  # else erased, or another day's by now
                more = {"tokens": number(mine, "tokens") + by.tokens}
                changes.append(self._table.update(theirs, _same(mine, "tokens"), put=more))
            if month is not None:
                more = {"micro_usd": number(month, "micro_usd") + by.micro_usd}
                changes.append(self._table.update(everybodys, _same(month, "micro_usd"), put=more))
            if not changes or self._table.write(changes):
                return

    def raise_alarm(self, day: date) -> bool:
        """See :class:`backend.coach.ports.Ledger`."""
        not_yet = Attr("alarmed_on").not_exists() | Attr("alarmed_on").lt(day.isoformat())
        return self._table.write_one(self._table.update(_everybodys(day), not_yet, put={"alarmed_on": day.isoformat()}))


def _theirs(athlete_id: UUID) -> Key:
    return Key(keys.athlete_pk(athlete_id), keys.SPENT)


def _everybodys(day: date) -> Key:
    return Key(keys.spending_pk(day), keys.SPENT)


def _tokens_of(item: Item | None, day: date) -> int:
    return number(item, "tokens") if item is not None and text(item, "day") == day.isoformat() else 0


def _spent_in(item: Item | None) -> int:
    return number(item, "micro_usd") if item is not None and "micro_usd" in item else 0


def _same(item: Item | None, name: str) -> ConditionBase:
    """Nobody has changed it since it was read."""
    if item is None or name not in item:
        return Attr(name).not_exists()
    same: ConditionBase = Attr(name).eq(number(item, name))
    return same & Attr("day").eq(text(item, "day")) if "day" in item else same
