"""The API's public description: ``python -m backend.api.openapi`` writes ``docs/openapi.json``.

It is generated from the routes and committed; a test fails when the two drift apart.
"""

import json
from pathlib import Path
from typing import Any, cast

from aws_lambda_powertools.event_handler.openapi.models import Server

from backend.api.app import build
from backend.api.entries import Log
from backend.ports import Clock, Store, Workflow

DOCUMENT = Path(__file__).parents[2] / "docs" / "openapi.json"


def describe() -> str:
    """The OpenAPI document as JSON, ending in a newline."""
    # No route is called, so the log behind them needs none of its parts.
    app = build(Log(cast(Store, None), cast(Workflow, None), cast(Clock, None)))
    schema: dict[str, Any] = json.loads(
        app.get_openapi_json_schema(
            title="AI Tracker",
            version="1",
            description=(
                "An athlete's training log. Every call but /health carries that athlete's access token. "
                "Errors are a Problem: a code, and the details its reply text needs."
            ),
            servers=[Server(url="/v1", description=None, variables=None)],
        )
    )
    _show_problems(schema)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


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
    schema["components"]["securitySchemes"] = {
        "athlete": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    }
    problem = {
        "description": "Problem",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            for ours in ("422", "500"):
                operation["responses"].pop(ours, None)
            operation["responses"]["default"] = problem
            if path != "/health":
                operation["security"] = [{"athlete": []}]


if __name__ == "__main__":
    DOCUMENT.write_text(describe(), encoding="utf-8")
