"""Starting each Lambda beside the bare imports that it cannot avoid, in cold interpreters."""

import os
import subprocess
import sys
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import NamedTuple

_SERVICES = (
    "import json, re, uuid, datetime, boto3; from botocore.config import Config; import boto3.dynamodb.conditions;"
    # Much of pydantic is not loaded before the first model and adapter.
    "from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, model_validator;"
    "TypeAdapter(type('Model', (BaseModel,), {}));"
)
_TOOLS = "from aws_lambda_powertools import Logger, Metrics, Tracer; Logger(service='x'); Metrics(namespace='x');"
_WORDS = "import zoneinfo, gettext, babel.core, babel.dates, babel.numbers;"
_ROUTES = (
    "from aws_lambda_powertools.event_handler import APIGatewayRestResolver;"
    "from aws_lambda_powertools.event_handler.openapi.params import Query;"
    "APIGatewayRestResolver(enable_validation=True);"
)
_SETTINGS = {
    "AWS_DEFAULT_REGION": "eu-central-1",
    "BACKEND_TABLE": "backend",
    "STATE_MACHINE_ARN": "arn",
    "USER_POOL_ID": "region_pool",
    "OUTBOX_QUEUE_URL": "https://queue",
    "LOG_LEVEL": "INFO",
    "CHATS_TABLE": "chats",
    "SEAL_KEY_SECRET": "name",
    "SIGN_IN_URL": "https://sign-in",
    "KEYS_URL": "https://keys",
    "TELEGRAM_LINK_URL": "https://t.me",
    "DRAFTS_QUEUE_URL": "https://queue",
    "INBOX_QUEUE_URL": "https://queue",
    "CHECKOUTS_QUEUE_URL": "https://queue",
    "SUPPORT_CONTACT": "none",
    "INBOX_DEAD_QUEUE_URL": "https://queue",
    "API_URL": "https://api/v1",
    "ATHLETE_CLIENT_ID": "client",
    "CALLBACK_URL": "https://api/v1/link/callback",
    "TELEGRAM_API_URL": "https://telegram",
    "TELEGRAM_TOKEN_SECRET": "name",
    "WEBHOOK_SECRET_SECRET": "name",
    "PREMIUM_RAIL": "stripe_invoice",
    "STRIPE_MODE": "live",
    "STRIPE_API_URL": "https://stripe",
    "STRIPE_KEY_SECRET": "name",
    "STRIPE_WEBHOOK_SECRET": "name",
    "CHAT_URL": "https://t.me/bot",
    "BOT_CLIENT_ID": "client",
    "BOT_CLIENT_SECRET": "name",
    "PROVIDER_TOKEN_SECRET": "name",
    "COACH": "rules",
    "COACH_QUESTIONS_A_DAY": "20",
    "QUESTION_MACHINE_ARN": "arn",
}
_ROUNDS = 9


def _clients(*services: str) -> str:
    """Reading a service's description is what a client of it costs, whoever makes it."""
    return "".join(f"boto3.client({service!r}, config=Config(connect_timeout=1));" for service in services)


