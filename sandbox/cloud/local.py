"""The AWS assembly on this machine: emulator, stack, a Telegram to go with it, and an account to sign in with."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox.cloud.deploy import Stack, deploy
from sandbox.cloud.functions import REPOSITORY
from sandbox.cloud.ministack import REGION, MiniStack, ministack

TOKEN = "1000001:sandbox-needs-no-secret"
"""What the sandbox's Telegram knows the bot by."""
_WEBHOOK_SECONDS = 60


class NoWebhook(Exception):
    """The command that tells Telegram of the webhook failed; says how."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the user pool."""

    email: str
    password: str
    sub: str
    """What the API knows the athlete by."""


@contextmanager
def assembly(folder: Path, telegram_url: str, *paths: Path, port: int = 0) -> Iterator[Stack]:
    """The stack, with its webhook set at the Telegram at ``telegram_url``, as long as the block runs.

    ``paths`` come first on the path of every function. Raises what ministack() and deploy() raise, and NoWebhook.
    """
    with ministack(folder, port=port) as emulator:
        parameters = {"TelegramBotToken": TOKEN, "TelegramApiUrl": telegram_url, "TelegramLinkUrl": telegram_url}
        stack = deploy(emulator, parameters, *paths)
        set_webhook(stack)
        yield stack


def set_webhook(stack: Stack) -> None:
    """The operator's own command, with the emulator for AWS. Raises NoWebhook."""
    command = [sys.executable, "-m", "bot", "webhook", "--stack", stack.name]
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(REPOSITORY),
        **credentials(stack.emulator),
    }
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=_WEBHOOK_SECONDS, check=False
    )
    if done.returncode:
        raise NoWebhook(done.stderr.strip())


def credentials(emulator: MiniStack) -> dict[str, str]:
    """The environment in which boto3 asks the emulator, as the account's owner."""
    return {
        "AWS_ENDPOINT_URL": emulator.endpoint,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }


def make_account(stack: Stack, email: str = "athlete@example.org") -> Account:
    """An account that can sign in at once. The emulator's sign-in page has no form to make one."""
    pool, password = stack.outputs["UserPoolId"], f"{secrets.token_urlsafe(9)}-Aa1!"
    cognito = stack.client("cognito-idp")
    made = cognito.admin_create_user(
        UserPoolId=pool,
        Username=email,
        UserAttributes=[{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}],
        MessageAction="SUPPRESS",
    )
    cognito.admin_set_user_password(UserPoolId=pool, Username=email, Password=password, Permanent=True)
    [sub] = [each["Value"] for each in made["User"]["Attributes"] if each["Name"] == "sub"]
    return Account(email, password, sub)
