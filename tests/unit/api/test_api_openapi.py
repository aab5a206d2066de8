"""The committed description of the API is the API."""

import json

from backend.api.openapi import DOCUMENT, describe
from backend.api.scopes import BILLING_ROUTES, COACH_ROUTES, ROUTES


def test_the_committed_document_has_not_drifted():
    assert DOCUMENT.read_text(encoding="utf-8") == describe(), "run: python -m backend.api.openapi"


def test_every_call_but_health_names_its_scope_and_shows_its_problem():
    document = json.loads(describe())
    schemes = document["components"]["securitySchemes"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            scope = {**ROUTES, **BILLING_ROUTES, **COACH_ROUTES}[method.upper(), path]
            [(scheme, scopes)] = operation["security"][0].items() if scope else [(None, [])]
            assert scopes == ([scope] if scope else [])
            if scheme:
                [flow] = schemes[scheme]["flows"].values()
                assert scope in flow["scopes"]
            assert ("security" in operation) is (path != "/health")
            assert operation["responses"]["default"]["description"] == "Problem"
