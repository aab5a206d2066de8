"""The check-ins port on DynamoDB: one item for each local day, in the athlete's partition."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from boto3.dynamodb.conditions import Attr

from backend.aws.dynamo import keys
from backend.aws.dynamo.items import Item, Key, text
from backend.aws.dynamo.records import IS_SOMEBODY, Profile, profile_key
from backend.aws.dynamo.table import Table, tries
from backend.contract import CheckIn
from backend.errors import NoConsent
from backend.ports import CheckIns

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoCheckIns(CheckIns):
    """Check-ins in the template's BackendTable. May be used from many threads."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._table = Table(client, table)

    def save_check_in(self, athlete_id: UUID, check_in: CheckIn) -> CheckIn | None:
        """Store the day's check-in, in place of an earlier one of that day; that one, or None. Raises NoConsent."""
        athlete, place = profile_key(athlete_id), _key(athlete_id, check_in.date)
        item = {**place._asdict(), "data": check_in.model_dump_json()}
        for _ in tries():
            found = self._table.get_each([athlete, place])
            if Profile.of(found.get(athlete)) is None:
                raise NoConsent
            earlier = found.get(place)
            unchanged = Attr("pk").not_exists() if earlier is None else Attr("data").eq(text(earlier, "data"))
            if self._table.write([self._table.check(athlete, IS_SOMEBODY), self._table.put(item, unchanged)]):
                break
        return None if earlier is None else _check_in_of(earlier)

    def remove_check_in(self, athlete_id: UUID, day: date) -> bool:
        """Take the day's check-in back; False when there is none."""
        place = _key(athlete_id, day)
        # A transaction, though of one: repeated after a lost answer it still says that it was there.
        removing = self._table.delete(place, Attr("pk").exists())
        for _ in tries():
            if self._table.get(place) is None:
                return False
            if self._table.write([removing]):
                break
        return True

    def check_ins_between(self, athlete_id: UUID, first: date, last: date) -> list[CheckIn]:
        """Check-ins of the days ``first``…``last``, both included, oldest first."""
        if first > last:
            return []
        return [_check_in_of(item) for item in self._table.query(keys.check_ins_between(athlete_id, first, last))]


def _key(athlete_id: UUID, day: date) -> Key:
    return Key(keys.athlete_pk(athlete_id), keys.check_in_sk(day))


def _check_in_of(item: Item) -> CheckIn:
    return CheckIn.model_validate_json(text(item, "data"))
