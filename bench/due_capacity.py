"""A minute's reminders on DynamoDB: what one that is due takes among a million athletes beside among a thousand.

On the emulator, with its table and index as the template has them, and the units counted as AWS charges them
(:mod:`sandbox.cloud.bill`). The dues of all athletes are in the table; settings and choices only of those who are due,
since nobody else's are asked for: a tick that asked for more would be seen to by its requests.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from backend.aws.dynamo import keys
from backend.aws.dynamo.agenda import DynamoAgenda
from backend.aws.dynamo.check_ins import DynamoCheckIns
from backend.aws.dynamo.items import Item, typed
from backend.aws.dynamo.records import Profile
from backend.aws.dynamo.store import DynamoStore
from backend.aws.outbox import SqsOutbox
from backend.contract import Athlete, Reminders
from backend.ports import DueKind
from backend.reminders.engine import send_due
from sandbox.cloud.bill import Bill, open_bill
from sandbox.cloud.deploy import aws
from sandbox.cloud.ministack import MiniStack, ministack
from sandbox.cloud.template import read_template

ATHLETES = {"1,000": 1_000, "1,000,000": 1_000_000}
DUE = 50
NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
_DAILY = Reminders(check_in=(time(7),) * 7)
_AT_ONCE = 25
"""Items that DynamoDB takes in a batch."""
_WRITERS = 3


@dataclass(frozen=True)
class Cost:
    """What each one who is due took: requests, read units, write units; all above what a minute without any takes."""

    requests: float
    read_units: float
    write_units: float

    @property
    def units(self) -> float:
        """Reads and writes together."""
        return self.read_units + self.write_units


class _Clock:
    def now(self) -> datetime:
        return NOW


def run() -> Mapping[str, Cost]:
    """The cost for one who is due, by how many athletes there are."""
    with TemporaryDirectory() as folder, ministack(Path(folder), enforce_iam=False) as emulator:
        return {name: _cost(emulator, athletes) for name, athletes in ATHLETES.items()}


def _cost(emulator: MiniStack, athletes: int) -> Cost:
    table = f"athletes-{athletes}"
    raw, dynamodb, sqs = (aws(emulator, service) for service in ("dynamodb", "dynamodb", "sqs"))
    raw.create_table(TableName=table, **_as_in_the_template())
    queue = sqs.create_queue(
        QueueName=f"{table}.fifo", Attributes={"FifoQueue": "true", "ContentBasedDeduplication": "false"}
    )["QueueUrl"]
    bill = open_bill(dynamodb)

    def tick() -> Bill:
        bill.clear()
        store, check_ins = DynamoStore(dynamodb, table, _Clock()), DynamoCheckIns(dynamodb, table)
        outbox = SqsOutbox(sqs, queue, dynamodb, table, _Clock())
        for part in range(keys.SHARDS):
            send_due(NOW, DynamoAgenda(dynamodb, table, (part,)), check_ins, store, outbox, limit=10 * DUE)
        return Bill([*bill.requests], bill.read_units, bill.write_units)

    idle = tick()
    _fill(raw, table, athletes)
    busy = tick()
    return Cost(
        (len(busy.requests) - len(idle.requests)) / DUE,
        (busy.read_units - idle.read_units) / DUE,
        (busy.write_units - idle.write_units) / DUE,
    )


def _as_in_the_template() -> dict[str, Any]:
    properties = read_template()["Resources"]["BackendTable"]["Properties"]
    wanted = ("AttributeDefinitions", "KeySchema", "LocalSecondaryIndexes", "GlobalSecondaryIndexes", "BillingMode")
    return {name: properties[name] for name in wanted}


def _fill(client: Any, table: str, athletes: int) -> None:
    """Everybody is asked each day at seven, ``DUE`` of them now, the others in a minute of the day that follows."""
    items = _items(athletes)

    def write(some: Sequence[Item]) -> None:
        client.batch_write_item(RequestItems={table: [{"PutRequest": {"Item": typed(item)}} for item in some]})

    with ThreadPoolExecutor(_WRITERS) as writers:
        while some := [*islice(items, 1_000 * _AT_ONCE)]:  # not a million at once in this process
            list(writers.map(write, (some[n : n + _AT_ONCE] for n in range(0, len(some), _AT_ONCE))))


def _items(athletes: int) -> Iterator[Item]:
    chance = Random(athletes)
    for n in range(athletes):
        athlete_id = UUID(int=chance.getrandbits(128), version=4)
        is_due = n % (athletes // DUE) == 0
        at = NOW if is_due else NOW + chance.randrange(1, 24 * 60) * timedelta(minutes=1)
        pk = keys.athlete_pk(athlete_id)
        yield {
            "pk": pk,
            "sk": keys.reminder_sk(DueKind.CHECK_IN.value),
            "due": keys.reminder_due(athlete_id),
            "due_at": keys.instant(at),
        }
        if is_due:
            athlete = Athlete(id=athlete_id, language="en", zone="UTC", consented_at=NOW)
            yield Profile(athlete, revision=0, stale_from=None, entries=0).item()
            yield {"pk": pk, "sk": keys.REMINDERS, "data": _DAILY.model_dump_json()}
