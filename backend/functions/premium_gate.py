"""Whether premium works for an athlete, as the functions ask it."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from backend.aws.dynamo.billing import DynamoBilling
from backend.billing.gate import has_premium
from backend.contract.premium import Rail
from backend.functions.environment import setting
from backend.ports import Clock

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def premium_gate(dynamodb: "DynamoDBClient", clock: Clock) -> Callable[[UUID], bool]:
    """Whether premium works for an athlete now. Raises MissingSetting."""
    billing, rail = DynamoBilling(dynamodb, setting("BACKEND_TABLE")), Rail(setting("PREMIUM_RAIL"))
    return lambda athlete_id: has_premium(billing, rail, athlete_id, clock.now())
