"""What the functions that deal with money have in common: the books, and what is counted of money.

Only these three may read Stripe's key: the one that athletes ask, the one that Stripe tells, and the clock's.
"""

from typing import TYPE_CHECKING

from aws_lambda_powertools.metrics import MetricUnit, single_metric

from backend.aws import clients
from backend.aws.dynamo.billing import DynamoBilling
from backend.aws.outbox import SqsOutbox
from backend.aws.secrets import Secret
from backend.aws.stripe_by_secret import stripe_by_secret
from backend.billing.keys import StripeMode
from backend.billing.sync import Books
from backend.contract.premium import Rail
from backend.functions.environment import setting
from backend.functions.telemetry import NAMESPACE
from backend.ports import Clock

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_secretsmanager import SecretsManagerClient

PATIENCE = (2.0, 4.0)
"""Seconds to connect to Stripe, and to read. What it did not do in time, the clock does."""
SERVICE = "money"
"""Whichever function it happens in."""


class MoneyMetrics:
    """:class:`backend.billing.ports.Counts` as metrics: each for itself and, where it is of a kind, by kind.

    Amounts are not added up over currencies.
    """

    def count(self, name: str, amount: int = 1, **dimensions: str) -> None:
        """See the port."""
        if "currency" not in dimensions:
            _send(name, amount, {})
        if dimensions:
            _send(name, amount, dimensions)


def _send(name: str, amount: int, dimensions: dict[str, str]) -> None:
    with single_metric(name, MetricUnit.Count, amount, namespace=NAMESPACE) as metric:
        for dimension, value in {"service": SERVICE, **dimensions}.items():
            metric.add_dimension(dimension, value)


def books(dynamodb: "DynamoDBClient", secrets: "SecretsManagerClient", clock: Clock, retries: int = 0) -> Books:
    """The books over DynamoDB, SQS and Stripe; nothing is asked of anybody yet. Raises MissingSetting."""
    table = setting("BACKEND_TABLE")
    stripe = stripe_by_secret(
        Secret(secrets, setting("STRIPE_KEY_SECRET")),
        StripeMode(setting("STRIPE_MODE")),
        setting("STRIPE_API_URL"),
        PATIENCE,
        retries,
    )
    outbox = SqsOutbox(clients.sqs(), setting("OUTBOX_QUEUE_URL"), dynamodb, table, clock)
    return Books(DynamoBilling(dynamodb, table), stripe, outbox, MoneyMetrics(), Rail(setting("PREMIUM_RAIL")))