_CHAT = (
    _SERVICES + "import asyncio, zoneinfo, gettext, babel.core, babel.dates, babel.numbers, httpx, jwt, aiohttp;"
    "from babel.messages import pofile, mofile; from aiolimiter import AsyncLimiter;"
    "from cryptography.hazmat.primitives.ciphers.aead import AESGCM;"
    "from cryptography.hazmat.primitives.kdf.hkdf import HKDF; httpx.AsyncClient();"
    "from aws_lambda_powertools.metrics import Metrics; Metrics(namespace='x');"
    "from telegram import Bot; from telegram.request import BaseRequest; Bot('1:x');"
    + _clients("dynamodb", "secretsmanager", "sqs")
)
_WITHOUT_SECRETS = "from backend.aws.secrets import Secret; Secret.__call__ = lambda self: '1:x'; "
"""They would be asked for over the network."""
FUNCTIONS = {
    "api": (
        "from backend.functions.api import handler",
        _SERVICES + _TOOLS + _WORDS + _ROUTES + _clients("dynamodb", "stepfunctions", "cognito-idp"),
    ),
    **{
        step: (f"from backend.functions.steps import {step}", _SERVICES + _TOOLS + _WORDS + _clients("dynamodb"))
        for step in ("validate", "analyse", "save")
    },
    **{
        step: (f"from backend.functions.{module} import handler", _SERVICES + _TOOLS + _WORDS + _clients("dynamodb"))
        for step, module in {"coach": "coach", "answer_question": "answer"}.items()
    },
    **{
        step: (
            f"from backend.functions.question_steps import {step}",
            _SERVICES + _TOOLS + _WORDS + _clients("dynamodb"),
        )
        for step in ("validate_question", "save_answer")
    },
    "notify_answer": (
        "from backend.functions.question_steps import notify_answer",
        _SERVICES + _TOOLS + _WORDS + _clients("dynamodb", "sqs"),
    ),
    "coach_api": (
        "from backend.functions.coach_api import handler",
        _SERVICES + _TOOLS + _WORDS + _ROUTES + _clients("dynamodb", "stepfunctions"),
    ),
    "notify": (
        "from backend.functions.steps import notify",
        _SERVICES + _TOOLS + _WORDS + _clients("dynamodb", "sqs"),
    ),
    "billing": (
        "from backend.functions.billing import handler",
        _SERVICES + _TOOLS + _WORDS + _ROUTES + "import yaml;" + _clients("dynamodb", "sqs", "secretsmanager"),
    ),
    "stripe_webhook": (
        "from backend.functions.stripe_webhook import handler",
        _SERVICES + _TOOLS + _clients("dynamodb", "sqs", "secretsmanager"),
    ),
    "webhook": (
        "from bot.functions.webhook import handler",
        "import json, hmac, base64, datetime, logging, boto3; from botocore.config import Config;"
        + _clients("sqs", "secretsmanager"),
    ),
    "updates": (_WITHOUT_SECRETS + "from bot.functions.updates import handler", _CHAT),
    "pushes": (_WITHOUT_SECRETS + "from bot.functions.pushes import handler", _CHAT),
    "drafts": (
        "from bot.functions.drafts import handler",
        _SERVICES + "import zoneinfo, urllib3; from aws_lambda_powertools.metrics import Metrics;"
        "Metrics(namespace='x'); urllib3.PoolManager();" + _clients("dynamodb", "secretsmanager"),
    ),
    "tick": (
        "from bot.functions.tick import handler",
        _SERVICES + _TOOLS + _clients("dynamodb", "sqs", "stepfunctions", "secretsmanager"),
    ),
    "link_callback": (
        "from bot.functions.link_callback import handler",
        "import asyncio, json, uuid, datetime, boto3, httpx, jwt, gettext, babel.core, babel.numbers;"
        "import babel.dates; from babel.messages import pofile, mofile; from botocore.config import Config;"
        "from cryptography.hazmat.primitives.ciphers.aead import AESGCM;"
        "from cryptography.hazmat.primitives.kdf.hkdf import HKDF; httpx.AsyncClient();"
        + _clients("dynamodb", "secretsmanager"),
    ),
}
"""How each is started, and the bare imports beside it."""


class Start(NamedTuple):
    """Seconds of processor time, each less the start of an empty interpreter."""

    ours: float
    bare: float


def _seconds(statement: str) -> float:
    """Processor time: what else the machine is doing does not count."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", statement], check=True, env={**os.environ, **_SETTINGS})
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run() -> dict[str, Start]:
    """Of each function, in turns."""
    statements = {statement for pair in FUNCTIONS.values() for statement in pair} | {"pass"}
    times: dict[str, list[float]] = {statement: [] for statement in statements}
    for _ in range(_ROUNDS):
        for statement, seconds in times.items():
            seconds.append(_seconds(statement))
    middle = {statement: median(seconds) for statement, seconds in times.items()}
    return {
        name: Start(middle[ours] - middle["pass"], middle[bare] - middle["pass"])
        for name, (ours, bare) in FUNCTIONS.items()
    }
