"""The committed description of the API is the API."""

import json

from backend.api.openapi import DOCUMENT, describe


def test_the_committed_document_has_not_drifted():
    assert DOCUMENT.read_text(encoding="utf-8") == describe(), "run: python -m backend.api.openapi"


def test_every_call_but_health_needs_a_token_and_shows_its_problem():
    for path, operations in json.loads(describe())["paths"].items():
        for operation in operations.values():
            assert ("security" in operation) is (path != "/health")
            assert operation["responses"]["default"]["description"] == "Problem"
