"""The AWS assembly on this machine: emulator, stack, a Telegram to go with it, and an account to sign in with."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox.cloud.deploy import Stack, deploy
from sandbox.cloud.functions import REPOSITORY
from sandbox.cloud.ministack import REGION, MiniStack, ministack
from sandbox.server import STRIPE_WEBHOOK_SECRET

TOKEN = "1000001:sandbox-needs-no-secret"
"""What the sandbox's Telegram knows the bot by."""
STRIPE_KEY = "sk_test_sandbox"
"""Any test key opens the sandbox's Stripe."""
PROVIDER_TOKEN = "1000001:TEST:sandbox"
"""What it knows the sandbox's Stripe by, in invoices that are paid in the chat."""
SUPPORT_CONTACT = "@sandbox_support"
"""Whom to write to about a payment where no other is given; nobody reads it."""
_COMMAND_SECONDS = 60


class NoWebhook(Exception):
    """A command that tells Telegram or Stripe of the stack failed; says how."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the user pool."""

    email: str
    password: str
    sub: str
    """What the API knows the athlete by."""


@contextmanager
def assembly(
    folder: Path, telegram_url: str, *paths: Path, port: int = 0, given: Mapping[str, str] | None = None
) -> Iterator[Stack]:
    """The stack, with its webhooks set at the sandbox at ``telegram_url``, as long as the block runs.

    It sells premium by the sandbox's Stripe. ``given``: more of the template's parameters, such as those of a model.
    ``paths`` come first on the path of every function. Raises what ministack() and deploy() raise, and NoWebhook.
    """
    with ministack(folder, port=port) as emulator:
        parameters = {
            "TelegramBotToken": TOKEN,
            "TelegramApiUrl": telegram_url,
            "TelegramLinkUrl": telegram_url,
            "TelegramProviderToken": PROVIDER_TOKEN,
            "StripeApiUrl": f"{telegram_url}/stripe",
            "StripeSecretKey": STRIPE_KEY,
            "StripeWebhookSecret": STRIPE_WEBHOOK_SECRET,
            "StripeMode": "test",
            "SupportContact": SUPPORT_CONTACT,
            **(given or {}),
        }
        stack = deploy(emulator, parameters, *paths)
        set_webhook(stack)
        set_stripe_up(stack)
        yield stack


def set_webhook(stack: Stack) -> None:
    """The operator's own command, with the emulator for AWS. Raises NoWebhook."""
    _command(stack, "webhook")


def set_stripe_up(stack: Stack) -> None:
    """The same for Stripe: product, prices, portal and webhook. Raises NoWebhook."""
    _command(stack, "stripe", "setup")


def _command(stack: Stack, *words: str) -> None:
    command = [sys.executable, "-m", "bot", *words, "--stack", stack.name]
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(REPOSITORY),
        **credentials(stack.emulator),
    }
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=_COMMAND_SECONDS, check=False
    )
    if done.returncode:
        raise NoWebhook((done.stderr or done.stdout).strip())


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
