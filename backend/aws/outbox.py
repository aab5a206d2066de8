"""The outbox port on SQS FIFO: one group an athlete, so that their messages stay in order and hold up nobody else's.

SQS forgets what it has seen after five minutes. So each notification's id is remembered in the backend's table for a
week. First looked up, then sent, then remembered: cut off in between, the message is sent again, and SQS drops it while
it still knows its id.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from backend.aws.dynamo.items import Key, number
from backend.aws.dynamo.keys import NOTIFICATION, athlete_pk
from backend.aws.dynamo.records import IS_SOMEBODY, Profile, profile_key
from backend.aws.dynamo.table import Table, tries
from backend.aws.trouble import unavailable_as
from backend.contract import Notification
from backend.ports import Clock, Outbox

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_sqs import SQSClient

REMEMBERED = timedelta(days=7)


class SqsOutbox(Outbox):
    """Hands messages to the queue; who takes them out is a function that SQS calls."""

    def __init__(self, sqs: "SQSClient", queue_url: str, dynamodb: "DynamoDBClient", table: str, clock: Clock) -> None:
        self._sqs = sqs
        self._queue_url = queue_url
        self._table = Table(dynamodb, table)
        self._clock = clock

    def put(self, notification: Notification) -> bool:
        """Send it as JSON; False when its id is known, or its athlete is gone. Raises StoreUnavailable."""
        pk = athlete_pk(notification.athlete_id)
        athlete, id_ = profile_key(notification.athlete_id), Key(pk, f"{NOTIFICATION}{notification.id}")
        now = int(self._clock.now().timestamp())
        found = self._table.get_each([athlete, id_])
        if Profile.of(found.get(athlete)) is None:
            return False
        # DynamoDB removes what has expired within days, not at once.
        if id_ in found and number(found[id_], "expires_at") > now:
            return False
        with unavailable_as():
            self._sqs.send_message(
                QueueUrl=self._queue_url,
                MessageBody=notification.model_dump_json(),
                MessageGroupId=str(notification.athlete_id),
                MessageDeduplicationId=notification.id,
            )
        return self._remember(athlete, id_, now + int(REMEMBERED.total_seconds()))

    def _remember(self, athlete: Key, id_: Key, expires_at: int) -> bool:
        """False when the athlete was erased meanwhile: nothing of them may be written any more."""
        still_there = self._table.check(athlete, IS_SOMEBODY)
        item = self._table.put({**id_._asdict(), "expires_at": expires_at})
        for _ in tries():
            if self._table.write([still_there, item]):
                break
            if Profile.of(self._table.get(athlete)) is None:
                return False
        return True
