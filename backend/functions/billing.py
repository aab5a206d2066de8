"""The Lambda behind premium's routes of API Gateway: over DynamoDB, SQS and Stripe."""

from backend.aws import clients
from backend.aws.dynamo.store import DynamoStore
from backend.aws.secrets import secrets_manager
from backend.billing.app import create_handler
from backend.billing.desk import Billing
from backend.billing.plans import read_plans
from backend.clock import SystemClock
from backend.functions.answers import counted
from backend.functions.environment import setting
from backend.functions.money import books
from backend.functions.telemetry import Handler, Telemetry

_DONE = {
    ("POST", "/premium/purchases"): "PurchasesBegun",
    ("POST", "/premium/checks"): "PaymentsApproved",
    ("POST", "/premium/payments"): "PaymentsReported",
    ("POST", "/premium/refunds"): "RefundsReported",
    ("DELETE", "/premium"): "PremiumClosed",
}
_RETRIES = 1
"""Of a question to Stripe: the bot waits ten seconds for the API."""


def _put_together() -> Handler:
    telemetry, clock, chat_url = Telemetry("billing"), SystemClock(), setting("CHAT_URL")
    dynamodb = clients.dynamodb()
    money = books(dynamodb, secrets_manager(), clock, _RETRIES)
    athletes = DynamoStore(dynamodb, setting("BACKEND_TABLE"), clock)
    return counted(create_handler(Billing(money, athletes, read_plans(), clock, lambda: chat_url)), _DONE, telemetry)


handler = _put_together()
