"""The API's public description: ``python -m backend.api.openapi`` writes ``docs/openapi.json``.

It is generated from the routes and committed; a test fails when the two drift apart.
"""

import json
from pathlib import Path
from typing import Any, cast

from aws_lambda_powertools.event_handler.openapi.models import Server

from backend.api.app import build
from backend.api.check_ins import Diary
from backend.api.entries import Log
from backend.api.resolver import Resolver
from backend.api.scopes import ATHLETE_SCOPES, BILLING_ROUTES, COACH_ROUTES, ROUTES, Scope
from backend.billing.app import build as build_billing
from backend.billing.desk import Billing
from backend.coaching.app import build as build_coach
from backend.coaching.desk import CoachDesk
from backend.coaching.senses import Senses

_MEANINGS = {
    Scope.LOG_READ: "Read the athlete's log and what follows from it.",
    Scope.LOG_WRITE: "Record, change, remove and restore entries.",
    Scope.ACCOUNT: "Consent, settings, premium, and erasing everything.",
    Scope.BOT: "The program's own state, and payments that Telegram has told it of.",
}
_SECURITY_SCHEMES = {
    "athlete": {
        "type": "oauth2",
        "description": "An athlete's access token (JWT), by authorization code and PKCE, at the pool's address.",
        "flows": {
            "authorizationCode": {
                "authorizationUrl": "/oauth2/authorize",
                "tokenUrl": "/oauth2/token",
                "scopes": {scope.value: _MEANINGS[scope] for scope in ATHLETE_SCOPES},
            }
        },
    },
    "bot": {
        "type": "oauth2",
        "description": "The bot's own access token, by client credentials.",
        "flows": {
            "clientCredentials": {
                "tokenUrl": "/oauth2/token",
                "scopes": {Scope.BOT.value: _MEANINGS[Scope.BOT]},
            }
        },
    },
}

DOCUMENT = Path(__file__).parents[2] / "docs" / "openapi.json"


def describe() -> str:
    """The OpenAPI document as JSON, ending in a newline."""
    # No route is called, so what is behind them needs none of its parts.
    schema = _described(build(cast(Log, None), cast(Diary, None)))
    premium = _described(build_billing(cast(Billing, None)))
    coach = _described(build_coach(cast(CoachDesk, None), cast(Senses, None)))
    for part in (premium, coach):
        schema["paths"] |= part["paths"]
        schema["components"]["schemas"] |= part["components"]["schemas"]
    _show_problems(schema)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _described(app: Resolver) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        app.get_openapi_json_schema(
            title="AI Tracker",
            version="1",
            description=(
                "An athlete's training log. Every call but /health carries an access token with the scope named at it: "
                "the athlete's own; the bot's for /status and for what Telegram tells it of payments. "
                "Errors are a Problem: a code, and the details its reply text needs."
            ),
            servers=[Server(url="/v1", description=None, variables=None)],
        )
    )
    return found


def _show_problems(schema: dict[str, Any]) -> None:
    """Say how we answer what is wrong, in place of the resolver's own answers."""
    schemas = schema["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError", "ResponseValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = {
        "type": "object",
        "title": "Problem",
        "properties": {
            "code": {"type": "string"},
            "details": {"type": "object", "additionalProperties": {"type": ["string", "integer", "number"]}},
        },
        "required": ["code"],
    }
    schema["components"]["securitySchemes"] = _SECURITY_SCHEMES
    problem = {
        "description": "Problem",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            for ours in ("422", "500"):
                operation["responses"].pop(ours, None)
            operation["responses"]["default"] = problem
            scope = {**ROUTES, **BILLING_ROUTES, **COACH_ROUTES}[method.upper(), path]
            if scope is not None:
                operation["security"] = [{"bot" if scope is Scope.BOT else "athlete": [scope.value]}]


if __name__ == "__main__":
    DOCUMENT.write_text(describe(), encoding="utf-8")
