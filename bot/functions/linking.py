"""What the functions that have to do with accounts make of their settings."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import httpx

from backend.functions.environment import setting
from bot.aws.links import DynamoLinks
from bot.linking.accounts import CognitoAccounts
from bot.linking.cognito import Cognito, Pool
from bot.linking.seal import Sealer

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from backend.ports import Clock
    from bot.logs import Log


def cognito() -> Cognito:
    """The user pool's sign-in; its connections open when they are first needed. Raises MissingSetting."""
    pool = Pool(setting("USER_POOL_ID"), setting("SIGN_IN_URL").rstrip("/"), setting("KEYS_URL"))
    return Cognito(pool, httpx.AsyncClient(trust_env=False))


def cognito_accounts(
    pool: Cognito,
    client: "DynamoDBClient",
    clock: "Clock",
    seal_key: Callable[[], str],
    bot_name: Callable[[], Awaitable[str]],
    log: "Log",
) -> CognitoAccounts:
    """Accounts for the dialogue, and the tokens of its backend. Raises MissingSetting.

    ``seal_key`` gives the secret's text each time, ``bot_name`` the bot's user name.
    """
    return CognitoAccounts(
        pool,
        setting("ATHLETE_CLIENT_ID"),
        setting("CALLBACK_URL"),
        DynamoLinks(client, setting("CHATS_TABLE"), clock),
        Sealer(seal_key),
        clock,
        bot_name,
        log,
    )
