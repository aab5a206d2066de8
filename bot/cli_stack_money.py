"""The operator's commands about money for a stack on AWS: ``stripe setup --stack`` and ``premium … --stack``.

Asked with the credentials of whoever runs the command, as the AWS CLI finds them.
"""

import argparse
from collections.abc import Callable

from botocore.exceptions import BotoCoreError, ClientError

from backend.aws import clients
from backend.aws.dynamo.billing import DynamoBilling
from backend.aws.outbox import SqsOutbox
from backend.aws.secrets import NOT_GIVEN
from backend.billing.keys import StripeMode, key_must_be
from backend.billing.late_stripe import gateway_later
from backend.billing.no_stripe import no_stripe
from backend.billing.plans import read_plans
from backend.billing.sync import Books
from backend.clock import SystemClock
from backend.contract.premium import Rail
from bot.aws.chats import DynamoChats
from bot.cli_premium import NotCounted, act_on
from bot.cli_stripe import make_at_stripe
from bot.deployed import Deployed, NotDeployed, ask

_MOST_SECRETS = 2
Say = Callable[[str], object]


def set_stacks_stripe_up(stack: Deployed, tell: Say) -> bool:
    """Say what was made; the webhook's secret, if it is new, is stored in the stack. Raises NotDeployed."""
    key = _key(stack)
    must_be = key_must_be(key, StripeMode(stack.outputs["StripeMode"]))
    if must_be is not None:
        tell(
            f"The parameter StripeSecretKey must be {must_be.replace('STRIPE_MODE', 'StripeMode')}. Run 'make deploy'."
        )
        return False
    done = make_at_stripe(key, read_plans(), stack.outputs["StripeWebhookUrl"], stack.outputs["StripeApiUrl"], tell)
    if done is None:
        return False
    if done.webhook_secret is not None:
        _store(stack, done.webhook_secret)
        tell("The webhook's secret is stored in the stack. Its functions know it within five minutes.")
    elif stack.secret("StripeSigningArn") == NOT_GIVEN:
        tell("Its secret is in Stripe's dashboard, at the webhook; run 'make deploy' with it as StripeWebhookSecret.")
    return True


def about_stacks_premium(stack: Deployed, wanted: argparse.Namespace, tell: Say) -> bool:
    """Do it and tell what came of it; whether it could be done. Raises NotDeployed."""
    clock, dynamodb, table = SystemClock(), clients.dynamodb(), stack.outputs["BackendTableName"]
    key = _key(stack)
    stripe = gateway_later(key, stack.outputs["StripeApiUrl"]) if key else no_stripe()
    outbox = SqsOutbox(clients.sqs(), stack.outputs["OutboxUrl"], dynamodb, table, clock)
    books = Books(DynamoBilling(dynamodb, table), stripe, outbox, NotCounted(), Rail(stack.outputs["PremiumRail"]))
    chats = DynamoChats(dynamodb, stack.outputs["ChatsTableName"], clock)
    try:
        return act_on(books, chats.athlete_of, wanted, clock.now(), tell)
    except (ClientError, BotoCoreError) as error:
        raise NotDeployed(f"AWS: {error}") from None  # what was asked of whom, and nothing that is stored


def _key(stack: Deployed) -> str:
    """Stripe's, "" where the stack has none."""
    key = stack.secret("StripeKeyArn")
    return "" if key == NOT_GIVEN else key


def _store(stack: Deployed, secret: str) -> None:
    """Before the one that is known: both count while the one takes the other's place."""
    known = [each for each in stack.secret("StripeSigningArn").split(",") if each not in (NOT_GIVEN, secret)]
    value = ",".join([secret, *known][:_MOST_SECRETS])
    ask("secretsmanager", "put_secret_value", SecretId=stack.outputs["StripeSigningArn"], SecretString=value)
