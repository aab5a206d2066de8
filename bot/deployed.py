"""A stack that was deployed from ``backend/template.yaml``: what is in it, and telling Telegram where its webhook is.

Asked with the credentials of whoever runs the command, as the AWS CLI finds them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from bot.arrival import ALLOWED_UPDATES
from bot.telegram_api import Telegram
from handlers.menu import publish_commands

_PATIENCE = Config(connect_timeout=5, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 3})


class NotDeployed(Exception):
    """There is no such stack, or AWS does not let us look; says what to do."""


@dataclass(frozen=True, slots=True)
class Deployed:
    """A stack."""

    name: str
    status: str
    """CloudFormation's, e.g. ``UPDATE_COMPLETE``."""
    outputs: Mapping[str, str]
    """The template's outputs."""

    def secret(self, output: str) -> str:
        """The text of a secret, by the output with its ARN. Raises NotDeployed."""
        with_it = {"SecretId": self.outputs[output]}
        return str(ask("secretsmanager", "get_secret_value", **with_it)["SecretString"])


def ask(service: str, operation: str, **parameters: object) -> dict[str, Any]:
    """What AWS answers. Raises NotDeployed."""
    try:
        client = boto3.client(service, config=_PATIENCE)  # type: ignore[call-overload]  # any service, any operation
        answer: dict[str, Any] = getattr(client, operation)(**parameters)
    except ClientError as error:
        # The message names what was asked of whom, and holds no secret.
        raise NotDeployed(f"AWS: {error}") from None
    except BotoCoreError as error:
        raise NotDeployed(f"AWS cannot be asked: {error} Set AWS_PROFILE and AWS_REGION as for 'aws'.") from None
    return answer


def look_up(name: str) -> Deployed:
    """The stack. Raises NotDeployed."""
    [stack] = ask("cloudformation", "describe_stacks", StackName=name)["Stacks"]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}
    if "WebhookUrl" not in outputs:
        raise NotDeployed(f"The stack {name} is not an AI Tracker, or was never deployed to its end.")
    return Deployed(name, stack["StackStatus"], outputs)


def telegram_of(stack: Deployed) -> Telegram:
    """Telegram, as the stack's bot speaks to it. Raises NotDeployed."""
    return Telegram(stack.secret("TelegramTokenArn"), stack.outputs["TelegramApiUrl"])


async def register_webhook(stack: Deployed, say: Callable[[str], object]) -> None:
    """Have Telegram send its updates to the stack, and show the commands' menu. Updates that wait are kept.

    Doing it again changes nothing. Raises NotDeployed, telegram.error.*
    """
    secret = stack.secret("WebhookSecretArn")
    async with telegram_of(stack) as telegram:
        me = await telegram.bot.get_me()
        await telegram.bot.set_webhook(
            stack.outputs["WebhookUrl"], secret_token=secret, allowed_updates=ALLOWED_UPDATES
        )
        await publish_commands(telegram.bot)
    say(f"Telegram sends the updates of @{me.username} to {stack.outputs['WebhookUrl']}")
